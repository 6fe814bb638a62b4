"""``hudna incidents``: what happened, as all that was collected tells it."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from hudna.cli.database import database_option
from hudna.cli.options import given_day
from hudna.cli.output import FORMATS, Format
from hudna.cli.review import as_of_option
from hudna.errors import InputError
from hudna.model import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from hudna.merging.select import Wanted
    from hudna.store import Reviewed

STANDINGS = ("open", "accepted", "rejected")


@click.command()
@database_option
@click.option("--type", "types", multiple=True, type=click.Choice(EVENT_TYPES), metavar="TYPE",
              help="Of this type, as shelling; likewise below, and each again for an"
              " alternative.")  # fmt: skip
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
              help="Of this status.")  # fmt: skip
@click.option("--actor", "actors", multiple=True, metavar="CODE|NAME",
              help="Done by: a code (SYR:MIL, or SYR for all of a country) or a name.")  # fmt: skip
@click.option("--target", "targets", multiple=True, metavar="CODE|NAME", help="Done to.")
@click.option("--place", "places", multiple=True, metavar="NAME",
              help="At a place, or in an area that a claim names.")  # fmt: skip
@click.option("--bbox", metavar="WEST,SOUTH,EAST,NORTH", help="In an area, in degrees.")
@click.option("--since", callback=given_day, metavar="DATE",
              help="On this day or later (by the earliest report where the day is"
              " unknown).")  # fmt: skip
@click.option("--until", callback=given_day, metavar="DATE", help="On this day or before.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Told by.")
@click.option("--sources", type=click.IntRange(min=1), default=1, metavar="N",
              help="Told by at least N independent sources.")  # fmt: skip
@click.option("--contested/--uncontested", default=None,
              help="Only those that a source denies, or only the others.")  # fmt: skip
@click.option("--standing", "standings", multiple=True, type=click.Choice(STANDINGS),
              help="As review left them; by default all but the rejected.")  # fmt: skip
@as_of_option
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, metavar="N",
              help="Show the N latest; 0 for all.")  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Lines for eyes (cards, the default on a terminal), or records (in a pipe: jsonl).",
)
def command(
    database: str | None, types: Sequence[str], statuses: Sequence[str], actors: Sequence[str],
    targets: Sequence[str], places: Sequence[str], bbox: str | None, since: date | None,
    until: date | None, outlets: Sequence[str], sources: int, contested: bool | None,
    standings: Sequence[str], as_of: datetime | None, limit: int, form: Format | None,
) -> None:  # fmt: skip
    """List incidents, the latest first: one line for all that is told of one happening.

    \b
    hudna incidents --type shelling --since 2018-11-19 --sources 2
    hudna incidents --place إدلب --actor SYR:MIL --format csv
    hudna incident ID                # one of them, with every claim and quote
    """
    from hudna.cli.incident_output import writer
    from hudna.merging.select import Wanted

    wanted = Wanted(
        types, statuses, actors, targets, places, box_of(bbox) if bbox else None,
        since, until, outlets, sources,
        contested,
    )  # fmt: skip
    form = form or ("cards" if sys.stdout.isatty() else "jsonl")
    found, more = latest(database, wanted, standings or STANDINGS[:2], as_of, limit)
    with writer(form) as out:
        for item in found:
            out(item)
    if more:
        click.echo(f"hudna: the latest {limit} are shown; --limit 0 shows all", err=True)
    if form == "cards" and not found:
        click.echo("hudna: nothing was found", err=True)


def latest(
    database: str | None, wanted: Wanted, standings: Sequence[str], as_of: datetime | None,
    limit: int,
) -> tuple[list[Reviewed], bool]:  # fmt: skip
    """The latest incidents, and whether there are more; memory holds no more than are shown."""
    from hudna.merging.select import latest_first
    from hudna.store import open_store

    def key(item: Reviewed) -> tuple[str, str]:
        return latest_first(item.incident)

    with open_store(database, create=False) as store:
        fitting = (
            item
            for item in store.reviewed(as_of=as_of)
            if item.standing in standings and wanted.takes(item.incident)
        )
        if not limit:
            return sorted(fitting, key=key, reverse=True), False
        found = heapq.nlargest(limit + 1, fitting, key=key)
    return found[:limit], len(found) > limit


def box_of(text: str) -> tuple[float, float, float, float]:
    """Read an area.

    Raises:
        InputError: it is not four numbers, or they are no degrees.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = 1000.0
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(f"--bbox {text}: write WEST,SOUTH,EAST,NORTH, as 36,35,37.5,36.5")
    return west, south, east, north
