"""What the verbs that visit the web share: the option that opens private addresses, the fetcher."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hudna.errors import InputError
from hudna.ingest.files import Defaults, Read, Report, Source, articles, find

if TYPE_CHECKING:
    from hudna.ingest.fetch import Fetcher

allow_private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Let addresses lead into private networks and to this computer.",
)


def fetcher_of(
    allow_private: bool, contact: str | None = None, interval: float = 1.0,
    stop: threading.Event | None = None,
) -> Fetcher:  # fmt: skip
    """Make a fetcher; what it waits for ends when ``stop`` is set."""
    from hudna.ingest.fetch import Fetcher
    from hudna.ingest.pace import Clock
    from hudna.ingest.together import StoppedError

    def pause(seconds: float) -> None:
        if stop is None:
            time.sleep(seconds)
        elif stop.wait(seconds):
            raise StoppedError

    return Fetcher(
        allow_private=allow_private, contact=contact, interval=interval, clock=Clock(pause=pause)
    )


def fetched(
    names: Sequence[str], report: Report, defaults: Defaults, allow_private: bool
) -> tuple[Iterator[Read], list[Source]]:
    """Read the articles of addresses and of paths, in the order in which they are named.

    Returns them as :func:`hudna.ingest.files.articles` does, and what they are read from.
    """
    sources = [Source(name, None, None) for name in names]

    def read() -> Iterator[Read]:
        with fetcher_of(allow_private) as fetcher:
            for name in names:
                if "://" in name:
                    yield from _visited(fetcher, name, report, defaults)
                else:
                    yield from articles(find([name], report), report, defaults)

    return read(), sources


def _visited(fetcher: Fetcher, address: str, report: Report, defaults: Defaults) -> Iterator[Read]:
    from hudna.ingest.item import Failed, Found
    from hudna.ingest.sources import given
    from hudna.ingest.web import Visit

    try:
        source = given(address)
    except InputError as error:
        report(error)
        return
    for item in Visit(fetcher.get, lambda url: None).items(source):
        if isinstance(item, Failed):
            why = str(item.error).removeprefix(f"{item.where}: ")
            report(InputError(f"{item.where}: {why}"))
        elif isinstance(item, Found):
            article = item.article
            filled = replace(
                article,
                published=article.published or defaults.published,
                outlet=article.outlet or defaults.outlet,
            )
            yield Read(filled, 0)
