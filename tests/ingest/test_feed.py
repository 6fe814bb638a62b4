from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.ingest.feed import entries
from tests.ingest.news import rss

ITEM = {
    "title": "قصف على &amp; جرجناز",
    "link": "https://news.example/1?a=1&b=2",
    "pubDate": "Mon, 19 Nov 2018 00:30:00 +0300",
    "dc:creator": "سامر الخطيب",
    "category": "هدنة",
    "description": "<p>قصفت قوات النظام البلدة.</p>",
}
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/">
<entry><title type="html">قصف &lt;b&gt;عنيف&lt;/b&gt;</title><link rel="alternate" href="/1"/>
<published>2018-11-19T00:30:00+03:00</published><updated>2018-11-19T09:00:00+03:00</updated>
<author><name>سامر الخطيب</name></author><content type="html">&lt;p&gt;نص</content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://news.example/1"><title>قصف</title>
<link>https://news.example/1</link></item></rdf:RDF>"""


def test_rss_is_read() -> None:
    (entry,) = entries(rss([ITEM]))

    assert entry.url == "https://news.example/1?a=1&b=2"
    assert entry.title == "قصف على & جرجناز"
    assert entry.html == "<p>قصفت قوات النظام البلدة.</p>"
    assert entry.published == date(2018, 11, 19)
    assert entry.facts.published_at == datetime(2018, 11, 18, 21, 30, tzinfo=UTC)
    assert (entry.facts.author, entry.facts.tags) == ("سامر الخطيب", ("هدنة",))


def test_atom_is_read() -> None:
    (entry,) = entries(ATOM.encode())

    assert entry.url == "https://news.example/1"
    assert entry.published == date(2018, 11, 19)
    assert entry.facts.author == "سامر الخطيب"
    assert entry.changed == "2018-11-19T09:00:00+03:00"


def test_rdf_is_read() -> None:
    assert [entry.url for entry in entries(RDF.encode())] == ["https://news.example/1"]


def test_longest_of_the_texts_is_the_articles() -> None:
    (entry,) = entries(rss([{**ITEM, "content:encoded": "<p>قصفت قوات النظام البلدة كلها.</p>"}]))

    assert entry.html == "<p>قصفت قوات النظام البلدة كلها.</p>"


def test_relative_links_lead_to_the_feeds_site() -> None:
    (entry,) = entries(rss([{**ITEM, "link": "/1"}]), "https://news.example/feed")

    assert entry.url == "https://news.example/1"


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "iso-8859-6"])
def test_legacy_encodings_are_read(encoding: str) -> None:
    source = rss([ITEM]).decode().replace("UTF-8", encoding)

    assert entries(source.encode(encoding))[0].title == "قصف على & جرجناز"


def test_time_that_a_feed_does_not_tell_is_unknown() -> None:
    (entry,) = entries(rss([{"title": "قصف", "link": "https://news.example/1"}]))

    assert (entry.published, entry.facts.published_at) == (None, None)


def test_mark_changes_with_what_the_feed_says() -> None:
    marks = {
        entries(rss([{**ITEM, **change}]))[0].mark
        for change in ({}, {"title": "قصف"}, {"description": "نص"}, {"pubDate": "x"})
    }

    assert len(marks) == 4
    assert entries(rss([ITEM]))[0].mark == entries(rss([ITEM]))[0].mark


@pytest.mark.parametrize("cut", [100, 250, 400])
def test_broken_feed_is_read_as_far_as_it_goes(cut: int) -> None:
    whole = rss([ITEM, {**ITEM, "link": "https://news.example/2"}])

    assert len(entries(whole[: len(whole) - cut])) >= 1


def test_entities_of_html_do_no_harm() -> None:
    source = rss([ITEM]).replace(b"&amp;amp;", b"&nbsp;&rlm;")

    assert entries(source)[0].title == "قصف على جرجناز"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "not a feed but a web page"),
        (b"<html><head><meta charset=utf-8><p>x<br></html>", "not a feed but a web page"),
        (b"<urlset/>", "not a feed but XML of another kind <urlset>"),
        (b"not xml at all", "not XML"),
        (b"", "not XML"),
        (b"<", "not XML"),
        (b"%PDF-1.4", "a PDF, not text"),
        (b"\0\1\2" * 50, "a binary file"),
    ],
)
def test_what_is_no_feed_says_what_it_is(raw: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        entries(raw)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE rss [<!entity l11 "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(dtd: str, encoding: str) -> None:
    source = rss([{**ITEM, "title": "TITLE"}]).decode().replace("TITLE", "&l11;")
    source = source.replace("<rss", f"{dtd}<rss").replace("UTF-8", encoding)

    with pytest.raises(InputError, match="declares entities"):
        entries(source.encode(encoding))


def test_external_dtd_is_not_fetched() -> None:
    source = rss([ITEM]).replace(b"<rss", b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x"><rss')

    assert len(entries(source)) == 1


@pytest.mark.parametrize(
    "raw",
    [b"<rss>" + b"<a>" * 100_000, b"<rss><channel>" + b"<item>" * 50_000, b"<rss " + b"a" * 10**6,
     b"<rss>" + b"<![CDATA[" * 10_000, b"<rss>" + b"&amp;" * 200_000],
    ids=["deep", "items", "attribute", "cdata", "entities"],
)  # fmt: skip
def test_hostile_shapes_do_no_harm(raw: bytes) -> None:
    try:
        found = entries(raw)
    except InputError:
        return
    assert all(entry.url is None for entry in found)


@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_a_reason(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        assert len(entries(b"<rss><channel><item><title>" + raw)) <= len(raw) + 1
