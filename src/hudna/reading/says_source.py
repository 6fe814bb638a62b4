"""The noun phrase that names who is quoted: where it begins, where it ends, what is its core.

Arabic news puts the source right after the verb of saying (قال فلان إن …) or after a phrase such
as بحسب, more rarely before the verb (لكن الوزارة قالت إن …). A source's name has no mark at its
end, so it is read word by word until something comes that cannot belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hudna.lexicon import Hit
from hudna.reading.document import Document
from hudna.reading.says_name import (
    COMMAS,
    QUOTES,
    Phrase,
    apposed,
    barred,
    is_ali,
    is_person,
    personal,
    quoted_name,
    to_whom,
)
from hudna.reading.says_words import (
    BEFORE_VERB,
    INSIDE,
    OPENERS,
    RANKS,
    RELATIVE,
    STOP,
    THAT,
    VENUE,
    WAS,
    WITHIN,
    Marks,
    time_words,
)

_DASHES = frozenset("-–—|")
_POINTING = frozenset(("ذلك", "تلك", "هذا", "هذه"))
_TO_THEM = frozenset(("له", "لها", "لهم", "لهن", "لهما", "لي", "لنا"))
"""Nobody's name: تابع لها."""
_WAS_REACH = 22
"""Words between كان and the verb that follows its subject, at most."""
_LONGEST = 12
"""Words that the name of a source has at most."""


def after(doc: Document, marks: Marks, at: int, end: int, cut: int = 0) -> Phrase | None:
    """Read the source that begins at word ``at``, before word ``end`` of its sentence.

    ``cut`` letters of the first word are a clitic (the ل of وفقا لمصادر).
    """
    forms, gaps = doc.words.forms, doc.words.gaps
    if at >= end or ":" in gaps[at]:
        return None
    if forms[at] in _TO_THEM or forms[at] in WITHIN:
        return None
    name = quoted_name(doc, at, end)
    if name is None and not QUOTES.isdisjoint(gaps[at]):
        return None
    hit = marks.source.get(at)
    bars = at in marks.thing or barred(forms[at][cut:]) or forms[at] in INSIDE
    if hit is None and bars and not is_ali(doc, at):
        return None
    if not cut and to_whom(hit, forms[at]):
        return None
    if name is not None:
        kind = hit.row.kind if hit is not None else "quoted"
        return _past_quote(doc, Phrase(at, name, 0, kind, name + 1), end)
    if hit is not None and hit.row.data.get("statement"):
        whose = _stated_by(doc, marks, hit, end)
        if whose is not None:
            return whose
    generic = title = False
    last = at
    if hit is not None:
        generic, title, last = at in marks.generic, at in marks.title, hit.last
    j = last + 1
    while j < end and j - at < _LONGEST:
        gap = gaps[j]
        if gap != " ":
            if not QUOTES.isdisjoint(gap):
                quoted = quoted_name(doc, j, end)
                if quoted is None or ":" in gap or not COMMAS.isdisjoint(gap):
                    break
                last, j = quoted, quoted + 1
                continue
            if not COMMAS.isdisjoint(gap):
                person = apposed(doc, marks, j, end) if title or is_person(marks, j) else None
                if person is not None:
                    return Phrase(*person, 0, hit.row.kind if hit else "name", person[1] + 1)
                break
            if "(" in gap:
                close = _closing(gaps, j, end)
                if close is None:
                    break
                j = close
                if ")" in gaps[j] and gaps[j].strip(") ") == "":
                    # the gap after the parenthesis is a plain one
                    step = _step(doc, marks, hit, at, j, last, end, generic, title)
                    if step is None:
                        break
                    last, j, title = step
                    continue
                break
            if ":" in gap or not _DASHES.isdisjoint(gap) or "/" in gap:
                break
            if "." in gap and len(forms[j - 1]) > 1:
                break
        step = _step(doc, marks, hit, at, j, last, end, generic, title)
        if step is None:
            break
        if is_person(marks, j) and step[0] >= j:
            return Phrase(j, step[0], 0, "actor", step[0] + 1)
        last, j, title = step
    kind = hit.row.kind if hit is not None else ""
    media = at in marks.media
    if media:
        last = _also_called(doc, last, end)
    return personal(doc, Phrase(at, last, cut, kind, last + 1, media), title)


def _step(
    doc: Document,
    marks: Marks,
    hit: Hit | None,
    at: int,
    j: int,
    last: int,
    end: int,
    generic: bool,
    title: bool,
) -> tuple[int, int, bool] | None:
    """Take word ``j`` into the phrase: ``(its last word now, next word, whether an office)``."""
    forms = doc.words.forms
    word = forms[j]
    known = marks.source.get(j)
    if word in ("باسم", "بلسان") and j + 1 < end:
        return j + 1, j + 2, True
    if word[0] == "ل" and word[1:].isascii() and len(word) > 1:
        return None  # to whom it is said: قال مسؤول لـCNN
    if word in _POINTING:  # what is said, no part of who says it: نفت الوزارة هذه الأنباء
        return None
    if word in ("في", "من", "إلي", "الي", "لدي"):
        wanted = title or (generic and word in ("في", "من"))
        if not wanted or j + 1 >= end:
            return None
        following = forms[j + 1]
        if not QUOTES.isdisjoint(doc.words.gaps[j + 1]):
            quoted = quoted_name(doc, j + 1, end)
            return None if quoted is None else (quoted, quoted + 1, title)
        if doc.words.gaps[j + 1] != " ":
            return None
        if following in VENUE or barred(following) or j + 1 in marks.thing:
            return None
        inner = marks.source.get(j + 1)
        to = inner.last if inner is not None else j + 1
        return to, to + 1, title
    if (barred(word) or word in INSIDE or word.isdigit()) and not is_ali(doc, j):
        if word == "ناحيه" and forms[j - 1] != "من":  # مدير ناحية القيارة
            return j, j + 1, title
        if word == "اول" and forms[j - 1] in RANKS:  # الفريق أول محمد
            return j, j + 1, title
        return None
    if known is not None:
        before = known.before
        if known.row.data.get("statement") and not before:
            return None  # what is issued: أصدر الجيش بيانا
        if before.startswith(("و", "ف")) and not _adjective_pair(forms, j):
            return None
        if word.startswith("ل") and j in marks.media:
            return None
        if before.startswith("ب") and not generic:
            return None
        if j in marks.verb:
            return None
        return (
            max(known.last, j),
            max(known.last, j) + 1,
            title or bool(known.row.data.get("title")),
        )
    if j in marks.verb:
        return None
    thing = marks.thing.get(j)
    if thing is not None and not _incomplete(marks, j, hit):
        held = j - 2 > at and forms[j - 2] in INSIDE and not forms[j - 1].startswith("ال")
        if not (held and word.startswith("ال")):  # مصدر في غرفة العمليات
            return None
    if word.startswith("ب") and word.startswith(("بال", "بان")):
        return (j, j + 1, title) if generic else None
    if word.startswith("وال") and not _adjective_pair(forms, j):
        return None
    return j, j + 1, title


def _stated_by(doc: Document, marks: Marks, hit: Hit, end: int) -> Phrase | None:
    """Whose a statement is: بيان صادر عن الوزارة, تصريحات للوزير, بيانات نشرتها الوكالة."""
    forms, gaps = doc.words.forms, doc.words.gaps
    at = hit.last + 1
    for j in range(at, min(at + 4, end)):
        if not COMMAS.isdisjoint(gaps[j]) or ":" in gaps[j] or forms[j] in THAT:
            return None
        word = forms[j]
        if word in ("عن", "من") and j + 1 < end:
            return after(doc, marks, j + 1, end)
        source = marks.source.get(j)
        if source is not None and source.before.startswith("ل"):
            return after(doc, marks, j, end, 2 if word.startswith("لل") else 1)
        if (
            source is not None
            and source.before in ("", "ال")
            and (j == at or forms[j - 1][-1] in "هاا")
        ):
            return after(doc, marks, j, end)
        if word.startswith("لل") and len(word) > 4:
            return after(doc, marks, j, end, 2)
    return None


def _also_called(doc: Document, last: int, end: int) -> int:
    """Take in the short name of a medium after its full one: وكالة الأنباء السورية (سانا)."""
    gap = doc.words.gaps[last + 1] if last + 1 < end else ""
    if ("(" not in gap and QUOTES.isdisjoint(gap)) or doc.quoted(last):
        return last
    for at in range(last + 1, min(last + 4, end)):
        gap = doc.words.gaps[at + 1]
        if ")" in gap or not QUOTES.isdisjoint(gap):
            return at
    return last


def _past_quote(doc: Document, phrase: Phrase, end: int) -> Phrase:
    """Step over the adjectives after a quoted name: شبكة "…" المحلية."""
    forms, gaps = doc.words.forms, doc.words.gaps
    stop = phrase.stop
    while stop < end and forms[stop].startswith("ال") and not barred(forms[stop]):
        if COMMAS.isdisjoint(gaps[stop]) and ":" not in gaps[stop]:
            stop += 1
        else:
            break
    return replace(phrase, stop=stop)


def together(doc: Document, marks: Marks, at: int, end: int, cut: int = 0) -> list[Phrase]:
    """Read the source that begins at word ``at`` and those joined to it by و."""
    if doc.words.forms[at] == "كل" and at + 1 < end and doc.words.forms[at + 1] == "من":
        at += 2  # كل من …
    first = after(doc, marks, at, end, cut) if at < end else None
    return [] if first is None else [first, *coordinated(doc, marks, first, end)]


def accuser(doc: Document, marks: Marks, phrase: Phrase) -> Phrase:
    """Cut who accuses off from who is accused: اتهمت الحكومة جماعة الحوثي بـ….

    The accused begins at a name that nothing links to the words before it: those end in a definite
    word or in a name of their own, and so lack no second term.
    """
    forms = doc.words.forms
    names = map(marks.source.get, range(phrase.first, phrase.last + 1))
    ends = {hit.last for hit in names if hit is not None}
    for at in range(phrase.first + 1, phrase.last + 1):
        hit = marks.source.get(at)
        whole = at - 1 in ends or forms[at - 1].startswith("ال")
        if hit is None or hit.before not in ("", "ال") or forms[at].endswith(("ي", "يه")):
            continue  # الروسية, سورية may be an adjective of the word before
        if whole and not is_person(marks, at):
            return replace(phrase, last=at - 1, stop=at)
    return phrase


def coordinated(doc: Document, marks: Marks, phrase: Phrase, end: int) -> Iterator[Phrase]:
    """Read the further sources joined to one by و (عمال إغاثة والمرصد)."""
    forms, gaps = doc.words.forms, doc.words.gaps
    while phrase.stop < end:
        at = phrase.stop
        word = forms[at]
        if not word.startswith("و") or ":" in gaps[at]:
            return
        hit = marks.source.get(at)
        following: Phrase | None = None
        if word == "و":
            following = after(doc, marks, at + 1, end)
        elif hit is not None and hit.before.startswith("و") and at not in marks.verb:
            following = after(doc, marks, at, end, 1)
        if following is None:
            return
        yield following
        phrase = following


def before(doc: Document, marks: Marks, verb: int, start: int) -> Phrase | None:
    """Read a source that stands before its verb: لكن الوزارة قالت إن …, المرصد يعلن …"""
    forms = doc.words.forms
    stop = verb
    while stop > start and forms[stop - 1] in BEFORE_VERB:
        stop -= 1
    was = of_was(doc, marks, verb, start)
    if was is not None:
        return was
    return _plain_before(doc, marks, verb, stop, start)


def of_was(doc: Document, marks: Marks, verb: int, start: int) -> Phrase | None:
    """Read the subject of كان before its verb: وكانت الوزارة قد أعلنت."""
    forms = doc.words.forms
    stop = verb
    while stop > start and forms[stop - 1] in BEFORE_VERB:
        stop -= 1
    for was in range(stop - 2, max(start - 1, stop - _WAS_REACH), -1):
        if was in marks.verb:
            return None
        if forms[was] in WAS or forms[was] in ("اما", "واما"):
            return after(doc, marks, was + 1, stop)
    return None


def _plain_before(doc: Document, marks: Marks, verb: int, stop: int, start: int) -> Phrase | None:
    forms, gaps = doc.words.forms, doc.words.gaps
    first = stop
    while first > start and stop - first < _LONGEST:
        word = forms[first - 1]
        if word in OPENERS or word in RELATIVE or word in THAT or first - 1 in marks.verb:
            break
        if word in time_words() or word in STOP:
            break
        gap = gaps[first]
        if first < stop and not COMMAS.isdisjoint(gap):
            break
        if ":" in gap or "(" in gap or not _DASHES.isdisjoint(gap):
            break
        first -= 1
    if first == stop:
        return None
    opener = forms[first - 1] if first > start else ""
    leads = first == start or opener in OPENERS
    hit = marks.source.get(first)
    if not (leads or (hit is not None and hit.before == "")):
        return None
    if hit is None:
        if not leads or forms[first] in INSIDE or first in marks.thing or stop - first > 4:
            return None
        if any(i in marks.thing for i in range(first, stop)):
            return None
    if stop < verb or opener in WAS:
        pass
    elif not COMMAS.isdisjoint(gaps[verb]):
        return None
    cut = 1 if hit is not None and hit.before.startswith("و") else 0
    return after(doc, marks, first, stop, cut)


def _closing(gaps: Sequence[str], at: int, end: int) -> int | None:
    """Word after the parenthesis that opens before word ``at``."""
    for i in range(at + 1, min(at + 8, end)):
        if ")" in gaps[i]:
            return i
    return None


def _incomplete(marks: Marks, at: int, hit: Hit | None) -> bool:
    """Whether the word before ``at`` is a head that lacks its second term (هيئة تحرير الشام)."""
    head = marks.source.get(at - 1, hit if hit is not None and hit.last == at - 1 else None)
    if head is None or head.row.kind != "source_noun" or head.row.data.get("generic"):
        return False
    return not (head.definite or head.form.text.startswith("ال"))


def _adjective_pair(forms: Sequence[str], at: int) -> bool:
    """Whether word ``at`` is an adjective joined to another: مصادر أمنية وطبية."""
    word, previous = forms[at], forms[at - 1]
    ending = word[-2:]
    return len(word) > 3 and ending == previous[-2:] and ending in ("يه", "ين", "ون")
