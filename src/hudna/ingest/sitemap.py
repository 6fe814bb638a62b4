"""Sitemaps: lists of a site's pages, with what Google's news extension says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from hudna.errors import InputError
from hudna.ingest.entry import MOST, Entry
from hudna.ingest.inflate import gunzipped
from hudna.ingest.page_facts import Facts, plain
from hudna.ingest.stamps import day_of, moment
from hudna.ingest.xml import local, parsed

ROOTS = ("urlset", "sitemapindex")
_LARGEST = 52_428_800
"""Bytes of a sitemap when uncompressed: the most that the protocol permits."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages that a sitemap lists, the newest first, or the sitemaps, if it is an index."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def sitemap(raw: bytes) -> Sitemap:
    """Read a sitemap, compressed or not.

    Raises:
        InputError: it is none.
    """
    root = parsed(gunzipped(raw, _LARGEST))
    items = [item for item in root if isinstance(item.tag, str)][:MOST]
    if local(root) == "sitemapindex":
        newest = sorted(items, key=lambda item: _text(item, "lastmod") or "", reverse=True)
        return Sitemap(sitemaps=tuple(loc for item in newest if (loc := _text(item, "loc"))))
    if local(root) != "urlset":
        what = (
            "a web page" if local(root) == "html" else f"XML of another kind <{local(root)[:40]}>"
        )
        raise InputError(f"not a sitemap but {what}")
    pages = [entry for item in items if (entry := _entry(item)) is not None]
    return Sitemap(tuple(sorted(pages, key=_changed, reverse=True)))


def _entry(item: etree._Element) -> Entry | None:
    url = _text(item, "loc")
    if url is None:
        return None
    written = _text(item, "publication_date") or ""
    tags = re.split(r"\s*[,،]\s*", _text(item, "keywords") or "")
    return Entry(
        url=url,
        title=_text(item, "title"),
        published=day_of(written),
        facts=Facts(published_at=moment(written), tags=tuple(tag for tag in tags if tag)[:50]),
        changed=_text(item, "lastmod") or written or None,
    )


def _changed(entry: Entry) -> str:
    """Sort by the day that an entry names: times of different zones within a day may swap."""
    return entry.changed or ""


def _text(item: etree._Element, name: str) -> str | None:
    for element in item.iter():
        if local(element) == name and element.text:
            text = " ".join(plain(element.text).split())
            if text:
                return text[:8000]
    return None
