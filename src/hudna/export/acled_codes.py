"""ACLED's codes beyond event types: disorder, kinds of actor, interaction, time precision."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.crosswalk import Codes
from hudna.model import Incident, Party

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
CIVILIANS = "Civilians"
POLITICAL, DEMONSTRATIONS = "Political violence", "Demonstrations"

_INTERS = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters",
    "Protesters", CIVILIANS, "External/Other forces",
)  # fmt: skip
"""In the order of ACLED's numbers, in which an interaction names its sides."""
_OF_SECTOR = {
    "REB": "Rebel group",
    "PRM": "Political militia",
    "CVL": CIVILIANS, "REF": CIVILIANS, "HLH": CIVILIANS, "MED": CIVILIANS, "OPP": CIVILIANS,
    "NGO": CIVILIANS,
    "IGO": "External/Other forces",
}  # fmt: skip
_STATE = ("MIL", "POL", "GOV")


def disorder_of(codes: Codes) -> str | None:
    """ACLED's disorder type of an event."""
    if codes.acled_type in VIOLENT:
        return POLITICAL
    if codes.acled_type == "Protests":
        if codes.acled_sub_type == "Excessive force against protesters":
            return f"{POLITICAL}; {DEMONSTRATIONS}"
        return DEMONSTRATIONS
    if codes.acled_type == "Riots":
        return POLITICAL if codes.acled_sub_type == "Mob violence" else DEMONSTRATIONS
    return codes.acled_type


def inter_of(parties: Sequence[Party], incident: Incident, country: str | None) -> str | None:
    """ACLED's kind of the first of a side; a state's forces abroad are external.

    None where nobody is named, nobody is identified, or it is not known in which country it was.
    """
    if not parties:
        return None
    origin, _, sector = parties[0].code.partition(":")
    if incident.type == "protest" and parties[0] in incident.actors:
        return "Protesters"
    if sector in _STATE:
        if country is None or origin == "XXX":
            return None
        return "State forces" if origin == country else "External/Other forces"
    return _OF_SECTOR.get(sector)


def interaction_of(one: str | None, other: str | None) -> str | None:
    """ACLED's interaction of two kinds of actor; None where neither is known."""
    known = sorted((kind for kind in (one, other) if kind), key=_INTERS.index)
    if not known:
        return None
    return f"{known[0]} only" if len(known) == 1 else "-".join(known)


def targets_civilians(codes: Codes, incident: Incident) -> bool:
    """Whether civilians, and nobody else, are the target of violence."""
    hit = [_OF_SECTOR.get(party.code[4:]) == CIVILIANS for party in incident.targets]
    if codes.acled_type == "Violence against civilians":
        return not hit or any(hit)
    return codes.acled_type in VIOLENT and bool(hit) and all(hit)


def time_precision(days: int | None) -> int | None:
    """1 a day, 2 a week, 3 a month; None where nothing that narrow is known."""
    if days is None or days > 31:
        return None
    return 1 if days == 1 else 2 if days <= 7 else 3
