"""Measure the reading: throughput, start-up and memory, each beside a yardstick of the same run.

Seconds differ from machine to machine and from hour to hour; the ratios are what to compare. One
core does all of it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from hudna import Article, read
from hudna.demo import reports
from hudna.ingest.files import articles, find
from hudna.lexicon import scanner
from hudna.reading import compose, evidence, reader
from hudna.reading.document import prepare
from hudna.reading.ready import make_ready

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "news-2018.jsonl.gz"
BATCH = 100
WARM_UP = 20
STARTS = 7
ROOMS = {
    "dates": ((evidence, "anchor_of"), (evidence, "find_times"), (compose, "time_of")),
    "numbers and tolls": ((evidence, "find_tolls"), (compose, "casualties_of")),
    "places": ((evidence, "find_places"), (reader, "put_on_map")),
}
"""The functions by which the reading asks each room, as the modules that call them name them."""
_T = TypeVar("_T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many to read")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    corpus = load(options.articles)
    make_ready()
    figures = {**throughput(corpus), **shares(corpus), **start_up(), **memory(corpus)}
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>10,.2f}")


def load(count: int) -> list[Article]:
    """Return articles of the corpus beside the checkout, or the demo's over and over."""
    path = CORPUS if CORPUS.exists() else Path(str(reports()))
    print(f"reading {path.name}", file=sys.stderr)
    found = [item.article for item in articles(find([str(path)], complain), complain)]
    again = (replace(a, id=f"{a.id}-{i}") for i, a in enumerate(cycle(found)))
    return list(islice(again, count))


def complain(error: Exception) -> None:
    """Say what could not be read."""
    print(error, file=sys.stderr)


def throughput(corpus: list[Article]) -> dict[str, float]:
    """Time the reading, and in turn with it the bare automaton over the same text."""
    for article in corpus[:WARM_UP]:
        read(article)
    scan = scanner().scan
    scans, reads = [], []
    for start in range(0, len(corpus), BATCH):
        batch = corpus[start : start + BATCH]
        documents = [prepare(article) for article in batch]
        scans.append(timed(lambda d: scan(d.words, d.sentences), documents))
        reads.append(timed(read, batch))
    words = sum(len(prepare(article).words) for article in corpus)
    return {
        "articles read": len(corpus),
        "words an article": words / len(corpus),
        "articles a second, one core": len(corpus) / sum(reads),
        "milliseconds an article": 1000 * sum(reads) / len(corpus),
        "bare scan, milliseconds an article": 1000 * sum(scans) / len(corpus),
        "reading / bare scan": statistics.median(r / s for r, s in zip(reads, scans, strict=True)),
    }


def shares(corpus: list[Article]) -> dict[str, float]:
    """Time the rooms of dates, numbers and places within the reading, as shares of all of it.

    Each of their functions is called by the reading as ever, with a stopwatch around it. The
    reading would be faster by no more than their share if it asked nothing of them; the
    automaton's one scan for the words of every room is not theirs.
    """
    spent = dict.fromkeys(ROOMS, 0.0)
    with ExitStack() as stack:
        for room, asked in ROOMS.items():
            for module, name in asked:
                watched = watch(getattr(module, name), room, spent)
                stack.enter_context(patch.object(module, name, watched))
        whole = timed(read, corpus)
    return {f"{room}, per cent of the reading": 100 * spent[room] / whole for room in ROOMS} | {
        "all of these, per cent of the reading": 100 * sum(spent.values()) / whole
    }


def watch(work: Callable[..., _T], room: str, spent: dict[str, float]) -> Callable[..., _T]:
    """Add what each call of a function takes, in seconds of processor time, to its room's."""

    def watched(*args: object) -> _T:
        began = time.process_time()
        out = work(*args)
        spent[room] += time.process_time() - began
        return out

    return watched


def timed(work: Callable[[_T], object], items: Iterable[_T]) -> float:
    """Seconds of processor time that the work takes over the items."""
    began = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - began


def start_up() -> dict[str, float]:
    """Time fresh processes: Python alone, the help, one short report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text("قصفت المدفعية أطراف البلدة صباح اليوم.", "utf-8")
        nothing = fresh("-c", "pass")
        told = fresh("-m", "hudna", "--help")
        one = fresh("-m", "hudna", "read", str(report))
    return {
        "start: python alone, seconds": nothing,
        "start: hudna --help, seconds": told,
        "start: hudna read, seconds": one,
        "hudna --help / python alone": told / nothing,
        "hudna read / python alone": one / nothing,
    }


def fresh(*args: str) -> float:
    """Wall seconds of the fastest of several fresh processes: the one least disturbed.

    As a user's, they find the modules compiled by an earlier start.
    """
    seconds = []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *args], stdout=subprocess.DEVNULL, check=True, env=env)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def peak(*args: str) -> float:
    """Peak memory of a fresh process, in MB."""
    # A process counts what its parent held when it was forked, so a small parent stands between.
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, sys.executable, *args]
    most = subprocess.run(command, capture_output=True, check=True).stdout
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return int(most) * unit / 1_000_000


def memory(corpus: Iterable[Article]) -> Mapping[str, float]:
    """Peak memory of a process that reads the articles, and of Python alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus.jsonl")
        with path.open("w", encoding="utf-8") as out:
            for article in corpus:
                out.write(json.dumps({"id": article.id, "text": article.text}) + "\n")
        alone = peak("-c", "pass")
        reading = peak("-m", "hudna", "read", str(path))
    return {
        "peak memory: python alone, MB": alone,
        "peak memory: hudna read, MB": reading,
        "hudna read / python alone, memory": reading / alone,
    }


if __name__ == "__main__":
    main()
