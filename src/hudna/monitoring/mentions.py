"""What reports say of an accord itself: signed, in force, said to be broken, extended, ended."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from hudna.accords.values import Accord
from hudna.model import Incident
from hudna.monitoring import legs
from hudna.monitoring.findings import accused, quote
from hudna.monitoring.values import Mention
from hudna.text.fold import fold_term

_What = Literal["signed", "in force", "alleged violation", "extended", "ended", "other"]


def mentions(accord: Accord, incidents: Iterable[Incident]) -> tuple[Mention, ...]:
    """Find what incidents tell of an accord, by its names, in order of time."""
    told = [i for i in incidents if i.type in ("agreement", "violation")]
    naming = {claim.article for i in told for claim in i.claims if _named(accord, claim.event.name)}
    found = []
    for incident in told:
        if not _is_about(accord, incident, naming):
            continue
        time = incident.time
        found.append(
            Mention(
                incident.id, _what(accord, incident),
                time.start if time else None, time.end if time else None,
                accused(accord, incident) if incident.type == "violation" else (),
                tuple(quote(c, c.event.triggers[0]) for c in incident.claims),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda m: (m.start or date.max, m.incident)))


def _is_about(accord: Accord, incident: Incident, naming: Collection[str]) -> bool:
    """Whether it is this accord: by name, or left unnamed in a report that names it elsewhere."""
    time = incident.time
    if time is not None and time.end < accord.signed.on:
        return False
    if any(_named(accord, claim.event.name) for claim in incident.claims):
        return True
    if _is_signing(accord, incident):
        return True
    unnamed = all(_is_generic(claim.event.name) for claim in incident.claims)
    return unnamed and any(claim.article in naming for claim in incident.claims)


def _is_signing(accord: Accord, incident: Incident) -> bool:
    """Whether its signatories agreed on its day, whatever the report calls it."""
    time = incident.time
    if incident.type != "agreement" or time is None or (time.end - time.start).days > _DAYS:
        return False
    countries = {party.code[:3] for party in incident.actors}
    signatories = {p.actor[:3] for p in accord.parties if p.role in ("party", "guarantor")}
    both = len(countries & signatories) >= min(2, len(signatories))
    return both and time.start <= accord.signed.on <= time.end


_DAYS = 3
"""Longest interval that still tells a day of signing."""


@lru_cache(maxsize=16384)
def _named(accord: Accord, name: str | None) -> bool:
    return name is not None and legs.says(name, (accord.name.ar, accord.name.en, *accord.aliases))


def _is_generic(name: str | None) -> bool:
    return name is None or fold_term(name) in _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold_term(word) for word in _words()["generic"])


def _what(accord: Accord, incident: Incident) -> _What:
    if incident.type == "violation":
        return "alleged violation"
    if incident.status == "ended":
        return "ended"
    told = " . ".join(t.text for claim in incident.claims for t in claim.event.triggers)
    words = _words()
    if legs.says(told, words["in_force"]):
        return "in force"
    if legs.says(told, words["extended"]):
        return "extended"
    time = incident.time
    if time is not None and time.start <= accord.signed.on <= time.end:
        return "signed"
    return "signed" if time is None and legs.says(told, words["signed"]) else "other"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = (files("hudna.monitoring") / "words.toml").read_text("utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(text).items()}
