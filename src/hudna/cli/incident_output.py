"""The forms in which incidents leave the command line."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from hudna.cli.output import Format, cell
from hudna.cli.plain import plain
from hudna.merging.disagreement import disagreements
from hudna.merging.history import count_text
from hudna.model import Bounds, Claim, Incident, Toll
from hudna.records import event_record
from hudna.store import Reviewed

COLUMNS = (
    "id", "standing", "type", "status", "start", "end", "place", "lat", "lon", "actors",
    "actor_codes", "targets", "target_codes", "killed_best", "killed_low", "killed_high",
    "injured_best", "injured_low", "injured_high", "claims", "sources", "outlets", "reported",
    "contested", "name", "round",
)  # fmt: skip
"""The columns of the CSV form: a row an incident, several values joined by ``" | "``."""

Write = Callable[[Reviewed], None]


@contextmanager
def writer(form: Format, out: IO[str] | None = None) -> Iterator[Write]:
    """Open a writer on a stream, standard output by default; leaving it completes the output."""
    stream = out or sys.stdout
    if form == "cards":
        yield lambda item: print(line(item.incident), file=stream)
    elif form == "csv":
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(COLUMNS)
        yield lambda item: rows.writerow([cell(value) for value in _row(item)])
    elif form == "jsonl":
        yield lambda item: print(_json(item), file=stream)
    else:
        before = "[\n"

        def write(item: Reviewed) -> None:
            nonlocal before
            stream.write(before + _json(item))
            before = ",\n"

        try:
            yield write
        finally:
            stream.write("[]\n" if before == "[\n" else "\n]\n")


def _json(item: Reviewed) -> str:
    return json.dumps(record(item, whole=False), ensure_ascii=False)


def record(item: Reviewed, whole: bool) -> dict[str, Any]:
    """Write an incident as JSON holds it; ``whole`` adds each claim's event and what differs."""
    incident = item.incident
    out: dict[str, Any] = {"id": incident.id, "standing": item.standing}
    out |= {
        name: plain(getattr(incident, name))
        for name in (
            "type", "status", "time", "places", "actors", "targets", "killed", "injured",
            "sources", "reported", "contested", "name", "round",
        )
    }  # fmt: skip
    out["outlets"] = outlets(incident)
    out["claims"] = [_claim(claim, whole) for claim in incident.claims]
    if whole:
        out["disagreements"] = plain(disagreements(incident))
        out["history"] = plain(incident.history)
        out["reviews"] = list(item.reviews)
    return out


def _claim(claim: Claim, whole: bool) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": claim.id, "article": claim.article, "event": claim.number, "outlet": claim.outlet,
        "url": claim.url, "published": plain(claim.published), "dispatch": claim.dispatch,
    }  # fmt: skip
    if whole:
        says = event_record(claim.event, claim.published)
        out |= {"quote": plain(claim.quote), "says": says}
    return out


def outlets(incident: Incident) -> list[str]:
    """The outlets that tell an incident, in the order of their first claim."""
    return list(dict.fromkeys(claim.outlet for claim in incident.claims if claim.outlet))


def _row(item: Reviewed) -> Iterator[object]:
    incident = item.incident
    time = incident.time
    place = next((p for p in incident.places if p.lat is not None), None)
    yield from (incident.id, item.standing, incident.type, incident.status)
    yield from (time.start, time.end) if time else (None, None)
    yield " | ".join(place.name for place in incident.places)
    yield from (place.lat, place.lon) if place else (None, None)
    for parties in (incident.actors, incident.targets):
        yield " | ".join(party.words[0] for party in parties if party.words)
        yield " | ".join(party.code for party in parties)
    for toll in (incident.killed, incident.injured):
        yield from (toll.best, toll.low, toll.high)
    yield from (len(incident.claims), incident.sources, " | ".join(outlets(incident)))
    yield from (incident.reported, incident.contested, incident.name, incident.round)


def line(incident: Incident) -> str:
    """Write an incident on one line, for eyes."""
    from hudna.cli.show import clean

    time = incident.time
    day = "no date   " if time is None else time.start.isoformat()
    if time is not None and time.end != time.start:
        day = f"{day}…{time.end.isoformat()}"
    parts = [f"{incident.id}  {day}  {incident.type}"]
    if incident.status != "occurred":
        parts.append(f"({incident.status})")
    if incident.places:
        parts.append(incident.places[0].name)
    for name, toll in (("killed", incident.killed), ("injured", incident.injured)):
        if toll.best is not None:
            parts.append(f"{toll_text(toll)} {name}")
    parts.append(f"{incident.sources} source{'s' if incident.sources != 1 else ''}")
    if incident.contested:
        parts.append("contested")
    return clean("  ".join(parts)).replace("\n", " ")


def toll_text(toll: Toll) -> str:
    """Write a toll: the best figure, and the range where there is one."""
    if toll.best is None or toll.low is None:
        return "unknown"
    spread = count_text(Bounds(toll.low, toll.high))
    return str(toll.best) if spread == str(toll.best) else f"{toll.best} ({spread})"


_RULES = {
    "none": "no source tells one",
    "single": "all that tell one agree",
    "agreed": "told by most sources",
    "update": "the toll that a later claim says it has risen to",
    "latest": "the latest of figures told by equally many",
    "lowest": "the lowest of figures told on one day by equally many",
}


def card(item: Reviewed, stream: IO[str]) -> None:
    """Write an incident for eyes: what is held of it, each claim with its quote, what differs."""
    # rich is imported only where a person looks.
    from rich.console import Console
    from rich.text import Text

    from hudna.cli.show import WIDEST, clean, right_to_left

    console = Console(file=stream, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)

    def say(text: str, style: str = "") -> None:
        console.print(Text(clean(text).replace("\n", " "), style=style))

    incident = item.incident
    say(line(incident), "bold")
    say(f"review: {item.standing}", "dim")
    for name, parties in (("actors", incident.actors), ("targets", incident.targets)):
        if parties:
            named = ", ".join(f"{p.code} {' / '.join(p.words[:3])}" for p in parties)
            say(f"{name}: {named}")
    for name, toll in (("killed", incident.killed), ("injured", incident.injured)):
        if toll.best is not None:
            say(f"{name}: {toll_text(toll)}: {_RULES[toll.rule]}")
    say(
        f"{len(incident.claims)} claims, {incident.sources} independent; first reported "
        f"{incident.reported or 'on an unknown day'}"
    )
    for claim in incident.claims:
        console.print()
        copy = "" if claim.dispatch in (claim.id, None) else f"  (after {claim.dispatch})"
        say(f"{claim.published or 'no date'}  {claim.outlet or 'no outlet'}{copy}", "cyan")
        say(f"{claim.id}  {claim.url or ''}", "dim")
        if claim.quote is not None:
            console.print(*right_to_left(Text(clean(claim.quote.text)), console), sep="\n")
        says: list[str] = [claim.event.type, claim.event.status]
        told = claim.event.casualties
        for name, bounds in (("killed", told.killed), ("injured", told.injured)):
            if bounds is not None:
                says.append(f"{count_text(bounds)} {name}")
        say(" · ".join(says))
    differing = disagreements(incident)
    if differing:
        console.print()
        say("They disagree on", "bold")
        for found in differing:
            answers = "; ".join(f"{a}: {len(ids)} claims" for a, ids in found.answers.items())
            say(f"  {found.question}: {answers}", "yellow")
    if len(incident.history) > 1:
        console.print()
        say("How it came to be known", "bold")
        for step in incident.history:
            before = f"{step.before} → " if step.before is not None else ""
            say(f"  {step.published or 'no date'}  {step.what}  {before}{step.after}")
