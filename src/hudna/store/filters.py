"""What a search is narrowed to, as conditions on articles and on the events that they assert.

All conditions on an event hold for one and the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from hudna.errors import InputError
from hudna.store.tables import articles, events, places, spans
from hudna.text.fold import fold_term

_WHERE = ("place", "within")


class Box(NamedTuple):
    """An area between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow a search to; of several values in one field any will do."""

    types: Sequence[str] = ()
    statuses: Sequence[str] = ()
    actors: Sequence[str] = ()
    """Codes (``SYR:MIL``, or ``SYR`` for all of a country), or names as a text has them."""
    targets: Sequence[str] = ()
    places: Sequence[str] = ()
    """Names; an area finds what is said to lie in it."""
    box: Box | None = None
    since: date | None = None
    until: date | None = None
    """The event's time, or the article's day where that is unknown; inclusive."""
    outlets: Sequence[str] = ()


def of_article(filters: Filters, on_postgresql: bool) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on an article and on the version that it is joined with."""
    out: list[sa.ColumnElement[bool]] = []
    if filters.outlets:
        out.append(articles.c.outlet.in_(filters.outlets))
    conditions = of_event(filters, on_postgresql)
    if conditions:
        told = sa.exists().where(*conditions)
        out.append(told if asks_for_events(filters) else sa.or_(told, _without_events(filters)))
    return out


def asks_for_events(filters: Filters) -> bool:
    """Whether an article without a fitting event is not wanted."""
    return bool(
        filters.types or filters.statuses or filters.actors or filters.targets
        or filters.places or filters.box
    )  # fmt: skip


def _without_events(filters: Filters) -> sa.ColumnElement[bool]:
    any_event = sa.exists().where(events.c.version_id == _version_id)
    return sa.and_(~any_event, *_days(filters, articles.c.published, articles.c.published))


_version_id: sa.ColumnElement[int] = sa.literal_column("version.id")


def of_event(filters: Filters, on_postgresql: bool) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on an event of a version, empty where anything will do."""
    out: list[sa.ColumnElement[bool]] = []
    if filters.types:
        out.append(events.c.type.in_(filters.types))
    if filters.statuses:
        out.append(events.c.status.in_(filters.statuses))
    for role, wanted in (("actor", filters.actors), ("target", filters.targets)):
        if wanted:
            out.append(_has_span((role,), sa.or_(*(_is_actor(name) for name in wanted))))
    if filters.places:
        out.append(_has_span(_WHERE, sa.or_(*(_is_place(name) for name in filters.places))))
    if filters.box:
        inside = _inside(filters.box, on_postgresql)
        out.append(_has_span(("place",), spans.c.place_id.in_(inside)))
    starts = sa.func.coalesce(events.c.starts, articles.c.published)
    ends = sa.func.coalesce(events.c.ends, articles.c.published)
    out += _days(filters, starts, ends)
    return [events.c.version_id == _version_id, *out] if out else []


def _days(
    filters: Filters, starts: sa.ColumnElement[date | None], ends: sa.ColumnElement[date | None]
) -> list[sa.ColumnElement[bool]]:
    out: list[sa.ColumnElement[bool]] = []
    if filters.since:
        out.append(ends >= filters.since)
    if filters.until:
        out.append(starts <= filters.until)
    return out


def _has_span(roles: tuple[str, ...], condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(spans.c.event_id == events.c.id, spans.c.role.in_(roles), condition)


def _is_actor(name: str) -> sa.ColumnElement[bool]:
    code = name.upper()
    if len(code) == 7 and code[3] == ":":
        return spans.c.code == code
    if len(code) == 3 and code.isascii():
        return spans.c.code.startswith(f"{code}:", autoescape=True)
    return sa.or_(_names(name), sa.func.lower(spans.c.name) == name.lower())


def _is_place(name: str) -> sa.ColumnElement[bool]:
    """Whether a span names a place, or one that lies in the area of that name."""
    known = sa.select(places.c.id).where(
        sa.or_(*(places.c.known_as.contains(f"|{form}|", autoescape=True) for form in _forms(name)))
    )
    return sa.or_(_names(name), spans.c.place_id.in_(known))


def _names(name: str) -> sa.ColumnElement[bool]:
    """Whether a span's words hold a name."""
    around = sa.literal(" ") + spans.c.folded + " "
    return sa.or_(*(around.contains(f" {form} ", autoescape=True) for form in _forms(name)))


def _forms(name: str) -> tuple[str, ...]:
    """Return a name folded, with and without its ال; nothing is called by none."""
    bare = fold_term(name).replace("|", " ").removeprefix("ال")
    return (bare, f"ال{bare}") if bare else ("\N{REPLACEMENT CHARACTER}",)


def _inside(box: Box, on_postgresql: bool) -> sa.Select[tuple[int]]:
    """Select the places of an area, by the index of their coordinates."""
    if not (-180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90):
        raise InputError(
            "an area is west,south,east,north in degrees, west not east of east, south not north of"
            f" north; not {','.join(map(str, box))}"
        )
    exact = (
        places.c.lon.between(box.west, box.east),
        places.c.lat.between(box.south, box.north),
    )
    if on_postgresql:
        near = sa.text("point(place.lon, place.lat) <@ box(point(:w, :s), point(:e, :n))")
    else:
        # The tree holds 32-bit numbers, rounded outwards.
        near = sa.text(
            "place.id IN (SELECT id FROM place_box WHERE min_lon <= :e AND max_lon >= :w"
            " AND min_lat <= :n AND max_lat >= :s)"
        )
    bound = near.bindparams(w=box.west, s=box.south, e=box.east, n=box.north)
    return sa.select(places.c.id).where(bound, *exact)
