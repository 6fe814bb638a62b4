"""``hudna monitor``: the record held against an accord."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.cli.database import database_option
from hudna.cli.monitor_output import FORMS, Form, ledger_record, lines, write_rows
from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.merging import Told
    from hudna.model import Article, Event, Incident
    from hudna.monitoring.ledger import Reports

    Coded = tuple[Article, Sequence[Event]]

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
    from hudna.monitoring import by_outlet_side, follow
    from hudna.monitoring.ledger import ledger

    accord = find(what)
    first, last = (day.date() if day else None for day in (start, end))
    if first and last and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}")
    status = 0
    sides = dict(_side(text) for text in given)
    if paths:
        incidents, reports, status = _from_files(paths, coded)
    else:
        incidents, reports, known = _from_store(database)
        sides = {**known, **sides}
    found = ledger(accord, incidents, first, last, reports=reports)
    split = (
        by_outlet_side(accord, incidents, sides, found.start, found.end, reports) if by_side else {}
    )
    talks = [
        one
        for one in follow(incidents, accord.country)
        if one.end is None or one.end >= found.start
    ]
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        for line in lines(accord, found, split, talks, lang):
            click.echo(line)
    elif form == "json":
        record = ledger_record(found, split, talks)
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        write_rows(found.findings, form, sys.stdout)
    return status


def _side(text: str) -> tuple[str, str]:
    outlet, _, side = text.rpartition("=")
    if not outlet or not side:
        raise InputError(f"--side {text}: write OUTLET=SIDE, as SANA=regime")
    return outlet, side


def _from_files(paths: Sequence[str], coded: bool) -> tuple[Sequence[Incident], Reports, int]:
    """Read and merge the reports of files."""
    from hudna.cli.progress import tracked
    from hudna.cli.read import Faults
    from hudna.ingest.files import articles, find
    from hudna.merging import merge, told
    from hudna.reading.reader import read

    faults = Faults()
    claims: list[Told] = []
    reports: dict[tuple[date, str], int] = {}
    pairs: Iterable[Coded]
    if coded:
        pairs = _coded(paths, faults)
    else:
        sources = find(paths, faults)
        pairs = ((a, read(a)) for a in tracked(articles(sources, faults), sources))
    for article, events in pairs:
        claims += told(article, events)
        if article.published:
            key = (article.published, article.outlet or "")
            reports[key] = reports.get(key, 0) + 1
    return merge(claims), reports, faults.status


def _coded(paths: Sequence[str], report: Callable[[InputError], None]) -> Iterator[Coded]:
    """The articles of records with the events that they hold."""
    from hudna.records import article_of, events_of

    for name in paths:
        try:
            with Path(name).open(encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    if not line.strip():
                        continue
                    try:
                        record = json.loads(line)
                        article = article_of(record, f"{name}:{number}")
                        yield article, events_of(record, article)
                    except (ValueError, RecursionError) as error:
                        report(InputError(f"{name}:{number}: no JSON record: {error}"))
                    except InputError as error:
                        report(InputError(f"{name}:{number}: {error}"))
        except OSError as error:
            report(InputError(f"{name}: {error.strerror}"))


def _from_store(database: str | None) -> tuple[Sequence[Incident], Reports, Mapping[str, str]]:
    """Take the incidents of the database as review leaves them, and what was reported when."""
    from hudna.store import open_store

    reports: dict[tuple[date, str], int] = {}
    with open_store(database, create=False) as store:
        incidents = [one.incident for one in store.reviewed(standings=("open", "accepted"))]
        for item in store.articles():
            published = item.article.published
            if published is not None:
                key = (published, item.article.outlet or "")
                reports[key] = reports.get(key, 0) + 1
        sides = {one.name: one.side for one in store.outlets() if one.side}
    return incidents, reports, sides
