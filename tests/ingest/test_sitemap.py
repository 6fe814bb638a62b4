from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest

from hudna.errors import InputError
from hudna.ingest.sitemap import sitemap

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/1</loc><image:image><image:loc>https://cdn.example/1.jpg</image:loc>
</image:image><news:news><news:publication><news:name>وكالة المثال</news:name></news:publication>
<news:publication_date>2018-11-18T23:00:00+02:00</news:publication_date>
<news:title>قصف على &#1580;رجناز</news:title>
<news:keywords>هدنة، إدلب</news:keywords></news:news></url>
<url><loc> https://news.example/2?a=1&amp;b=2 </loc><lastmod>2018-11-19</lastmod></url>
<url><lastmod>2018-11-20</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/old.xml</loc><lastmod>2017-01-01</lastmod></sitemap>
<sitemap><loc>https://news.example/new.xml.gz</loc><lastmod>2018-11-19</lastmod></sitemap>
</sitemapindex>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_pages_are_listed_newest_first_with_what_is_said_of_them(pack: type[bytes]) -> None:
    second, first = sitemap(pack(NEWS.encode())).pages

    assert (first.url, second.url) == ("https://news.example/1", "https://news.example/2?a=1&b=2")
    assert (first.title, first.published) == ("قصف على جرجناز", date(2018, 11, 18))
    assert first.facts.published_at == datetime(2018, 11, 18, 21, tzinfo=UTC)
    assert first.facts.tags == ("هدنة", "إدلب")
    # When a page was last changed is not when its article was published.
    assert (second.published, second.changed) == (None, "2018-11-19")


def test_index_lists_its_sitemaps_newest_first() -> None:
    found = sitemap(INDEX.encode())

    assert found.sitemaps == ("https://news.example/new.xml.gz", "https://news.example/old.xml")
    assert not found.pages


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<html><p>x</p></html>", "not a sitemap but a web page"),
        (b"<rss></rss>", "XML of another kind <rss>"),
        (b"nothing", "not XML"),
        (NEWS.replace("<urlset", '<!DOCTYPE x [<!ENTITY a "b">]><urlset').encode(), "entities"),
        (gzip.compress(bytes(60_000_000)), "more than"),
        (gzip.compress(NEWS.encode())[:100], "broken compression"),
    ],
    ids=["page", "feed", "text", "entities", "bomb", "cut"],
)
def test_what_is_no_sitemap_is_told(raw: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        sitemap(raw)
