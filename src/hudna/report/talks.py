"""The series of talks beside the accord: what was announced, held, postponed or collapsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from hudna.accords.tracks import Envoy, Track, tracks
from hudna.accords.values import Accord
from hudna.model import Incident
from hudna.monitoring.tracks import Followed, beside
from hudna.monitoring.values import Ledger
from hudna.report import show
from hudna.report.values import Cell, Facts, Notes, Section, Table
from hudna.report.words import Words


def section(accord: Accord, ledger: Ledger, incidents: Sequence[Incident], say: Words) -> Section:
    """Write the talks on the accord's country in the period, its tracks beside each other."""
    found = beside(incidents, accord.country, ledger.start, ledger.end)
    shown = [track for track in tracks() if track.country == accord.country]
    led = [
        (track, envoy)
        for track in shown
        for envoy in track.envoys
        if envoy.start <= ledger.end and (envoy.end is None or ledger.start <= envoy.end)
    ]
    blocks: list[Facts | Table | Notes] = []
    if found:
        named = {track.id: say.say(track.name) for track in shown}
        beside_it = {one.track for one in found} | {track.id for track, _ in led}
        columns = [id for id in named if id in beside_it]
        blocks += [_side_by_side(found, columns, named, say), _rounds(found, named, say)]
    else:
        blocks.append(Notes((Cell(say("no_talks")),)))
    if led:
        blocks.append(Facts(tuple(_led(track, envoy, say) for track, envoy in led)))
    return Section("talks", say("talks"), say("talks_lead"), tuple(blocks))


def _side_by_side(
    found: Sequence[Followed], columns: Sequence[str], named: dict[str, str], say: Words
) -> Table:
    """A column a track, a row for each time at which some round was, or was to be."""
    rows: defaultdict[tuple[date | None, date | None], list[Followed]] = defaultdict(list)
    for one in found:
        rows[one.start, one.end].append(one)
    order = sorted(rows, key=lambda days: (days[0] or date.max, days[1] or date.max))
    return Table(
        (say("when"), *(named[id] for id in columns)),
        tuple(
            (
                show.days(start, end, say),
                *(
                    Cell(
                        "; ".join(_state(o, say) for o in rows[start, end] if o.track == id) or "–"
                    )
                    for id in columns
                ),
            )
            for start, end in order
        ),
        say("side_by_side"),
    )


def _state(one: Followed, say: Words) -> str:
    what = say("meeting") if one.round is None else f"{say('round')} {one.round}"
    told = say(one.state, "round_state")
    return f"{what}: {told}" if one.steps else f"{what}: {told} ({say('untold_round')})"


def _rounds(found: Sequence[Followed], named: dict[str, str], say: Words) -> Table:
    """Each round as reports tell it, from its announcement on, and as it is documented."""
    head = ("track", "round", "when", "as_told", "documented", "documented_days", "place", "words",
            "outlets")  # fmt: skip
    return Table(
        tuple(map(say, head)),
        tuple(
            (
                Cell(named[one.track]),
                Cell(say("no_round")) if one.round is None else show.number(one.round),
                show.days(one.start, one.end, say),
                Cell(_followed(one, say)),
                _documented(one, say),
                show.days(one.known.start, one.known.end, say)
                if one.known
                else Cell(say("unknown")),
                Cell(say.say(one.known.place) if one.known else say("unknown")),
                _words(one, say),
                Cell(show.listed(_outlets(one, say), say)),
            )
            for one in found
        ),
        say("rounds"),
    )


def _followed(one: Followed, say: Words) -> str:
    """What reports say of it, one after the other, each state once."""
    states = dict.fromkeys(step.state for step in one.steps)
    if not states:
        return say("untold_round")
    return say("then").join(say(state, "round_state") for state in states)


def _documented(one: Followed, say: Words) -> Cell:
    """How far public sources say that it got, linked to the first of them."""
    if one.known is None:
        return Cell(say("unknown"))
    track = next(track for track in tracks() if track.id == one.track)
    url = next(source.url for source in track.sources if source.id in one.known.sources)
    return Cell(say(one.known.state, "round_state"), url=show.address(url))


def _words(one: Followed, say: Words) -> Cell:
    if not one.steps:
        return Cell(say("none"))
    last = next((s for s in reversed(one.steps) if s.state == one.state), one.steps[-1])
    return Cell(f"«{last.quote.span.text}»", url=show.address(last.quote.url))


def _outlets(one: Followed, say: Words) -> Iterable[str]:
    return dict.fromkeys(step.quote.outlet or say("unknown") for step in one.steps)


def _led(track: Track, envoy: Envoy, say: Words) -> tuple[str, tuple[Cell, ...]]:
    """Who led a track, and when."""
    named = Cell(say.say(envoy.name))
    if envoy.end is None:
        days = Cell(f"{say('since')} {envoy.start.isoformat()}")
    else:
        days = show.days(envoy.start, envoy.end, say)
    return say("envoy", track=say.say(track.name)), (named, days)
