"""``hudna sources``: how each outlet words the sides."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

import click

from hudna.cli.output import cell
from hudna.cli.progress import tracked
from hudna.cli.read import Faults
from hudna.ingest.files import Defaults, articles, find
from hudna.model import Article, Event
from hudna.reading.profile import Wording, profile

COLUMNS = ("outlet", "code", "wording", "loading", "times")
_STYLES = {"honorific": "green", "neutral": "", "pejorative": "red"}


@click.command(
    epilog="Examples: hudna sources reports/   ·   hudna sources *.jsonl --loaded --format csv"
)
@click.argument("paths", nargs=-1, metavar="[PATH ... | -]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl", "csv")),
    help="How to print: a table (the default on a terminal) or records (jsonl in a pipe).",
)
@click.option("--loaded", is_flag=True, help="Only wordings that are not neutral.")
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not say.")
def command(paths: Sequence[str], form: str | None, loaded: bool, outlet: str | None) -> int:
    """Show how each outlet words the participants of events: their code, and what it calls them.

    The codes do not depend on the wording; this shows what was left behind in coding them.

    Exit status: 0, or 1 if an input could not be read.
    """
    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a file or a folder to read, or - for standard input")
        paths = ("-",)
    faults = Faults()
    sources = find(paths, faults)
    found = profile(_read(tracked(articles(sources, faults, Defaults(None, outlet)), sources)))
    if loaded:
        found = [one for one in found if one.loading != "neutral"]
    _print(found, form or ("table" if sys.stdout.isatty() else "jsonl"))
    return faults.status


def _read(found: Iterator[Article]) -> Iterator[tuple[Article, Sequence[Event]]]:
    from hudna.reading.reader import read
    from hudna.reading.ready import make_ready

    make_ready()
    for article in found:
        yield article, read(article)


def _print(found: Sequence[Wording], form: str) -> None:
    if form == "jsonl":
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    elif form == "csv":
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([cell(value) for value in asdict(one).values()] for one in found)
    else:
        _table(found)


def _table(found: Sequence[Wording]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from hudna.cli.show import clean

    console = Console(highlight=False, emoji=False)
    if not found:
        console.print(Text("No participants.", style="dim"))
    for outlet, wordings in groupby(found, key=lambda one: one.outlet):
        table = Table(title=clean(outlet or "unknown outlet"), title_justify="left", box=None)
        for heading in COLUMNS[1:]:
            table.add_column(heading, header_style="dim")
        for one in wordings:
            loading = Text(one.loading, style=_STYLES[one.loading])
            table.add_row(one.code, Text(clean(one.wording)), loading, str(one.times))
        console.print(table)
        console.print()
