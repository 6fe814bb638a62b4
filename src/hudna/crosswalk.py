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

from hudna.model import Actor, Event, Span

ARMED = frozenset(("MIL", "POL", "PRM", "REB"))
"""Sectors that bear arms."""
NOT_IN_ACLED = frozenset(("planned", "denied"))
"""Statuses of what did not happen, which ACLED leaves out."""


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
    entry, row = table[event.type], _row(event)
    acled, plover = (row.get(name, entry.get(name)) for name in ("acled", "plover"))
    if event.status in NOT_IN_ACLED:
        acled = None
    kind, mode = (*plover, None, None)[:2] if plover else (None, None)
    quad = next((name for name, kinds in table["quads"].items() if kind in kinds), None)
    act, sub = acled or (None, None)
    return Codes(act, sub, kind, mode, quad)


def conditions_of(event: Event) -> tuple[str, ...]:
    """What its codes hang on beside its type, as the table says it: ``("status attempted",)``."""
    return tuple(f"{name} {' or '.join(_row(event)[name])}" for name in _ON if name in _row(event))


_ON = ("status", "weapon", "actor", "target", "between", "triggers", "without")
"""On what a row of the table may hang."""


def _row(event: Event) -> Mapping[str, Any]:
    """The first row of its type whose conditions all hold; empty where none does."""
    rows: Collection[Mapping[str, Any]] = _table()[event.type].get("when", ())
    return next((row for row in rows if _holds(row, event)), {})


def _holds(row: Mapping[str, Any], event: Event) -> bool:
    return (
        ("status" not in row or event.status in row["status"])
        and ("weapon" not in row or any(w.name in row["weapon"] for w in event.weapons))
        and ("actor" not in row or _any_of(event.actors, row["actor"]))
        and ("target" not in row or _any_of(event.targets, row["target"]))
        and ("between" not in row or _count(event.actors, row["between"]) > 1)
        and ("triggers" not in row or all(_holds_any(t, row["triggers"]) for t in event.triggers))
        and ("without" not in row or not any(_holds_any(t, row["without"]) for t in event.triggers))
    )


def _any_of(cast: Collection[Actor], sectors: Collection[str]) -> bool:
    return _count(cast, sectors) > 0


def _count(cast: Collection[Actor], sectors: Collection[str]) -> int:
    wanted = {s for name in sectors for s in (ARMED if name == "armed" else (name,))}
    return sum(actor.code[4:] in wanted for actor in cast)


def _holds_any(span: Span, words: Collection[str]) -> bool:
    return any(word in span.text for word in words)


@cache
def _table() -> Mapping[str, Any]:
    return tomli.loads((files("hudna") / "crosswalk.toml").read_text("utf-8"))
