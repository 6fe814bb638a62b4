"""``hudna search``: articles by their words and by what they tell."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import click

from hudna.cli.database import database_option
from hudna.cli.options import given_day
from hudna.cli.output import FORMATS, Format
from hudna.errors import InputError
from hudna.model import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from hudna.gazetteer.index import Index
    from hudna.store import Box, Hit


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS ...]")
@database_option
@click.option("--type", "types", multiple=True, type=click.Choice(EVENT_TYPES), metavar="TYPE",
              help="That tell an event of this type, as shelling; likewise below, and each again"
              " for an alternative.")  # fmt: skip
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
              help="Of this status.")  # fmt: skip
@click.option("--actor", "actors", multiple=True, metavar="CODE|NAME",
              help="Done by: a code (SYR:MIL, or SYR for all of a country) or a name.")  # fmt: skip
@click.option("--target", "targets", multiple=True, metavar="CODE|NAME",
              help="Done to.")  # fmt: skip
@click.option("--place", "places", multiple=True, metavar="NAME",
              help="At a place, or in an area that the article names.")  # fmt: skip
@click.option("--bbox", metavar="WEST,SOUTH,EAST,NORTH", help="In an area, in degrees.")
@click.option("--since", callback=given_day, metavar="DATE",
              help="On this day or later (the article's own day where it tells none).")  # fmt: skip
@click.option("--until", callback=given_day, metavar="DATE", help="On this day or before.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Published by.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N",
              help="Show the N best; 0 for all.")  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Passages for eyes (cards, the default on a terminal), or records (in a pipe: jsonl).",
)
def command(
    words: Sequence[str], database: str | None, types: Sequence[str], statuses: Sequence[str],
    actors: Sequence[str], targets: Sequence[str], places: Sequence[str], bbox: str | None,
    since: date | None, until: date | None, outlets: Sequence[str], limit: int,
    form: Format | None,
) -> None:  # fmt: skip
    """Find articles that hold all WORDS, best first.

    Spelling and clitics do not matter: الحديدة finds بالحديدة and وللحديدة, and with or without
    its marks. Words in quotation marks stand together. Without WORDS the options alone choose.

    \b
    hudna search قصف بالحديدة
    hudna search '"وقف إطلاق النار"' --type violation --since 2018-12-18
    hudna search --type shelling --actor SYR:MIL --bbox 36,35,37.5,36.5 --format csv
    """
    from hudna.cli.search_output import writer
    from hudna.store import Filters, open_store

    filters = Filters(
        types, statuses, actors, targets, places, _box(bbox) if bbox else None,
        since, until, outlets,
    )  # fmt: skip
    form = form or ("cards" if sys.stdout.isatty() else "jsonl")
    number = 0
    with open_store(database, create=False) as store:
        hits = store.search(" ".join(words), filters, is_place=_is_place)
        with writer(form) as out:
            for hit in _first(hits, limit):
                out(hit)
                number += 1
        if limit and number == limit and next(hits, None) is not None:
            click.echo(f"hudna: the best {limit} are shown; --limit 0 shows all", err=True)
    if form == "cards" and not number:
        click.echo("hudna: nothing was found", err=True)


def _first(hits: Iterator[Hit], limit: int) -> Iterator[Hit]:
    return islice(hits, limit) if limit else hits


def _box(text: str) -> Box:
    from hudna.store import Box

    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise InputError(
            f"--bbox {text}: write WEST,SOUTH,EAST,NORTH, as 36,35,37.5,36.5"
        ) from None
    return Box(west, south, east, north)


def _is_place(word: str) -> bool:
    from hudna.gazetteer.search import search

    return any(found.cost == 0 for found in search(_gazetteer(), word)[0])


@cache
def _gazetteer() -> Index:
    """Load the gazetteer, when a word is first looked up in it."""
    from hudna.gazetteer.store import load

    return load()
