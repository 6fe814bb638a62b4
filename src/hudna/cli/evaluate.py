"""``hudna evaluate``: how right the reading is, against hand-coded articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click

from hudna.errors import InputError
from hudna.evaluating.score import KINDS, Difference, Scores, lines_of, score
from hudna.model import Article, Event
from hudna.records import article_of, events_of

Coded = tuple[Article, tuple[Event, ...]]
_T = TypeVar("_T")


@click.command()
@click.argument(
    "gold", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score coordinates against a file of incidents with place strings instead.",
)
@click.option(
    "--reports",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ask of reports linked to incidents whether an event is found near each, instead.",
)
@click.option(
    "--merge",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Merge reports linked to incidents and score who is brought together, instead.",
)
@click.option(
    "--predicted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Records to score; without it the articles are read now.",
)
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    show_default=True,
    help="Print the first N differences.",
)
@click.option("--slot", type=click.Choice(KINDS), help="Only differences of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(
    gold: Path | None, places: Path | None, reports: Path | None, merge: Path | None,
    predicted: Path | None, errors: int, slot: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Score events against GOLD, a file of hand-coded records, one a line.

    The record figure counts every value of every event; the event figures count events of the
    right type, by family; the slot figures look at one kind of value where the type is right.
    """
    given = [path for path in (gold, places, reports, merge) if path is not None]
    if len(given) != 1:
        raise click.UsageError("give one of GOLD, --places FILE, --reports FILE and --merge FILE")
    if gold is None:
        _print_figures(places, reports, merge, as_json)
        return
    coded = load(gold)
    scores = score(coded, predictions(coded) if predicted is None else dict(_by_id(predicted)))
    chosen = [d for d in scores.differences if slot is None or d.kind == slot]
    _print(scores, list(islice(chosen, errors)), as_json)


def _print_figures(
    places: Path | None, reports: Path | None, merge: Path | None, as_json: bool
) -> None:
    from hudna.evaluating.merge import evaluate_merge
    from hudna.evaluating.places import evaluate_places, evaluate_reports
    from hudna.reading.ready import make_ready

    make_ready()
    figures = evaluate_places(places) if places is not None else {}
    figures |= evaluate_reports(reports) if reports is not None else {}
    figures |= evaluate_merge(merge, _shown) if merge is not None else {}
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")


def _shown(reports: Sequence[_T]) -> Iterator[_T]:
    """Pass reports through, with a bar on stderr where that is a terminal."""
    with click.progressbar(
        reports, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield from bar


def load(path: Path) -> list[Coded]:
    """Load a file of records with their events.

    Raises:
        InputError: the file cannot be read, or a line of it breaks the codebook.
    """
    out: list[Coded] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    out.append(_record(line, f"{path}: line {number}"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not valid UTF-8") from error
    return out


def _record(line: str, where: str) -> Coded:
    try:
        record = json.loads(line)
        article = article_of(record)
        return article, events_of(record, article)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON: {error}") from error
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _by_id(path: Path) -> Iterator[tuple[str, tuple[Event, ...]]]:
    for article, events in load(path):
        yield article.id, events


def predictions(coded: Sequence[Coded]) -> Mapping[str, Sequence[Event]]:
    """Read every article of the gold, by its id."""
    from hudna.reading.reader import read
    from hudna.reading.ready import make_ready

    make_ready()
    return {article.id: read(article) for article, _ in coded}


def _print(scores: Scores, differences: Sequence[Difference], as_json: bool) -> None:
    if as_json:
        record = scores.as_record()
        if differences:
            record["differences"] = [
                {"article": d.article, "kind": d.kind, "gold": d.gold, "said": d.said,
                 "where": d.where}
                for d in differences
            ]  # fmt: skip
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    for line in lines_of(scores):
        click.echo(line)
    for d in differences:
        click.echo(f"- {d.article} {d.kind}: gold [{d.gold}] said [{d.said}]\n    {d.where}")
