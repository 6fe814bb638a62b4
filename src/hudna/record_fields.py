"""Reading the fields of a record that anybody may have written: each is checked as it is read.

A path (``events[2].actors[0].code``) goes along, so that what is wrong is said by its place. Every
function here raises :class:`hudna.errors.InputError` where a field is not what it should be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar, cast

from hudna.errors import InputError
from hudna.model import Span

_T = TypeVar("_T")


def optional(
    fields: Mapping[str, Any], key: str, path: str, read: Callable[[Any, str], _T]
) -> _T | None:
    """Read a field that may be absent or null."""
    value = fields.get(key)
    return None if value is None else read(value, f"{path}.{key}" if path else key)


def mapping(value: object, path: str) -> Mapping[str, Any]:
    """Return an object as it is."""
    if not isinstance(value, dict):
        raise InputError(f"{path}: expected an object, found {kind_of(value)}")
    return value


def items(fields: Mapping[str, Any], key: str, path: str) -> list[Any]:
    """Return a list of an object; empty where it is absent."""
    value = fields.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        where = f"{path}.{key}" if path else key
        raise InputError(f"{where}: expected a list, found {kind_of(value)}")
    return value


def string(value: object, path: str) -> str:
    """Return a string as it is, if a file can hold it."""
    if not isinstance(value, str):
        raise InputError(f"{path}: expected a string, found {kind_of(value)}")
    return whole(value, path)


def whole(value: str, path: str) -> str:
    """Refuse halves of UTF-16 pairs, which JSON escapes can smuggle in and no file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{path}: half a character (\\u{ord(value[error.start]):x})") from error
    return value


def day(value: object, path: str) -> date:
    """Read an ISO date; of a date with a time of day, the date as written."""
    text = string(value, path)
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise InputError(f"{path}: {text[:40]!r} is no ISO date like 2018-11-19") from error


def one_of(fields: Mapping[str, Any], key: str, path: str, known: Sequence[str]) -> str:
    """Return one of the known words."""
    value = fields.get(key)
    if value not in known:
        raise InputError(f"{path}.{key}: {value!r} is none of {', '.join(known)}")
    return cast("str", value)


def is_count(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number from 0 up."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def kind_of(value: object) -> str:
    """Name the kind of a value in words."""
    if value is None:
        return "nothing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")


def read_span(item: object, path: str, text: str) -> Span:
    """Read a span, whose words must be the article's own."""
    fields = mapping(item, path)
    start, end = fields.get("start"), fields.get("end")
    if not (is_count(start) and is_count(end)):
        raise InputError(f"{path}: start and end must be whole numbers from 0 up")
    span = Span(string(fields.get("text"), f"{path}.text"), start, end)
    if not span.text or text[start:end] != span.text:
        raise InputError(
            f"{path}: the article's text from {start} to {end} is {text[start:end]!r}, "
            f"not {span.text!r}"
        )
    return span


def number(value: object, path: str) -> float:
    """Read a finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(f"{path}: expected a number, found {kind_of(value)}")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise InputError(f"{path}: expected a finite number")
    return found


def within(low: float, high: float) -> Callable[[object, str], float]:
    """Return a reader of numbers between two bounds, both inclusive."""

    def read(value: object, path: str) -> float:
        found = number(value, path)
        if not low <= found <= high:
            raise InputError(f"{path}: expected a number from {low:g} to {high:g}")
        return found

    return read
