"""Names → places: sources, the compiled index, and resolution."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.records import PlaceKind, Record

__all__ = ["Index", "Place", "PlaceKind", "Record", "common_words", "gazetteer"]


@cache
def gazetteer() -> Index:
    """Return the gazetteer in use, loaded once."""
    from hudna.gazetteer.store import load

    return load()


@cache
def common_words() -> frozenset[str]:
    """Folded words that news Arabic uses for other things than places."""
    source = (files("hudna.gazetteer") / "data" / "common.txt").read_text("utf-8")
    return frozenset(
        word for line in source.splitlines() if not line.startswith("#") for word in line.split()
    )
