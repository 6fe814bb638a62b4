"""Which types of event may tell one happening, as data (``data/types.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import tomli

from hudna.model import EVENT_TYPES, EventType

Kinship = Literal["same-rare", "same", "close", "far"]
"""How near two types of one group are: equal (and of a kind that seldom happens twice within days
and near one place), often confused, or neither."""


@cache
def _rare() -> frozenset[str]:
    data = tomli.loads((files(__package__) / "data/types.toml").read_text(encoding="utf-8"))
    return frozenset(data["rare"]["types"])


@cache
def _tables() -> tuple[Mapping[str, str], frozenset[tuple[str, str]]]:
    data = tomli.loads((files(__package__) / "data/types.toml").read_text(encoding="utf-8"))
    group = {type_: name for name, types in data["groups"].items() for type_ in types}
    missing = set(EVENT_TYPES) - group.keys()
    assert not missing, missing
    close = {(a, b) for a, others in data["close"].items() for b in others}
    return group, frozenset(close | {(b, a) for a, b in close})


def group_of(type_: EventType) -> str:
    """The group of a type; events of different groups are never one incident."""
    return _tables()[0][type_]


def kinship(a: EventType, b: EventType) -> Kinship | None:
    """How near two types are; None where they cannot tell one happening."""
    if a == b:
        return "same-rare" if a in _rare() else "same"
    group, close = _tables()
    if group[a] != group[b]:
        return None
    return "close" if (a, b) in close else "far"
