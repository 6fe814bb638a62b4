from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hudna.errors import InputError
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.page import Page, read_page
from tests.ingest.test_page import BODY, PAGES, real_pages

URL = "https://www.news.example/2018/11/19/story"


def page(head: str = "", top: str = "", url: str | None = URL, **options: object) -> Page:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    source = (
        f"<html><head><title>خروق للهدنة</title>{head}</head><body>"
        f"<article><h1>خروق للهدنة</h1>{top}{paragraphs}</article></body></html>"
    )
    return read_page(source.encode(), url, **options)  # type: ignore[arg-type]


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    other = {"@type": "WebSite", "name": "وكالة", "author": {"name": "مصمم الموقع"}}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [other, node]})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# Time


def test_time_is_kept_with_its_zone() -> None:
    found = page(meta("article:published_time", "2018-11-19T23:30:00+03:00"))

    assert found.facts.published_at == datetime(2018, 11, 19, 20, 30, tzinfo=UTC)
    assert found.published == date(2018, 11, 19)


def test_local_time_comes_before_universal_time() -> None:
    found = page(
        meta("article:published_time", "2018-11-18T22:30:00+00:00")
        + linked(datePublished="2018-11-19T00:30:00+02:00")
    )

    assert found.facts.published_at is not None
    assert found.facts.published_at.utcoffset() == timedelta(hours=2)
    assert found.published == date(2018, 11, 19)


def test_time_without_a_zone_has_one_only_where_the_outlets_is_known() -> None:
    stamp = meta("article:published_time", "2018-11-19T08:00:00")

    assert page(stamp).facts.published_at is None
    found = page(stamp, zone=ZoneInfo("Asia/Damascus"))
    assert found.facts.published_at == datetime(2018, 11, 19, 6, tzinfo=UTC)


def test_the_day_is_the_outlets_where_its_clock_is_known() -> None:
    stamp = meta("article:published_time", "2018-11-18T23:30:00Z")

    assert page(stamp, url=None).published == date(2018, 11, 18)
    assert page(stamp, url=None, zone=ZoneInfo("Asia/Damascus")).published == date(2018, 11, 19)


def test_time_of_a_byline_is_read() -> None:
    found = page(top='<div class="post-date">19 نوفمبر 2018 - 05:27 م بتوقيت غرينتش</div>')

    assert found.facts.published_at == datetime(2018, 11, 19, 17, 27, tzinfo=UTC)


def test_time_of_another_day_is_not_the_articles() -> None:
    top = '<time class="published" datetime="2020-01-01T00:00:00Z"></time>'

    assert page(top=top).facts.published_at is None


# Author, section, tags


@pytest.mark.parametrize(
    "head",
    [
        linked(author={"@type": "Person", "name": "سامر الخطيب"}),
        linked(author=[{"name": "سامر الخطيب"}, {"name": "هدى"}]),
        linked(author="سامر  الخطيب"),
        '<meta name="Author" content="سامر الخطيب">',
        meta("article:author", "https://social.example/x") + meta("author", "سامر الخطيب"),
        '<meta itemprop="author" content="&amp;rlm;سامر الخطيب\u200f">',
    ],
)
def test_author_is_read(head: str) -> None:
    assert page(head).facts.author == "سامر الخطيب"


def test_author_marked_up_in_the_page_is_read() -> None:
    top = '<p itemprop="author" itemscope><i>بقلم</i> <b itemprop="name">سامر الخطيب</b></p>'

    assert page(top=top).facts.author == "سامر الخطيب"


@pytest.mark.parametrize("name", ["news.example", "News", "وكالة المثال"])
def test_outlet_is_not_its_own_author(name: str) -> None:
    found = page(meta("og:site_name", "وكالة المثال") + meta("author", name))

    assert found.facts.author is None


@pytest.mark.parametrize(
    "head",
    [meta("article:section", "محليات"), linked(articleSection=["محليات"])],
)
def test_section_is_read(head: str) -> None:
    assert page(head).facts.section == "محليات"


@pytest.mark.parametrize(
    "head",
    [
        meta("article:tag", "هدنة") + meta("article:tag", "إدلب"),
        meta("article:tag", "هدنة، إدلب ,هدنة,"),
        '<meta name="keywords" content="هدنة, إدلب">',
        linked(keywords=["هدنة", "إدلب"]),
        linked(keywords="هدنة,إدلب"),
    ],
)
def test_tags_are_read_once_each(head: str) -> None:
    assert page(head).facts.tags == ("هدنة", "إدلب")


def test_page_that_says_nothing_has_nothing() -> None:
    found = page(url=None).facts

    assert (found.author, found.section, found.tags, found.published_at) == (None, None, (), None)
    assert found.canonical is None


# Own address


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("/a?utm_source=x#top", "https://www.news.example/a"),
        ("https://evil.example/a", URL),
        ("https://www.news.example/", URL),
        ("", URL),
        ("javascript:alert(1)", URL),
        ("http://[", URL),
    ],
)
def test_canonical_link_is_believed_within_its_site(link: str, expected: str) -> None:
    found = page(f'<link rel="canonical" href="{link}">')

    assert (found.url, found.facts.canonical) == (expected, expected)


def test_saved_page_is_known_by_its_canonical_link() -> None:
    found = page('<link rel="canonical" href="https://news.example/a">', url=None)

    assert found.url == "https://news.example/a"


# Text


def test_marks_of_direction_and_double_entities_are_no_part_of_the_text() -> None:
    paragraphs = [
        f"\u200f{BODY[0]}\u202c",
        BODY[1].replace("إن", "&amp;quot;إن&amp;quot;"),
        BODY[2],
    ]
    source = (
        "<html><head><title>\u200fخروق\u200f للهدنة</title></head><body><article>"
        + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article></body></html>"
    )  # fmt: skip

    found = read_page(source.encode())

    assert found.title == "خروق للهدنة"
    assert found.body == "\n".join([BODY[0], BODY[1].replace("إن", '"إن"'), BODY[2]])


# Hostile pages


@pytest.mark.parametrize(
    "script",
    ["[" * 100_000, '{"@type": "NewsArticle", "datePublished": 7, "author": null}', "{}", "null",
     '{"@type": [1, null], "@graph": {"@graph": {"@graph": 1}}}', "{" + '"a":1,' * 200_000],
    ids=lambda script: script[:20],
)  # fmt: skip
def test_broken_linked_data_does_no_harm(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'

    assert page(head).published == date(2018, 11, 19)


@pytest.mark.parametrize("case", real_pages(), ids=lambda case: case["file"])
def test_real_pages_say_what_they_say(case: dict[str, str]) -> None:
    found = read_page((PAGES / case["file"]).read_bytes(), case["url"])
    try:
        refuse_unless_arabic(found.text)
    except InputError:
        pytest.skip("not in Arabic")

    facts = found.facts
    assert facts.canonical
    assert facts.canonical.partition("://")[2].split("/")[0] in case["url"]
    for text in (found.title or "", facts.author or "", facts.section or "", *facts.tags):
        assert not {"\u200f", "\u200e", "\n"} & set(text)
        assert "://" not in text
    if facts.published_at is not None:
        assert facts.published_at.utcoffset() is not None
        assert abs(facts.published_at.date() - date.fromisoformat(case["published"])).days <= 1


def test_most_real_pages_state_time_section_and_tags() -> None:
    cases = real_pages()
    if not cases:
        pytest.skip("no pages beside the checkout")
    facts = [read_page((PAGES / c["file"]).read_bytes(), c["url"]).facts for c in cases]

    assert sum(f.published_at is not None for f in facts) >= 8
    assert sum(f.section is not None for f in facts) >= 8
    assert sum(bool(f.tags) for f in facts) >= 8
    assert sum(f.author is not None for f in facts) >= 5
