"""``hudna monitor``: the record held against an accord."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime

import click

from hudna.cli.database import database_option
from hudna.cli.monitor_output import FORMS, Form, ledger_record, lines, write_rows
from hudna.cli.record import side, take

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("what", metavar="ACCORD")
@click.argument("paths", nargs=-1, metavar="[PATH ...]")
@click.option("--from", "start", type=_DAY, metavar="DATE",
              help="First day; by default that of the signing.")  # fmt: skip
@click.option("--to", "end", type=_DAY, metavar="DATE",
              help="Last day; by default the last that is told.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMS),
              help="A ledger for eyes (text, the default on a terminal) or whole (json), or its"
              " findings one by one (jsonl, the default in a pipe; csv).")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True,
              help="Language of the accord's names.")  # fmt: skip
@click.option("--by-side", is_flag=True, help="Show what hangs on whose outlets one believes.")
@click.option("--side", "given", multiple=True, metavar="OUTLET=SIDE",
              help="Where an outlet stands, as regime; again for others.")  # fmt: skip
@click.option("--coded", is_flag=True,
              help="PATHs are JSON lines; take their events as they stand.")  # fmt: skip
@database_option
def command(
    what: str, paths: Sequence[str], start: datetime | None, end: datetime | None,
    form: Form | None, lang: str, by_side: bool, given: Sequence[str], coded: bool,
    database: str | None,
) -> int:  # fmt: skip
    """Hold what happened against the clauses of an accord.

    ACCORD is an id (hudna accord list) or a folder with an accord.toml of yours. The record is what
    was collected into the database; with PATHs, the reports in them, read and merged on the spot.

    Findings are reported, corroborated or contested, never proved: each shows which of its legs
    holds (bound side, forbidden act, inside the zone, in force, exempt) and the words it rests on.

    \b
    hudna monitor sochi-2018
    hudna monitor sochi-2018 --from 2018-11-01 --to 2018-11-30 --format json
    hudna monitor sochi-2018 reports.jsonl --by-side --side "SANA=regime"
    """
    from hudna.cli.accord import find
    from hudna.monitoring import beside, by_outlet_side
    from hudna.monitoring.ledger import ledger

    accord = find(what)
    first, last = (day.date() if day else None for day in (start, end))
    if first and last and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}")
    record = take(paths, coded, database, dict(side(text) for text in given))
    found = ledger(accord, record.incidents, first, last, reports=record.reports)
    split = (
        by_outlet_side(
            accord, record.incidents, record.sides, found.start, found.end, record.reports
        )
        if by_side
        else {}
    )
    talks = beside(record.incidents, accord.country, found.start, found.end)
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        for line in lines(accord, found, split, talks, lang):
            click.echo(line)
    elif form == "json":
        whole = ledger_record(found, split, talks)
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        write_rows(found.findings, form, sys.stdout)
    return record.status
