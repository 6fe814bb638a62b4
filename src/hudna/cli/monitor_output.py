"""The forms in which a ledger leaves the command line: records, rows, and lines for eyes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import IO, Any, Literal, get_args

from hudna.accords.values import Accord, Text
from hudna.cli.plain import plain
from hudna.model import Bounds
from hudna.monitoring.tracks import Followed
from hudna.monitoring.values import Finding, Ledger, Reconciled, Row, Sum

Form = Literal["text", "json", "jsonl", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)

COLUMNS = (
    "id", "accord", "clause", "incident", "kind", "grade", "verdict", "start", "end", "on_time",
    "sides", "accused", "places", "bound", "act", "where", "when", "exempt", "killed_low",
    "killed_high", "injured_low", "injured_high", "sources", "outlets", "quotes",
)  # fmt: skip
"""The columns of the CSV form: a row a finding, several values joined by ``" | "``."""


def finding_record(finding: Finding) -> dict[str, Any]:
    """Write a finding as JSON holds it."""
    return {"id": finding.id, "verdict": finding.verdict, **plain(finding)}


def ledger_record(
    ledger: Ledger, by_side: Mapping[str, Ledger], talks: Sequence[Followed]
) -> dict[str, Any]:
    """Write a ledger as JSON holds it, with what depends on whom one believes, and the talks."""
    record: dict[str, Any] = plain(ledger)
    record["findings"] = [finding_record(finding) for finding in ledger.findings]
    if by_side:
        record["by_outlet_side"] = {
            side: {"total": plain(one.total), "clauses": plain(one.clauses)}
            for side, one in by_side.items()
        }
    record["talks"] = plain(talks)
    return record


def write_rows(findings: Sequence[Finding], form: Form, out: IO[str]) -> None:
    """Write findings one by one, as JSON lines or as CSV."""
    if form == "jsonl":
        for finding in findings:
            out.write(json.dumps(finding_record(finding), ensure_ascii=False) + "\n")
        return
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for finding in findings:
        rows.writerow(_cell(value) for value in _row(finding))


def _row(f: Finding) -> Iterator[object]:
    yield from (f.id, f.accord, f.clause, f.incident, f.kind, f.grade, f.verdict)
    yield from (f.start, f.end, f.on_time, " | ".join(f.sides))
    yield " | ".join(dict.fromkeys(a.words for a in f.accused))
    yield " | ".join(p.name for p in f.places)
    yield from (f"{leg.answer} ({leg.detail})" for leg in f.legs)
    for bounds in (f.killed, f.injured):
        yield from (bounds.low, bounds.high) if bounds else (None, None)
    yield from (f.sources, " | ".join(f.outlets), " | ".join(q.span.text for q in f.quotes))


def _cell(value: object) -> str:
    """Write one cell on one line, and so that no spreadsheet takes it for a formula."""
    text = "" if value is None else " ".join(str(value).split())
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def lines(
    accord: Accord, ledger: Ledger, by_side: Mapping[str, Ledger], talks: Sequence[Followed],
    lang: str,
) -> Iterator[str]:  # fmt: skip
    """Write a ledger for eyes."""

    def say(text: Text) -> str:
        return text.ar if lang == "ar" else text.en

    yield f"{say(accord.name)} ({accord.id}), {ledger.start} to {ledger.end}"
    yield from _total(ledger)
    yield from ("", _table("clause", ledger.clauses, {}))
    yield from ("", _table("side", ledger.sides, {}))
    yield from ("", _table("week from", ledger.weeks, {"": "not dated to a week"}))
    yield from _findings(ledger.findings)
    if ledger.trend.breaks:
        yield from ("", "Breaks")
        for one in ledger.trend.breaks:
            yield f"  from {one.week}: {one.before:.1f} a week to {one.after:.1f}, p {one.p:.2g}"
    yield from ("", "Said of all since the accord")
    yield from (f"  {_reconciled(one)}" for one in ledger.cumulative)
    if not ledger.cumulative:
        yield "  nothing"
    yield from ("", "Said of the accord itself")
    for mention in ledger.mentions:
        who = ", ".join(dict.fromkeys(a.words for a in mention.accused))
        days, words = _days(mention.start, mention.end), mention.quotes[0].span.text
        yield f"  {days} {mention.what} «{words}»{f': {who}' if who else ''}"
    if not ledger.mentions:
        yield "  nothing"
    if talks:
        yield from ("", "Talks")
        for told in talks:
            number = "" if told.round is None else f" {told.round}"
            untold = "" if told.steps else " (documented; the record holds no report of it)"
            days = _days(told.start, told.end)
            yield f"  {told.track}{number}: {told.state}, {days}{untold}"
    if by_side:
        yield from ("", "If only the outlets of one side are believed")
        yield _table("outlets", [_as(side, one) for side, one in by_side.items()], {"": "unknown"})


def _as(side: str, ledger: Ledger) -> Row:
    return Row(side, ledger.total.breaches, ledger.total.kept)


def _total(ledger: Ledger) -> Iterator[str]:
    told, kept = ledger.total.breaches, ledger.total.kept
    yield (
        f"{told.incidents} incidents that may break it, {told.findings} findings: "
        f"{told.holds} hold, {told.unclear} unclear, {told.exempt} exempt; {kept.findings} keep it"
    )
    yield f"killed {_sum(told.killed)}; injured {_sum(told.injured)}"
    outlets = {outlet for day in ledger.coverage for outlet in day.outlets}
    days = (ledger.end - ledger.start).days + 1
    yield (
        f"reports on {len(ledger.coverage)} of {days} days, by {len(outlets)} outlets; without a "
        f"breach: {ledger.quiet.covered} days with reports, {ledger.quiet.uncovered} with none"
    )


SHOWN = 60
"""Findings that are listed for eyes."""


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    """A line for each finding: when, what, where, and the legs that do not hold."""
    yield from ("", "Findings")
    for f in found[:SHOWN]:
        open_ = [
            f"{leg.name}: {leg.detail}"
            for leg in f.legs
            if leg.answer != ("no" if leg.name == "exempt" else "yes")
        ]
        places = "، ".join(place.name for place in f.places) or "no place named"
        legs = "; ".join([f"where: {f.leg('where').detail}", *open_])
        yield (
            f"  {_days(f.start, f.end)} {f.clause} {f.kind}, {f.grade}: «{f.quotes[0].span.text}» "
            f"{places} [{f.verdict}; {'; '.join(dict.fromkeys(legs.split('; ')))}]"
        )
    if not found:
        yield "  none"
    if len(found) > SHOWN:
        yield f"  … and {len(found) - SHOWN} more; --format jsonl gives all"


def _table(head: str, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    columns = ("hold", "unclear", "exempt", "foiled", "planned", "denied", "kept", "killed")
    out = [f"{head:<24}" + "".join(f"{name:>9}" for name in columns)]
    for row in rows:
        told = row.breaches
        counts = (
            told.holds, told.unclear, told.exempt,
            *(told.kinds.get(kind, 0) for kind in ("foiled", "planned", "denied")),
            row.kept.findings,
        )  # fmt: skip
        name = names.get(row.key, row.key) or "unknown"
        cells = "".join(f"{count or '·':>9}" for count in counts)
        out.append(f"{name:<24}{cells}{_short(told.killed):>9}")
    return "\n".join(out)


def _short(total: Sum) -> str:
    if total == Sum():
        return "·"
    if total.untold and total.low == total.high == 0:
        return "?"
    if total.high is None:
        return f"{total.low}+"
    return f"{total.low}" if total.low == total.high else f"{total.low}-{total.high}"


def _sum(total: Sum) -> str:
    if total.untold and total.low == total.high == 0:
        return f"unknown ({total.untold} incidents)"
    untold = f" (untold of {total.untold} incidents)" if total.untold else ""
    return f"{_short(total).replace('·', '0')}{untold}"


def _reconciled(one: Reconciled) -> str:
    return (
        f"{one.what} {_bounds(one.claimed)}, {one.start} to {one.end}: the record holds "
        f"{_sum(one.recorded)} over {one.incidents} incidents; missing "
        f"{_bounds(one.missing)}: {one.outcome}"
    )


def _bounds(bounds: Bounds) -> str:
    if bounds.high is None:
        return f"{bounds.low} or more"
    return str(bounds.low) if bounds.low == bounds.high else f"{bounds.low} to {bounds.high}"


def _days(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return "undated"
    return str(start) if start == end else f"{start} to {end}"
