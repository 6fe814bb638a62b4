"""Measure what a gazetteer of 200,000 names costs: to build, to load, to hold, to read with.

To the built-in gazetteer are added the places beside the checkout, where they lie there, and
made-up villages, drawn with a fixed seed, until there are 200,000 names of different spelling (as
matching folds them). Every figure is a fresh process's, and is printed for the built-in gazetteer
too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

PLACES = Path(__file__).resolve().parents[2] / "shared" / "data" / "places_wof.tsv.gz"
SEED = 20181119
STARTS = 7
HEADS = ("", "", "كفر ", "تل ", "بيت ", "دير ", "عين ", "خربة ", "ام ", "شيخ ")
LETTERS = "بتجحخدرزسشصطعغفقكلمنهو"
LONG = "اوي"
ENDS = ("", "", "ة", "ية", "ان", "ين", "ا")
LOAD = """
import json, resource, sys, time
from hudna.gazetteer import store
from hudna.gazetteer.search import search_near

def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000

alone = peak()
began = time.perf_counter()
index = store.load()
loaded = time.perf_counter() - began
search_near(index, "زملطخان")
names = len(index.keys)
print(json.dumps({"load, seconds": loaded, "memory, MB": peak() - alone, "names": names}))
"""
READ = """
import json, sys, time
from hudna import read
from hudna.demo import reports
from hudna.ingest.files import articles, find

found = [item.article for item in articles(find([str(reports())], print), print)]
for article in found:
    read(article)
best = []
for _ in range(5):
    began = time.process_time()
    for article in found:
        read(article)
    best.append(time.process_time() - began)
print(json.dumps({"reading the demo, seconds": min(best)}))
"""
"""What the fresh processes do; nothing is loaded here, for a child counts what its parent held."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--names", type=int, default=200_000, help="at least so many names")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    figures = measure(options.names)
    if options.json:
        print(json.dumps(figures, indent=1, ensure_ascii=False))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>12,.2f}")


def measure(names: int) -> dict[str, float]:
    """Build both gazetteers, and load and use each."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "built-in"), Path(folder, "fuller")
        began = time.perf_counter()
        hudna(small, "gazetteer", "list")
        first = time.perf_counter() - began
        began = time.perf_counter()
        grow(large, names)
        return {
            "building the built-in, seconds": first,
            "building the fuller, seconds": time.perf_counter() - began,
            **{f"fuller: {name}": value for name, value in use(large).items()},
            **{f"built-in: {name}": value for name, value in use(small).items()},
        }


def grow(home: Path, names: int) -> None:
    """Add places until there are so many names."""
    if PLACES.exists():
        hudna(home, "gazetteer", "add", str(PLACES))
    missing = names - int(json.loads(python(home, "-c", LOAD))["names"])
    if missing > 0:
        table = home / "made.tsv"
        table.write_text("\n".join(villages(missing + missing // 50)), "utf-8")
        hudna(home, "gazetteer", "add", str(table))


def villages(count: int) -> Iterator[str]:
    """Lines of a table of made-up villages of Syria and Iraq, no name twice."""
    draw = Random(SEED)
    yield "ar\tlat\tlon\tcc\tkind"
    seen: set[str] = set()
    while len(seen) < count:
        root = draw.sample(LETTERS, 3)
        root.insert(draw.randint(1, 2), draw.choice(LONG))
        name = draw.choice(HEADS) + "".join(root) + draw.choice(ENDS)
        if name not in seen:
            seen.add(name)
            cc, south = draw.choice((("SY", 32.5), ("IQ", 30.0)))
            west = 36.0 if cc == "SY" else 41.0
            lat, lon = south + 4 * draw.random(), west + 5 * draw.random()
            yield f"{name}\t{lat:.4f}\t{lon:.4f}\t{cc}\tvillage"


def use(home: Path) -> dict[str, float]:
    """What loading a gazetteer and reading with it cost: the fastest of several fresh processes."""
    loads = [json.loads(python(home, "-c", LOAD)) for _ in range(STARTS)]
    figures = {name: min(load[name] for load in loads) for name in loads[0]}
    read: dict[str, float] = json.loads(python(home, "-c", READ))
    return figures | read


def hudna(home: Path, *args: str) -> str:
    """Run a command on the gazetteer of a folder."""
    return python(home, "-m", "hudna", *args)


def python(home: Path, *args: str) -> str:
    """What a fresh process prints."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *args], stdout=subprocess.PIPE, check=True,
        env={**env, "HUDNA_HOME": str(home)}, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


if __name__ == "__main__":
    main()
