"""Collects in forked processes that kill themselves at a given moment.

Each line of standard input names a database, the address of a feed, a method of the store and after
which of its calls to die; each line of output is the signal that ended the process, 0 for none.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from hudna.collecting import Collector
from hudna.ingest.fetch import Fetcher
from hudna.ingest.pace import Clock
from hudna.ingest.page import read_page
from hudna.ingest.sources import Source, Sources
from hudna.merging import told
from hudna.model import Article, Bounds, Casualties, Event, Span
from hudna.store import Store, open_store
from tests.ingest.news import body, page


def plainly(article: Article) -> tuple[Event, ...]:
    """Read one event by one word: as good as Hudna's reader here, and ready at once."""
    at = article.text.index("قصف")
    ten = "عشرة" in article.text
    killed = Casualties(killed=Bounds(10, 10) if ten else Bounds(3, 3))
    return (Event("shelling", "occurred", (Span("قصف", at, at + 3),), casualties=killed),)


def die_after(method: str, count: int) -> None:
    """Let the n-th call of a method of the store be this process's last."""
    real = getattr(Store, method)
    left = count

    def deadly(self: Store, *args: Any, **options: Any) -> Any:
        nonlocal left
        result = real(self, *args, **options)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(Store, method, deadly)


def collect(database: str, url: str) -> None:
    fetcher = Fetcher(allow_private=True, interval=0, clock=Clock(pause=lambda seconds: None))
    with open_store(database) as store:
        collector = Collector(store, fetcher.get, plainly)
        for _ in collector.collect(Sources((Source("feed", url),))):
            pass


def main() -> None:
    read_page(page(1))
    article = Article(body(1), "warm")
    told(article, plainly(article))
    for line in sys.stdin:
        database, url, method, count = json.loads(line)
        child = os.fork()
        if child == 0:
            die_after(method, count)
            collect(database, url)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)


if __name__ == "__main__":
    main()
