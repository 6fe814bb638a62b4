"""``hudna monitor``: the record held against an accord."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date

import click

from hudna.cli.monitor_output import FORMS, Form, ledger_record, lines, write_rows
from hudna.cli.record import accord_options, held_against


@click.command()
@accord_options
@click.option("--format", "form", type=click.Choice(FORMS),
              help="A ledger for eyes (text, the default on a terminal) or whole (json), or its"
              " findings one by one (jsonl, the default in a pipe; csv).")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True,
              help="Language of the accord's names.")  # fmt: skip
@click.option("--by-side", is_flag=True, help="Show what hangs on whose outlets one believes.")
def command(
    what: str, paths: Sequence[str], start: date | None, end: date | None,
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
    from hudna.monitoring import beside, by_outlet_side

    accord, record, found = held_against(what, paths, start, end, given, coded, database)
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
