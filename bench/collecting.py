"""Measure collecting: articles parsed, read, stored and merged a second, from JSONL and from WARC.

One core and one SQLite file. Each kind is collected in a process of its own, at two sizes, so that
the peak of memory shows whether it grows with the number of articles. The articles are the corpus's
beside the checkout, else the demo's over and over with numbers in them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from bench.run import load

from hudna import Article
from hudna.collecting import Collector, Tally
from hudna.ingest.sources import Source, Sources, kind_of
from hudna.store import open_store


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many, at most")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(collect(options.one)))
        return
    figures = measure(options.articles)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>10,.2f}")


def measure(count: int) -> dict[str, float]:
    """Collect half of the articles and all of them, of each kind."""
    articles = load(count)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for ending, write in _WRITERS.items():
            peaks = []
            for some in (articles[: count // 2], articles):
                path = Path(folder, f"{len(some)}{ending}")
                write(path, some)
                command = [sys.executable, "-m", "bench.collecting", "--one", str(path)]
                found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
                peaks.append(found["peak"])
            figures[f"{ending[1:]}: articles a second"] = found["rate"]
            figures[f"{ending[1:]}: megabytes at peak"] = peaks[1]
            figures[f"{ending[1:]}: kilobytes an article"] = (
                1000 * (peaks[1] - peaks[0]) / (len(articles) - count // 2)
            )
    return figures


def collect(path: Path) -> dict[str, float]:
    """Collect a file into a new database; the rate leaves out the first article, which loads."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "h.sqlite")) as store:
        source = Source(kind_of(path), str(path))
        outcomes = Collector(store).collect(Sources((source,)))
        tally = Tally()
        tally.add(next(outcomes))
        began, done = time.process_time(), 0
        for outcome in outcomes:
            tally.add(outcome)
            done += 1
        rate = done / (time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rate": rate, "peak": peak, "new": tally.counts["new"]}


def _jsonl(path: Path, articles: list[Article]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            day = article.published.isoformat() if article.published else None
            record = {"id": article.id, "text": article.text, "published": day}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _warc(path: Path, articles: list[Article]) -> None:
    with path.open("wb") as file:
        for number, article in enumerate(articles):
            file.write(gzip.compress(b"".join(_record(number, article)), 1))


def _record(number: int, article: Article) -> Iterator[bytes]:
    title, _, body = article.text.partition("\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.split("\n") if line.strip())
    page = (
        f"<html><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta property='article:published_time' content='{article.published or ''}'></head>"
        f"<body><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>"
    ).encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    yield (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Date: 2018-12-31T00:00:00Z\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    yield block + b"\r\n\r\n"


_WRITERS: dict[str, Callable[[Path, list[Article]], None]] = {".jsonl": _jsonl, ".warc.gz": _warc}


if __name__ == "__main__":
    main()
