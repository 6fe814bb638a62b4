"""``hudna dates``: the times that a text states, each with its interval and the rule for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import click

from hudna.cli.options import TableForm, given_day, table_option
from hudna.cli.texts import Input, named, texts
from hudna.model import Article
from hudna.reading.anchor import Anchor, anchor_of
from hudna.reading.document import prepare
from hudna.reading.when import TimePhrase, find_times


@click.command()
@click.argument("inputs", nargs=-1, metavar="[TEXT ... | FILE | -]")
@click.option(
    "--published",
    callback=given_day,
    metavar="DATE",
    help="When the texts were published, where they do not say; like 2018-11-19.",
)
@table_option("input")
def command(inputs: Sequence[str], published: date | None, form: TableForm) -> None:
    """Show the times that Arabic text states, each as an interval of whole days.

    Each TEXT is one input; so is each line of FILE, and of standard input where - is given. A
    line is plain text, or a JSON object with "text" and, if known, "published".

    \b
    hudna dates --published 2018-11-19 "صباح أمس الأحد"
    hudna dates FILE > dates.jsonl
    """
    table = _Table() if form == "table" else None
    for text, day in texts(named(inputs)):
        given = Input(text, day or published)
        if table is None:
            click.echo(json.dumps(record(given), ensure_ascii=False))
        else:
            table.add(given)
    if table is not None:
        table.show()


def found(given: Input) -> tuple[Anchor | None, list[TimePhrase]]:
    """Find the times of a text, and the day of publication they were read against."""
    doc = prepare(Article(given.text, published=given.published))
    anchor = anchor_of(doc)
    return anchor, find_times(doc, anchor)


def record(given: Input) -> dict[str, object]:
    """Return the times of a text as ``--format jsonl`` prints them."""
    anchor, phrases = found(given)
    out: dict[str, object] = {
        "text": given.text,
        "published": given.published.isoformat() if given.published else None,
        "found": [_phrase(phrase) for phrase in phrases],
    }
    if anchor is not None and anchor.inferred:
        out["anchor"] = {
            "start": anchor.start.isoformat(),
            "end": anchor.end.isoformat(),
            "basis": anchor.basis,
        }
    return out


def _phrase(phrase: TimePhrase) -> dict[str, object]:
    return {
        "text": phrase.span.text,
        "at": [phrase.span.start, phrase.span.end],
        "start": phrase.start.isoformat() if phrase.start else None,
        "end": phrase.end.isoformat() if phrase.end else None,
        "granularity": phrase.granularity,
        "rule": phrase.rule,
        "open": phrase.open,
        "time_precision": phrase.time_precision,
        "date_prec": phrase.date_prec,
        "approximate": phrase.approximate,
        "inferred": phrase.inferred,
        "anaphoric": phrase.anaphoric,
        "of_saying": phrase.of_saying,
        "warning": phrase.warning,
    }


class _Table:
    """Times as a table; rich is imported only where a person looks."""

    def __init__(self) -> None:
        from rich.table import Table

        self._table = Table("phrase", "interval", "precision", "rule")
        self._notes: list[str] = []

    def add(self, given: Input) -> None:
        anchor, phrases = found(given)
        if anchor is None and phrases:
            self._note("no publication date: only dates that are told whole are resolved")
        elif anchor is not None and anchor.inferred:
            self._note(f"published {_days(anchor.start, anchor.end)}, inferred: {anchor.basis}")
        for phrase in phrases:
            days = _days(phrase.start, phrase.end)
            self._table.add_row(phrase.span.text, days, _precision(phrase), phrase.rule)
            if phrase.warning:
                self._note(f"warning: {phrase.span.text}: {phrase.warning}")

    def _note(self, note: str) -> None:
        if note not in self._notes:
            self._notes.append(note)

    def show(self) -> None:
        from rich.console import Console

        console = Console()
        console.print(self._table if self._table.rows else "no dates")
        for note in self._notes:
            console.print(note, markup=False, highlight=False)


def _days(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return "unknown"
    if start == end:
        return str(start)
    return f"{start or '…'} – {end or '…'}"


def _precision(phrase: TimePhrase) -> str:
    about = "about a " if phrase.approximate and phrase.granularity == "day" else ""
    return f"{about}{phrase.granularity}" + (", inferred" if phrase.inferred else "")
