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
    after, gap = line.word(last + 1), line.gaps[last + 1]
    if after in _THAT or any(mark in gap for mark in _QUOTES):
        return True
    doc = line.doc
    ends = last + 1 >= doc.sentences[doc.sentence_of[first]].last
    if ends or after == "عن":
        return not _told(line, said, first)
    return after[:1] == "ب" and len(after) > 3 and not _told(line, said, first)


def _said_before(line: Line, first: int) -> int:
    """Return the last word of the nearest verb of saying before, in the sentence, or -1."""
    doc = line.doc
    begin = max(doc.sentences[doc.sentence_of[first]].first, first - _REACH)
    for i in range(first - 1, begin - 1, -1):
        if i in line.says:
            return line.says[i]
    return -1


def _told(line: Line, said: int, first: int) -> bool:
    """Whether a happening is told between the saying and the phrase, which then takes the day."""
    at = bisect_left(line.happenings, said + 1)
    return at < len(line.happenings) and line.happenings[at] < first
