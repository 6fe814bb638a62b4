"""Words as data: the TOML files under ``data/`` and what compiles them."""

from __future__ import annotations

from functools import cache

from hudna.lexicon.rows import Row, shipped_rows
from hudna.lexicon.scan import Hit, Scanner

__all__ = ["Hit", "Row", "Scanner", "rows", "scanner"]


@cache
def _all_rows() -> tuple[Row, ...]:
    return tuple(shipped_rows())


def rows(kind: str) -> tuple[Row, ...]:
    """List the shipped rows of one kind, in the order of their files."""
    return tuple(row for row in _all_rows() if row.kind == kind)


@cache
def scanner() -> Scanner:
    """Return the automaton over every shipped row; compiled at the first call."""
    return Scanner(_all_rows())
