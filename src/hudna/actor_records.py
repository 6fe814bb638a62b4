"""Participants as the codebook's spans with a code, and what is known of them beside it.

What they belonged to and on which sides they stood is told of the days of the event, else of the
article's day of publication, and only where it held for certain on all of those days.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from hudna.model import Actor
from hudna.place_records import span_record

Days = tuple[date, date]
"""The first and the last of some days, inclusive."""


def actor_record(actor: Actor, days: Days | None) -> dict[str, Any]:
    """Write a participant of an event that happened on these days, ``None`` if nobody knows."""
    out = {**span_record(actor), "code": actor.code, "name": actor.name}
    if actor.loading != "neutral":
        out["loading"] = actor.loading
    if actor.name is not None:
        wikidata, member_of, sides = _known(actor.name, days)
        if wikidata is not None:
            out["wikidata"] = wikidata
        if member_of:
            out["member_of"] = list(member_of)
        if sides:
            out["sides"] = [
                {"conflict": conflict, "side": side, "role": role} for conflict, side, role in sides
            ]
    return out


@lru_cache(maxsize=4096)
def _known(
    name: str, days: Days | None
) -> tuple[str | None, tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """What the catalogue tells of a name: its item, its wholes, its sides."""
    from hudna.lexicon.affiliation import affiliations  # the lexicon's room loads an automaton

    told = affiliations()
    wikidata = told.of(name).wikidata
    if days is None:
        return wikidata, (), ()
    return (
        wikidata,
        tuple(one.of for one in told.membership(name, *days)),
        tuple((one.conflict, one.side, one.role) for one in told.sides_of(name, *days)),
    )
