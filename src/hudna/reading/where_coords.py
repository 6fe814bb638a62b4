"""Where on the earth: coordinates for the places that a text names, ranked by one another.

Each name's candidates are weighed by what contains it (بريف حماة), by the countries that the text
speaks of, and by its other places; words of position then change the precision, or the point where
they give a distance (``على بعد 5 كم شمال كذا``). What is not known stays without coordinates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from hudna.gazetteer import Index, Place, gazetteer
from hudna.gazetteer.countries import cc_of
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.names import name_key, word_set
from hudna.gazetteer.position import (
    OUTSIDE_KM,
    Offset,
    about,
    border,
    halfway,
    offset_before,
    offset_from,
    side_of,
    way_of,
)
from hudna.gazetteer.resolve import (
    NAMED_AFTER,
    Choice,
    Context,
    Near,
    Resolution,
    or_unlisted,
    rank,
    resolve,
    settle,
)
from hudna.gazetteer.search import Found, search_near
from hudna.reading.document import Document
from hudna.reading.where import PlacePhrase

_SURE = 0.8
"""Confidence from which a place helps to rank the others."""
_MOST_SURE = 12
"""How many of them are heard."""
_HOME_WEIGHT = 2.0
_STREETS = word_set("شارع جاده دوار ميدان")
"""Nouns of what a town names after other towns rather than after itself."""
_STREET_SHARE = 0.5
"""What the confidence is scaled to that a street lies in the city whose name it bears."""
_INSIDE = word_set("وسط مركز داخل قلب عمق ارجاء")
"""Words of position that say that it is in the place."""
_STRETCH_KM = 15.0
"""Radius of the stretch of a border that lies by a place."""
_LOOK_BACK = 70
"""Letters before a name in which a distance is looked for."""


def locate(
    doc: Document,
    phrases: Sequence[PlacePhrase],
    home: str | None = None,
    index: Index | None = None,
    wanted: Sequence[int] | None = None,
) -> list[Resolution]:
    """Resolve the places of a text, one for each phrase.

    Args:
        doc: the text.
        phrases: its places, as :func:`hudna.reading.where.find_places` gives them.
        home: ISO 3166 alpha-3 of the country that the text is about, or its outlet's, if known.
        index: the gazetteer; by default the one in use.
        wanted: indexes of the phrases to resolve, the others being left unresolved; by default all.
    """
    index = index or gazetteer()
    shares = _countries(doc, phrases, home)
    first = [_alone(index, phrase) for phrase in phrases]
    sure = _sure(phrases, first, shares)
    out: list[Resolution | None] = [None] * len(phrases)
    known: dict[tuple[int | None, str, str | None], Resolution] = {}
    for i in range(len(phrases)) if wanted is None else wanted:
        _settle(i, doc, phrases, index, shares, sure, out, known)
    found = [r if r is not None else Resolution("") for r in out]
    return _between(phrases, [_placed(doc, p, r) for p, r in zip(phrases, found, strict=True)])


def _countries(doc: Document, phrases: Sequence[PlacePhrase], home: str | None) -> dict[str, float]:
    """Shares of the countries that a text speaks of, by alpha-2 code."""
    count: Counter[str] = Counter()
    for hit in doc.of("demonym", "country"):
        count[hit.row.data["iso"]] += 1
    for phrase in phrases:
        if phrase.country is not None:
            count[phrase.country] += 1
    weights = {cc: float(n) for iso, n in count.items() if (cc := cc_of(iso)) is not None}
    if home is not None and (cc := cc_of(home)) is not None:
        weights[cc] = weights.get(cc, 0.0) + _HOME_WEIGHT + 0.5 * sum(weights.values())
    total = sum(weights.values())
    return {cc: weight / total for cc, weight in weights.items()} if total else {}


def _alone(index: Index, phrase: PlacePhrase) -> Sequence[Found]:
    if phrase.key is not None:
        return [Found(row, 0.0) for row in index.numbered(phrase.key)]
    if phrase.noun is not None and phrase.kind in ("settlement", "neighbourhood"):
        return _respelt(index, phrase.span.text)
    return ()


@lru_cache(maxsize=4096)
def _respelt(index: Index, name: str) -> Sequence[Found]:
    return search_near(index, name)


def _sure(
    phrases: Sequence[PlacePhrase], found: Sequence[Sequence[Found]], shares: Mapping[str, float]
) -> list[tuple[int, Place]]:
    """Places that need no other to be told apart, with their phrase's index."""
    index = gazetteer()
    out: list[tuple[int, Place]] = []
    seen: set[int] = set()
    for i, (phrase, items) in enumerate(zip(phrases, found, strict=True)):
        if len(out) == _MOST_SURE:
            break
        if phrase.key is None or phrase.key in seen:
            continue
        seen.add(phrase.key)
        choices = rank(index, items, Context(countries=shares, noun=phrase.noun))
        if choices and choices[0].share >= _SURE and choices[0].place.radius_km <= 60:
            out.append((i, choices[0].place))
    return out


def _settle(
    i: int, doc: Document, phrases: Sequence[PlacePhrase], index: Index,
    shares: Mapping[str, float], sure: Sequence[tuple[int, Place]], out: list[Resolution | None],
    known: dict[tuple[int | None, str, str | None], Resolution],
) -> Resolution:  # fmt: skip
    """Resolve phrase ``i`` and, before it, what contains it."""
    done = out[i]
    if done is not None:
        return done
    out[i] = Resolution(phrases[i].span.text)  # ends a circle of containers
    phrase = phrases[i]
    containers: list[Place] = []
    holder: Resolution | None = None
    if phrase.within is not None:
        holder = _settle(phrase.within, doc, phrases, index, shares, sure, out, known)
        if holder.place is not None and holder.confidence >= 0.3:
            containers = _holders(index, holder.place)
    told = (phrase.key, containers[0].id if containers else "", phrase.noun)
    if phrase.key is not None and told in known:
        out[i] = replace(known[told], name=phrase.span.text)
        return known[told]
    near = [
        Near(place.lat, place.lon, 1.0 / (1.0 + abs(phrases[j].first - phrase.first) / 40.0))
        for j, place in sure
        if j != i
        and phrases[j].key != phrase.key
        and place.lat is not None
        and place.lon is not None
    ]
    context = Context(containers, near, shares, phrase.noun)
    found = _alone(index, phrase)
    name = phrase.span.text
    if phrase.kind in ("region", "area") and _side_told(doc, phrase):
        result = _region(index, doc, phrase, context)
    elif phrase.key is not None:
        result = settle(index, name, rank(index, found, context))
    elif found:
        result = resolve(index, name, context)
    elif phrase.kind in ("region", "area"):
        result = _region(index, doc, phrase, context)
    else:
        result = _border(name, containers) if phrase.kind == "border" else Resolution(name)
    result = _named_after(index, phrase, or_unlisted(result, containers), holder)
    out[i] = result
    if phrase.key is not None and not _side_told(doc, phrase):
        known[told] = result
    return result


def _named_after(
    index: Index, phrase: PlacePhrase, found: Resolution, holder: Resolution | None
) -> Resolution:
    """Put a street or school that is named after a place elsewhere where the text puts it.

    شارع حلب بمدينة الحسكة lies in الحسكة, as far as is known; where nothing holds it, a market or
    a school may be the place's own, and a street is doubted.
    """
    noun = phrase.noun
    if noun not in NAMED_AFTER or found.place is None or phrase.key is None:
        return found
    if index.keys.get(name_key(phrase.span.text)) == phrase.key:
        return found  # the gazetteer knows it by its noun and name
    if holder is None or holder.place is None or holder.lat is None or holder.lon is None:
        if noun in _STREETS and found.place.kind not in ("village", "town"):
            return replace(found, confidence=round(found.confidence * _STREET_SHARE, 3))
        return found
    radius = max(holder.radius_km or 0.0, OUTSIDE_KM)
    if found.lat is not None and found.lon is not None:
        apart = distance_km(found.lat, found.lon, holder.lat, holder.lon)
        unit = found.place.kind in ("country", "admin1")
        same = found.place.admin1 == holder.place.admin1 and radius > OUTSIDE_KM
        if not unit and (same or apart <= radius + OUTSIDE_KM):
            return found
    others = (Choice(found.place, round(1 - holder.confidence, 3)),)
    return replace(about(holder), name=found.name, runners_up=others)


def _border(name: str, containers: Sequence[Place]) -> Resolution:
    """Locate a border's line, or the stretch of it at a place (الحدود العراقية السورية قرب كذا)."""
    line = border(name)
    if line is None:
        return Resolution(name)
    beside = next((c for c in containers if c.lat is not None and c.radius_km <= _STRETCH_KM), None)
    if beside is None:
        return line
    return replace(
        line, lat=beside.lat, lon=beside.lon, radius_km=_STRETCH_KM, geo_precision=2, where_prec=2
    )


def _holders(index: Index, place: Place) -> list[Place]:
    """What a container's name may mean: the place, and the unit that bears its name (ريف حلب)."""
    unit = index.unit(place.admin1) if place.admin1 else None
    if unit is None or unit.id == place.id:
        return [place]
    same = name_key(unit.name_ar or "") in map(
        name_key, (place.name_ar or "", place.name_latin or "")
    )
    return [place, unit] if same else [place]


def _side_told(doc: Document, phrase: PlacePhrase) -> bool:
    """Whether a phrase names a side or the countryside of a place rather than the place."""
    words = doc.words.forms[phrase.first : phrase.last + 1]
    return len(words) > 1 and (phrase.noun == "ريف" or bool(way_of([words[0], words[-1]])))


def _region(index: Index, doc: Document, phrase: PlacePhrase, context: Context) -> Resolution:
    """ريف حلب الغربي, شمالي إدلب: the known name inside, moved to the side that is told."""
    from hudna.reading.where import finder

    names = finder()
    for word in range(phrase.last, phrase.first - 1, -1):
        name = names.at(doc.words, word, phrase.last + 1)
        if name is not None and not name.common and name.prominence >= 2:
            found = [Found(row, 0.0) for row in index.numbered(name.number)]
            base = settle(index, phrase.span.text, rank(index, found, context))
            offset = _offset(doc, word)
            if offset is not None and word > phrase.first:
                return offset_from(base, offset)
            return side_of(base, way_of(doc.words.forms[phrase.first : phrase.last + 1]))
    if context.containers:
        # الريف الغربي ل…: a side of what contains it.
        base = settle(index, phrase.span.text, [Choice(context.containers[0], 0.5)])
        return side_of(base, way_of(doc.words.forms[phrase.first : phrase.last + 1]))
    return Resolution(phrase.span.text)


def _placed(doc: Document, phrase: PlacePhrase, found: Resolution) -> Resolution:
    """Apply the words of position before a name."""
    if found.place is None or found.lat is None or found.lon is None or phrase.kind == "region":
        return found
    offset = _offset(doc, phrase.first)
    if offset is not None:
        return offset_from(found, offset)
    if phrase.modifier is not None and phrase.modifier not in _INSIDE:
        return about(found)
    return found


def _offset(doc: Document, word: int) -> Offset | None:
    """Read the distance that is told before a word."""
    start = doc.words.starts[word]
    before = doc.folded.text[max(0, start - _LOOK_BACK) : start]
    return offset_before(before) if "ك" in before or "متر" in before else None


def _between(phrases: Sequence[PlacePhrase], found: list[Resolution]) -> list[Resolution]:
    """بين X وY: both stand for the point halfway."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(phrases)):
        if a.preposition != "بين" or a.group != b.group or a.kind != "settlement":
            continue
        if i + 2 < len(phrases) and phrases[i + 2].group == a.group:
            continue
        middle = halfway(found[i], found[i + 1])
        if middle is not None:
            out[i], out[i + 1] = middle
    return out
