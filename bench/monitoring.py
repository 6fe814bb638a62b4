"""Measure monitoring: incidents against the accords that ship, a ledger, and one more incident.

The incidents are made by a die from a seed: acts, sides, days and places in and around the zones of
the accords, each told by one to three outlets. One core does all of it. Printed beside the seconds
is a yardstick of the same run, a bare loop over the incidents that reads three fields of each.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from hudna.accords import accords
from hudna.accords.values import Accord
from hudna.model import Actor, Claim, Event, EventType, Incident, Party, Span, Status, Time, Where
from hudna.monitoring import Monitor, findings, ledger

TEXT = "قصفت القوات بلدة في الريف يوم أمس"
TYPES: tuple[EventType, ...] = (
    "shelling", "air-strike", "armed-clash", "gunfire", "ground-attack", "withdrawal",
    "deployment", "blockade", "explosion", "aid", "talks", "protest",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("occurred", "occurred", "occurred", "attempted", "planned")
SPOTS = 3_000
"""Different places, as many as a war has villages."""
_T = TypeVar("_T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    figures = measure(options.incidents)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:<48} {value:>12,.4f}")


def measure(count: int) -> dict[str, float]:
    """Time everything once."""
    known = accords()
    made = incidents(known, count)
    bare, _ = timed(lambda: sum(len(i.claims) + len(i.actors) + len(i.places) for i in made))
    tenth, _ = timed(lambda: list(findings(known, made[: count // 10])))
    whole, found = timed(lambda: list(findings(known, made)))
    sochi = next(one for one in known if one.id == "sochi-2018")
    booked, _ = timed(lambda: ledger(sochi, made, found=found))
    monitor = Monitor(known)
    monitor.put(made)
    more = incidents(known, 1_000, seed=8)
    update, _ = timed(lambda: monitor.put(more))
    return {
        "incidents": count,
        "accords": len(known),
        "findings": len(found),
        "seconds for all": whole,
        "all / bare loop": whole / bare,
        "all / a tenth of them (10 is linear)": whole / tenth,
        "seconds for one ledger": booked,
        "seconds for 1,000 new incidents": update,
        "new ones, each / each of all": update / 1_000 / (whole / count),
    }


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Seconds of processor time that work takes, and what it gives."""
    began = time.process_time()
    out = work()
    return time.process_time() - began, out


def incidents(known: tuple[Accord, ...], count: int, seed: int = 7) -> list[Incident]:
    """Make incidents by a die."""
    dice = random.Random(seed)
    spots = [_spot(dice, known) for _ in range(SPOTS)]
    return [_incident(dice, f"{seed}-{i}", known, spots) for i in range(count)]


def _spot(dice: random.Random, known: tuple[Accord, ...]) -> Where:
    zone = dice.choice([z for accord in known for z in accord.zones])
    corner = dice.choice(zone.outline.polygons[0][0])
    lat, lon = corner[1] + dice.gauss(0, 0.15), corner[0] + dice.gauss(0, 0.15)
    return Where(f"بلدة {lat:.3f}", lat, lon, dice.choice((1.5, 2, 5)), dice.uniform(0.5, 1))


def _incident(
    dice: random.Random, id: str, known: tuple[Accord, ...], spots: list[Where]
) -> Incident:
    accord = dice.choice(known)
    start = accord.in_force[0].start + timedelta(days=dice.randint(-60, 500))
    who = dice.choice([w for side in accord.sides for w in side.actors])
    code = who.code.replace("*", "MIL")
    place = dice.choice(spots)
    type_, status = dice.choice(TYPES), dice.choice(STATUSES)
    event = Event(
        type_, status, (Span("قصفت", 0, 4),), (Actor("القوات", 5, 11, code, who.name),),
        places=(Span("بلدة", 12, 16),), time=Time(start, start),
    )  # fmt: skip
    claims = tuple(_claim(id, i, event, start, place) for i in range(dice.randint(1, 3)))
    return Incident(
        id, claims, type_, status, event.time, (place,),
        (Party(code, who.name, ("القوات",), len(claims)),), sources=len(claims), reported=start,
    )  # fmt: skip


def _claim(id: str, i: int, event: Event, day: date, place: Where) -> Claim:
    quote = Span(TEXT, 0, len(TEXT))
    return Claim(
        f"{id}-{i}", f"{id}-{i}", 0, event, f"وكالة {i}", None, day, (place,), quote,
        dispatch=f"{id}-{i}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
