"""``hudna read``: reports in, events out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from types import FrameType

import click

from hudna.cli.options import given_day
from hudna.cli.output import FORMATS, Format, write_derivation, writer
from hudna.cli.progress import tracked
from hudna.cli.web import allow_private_option, fetched
from hudna.errors import InputError
from hudna.ingest.files import Defaults, Read, Source, articles, find
from hudna.model import Article


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH | URL ... | -]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to print: cards for eyes (the default on a terminal), or records (the default in a"
    " pipe: jsonl).",
)
@click.option(
    "--published",
    callback=given_day,
    metavar="DATE",
    help="When the reports were published, where they do not say; like 2018-11-19.",
)
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not say.")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Tell how each event came about, step by step, with what spoke for it (cards or jsonl).",
)
@allow_private_option
def command(
    paths: Sequence[str], form: Format | None, published: date | None, outlet: str | None,
    explained: bool, allow_private: bool,
) -> int:  # fmt: skip
    """Read Arabic reports into events, every value cited to the words that state it.

    PATH is a text (.txt: the title, a blank line, the body), a page (.html), a file of records
    (.json, .jsonl), any of these compressed (.gz), or a folder of them; - is standard input. URL is
    the address of a page, or of a feed or news sitemap, whose pages are read; it is fetched as its
    site's robots.txt allows.

    Exit status: 0, or 1 if an input could not be read (each is named on stderr, the others are
    still read), or 130 after Ctrl-C.
    """
    if explained and form in ("json", "csv"):
        raise click.UsageError("--explain is told as cards or as jsonl")
    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a file or a folder to read, or - for standard input")
        paths = ("-",)
    faults = Faults()
    filled = Defaults(published, outlet)
    if any("://" in path for path in paths):
        found, sources = fetched(paths, faults, filled, allow_private)
    else:
        sources = find(paths, faults)
        found = articles(sources, faults, filled)
    show(found, sources, form, faults, explained)
    return faults.status


def show(
    found: Iterator[Read],
    sources: Sequence[Source],
    form: Format | None,
    faults: Faults,
    explained: bool = False,
) -> None:
    """Read articles and print their events, in the form asked for or the one that fits stdout.

    ``explained``: with how each event came about.
    """
    # The lexicon is compiled when reading starts; --help and usage errors do without it.
    from hudna.reading.explain import explain
    from hudna.reading.reader import read
    from hudna.reading.ready import make_ready

    form = form or ("cards" if sys.stdout.isatty() else "jsonl")
    with writer(form) as out:
        for article in tracked(found, sources):
            make_ready()
            try:
                derived = explain(article) if explained else []
                events = [event for event, _ in derived] if explained else read(article)
                warnings = _warnings(article) if form == "cards" else []
            except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
                # A fault of ours on one article must not cost a user the other thousands.
                if "HUDNA_DEBUG" in os.environ:
                    raise
                why = f"{type(error).__name__}: {error}".splitlines()[0]
                faults(InputError(f"{article.id}: Hudna failed on it, please report it: {why}"))
                continue
            with _unbroken():
                if not explained or form == "cards":
                    out.write(article, events, warnings)
                if explained:
                    write_derivation(form, article, derived)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Hold Ctrl-C back while a record is written, so that none is cut; a second one is obeyed."""
    caught = False

    def hold(signum: int, frame: FrameType | None) -> None:
        nonlocal caught
        if caught:
            raise KeyboardInterrupt
        caught = True

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        raise KeyboardInterrupt


def _warnings(article: Article) -> list[str]:
    """What a person should know before trusting the events."""
    if article.published is not None:
        return []
    from hudna.reading.anchor import infer_anchor
    from hudna.reading.document import prepare

    anchor = infer_anchor(prepare(article))
    if anchor is None:
        return ["no publication date, and the text does not tell it: some times stay unknown"]
    days = str(anchor.start) if anchor.start == anchor.end else f"{anchor.start} to {anchor.end}"
    return [f"no publication date: inferred {days}, from {anchor.basis}"]


class Faults:
    """Prints what could not be read as it is met, and remembers that something was."""

    def __init__(self) -> None:
        self.status = 0

    def __call__(self, error: InputError) -> None:
        """Print one fault."""
        self.status = 1
        sys.stdout.flush()
        click.echo(f"hudna: {error}", err=True)
