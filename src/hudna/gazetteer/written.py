"""A place as a record writes it: parts from small to large, with words of position around names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hudna.gazetteer import common_words
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.names import GENERIC, HEADS, name_key, word_key, word_set
from hudna.gazetteer.position import positioned, resolve_positioned
from hudna.gazetteer.resolve import Choice as _Choice
from hudna.gazetteer.resolve import Context, Resolution, resolve, settle
from hudna.gazetteer.search import generic_nouns, search
from hudna.text.fold import fold_term

_PARTS = re.compile(r"\s*[،,/()\-–:٫]\s*")
_GLUED = re.compile(r"(?<=ة)(?=ال|حي )|(?<=[^\W_]{3})(?=(?:قرية|بلدة|مدينة|ناحية) )|(?<=‎)(?=\w)")
_DOUBLED = re.compile(r"\b(\w{4,})\s?\1\b")
"""A name written twice, with or without a space."""
_POSITION = word_set(
    "قرب قريب قريبه من بالقرب بلقرب بين علي في الي عند محيط اطراف شمال جنوب شرق غرب شمالي جنوبي "
    "شرقي غربي وسط ضمن مقابل باتجاه الواصل كم مركز ريف طريق الطريق منطقه او و"
)
_URBAN = word_set(
    "مسبح مديريه المربع مربع بناء ثكنه حديقه قصر كازيه "
    "شارع حي حاره مدرسه مشفي مستشفي مسجد جامع دوار مخبز فرن مكتب جمعيه ساحه سوق حديقه مبني "
    "بنايه مركز محطه كراج ملعب مقر صيدليه فندق جامعه معهد ثانويه كنيسه مغسله شركه منظومه حارة "
    "كرم باب جسر"
)
"""Nouns of things of a city."""
_CITY_RADIUS_KM = 6.0
_PART_RADIUS_KM = 5.0
_WEAK = 0.35
_HARDLY = 0.2
"""Confidence below which a place outside what is said to hold it is not believed."""
_TOLD = 0.5
"""Confidence from which a place told after another is taken to hold it or to lie by it."""
_BY_KM = 25.0
"""How far a place may lie from the town that is told after it."""
_WIDE = ("country", "admin1")
_IN_UNIT = 0.45
"""Belief that a place nobody lists lies within the radius of its unit's seat."""


def resolve_written(
    index: Index, place: str, region: str | None = None, country: str | None = None
) -> Resolution:
    """Resolve a place as a record writes it.

    ``"كذا, منطقة جبلة"`` names a place and what holds it; in ``"قرب كذا على طريق كذا"`` the first
    name that is known is taken, with a wider radius; a street or school of a region that bears a
    city's name is put in that city.
    """
    cleaned = _DOUBLED.sub(r"\1", _GLUED.sub(" ", place.replace("_", " ")))
    parts = [part for part in _PARTS.split(cleaned) if part] or [place]
    around = [*parts[1:], *([region] if region else [])]
    containers = [unit for text in around for unit in _units(index, text)]
    countries = {unit.cc: 1.0 for unit in _units(index, country or "") if unit.kind == "country"}
    own = name_key(parts[0])
    held = [unit for unit in containers if name_key(unit.name_ar or "") != own] or containers
    context = Context(containers=held, countries=countries)
    near = _told_after(index, parts[1:], context, _units(index, region or ""))
    if near:
        context = replace(context, containers=near)
    beside = positioned(index, place, context, fuzzy=False)
    if beside is not None and beside.confidence >= _WEAK:
        return beside
    best = resolve_positioned(index, parts[0], context)
    if best.confidence >= _WEAK and not _astray(best, near):
        return best
    for name in _names_within(index, parts):
        found = resolve(index, name, context, fuzzy=False)
        if found.confidence >= max(_WEAK, best.confidence) and not _astray(found, near):
            return _widened(found, place, _PART_RADIUS_KM)
    if best.place is None and fold_term(parts[0]).split(" ")[0] in _URBAN:
        for city in _cities(index, around):
            choices = [_Choice(city, _WEAK)]
            return _widened(settle(index, place, choices), place, _CITY_RADIUS_KM)
    if best.place is None or (best.confidence < _HARDLY and not _inside(best.place, containers)):
        return _holder(index, place, around, countries, best)
    return best


def _told_after(
    index: Index, parts: Sequence[str], context: Context, regions: Sequence[Place]
) -> list[Place]:
    """Towns and districts that are told after a place's name, and so hold it or lie by it."""
    out: list[Place] = []
    for part in parts:
        found = resolve(index, part, context, fuzzy=False)
        if found.place is None or found.confidence < _TOLD or found.place.kind in _WIDE:
            continue
        if regions and not _inside(found.place, regions):
            continue
        out.append(found.place)
        out += [u for u in _units(index, part) if u.kind == "admin2" and _inside(u, [found.place])]
    return out


def _astray(found: Resolution, near: Sequence[Place]) -> bool:
    """Whether a place lies far from all that is told to hold it or to lie by it."""
    return bool(near) and all(
        found.lat is not None
        and found.lon is not None
        and place.lat is not None
        and place.lon is not None
        and distance_km(found.lat, found.lon, place.lat, place.lon) > place.radius_km + _BY_KM
        for place in near
    )


def _inside(place: Place, containers: Sequence[Place]) -> bool:
    return any(
        unit.admin1 == place.admin1 if unit.admin1 else unit.cc == place.cc for unit in containers
    )


def _holder(
    index: Index, name: str, around: Sequence[str], countries: Mapping[str, float], best: Resolution
) -> Resolution:
    """The unit that is said to hold a place that is not known, by its seat, as ACLED does it."""
    for text in around:
        units = [u for u in _units(index, text) if u.kind != "country"]
        units = [u for u in units if not countries or u.cc in countries]
        if units:
            # A governorate's name is also its central district's.
            return _at_seat(index, name, max(units, key=lambda u: u.kind == "admin1"), best)
    return best


def _at_seat(index: Index, name: str, unit: Place, best: Resolution) -> Resolution:
    seat = next((p for p in _bearers(index, unit) if p.kind in ("city", "town")), unit)
    found = settle(index, name, [_Choice(unit, _IN_UNIT)])
    others = [*([_Choice(best.place, best.confidence)] if best.place else []), *best.runners_up]
    return replace(
        found,
        lat=seat.lat,
        lon=seat.lon,
        geo_precision=3 if unit.kind != "admin2" else 2,
        runners_up=tuple(others[:4]),
    )


def _bearers(index: Index, unit: Place) -> list[Place]:
    """Places that bear the name of a unit and lie in it."""
    rows = index.rows(name_key(unit.name_ar or unit.name_latin or ""))
    return [p for p in map(index.place, rows) if p.admin1 and p.admin1 == unit.admin1]


def _widened(found: Resolution, name: str, radius_km: float) -> Resolution:
    """The place beside or in which something lies: as near as ``radius_km`` at best."""
    return replace(
        found,
        name=name,
        radius_km=max(found.radius_km or 0.0, radius_km),
        geo_precision=max(found.geo_precision or 0, 2),
        where_prec=max(found.where_prec or 0, 2),
        confidence=round(found.confidence * 0.5, 3),
    )


def _names_within(index: Index, parts: Sequence[str]) -> Iterator[str]:
    """Runs of words that may be names, the longest first; then the later parts."""
    for part in parts:
        words = [w for w in part.split() if w]
        for length in (3, 2, 1):
            for i in range(len(words) - length + 1):
                run = words[i : i + length]
                run[0] = run[0].removeprefix("و") if len(run[0]) > 4 else run[0]
                folded = [fold_term(w) for w in run]
                if any(w in _POSITION or len(w) < 3 for w in folded):
                    continue
                name = " ".join(run)
                if all(map(_is_no_name, folded)) and (
                    length == 1 or not index.rows(name_key(name))
                ):
                    continue
                yield name


def _is_no_name(word: str) -> bool:
    """Whether one folded word of several says too little to be a name by itself."""
    key = word_key(word)
    if word in generic_nouns() or key in GENERIC or key in HEADS:
        return True
    return word in common_words() and not word.startswith("ال")


def _units(index: Index, text: str) -> list[Place]:
    found, _ = search(index, text)
    places = [index.place(item.row) for item in found]
    return [p for p in places if p.kind in ("country", "admin1", "admin2", "area")]


def _cities(index: Index, names: Sequence[str]) -> Iterator[Place]:
    for name in names:
        units = _units(index, name)
        for row in index.rows(name_key(name)):
            place = index.place(row)
            held = any(u.kind == "admin1" and u.admin1 == place.admin1 for u in units)
            if place.kind == "city" and held:
                yield place
