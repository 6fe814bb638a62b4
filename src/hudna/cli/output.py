"""The forms in which events leave the command line: records as JSON or CSV, cards for eyes."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Literal, Protocol, get_args

from hudna.model import Actor, Article, Bounds, Event, Place, Span
from hudna.records import chain_text, record_of

if TYPE_CHECKING:  # the reading is loaded when something is read, not for --help
    from hudna.reading.explain import Derived

Format = Literal["cards", "jsonl", "json", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

COLUMNS = (
    "id", "outlet", "url", "published", "event", "type", "status", "triggers",
    "actors", "actor_codes", "targets", "target_codes", "places",
    "place_names", "place_ids", "lat", "lon", "radius_km", "geo_precision", "where_prec", "country",
    "admin1", "admin2", "place_confidence", "within",
    "time", "time_start", "time_end", "time_inferred",
    "killed_low", "killed_high", "injured_low", "injured_high", "cumulative",
    "according_to", "name", "round", "mode", "chains",
)  # fmt: skip
"""The columns of the CSV form: a row an event, several spans joined by ``" | "``.

Those from ``place_names`` to ``place_confidence`` tell of each of ``places`` in turn; what is
unknown of one of them is empty there.
"""


class Writer(Protocol):
    """Writes articles with their events, one by one."""

    def write(self, article: Article, events: Sequence[Event], warnings: Sequence[str]) -> None:
        """Write one article."""


@contextmanager
def writer(form: Format, out: IO[str] | None = None) -> Iterator[Writer]:
    """Open a writer on a stream, standard output by default; leaving it completes the output."""
    stream = out or sys.stdout
    if form == "cards":
        # rich is imported only where a person looks.
        from hudna.cli.show import Cards

        yield Cards(stream)
    elif form == "csv":
        yield _Csv(stream)
    elif form == "jsonl":
        yield _JsonLines(stream)
    else:
        array = _JsonArray(stream)
        # What was read before an interruption is still a whole JSON document.
        try:
            yield array
        finally:
            array.close()


class _JsonLines:
    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, article: Article, events: Sequence[Event], warnings: Sequence[str]) -> None:
        self._out.write(_json(article, events) + "\n")


class _JsonArray:
    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._before = "[\n"

    def write(self, article: Article, events: Sequence[Event], warnings: Sequence[str]) -> None:
        self._out.write(self._before + _json(article, events))
        self._before = ",\n"

    def close(self) -> None:
        self._out.write("[]\n" if self._before == "[\n" else "\n]\n")


class _Csv:
    def __init__(self, out: IO[str]) -> None:
        self._rows = csv.writer(out, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def write(self, article: Article, events: Sequence[Event], warnings: Sequence[str]) -> None:
        for number, event in enumerate(events, 1):
            self._rows.writerow(cell(value) for value in _row(article, number, event))


def write_derivation(
    form: Format, article: Article, derived: Sequence[Derived], out: IO[str] | None = None
) -> None:
    """Write how an article's events came about: a line a step for eyes, else a record a line."""
    stream = out or sys.stdout
    if form == "cards":
        from hudna.cli.show import derivation

        derivation(stream, derived)
        return
    record = record_of(article, [event for event, _ in derived])
    for told, (_, steps) in zip(record["events"], derived, strict=True):
        told["derivation"] = [
            {
                "slot": step.slot,
                "value": step.value,
                "probability": None if step.probability is None else round(step.probability, 3),
                "rule": step.rule,
                "because": list(step.because),
            }
            for step in steps
        ]
    stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _json(article: Article, events: Sequence[Event]) -> str:
    return json.dumps(record_of(article, events), ensure_ascii=False)


def _row(article: Article, number: int, event: Event) -> Iterator[object]:
    yield from (article.id, article.outlet, article.url, article.published, number)
    yield from (event.type, event.status, _joined(event.triggers))
    for who in (event.actors, event.targets):
        yield from (_joined(who), _codes(who))
    yield _joined(event.places)
    yield from _whereabouts(event.places)
    yield _joined(event.within)
    time, toll = event.time, event.casualties
    if time is None:
        yield from (None, None, None, None)
    else:
        yield from (time.span.text if time.span else None, time.start, time.end, time.inferred)
    yield from (*_bounds(toll.killed), *_bounds(toll.injured), toll.cumulative)
    yield from (_joined(event.according_to), event.name, event.round, event.mode)
    yield " | ".join(chain_text(chain) for chain in event.chains)


def _joined(spans: Sequence[Span]) -> str:
    return " | ".join(span.text for span in spans)


def _whereabouts(places: Sequence[Place]) -> Iterator[str]:
    for told in (
        [p.name_latin for p in places],
        [p.gazetteer_id for p in places],
        [p.lat for p in places],
        [p.lon for p in places],
        [p.radius_km for p in places],
        [p.geo_precision for p in places],
        [p.where_prec for p in places],
        [p.country for p in places],
        [p.admin1 and (p.admin1.pcode or p.admin1.code) for p in places],
        [p.admin2 and (p.admin2.pcode or p.admin2.code) for p in places],
        [p.confidence for p in places],
    ):
        known = any(value is not None for value in told)
        yield " | ".join("" if v is None else f"{v}" for v in told) if known else ""


def _codes(who: Sequence[Actor]) -> str:
    return " | ".join(actor.code for actor in who)


def _bounds(bounds: Bounds | None) -> tuple[int | None, int | None]:
    return (bounds.low, bounds.high) if bounds else (None, None)


def cell(value: object) -> str:
    """Write one cell on one line, and so that no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text
