"""Whether a phrase belongs to a verb of saying rather than to what is said.

"قال السبت إن …", "أفادت مصادر، الاثنين، بمقتل …" and "… ، وفق ما ذكرت الوكالة الأحد." date the
saying. "أعلن الجيش الجمعة إسقاط …" dates what is announced: annotators give the day to it, as the
announcement and the thing are of one day unless another is told.
"""

from __future__ import annotations

from bisect import bisect_left

from hudna.reading.when.tokens import Line

_THAT = frozenset((
    "ان", "انه", "انها", "انهم", "انهما", "انهن", "اني", "اننا", "بان", "بانه", "بانها", "بانهم",
    "بانهما",
))  # fmt: skip
_QUOTES = "\"“”«»:'‘’"
_REACH = 16
"""Words between a verb of saying and its day: the speaker's name and titles."""


def of_saying(line: Line, first: int, last: int) -> bool:
    """Whether syntax gives the phrase to the saying."""
    said = _said_before(line, first)
    if said < 0:
        return False
    if any(line.word(i) in _THAT for i in range(said + 1, first)):
        return False
    if line.token(last, "way") is not None and line.tokens[last].value == 1:
        return False  # أعلن … الاثنين المقبل: nobody said it then
    if line.word(last + 1) in _THAT or _quotes(line, last + 1):
        return True
    return _reported(line, last + 1) and not _told(line, said, first)


def _quotes(line: Line, i: int) -> bool:
    """Whether quoted speech begins before a word; one quoted word is a happening (أعلن "تحرير")."""
    gap = line.gaps[i]
    if not any(mark in gap for mark in _QUOTES) or gap.lstrip(" ،,")[:1] in ("", ".", "»", "”"):
        return False
    if gap[:1] not in " ،,:":
        return False
    return ":" in gap or (i + 1 < len(line.gaps) and not _quoted_word(line.gaps[i + 1]))


def _quoted_word(after: str) -> bool:
    return after[:1] in ('"', "”", "»", "'")


def _reported(line: Line, i: int) -> bool:
    """Whether a sentence ends before a word, or what is reported follows (بمقتل، عن مقتل)."""
    doc = line.doc
    if i >= doc.sentences[doc.sentence_of[i - 1]].last or line.word(i) == "عن":
        return True
    at = bisect_left(line.happenings, i)
    begins = at < len(line.happenings) and line.happenings[at] == i
    return begins and line.word(i)[:1] == "ب"


def _said_before(line: Line, first: int) -> int:
    """Return the last word of the nearest verb of saying before, in the sentence, or -1."""
    doc = line.doc
    begin = max(doc.sentences[doc.sentence_of[first]].first, first - _REACH)
    at = bisect_left(line.said, first)
    return line.says[line.said[at - 1]] if at and line.said[at - 1] >= begin else -1


def _told(line: Line, said: int, first: int) -> bool:
    """Whether a happening is told between the saying and the phrase, which then takes the day."""
    at = bisect_left(line.happenings, said + 1)
    return at < len(line.happenings) and line.happenings[at] < first
