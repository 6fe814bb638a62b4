"""The words that the full-text index holds, and those that a query looks for.

A word of a text is held as it stands, folded, and once more for each proclitic that it may begin
with taken off: و or ف, then ب, ل, ك or س, then ال (``وبالحديدة``: also ``بالحديدة``, ``الحديدة``,
``حديدة``). Whether the ب of بلدة is a proclitic the word alone does not tell, so both are held; a
query's word is taken apart only where it is sure: an ال behind the proclitics, or a place's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from hudna.text.fold import fold
from hudna.text.words import Words, split_words

LONGEST_TEXT = 20_000
"""Words of an article that are indexed; what is beyond is not found by its words."""
LONGEST_WORD = 64
"""Letters of a word that are compared."""
_LEAST = 3
"""Letters that must be left when single letters are taken off; two behind a conjunction (وفي)."""
_ARTICLE = ("ال", "لل")  # للحديدة is ل + الحديدة, its alif swallowed
_PROCLITICS = {
    a + b + c: _LEAST if not c and b not in ("", "لل") else 2
    for a in ("", "و", "ف")
    for b in ("", "ب", "ل", "ك", "س", "لل")
    for c in ("", "ال")
    if a + b + c and not (b == "لل" and c)
}
"""What a word may begin with, and how many letters must follow."""
_MOST = max(map(len, _PROCLITICS))
_BEFORE_PLACES = ("و", "ف", "ب", "ل", "ك")


def words_of(text: str) -> Words:
    """Split a text into folded words."""
    return split_words(fold(text).text)


@lru_cache(maxsize=1 << 15)
def held(word: str) -> tuple[str, ...]:
    """Return what the index holds for a folded word, the word itself first."""
    word = word[:LONGEST_WORD]
    return (word, *_without_proclitics(word, sure=False))


def sought(word: str, is_place: Callable[[str], bool]) -> list[str]:
    """Return what a query's folded word is looked for as: any of these, the word itself first.

    ``is_place`` tells whether a folded word is a place's name (``بإدلب`` is ب and إدلب).
    """
    word = word[:LONGEST_WORD]
    out = [word, *_without_proclitics(word, sure=True)]
    if len(out) == 1 and word.startswith(_BEFORE_PLACES) and not is_place(word):
        out += [rest for rest in _without_proclitics(word, sure=False) if is_place(rest)][:1]
    return out


def _without_proclitics(word: str, sure: bool) -> Iterator[str]:
    for length in range(1, _MOST + 1):
        start = word[:length]
        least = _PROCLITICS.get(start)
        if least is None or len(word) < length + least:
            continue
        if not sure or start.endswith(_ARTICLE):
            yield word[length:]


def indexed(text: str) -> tuple[str, str]:
    """Return what the index holds for an article's title (its first line) and for its body."""
    title, _, body = text.partition("\n")
    return _indexed(title), _indexed(body)


def _indexed(text: str) -> str:
    forms = words_of(text).forms[:LONGEST_TEXT]
    return " ".join(term for form in forms for term in held(form))
