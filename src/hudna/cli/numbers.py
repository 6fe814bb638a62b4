"""``hudna numbers``: the numbers that a text states, each with its bounds and the rule for them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from hudna.cli.options import TableForm, table_option
from hudna.cli.texts import named, texts
from hudna.text.fold import fold
from hudna.text.numbers import Number, find_numbers
from hudna.text.words import split_words

Found = tuple[str, tuple[int, int], Number]
"""A number's words, their code points in the text, and what they say."""

_RULES = {
    "exact": "n: n, n",
    "dual": "dual: 2, 2",
    "at-least": "at least n: n, no upper bound",
    "more-than": "more than n: n + 1, no upper bound",
    "up-to": "up to n: 1, n",
    "less-than": "less than n: 1, n - 1",
    "about": "about n: n, n, approximate",
    "range": "n to m: n, m",
    "vague": "vague: the codebook's least, no upper bound",
    "percent": "a percentage is no count",
    "fraction": "a share is no count",
}


@click.command()
@click.argument("inputs", nargs=-1, metavar="[TEXT ... | FILE | -]")
@table_option("input")
def command(inputs: Sequence[str], form: TableForm) -> None:
    """Show the numbers that Arabic text states, each with its bounds.

    Each TEXT is one input; so is each line of FILE, and of standard input where - is given. A
    line is plain text, or a JSON object with "text".

    \b
    hudna numbers "ما لا يقل عن 15 قتيلا"
    hudna numbers FILE > numbers.jsonl
    """
    table = _Table() if form == "table" else None
    for text, _ in texts(named(inputs)):
        if table is None:
            click.echo(json.dumps(record(text), ensure_ascii=False))
        else:
            table.add(text)
    if table is not None:
        table.show()


def found(text: str) -> list[Found]:
    """Find the numbers of a text."""
    folded = fold(text)
    words = split_words(folded.text)
    out: list[Found] = []
    for number in find_numbers(words):
        start, end = folded.original(
            words.starts[number.first] + number.skip, words.ends[number.last]
        )
        out.append((text[start:end], (start, end), number))
    return out


def record(text: str) -> dict[str, object]:
    """Return the numbers of a text as ``--format jsonl`` prints them."""
    return {
        "text": text,
        "found": [
            {
                "text": words,
                "at": list(at),
                "low": number.low,
                "high": number.high,
                "kind": number.kind,
                "approximate": number.approximate,
                "value": _plain(number.value),
            }
            for words, at, number in found(text)
        ],
    }


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


class _Table:
    """Numbers as a table; rich is imported only where a person looks."""

    def __init__(self) -> None:
        from rich.table import Table

        self._table = Table("phrase", "low", "high", "rule")

    def add(self, text: str) -> None:
        for words, _, number in found(text):
            self._table.add_row(words, _cell(number.low), _cell(number.high), _RULES[number.kind])

    def show(self) -> None:
        from rich.console import Console

        Console().print(self._table if self._table.rows else "no numbers")


def _cell(bound: int | None) -> str:
    return "–" if bound is None else f"{bound:,}"
