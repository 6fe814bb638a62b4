"""Feeds: RSS and Atom of every version, and whatever of a broken one can be read."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree

from hudna.errors import InputError
from hudna.ingest.entry import MOST, Entry
from hudna.ingest.page_facts import Facts, plain
from hudna.ingest.stamps import day_of, moment
from hudna.ingest.xml import local, parsed

ROOTS = ("rss", "feed", "rdf")
"""Names of the elements that a feed consists of."""


def entries(raw: bytes, url: str | None = None, charset: str | None = None) -> list[Entry]:
    """List the articles of a feed, in its order; ``url`` is its address, for links within it.

    Raises:
        InputError: it is no feed.
    """
    root = parsed(raw, charset)
    if local(root) not in ROOTS:
        what = (
            "a web page" if local(root) == "html" else f"XML of another kind <{local(root)[:40]}>"
        )
        raise InputError(f"not a feed but {what}")
    # feedparser takes a while to import; it gets clean XML, and never a name or an address.
    import feedparser

    clean = io.BytesIO(etree.tostring(root, encoding="utf-8"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    found: Any = feedparser.parse(clean, response_headers=headers, sanitize_html=False)
    return [_entry(item) for item in found.entries[:MOST]]


def _entry(item: Any) -> Entry:
    # feedparser's own way to ask for "updated" gives "published" where there is none.
    changed = dict.get(item, "updated")
    written = item.get("published") or item.get("created") or changed or ""
    contents = [part.get("value") or "" for part in item.get("content", ())]
    html = max((*contents, item.get("summary") or ""), key=len)
    tags = (_line(tag.get("term")) for tag in item.get("tags", ()))
    return Entry(
        url=_link(item),
        title=_line(item.get("title")),
        html=html or None,
        published=day_of(written),
        facts=Facts(
            published_at=moment(written),
            author=_line(item.get("author")),
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        ),
        changed=changed or written or None,
    )


def _link(item: Any) -> str | None:
    """Return the address of the article's page: what some feeds carry their own is not it."""
    link = item.get("feedburner_origlink") or item.get("link")
    if not link and str(item.get("id", "")).startswith(("http://", "https://")):
        link = item["id"]
    return str(link).strip() or None if link else None


def _line(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    return " ".join(plain(text).split())[:500] or None
