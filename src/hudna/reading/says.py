"""Says: who is quoted, for which words, and how.

``find_attributions`` reads the cues of attribution of an article (قال فلان إن …, بحسب المرصد, نقلت
الوكالة عن مصدر …, مضيفا أن …), the noun phrase that names the source of each, and the words that the
cue governs. ``sources_for`` then answers whom an article quotes for an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hudna.lexicon import Hit
from hudna.model import Span
from hudna.reading import says_source as source
from hudna.reading.document import Document
from hudna.reading.says_source import Phrase
from hudna.reading.says_words import (
    IMPERSONAL,
    NEGATION,
    OPENERS,
    THAT,
    Marks,
    marks_of,
    time_words,
)
from hudna.text.words import Sentence

Mode = Literal["said", "reported", "claimed", "denied", "according"]

_MODES: dict[str, Mode] = {
    "said": "said",
    "announced": "said",
    "reported": "reported",
    "witnessed": "reported",
    "claimed": "claimed",
    "denied": "denied",
}
_QUOTES = frozenset('"“”«')
_REACH = 25
"""Words after a verb of saying within which what was said must begin."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation, direct or not: who, how, and which words of the article it governs."""

    first: int
    """Index of the first word of the source's noun phrase."""
    last: int
    """Index of its last word, inclusive."""
    span: Span
    """The words that name the source, without an attached و / ب / ل."""
    cue: int
    """Index of the word of saying."""
    scope: tuple[int, int]
    """Words that the source is quoted for, the last exclusive."""
    mode: Mode
    speaker: int | None = None
    """Index, in the article's list, of the attribution that relays this one."""
    referent: int = -1
    """Index of the first attribution to the same source; its own where it is the first."""


@dataclass(slots=True)
class _Cue:
    """A cue while the article is being read."""

    at: int
    end: int
    mode: Mode
    phrases: list[Phrase]
    relay: list[Phrase]
    scope: tuple[int, int]
    own: bool
    """Whether it names its source rather than going on with the last one."""
    upto: int
    """Last word that belongs to the cue itself."""
    turn: bool
    """Whether it ends the scope of the cue before it."""


def find_attributions(doc: Document) -> list[Attribution]:
    """Find every attribution of an article, in the order of the cues."""
    kinds = doc.by_kind
    if not (kinds.keys() & {"say", "according", "say_participle"}):
        return []
    marks = marks_of(doc)
    cues: list[Hit] = sorted(doc.of("say", "according", "say_participle"), key=lambda h: h.first)
    out: list[Attribution] = []
    sentences, sentence_of = doc.sentences, doc.sentence_of
    current = -1
    row: list[_Cue] = []
    taken = -1
    for hit in cues:
        if hit.first <= taken:
            continue
        index = sentence_of[hit.first]
        if index != current:
            _close(doc, row, out, sentences[current] if current >= 0 else None)
            row, current = [], index
        sentence = sentences[index]
        cue = _read(doc, marks, hit, sentence)
        if cue is not None:
            row.append(cue)
            taken = max(hit.last, cue.upto)
    _close(doc, row, out, sentences[current])
    return out


def _read(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> _Cue | None:
    kind = hit.row.kind
    if kind == "according":
        return _according(doc, marks, hit, sentence)
    if kind == "say_participle":
        return _participle(doc, hit, sentence)
    return _verb(doc, marks, hit, sentence)


def _according(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> _Cue | None:
    """بحسب X, وفقا لما ذكره X, نقلا عن X."""
    forms, gaps = doc.words.forms, doc.words.gaps
    at, end = hit.last + 1, sentence.last
    mode: Mode = "according"
    while at < end and (forms[at] in ("ما", "لما") or at in marks.verb):
        at += 1
    if at >= end or at in marks.not_source:
        return None
    cut = 0
    if forms[at] == "ل":
        at += 1
    elif forms[at].startswith("ل") and hit.form.text in ("وفقا", "طبقا", "تبعا", "استنادا"):
        cut = 2 if forms[at].startswith("لل") else 1
    if forms[at] in ("الي",):
        at += 1
    phrase = source.after(doc, marks, at, end, cut=cut)
    if phrase is None:
        return None
    phrases = [phrase, *source.coordinated(doc, marks, phrase, end)]
    start = sentence.first
    return _Cue(
        hit.first, phrases[-1].stop, mode, phrases, [], (start, end), True, phrase.first - 1, False
    )


def _participle(doc: Document, hit: Hit, sentence: Sentence) -> _Cue | None:
    """مضيفا أن …, مشيرة إلى …: goes on with the speaker of the clause before."""
    forms, gaps = doc.words.forms, doc.words.gaps
    at = hit.last + 1
    if at >= sentence.last or hit.before.endswith(("ال", "لل")):
        return None
    near = forms[at : at + 3]
    if not (
        any(word in THAT for word in near) or ":" in gaps[at] or '"' in gaps[at] or near[0] == "الي"
    ):
        return None
    mode = _MODES[hit.row.data["mode"]]
    return _Cue(hit.first, at, mode, [], [], (at, sentence.last), False, hit.last, False)


def _verb(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> _Cue | None:
    forms, gaps = doc.words.forms, doc.words.gaps
    at, end, start = hit.first, sentence.last, sentence.first
    data = hit.row.data
    mode = _MODES[data["mode"]]
    frame = data.get("frame")
    if at > start and forms[at - 1] in NEGATION and not data.get("unverified"):
        return None
    if hit.before.startswith(("ل", "ا")) or forms[at] in IMPERSONAL:
        return None
    lead = hit.form.lead
    if lead.endswith("ن") or "س" in lead or (not lead and hit.form.text.endswith("نا")):
        return None  # we say, he will say: no report of what was said
    i = hit.last + 1
    while i < end and (forms[i] in time_words() or _turn_phrase(forms, i)):
        i += 2 if _turn_phrase(forms, i) else 1
    relay: list[Phrase] = []
    phrases: list[Phrase] = []
    own = True
    said = _said(doc, marks, i, end) if i < end else None
    if i < end and (said != i or source.quoted_name(doc, i, end) is not None):
        phrase = source.after(doc, marks, i, end)
        if phrase is not None:
            phrases = [phrase, *source.coordinated(doc, marks, phrase, end)]
            i = phrases[-1].stop
    if frame == "from":
        origin = _origin(doc, marks, i, end)
        if origin is None and not _media(phrases):
            return None
        if origin is not None:
            relay = phrases
            phrases = [origin, *source.coordinated(doc, marks, origin, end)]
            i = phrases[-1].stop
    said = _said(doc, marks, i, end)
    if not phrases:
        phrase = source.before(doc, marks, at, start)
        if phrase is not None:
            phrases = [phrase]
        else:
            own = False
    if frame == "that" and said is None and not _known(phrases):
        return None
    if (
        frame == "that"
        and said is not None
        and forms[said] not in THAT
        and not _known(phrases)
        and ":" not in gaps[said]
    ):
        return None
    if frame == "blame" and not phrases:
        return None
    backwards = bool(hit.after) or (said is None) or _matched(forms, at, start)
    if backwards and own:
        scope = (start, end)
    elif backwards:
        return None
    else:
        scope = (said if said is not None else i, end)
    if not own and said is None:
        return None
    lead = gaps[at]
    turn = (
        at == start
        or forms[at][0] in "وف"
        or forms[at - 1] in OPENERS
        or not set("،,؛").isdisjoint(lead)
    )
    return _Cue(at, i, mode, phrases, relay, scope, own, hit.last, turn and not backwards)


def _turn_phrase(forms: Sequence[str], at: int) -> bool:
    return forms[at] == "من" and at + 1 < len(forms) and forms[at + 1] in (
        "جهته", "جهتها", "جهتهم", "جانبه", "جانبها", "جانبهم"
    )  # fmt: skip


def _matched(forms: Sequence[str], at: int, start: int) -> bool:
    """Whether the verb stands after ما / كما / حسبما, and so speaks of the words before it."""
    return at > start and forms[at - 1] in ("ما", "لما", "حسبما", "وفقما")


def _said(doc: Document, marks: Marks, at: int, end: int) -> int | None:
    """Find where what was said begins: after أن, a colon or a quotation mark, or at its noun."""
    forms, gaps = doc.words.forms, doc.words.gaps
    for i in range(at, min(at + _REACH, end)):
        word = forms[i]
        if word in THAT:
            return i
        if gaps[i] != " ":
            if ":" in gaps[i]:
                return i
            if not _QUOTES.isdisjoint(gaps[i]) and (i == at or not _QUOTES.isdisjoint(gaps[i])):
                named = source.quoted_name(doc, i, end)
                if named is None:
                    return i
                if any(word in THAT for word in forms[named + 1 : named + 7]):
                    continue
                return i
        hit = marks.thing.get(i)
        if hit is not None:
            return i
        if word in ("عن", "الي", "علي"):
            return i
        if i > at and i in marks.verb and forms[i - 1] not in ("قد",):
            return None
    return None


def _origin(doc: Document, marks: Marks, at: int, end: int) -> Phrase | None:
    """The source after عن in نقلت وكالة … عن مصدر …"""
    forms = doc.words.forms
    for i in range(at, min(at + 8, end)):
        if forms[i] in THAT:
            return None
        if forms[i] == "عن" and i + 1 < end:
            return source.after(doc, marks, i + 1, end)
    return None


def _media(phrases: Sequence[Phrase]) -> bool:
    return any(p.kind == "outlet" for p in phrases)


def _known(phrases: Sequence[Phrase]) -> bool:
    return any(p.kind for p in phrases)


def _close(
    doc: Document, row: list[_Cue], out: list[Attribution], sentence: Sentence | None
) -> None:
    """Settle the scopes of one sentence's cues and add them to the article's list."""
    if not row or sentence is None:
        return
    for n, cue in enumerate(row):
        if cue.mode == "according":
            continue
        for later in row[n + 1 :]:
            if later.turn and later.own and cue.scope[0] < later.at:
                cue.scope = (cue.scope[0], max(later.at, cue.scope[0]))
                break
    for cue in row:
        if not cue.own:
            last = _last_speaker(out)
            if last is None:
                continue
            spoke = out[last]
            out.append(replace(spoke, cue=cue.at, scope=cue.scope, mode=cue.mode))
            continue
        outer: int | None = None
        for phrase in cue.relay:
            outer = len(out)
            out.append(_make(doc, phrase, cue, None, out))
        for phrase in cue.phrases:
            out.append(_make(doc, phrase, cue, outer, out))


def _last_speaker(out: Sequence[Attribution]) -> int | None:
    for i in range(len(out) - 1, -1, -1):
        return i
    return None


def _make(
    doc: Document, phrase: Phrase, cue: _Cue, outer: int | None, out: Sequence[Attribution]
) -> Attribution:
    span = phrase.span(doc)
    mine = _key(doc, phrase.first, phrase.last)
    referent = len(out)
    for i, other in enumerate(out):
        if other.referent == i:
            theirs = _key(doc, other.first, other.last)
            if mine and (mine <= theirs):
                referent = i
    return Attribution(
        phrase.first, phrase.last, span, cue.at, cue.scope, cue.mode, outer, referent
    )


def _key(doc: Document, first: int, last: int) -> frozenset[str]:
    return frozenset(
        w[2:] if w.startswith(("ال", "لل")) else w for w in doc.words.forms[first : last + 1]
    )


def sources_for(attributions: Sequence[Attribution], words: Sequence[int]) -> list[Attribution]:
    """Choose the attributions that an event told by ``words`` rests on, each source once.

    ``words`` are the indexes of its trigger words, the most informative first.
    """
    nearest: dict[int, tuple[int, Attribution]] = {}
    for attribution in attributions:
        first, last = attribution.scope
        if any(first <= word < last for word in words):
            far = abs(attribution.first - words[0])
            held = nearest.get(attribution.referent)
            if held is None or far < held[0]:
                nearest[attribution.referent] = (far, attribution)
    return [attribution for _, attribution in nearest.values()]
