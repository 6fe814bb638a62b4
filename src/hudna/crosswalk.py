"""What an event is called in the codings that others use: ACLED and PLOVER.

The table is data, ``crosswalk.toml``; it follows the codebook, section 2.1. Where a coding has no
counterpart, or it hangs on something that the article does not say, the answer is ``None``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import tomli

from hudna.model import Actor, Event

ARMED = frozenset(("MIL", "POL", "PRM", "REB"))
"""Sectors that bear arms."""
_NOT_IN_ACLED = frozenset(("planned", "denied"))


class Codes(NamedTuple):
    """An event in other codings."""

    acled_type: str | None
    acled_sub_type: str | None
    plover_type: str | None
    plover_mode: str | None
    plover_quad: str | None
    """``verbal cooperation``, ``material cooperation``, ``verbal conflict`` or ``material
    conflict``."""


def codes_of(event: Event) -> Codes:
    """Give an event its ACLED type and sub-event type and its PLOVER type, mode and quad."""
    table = _table()
    entry = table[event.type]
    acled, plover = entry.get("acled"), entry.get("plover")
    for row in entry.get("when", ()):
        if _holds(row, event):
            acled, plover = row.get("acled", acled), row.get("plover", plover)
            break
    if event.status in _NOT_IN_ACLED:
        acled = None
    kind, mode = (*plover, None, None)[:2] if plover else (None, None)
    quad = next((name for name, kinds in table["quads"].items() if kind in kinds), None)
    act, sub = acled or (None, None)
    return Codes(act, sub, kind, mode, quad)


def _holds(row: Mapping[str, Any], event: Event) -> bool:
    return (
        ("status" not in row or event.status in row["status"])
        and ("weapon" not in row or any(w.name in row["weapon"] for w in event.weapons))
        and ("actor" not in row or _any_of(event.actors, row["actor"]))
        and ("target" not in row or _any_of(event.targets, row["target"]))
    )


def _any_of(cast: Collection[Actor], sectors: Collection[str]) -> bool:
    wanted = {s for name in sectors for s in (ARMED if name == "armed" else (name,))}
    return any(actor.code[4:] in wanted for actor in cast)


@cache
def _table() -> Mapping[str, Any]:
    return tomli.loads((files("hudna") / "crosswalk.toml").read_text("utf-8"))
