"""``hudna collect``: articles from feeds, pages, files and archives into the database."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from hudna.cli.database import database_option
from hudna.cli.web import allow_private_option, fetcher_of
from hudna.errors import HudnaError, InputError, StoreError

if TYPE_CHECKING:
    from hudna.collecting import Collector, Outcome, Tally
    from hudna.ingest.sources import Sources
    from hudna.model import Article, Event

Form = Literal["text", "jsonl"]


def _every(ctx: click.Context, param: click.Parameter, value: str | None) -> timedelta | None:
    if value is None:
        return None
    from hudna.ingest.sources import duration

    try:
        return duration(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("names", nargs=-1, metavar="[PATH | URL ...]")
@click.option("--sources", "file", type=click.Path(path_type=Path), metavar="FILE",
              help="Collect from the sources of a TOML file.")  # fmt: skip
@click.option("--every", callback=_every, metavar="TIME",
              help="Keep watching, and collect again every 15m (or 90s, 6h, 1d).")  # fmt: skip
@database_option
@allow_private_option
@click.option("--outlet", metavar="NAME", help="Who published what PATH and URL name.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME",
              help="Which column of a table holds what: text=content published=date …")  # fmt: skip
@click.option("--date", metavar="FORMAT", help="How a table writes dates, as %d/%m/%Y.")
@click.option("--only", multiple=True, metavar="PATTERN",
              help="Only articles whose address matches, as '*/syria/*'.")  # fmt: skip
@click.option("--again", is_flag=True,
              help="Read everything again, whatever was collected before.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text",
              show_default=True,
              help="A line of figures at the end, or a record an article.")  # fmt: skip
def command(
    names: Sequence[str], file: Path | None, every: timedelta | None, database: str | None,
    allow_private: bool, outlet: str | None, columns: Sequence[str], date: str | None,
    only: Sequence[str], again: bool, form: Form,
) -> int:  # fmt: skip
    """Collect articles into the database: read, and merged into incidents.

    URL is a feed (RSS, Atom), a news sitemap or a page. PATH is a web page, a text, a table (.csv,
    .jsonl), a web archive (.warc, .warc.gz), or a folder of these. What was collected before is
    not collected twice; a text that has changed becomes a new version beside the old one. It can
    be stopped at any moment, and goes on where it was.

    \b
    hudna collect --sources sources.toml
    hudna collect --sources sources.toml --every 15m
    hudna collect https://news.example/feed
    hudna collect archive/ CC-NEWS-20181119.warc.gz
    hudna collect articles.csv --column text=content --column published=date --date %d/%m/%Y

    Exit status: 0, or 1 if something could not be read (each is named on stderr, the others are
    still collected), or 130 after Ctrl-C.
    """
    if not names and file is None:
        raise click.UsageError("name a file, a folder or an address to collect, or --sources FILE")
    sources = _sources(names, file, outlet, columns, date, only)
    from hudna.collecting import Collector, Tally
    from hudna.store import open_store

    stop = threading.Event()
    with (
        open_store(database) as store,
        fetcher_of(allow_private, sources.contact, sources.interval, stop) as fetcher,
    ):
        while True:
            began = datetime.now().astimezone()
            tally = Tally()
            collector = Collector(store, fetcher.get, _read, again=again, stop=stop)
            try:
                _once(collector, sources, form, tally)
            except StoreError as error:
                if every is None:
                    raise
                tally.add(_broken(error))
            _summary(tally, form, began if every else None)
            if every is None:
                return 1 if tally.counts["failed"] else 0
            stop.clear()
            left = began + every - datetime.now().astimezone()
            stop.wait(max(0.0, left.total_seconds()))


def _sources(
    names: Sequence[str], file: Path | None, outlet: str | None, columns: Sequence[str],
    date: str | None, only: Sequence[str],
) -> Sources:  # fmt: skip
    from hudna.ingest.sources import Outlet, Sources, given, load
    from hudna.ingest.table import FIELDS, Columns

    mapped = {}
    for text in columns:
        what, equals, name = text.partition("=")
        if not equals or what not in FIELDS:
            raise click.BadParameter(
                f"{text!r}: write FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}",
                param_hint="--column",
            )
        mapped[what] = name
    loaded = load(file) if file is not None else Sources()
    who = next((o for o in loaded.outlets if o.name == outlet), Outlet(outlet)) if outlet else None
    more = tuple(
        given(name, outlet=who, only=tuple(only), columns=Columns(mapped, date)) for name in names
    )
    return replace(loaded, sources=(*loaded.sources, *more))


def _read(article: Article) -> Sequence[Event]:
    """Read an article; what reading needs is loaded when the first one comes."""
    from hudna.reading.reader import read
    from hudna.reading.ready import make_ready

    make_ready()
    return read(article)


def _once(collector: Collector, sources: Sources, form: Form, tally: Tally) -> None:
    with _progress(tally) as show:
        for outcome in collector.collect(sources):
            tally.add(outcome)
            if form == "jsonl":
                click.echo(json.dumps(_record(outcome), ensure_ascii=False))
            if outcome.reason is not None:
                click.echo(f"hudna: {outcome.where}: {outcome.reason}", err=True)
            show(outcome)


def _broken(error: HudnaError) -> Outcome:
    from hudna.collecting import Outcome

    click.echo(f"hudna: {error}", err=True)
    return Outcome("failed", "", reason=str(error))


def _record(outcome: Outcome) -> dict[str, Any]:
    article, facts = outcome.article, outcome.facts
    out: dict[str, Any] = {"outcome": outcome.what, "where": outcome.where}
    if outcome.source:
        out["source"] = outcome.source
    if outcome.reason is not None:
        out["reason"] = outcome.reason
    if article is not None:
        at = facts.published_at
        out |= {
            "id": article.id, "version": outcome.version, "outlet": article.outlet,
            "url": article.url, "title": article.text.partition("\n")[0],
            "published": article.published.isoformat() if article.published else None,
            "published_at": at.isoformat() if at else None, "author": facts.author,
            "section": facts.section, "tags": list(facts.tags),
            "events": len(outcome.events), "incidents": list(outcome.incidents),
        }  # fmt: skip
    return out


def _summary(tally: Tally, form: Form, began: datetime | None) -> None:
    """Print the figures: to stdout, or beside the records."""
    counts = tally.counts
    parts = [f"{counts['new']:,} new", f"{counts['updated']:,} updated",
             f"{counts['unchanged']:,} unchanged", f"{counts['failed']:,} failed"]  # fmt: skip
    if counts["waiting"]:
        parts.append(f"{counts['waiting']:,} to be tried again later")
    if counts["other"]:
        parts.append(f"{counts['other']:,} passed over")
    line = f"{', '.join(parts)}; {tally.events:,} {'event' if tally.events == 1 else 'events'}"
    if began is not None:
        line = f"{began:%Y-%m-%d %H:%M} {line}"
    click.echo(line, err=form == "jsonl")
    sys.stdout.flush()


@contextmanager
def _progress(tally: Tally) -> Iterator[Callable[[Outcome], None]]:
    """Show how far it has come, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("collecting …") as status:

        def show(outcome: Outcome) -> None:
            done, new = sum(tally.counts.values()), tally.counts["new"]
            place = outcome.source or outcome.where
            status.update(escape(f"{done:,} looked at, {new:,} new · {place[-60:]}"))

        yield show
