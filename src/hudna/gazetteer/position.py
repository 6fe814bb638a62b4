"""Words of position around names: outskirts, sides, distances, the way between two places, borders.

They change the point or the precision, never the place: «أطراف س» is ``س`` with a wider radius,
«على بعد 5 كم شمال س» a point 5 km north of it, «بين س وص» the point halfway, «ريف س الغربي» a wide
area on that side, and «الحدود السورية التركية» a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from hudna.gazetteer.countries import cc_of, data_table
from hudna.gazetteer.geometry import distance_km, moved
from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.names import name_key, word_set
from hudna.gazetteer.resolve import Choice, Context, Near, Resolution, rank, resolve, settle
from hudna.gazetteer.search import Found, generic_nouns
from hudna.lexicon import rows
from hudna.text.fold import fold_term
from hudna.text.numbers import find_numbers
from hudna.text.words import split_words

OUTSIDE_KM = 5.0
"""Radius of what lies about a settlement (أطراف، محيط، شمال)."""
COUNTRYSIDE_KM = 25.0
"""Radius of a side of a city's countryside (ريف حلب الغربي), and how far off its middle lies."""
_FARTHEST_KM = 200.0
"""Longest distance that is believed to be told from a place."""
_ROAD_KM = 100.0
"""Longest way whose middle stands for it."""
_NEAR_WEIGHT = 1.5
"""How much the one end of a way helps to tell which bearer of the other's name is meant."""
_WAYS = (("شمال", "N"), ("جنوب", "S"), ("شرق", "E"), ("غرب", "W"))
_STEMS = tuple(stem for stem, _ in _WAYS)
_COMPASS = frozenset(("N", "S", "E", "W", "NE", "NW", "SE", "SW"))
_UNIT = re.compile(
    r"(?:^|\s)(?:(?P<km>كم|كلم|كيلو متر\w*|كيلومتر\w*)|(?P<m>متر|مترا|امتار))(?=\s|$)"
)
_DIGITS_LAST = re.compile(r"\d+(?:[.,]\d+)?$")
_GLUED_UNIT = re.compile(r"(?<=\d)(?=كم|كلم|كيلو|متر)")
_TRIGGERS = word_set("بعد مسافه بعيدا ببعد")
_LOOK_BACK = 5
"""Words before a distance in which the word that announces it is looked for."""
_FROM = word_set("من عن الي")
_CENTRES = word_set("مركز وسط")
_ABOUT = word_set(
    "اطراف باطراف محيط بمحيط مشارف ضواحي تخوم جوار بجوار قرب قريب قريبه بالقرب بلقرب حول مداخل "
    "مدخل مقابل قباله خارج"
)
_BETWEEN = re.compile(
    r"^(?:(?:ال)?(?:طريق|منطقه|مسافه|اوتوستراد|خط|جسر)\s+)?(?:ال(?:واصل|رابط|ممتد|واقع)ه?\s+)?"
    r"بين\s+(?P<names>.+)$"
)
_ROAD = re.compile(r"^(?:ال)?(?:طريق|اوتوستراد)\s+(?P<one>.+?)\s*[-–]\s*(?P<two>.+)$")
_BORDER = re.compile(r"^(?:على |في |عند )?ال?حدود\s+(?P<names>.+)$")
_SPACES = re.compile(r"\s+")


class Offset(NamedTuple):
    """A distance told from a place."""

    km: float
    way: str
    """Direction of the compass; empty if none is told."""


def way_of(words: Sequence[str]) -> str:
    """Compass direction that folded words tell, north or south first; empty if none."""
    found = {way for word in words for stem, way in _WAYS if stem in word and "سوق" not in word}
    out = "".join(way for way in "NSEW" if way in found)
    return out if out in _COMPASS else ""


def offset_before(text: str) -> Offset | None:
    """Read the distance that the folded words before a name tell: ``على بعد 5 كم شمال بلدة``.

    A distance counts if it is announced (على بعد، مسافة) or followed by a direction; a length
    (بطول 5 كم) does not.
    """
    text = _GLUED_UNIT.sub(" ", text)
    units = list(_UNIT.finditer(text))
    if not units:
        return None
    unit = units[-1]
    before, after = text[: unit.start()].split(), text[unit.end() :].split()
    if not all(_leads_on(word) for word in after):
        return None
    way = way_of([word for word in after if _is_way(word)])
    lead = before[-_LOOK_BACK:]
    announced = bool(_TRIGGERS.intersection(lead))
    if not (announced or way):
        return None
    count = _count(lead, unit["km"] or unit["m"])
    if count is None:
        return None
    km = count if unit["km"] else count / 1000
    return Offset(km, way) if 0 < km <= _FARTHEST_KM else None


def _leads_on(word: str) -> bool:
    """Whether a word may stand between a distance and the name that it is told from."""
    return word in _FROM or word in _CENTRES or _is_way(word) or word in generic_nouns()


def _is_way(word: str) -> bool:
    return word.removeprefix("ال").removeprefix("لل").startswith(_STEMS)


def _count(words: Sequence[str], unit: str) -> float | None:
    """How many units: digits, a number in words, a dual, or one where none is told."""
    if unit.endswith("ين"):
        return 2.0
    if words and _DIGITS_LAST.search(words[-1]):
        return float(words[-1].replace(",", "."))
    numbers = find_numbers(split_words(" ".join(words)))
    if numbers and numbers[-1].last == len(words) - 1:
        value = numbers[-1].value or numbers[-1].high or numbers[-1].low
        return None if value is None else float(value)
    return 1.0 if words and words[-1] in _TRIGGERS else None


def offset_from(found: Resolution, offset: Offset) -> Resolution:
    """The point at a distance from a place; where no direction is told, the place within it."""
    if found.lat is None or found.lon is None:
        return found
    lat, lon = found.lat, found.lon
    if offset.way:
        lat, lon = moved(lat, lon, offset.way, offset.km)
    radius = max(2.0, 0.3 * offset.km if offset.way else offset.km, found.radius_km or 0.0)
    return replace(
        found,
        lat=round(lat, 3),
        lon=round(lon, 3),
        radius_km=round(radius, 1),
        geo_precision=max(found.geo_precision or 0, 2),
        where_prec=max(found.where_prec or 0, 2),
    )


def about(found: Resolution) -> Resolution:
    """What lies about a settlement: the place with a wider radius."""
    if found.lat is None or (found.radius_km or 0.0) >= OUTSIDE_KM:
        if found.geo_precision == 1:
            return replace(found, geo_precision=2, where_prec=2)
        return found
    return replace(found, radius_km=OUTSIDE_KM, geo_precision=2, where_prec=2)


def side_of(base: Resolution, way: str) -> Resolution:
    """A side, or the countryside, of a unit, an area or a city."""
    if base.place is None or base.lat is None or base.lon is None:
        return base
    radius = max(base.radius_km or 0.0, COUNTRYSIDE_KM)
    lat, lon = base.lat, base.lon
    if way:
        lat, lon = moved(lat, lon, way, radius / 2)
        radius = max(radius * 0.7, COUNTRYSIDE_KM * 0.7)
    wide = base.place.kind in ("country", "admin1") or radius > 60
    return replace(
        base, lat=round(lat, 2), lon=round(lon, 2), radius_km=round(radius),
        geo_precision=3 if wide else 2, where_prec=(base.where_prec or 4) if wide else 3,
    )  # fmt: skip


def halfway(one: Resolution, two: Resolution) -> tuple[Resolution, Resolution] | None:
    """Both ends of a way, standing for its middle; ``None`` if it is too long or an end unknown."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    apart = distance_km(one.lat, one.lon, two.lat, two.lon)
    if apart > _ROAD_KM:
        return None
    lat, lon = round((one.lat + two.lat) / 2, 3), round((one.lon + two.lon) / 2, 3)
    radius = round(max(apart / 2, 2.0), 1)

    def middle(end: Resolution) -> Resolution:
        return replace(end, lat=lat, lon=lon, radius_km=radius, geo_precision=2, where_prec=2)

    return middle(one), middle(two)


def border(name: str) -> Resolution | None:
    """The line of two countries' border (الحدود السورية التركية); ``None`` if a name is no such."""
    match = _BORDER.match(fold_term(name))
    if match is None:
        return None
    named = _countries(match["names"])
    if len(named) != 2:
        return None
    row = _borders().get(frozenset(named))
    if row is None:
        return None
    lat, lon = row["at"]
    place = Place(
        -1, "border:" + "-".join(row["of"]), name, None, "area", lat, lon, float(row["radius"]),
        "", "", "", "", 0, 2,
    )  # fmt: skip
    return Resolution(
        name, place, lat, lon, float(row["radius"]), geo_precision=3, where_prec=5, confidence=0.9
    )


def _countries(words: str) -> list[str]:
    """The countries that folded words name or describe, in order, each once."""
    found: list[str] = []
    for word in words.replace("-", " ").replace("–", " ").split():
        for form in (word, word.removeprefix("و"), word.removeprefix("ال")):
            iso = _adjectives().get(form)
            cc = iso and cc_of(iso)
            if cc:
                if cc not in found:
                    found.append(cc)
                break
    return found


@cache
def _adjectives() -> dict[str, str]:
    """ISO 3166 alpha-3 of each demonym and of each country's name of one word, folded."""
    out: dict[str, str] = {}
    for kind in ("demonym", "country"):
        for row in rows(kind):
            for form in row.forms():
                out.setdefault(form.text, row.data["iso"])
    return out


@cache
def _borders() -> dict[frozenset[str], dict[str, Any]]:
    return {frozenset(row["of"]): row for row in data_table("borders.toml", "border")}


def resolve_positioned(
    index: Index, text: str, context: Context | None = None, fuzzy: bool = True
) -> Resolution:
    """Resolve a name with the words of position around it.

    Args:
        index: the gazetteer.
        text: as written, «على بعد 5 كم شمال كذا»; a bare name is resolved as such.
        context: what else is known.
        fuzzy: whether respellings count.
    """
    found = positioned(index, text, context, fuzzy)
    return resolve(index, text, context, fuzzy) if found is None else found


def positioned(
    index: Index, text: str, context: Context | None = None, fuzzy: bool = True
) -> Resolution | None:
    """Resolve what has words of position, as :func:`resolve_positioned`; ``None``: it has none."""
    folded = _SPACES.sub(" ", fold_term(text))
    found = border(text) or _positioned(
        index, folded, folded.split(" "), context or Context(), fuzzy
    )
    return found and replace(found, name=text)


def _positioned(
    index: Index, folded: str, words: Sequence[str], context: Context, fuzzy: bool
) -> Resolution | None:
    """What words of position make of the names after them; ``None``: there is none to heed."""
    way = _BETWEEN.match(folded)
    if way is not None:
        return _between(index, _pairs(way["names"]), context, fuzzy)
    road = _ROAD.match(folded)
    if road is not None:
        return _between(index, [(road["one"], road["two"])], context, fuzzy)
    far = _far_from(words)
    if far is not None:
        offset, name = far
        return offset_from(resolve_positioned(index, name, context, fuzzy), offset)
    if len(words) < 2:
        return None
    heads = words[0] in ("ريف", "بريف") or words[0] in _ABOUT or words[0].startswith(_STEMS)
    whole = index.rows(name_key(folded)) if heads else ()
    if whole:
        # Names that begin like that are names all the same: ريف دمشق, شمال سيناء.
        return settle(index, folded, rank(index, [Found(row, 0.0) for row in whole], context))
    if words[0] in ("ريف", "بريف"):
        return _countryside(index, words[1:], context, fuzzy)
    if words[0] in _ABOUT:
        return about(resolve(index, " ".join(_after(words, 1)), context, fuzzy))
    count = next((i for i, word in enumerate(words) if not word.startswith(_STEMS)), 0)
    if 0 < count < len(words):
        return _beside(index, words, count, context, fuzzy)
    return None


def _after(words: Sequence[str], count: int) -> Sequence[str]:
    """Words of the name, after ``count`` words of position and what joins them to it."""
    while count < len(words) - 1 and words[count] in _FROM:
        count += 1
    return words[count:]


def _far_from(words: Sequence[str]) -> tuple[Offset, str] | None:
    """The distance that is told, and the name that it is told from."""
    for i in range(len(words) - 1, 0, -1):
        head = " ".join(words[:i])
        if words[i] in _FROM or words[i].startswith(_STEMS):
            continue
        offset = offset_before(head)
        if offset is None:
            return None
        tail = [w for w in words[i - 1 : i] if w in _FROM or w.startswith(_STEMS)]
        if tail or _UNIT.search(" " + words[i - 1]):
            return offset, " ".join(words[i:])
    return None


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """Ways to part the two names of ``بين س وص``."""
    words = names.split(" ")
    for i in range(1, len(words)):
        word = words[i]
        if word == "و" and i + 1 < len(words):
            yield " ".join(words[:i]), " ".join(words[i + 1 :])
        elif word.startswith("و") and len(word) > 2:
            rest = " ".join([word[1:], *words[i + 1 :]])
            yield " ".join(words[:i]), rest.removeprefix("بين ")


def _between(
    index: Index, pairs: Iterator[tuple[str, str]] | Sequence[tuple[str, str]], context: Context,
    fuzzy: bool,
) -> Resolution | None:  # fmt: skip
    best: Resolution | None = None
    for one, two in pairs:
        first = resolve(index, _one_of_two(one), context, fuzzy)
        near = context
        if first.lat is not None and first.lon is not None:
            near = replace(context, near=[*context.near, Near(first.lat, first.lon, _NEAR_WEIGHT)])
        second = resolve(index, two, near, fuzzy)
        if second.lat is not None and second.lon is not None:
            # The first is told by the second as the second by the first.
            near = replace(
                context, near=[*context.near, Near(second.lat, second.lon, _NEAR_WEIGHT)]
            )
            first = resolve(index, _one_of_two(one), near, fuzzy)
        middle = halfway(first, second)
        if middle is None:
            continue
        sure = min(first.confidence, second.confidence)
        if best is None or sure > best.confidence:
            best = replace(middle[0], confidence=sure)
    return best


def _one_of_two(name: str) -> str:
    """``مدينتي كذا``: the name without the dual noun."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.endswith(("تي", "يي")) and first in generic_nouns() else name


def _countryside(
    index: Index, words: Sequence[str], context: Context, fuzzy: bool
) -> Resolution | None:
    """ريف حلب, ريف حلب الغربي, الريف: the name without its directions, wide."""
    last = len(words)
    while last > 1 and way_of([words[last - 1]]):
        last -= 1
    base = resolve(index, " ".join(words[:last]), context, fuzzy)
    return side_of(base, way_of(words[last:]))


def _beside(
    index: Index, words: Sequence[str], count: int, context: Context, fuzzy: bool
) -> Resolution:
    """شمال غرب كذا: a side of a unit or area, or the surroundings of a settlement."""
    name = " ".join(_after(words, count))
    if name.startswith("ريف "):
        return side_of(resolve(index, name, context, fuzzy), way_of(words[:count]))
    base = resolve(index, name, context, fuzzy)
    unit = _unit_of(index, base)
    if unit is not None:
        whole = settle(index, name, [Choice(unit, max(base.confidence, 0.01))])
        return side_of(whole, way_of(words[:count]))
    return about(base)


def _unit_of(index: Index, base: Resolution) -> Place | None:
    """The unit or area that is meant by a name: itself, or the governorate that bears its name."""
    place = base.place
    if place is None:
        return None
    if place.kind in ("country", "admin1", "admin2", "area"):
        return place
    unit = index.unit(place.admin1) if place.admin1 else None
    if unit is None or place.kind != "city":
        return None
    return unit if name_key(unit.name_ar or "") == name_key(place.name_ar or "") else None
