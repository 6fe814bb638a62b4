"""``hudna demo``: the main job on the reports that ship with Hudna."""

from __future__ import annotations

import sys
from importlib.resources import as_file
from pathlib import Path
from typing import Literal

import click

from hudna import demo
from hudna.cli.output import FORMATS, Format
from hudna.cli.read import Faults, show
from hudna.errors import HudnaError
from hudna.ingest.files import articles, find

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

    Shows their events and the ledger of the Sochi memorandum, and writes its report, as a page and,
    where the system can, as a PDF. The wording of the reports is ours; what they tell is publicly
    documented.

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
            _follow(str(path), lang, Path(out))
    return faults.status


def _follow(path: str, lang: Literal["en", "ar"], folder: Path) -> None:
    """Show the ledger, and write the report."""
    from hudna import accords
    from hudna.cli.monitor_output import lines
    from hudna.cli.record import take
    from hudna.cli.report import write, written
    from hudna.monitoring import follow, ledger
    from hudna.report import briefing

    record = take([path], False, None, {})
    accord = accords.accord(ACCORD)
    found = ledger(accord, record.incidents, reports=record.reports)
    for line in lines(accord, found, {}, follow(record.incidents, accord.country), lang):
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
