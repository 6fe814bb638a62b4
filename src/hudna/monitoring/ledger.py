"""The ledger of a truce: findings by clause, side, area, day and week, and what they miss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hudna.accords.values import Accord
from hudna.model import Incident
from hudna.monitoring.cumulative import reconcile, total
from hudna.monitoring.doubles import Twins, twins
from hudna.monitoring.findings import findings, in_order
from hudna.monitoring.mentions import mentions
from hudna.monitoring.trend import monday, trend
from hudna.monitoring.values import (
    BREACHES,
    GRADES,
    KINDS,
    Coverage,
    Finding,
    Ledger,
    Quiet,
    Row,
    Tally,
    Trend,
)

Reports = Mapping[tuple[date, str], int]
"""How many articles each outlet published on each day."""


def ledger(
    accord: Accord,
    incidents: Sequence[Incident],
    start: date | None = None,
    end: date | None = None,
    found: Iterable[Finding] | None = None,
    reports: Reports | None = None,
) -> Ledger:
    """Draw up the ledger of an accord over a period.

    Args:
        accord: the accord.
        incidents: everything that the record holds, whether or not it concerns the accord.
        start: first day; by default the day of signing.
        end: last day; by default the last day that an incident or a report of it bears.
        found: the findings of these incidents, where they are known already.
        reports: every article that the record holds, so that days without reports are told from
            days without incidents; by default what the claims of the incidents tell.
    """
    first = accord.signed.on if start is None else start
    last = _last(accord, incidents, first) if end is None else end
    last = max(first, last)
    of_accord = findings([accord], incidents) if found is None else found
    chosen = in_order(
        one for one in of_accord if one.accord == accord.id and _may_lie(one, first, last)
    )
    concerned = {one.incident for one in chosen}
    known = {incident.id: incident for incident in incidents if incident.id in concerned}
    record = Record(known, twins(known.values()))
    covered = _coverage(incidents, reports, first, last)
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    breaches = [f for f in chosen if f.kind == "breach" and f.verdict != "exempt"]
    return Ledger(
        accord=accord.id,
        start=first,
        end=last,
        total=_row("", chosen, record),
        clauses=_rows(chosen, lambda f: (f.clause,), record, [c.id for c in accord.clauses]),
        sides=_rows(chosen, lambda f: f.sides or ("",), record, [s.id for s in accord.sides]),
        areas=_rows(chosen, _area, record),
        days=_rows(chosen, lambda f: (f.day.isoformat() if f.day else "",), record),
        weeks=_rows(chosen, _week, record),
        findings=tuple(chosen),
        mentions=mentions(accord, incidents),
        cumulative=reconcile(accord, incidents),
        coverage=covered,
        quiet=_quiet(days, breaches, covered),
        trend=_trend(days, breaches, covered),
    )


def _last(accord: Accord, incidents: Sequence[Incident], first: date) -> date:
    past = [i for i in incidents if i.status != "planned"]
    days = [day for i in past for day in (i.reported, i.time.end if i.time else None) if day]
    ends = [period.end for period in accord.in_force]
    last = max(days, default=first)
    final = ends[-1] if ends else None
    return last if final is None else min(last, final)


def _may_lie(finding: Finding, first: date, last: date) -> bool:
    """Whether it may have happened in the period; what has no day is kept and shown undated."""
    if finding.start is None or finding.end is None:
        return True
    return finding.end >= first and finding.start <= last


@dataclass(frozen=True, slots=True)
class Record:
    """The incidents that findings are about, by id, and which of them may be one told twice."""

    incidents: Mapping[str, Incident]
    twins: Twins


def tally(found: Sequence[Finding], record: Record) -> Tally:
    """Count findings; the people of an incident once, however many clauses it concerns.

    Tolls leave out what is exempt, planned or denied by all. Of incidents that may be one told
    twice the lower bound counts one (:mod:`hudna.monitoring.doubles`).
    """
    counted = {f.incident for f in found if f.verdict != "exempt" and f.kind in _REAL}
    real = [record.incidents[id] for id in sorted(counted)]
    verdicts = Counter(f.verdict for f in found)
    kinds, grades = Counter(f.kind for f in found), Counter(f.grade for f in found)
    return Tally(
        findings=len(found),
        incidents=len({f.incident for f in found}),
        holds=verdicts["holds"],
        unclear=verdicts["unclear"],
        exempt=verdicts["exempt"],
        kinds={kind: kinds[kind] for kind in KINDS if kinds[kind]},
        grades={grade: grades[grade] for grade in GRADES if grades[grade]},
        killed=total(real, "killed", record.twins),
        injured=total(real, "injured", record.twins),
    )


_REAL = ("breach", "foiled", "kept")


def _row(key: str, found: Sequence[Finding], record: Record) -> Row:
    return Row(
        key,
        tally([f for f in found if f.kind in BREACHES], record),
        tally([f for f in found if f.kind not in BREACHES], record),
    )


def _rows(
    found: Sequence[Finding],
    keys: Callable[[Finding], Iterable[str]],
    record: Record,
    always: Sequence[str] = (),
) -> tuple[Row, ...]:
    """A row for each key: those that are always shown first, the rest in order."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        for key in keys(finding):
            groups[key].append(finding)
    order = [*always, *sorted(groups.keys() - set(always), key=lambda k: (k == "", k))]
    return tuple(_row(key, groups.get(key, []), record) for key in order)


def _area(finding: Finding) -> Iterator[str]:
    """The place that most sources name, spelled as the first of its spellings."""
    yield finding.places[0].name if finding.places else ""


def _week(finding: Finding) -> tuple[str]:
    """The week's Monday, where the days known lie in one week."""
    if finding.start is None or finding.end is None:
        return ("",)
    week = monday(finding.start)
    return (week.isoformat() if week == monday(finding.end) else "",)


def _coverage(
    incidents: Sequence[Incident], reports: Reports | None, first: date, last: date
) -> tuple[Coverage, ...]:
    told: defaultdict[date, dict[str, int]] = defaultdict(dict)
    if reports is None:
        seen: defaultdict[tuple[date, str], set[str]] = defaultdict(set)
        for incident in incidents:
            for claim in incident.claims:
                if claim.published is not None:
                    seen[claim.published, claim.outlet or ""].add(claim.article)
        reports = {key: len(articles) for key, articles in seen.items()}
    for (day, outlet), articles in reports.items():
        if first <= day <= last + timedelta(days=1):
            told[day][outlet] = articles
    return tuple(
        Coverage(day, tuple(sorted(o for o in outlets if o)), sum(outlets.values()))
        for day, outlets in sorted(told.items())
    )


def _is_covered(day: date, covered: frozenset[date]) -> bool:
    """Whether the record holds a report of that day or of the next, which tells of it too."""
    return day in covered or day + timedelta(days=1) in covered


def _quiet(
    days: Sequence[date], breaches: Sequence[Finding], coverage: Sequence[Coverage]
) -> Quiet:
    reported = frozenset(c.day for c in coverage)
    broken = {
        day
        for f in breaches
        if f.start is not None and f.end is not None
        for day in _span(f.start, f.end, days)
    }
    quiet = [day for day in days if day not in broken]
    covered = [day for day in quiet if _is_covered(day, reported)]
    return Quiet(len(covered), len(quiet) - len(covered), _longest(covered))


def _span(start: date, end: date, days: Sequence[date]) -> Iterator[date]:
    """Days of a finding within the period; one of a vague date makes none of them quiet."""
    day = max(start, days[0])
    last = min(end, days[-1])
    while day <= last:
        yield day
        day += timedelta(days=1)


def _longest(days: Sequence[date]) -> tuple[date, date] | None:
    best: tuple[date, date] | None = None
    start = None
    for i, day in enumerate(days):
        if start is None or day - days[i - 1] > timedelta(days=1):
            start = day
        if best is None or day - start > best[1] - best[0]:
            best = (start, day)
    return best


def _trend(
    days: Sequence[date], breaches: Sequence[Finding], coverage: Sequence[Coverage]
) -> Trend:
    reported = frozenset(c.day for c in coverage)
    weeks = sorted({monday(day) for day in days})
    dated = {(f.incident, _week(f)[0]) for f in breaches}
    counts = Counter(date.fromisoformat(week) for _, week in dated if week)
    covered = frozenset(monday(day) for day in days if _is_covered(day, reported))
    return trend(weeks, counts, covered)
