"""``hudna demo``: the main job on the reports that ship with Hudna."""

from __future__ import annotations

from importlib.resources import as_file

import click

from hudna import demo
from hudna.cli.output import FORMATS, Format
from hudna.cli.read import Faults, show
from hudna.ingest.files import articles, find


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="cards", show_default=True)
def command(form: Format) -> int:
    """Read the reports that ship with Hudna and show their events.

    The wording of the reports is ours; what they tell is publicly documented.
    """
    faults = Faults()
    with as_file(demo.reports()) as path:
        sources = find([str(path)], faults)
        show(articles(sources, faults), sources, form, faults)
    if form == "cards":
        click.echo(f"\n{demo.note()}")
    return faults.status
