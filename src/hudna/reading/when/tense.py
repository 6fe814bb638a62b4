"""Whether the clause around a phrase speaks of what is still to come."""

from __future__ import annotations

from bisect import bisect_left

from hudna.reading.when.tokens import Line

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
