"""Accords as data: what was agreed, by whom, where, and what breaks or keeps it; talks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hudna.accords.fields import AccordError
from hudna.accords.load import ACCORD_FILE, accord_of, read_accord
from hudna.accords.values import Accord
from hudna.errors import DataError

__all__ = ["Accord", "AccordError", "accord", "accord_ids", "accord_of", "accords", "read_accord"]

_DATA = files("hudna.accords") / "data"


@cache
def accord_ids() -> tuple[str, ...]:
    """Ids of the accords that ship with Hudna, in alphabetical order."""
    return tuple(
        sorted(folder.name for folder in _DATA.iterdir() if (folder / ACCORD_FILE).is_file())
    )


@cache
def accord(id: str) -> Accord:
    """Return an accord that ships with Hudna.

    Raises:
        DataError: none has this id.
    """
    if id not in accord_ids():
        raise DataError(f"{id}: no accord has this id; there are {', '.join(accord_ids())}")
    return read_accord(_DATA / id)


def accords() -> tuple[Accord, ...]:
    """Every accord that ships with Hudna."""
    return tuple(accord(id) for id in accord_ids())
