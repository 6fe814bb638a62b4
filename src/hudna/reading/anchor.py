"""The interval in which an article was published.

An article with no date still tells when it was written: it names dated things (accords, rounds,
resolutions), days of "the current" month, days with their weekday, and what is still to come.
Each of these allows some days and forbids the others; what they all allow is the anchor. Nothing is
taken from today's date, and where the days left are more than a year apart nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from hudna.lexicon import Hit, Row, rows
from hudna.reading.document import Document
from hudna.reading.when import calendar
from hudna.reading.when.calendar import Interval
from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.find import may_tell, parse_times
from hudna.reading.when.nodes import Moment
from hudna.reading.when.span_nodes import Between, Open
from hudna.reading.when.tense import Tense, tense_of
from hudna.reading.when.tokens import Line
from hudna.text.fold import fold_term

_EARLIEST, _LATEST = date(1970, 1, 1), date(2069, 12, 31)
_WIDEST = 366
"""Days: an anchor wider than a year says nothing about a day or a month."""
_NEXT_CHANCE = 4 * 365
"""Days: of yearly chances this far apart, the first after what the text knows is meant."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an article was published: the first and last day that it may have been."""

    start: date
    end: date
    inferred: bool
    basis: str
    """What says so, for the reader."""


class Evidence(NamedTuple):
    """Words of the article, and the days of publication that they allow."""

    allowed: Sequence[Interval]
    basis: str


def anchor_of(doc: Document) -> Anchor | None:
    """Return the day of publication; without one, what the text's own dated things allow."""
    published = doc.article.published
    if published is not None:
        return Anchor(published, published, False, "published")
    return infer_anchor(doc)


def infer_anchor(doc: Document) -> Anchor | None:
    """Infer when an article was published from the text alone; ``None`` if it does not tell."""
    if not may_tell(doc):
        return None
    line = Line(doc)
    allowed: list[Interval] = [(_EARLIEST, _LATEST)]
    used: list[str] = []
    floor = _EARLIEST
    for evidence in _evidence(line):
        left = _both(allowed, evidence.allowed)
        # What contradicts the rest (a quoted old report, a slip of the pen) is left out.
        if left and left != allowed:
            allowed = left
            used.append(evidence.basis)
            if evidence.allowed[-1][1] == _LATEST and len(evidence.allowed) == 1:
                floor = max(floor, evidence.allowed[0][0])
    if len(allowed) > 1 and _first_is_meant(allowed, floor):
        allowed = allowed[:1]
    start, end = allowed[0][0], allowed[-1][1]
    if (end - start).days > _WIDEST or not used:
        return None
    return Anchor(start, end, True, "; ".join(dict.fromkeys(used)))


def _first_is_meant(allowed: Sequence[Interval], floor: date) -> bool:
    """Whether the first of several chances comes soon after what the text knows, the next late."""
    soon = 0 < (allowed[0][0] - floor).days <= _WIDEST
    return floor > _EARLIEST and soon and (allowed[1][0] - allowed[0][1]).days >= _NEXT_CHANCE


def _both(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """Intersect two ascending lists of disjoint intervals."""
    out = []
    for a, b in left:
        for c, d in right:
            if max(a, c) <= min(b, d):
                out.append((max(a, c), min(b, d)))
    return out


def _evidence(line: Line) -> Iterator[Evidence]:
    """List what the article tells, the surest first."""
    found = [
        (node, first, last, tense_of(line, first, last)) for node, first, last in parse_times(line)
    ]
    dates = []
    for node, first, last, tense in found:
        inner = node.node if isinstance(node, Open) else node
        if isinstance(inner, Between) and isinstance(inner.right, Calendar):
            inner = inner.right
        if isinstance(inner, Calendar):
            dates.append((inner, first, last, tense))
    # What is past first: what is announced then narrows it, and the basis reads in that order.
    known = sorted(
        _named(line, dates), key=lambda pair: pair[1] >= 0 and dates[pair[1]][3] == "future"
    )
    yield from (evidence for evidence, _ in known)
    spoken = {index for _, index in known}
    for index, (node, first, last, tense) in enumerate(dates):
        if index not in spoken:
            yield from _dated(line, node, first, last, tense)
    for node, first, last, tense in dates:
        yield from _current(line, node, first, last, tense)


# ------------------------------------------------------------------------ dated things


@cache
def _by_day() -> dict[tuple[int, int], tuple[Row, ...]]:
    """Index the dated things by month and day."""
    out: dict[tuple[int, int], tuple[Row, ...]] = {}
    for row in rows("dated"):
        start = row.data["start"]
        key = start.month, start.day
        out[key] = (*out.get(key, ()), row)
    return out


@cache
def _near(row: Row) -> tuple[str, ...]:
    return tuple(map(fold_term, row.data.get("near", ())))


def _named(
    line: Line, dates: Sequence[tuple[Calendar, int, int, Tense]]
) -> Iterator[tuple[Evidence, int]]:
    """Find dated things by a name of theirs, or by their day and month beside their own words.

    Where the article gives the day without its year, the thing lends it one; "17 September last"
    for a thing of 2018 was then written within the year after it.
    """
    told: set[str] = set()
    for index, (node, first, last, tense) in enumerate(dates):
        if node.days is None or node.month is None or node.hijri or node.year is not None:
            continue
        for row in _by_day().get((node.month, node.days[0]), ()):
            start = row.data["start"]
            if not _fits(node, row) or not _meant(line, row, node, first):
                continue
            allowed = _days_that_read(node, start, tense)
            if allowed:
                told.add(row.where)
                words = line.doc.span(first, last).text
                yield Evidence(allowed, f"{words}: {row.data['what']}, {start}"), index
                break
    for hits in line.dated.values():
        if any(hit.row.where in told for hit in hits):
            continue
        start = min(hit.row.data["start"] for hit in hits)
        if tense_of(line, hits[0].first, hits[0].last) == "past":
            yield Evidence([(start, _LATEST)], _basis(line, hits[0], start)), -1


def _fits(node: Calendar, row: Row) -> bool:
    """Whether a day and month told may be those of a dated thing; today's are not."""
    start = row.data["start"]
    if node.offset is not None or node.days is None:
        return False
    if node.days[1] != row.data.get("end", start).day and node.days[0] != node.days[1]:
        return False
    return node.weekdays is None or start.isoweekday() in node.weekdays


def _basis(line: Line, hit: Hit, start: date) -> str:
    return f"{line.doc.span(hit.first, hit.last).text}: {hit.row.data['what']}, not before {start}"


def _meant(line: Line, row: Row, node: Calendar, at: int) -> bool:
    """Whether a dated thing is meant: named in the sentence, or all its words stand there.

    Two days that are both right say as much as the sentence does: its words may then stand
    anywhere in the article.
    """
    sentences, sentence_of = line.doc.sentences, line.doc.sentence_of
    here = sentences[sentence_of[at]]
    for hits in line.dated.values():
        if any(hit.row is row and here.first <= hit.first < here.last for hit in hits):
            return True
    near = _near(row)
    if node.days is not None and node.days[0] < node.days[1]:
        text = line.doc.folded.text
    else:
        text = " ".join(line.forms[here.first : here.last])
    return bool(near) and all(word in text for word in near)


def _days_that_read(node: Calendar, meant: date, tense: Tense) -> list[Interval]:
    """List the days of publication from which a phrase means a known day."""
    first = calendar.shift(meant, -400).toordinal()
    days = (date.fromordinal(first + k) for k in range(801))
    ways = {"past": (False,), "future": (True,), "present": (False, True)}[tense]
    return _runs(
        day for day in days if any(_reads(node, Moment(day, way), meant, way) for way in ways)
    )


def _reads(node: Calendar, at: Moment, meant: date, future: bool) -> bool:
    resolved = node.resolve(at)
    if resolved is None or resolved.start != meant or at.day is None:
        return False
    if node.way == 0 and (node.month != at.day.month or meant.year != at.day.year):
        return False
    return at.day < meant if future else meant <= at.day


def _runs(days: Iterable[date]) -> list[Interval]:
    """Join days that follow each other."""
    out: list[Interval] = []
    for day in days:
        if out and calendar.shift(out[-1][1], 1) == day:
            out[-1] = out[-1][0], day
        else:
            out.append((day, day))
    return out


# ------------------------------------------------------------------------- dates with a year


def _dated(line: Line, node: Calendar, first: int, last: int, tense: Tense) -> Iterator[Evidence]:
    """A date told whole: today's own, or a bound for publication."""
    words = line.doc.span(first, last).text
    if node.offset is not None and node.days is not None and node.month is not None:
        days = list(_todays(node))
        if days:
            yield Evidence(days, f"{words}: told as of the day of publication")
        return
    if node.weekdays is not None and node.days is not None and node.year is None:
        yield from _by_weekday(node, words, tense)
        return
    # A year or a month is too easily a plan's, or a season's, to say that it is past or to come.
    resolved = node.resolve(Moment(None)) if node.days is not None else None
    if resolved is None or resolved.start is None or resolved.end is None:
        return
    if tense == "future":
        yield Evidence([(_EARLIEST, calendar.shift(resolved.end, -1))], f"{words}: still to come")
    elif tense == "past":
        yield Evidence([(resolved.start, _LATEST)], f"{words}: past")


def _years(node: Calendar) -> Iterator[date]:
    """The days that a day and month mean, over the years, or in its own year."""
    assert node.days is not None
    years = [node.year] if node.year is not None else range(_EARLIEST.year, _LATEST.year + 1)
    for year in years:
        resolved = replace(node, year=year, offset=None, way=None, year_way=None).resolve(
            Moment(None)
        )
        if resolved is None or resolved.start is None or resolved.start != resolved.end:
            continue
        if node.weekdays is None or resolved.start.isoweekday() in node.weekdays:
            yield resolved.start


def _todays(node: Calendar) -> Iterator[Interval]:
    for day in _years(node):
        published = calendar.shift(day, -(node.offset or 0))
        yield published, published


def _by_weekday(node: Calendar, words: str, tense: Tense) -> Iterator[Evidence]:
    """A weekday with its day and month falls together once in five or six years."""
    allowed = []
    for day in _years(node):
        if tense == "future" or node.way == 1:
            allowed.append((calendar.shift(day, -300), calendar.shift(day, -1)))
        elif tense == "present":
            allowed.append((calendar.shift(day, -300), calendar.shift(day, 300)))
        else:
            allowed.append((day, calendar.shift(day, 300)))
    if allowed:
        yield Evidence(allowed, f"{words}: the weekday tells the year")


# --------------------------------------------------------------------------- the current month


def _current(line: Line, node: Calendar, first: int, last: int, tense: Tense) -> Iterator[Evidence]:
    """A day or month called current: published in that month, before it if still to come."""
    if node.way != 0 or node.month is None or node.hijri or node.offset is not None:
        return
    words = line.doc.span(first, last).text
    years = [node.year] if node.year is not None else range(_EARLIEST.year, _LATEST.year + 1)
    allowed: list[Interval] = []
    for year in years:
        start, end = calendar.month_of(year, node.month)
        if node.days is not None and node.days[1] <= end.day:
            if tense == "future":
                end = calendar.shift(start, node.days[0] - 2)
            elif tense == "past":
                start = calendar.shift(start, node.days[0] - 1)
        if start <= end:
            allowed.append((start, end))
    basis = f"{words}: the month of publication"
    yield Evidence(
        allowed, basis + (", and still to come" if tense == "future" and node.days else "")
    )
