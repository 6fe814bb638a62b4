"""Events and articles as the codebook's records (section 3), and back.

A record is what :func:`json.loads` gives: plain dictionaries, lists, strings and numbers. Writing
never fails; reading checks every field and says which one is wrong, by its path in the record
(``events[2].actors[0].code``).

What is written beyond the codebook: ``time.span`` (``{"start", "end"}`` in code points of the text:
where the phrase stands) and, where it is so, ``time.inferred``; what is known of where a place is
(:mod:`hudna.place_records`); in ``casualties``, where the text gives them, ``missing``,
``detained`` and ``displaced`` (bounds like the others) and ``groups``, a list of ``{"harm",
"groups", "low", "high"}``; an actor's ``loading`` where its wording is not neutral, and what the
catalogue tells of it on the days of the event (:mod:`hudna.actor_records`);
``weapons``, spans with an English ``name``; ``mode``, how it is told;
``chains``, who says so, each a list from the outlet (a link without ``start``) to whom the words
rest on, with their ``mode`` and ``cue``; ``confidence``, from 0 to 1; and what ACLED and PLOVER
call it (:mod:`hudna.crosswalk`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from hudna.actor_records import Days, actor_record
from hudna.crosswalk import codes_of
from hudna.errors import InputError
from hudna.model import (
    EVENT_TYPES,
    HARMS,
    LOADINGS,
    MODES,
    SAYINGS,
    STATUSES,
    VICTIM_GROUPS,
    Actor,
    Article,
    Bounds,
    Casualties,
    Chain,
    Event,
    EventType,
    GroupToll,
    Harm,
    Link,
    Loading,
    Mode,
    Place,
    Saying,
    Span,
    Status,
    Time,
    Weapon,
)
from hudna.place_records import place_record, read_place, span_record
from hudna.record_fields import (
    day,
    is_count,
    items,
    kind_of,
    mapping,
    one_of,
    optional,
    read_span,
    string,
    whole,
    within,
)

Record = dict[str, Any]
"""One article with its events, as JSON holds it."""

_CODE = re.compile(r"[A-Z]{3}:(?:GOV|MIL|POL|PRM|REB|OPP|CVL|REF|HLH|MED|NGO|IGO|UNK)")
_BEYOND = ("missing", "detained", "displaced")
"""Harms beyond the codebook, written only where the text gives them."""


def record_of(article: Article, events: Sequence[Event]) -> Record:
    """Write an article and its events as one record."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
        "events": [event_record(event, article.published) for event in events],
    }


def event_record(event: Event, published: date | None = None) -> Record:
    """Write one event of an article published on some day."""
    days = _days(event, published)
    out: Record = {
        "type": event.type,
        "status": event.status,
        "triggers": [span_record(s) for s in event.triggers],
        "actors": [actor_record(a, days) for a in event.actors],
        "targets": [actor_record(a, days) for a in event.targets],
        "places": [place_record(p) for p in event.places],
        "within": [place_record(p) for p in event.within],
        "time": _time(event.time) if event.time else None,
        "casualties": _casualties(event.casualties),
        "according_to": [span_record(s) for s in event.according_to],
        "name": event.name,
        "round": event.round,
    }
    if event.weapons:
        out["weapons"] = [{**span_record(w), "name": w.name} for w in event.weapons]
    if event.mode is not None:
        out["mode"] = event.mode
    if event.confidence is not None:
        out["confidence"] = round(event.confidence, 3)
    if event.chains:
        out["chains"] = [[_link(link) for link in chain] for chain in event.chains]
    codes = codes_of(event)
    out["acled"] = {"type": codes.acled_type, "sub_type": codes.acled_sub_type}
    out["plover"] = {
        "type": codes.plover_type,
        "mode": codes.plover_mode,
        "quad": codes.plover_quad,
    }
    return out


def _days(event: Event, published: date | None) -> Days | None:
    if event.time is not None:
        return event.time.start, event.time.end
    return None if published is None else (published, published)


def _time(time: Time) -> Record:
    out: Record = {
        "text": time.span.text if time.span else None,
        "start": time.start.isoformat(),
        "end": time.end.isoformat(),
    }
    if time.span:
        out["span"] = {"start": time.span.start, "end": time.span.end}
    if time.inferred:
        out["inferred"] = True
    return out


def chain_text(chain: Chain) -> str:
    """Write a chain of attribution on one line: ``outlet → agency → official (denied)``."""
    names = " → ".join(link.name for link in chain)
    return f"{names} (denied)" if chain[-1].mode == "denied" else names


def _link(link: Link) -> Record:
    out: Record = {"text": link.name} if link.span is None else span_record(link.span)
    out["mode"] = link.mode
    if link.cue is not None:
        out["cue"] = span_record(link.cue)
    return out


def _casualties(toll: Casualties) -> Record:
    out: Record = {
        "killed": _bounds(toll.killed),
        "injured": _bounds(toll.injured),
        "cumulative": toll.cumulative,
    }
    for harm in _BEYOND:
        bounds = getattr(toll, harm)
        if bounds is not None:
            out[harm] = _bounds(bounds)
    if toll.groups:
        out["groups"] = [
            {
                "harm": part.harm,
                "groups": list(part.groups),
                "low": part.bounds.low,
                "high": part.bounds.high,
            }
            for part in toll.groups
        ]
    return out


def _bounds(bounds: Bounds | None) -> Record | None:
    return {"low": bounds.low, "high": bounds.high} if bounds else None


def article_of(record: object, default_id: str = "") -> Article:
    """Read the article of a record; its events are left alone.

    ``default_id`` serves where the record has no ``id`` of its own.

    Raises:
        InputError: the record is no object, or one of its fields is missing or wrong.
    """
    fields = mapping(record, "the record")
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError(f"text: expected a string, found {kind_of(text)}")
    whole(text, "text")
    given = fields.get("id")
    if given is not None and not isinstance(given, (str, int)):
        raise InputError(f"id: expected a string, found {kind_of(given)}")
    return Article(
        text=text,
        id=whole(str(given), "id") if given not in (None, "") else default_id,
        outlet=optional(fields, "outlet", "", string),
        url=optional(fields, "url", "", string),
        published=optional(fields, "published", "", day),
    )


def events_of(record: object, article: Article) -> tuple[Event, ...]:
    """Read the events of a record, whose spans must be the article's own words.

    Raises:
        InputError: a field breaks the codebook; the message gives its path.
    """
    fields = mapping(record, "the record")
    return tuple(
        _event(item, f"events[{i}]", article.text)
        for i, item in enumerate(items(fields, "events", ""))
    )


def _event(item: object, path: str, text: str) -> Event:
    fields = mapping(item, path)
    triggers = _spans(fields, "triggers", path, text)
    if not triggers:
        raise InputError(f"{path}.triggers: an event needs at least one trigger")
    number = fields.get("round")
    if number is not None and not is_count(number):
        raise InputError(f"{path}.round: expected a whole number, found {kind_of(number)}")
    return Event(
        type=cast("EventType", one_of(fields, "type", path, EVENT_TYPES)),
        status=cast("Status", one_of(fields, "status", path, STATUSES)),
        triggers=triggers,
        actors=_actors(fields, "actors", path, text),
        targets=_actors(fields, "targets", path, text),
        places=_places(fields, "places", path, text),
        within=_places(fields, "within", path, text),
        time=_read_time(fields.get("time"), f"{path}.time", text, triggers[0].start),
        casualties=_read_casualties(fields.get("casualties"), f"{path}.casualties"),
        according_to=_spans(fields, "according_to", path, text),
        name=optional(fields, "name", path, string),
        round=number,
        weapons=tuple(
            _weapon(item, f"{path}.weapons[{i}]", text)
            for i, item in enumerate(items(fields, "weapons", path))
        ),
        mode=optional(fields, "mode", path, _mode),
        confidence=optional(fields, "confidence", path, within(0, 1)),
        chains=tuple(
            _chain(item, f"{path}.chains[{i}]", text)
            for i, item in enumerate(items(fields, "chains", path))
        ),
    )


def _spans(fields: Mapping[str, Any], key: str, path: str, text: str) -> tuple[Span, ...]:
    return tuple(
        read_span(item, f"{path}.{key}[{i}]", text)
        for i, item in enumerate(items(fields, key, path))
    )


def _places(fields: Mapping[str, Any], key: str, path: str, text: str) -> tuple[Place, ...]:
    return tuple(
        read_place(item, f"{path}.{key}[{i}]", text)
        for i, item in enumerate(items(fields, key, path))
    )


def _actors(fields: Mapping[str, Any], key: str, path: str, text: str) -> tuple[Actor, ...]:
    out = []
    for i, item in enumerate(items(fields, key, path)):
        here = f"{path}.{key}[{i}]"
        span = read_span(item, here, text)
        code = string(item.get("code"), f"{here}.code")
        if not _CODE.fullmatch(code):
            raise InputError(f"{here}.code: {code!r} is no code like SYR:MIL")
        name = optional(item, "name", here, string)
        loading = optional(item, "loading", here, _loading) or "neutral"
        out.append(Actor(span.text, span.start, span.end, code, name, loading))
    return tuple(out)


def _loading(value: object, path: str) -> Loading:
    return cast("Loading", one_of({"loading": value}, "loading", path.rpartition(".")[0], LOADINGS))


def _weapon(item: object, path: str, text: str) -> Weapon:
    span = read_span(item, path, text)
    return Weapon(span.text, span.start, span.end, string(mapping(item, path).get("name"), path))


def _mode(value: object, path: str) -> Mode:
    return cast("Mode", one_of({"mode": value}, "mode", path.rpartition(".")[0], MODES))


def _chain(item: object, path: str, text: str) -> Chain:
    if not isinstance(item, list) or not item:
        raise InputError(f"{path}: expected a list of at least one link, found {kind_of(item)}")
    return tuple(_read_link(part, f"{path}[{i}]", text) for i, part in enumerate(item))


def _read_link(item: object, path: str, text: str) -> Link:
    fields = mapping(item, path)
    mode = cast("Saying", one_of(fields, "mode", path, SAYINGS))
    name = string(fields.get("text"), f"{path}.text")
    # An outlet, which is known from outside the text, has no place in it.
    span = None if fields.get("start") is None else read_span(fields, path, text)
    cue = optional(fields, "cue", path, lambda value, where: read_span(value, where, text))
    return Link(name, mode, span, cue)


def _read_time(item: object, path: str, text: str, near: int) -> Time | None:
    if item is None:
        return None
    fields = mapping(item, path)
    start, end = day(fields.get("start"), f"{path}.start"), day(fields.get("end"), f"{path}.end")
    if end < start:
        raise InputError(f"{path}: ends on {end}, before it starts on {start}")
    phrase = optional(fields, "text", path, string)
    span = None
    if phrase and fields.get("span") is not None:
        where = mapping(fields["span"], f"{path}.span")
        span = read_span({**where, "text": phrase}, f"{path}.span", text)
    elif phrase:
        span = _nearest(phrase, text, near)
    return Time(start, end, span, inferred=bool(fields.get("inferred")))


def _nearest(phrase: str, text: str, near: int) -> Span | None:
    """Where a phrase stands, of several places the one nearest to an offset: records of the
    codebook's plain form do not say.
    """
    at = [m.start() for m in re.finditer(re.escape(phrase), text)]
    if not at:
        return None
    start = min(at, key=lambda a: abs(a - near))
    return Span(phrase, start, start + len(phrase))


def _read_casualties(item: object, path: str) -> Casualties:
    if item is None:
        return Casualties()
    fields = mapping(item, path)
    return Casualties(
        killed=optional(fields, "killed", path, _read_bounds),
        injured=optional(fields, "injured", path, _read_bounds),
        cumulative=bool(fields.get("cumulative")),
        missing=optional(fields, "missing", path, _read_bounds),
        detained=optional(fields, "detained", path, _read_bounds),
        displaced=optional(fields, "displaced", path, _read_bounds),
        groups=tuple(
            _read_group(part, f"{path}.groups[{i}]")
            for i, part in enumerate(items(fields, "groups", path))
        ),
    )


def _read_group(item: object, path: str) -> GroupToll:
    fields = mapping(item, path)
    groups = items(fields, "groups", path)
    if not groups or any(group not in VICTIM_GROUPS for group in groups):
        raise InputError(f"{path}.groups: expected some of {', '.join(VICTIM_GROUPS)}")
    harm = cast("Harm", one_of(fields, "harm", path, HARMS))
    return GroupToll(harm, tuple(groups), _read_bounds(fields, path))


def _read_bounds(item: object, path: str) -> Bounds:
    fields = mapping(item, path)
    low, high = fields.get("low"), fields.get("high")
    if not is_count(low):
        raise InputError(f"{path}.low: expected a whole number, found {kind_of(low)}")
    if high is not None and not (is_count(high) and high >= low):
        raise InputError(f"{path}.high: expected null or a whole number from {low} up")
    return Bounds(low, high)
