"""From a ledger to a report: every figure is taken from the ledger and written once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from hudna.accords.values import Accord, Zone
from hudna.model import Incident
from hudna.monitoring.values import BREACHES, GRADES, Finding, Ledger, LegName, Row, Sum, Tally
from hudna.report import annex, drawing, show, talks
from hudna.report.places import Spot, latin, spots, unplaced
from hudna.report.values import Briefing, Cell, Facts, Notes, Picture, Section, Table
from hudna.report.words import Lang, Words, words

_LEGS: tuple[LegName, ...] = get_args(LegName)


def briefing(
    accord: Accord,
    ledger: Ledger,
    incidents: Sequence[Incident],
    by_side: Mapping[str, Ledger] | None = None,
    lang: Lang = "en",
) -> Briefing:
    """Write a report.

    Args:
        accord: the accord.
        ledger: what is held against it.
        incidents: those that the ledger was drawn up from; they tell types and sentences.
        by_side: the ledgers by outlet side, where any side is known.
        lang: the language of the report.
    """
    say = words(lang)
    known = {incident.id: incident for incident in incidents}
    concerned = {f.incident for f in ledger.findings}
    names = latin(known[id] for id in sorted(concerned) if id in known) if lang == "en" else {}
    found = spots(ledger.findings, known)
    return Briefing(
        lang=lang,
        title=say("title"),
        accord=accord.id,
        name=say.say(accord.name),
        period=show.span(ledger.start, ledger.end),
        sections=(
            _glance(accord, ledger, say),
            _clauses(accord, ledger, say),
            _tolls(ledger, say),
            _cumulative(ledger, say),
            _map(accord, ledger, found, names, say),
            _weeks(ledger, say),
            _mentions(ledger, say),
            talks.section(accord, ledger, incidents, say),
            annex.section(ledger, known, names, accord, say),
            _coverage(ledger, say),
            _sensitivity(ledger, by_side or {}, say),
            _method(accord, say),
        ),
        link_label=say("link"),
    )


def _section(id: str, say: Words, *blocks: Facts | Table | Notes | Picture) -> Section:
    lead = f"{id}_lead"
    return Section(id, say(id), say(lead) if lead in say.table["label"] else None, blocks)


def _glance(accord: Accord, ledger: Ledger, say: Words) -> Section:
    told, kept, quiet = ledger.total.breaches, ledger.total.kept, ledger.quiet
    periods = [
        Cell(show.span(p.start, p.end), ltr=True)
        if p.end
        else Cell(f"{p.start} – {say('open_end')}")
        for p in accord.in_force
    ]
    signed = (Cell(str(accord.signed.on), ltr=True), Cell(say.say(accord.signed.place)))
    number, label = show.number, say
    rows: list[tuple[str, tuple[Cell, ...]]] = [
        (label("signed"), signed),
        (label("in_force"), tuple(periods)),
        (label("parties"), tuple(Cell(say.say(party.name)) for party in accord.parties)),
        (label("incidents"), (number(told.incidents),)),
        (label("findings"), (number(told.findings),)),
        (f"{label('of_them')}: {label('holds')}", (number(told.holds),)),
        (f"{label('of_them')}: {label('unclear')}", (number(told.unclear),)),
        (f"{label('of_them')}: {label('exempt')}", (number(told.exempt),)),
        (label("kept_findings"), (number(kept.findings),)),
        *((f"{label(what)}", _bounds(total, say)) for what, total in _people(told)),
        (label("days"), (number((ledger.end - ledger.start).days + 1),)),
        (label("days_reports"), (number(len(ledger.coverage)),)),
        (label("outlets"), (number(len({o for day in ledger.coverage for o in day.outlets})),)),
        (label("quiet_covered"), (number(quiet.covered),)),
        (label("quiet_uncovered"), (number(quiet.uncovered),)),
    ]
    if quiet.longest is not None:
        rows.append((label("quiet_longest"), (Cell(show.span(*quiet.longest), ltr=True),)))
    return Section("glance", label("glance"), None, (Facts(tuple(rows)),))


def _people(tally: Tally) -> tuple[tuple[str, Sum], tuple[str, Sum]]:
    return ("killed", tally.killed), ("injured", tally.injured)


def _bounds(total: Sum, say: Words) -> tuple[Cell, ...]:
    cells = [show.short(total, say)]
    if total.untold:
        cells.append(Cell(f"{say('untold')}: {total.untold}"))
    return tuple(cells)


def _clauses(accord: Accord, ledger: Ledger, say: Words) -> Section:
    texts = {clause.id: say.say(clause.text) for clause in accord.clauses}
    sides = {side.id: say.say(side.name) for side in accord.sides}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in ledger.findings:
        if finding.kind in BREACHES:
            found[finding.clause].append(finding)
    head = tuple(say(name) for name in _COLUMNS)
    clauses = Table(
        (say("clause"), *head),
        tuple((Cell(texts.get(row.key, row.key)), *_counts(row)) for row in ledger.clauses),
    )
    legs = Table(
        (
            say("clause"), *(say(grade, "grade") for grade in GRADES),
            *(say("open_legs", leg=say(leg, "leg")) for leg in _LEGS),
        ),
        tuple(
            (
                Cell(row.key, ltr=True),
                *(show.number(row.breaches.grades.get(grade, 0)) for grade in GRADES),
                *(show.number(n) for n in _open(found[row.key])),
            )
            for row in ledger.clauses
        ),
        say("grades_legs"),
    )  # fmt: skip
    by_side = Table(
        (say("side"), *head, say("killed")),
        tuple(
            (
                Cell(sides.get(row.key, row.key) or say("unknown")), *_counts(row),
                show.short(row.breaches.killed, say),
            )
            for row in ledger.sides
        ),
        say("sides"),
    )  # fmt: skip
    return _section("clauses", say, clauses, legs, by_side)


_COLUMNS = ("holds", "unclear", "exempt", "foiled", "planned", "denied", "kept", "pledged")


def _counts(row: Row) -> Iterator[Cell]:
    told, kept = row.breaches, row.kept.kinds
    yield from map(show.number, (told.holds, told.unclear, told.exempt))
    yield from (show.number(told.kinds.get(kind, 0)) for kind in ("foiled", "planned", "denied"))
    yield from (show.number(kept.get(kind, 0)) for kind in ("kept", "pledged"))


def _open(found: Sequence[Finding]) -> Iterator[int]:
    for name in _LEGS:
        yield sum(f.leg(name).answer == "unclear" for f in found)


def _tolls(ledger: Ledger, say: Words) -> Section:
    head = (say("what"), say("low"), say("high"), say("untold"))
    rows = tuple(
        (Cell(say(what)), show.low(total, say), show.high(total, say), show.number(total.untold))
        for what, total in _people(ledger.total.breaches)
    )
    return _section("tolls", say, Table(head, rows))


def _cumulative(ledger: Ledger, say: Words) -> Section:
    if not ledger.cumulative:
        return _section("cumulative", say, Notes((Cell(say("no_cumulative")),)))
    head = ("what", "period", "claimed", "recorded", "untold", "missing", "outcome", "words")
    rows = tuple(
        (
            Cell(say(one.what)), show.days(one.start, one.end, say), show.bounds(one.claimed, say),
            show.short(one.recorded, say), show.number(one.recorded.untold),
            show.bounds(one.missing, say), Cell(say(one.outcome, "outcome")),
            Cell(f"«{one.quotes[0].span.text}» {one.quotes[0].outlet or ''}".strip()),
        )
        for one in ledger.cumulative
    )  # fmt: skip
    return _section("cumulative", say, Table(tuple(map(say, head)), rows))


def _map(
    accord: Accord, ledger: Ledger, found: Sequence[Spot], names: Mapping[str, str], say: Words
) -> Section:
    blocks: list[Table | Notes | Picture] = []
    if accord.zones:
        svg = drawing.accord_map(accord, found, names, say)
        blocks.append(Picture(svg, say("map"), say("map_absent")))
        blocks.append(Notes(tuple(Cell(_zone(zone, say)) for zone in accord.zones)))
    else:
        blocks.append(Notes((Cell(say("no_zones")),)))
    head = ("place", "position", "radius", "incidents_short", "verdict")
    rows = tuple(
        (
            Cell(annex.place_name(spot.name, names)),
            Cell(f"{spot.lat:.3f}, {spot.lon:.3f}", ltr=True), show.number(round(spot.radius_km)),
            show.number(spot.incidents), Cell(say(spot.mark, "verdict")),
        )
        for spot in found
    )  # fmt: skip
    if rows:
        blocks.append(Table(tuple(map(say, head)), rows))
    lost = unplaced(ledger.findings)
    if lost:
        blocks.append(Notes((Cell(f"{say('unmapped')}: {show.listed(lost, say)}"),)))
    return _section("map", say, *blocks)


def _zone(zone: Zone, say: Words) -> str:
    name = say.say(zone.name)
    if not zone.approximate and not zone.uncertainty_km:
        return f"{name}: {say('zone_published')}"
    return say("zone_line", name=name, km=f"{zone.uncertainty_km:g}")


def _weeks(ledger: Ledger, say: Words) -> Section:
    trend = ledger.trend
    svg = drawing.weekly(trend.points, [one.week for one in trend.breaks], say)
    rows = tuple(
        (
            Cell(str(p.week), ltr=True),
            Cell(say("no_report")) if p.count is None else show.number(p.count),
            Cell(say("unknown")) if p.rate is None else show.number(p.rate),
            Cell(say("unknown"))
            if p.low is None or p.high is None
            else Cell(f"{p.low:.1f}–{p.high:.1f}", ltr=True),
        )
        for p in trend.points
        if p.count is not None
    )
    head = ("week", "incidents_short", "mean", "interval")
    lines = tuple(
        Cell(
            say(
                "break_line",
                week=one.week,
                before=f"{one.before:.1f}",
                after=f"{one.after:.1f}",
                p=f"{one.p:.2g}",
            )
        )
        for one in trend.breaks
    )
    return _section(
        "weeks", say, Picture(svg, say("weeks"), say("map_absent")),
        Notes(lines or (Cell(say("no_breaks")),)), Table(tuple(map(say, head)), rows),
    )  # fmt: skip


def _mentions(ledger: Ledger, say: Words) -> Section:
    if not ledger.mentions:
        return _section("mentions", say, Notes((Cell(say("none")),)))
    rows = tuple(
        (
            show.days(one.start, one.end, say), Cell(say(one.what, "mention")),
            Cell(show.listed(dict.fromkeys(a.words for a in one.accused), say)),
            Cell(f"«{one.quotes[0].span.text}»"),
            Cell(show.listed(dict.fromkeys(q.outlet or say("unknown") for q in one.quotes), say)),
        )
        for one in ledger.mentions
    )  # fmt: skip
    head = ("when", "what", "who", "words", "outlets")
    return _section("mentions", say, Table(tuple(map(say, head)), rows))


def _coverage(ledger: Ledger, say: Words) -> Section:
    svg = drawing.coverage(ledger.coverage, ledger.start, ledger.end, say)
    days: defaultdict[str, list[date]] = defaultdict(list)
    for one in ledger.coverage:
        for outlet in one.outlets:
            days[outlet].append(one.day)
    ranked = sorted(days, key=lambda name: (-len(days[name]), name))
    by_outlet = Table(
        (say("outlet"), say("days_short"), say("first"), say("last")),
        tuple(
            (
                Cell(name or say("unknown")), show.number(len(days[name])),
                Cell(str(min(days[name])), ltr=True), Cell(str(max(days[name])), ltr=True),
            )
            for name in ranked
        ),
    )  # fmt: skip
    by_day = Table(
        (say("day"), say("articles"), say("outlets")),
        tuple(
            (
                Cell(str(one.day), ltr=True), show.number(one.articles),
                Cell(show.listed((name or say("unknown") for name in one.outlets), say)),
            )
            for one in ledger.coverage
        ),
    )  # fmt: skip
    picture = Picture(svg, say("coverage"), say("map_absent"))
    return _section("coverage", say, *((picture,) if days else ()), by_outlet, by_day)


def _sensitivity(ledger: Ledger, by_side: Mapping[str, Ledger], say: Words) -> Section:
    if not set(by_side) - {""}:
        return _section("sensitivity", say, Notes((Cell(say("no_sides")),)))
    head = (
        "outlets_of",
        "incidents_short",
        "holds",
        "unclear",
        "exempt",
        "kept",
        "killed",
        "injured",
    )
    whole = [(say("all"), ledger)]
    sides = [(side or say("unknown"), one) for side, one in by_side.items()]
    rows = tuple((Cell(name), *_believed(one, say)) for name, one in whole + sides)
    return _section("sensitivity", say, Table(tuple(map(say, head)), rows))


def _believed(ledger: Ledger, say: Words) -> Iterator[Cell]:
    told, kept = ledger.total.breaches, ledger.total.kept
    counts = Counter(kept.kinds)
    yield from map(show.number, (told.incidents, told.holds, told.unclear, told.exempt))
    yield show.number(counts["kept"])
    yield from (show.short(total, say) for _, total in _people(told))


def _method(accord: Accord, say: Words) -> Section:
    drawn = [f"{say.say(z.name)}: {say.say(z.drawn)}" for z in accord.zones if z.drawn]
    blocks = [Notes(tuple(Cell(line) for line in say.room("method")))]
    if drawn:
        blocks.append(Notes((Cell(f"{say('zones_drawn')}."), *(Cell(line) for line in drawn))))
    sources = tuple(Cell(source.by, url=show.address(source.url)) for source in accord.sources)
    blocks.append(Notes((Cell(f"{say('accord_sources')}:"), *sources)))
    return _section("method", say, *blocks)
