"""Classes of words that news uses alike, so that what is learnt of one word holds for its kin.

Learnt from where words stand in the corpora, without any coding, by ``training/word_classes.py``;
the shipped file only names the members of each class.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

RARE = "?"
"""The class of a word that is too rare to have one."""
_NO_CLASS = (RARE, RARE)
_NUMBER = "0"
"""What stands for every number."""


class WordClasses(NamedTuple):
    """The class of each word of a text, by the coarse and by the fine division."""

    coarse: Sequence[str]
    fine: Sequence[str]


@cache
def _classes() -> dict[str, tuple[str, str]]:
    """The coarse and the fine class of each word that has one."""
    source = files("hudna.reading") / "word_classes.json.gz"
    table = json.loads(gzip.decompress(source.read_bytes()))
    coarse, fine = (
        {word: str(number) for number, words in enumerate(table[name]) for word in words.split()}
        for name in ("coarse", "fine")
    )
    return {w: (coarse.get(w, RARE), fine.get(w, RARE)) for w in coarse.keys() | fine.keys()}


def classes_of(forms: Sequence[str]) -> WordClasses:
    """Return the classes of folded words."""
    known = _classes()
    number, rare = known.get(_NUMBER, _NO_CLASS), _NO_CLASS
    get = known.get
    found = [get(form) or (number if form[0].isdigit() else rare) for form in forms]
    return WordClasses([coarse for coarse, _ in found], [fine for _, fine in found])
