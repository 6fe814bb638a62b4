"""Events and articles as the codebook's records (section 3), and back.

A record is what :func:`json.loads` gives: plain dictionaries, lists, strings and numbers. Writing
never fails; reading checks every field and says which one is wrong, by its path in the record
(``events[2].actors[0].code``).

What is written beyond the codebook: ``time.span`` (``{"start", "end"}`` in code points of the text:
where the phrase stands) and, where it is so, ``time.inferred``; in ``casualties``, where the text
gives them, ``missing``, ``detained`` and ``displaced`` (bounds like the others) and ``groups``, a
list of ``{"harm", "groups", "low", "high"}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar, cast

from hudna.errors import InputError
from hudna.model import (
    EVENT_TYPES,
    HARMS,
    STATUSES,
    VICTIM_GROUPS,
    Actor,
    Article,
    Bounds,
    Casualties,
    Event,
    EventType,
    GroupToll,
    Harm,
    Span,
    Status,
    Time,
)

Record = dict[str, Any]
"""One article with its events, as JSON holds it."""

_CODE = re.compile(r"[A-Z]{3}:(?:GOV|MIL|POL|PRM|REB|OPP|CVL|REF|HLH|MED|NGO|IGO|UNK)")
_BEYOND = ("missing", "detained", "displaced")
"""Harms beyond the codebook, written only where the text gives them."""
_T = TypeVar("_T")


def record_of(article: Article, events: Sequence[Event]) -> Record:
    """Write an article and its events as one record."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
        "events": [event_record(event) for event in events],
    }


def event_record(event: Event) -> Record:
    """Write one event."""
    return {
        "type": event.type,
        "status": event.status,
        "triggers": [_span(s) for s in event.triggers],
        "actors": [_actor(a) for a in event.actors],
        "targets": [_actor(a) for a in event.targets],
        "places": [_span(s) for s in event.places],
        "within": [_span(s) for s in event.within],
        "time": _time(event.time) if event.time else None,
        "casualties": _casualties(event.casualties),
        "according_to": [_span(s) for s in event.according_to],
        "name": event.name,
        "round": event.round,
    }


def _span(span: Span) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}


def _actor(actor: Actor) -> Record:
    return {**_span(actor), "code": actor.code, "name": actor.name}


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
    fields = _object(record, "the record")
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError(f"text: expected a string, found {_kind(text)}")
    _whole(text, "text")
    given = fields.get("id")
    if given is not None and not isinstance(given, (str, int)):
        raise InputError(f"id: expected a string, found {_kind(given)}")
    return Article(
        text=text,
        id=_whole(str(given), "id") if given not in (None, "") else default_id,
        outlet=_optional(fields, "outlet", "", _string),
        url=_optional(fields, "url", "", _string),
        published=_optional(fields, "published", "", _day),
    )


def events_of(record: object, article: Article) -> tuple[Event, ...]:
    """Read the events of a record, whose spans must be the article's own words.

    Raises:
        InputError: a field breaks the codebook; the message gives its path.
    """
    fields = _object(record, "the record")
    return tuple(
        _event(item, f"events[{i}]", article.text)
        for i, item in enumerate(_list(fields, "events", ""))
    )


def _event(item: object, path: str, text: str) -> Event:
    fields = _object(item, path)
    triggers = _spans(fields, "triggers", path, text)
    if not triggers:
        raise InputError(f"{path}.triggers: an event needs at least one trigger")
    number = fields.get("round")
    if number is not None and not _is_count(number):
        raise InputError(f"{path}.round: expected a whole number, found {_kind(number)}")
    return Event(
        type=cast("EventType", _one_of(fields, "type", path, EVENT_TYPES)),
        status=cast("Status", _one_of(fields, "status", path, STATUSES)),
        triggers=triggers,
        actors=_actors(fields, "actors", path, text),
        targets=_actors(fields, "targets", path, text),
        places=_spans(fields, "places", path, text),
        within=_spans(fields, "within", path, text),
        time=_read_time(fields.get("time"), f"{path}.time", text, triggers[0].start),
        casualties=_read_casualties(fields.get("casualties"), f"{path}.casualties"),
        according_to=_spans(fields, "according_to", path, text),
        name=_optional(fields, "name", path, _string),
        round=number,
    )


def _spans(fields: Mapping[str, Any], key: str, path: str, text: str) -> tuple[Span, ...]:
    return tuple(
        _read_span(item, f"{path}.{key}[{i}]", text)
        for i, item in enumerate(_list(fields, key, path))
    )


def _actors(fields: Mapping[str, Any], key: str, path: str, text: str) -> tuple[Actor, ...]:
    out = []
    for i, item in enumerate(_list(fields, key, path)):
        here = f"{path}.{key}[{i}]"
        span = _read_span(item, here, text)
        code = _string(item.get("code"), f"{here}.code")
        if not _CODE.fullmatch(code):
            raise InputError(f"{here}.code: {code!r} is no code like SYR:MIL")
        name = _optional(item, "name", here, _string)
        out.append(Actor(span.text, span.start, span.end, code, name))
    return tuple(out)


def _read_span(item: object, path: str, text: str) -> Span:
    fields = _object(item, path)
    start, end = fields.get("start"), fields.get("end")
    if not (_is_count(start) and _is_count(end)):
        raise InputError(f"{path}: start and end must be whole numbers from 0 up")
    span = Span(_string(fields.get("text"), f"{path}.text"), start, end)
    if not span.text or text[start:end] != span.text:
        raise InputError(
            f"{path}: the article's text from {start} to {end} is {text[start:end]!r}, "
            f"not {span.text!r}"
        )
    return span


def _read_time(item: object, path: str, text: str, near: int) -> Time | None:
    if item is None:
        return None
    fields = _object(item, path)
    start, end = _day(fields.get("start"), f"{path}.start"), _day(fields.get("end"), f"{path}.end")
    if end < start:
        raise InputError(f"{path}: ends on {end}, before it starts on {start}")
    phrase = _optional(fields, "text", path, _string)
    span = None
    if phrase and fields.get("span") is not None:
        where = _object(fields["span"], f"{path}.span")
        span = _read_span({**where, "text": phrase}, f"{path}.span", text)
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
    fields = _object(item, path)
    return Casualties(
        killed=_optional(fields, "killed", path, _read_bounds),
        injured=_optional(fields, "injured", path, _read_bounds),
        cumulative=bool(fields.get("cumulative")),
        missing=_optional(fields, "missing", path, _read_bounds),
        detained=_optional(fields, "detained", path, _read_bounds),
        displaced=_optional(fields, "displaced", path, _read_bounds),
        groups=tuple(
            _read_group(part, f"{path}.groups[{i}]")
            for i, part in enumerate(_list(fields, "groups", path))
        ),
    )


def _read_group(item: object, path: str) -> GroupToll:
    fields = _object(item, path)
    groups = _list(fields, "groups", path)
    if not groups or any(group not in VICTIM_GROUPS for group in groups):
        raise InputError(f"{path}.groups: expected some of {', '.join(VICTIM_GROUPS)}")
    harm = cast("Harm", _one_of(fields, "harm", path, HARMS))
    return GroupToll(harm, tuple(groups), _read_bounds(fields, path))


def _read_bounds(item: object, path: str) -> Bounds:
    fields = _object(item, path)
    low, high = fields.get("low"), fields.get("high")
    if not _is_count(low):
        raise InputError(f"{path}.low: expected a whole number, found {_kind(low)}")
    if high is not None and not (_is_count(high) and high >= low):
        raise InputError(f"{path}.high: expected null or a whole number from {low} up")
    return Bounds(low, high)


def _optional(
    fields: Mapping[str, Any], key: str, path: str, read: Callable[[Any, str], _T]
) -> _T | None:
    value = fields.get(key)
    return None if value is None else read(value, f"{path}.{key}" if path else key)


def _object(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{path}: expected an object, found {_kind(value)}")
    return value


def _list(fields: Mapping[str, Any], key: str, path: str) -> list[Any]:
    value = fields.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        where = f"{path}.{key}" if path else key
        raise InputError(f"{where}: expected a list, found {_kind(value)}")
    return value


def _string(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{path}: expected a string, found {_kind(value)}")
    return _whole(value, path)


def _whole(value: str, path: str) -> str:
    """Refuse halves of UTF-16 pairs, which JSON escapes can smuggle in and no file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{path}: half a character (\\u{ord(value[error.start]):x})") from error
    return value


def _day(value: object, path: str) -> date:
    """Read an ISO date; of a date with a time of day, the date as written."""
    text = _string(value, path)
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise InputError(f"{path}: {text[:40]!r} is no ISO date like 2018-11-19") from error


def _one_of(fields: Mapping[str, Any], key: str, path: str, known: Sequence[str]) -> str:
    value = fields.get(key)
    if value not in known:
        raise InputError(f"{path}.{key}: {value!r} is none of {', '.join(known)}")
    return cast("str", value)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")
