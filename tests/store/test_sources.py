from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hudna.store import FetchState, Outlet, Source, Store


def test_outlets_and_sources_are_kept_by_name(store: Store) -> None:
    outlet = Outlet("وكالة أولى", "SYR", "ar", "SYR:MIL", {"note": "رسمية"})
    feed = Source("feed", "feed", "https://example.org/feed", outlet.name)
    store.put_outlet(Outlet("وكالة ثانية"))
    store.put_outlet(Outlet(outlet.name))
    store.put_outlet(outlet)
    store.put_source(replace(feed, location="https://example.org/old"))
    store.put_source(feed)

    assert store.outlets() == [outlet, Outlet("وكالة ثانية")]
    assert store.sources() == [feed]


def test_the_state_of_an_address_is_remembered(store: Store) -> None:
    url = "https://example.org/feed"
    fetched = datetime(2018, 11, 24, 15, 0, 0, 250_000, timezone(timedelta(hours=3)))
    state = FetchState(
        url, '"abc"', "Sat, 24 Nov 2018 12:00:00 GMT", fetched, 304, 2,
        fetched + timedelta(minutes=15), {"line": 7},
    )  # fmt: skip
    assert store.fetch(url) is None

    store.put_fetch(FetchState(url))
    store.put_fetch(state)
    found = store.fetch(url)
    assert found == state
    assert found.fetched
    assert found.fetched.tzinfo == UTC
