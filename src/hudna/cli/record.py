"""The record that an accord is held against: what was collected, or the reports in files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.merging import Told
    from hudna.model import Article, Event, Incident
    from hudna.monitoring.ledger import Reports

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
