"""The record that an accord is held against: what was collected, or the reports in files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.cli.database import database_option
from hudna.cli.options import Verb, given_day
from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.accords import Accord
    from hudna.merging import Told
    from hudna.model import Article, Event, Incident
    from hudna.monitoring.ledger import Reports
    from hudna.monitoring.values import Ledger

    Coded = tuple[Article, Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Record:
    """Incidents, and what is known of those who tell them."""

    incidents: Sequence[Incident]
    reports: Reports
    sides: Mapping[str, str]
    """Where outlets stand."""
    status: int
    """Exit status that the reading leaves: 1 where a file could not be read."""


_OPTIONS = (
    click.argument("what", metavar="ACCORD"),
    click.argument("paths", nargs=-1, metavar="[PATH ...]"),
    click.option("--from", "start", callback=given_day, metavar="DATE",
                 help="First day; by default that of the signing."),
    click.option("--to", "end", callback=given_day, metavar="DATE",
                 help="Last day; by default the last that is told."),
    click.option("--side", "given", multiple=True, metavar="OUTLET=SIDE",
                 help="Where an outlet stands, as regime; again for others."),
    click.option("--coded", is_flag=True,
                 help="PATHs are JSON lines; take their events as they stand."),
    database_option,
)  # fmt: skip


def accord_options(verb: Verb) -> Verb:
    """Give a verb the options that say which accord, and which record is held against it."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def held_against(
    what: str, paths: Sequence[str], start: date | None, end: date | None, given: Sequence[str],
    coded: bool, database: str | None,
) -> tuple[Accord, Record, Ledger]:  # fmt: skip
    """Hold the record against the accord that :func:`accord_options` name.

    Raises:
        UsageError: the last day is before the first.
        InputError: there is no such accord, or an outlet's side is not written as one.
    """
    from hudna.cli.accord import find
    from hudna.monitoring.ledger import ledger

    accord = find(what)
    if start and end and end < start:
        raise click.UsageError(f"--to {end} is before --from {start}")
    record = take(paths, coded, database, dict(side(text) for text in given))
    return accord, record, ledger(accord, record.incidents, start, end, reports=record.reports)


def take(
    paths: Sequence[str], coded: bool, database: str | None, sides: Mapping[str, str]
) -> Record:
    """Take the record from files where any are named, else from the database.

    Args:
        paths: files and folders of reports.
        coded: whether they are records whose events are taken as they stand.
        database: which database; ``None``: the default.
        sides: where outlets stand, as the user says; it goes before what the database says.
    """
    if paths:
        incidents, reports, status = from_files(paths, coded)
        return Record(incidents, reports, sides, status)
    incidents, reports, known = _from_store(database)
    return Record(incidents, reports, {**known, **sides}, 0)


def side(text: str) -> tuple[str, str]:
    """Read an outlet's side, ``OUTLET=SIDE``."""
    outlet, _, side = text.rpartition("=")
    if not outlet or not side:
        raise InputError(f"--side {text}: write OUTLET=SIDE, as SANA=regime")
    return outlet, side


def from_files(paths: Sequence[str], coded: bool) -> tuple[Sequence[Incident], Reports, int]:
    """Read and merge the reports of files."""
    from hudna.cli.progress import tracked
    from hudna.cli.read import Faults
    from hudna.ingest.files import articles, find
    from hudna.merging import merge, told
    from hudna.reading.reader import read
    from hudna.reading.ready import make_ready

    faults = Faults()
    claims: list[Told] = []
    reports: dict[tuple[date, str], int] = {}
    pairs: Iterable[Coded]
    if coded:
        pairs = _coded(paths, faults)
    else:
        make_ready()
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
