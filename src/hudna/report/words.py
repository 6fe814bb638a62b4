"""The words of a report, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from hudna.accords.values import Text

Lang = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: Lang
    table: Mapping[str, Mapping[str, Mapping[str, str]]]

    def __call__(self, key: str, room: str = "label", **values: object) -> str:
        """Return the words for a key; those that the table lacks stand for themselves.

        Only details of legs lack words: they may be ids of an accord's sides.
        """
        found = self.table[room].get(key)
        if found is None:
            return key
        return found[self.lang].format(**values) if values else found[self.lang]

    def say(self, text: Text) -> str:
        """Return a text of an accord in this language."""
        return text.ar if self.lang == "ar" else text.en

    def room(self, name: str) -> tuple[str, ...]:
        """Return all texts under a heading, in the order of the file."""
        return tuple(entry[self.lang] for entry in self.table[name].values())


@cache
def words(lang: Lang) -> Words:
    """Return the words of a language."""
    text = files("hudna.report").joinpath("words.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return Words(lang, table)
