"""The date that a page states for its article.

In this order: its standard metadata, metadata that says the date in Arabic, the page's address, a
byline marked up as the article's date. A date anywhere else on a page (today's, another story's) is
not taken. The day is the outlet's own: where one stamp of the page is in universal time and another
in local time, the local one is it, since the article's "today" is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from lxml.html import HtmlElement

from hudna.lexicon import rows
from hudna.text.fold import fold_term

_META = (
    "//meta[contains(@property, 'published') or contains(@itemprop, 'datePublished')"
    " or contains(@name, 'pubdate') or contains(@name, 'publish') or @name='date']/@content"
)
_CLASSES = (
    "publish", "pubdate", "pub-date", "pub_date", "created", "post-date", "post_date", "postdate",
    "post-meta", "entry-date", "entry-meta", "article-date", "article_date", "news-date",
    "news_date", "news-time", "date-time", "datetime", "byline", "story-date", "art-date",
)  # fmt: skip
_MARKED = "//body//*[@class or @id or @itemprop or @pubdate]"
_ADDRESS = (
    # /2018/11/19/ and /2013/middle_east/8/3/, /2018-11-19-…
    re.compile(r"/((?:19|20)\d\d)(?:/[a-z][a-z_-]*)?/(\d{1,2})/(\d{1,2})(?:/|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
)
_LINKED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*[+-](\d\d):?(\d\d)$")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")


def published_on(tree: HtmlElement, url: str | None, standard: date | None) -> date | None:
    """Return the publication date that a page states, or None.

    ``standard`` is the date of the page's standard metadata, where it has one.
    """
    if standard is not None:
        return next(_local(tree, standard), standard)
    for source in (_metadata(tree), _address(url), _bylines(tree)):
        found = next(source, None)
        if found is not None:
            return found
    return None


def _local(tree: HtmlElement, near: date) -> Iterator[date]:
    """Publication days in local time, at most a day off what the metadata say in another."""
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]/text()")
    stamps = [*tree.xpath(_META), *_LINKED.findall(" ".join(map(str, scripts)))]
    for stamp in stamps:
        local = _OFFSET.match(str(stamp).strip())
        if local and int(local[2] + local[3]):
            for day in _valid(*map(int, local[1].split("-"))):
                if abs(day - near) <= timedelta(days=1):
                    yield day


def _metadata(tree: HtmlElement) -> Iterator[date]:
    for content in tree.xpath(_META):
        yield from _stated(str(content))


def _address(url: str | None) -> Iterator[date]:
    for pattern in _ADDRESS:
        for match in pattern.finditer(url or ""):
            yield from _valid(int(match[1]), int(match[2]), int(match[3]))


def _bylines(tree: HtmlElement) -> Iterator[date]:
    for text in bylines(tree):
        yield from _stated(text)


def bylines(tree: HtmlElement) -> Iterator[str]:
    """Find the short texts that a page marks up as its article's date."""
    for element in tree.xpath(_MARKED):
        label = " ".join(str(element.get(key, "")) for key in ("class", "id", "itemprop")).lower()
        if element.get("pubdate") is None and not any(name in label for name in _CLASSES):
            continue
        text = element.text_content()
        if len(text) < 300:
            yield text


def _stated(text: str) -> Iterator[date]:
    """Dates written out in a short text: in Arabic words, year first, or unmistakably day first."""
    folded = fold_term(text)
    for match in _written().finditer(folded):
        yield from _valid(int(match[3]), _months()[match[2]], int(match[1]))
    for match in _ISO.finditer(folded):
        yield from _valid(int(match[1]), int(match[2]), int(match[3]))
    for match in _DAY_FIRST.finditer(folded):
        if int(match[1]) > 12 or match[1] == match[2]:
            yield from _valid(int(match[3]), int(match[2]), int(match[1]))


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


@cache
def _months() -> dict[str, int]:
    """Return the Gregorian months of the lexicon, by folded name."""
    return {
        fold_term(noun): int(row.data["value"])
        for row in rows("time")
        if row.data.get("is") == "month" and "calendar" not in row.data
        for noun in row.nouns
    }


@cache
def _written() -> re.Pattern[str]:
    """Match ``24 نيسان / أبريل 2020`` in folded text: day, month, year."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    twin = rf"(?:\s*[/(-]\s*(?:{names})\)?)?"
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:من\s+)?({names}){twin}\s*[،,]?\s*(\d{{4}})(?!\d)")
