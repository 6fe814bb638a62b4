"""``hudna demo``: the main job on the reports that ship with Hudna."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import Literal

import click

from hudna import demo
from hudna.cli.output import FORMATS, Format
from hudna.cli.read import Faults, show
from hudna.errors import HudnaError
from hudna.ingest.files import articles, find
from hudna.model import Article

ACCORD = "sochi-2018"
"""What the demo's reports are about."""


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="cards", show_default=True,
              help="cards: events, ledger and report; else the events alone.")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True,
              help="Language of the ledger's names and of the report.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False), default=".", metavar="FOLDER",
              help="Where the report is written; by default here.")  # fmt: skip
def command(form: Format, lang: Literal["en", "ar"], out: str) -> int:
    """Read the reports that ship with Hudna, and hold them against the accord that they are about.

    Shows their events; collects them, from feeds on this computer's own loopback, into a database
    that is gone afterwards, and shows the incidents that they merge into; then shows the ledger of
    the Sochi memorandum, and writes its report, as a page and, where the system can, as a PDF. The
    wording of the reports is ours; what they tell is publicly documented.

    \b
    hudna demo
    hudna demo --lang ar --out reports
    """
    faults = Faults()
    with as_file(demo.reports()) as path:
        sources = find([str(path)], faults)
        show(articles(sources, faults), sources, form, faults)
        if form == "cards":
            click.echo(f"\n{demo.note()}\n")
            sys.stdout.flush()
            _collect([read.article for read in articles(find([str(path)], faults), faults)])
            _follow(str(path), lang, Path(out))
    return faults.status


def _collect(reports: Sequence[Article]) -> None:
    """Collect the reports from feeds as a user would, and show the incidents."""
    from hudna.cli.incident_output import writer
    from hudna.cli.incidents import latest
    from hudna.cli.web import fetcher_of
    from hudna.collecting import Collector, Tally
    from hudna.demo.site import site
    from hudna.ingest.sources import Outlet, Sources, given
    from hudna.merging.select import Wanted
    from hudna.store import open_store

    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, site(reports) as feeds:
        database = str(Path(folder, "demo.sqlite"))
        sources = Sources(
            tuple(given(address, outlet=Outlet(name)) for name, address in feeds.items())
        )
        with open_store(database) as store, fetcher_of(True, interval=0.0) as fetcher:
            for outcome in Collector(store, fetcher.get).collect(sources):
                tally.add(outcome)
                if outcome.reason is not None:
                    click.echo(f"hudna: {outcome.where}: {outcome.reason}", err=True)
        found, _ = latest(database, Wanted(), ("open",), None, 0)
        click.echo(
            f"Collected from {len(feeds)} feeds: {tally.counts['new']} articles, "
            f"{tally.events} events, {len(found)} incidents"
        )
        click.echo()
        with writer("cards") as out:
            for item in found:
                out(item)
    click.echo()
    sys.stdout.flush()


def _follow(path: str, lang: Literal["en", "ar"], folder: Path) -> None:
    """Show the ledger, and write the report."""
    from hudna import accords
    from hudna.cli.monitor_output import lines
    from hudna.cli.record import take
    from hudna.cli.report import write, written
    from hudna.monitoring import beside, ledger
    from hudna.report import briefing

    record = take([path], False, None, {})
    accord = accords.accord(ACCORD)
    found = ledger(accord, record.incidents, reports=record.reports)
    talks = beside(record.incidents, accord.country, found.start, found.end)
    for line in lines(accord, found, {}, talks, lang):
        click.echo(line)
    whole = briefing(accord, found, record.incidents, {}, lang)
    folder.mkdir(parents=True, exist_ok=True)
    click.echo()
    for kind in ("html", "pdf"):
        file = folder / f"hudna-demo.{kind}"
        try:
            write(written(whole, kind), str(file))
        except HudnaError as error:  # no PDF on this system; the page is written
            click.echo(f"hudna: {error}", err=True)
        else:
            click.echo(f"Report: {file}")
