"""From a written name to the places that may bear it: exact, respelt, or one letter off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance.DamerauLevenshtein import distance

from hudna.gazetteer.index import Index
from hudna.gazetteer.names import core_key, is_arabic, name_key, sounds, word_set
from hudna.lexicon import rows
from hudna.text.fold import fold_term

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_BY_NAME = 0.25
"""Cost of a name by which a place is known besides that by which it is shown."""
NOUN_DROPPED = 0.3
"""Cost of a name that is borne without its generic noun."""
_SHORTEST_FUZZY = 4
"""Keys of fewer letters are not matched a letter off: too many names lie within reach."""
_SPELT = 2.5
"""Cost up to which an edit is one that spelling makes by itself."""
_SHORTEST_CORE = 5
"""Cores of fewer letters (تل كذا) are not matched a letter off."""
_EPITHETS = word_set(
    "الشرقي الشرقيه الغربي الغربيه الشمالي الشماليه الجنوبي الجنوبيه الكبير الكبيره الصغير "
    "الصغيره الكبري الصغري الفوقاني التحتاني فوقاني تحتاني العسكري الدولي المحتل المحتله السوري "
    "السوريه كبير كبيره صغير صغيره شرقي غربي شمالي جنوبي القريبه النفطي"
)
_ALIKE = frozenset(
    (one, other)
    for group in ("ضظد", "ذزد", "ثتس", "صس", "طت", "قكغج", "ها", "حهخ", "واي", "فب", "عا")
    for one in group
    for other in group
)
"""Pairs of letters that transliteration and dialect mix up."""


class Found(NamedTuple):
    """A row of the index that may be meant."""

    row: int
    cost: float
    """0: the name itself; more: another of its names, a word dropped, a letter changed."""


@cache
def generic_nouns() -> dict[str, str]:
    """Return the folded generic nouns and what kind of place each announces."""
    out: dict[str, str] = {}
    for row in rows("place_noun"):
        for form in row.forms():
            out.setdefault(form.text, row.data["place"])
            out.setdefault("ال" + form.text, row.data["place"])
    return out


class Spelling(NamedTuple):
    """A way to read a written name."""

    name: str
    """Folded."""
    noun: str | None
    """The generic noun before it, folded, which is not part of the name."""
    cost: float


def spellings(name: str) -> Iterator[Spelling]:
    """Ways to read a name: whole, without its generic noun, without its last epithet."""
    folded = fold_term(name)
    words = folded.split(" ")
    yield Spelling(folded, None, 0)
    nouns = generic_nouns()
    noun = words[0] if len(words) > 1 and words[0] in nouns else None
    if noun is not None:
        yield Spelling(" ".join(words[1:]), noun, NOUN_DROPPED)
        if len(words) > 2 and words[1] in nouns:
            yield Spelling(" ".join(words[2:]), words[1], 0.5)
    if len(words) > 1 and words[-1] in _EPITHETS:
        yield Spelling(" ".join(words[:-1]), None, 2.0)
        if noun is not None and len(words) > 2:
            yield Spelling(" ".join(words[1:-1]), noun, 2.0)


def search(index: Index, name: str) -> tuple[list[Found], str | None]:
    """Rows of the places that bear a name, and the generic noun that was set aside."""
    readings = list(spellings(name))
    noun = next((r.noun for r in readings if r.noun is not None), None)
    found: dict[int, float] = {}
    for reading in readings:
        if reading.cost >= 2 and found:
            break
        key = name_key(reading.name)
        for row in index.rows(key):
            found.setdefault(row, reading.cost + (0 if _shown(index, row, key) else _BY_NAME))
    return [Found(row, cost) for row, cost in found.items()], noun


def _shown(index: Index, row: int, key: str) -> bool:
    """Whether a key is that of a name by which a place is shown, not of another of its names."""
    place = index.place(row)
    return any(name_key(name) == key for name in (place.name_ar, place.name_latin) if name)


def search_near(index: Index, name: str) -> list[Found]:
    """Rows of the places whose names are a respelling of a name, or a letter off.

    Never those that bear the name itself.
    """
    found: dict[int, float] = {}

    def take(rows: Iterable[int], cost: float) -> None:
        for row in rows:
            if cost < found.get(row, 99.0):
                found[row] = cost

    for reading in spellings(name):
        key = name_key(reading.name)
        core = core_key(reading.name)
        base = min(reading.cost, 1.0)
        if key.startswith("بو"):
            take(index.rows("ا" + key), base + 1.0)
        if core != key:
            take(index.rows(core), base + 1.5)
        for row in index.respelt("~" + core):
            take((row,), base + 1.5 + 0.1 * _apart(index, key, row))
        heard = sounds(reading.name)
        for row in index.respelt("=" + heard):
            take((row,), base + 1.5 + 0.5 * _apart(index, key, row))
        for near, cost in _near(key):
            take(index.rows(near), base + cost)
            if cost <= _SPELT and len(near) >= _SHORTEST_CORE:
                take(index.respelt("~" + near), base + cost + 1.5)
    own = {item.row for item in search(index, name)[0]}
    return [Found(row, cost) for row, cost in found.items() if row not in own]


def _apart(index: Index, key: str, row: int) -> int:
    """Edits between a key and the name of a place; as of two where it has no Arabic name."""
    other = index.place(row).name_ar
    return distance(key, name_key(other)) if other else 2


def _near(key: str) -> Iterator[tuple[str, float]]:
    """Keys one edit away; edits that spelling makes by itself cost less."""
    if len(key) < _SHORTEST_FUZZY:
        return
    letters = _LETTERS if is_arabic(key) else _LATIN
    for i in range(len(key) + 1):
        for letter in letters:
            yield key[:i] + letter + key[i:], 2.5 if letter in "اويه" else 3.5
        if i == len(key):
            break
        here = key[i]
        yield key[:i] + key[i + 1 :], 2.5 if here in "اويه" else 3.5
        for letter in letters:
            if letter != here:
                alike = (here, letter) in _ALIKE
                yield key[:i] + letter + key[i + 1 :], 2.0 if alike else 3.5
        if i + 1 < len(key) and key[i + 1] != here:
            yield key[:i] + key[i + 1] + here + key[i + 2 :], 3.0
