"""Which of the places of a name is meant, where it is, and how sure that is.

Candidates are weighed by what is said of them (a container, a generic noun), by the places around
them in the text, by the countries it speaks of, and by their own weight; the weights are log-odds,
and the confidence is the share of the best candidate, those within a few kilometres counted as one,
with room left for a place of that name that no gazetteer holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log, log10
from typing import NamedTuple

from hudna.gazetteer.countries import iso3_codes
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.names import word_set
from hudna.gazetteer.search import NOUN_DROPPED, Found, search, search_near

_SAME_KM = 5.0
"""Candidates this near to each other are one place told twice."""
_UNLISTED = -0.7
"""Weight of a place of the name that no gazetteer holds."""
_BELIEVED_ALONE = 0.03
_BELIEVED = 0.12
"""Share below which a candidate is only told as a runner-up."""
_RESPELT_BELIEVED = 0.25
"""Share below which a respelling is not believed at all."""
_LEAD = 2.0
"""How much better than the next a hardly believed candidate must be to give coordinates."""
_DOUBT = 0.5
"""A name found by respelling, or of which a street or school may be the bearer, is never believed
more than this."""
_NEXT_UNIT = -2.0
"""Log-odds of a place within reach of a unit that does not hold it."""
_FAR_OUTSIDE = -3.0
"""Log-odds from which down a place is no longer taken to lie in or near its container."""
_WELL_KNOWN = 3
"""Prominence from which a bearer of the name is plausible wherever it lies in its country."""
_MANY_BEARERS = 3
"""Places of one name from which on an obscure one is doubted: the one meant may be unlisted."""
_ELSEWHERE = 0.75
"""What a confidence is scaled to where the place lies in another unit than is told."""
_MOST_OTHERS = 4
NAMED_AFTER = word_set("شارع مدرسه مشفي مستشفي مسجد جامع سوق دوار ساحه ميدان كليه طريق")
"""Nouns of things that are named after places elsewhere."""
_SETTLEMENTS = ("city", "town", "village")
_UNITS = ("admin1", "admin2", "admin3", "country")
_NOUN_KINDS: dict[str, tuple[str, ...]] = {
    "محافظه": ("admin1",), "ولايه": ("admin1",), "اقليم": ("admin1", "area"),
    "مديريه": ("admin2",), "قضاء": ("admin2",), "ناحيه": ("admin3", "admin2", "town"),
    "حي": ("neighbourhood",), "احياء": ("neighbourhood",), "ضاحيه": ("neighbourhood",),
    "مخيم": ("camp",), "معبر": ("crossing",), "حاجز": ("checkpoint",), "سد": ("dam",),
    "تله": ("hill",), "جبل": ("hill", "area"), "نهر": ("water",), "مدينه": ("city", "town"),
    "بلده": ("town", "village"), "قريه": ("village", "town"), "دوله": ("country",),
}  # fmt: skip


class Near(NamedTuple):
    """A place of the text, for the ranking of the others."""

    lat: float
    lon: float
    weight: float
    """1 for one beside it, less for one far off or unsure."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a place besides its name."""

    containers: Sequence[Place] = ()
    """Units and areas that are said to hold it."""
    near: Sequence[Near] = ()
    countries: Mapping[str, float] = field(default_factory=dict)
    """Shares by ISO 3166 alpha-2 code; empty: nothing is known."""
    noun: str | None = None
    """Generic noun before the name, folded."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate and its share of the belief."""

    place: Place
    share: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was taken for; every value that is not known is ``None``."""

    name: str
    place: Place | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    """Radius of uncertainty."""
    geo_precision: int | None = None
    """ACLED: 1 the place itself, 2 near it or part of a region, 3 a wider region."""
    where_prec: int | None = None
    """UCDP GED: 1 exact, 2 within about 25 km, 3 second-level unit, 4 first-level unit, 5 a line or
    area without a unit, 6 country."""
    country: str | None = None
    """ISO 3166 alpha-3."""
    admin1: Place | None = None
    admin2: Place | None = None
    confidence: float = 0.0
    """Belief that the place is within its radius of the point, 0 to 1."""
    runners_up: tuple[Choice, ...] = ()


def resolve(
    index: Index, name: str, context: Context | None = None, fuzzy: bool = True
) -> Resolution:
    """Resolve a name; one that the gazetteer does not hold stays without coordinates.

    Args:
        index: the gazetteer.
        name: as written, with or without a generic noun.
        context: what else is known.
        fuzzy: whether respellings count where no bearer of the name itself is believed.
    """
    context = context or Context()
    found, noun = search(index, name)
    if context.noun is None and noun is not None:
        context = replace(context, noun=noun)
    choices = rank(index, found, context)
    named_after = context.noun in NAMED_AFTER
    doubt = named_after and bool(found) and min(item.cost for item in found) >= NOUN_DROPPED
    if (
        fuzzy
        and not named_after
        and not any(_plausible(choice.place, context) for choice in choices)
    ):
        respelt = rank(index, search_near(index, name), context)
        if (
            respelt
            and respelt[0].share >= _RESPELT_BELIEVED
            and (not choices or _plausible(respelt[0].place, context))
        ):
            rest = [replace(c, share=c.share * _DOUBT) for c in (*respelt[1:], *choices)]
            choices, doubt = [respelt[0], *sorted(rest, key=lambda c: -c.share)], True
    obscure = bool(choices) and choices[0].place.prominence == 1 and len(found) >= _MANY_BEARERS
    return settle(index, name, choices, ceiling=_DOUBT if doubt or obscure else 1.0)


def _plausible(place: Place, context: Context) -> bool:
    """Whether a bearer of the name lies in a country that is spoken of and, if it is an obscure
    one, in or near what is said to hold it.
    """
    spoken = {container.cc for container in context.containers} | set(context.countries)
    if spoken and place.cc not in spoken:
        return False
    if not context.containers or place.prominence >= _WELL_KNOWN:
        return True
    return max(_held(place, container) for container in context.containers) > _FAR_OUTSIDE


def rank(index: Index, found: Sequence[Found], context: Context) -> list[Choice]:
    """Weigh candidates; the best first, shares summing to at most one."""
    scored = [
        (weigh(place, cost, context), place)
        for place, cost in ((index.place(item.row), item.cost) for item in found)
    ]
    scored.sort(key=lambda pair: -pair[0])
    groups: list[tuple[Place, float]] = []
    total = exp(_UNLISTED)
    for score, place in scored:
        mass = exp(min(score, 30.0))
        total += mass
        for i, (best, held) in enumerate(groups):
            if _same(best, place):
                groups[i] = (best, held + mass)
                break
        else:
            groups.append((place, mass))
    groups.sort(key=lambda pair: -pair[1])
    return [Choice(place, mass / total) for place, mass in groups]


def _same(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.id == b.id
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= _SAME_KM


def weigh(place: Place, cost: float, context: Context) -> float:
    """Log-odds of one candidate."""
    score = 0.7 * (place.prominence - 1) + 0.25 * log10(place.population + 1) - cost
    if place.kind in _UNITS:
        score -= 1.0
    score += _fits_noun(place, context.noun)
    if context.countries:
        score += max(log(context.countries.get(place.cc, 0.0) + 0.01), -4.0) + 1.0
    if context.containers:
        score += max(_held(place, container) for container in context.containers)
    if context.near and place.lat is not None and place.lon is not None:
        pull = 0.0
        for lat, lon, weight in context.near:
            pull += weight * exp(-distance_km(place.lat, place.lon, lat, lon) / 40.0)
        score += min(2.5 * pull, 4.0)
    return score


def _fits_noun(place: Place, noun: str | None) -> float:
    if noun is None:
        return 0.0
    kinds = _NOUN_KINDS.get(noun.removeprefix("ال"))
    if kinds is None:
        return 0.0
    if place.kind in kinds:
        # An unlisted village would fit "village" as well.
        return 0.5 if kinds[0] in _SETTLEMENTS else 2.0
    return -2.0 if (place.kind in _UNITS) != (kinds[0] in _UNITS) else 0.0


def _held(place: Place, container: Place) -> float:
    """Log-odds from a container: by its unit where both are known, else by distance."""
    if place.id == container.id:
        return 0.0
    if container.kind == "country":
        return 2.0 if place.cc == container.cc else -5.0
    if place.cc and container.cc and place.cc != container.cc:
        return -5.0
    if container.kind == "admin1" and place.admin1 and place.admin1 == container.admin1:
        return 3.0
    if container.kind == "admin2" and place.admin2 and place.admin2 == container.id:
        return 3.5
    if place.lat is None or place.lon is None or container.lat is None or container.lon is None:
        return 0.0
    apart = distance_km(place.lat, place.lon, container.lat, container.lon)
    beyond = max(0.0, apart - max(container.radius_km, 5.0))
    inside = 2.0
    if container.kind == "admin1" and place.admin1 and place.admin1 != container.admin1:
        inside = _NEXT_UNIT
    return max(inside - beyond / 8.0, -5.0)


def settle(index: Index, name: str, choices: Sequence[Choice], ceiling: float = 1.0) -> Resolution:
    """Spell out the best choice; one that is hardly believed gives no coordinates.

    Args:
        index: the gazetteer.
        name: as written.
        choices: the best first.
        ceiling: what the confidence is scaled to, below 1 where the name was respelt.
    """
    if not choices:
        return Resolution(name)
    alone = len(choices) == 1 or choices[0].share >= _LEAD * choices[1].share
    if choices[0].share < (_BELIEVED_ALONE if alone else _BELIEVED):
        return Resolution(name, runners_up=tuple(choices[:4]))
    best = choices[0].place
    return Resolution(
        name, best, best.lat, best.lon, best.radius_km, *precision(best),
        country=iso3_codes().get(best.cc),
        admin1=index.unit(best.admin1) if best.admin1 else None,
        admin2=index.unit(best.admin2) if best.admin2 else None,
        confidence=round(choices[0].share * ceiling, 3),
        runners_up=tuple(choices[1:5]),
    )  # fmt: skip


def or_unlisted(found: Resolution, containers: Sequence[Place]) -> Resolution:
    """Doubt a place that lies in another unit than the one that is said to hold it.

    The one that is meant may be one of the same name that nobody lists: the unit that is told
    stands for it among the runners-up.

    Args:
        found: what the name was taken for.
        containers: what is said to hold it, and what that name may mean besides.
    """
    place = found.place
    units = {c.admin1 for c in containers if c.admin1}
    if place is None or not units or not place.admin1 or place.admin1 in units:
        return found
    if place.prominence >= _WELL_KNOWN or place.kind == "country":
        return found
    told = max((c for c in containers if c.admin1), key=lambda c: c.kind == "admin1")
    confidence = round(found.confidence * _ELSEWHERE, 3)
    others = [
        c if c.place.admin1 in units else replace(c, share=c.share * _ELSEWHERE)
        for c in found.runners_up
    ]
    left = max(1 - confidence - sum(c.share for c in others), 0.0)
    others.append(Choice(told, round(left, 3)))
    return replace(
        found,
        confidence=confidence,
        runners_up=tuple(sorted(others, key=lambda c: -c.share)[:_MOST_OTHERS]),
    )


def precision(place: Place) -> tuple[int, int]:
    """ACLED's ``geo_precision`` and UCDP's ``where_prec`` of a place by its kind and extent."""
    if place.kind == "country":
        return 3, 6
    if place.kind == "admin1":
        return 3, 4
    if place.kind == "admin2":
        return 2, 3
    if place.kind in ("road", "water"):
        return 2, 5
    if place.kind in ("area", "admin3", "hill"):
        return (2, 2) if place.radius_km <= 25 else (3, 5)
    return 1, 1
