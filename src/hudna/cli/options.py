"""What the options of several verbs share: how a day is written, and how findings are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar

import click

from hudna.cli.texts import day_of

Verb = TypeVar("Verb", bound=Callable[..., Any])
TableForm = Literal["table", "jsonl"]


def given_day(ctx: click.Context, param: click.Parameter, given: str | None) -> date | None:
    """Read an option's day, as ``--published 2018-11-19``: the callback of such an option.

    Raises:
        BadParameter: it is no day, or in a year of which there is no news to read.
    """
    try:
        return None if given is None else day_of(given, "it")
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def table_option(each: str) -> Callable[[Verb], Verb]:
    """Make the option ``--format`` of a verb that prints a table or a JSON line per ``each``.

    Where it is not given, it is what fits standard output.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl"]),
        callback=lambda ctx, param, form: form or ("table" if sys.stdout.isatty() else "jsonl"),
        help=f"A table for eyes (the default on a terminal), or one JSON line per {each} (the"
        " default in a pipe).",
    )
