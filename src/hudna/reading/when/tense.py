"""Whether the clause around a phrase speaks of what is still to come."""

from __future__ import annotations

import re

from hudna.reading.when.tokens import Line

_COMING = re.compile(r"[وف]?س[يتن]\w{2,}")
_THAT = frozenset(
    ("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "انهما", "حيث", "فيما", "بينما")
)
_REACH_BEFORE = 14
"""Words back to a future verb; the dates of what is announced stand at the clause's end."""
_REACH_AFTER = 5


def is_future(line: Line, first: int, last: int) -> bool:
    """Look for a future verb or a word of planning before the phrase, then close after it."""
    sentence = line.doc.sentences[line.doc.sentence_of[first]]
    for i in range(first - 1, max(sentence.first, first - _REACH_BEFORE) - 1, -1):
        if _coming(line, i):
            return True
        if line.word(i) in _THAT and i < first - 1:
            return False
    for i in range(last + 1, min(sentence.last, last + 1 + _REACH_AFTER)):
        if line.word(i) in _THAT:
            return False
        if _coming(line, i):
            return True
    return False


def _coming(line: Line, i: int) -> bool:
    token = line.tokens.get(i)
    if token is not None:
        return token.kind == "future"
    word = line.word(i)
    return len(word) > 4 and _COMING.fullmatch(word) is not None
