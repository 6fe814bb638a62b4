"""Reading the lexicon's TOML files into rows, each of which knows its file and line.

A file holds arrays of tables; the table's name is the row's kind::

    [[trigger]]
    verbs = ["قصف يقصف"]        # past and present, third person masculine singular
    nouns = ["قصف"]             # with and without ال, clitics and pronouns
    fixed = []                  # particles and phrases that take only و and ف
    yes   = "قصفت المدفعية البلدة"   # the row is found here …
    no    = "زار المقصف"             # … and not here

``yes`` and ``no`` (a string or a list) are tests. What else a row holds depends on its kind and is
kept in ``Row.data`` as TOML gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import tomli

from hudna.errors import DataError
from hudna.lexicon.forms import Form, Stem, fixed_stems, noun_stems, verb_stems

_CUTS = frozenset("/+")
_WORD_KEYS = ("verbs", "nouns", "fixed", "yes", "no")


@dataclass(frozen=True, eq=False)
class Row:
    """One row of a lexicon file."""

    kind: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    fixed: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    data: Mapping[str, Any] = field(repr=False)
    where: str
    """``file:line`` of the row's header, for messages."""

    @cached_property
    def name(self) -> str:
        """A name that outlives edits of the file: its type, where it has one, and first word."""
        return f"{self.data.get('type', self.kind)}:{(*self.verbs, *self.nouns, *self.fixed)[0]}"

    def stems(self) -> Iterator[Stem]:
        """Every stem of the row's words."""
        for verb in self.verbs:
            yield from verb_stems(verb)
        for noun in self.nouns:
            yield from noun_stems(noun)
        for phrase in self.fixed:
            yield from fixed_stems(phrase)

    def forms(self) -> Iterator[Form]:
        """Every written form of the row's words."""
        return (form for stem in self.stems() for form in stem.forms())


_HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]", re.MULTILINE)


def parse_rows(source: str, name: str) -> list[Row]:
    """Parse one lexicon file.

    Raises:
        DataError: the file is not TOML, or a row breaks the common rules; names file and line.
    """
    try:
        tables = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        raise DataError(f"{name}: not valid TOML: {error}") from error
    lines: dict[str, list[int]] = {}
    line, at = 1, 0
    for header in _HEADER.finditer(source):
        start = header.start(1)
        line += source.count("\n", at, start)
        at = start
        lines.setdefault(header[1], []).append(line)
    out: list[Row] = []
    for kind, rows in tables.items():
        if not isinstance(rows, list):
            raise DataError(f"{name}: [{kind}] must be an array of tables; write [[{kind}]]")
        for row, line in zip(rows, lines.get(kind, [0] * len(rows)), strict=True):
            out.append(_row(kind, row, f"{name}:{line}"))
    return out


def _row(kind: str, table: dict[str, Any], where: str) -> Row:
    words = {key: _strings(table.get(key, ()), key, where) for key in _WORD_KEYS}
    if not (words["verbs"] or words["nouns"] or words["fixed"]):
        raise DataError(f"{where}: a row needs words under verbs, nouns or fixed")
    for word in words["nouns"]:
        parts = [word] if _CUTS.isdisjoint(word) else re.split(r"[/+]", word)
        if not all(map(str.strip, parts)):
            raise DataError(f"{where}: {word!r} has nothing on one side of its / or +")
    data = {k: v for k, v in table.items() if k not in _WORD_KEYS}
    return Row(kind=kind, data=data, where=where, **words)


def _strings(value: object, key: str, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) and v for v in value):
        raise DataError(f"{where}: {key} must be a string or a list of non-empty strings")
    return tuple(value)


def data_files() -> Iterator[tuple[str, Traversable]]:
    """List the shipped lexicon files as ``(name, file)``, in a stable order."""
    yield from sorted(_walk(files("hudna.lexicon") / "data", ""), key=lambda pair: pair[0])


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield f"{prefix}{entry.name}", entry


def shipped_rows() -> list[Row]:
    """Parse every lexicon file that ships with Hudna."""
    return [
        row for name, entry in data_files() for row in parse_rows(entry.read_text("utf-8"), name)
    ]
