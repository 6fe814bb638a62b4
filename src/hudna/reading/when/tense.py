"""Whether the clause around a phrase speaks of what is past, present or still to come."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from hudna.reading.when.tokens import Line

Tense = Literal["past", "present", "future"]
"""Of a clause. News tells in the present what is held today, was yesterday or is tomorrow."""

_THAT = frozenset((
    "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "انهما", "حيث", "فيما", "بينما",
))  # fmt: skip
_REACH_BEFORE = 14
"""Words back to a future verb; the dates of what is announced stand at the clause's end."""
_REACH_AFTER = 5


def is_future(line: Line, first: int, last: int) -> bool:
    """Look for a future verb or a word of planning before the phrase, then close after it."""
    coming = line.coming
    if not coming:
        return False
    sentence = line.doc.sentences[line.doc.sentence_of[first]]
    at = bisect_left(coming, first)
    if at:
        mark = coming[at - 1]
        if mark >= sentence.first and mark >= first - _REACH_BEFORE:
            # من المقرر أن …: what follows the word of planning is still to come.
            between = line.forms[mark + 2 : first - 1]
            if _THAT.isdisjoint(between):
                return True
    if at < len(coming):
        mark = coming[at]
        if mark < sentence.last and last < mark <= last + _REACH_AFTER:
            return _THAT.isdisjoint(line.forms[last + 1 : mark])
    return False


def tense_of(line: Line, first: int, last: int) -> Tense:
    """The tense of the clause around a phrase; past where no verb says otherwise.

    The verb next before the phrase decides, or else the one close after it.
    """
    if is_future(line, first, last):
        return "future"
    sentence = line.doc.sentences[line.doc.sentence_of[first]]
    verbs = line.verbs
    at = bisect_left(verbs, (first, False))
    if at:
        verb, present = verbs[at - 1]
        if verb >= sentence.first and verb >= first - _REACH_BEFORE:
            return "present" if present else "past"
    if at < len(verbs):
        verb, present = verbs[at]
        if verb < sentence.last and last < verb <= last + _REACH_AFTER and present:
            return "present"
    return "past"
