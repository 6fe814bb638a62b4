"""Measure merging: 1,000, 10,000 and 100,000 synthetic claims, and how the time grows.

The claims are drawn with a fixed seed and laid out as a conflict's news are: sixty incidents on
each day, half of them around a few dozen towns, each told by one to eight outlets, a third of whose
articles are near-copies; more claims are more days. Only merging is timed, not reading.

The growth exponent is the slope between two sizes in a log-log plot: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from hudna.merging import Told, merge
from hudna.merging.sketch import Sketch
from hudna.merging.types import group_of
from hudna.merging.wording import Wording, counted, signature, vector
from hudna.model import Bounds, Casualties, Claim, Event, EventType, Span, Time, Where

SEED = 20181119
A_DAY = 60
"""Incidents on each day."""
TOWNS = 400
COMMON = 40
"""Towns around which half of all happens."""
OUTLETS = 60
TYPES: tuple[EventType, ...] = (
    "shelling", "shelling", "air-strike", "armed-clash", "ground-attack", "explosion", "casualties",
    "detention", "displacement", "talks",
)  # fmt: skip
FIRST = date(2018, 1, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--memory", action="store_true", help="measure memory too; slower")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    figures = measure(options.sizes, options.memory)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>12,.3f}")


def measure(sizes: list[int], memory: bool) -> dict[str, float]:
    """Processor seconds, incidents and memory of each size, and the growth between two."""
    figures: dict[str, float] = {}
    seconds: list[float] = []
    merge(claims(200))  # reads the tables and warms the caches
    for size in sizes:
        found = list(claims(size))
        began = time.process_time()
        incidents = merge(found)
        seconds.append(time.process_time() - began)
        figures[f"seconds for {size:,} claims"] = seconds[-1]
        figures[f"claims a second at {size:,}"] = size / seconds[-1]
        figures[f"incidents of {size:,} claims"] = len(incidents)
        if memory:
            del incidents
            tracemalloc.start()
            merge(found)
            figures[f"peak bytes a claim at {size:,}"] = tracemalloc.get_traced_memory()[1] / size
            tracemalloc.stop()
        print(f"{size:,} claims merged in {seconds[-1]:.2f} s", file=sys.stderr)
    for i in range(1, len(sizes)):
        growth = math.log(seconds[i] / seconds[i - 1]) / math.log(sizes[i] / sizes[i - 1])
        figures[f"growth exponent {sizes[i - 1]:,} to {sizes[i]:,}"] = growth
    return figures


def claims(count: int) -> Iterator[Told]:
    """Draw claims, the same at every call."""
    random = Random(SEED)
    towns = [(random.uniform(32.5, 37.0), random.uniform(35.8, 42.0)) for _ in range(TOWNS)]
    given = incident = 0
    while given < count:
        day = incident // A_DAY
        town = random.randrange(COMMON if random.random() < 0.5 else TOWNS)
        for told in _incident(random, incident, day, town, towns[town]):
            yield told
            given += 1
            if given == count:
                return
        incident += 1


@cache
def _vocabulary() -> tuple[list[str], list[int]]:
    """The words of real news, and how often each stands in a text."""
    counts = counted()[1]
    return list(counts), list(accumulate(counts.values()))


def _incident(
    random: Random, number: int, day: int, town: int, at: tuple[float, float]
) -> Iterator[Told]:
    words, counts = _vocabulary()
    type_ = random.choice(TYPES)
    killed = random.choice((None, None, 1, 2, 3, 5, 8))
    own = [f"ن{number}ك{i}" for i in range(5)]
    outlets = random.sample(range(OUTLETS), min(8, 1 + int(random.expovariate(0.7))))
    text: list[str] = []
    for outlet in outlets:
        if not text or random.random() > 0.33:
            usual = random.choices(words, cum_weights=counts, k=60)
            text = [*own[:2], f"بلدة{town}", *usual[:30], *own[2:], f"بلدة{town}", *usual[30:]]
        else:
            text = [*text, *random.choices(words, cum_weights=counts, k=3)]
        late = random.random() < 0.15
        yield _told(f"{number}-{outlet}", outlet, day + late, day, type_, town, at, killed, text)


def _told(
    key: str, outlet: int, published: int, day: int, type_: EventType, town: int,
    at: tuple[float, float], killed: int | None, words: list[str],
) -> Told:  # fmt: skip
    when = FIRST + timedelta(days=day)
    toll = None if killed is None else Bounds(killed, killed)
    event = Event(
        type=type_, status="occurred", triggers=(Span("قصف", 0, 3),),
        time=Time(when, when), casualties=Casualties(killed=toll),
    )  # fmt: skip
    name = f"بلدة{town}"
    claim = Claim(
        id=key, article=key, number=0, event=event, outlet=f"outlet {outlet}",
        published=FIRST + timedelta(days=published), places=(Where(name, *at, 2.0, 0.9),),
    )  # fmt: skip
    sketch = Sketch(
        type=type_, status="occurred", group=group_of(type_),
        days=(when.toordinal(), when.toordinal()), dated=True,
        published=published, points=((*at, 2.0),), names=frozenset({name}),
        mentioned=frozenset({name}), actors=frozenset({"SYR:MIL"}), targets=frozenset(),
        killed=toll, injured=None, name=None, round=None, main=True, words=vector(words[:20]),
        report=Wording(vector(words), signature(words)),
    )  # fmt: skip
    return Told(claim, sketch)


if __name__ == "__main__":
    main()
