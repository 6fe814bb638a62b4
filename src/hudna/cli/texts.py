"""The short texts that ``hudna dates`` and ``hudna numbers`` explain: arguments, files, a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple

import click

from hudna.errors import InputError

LONGEST_LINE = 10_000_000
"""Bytes of one line; what is longer is no phrase, and would only fill the memory."""

YEARS = range(1800, 2101)
"""In which a text may have been published: 1440 is a Hijri year, or a slip."""


class Input(NamedTuple):
    """One text, and when it was published if that is known."""

    text: str
    published: date | None


def day_of(given: str, what: str) -> date:
    """Read a day; ``what`` names it in the message.

    Raises:
        ValueError: it is no day of the calendar written like 2018-11-19, or in a year of which
            there is no news to read.
    """
    day = None
    if len(given) == len("2018-11-19"):  # fromisoformat takes 20181119 and week dates too
        with suppress(ValueError):
            day = date.fromisoformat(given)
    if day is None:
        raise ValueError(f"{what} must be a day like 2018-11-19, not {given[:40]!r}")
    if day.year not in YEARS:
        span = f"{YEARS[0]} to {YEARS[-1]} of the Gregorian calendar"
        raise ValueError(f"{what} must be in a year from {span}, not {given!r}")
    return day


def named(inputs: Sequence[str]) -> Sequence[str]:
    """Return the arguments; standard input where there are none and it is no terminal."""
    if not inputs and sys.stdin.isatty():
        raise click.UsageError("give a text or a file, or - for standard input")
    return inputs or ("-",)


def texts(inputs: Sequence[str]) -> Iterator[Input]:
    """Read the texts that arguments give or name, line by line.

    Raises:
        InputError: a file is not UTF-8, or a line that starts like a record is none.
    """
    for given in inputs:
        if given == "-":
            yield from lines(sys.stdin.buffer, "standard input")
        elif _names_file(given):
            with Path(given).open("rb") as file:
                yield from lines(file, given)
        else:
            yield Input(given, None)


def _names_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # a text too long for a name, or one with a null
        return False


def lines(file: IO[bytes], name: str, longest: int = LONGEST_LINE) -> Iterator[Input]:
    """Read a text from each line that is not blank; ``name`` is the file's in messages.

    Raises:
        InputError: a line is too long, not UTF-8, or starts like a record and is none.
    """
    number = 0
    while raw := file.readline(longest + 1):
        number += 1
        where = f"{name}: line {number}"
        if len(raw) > longest:
            raise InputError(f"{where}: longer than {longest:,} bytes")
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"{where}: not valid UTF-8") from error
        if line.lstrip().startswith("{"):
            yield _record(line, where)
        elif line.strip():
            yield Input(line, None)


def _record(line: str, where: str) -> Input:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON: {error}") from error
    text, published = fields.get("text"), fields.get("published")
    if not isinstance(text, str):
        raise InputError(f'{where}: the record needs "text", a string')
    if published is None:
        return Input(text, None)
    try:
        return Input(text, day_of(str(published), '"published"'))
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error
