"""How alike two texts are worded: weighted words for likeness, shingles for copies.

Likeness is the cosine of tf-idf vectors (Manning, Raghavan & Schütze, *Introduction to Information
Retrieval*, ch. 6) over folded words without their clitics. How rare a word is was counted once in a
corpus of news and ships as data, so that the likeness of two texts never depends on a third.
Copies are found by MinHash over runs of words (Broder 1997).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum, log, sqrt
from operator import eq
from zlib import crc32

from hudna.text.fold import fold
from hudna.text.words import split_words

LONGEST = 3000
"""Words of a text that are compared; what is beyond is passed over."""
HEAVIEST = 150
"""Words of a vector that are kept, the heaviest: those that tell a text from others."""
_WORD = 32
"""Letters of a word that are compared."""
_SHINGLE = 3
PERMUTATIONS = 48
"""Of a signature; the likeness of two signatures is then exact to about 0.07."""
_PREFIXES = ("وبال", "فبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال")
_LETTERS = frozenset("وفبلك")
_SUFFIXES = ("ها", "هم", "ات", "ون", "ين", "يه", "ه", "ي")
_LEFT = 3
"""Letters that must be left of a word."""

Vector = Mapping[str, float]
"""The weight of each stem, so that the squares add up to 1."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a text."""

    vector: Vector
    signature: tuple[int, ...]
    """MinHash of its shingles; empty where the text has none."""


def stem(word: str) -> str:
    """Take proclitics, article and common endings off a folded word (Larkey's light stemming)."""
    word = word[:_WORD]
    if word[0].isdigit():
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEFT:
            word = word[len(prefix) :]
            break
    else:
        if word[0] in _LETTERS and len(word) > _LEFT + 1:
            word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEFT:
            return word[: -len(suffix)]
    return word


def stems(text: str) -> list[str]:
    """Split a text into stems."""
    return [_stem(form) for form in split_words(fold(text).text).forms[:LONGEST]]


@cache
def counted() -> tuple[int, Mapping[str, int]]:
    """How many texts were counted, and in how many of them each stem stands."""
    data = json.loads(gzip.decompress((files(__package__) / "data/words.json.gz").read_bytes()))
    return data["documents"], dict(zip(data["words"].split(" "), data["counts"], strict=True))


@cache
def _table() -> tuple[Mapping[str, float], float]:
    """Rarity of each word that was counted, and of all others."""
    total, counts = counted()
    return {
        sys.intern(word): log((total + 1) / (count + 1)) for word, count in counts.items()
    }, log(total + 1)


_KNOWN: dict[str, str] = {}
_MEMORY = 50_000


def _stem(form: str) -> str:
    """As :func:`stem`, remembered: the same few thousand words make up most of every text."""
    known = _KNOWN.get(form)
    if known is None:
        if len(_KNOWN) >= _MEMORY:
            _KNOWN.clear()
        known = _KNOWN[form] = sys.intern(stem(form))
    return known


def vector(words: Iterable[str]) -> Vector:
    """Weigh the stems of a text; the empty text has the empty vector."""
    rarity, unknown = _table()
    weighed = [
        ((1 + log(count)) * rarity.get(word, unknown), word)
        for word, count in Counter(words).items()
    ]
    if len(weighed) > HEAVIEST:
        weighed = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:HEAVIEST]
    length = sqrt(sum(weight * weight for weight, _ in weighed))
    return {word: weight / length for weight, word in weighed} if length else {}


def likeness(a: Vector, b: Vector) -> float:
    """Cosine of two vectors, from 0 (no word shared) to 1."""
    if len(a) > len(b):
        a, b = b, a
    # Exact, since a plain sum of floats depends on its order, and a decision must not.
    return fsum([a[word] * b[word] for word in a.keys() & b.keys()])


def signature(words: Sequence[str]) -> tuple[int, ...]:
    """MinHash signature of the runs of three words of a text."""
    # Loaded here, since it brings numpy along, which start-up must not wait for.
    from datasketch import MinHash

    runs = {" ".join(words[i : i + _SHINGLE]).encode() for i in range(len(words) - _SHINGLE + 1)}
    if not runs:
        return ()
    sketch = MinHash(
        num_perm=PERMUTATIONS, hashfunc=crc32, scheme="affine32", permutations=_permutations()
    )
    sketch.update_batch(sorted(runs))
    return tuple(int(value) for value in sketch.hashvalues)


@cache
def _permutations() -> object:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32").permutations


def copied(a: Sequence[int], b: Sequence[int]) -> float:
    """Share of runs that two texts have in common (Jaccard), as their signatures estimate it."""
    if not a or not b:
        return 0.0
    same: int = sum(map(eq, a, b))
    return same / len(a)


def wording(text: str) -> Wording:
    """What is compared of a text."""
    words = stems(text)
    return Wording(vector(words), signature(words))
