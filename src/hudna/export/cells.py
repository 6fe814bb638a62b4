"""Cells of CSV files: on one line, and so that no spreadsheet takes one for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import IO

_FORMULA = ("=", "+", "-", "@")


def cell(value: object) -> str:
    """Write a cell. Numbers stay numbers; words that begin like a formula get an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(round(value, 6))
    if isinstance(value, int):
        return str(value)
    text = " ".join(str(value).split())
    # An apostrophe of our own before one that stands before a formula, so that both come back.
    return "'" + text if text.lstrip("'").startswith(_FORMULA) else text


def uncell(text: str) -> str:
    """Read a cell that :func:`cell` wrote."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def joined(values: Iterable[object], separator: str = "; ") -> str:
    """Join what is known of several values, each once."""
    found = dict.fromkeys(" ".join(str(v).split()) for v in values if v not in (None, ""))
    return separator.join(found)


class Rows:
    """Writes rows of cells, every one as wide as the header."""

    def __init__(self, out: IO[str], header: Sequence[str]) -> None:
        self._header = header
        self._csv = csv.writer(out, lineterminator="\n")
        self._csv.writerow(header)

    def tags(self, tags: Sequence[str]) -> None:
        """Write the row of HXL tags, as they are."""
        self._csv.writerow(tags)

    def write(self, row: dict[str, object]) -> None:
        """Write a row by the names of its columns; those that it lacks are unknown.

        Raises:
            KeyError: it has a column that the header lacks.
        """
        strange = row.keys() - set(self._header)
        if strange:
            raise KeyError(*strange)
        self._csv.writerow([cell(row.get(name)) for name in self._header])
