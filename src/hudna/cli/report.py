"""``hudna report``: a truce's report as a page, a PDF or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from hudna.cli.record import accord_options, held_against

if TYPE_CHECKING:
    from hudna.report import Briefing

Form = Literal["html", "pdf", "md"]
FORMS: tuple[Form, ...] = get_args(Form)


@click.command()
@accord_options
@click.option("--lang", type=click.Choice(["ar", "en"]), default="en", show_default=True,
              help="Language of the report; Arabic runs right to left.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMS),
              help="By default what the name of --out ends in, else html.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE",
              help="Where to write it; by default standard output.")  # fmt: skip
def command(
    what: str, paths: Sequence[str], start: date | None, end: date | None,
    lang: Literal["ar", "en"], form: Form | None, out: str | None, given: Sequence[str],
    coded: bool, database: str | None,
) -> int:  # fmt: skip
    """Write a report on an accord: what was told, where, at what cost, and by whom.

    ACCORD is an id (hudna accord list) or a folder with an accord.toml of yours. The record is what
    was collected into the database; with PATHs, the reports in them, read and merged on the spot.
    Every form holds the same figures.

    \b
    hudna report sochi-2018 --out report.html
    hudna report sochi-2018 --from 2018-11-01 --to 2018-11-30 --lang ar --out november.pdf
    hudna report sochi-2018 reports.jsonl --side "SANA=regime" --format md
    """
    from hudna.monitoring import by_outlet_side
    from hudna.report import briefing

    form = form or _of_name(out)
    if form == "pdf" and out is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text for a terminal: name a file with --out")
    accord, record, found = held_against(what, paths, start, end, given, coded, database)
    believed = by_outlet_side(
        accord, record.incidents, record.sides, found.start, found.end, record.reports
    )
    whole = briefing(accord, found, record.incidents, believed, lang)
    write(written(whole, form), out)
    return record.status


def _of_name(out: str | None) -> Form:
    """The form that a file's name ends in."""
    ending = Path(out or "").suffix.lower().lstrip(".")
    return next((form for form in FORMS if form == ending), "html")


def written(whole: Briefing, form: Form) -> bytes:
    """Write a report in one of its forms; say so where the system has no Arabic font for a PDF."""
    from hudna.report import html, markdown, pdf
    from hudna.report.render import arabic_font

    if form == "html":
        return html(whole).encode()
    if form == "md":
        return markdown(whole).encode()
    made = pdf(whole)
    if arabic_font() is False:
        click.echo(
            "hudna: no font with Arabic letters is on this system, so that the PDF shows boxes in"
            " their place; install one (Debian and Ubuntu: apt install fonts-noto-core)",
            err=True,
        )
    return made


def write(content: bytes, out: str | None) -> None:
    """Write a file whole or not at all, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
