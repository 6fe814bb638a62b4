"""What a page says of its article beside the text: time, author, section, tags, own address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from lxml.html import HtmlElement

from hudna.errors import FetchError
from hudna.ingest.page_linked import Linked
from hudna.ingest.stamps import moment, spoken
from hudna.ingest.url import canonical, same_site

_MARKS = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What steers the direction or the breaking of a line on a page, and is no part of a text."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_LONGEST = 200
"""Characters of an author, a section or a tag; more is something else."""
_TAGS = 50
_SEPARATOR = re.compile(r"\s*[,،؛;|]\s*")
_AUTHORED = "//*[@itemprop='author']"
_SECTIONED = "//body//*[@itemprop='articleSection']"
_STAMPED = (
    "//*[@itemprop='datePublished']/@content", "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime", "//time[contains(@class, 'publish')]/@datetime",
)  # fmt: skip
_STAMPS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "pubdate", "publishdate", "publish-date", "publish_date", "date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "datecreated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What else a page, a feed or a table says of its article; None where it does not."""

    published_at: datetime | None = None
    """When it was published; always with its zone."""
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical: str | None = None
    """The address that the page calls its own, in canonical form."""


def plain(text: str) -> str:
    """Return text without marks of direction, and with entities that were encoded twice decoded."""
    return _MARKS.sub("", html.unescape(text) if _ENTITY.search(text) else text)


def author(said: Linked, tree: HtmlElement, outlet: str | None, url: str | None) -> str | None:
    """Return who wrote it, where that is anyone but the outlet."""
    given = [
        *said.texts("author"), *said.meta.get("author", ()), *said.meta.get("article:author", ()),
        *said.meta.get("byl", ()), *(_text(e) for e in tree.xpath(_AUTHORED)),
    ]  # fmt: skip
    site = re.sub(r"^www\.|\W", "", (url or "").partition("://")[2].partition("/")[0]).lower()
    for name in map(_short, given):
        bare = re.sub(r"\W", "", name).lower()
        own = bool(outlet) and name.casefold() == str(outlet).casefold()
        if bare and not own and "://" not in name and not (len(bare) > 3 and bare in site):
            return name
    return None


def section(said: Linked, tree: HtmlElement) -> str | None:
    """Return the section of the outlet that it stands in."""
    given = [
        *said.texts("articleSection"), *said.meta.get("article:section", ()),
        *said.meta.get("articlesection", ()), *(_text(e) for e in tree.xpath(_SECTIONED)),
    ]  # fmt: skip
    return next(filter(None, map(_short, given)), None)


def tags(said: Linked) -> tuple[str, ...]:
    """Return its tags, of the first place of the page that has any."""
    for given in (
        said.meta.get("article:tag", ()), said.texts("keywords"),
        said.meta.get("news_keywords", ()), said.meta.get("keywords", ()),
    ):  # fmt: skip
        found = dict.fromkeys(
            _short(tag) for text in given for tag in _SEPARATOR.split(text[:10_000])
        )
        found.pop("", None)
        if found:
            return tuple(found)[:_TAGS]
    return ()


def own_address(said: Linked, tree: HtmlElement, url: str | None) -> str | None:
    """Return the address that the page calls its own, or else the one where it was found.

    A page of another site, and a site's front page, are not taken for it: a template's mistake, or
    an attempt to pass for another outlet's article.
    """
    links = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    for target in (*links, said.first("og:url") or ""):
        found = _canonical(target, url)
        if found is not None:
            return found
    return _canonical(url, None) if url else None


def published_at(
    said: Linked, tree: HtmlElement, day: date | None, bylines: Iterator[str], zone: tzinfo | None
) -> datetime | None:
    """Return the time of publication with its zone, where the page states both.

    It must be of the ``day`` that the page is dated by, give or take a zone. Of several stamps of
    one page the one in local time is preferred: "today" in the article is a local day. ``zone`` is
    the outlet's, for stamps and bylines that name none.
    """
    written = [
        *said.texts("datePublished"),
        *(value for name in _STAMPS for value in said.meta.get(name, ())),
        *(str(value) for path in _STAMPED for value in tree.xpath(path)),
    ]
    stamps = [stamp for text in written[:50] if (stamp := moment(text[:100], zone)) is not None]
    near = [s for s in stamps if day is None or abs(s.date() - day) <= timedelta(days=1)]
    local = [s for s in near if s.utcoffset()]
    for stamp in (*local, *near):
        return stamp
    if day is None:
        return None
    texts = (*written, *bylines)
    return next((at for text in texts if (at := spoken(text[:300], day, zone)) is not None), None)


def _canonical(target: str | None, url: str | None) -> str | None:
    from urllib.parse import urljoin, urlsplit

    try:
        found = canonical(urljoin(url or "", (target or "").strip()))
        if url is not None:
            front = urlsplit(found).path in ("", "/") and not urlsplit(found).query
            if front or not same_site(found, url):
                return None
    except (FetchError, ValueError):
        return None
    return found


def _text(element: HtmlElement) -> str:
    """Return what an element with an itemprop says: its content, the name in it, or its text."""
    if element.get("content"):
        return str(element.get("content"))
    for inner in element.xpath(".//*[@itemprop='name']"):
        return str(inner.get("content") or inner.text_content())
    return str(element.text_content()) if element.get("itemscope") is None else ""


def _short(text: str) -> str:
    text = " ".join(plain(text[: 2 * _LONGEST]).split())
    return text if len(text) <= _LONGEST else ""
