"""The nouns as JSON, and back: every field of a frozen dataclass under its own name.

Reading follows the declared types and checks them, so that what someone has edited in the database
with other tools cannot turn into a noun that is none. A field that is missing takes its default, an
unknown one is passed over: rows of other releases can be read.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from hudna.errors import DataError

_T = TypeVar("_T")


def to_json(value: object) -> Any:
    """Write a noun as JSON holds it; sets are sorted, dates ISO."""
    # By way of the text: what comes back from the database has lists where a noun has tuples.
    return msgspec.json.decode(to_bytes(value))


def from_json(kind: type[_T], value: object) -> _T:
    """Read a noun of a kind.

    Raises:
        DataError: a field is missing or of another type; the message gives its path.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise DataError(f"{kind.__name__}: {error}") from error


def to_bytes(value: object) -> bytes:
    """Write a noun as JSON text."""
    return msgspec.json.encode(value, order="deterministic")


def from_bytes(kind: type[_T], value: bytes) -> _T:
    """Read a noun of a kind from JSON text.

    Raises:
        DataError: as :func:`from_json`.
    """
    try:
        return msgspec.json.decode(value, type=kind)
    except msgspec.DecodeError as error:
        raise DataError(f"{kind.__name__}: {error}") from error
