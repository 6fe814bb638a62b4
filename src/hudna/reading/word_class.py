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
_NUMBER = "0"
"""What stands for every number."""


class WordClasses(NamedTuple):
    """The class of each word of a text, by the coarse and by the fine division."""

    coarse: Sequence[str]
    fine: Sequence[str]


@cache
def _classes() -> tuple[dict[str, str], dict[str, str]]:
    source = files("hudna.reading") / "word_classes.json.gz"
    table = json.loads(gzip.decompress(source.read_bytes()))
    coarse, fine = (
        {word: str(number) for number, words in enumerate(table[name]) for word in words.split()}
        for name in ("coarse", "fine")
    )
    return coarse, fine


def classes_of(forms: Sequence[str]) -> WordClasses:
    """Return the classes of folded words."""
    coarse, fine = _classes()
    words = [_NUMBER if form[0].isdigit() else form for form in forms]
    return WordClasses(
        [coarse.get(word, RARE) for word in words], [fine.get(word, RARE) for word in words]
    )
