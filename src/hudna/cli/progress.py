"""How far a long reading has come: a bar on stderr, shown where nothing else prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence

from hudna.ingest.files import Read, Source
from hudna.model import Article

_PATIENCE = 1.0
"""Seconds after which a reading is a long one."""


def tracked(found: Iterable[Read], sources: Sequence[Source]) -> Iterator[Article]:
    """Pass articles through; where stderr is a terminal and stdout is not, show a bar meanwhile."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        for item in found:
            yield item.article
        return
    sizes = [source.size for source in sources]
    total = None if None in sizes else sum(size or 0 for size in sizes)
    yield from _with_bar(found, total)


def _with_bar(found: Iterable[Read], total: int | None) -> Iterator[Article]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.fields[count]:,} articles"),
        BarColumn(),
        TextColumn("{task.fields[rate]:,.0f} a second"),
        TextColumn("time left") if total else TextColumn("time"),
        TimeRemainingColumn() if total else TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
    )
    task = bar.add_task("", total=total, count=0, rate=0.0)
    began, count, shown = time.monotonic(), 0, 0.0
    try:
        for item in found:
            yield item.article
            count += 1
            now = time.monotonic()
            if now - began > _PATIENCE and now - shown > 0.1:
                bar.start()
                rate = count / (now - began)
                bar.update(task, completed=item.done, count=count, rate=rate)
                shown = now
    finally:
        bar.stop()
