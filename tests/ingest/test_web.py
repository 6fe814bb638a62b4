from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hudna.ingest.fetch import Fetcher, Limits
from hudna.ingest.fetched import ACCEPT, Fetched
from hudna.ingest.item import Failed, Found, Item, Passed, Skipped
from hudna.ingest.pace import Clock
from hudna.ingest.sources import Outlet, Source
from hudna.ingest.web import Visit
from tests.ingest.news import Memory, body, feed_of, page, rss, title
from tests.ingest.server import Answer, Web


class Collector:
    """Visits sources and remembers what it is to remember, as a store would."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.memory = Memory()
        self.time = datetime(2018, 11, 19, 12, tzinfo=UTC)
        fetcher = Fetcher(
            allow_private=True,
            interval=0,
            limits=Limits(attempts=1),
            clock=Clock(pause=lambda s: None),
        )

        def get(
            url: str, *, etag: str | None = None, last_modified: str | None = None,
            accept: str = ACCEPT,
        ) -> Fetched:  # fmt: skip
            found = fetcher.get(url, etag=etag, last_modified=last_modified, accept=accept)
            return replace(found, at=self.time)

        self.visit = Visit(get, self.memory.get, lambda: self.time)

    def collect(self, source: Source, most: int | None = None) -> list[Item]:
        out: list[Item] = []
        for item in self.visit.items(source):
            out.append(item)
            self.memory.keep(item.seen)
            if len(out) == most:
                break
        return out

    def asked(self) -> list[str]:
        """List what was asked for since the last time, robots.txt aside."""
        paths = [path for path in self.web.paths() if path != "/robots.txt"]
        self.web.asked.clear()
        return paths


@pytest.fixture
def collector(web: Web) -> Collector:
    return Collector(web)


def serve(web: Web, numbers: range) -> Source:
    """Serve a feed and its pages."""
    web.answers["/feed"] = Answer(feed_of(web.root, numbers), headers={"ETag": '"feed"'})
    for n in numbers:
        web.answers[f"/{n}"] = Answer(page(n), headers={"ETag": f'"{n}"'})
    return Source("feed", f"{web.root}/feed")


def kinds(items: list[Item]) -> list[str]:
    return [
        f"{type(item).__name__}:{item.why}" if isinstance(item, Skipped) else type(item).__name__
        for item in items
    ]


def test_pages_of_a_feed_are_collected(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 3))

    first, second, last = collector.collect(source)

    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert isinstance(last, Passed)
    assert first.article.text == f"{title(1)}\n\n{body(1)}"
    assert (first.article.url, first.article.outlet) == (f"{web.root}/1", "وكالة المثال")
    assert first.article.published == date(2018, 11, 19)
    assert first.facts.published_at == datetime(2018, 11, 19, 6, 1, tzinfo=UTC)
    assert first.page is not None
    assert first.page.body == page(1)


def test_known_pages_are_not_fetched_again(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 3))
    collector.collect(source)
    collector.asked()
    web.answers["/feed"] = Answer(feed_of(web.root, range(1, 4)))
    web.answers["/3"] = Answer(page(3))

    found = collector.collect(source)

    assert kinds(found) == ["Skipped:same", "Skipped:same", "Found", "Passed"]
    assert collector.asked() == ["/feed", "/3"]


def test_unchanged_feed_costs_one_request(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 3))
    collector.collect(source)
    collector.asked()
    web.answers["/feed"] = Answer(status=304)

    assert kinds(collector.collect(source)) == ["Skipped:same"]
    assert web.asked[-1].headers["If-None-Match"] == '"feed"'
    assert collector.asked() == ["/feed"]


def test_page_of_which_the_feed_says_something_else_is_fetched(
    web: Web, collector: Collector
) -> None:
    source = serve(web, range(1, 2))
    collector.collect(source)
    web.answers["/feed"] = Answer(rss([{"title": "ارتفاع الحصيلة", "link": f"{web.root}/1"}]))
    web.answers["/1"] = Answer(page(1, killed="خمسة"))

    found = collector.collect(source)[0]

    assert isinstance(found, Found)
    assert "خمسة" in found.article.text


def test_known_pages_are_checked_when_due(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 3))
    collector.collect(source)
    collector.asked()
    web.answers["/1"] = Answer(status=304)
    web.answers["/2"] = Answer(page(2, killed="خمسة"))
    collector.time += timedelta(hours=7)

    found = collector.collect(source)

    assert kinds(found) == ["Skipped:same", "Found", "Passed"]
    conditions = {r.path: r.headers.get("If-None-Match") for r in web.asked}
    assert (conditions["/1"], conditions["/2"]) == ('"1"', '"2"')
    # Asked in full: an unchanged feed would not tell which pages to check.
    assert conditions["/feed"] is None


def test_page_served_again_as_it_was_is_not_read_again(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 2))
    web.answers["/1"] = Answer(page(1))
    collector.collect(source)
    collector.time += timedelta(hours=7)

    assert kinds(collector.collect(source)) == ["Skipped:same", "Passed"]


def test_cut_off_collecting_goes_on(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 4))
    collector.collect(source, most=1)
    collector.asked()

    assert kinds(collector.collect(source)) == ["Skipped:same", "Found", "Found", "Passed"]
    assert collector.asked() == ["/feed", "/2", "/3"]


def test_failure_of_the_moment_is_tried_again_later_and_keeps_the_feed_open(
    web: Web, collector: Collector
) -> None:
    source = serve(web, range(1, 3))
    web.answers["/1"] = Answer(status=503)

    assert kinds(collector.collect(source)) == ["Failed", "Found", "Passed"]
    assert collector.memory[source.location].etag is None
    assert kinds(collector.collect(source)) == ["Skipped:waiting", "Skipped:same", "Passed"]

    web.answers["/1"] = Answer(page(1))
    collector.time += timedelta(minutes=16)
    assert kinds(collector.collect(source)) == ["Found", "Skipped:same", "Passed"]
    assert collector.memory[source.location].etag == '"feed"'


def test_what_fails_is_tried_ever_less_often(web: Web, collector: Collector) -> None:
    source = Source("page", f"{web.root}/1")
    web.answers["/1"] = Answer(status=500)
    waits = []
    for _ in range(9):
        assert kinds(collector.collect(source)) == ["Failed"]
        until = collector.memory[source.location].not_before
        assert until is not None
        waits.append(until - collector.time)
        collector.time = until

    assert waits[:3] == [timedelta(minutes=m) for m in (15, 30, 60)]
    assert max(waits) == timedelta(days=1)


def test_page_without_an_article_is_told_once(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 2))
    web.answers["/1"] = Answer(b"<html><body><p>404</p></body></html>")

    assert kinds(collector.collect(source)) == ["Failed", "Passed"]
    assert kinds(collector.collect(source)) == ["Skipped:same", "Passed"]


def test_feed_that_is_a_web_page_is_told(web: Web, collector: Collector) -> None:
    web.answers["/feed"] = Answer(page(1))

    (failed,) = collector.collect(Source("feed", f"{web.root}/feed"))

    assert isinstance(failed, Failed)
    assert str(failed.error) == "not a feed but a web page"


def test_page_is_known_by_its_canonical_address(web: Web, collector: Collector) -> None:
    link = "<link rel='canonical' href='/1?utm_source=feed'>"
    web.answers["/1?utm_source=rss"] = web.answers["/1"] = Answer(page(1, head=link))

    (found,) = collector.collect(Source("page", f"{web.root}/1?utm_source=rss"))

    assert isinstance(found, Found)
    assert found.article.url == f"{web.root}/1"


def test_page_listed_twice_is_fetched_once(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 2))
    links = [f"{web.root}/1", f"{web.root}/1?utm_source=rss", f"{web.root}/1#top"]
    web.answers["/feed"] = Answer(rss([{"title": "قصف", "link": link} for link in links]))

    assert kinds(collector.collect(source)) == ["Found", "Passed"]
    assert collector.asked() == ["/feed", "/1"]


def test_only_what_is_wanted_is_fetched_and_not_more(web: Web, collector: Collector) -> None:
    serve(web, range(1, 9))
    source = Source("feed", f"{web.root}/feed", only=("*/[2-8]",), most=3)

    collector.collect(source)

    assert collector.asked() == ["/feed", "/2", "/3", "/4"]


def test_text_of_a_feed_serves_where_its_pages_are_not_wanted(
    web: Web, collector: Collector
) -> None:
    html = "".join(f"<p>{text}</p>" for text in body(1).split("\n"))
    item = {"title": title(1), "link": f"{web.root}/1", "description": html,
            "pubDate": "Mon, 19 Nov 2018 08:00:00 +0200"}  # fmt: skip
    web.answers["/feed"] = Answer(rss([item]))

    found = collector.collect(Source("feed", f"{web.root}/feed", pages=False))[0]

    assert isinstance(found, Found)
    assert found.article.text == f"{title(1)}\n\n{body(1)}"
    assert (found.article.published, found.article.url) == (date(2018, 11, 19), f"{web.root}/1")
    assert collector.asked() == ["/feed"]


def test_date_of_the_feed_serves_where_the_page_has_none(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 2))
    web.answers["/1"] = Answer(re.sub(rb"<meta property='article[^>]+>", b"", page(1)))
    item = {"title": title(1), "link": f"{web.root}/1", "pubDate": "Sun, 18 Nov 2018 23:30:00 GMT"}
    web.answers["/feed"] = Answer(rss([item]))

    found = collector.collect(source)[0]

    assert isinstance(found, Found)
    assert found.article.published == date(2018, 11, 18)
    assert found.facts.published_at == datetime(2018, 11, 18, 23, 30, tzinfo=UTC)


def test_clock_of_the_outlet_decides_the_day(web: Web, collector: Collector) -> None:
    source = serve(web, range(1, 2))
    web.answers["/1"] = Answer(
        page(1).replace(b"2018-11-19T08:01:00+02:00", b"2018-11-18T23:30:00Z")
    )
    outlet = Outlet("وكالة المثال", timezone="Asia/Damascus")

    found = collector.collect(Source("feed", source.location, outlet=outlet))[0]

    assert isinstance(found, Found)
    assert found.article.published == date(2018, 11, 19)


def test_sitemaps_of_sitemaps_are_followed(web: Web, collector: Collector) -> None:
    serve(web, range(1, 3))
    web.answers["/index.xml"] = Answer(
        b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    )
    urls = "".join(f"<url><loc>{web.root}/{n}</loc></url>" for n in (1, 2))
    web.answers["/news.xml"] = Answer(f"<urlset>{urls}</urlset>".encode())

    found = collector.collect(Source("sitemap", f"{web.root}/index.xml"))

    assert kinds(found) == ["Found", "Found", "Passed", "Passed"]


def test_sitemaps_that_list_each_other_end(web: Web, collector: Collector) -> None:
    loop = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    web.answers["/a.xml"] = Answer(loop)

    assert set(kinds(collector.collect(Source("sitemap", f"{web.root}/a.xml")))) == {"Passed"}
    assert len(collector.asked()) == 3


@pytest.mark.parametrize(
    "head", [b"", b"\xef\xbb\xbf", b"<!-- x --><!-- y -->\n", b"<?xml-stylesheet href='x'?>\n"]
)
def test_address_is_what_it_turns_out_to_be(web: Web, collector: Collector, head: bytes) -> None:
    serve(web, range(1, 2))
    listed = feed_of(web.root, [1]).partition(b"?>")[2]
    web.answers["/feed"] = Answer(head + listed)
    web.answers["/map"] = Answer(
        head + f"<urlset><url><loc>{web.root}/1</loc></url></urlset>".encode()
    )

    for path in ("/feed", "/map", "/1"):
        found = Collector(web).collect(Source("address", f"{web.root}{path}"))
        assert kinds(found)[0] == "Found", path


def test_comments_without_end_do_no_harm(web: Web, collector: Collector) -> None:
    web.answers["/a"] = Answer(b"<!--a-->" * 100_000)

    assert kinds(collector.collect(Source("address", f"{web.root}/a"))) == ["Failed"]


def test_page_in_another_language_is_told(web: Web, collector: Collector) -> None:
    text = "<p>Government forces shelled the outskirts of the town this morning.</p>" * 5
    web.answers["/1"] = Answer(f"<html><title>x</title><article>{text}</article></html>".encode())

    (failed,) = collector.collect(Source("page", f"{web.root}/1"))

    assert isinstance(failed, Failed)
    assert str(failed.error) == "not Arabic text"


def test_charset_that_the_server_names_is_believed(web: Web, collector: Collector) -> None:
    legacy = page(1).decode().replace("<meta charset='utf-8'>", "").encode("windows-1256", "ignore")
    headers = {"Content-Type": 'text/html; charset="windows-1256"'}
    web.answers["/1"] = Answer(legacy, headers=headers)

    (found,) = collector.collect(Source("page", f"{web.root}/1"))

    assert isinstance(found, Found)
    assert found.article.text.startswith(title(1))
