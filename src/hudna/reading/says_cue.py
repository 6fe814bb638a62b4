"""One cue of attribution: the word of saying, whom it quotes, and the words that it governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hudna.lexicon import Hit
from hudna.reading import says_source as source
from hudna.reading.document import Document
from hudna.reading.says_name import Phrase, quoted_name
from hudna.reading.says_words import (
    AS,
    BEFORE_VERB,
    IMPERSONAL,
    NEGATION,
    OPENERS,
    OWN_PART,
    RELATIVE,
    THAT,
    WITHIN,
    Marks,
    circumstances,
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
_QUOTES = frozenset('"“”«»')
_COMMAS = frozenset("،,؛")
_SPEECH = 150
"""Words after the end of a sentence within which speech that it opens must close."""
_ASIDE = 12
"""Words after a circumstance of the saying (قال عقب الاجتماع إن …) within which it must end."""
_BACK = 3
"""Words before a verb, at the head of a sentence, that point to the one before it: وهو ما أكدته"""
_LABEL = 8
"""Words at the head of a sentence among which a colon sets off who says the rest."""
_DATELINES = ("country", "capital")
"""Names that tell, before a colon, where something happened: ليبيا: مقتل …"""
_REACH = 25
"""Words after a verb of saying within which what was said must begin."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, as read in its own sentence; its scope may yet be cut by the next one's turn."""

    at: int
    """Index of the word of saying."""
    mode: Mode
    phrases: list[Phrase]
    """The sources; empty where it goes on with the last speaker."""
    relay: list[Phrase]
    """Who relays them: the agency in نقلت وكالة … عن مصدر …"""
    scope: tuple[int, int]
    """Words that it governs, the last exclusive."""
    upto: int
    """Last word that belongs to the cue itself."""
    telling: bool
    """See :attr:`Attribution.telling`."""
    turn: bool
    """Whether it ends the scope of the cue before it."""
    denies: bool = False
    """See :attr:`Attribution.denies`."""


def _speech_end(doc: Document, at: int, sentence: Sentence) -> int:
    """Word after the speech that begins at word ``at``: its sentence's or its quotation's end."""
    gaps = doc.words.gaps
    end = sentence.last
    opened = 0
    for i in range(at, end + 1):
        gap = gaps[i]
        if gap == " ":
            continue
        for char in gap:
            if char in "“«":
                opened += 1
            elif char in "”»":
                opened -= 1
            elif char == '"':
                opened += -1 if opened > 0 else 1
    if opened <= 0:
        return end
    for i in range(end + 1, min(end + _SPEECH, len(gaps))):
        if not _QUOTES.isdisjoint(gaps[i]):
            return i
    return end


def read_cue(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> Cue | None:
    """Read one cue; ``None`` where the word only looks like one."""
    kind = hit.row.kind
    if kind == "according":
        return _according(doc, marks, hit, sentence)
    if kind == "say_participle":
        return _participle(doc, hit, sentence)
    if kind == "say_noun":
        return _noun(doc, marks, hit, sentence)
    return _verb(doc, marks, hit, sentence)


def _according(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> Cue | None:
    """بحسب X, وفقا لما ذكره X, نقلا عن X."""
    forms = doc.words.forms
    at, end = hit.last + 1, sentence.last
    relays = False
    while at < end and (forms[at] in ("ما", "لما") or at in marks.verb):
        relays = relays or (at in marks.verb and marks.verb[at].row.data.get("frame") == "from")
        at += 1
    if at >= end or at in marks.not_source:
        return None
    cut = 0
    if forms[at] == "ل":
        at += 1
    elif forms[at].startswith("ل") and hit.form.text in ("وفقا", "طبقا", "تبعا", "استنادا"):
        cut = 2 if forms[at].startswith("لل") else 1
    if at < end and forms[at] == "الي":
        at += 1
    if at >= end:
        return None
    phrases = source.together(doc, marks, at, end, cut)
    if not phrases:
        return None
    if relays:  # بحسب ما نقلت وكالة عن مصدر
        phrases += _origin(doc, marks, phrases[-1].stop, end)
    return Cue(
        at=hit.first,
        mode="according",
        phrases=phrases,
        relay=[],
        scope=(sentence.first, end),
        upto=phrases[0].first - 1,
        telling=True,
        turn=False,
    )


def label_end(doc: Document, sentence: Sentence) -> int | None:
    """Find the word after a colon among the first few words of a sentence."""
    gaps = doc.words.gaps
    for at in range(sentence.first + 1, min(sentence.first + _LABEL, sentence.last)):
        if gaps[at] != " " and ":" in gaps[at]:
            return at
    return None


def read_label(doc: Document, marks: Marks, sentence: Sentence) -> Cue | None:
    """Read who is named before a colon at the head of a sentence: الدفاع المدني: مقتل …"""
    at, colon = sentence.first, label_end(doc, sentence)
    hit = marks.source.get(at)
    if colon is None or hit is None or at in marks.verb:
        return None
    if any(doc.within(kind, at, at + 1) for kind in _DATELINES):
        return None
    phrase = source.after(doc, marks, at, colon)
    if phrase is None or phrase.stop < colon:
        return None
    scope = (colon, sentence.last)
    return Cue(at, "said", [phrase], [], scope, colon - 1, True, False)


def _noun(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> Cue | None:
    """إعلان الجيش مقتل …, نفي الوزارة أن …: a noun of saying and, right after it, whose it is."""
    at, end = hit.last + 1, sentence.last
    if hit.definite or at >= end or at not in marks.source:
        return None
    phrases = source.together(doc, marks, at, end)
    if not phrases:
        return None
    said = _said(doc, marks, phrases[-1].stop, min(phrases[-1].stop + _ASIDE, end))
    if said is None:
        return None
    mode = _MODES[hit.row.data["mode"]]
    scope = (said, _speech_end(doc, said, sentence))
    return Cue(hit.first, mode, phrases, [], scope, hit.last, True, False, mode == "denied")


def _issues(doc: Document, first: int, last: int) -> bool:
    """Whether a statement is named among some words: أصدر الجيش بيانا."""
    return any(hit.row.data.get("statement") for hit in doc.within("source_noun", first, last))


def _participle(doc: Document, hit: Hit, sentence: Sentence) -> Cue | None:
    """مضيفا أن …, مشيرة إلى …: goes on with the speaker of the clause before."""
    forms, gaps = doc.words.forms, doc.words.gaps
    at = hit.last + 1
    if at >= sentence.last or hit.before.endswith(("ال", "لل")):
        return None
    for i in range(at, min(at + 3, sentence.last)):
        if forms[i] in THAT:
            at = i
            break
    else:
        if forms[at] != "الي" and ":" not in gaps[at] and _QUOTES.isdisjoint(gaps[at]):
            return None
    mode = _MODES[hit.row.data["mode"]]
    scope = (at, sentence.last)
    return Cue(hit.first, mode, [], [], scope, hit.last, True, False, mode == "denied")


def _verb(doc: Document, marks: Marks, hit: Hit, sentence: Sentence) -> Cue | None:
    """قال X إن …, أعلنت X مقتل …, X قالت إن …, وأضاف أن …"""
    forms, gaps = doc.words.forms, doc.words.gaps
    at, end, start = hit.first, sentence.last, sentence.first
    frame = hit.row.data.get("frame")
    if not _reports(forms, hit, start):
        return None
    matched = at > start and forms[at - 1] in AS
    issued = bool(hit.after) and bool(hit.row.data.get("publishes"))
    if hit.after and not (matched or issued or (at > start and forms[at - 1] in RELATIVE)):
        return None
    i = hit.last + 1
    while i < end and (_plain_time(forms[i]) or forms[i] in WITHIN or _own_turn(forms, i)):
        i += 2 if _own_turn(forms, i) else 1
    phrases: list[Phrase] = []
    relay: list[Phrase] = []
    bare = i < end and forms[i] in circumstances()
    if at > start and forms[at - 1] in BEFORE_VERB:  # كانت الوزارة قد اتهمت الجيش
        was = source.of_was(doc, marks, at, start)
        phrases = [] if was is None else [was]
    if (
        i < end
        and not bare
        and not phrases
        and (_said(doc, marks, i, end) != i or quoted_name(doc, i, end) is not None)
    ):
        phrases = source.together(doc, marks, i, end)
        if phrases and frame == "blame":
            phrases = [source.accuser(doc, marks, phrase) for phrase in phrases]
        if phrases:
            i = phrases[-1].stop
    if frame == "from":
        origin = _origin(doc, marks, i, end)
        if origin:
            relay, phrases = phrases, origin
            i = phrases[-1].stop
        elif not any(p.kind == "outlet" or p.media for p in phrases):
            return None
    if not phrases and not matched:
        phrase = source.before(doc, marks, at, start)
        phrases = [] if phrase is None else [phrase]
    said = _said(doc, marks, i, end)
    explicit = said is not None and (forms[said] in THAT or ":" in gaps[said])
    known = any(p.kind not in ("", "quoted") for p in phrases)
    if frame == "close" and not (said is not None and forms[said] in THAT and said - at <= 5):
        return None
    if frame == "that" and not known and not (explicit and said is not None and said - i <= 3):
        return None
    if frame == "blame" and not phrases:
        return None
    if frame == "issue" and not (known and _issues(doc, i, min(i + _LABEL, end))):
        return None
    also = at > start and forms[at - 1] in ("كما", "وكما") and said is None
    if matched or hit.after or also:
        if not phrases:
            return None
        if hit.after and at - start <= _BACK and start and forms[at - 1] in AS:
            start = doc.sentences[doc.sentence_of[start] - 1].first  # وهو ما أكدته الوكالة
        denies = hit.row.data["mode"] == "denied"
        return Cue(at, "according", phrases, relay, (start, end), hit.last, True, False, denies)
    if said is None and not known:
        return None
    begin = i if said is None else said
    scope = (begin, _speech_end(doc, begin, sentence))
    turn = (
        at == start
        or forms[at][0] in "وف"
        or forms[at - 1] in OPENERS
        or not _COMMAS.isdisjoint(gaps[at])
    )
    mode = _MODES[hit.row.data["mode"]]
    habit = bool(hit.form.lead) and mode == "said"
    headline = start == 0 and "\n" in gaps[end]
    telling = not (habit or headline or hit.row.data.get("opinion"))
    return Cue(at, mode, phrases, relay, scope, hit.last, telling, turn, mode == "denied")


def _reports(forms: Sequence[str], hit: Hit, start: int) -> bool:
    """Whether a verb of saying tells what someone said: not denied, not ours, not to come."""
    at = hit.first
    if at > start and forms[at - 1] in NEGATION:
        return False
    if at > start + 1 and forms[at - 1] == "ان" and forms[at - 2] in NEGATION:
        return False
    if hit.after in ("ك", "كم", "ي", "نا"):
        return False
    if hit.before.startswith(("ل", "ا")) or forms[at] in IMPERSONAL:
        return False
    lead = hit.form.lead
    ours = lead.endswith("ن") or (not lead and hit.form.text.endswith("نا"))
    return not ours and "س" not in lead


def _plain_time(word: str) -> bool:
    return word in time_words() and word not in circumstances()


def _own_turn(forms: Sequence[str], at: int) -> bool:
    return forms[at] == "من" and at + 1 < len(forms) and forms[at + 1] in OWN_PART


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
            if not _QUOTES.isdisjoint(gaps[i]):
                named = quoted_name(doc, i, end)
                if named is None:
                    return i
                if any(w in THAT for w in forms[named + 1 : min(named + 7, end)]):
                    continue
                return i
        if i in marks.thing:
            if i - 1 in range(at, end) and forms[i - 1] in circumstances():
                then = _said(doc, marks, i + 1, min(end, i + _ASIDE))
                if then is not None and (forms[then] in THAT or then not in marks.thing):
                    return then
            return i
        if word in ("عن", "الي", "علي") and not (word == "علي" and i == at):
            return i + 1 if i + 1 < end and forms[i + 1] in THAT else i
        if i > at and i in marks.verb and forms[i - 1] not in BEFORE_VERB:
            return None
    return None


def _origin(doc: Document, marks: Marks, at: int, end: int) -> list[Phrase]:
    """The sources after عن in نقلت وكالة … عن مصدر …"""
    forms = doc.words.forms
    for i in range(at, min(at + 8, end)):
        if forms[i] in THAT:
            break
        if forms[i] == "عن" and i + 1 < end:
            return source.together(doc, marks, i + 1, end)
    return []
