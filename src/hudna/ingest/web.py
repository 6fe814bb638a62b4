"""Articles of the web: what a feed or a sitemap lists is fetched page by page; or one page alone.

A list's own state is told last, after all that it lists: a collecting that is cut off half way asks
for the list again. Pages that are known are not fetched again until the list says something else of
them, or until they are due for a check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol
from urllib.parse import urljoin

from hudna.errors import FetchError, InputError
from hudna.ingest import feed, sitemap
from hudna.ingest.entry import Entry
from hudna.ingest.fetched import ACCEPT, Fetched
from hudna.ingest.fragment import text_of
from hudna.ingest.item import Failed, Found, Item, Passed, Recall, Seen, Skipped
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.page import read_page
from hudna.ingest.page_facts import Facts
from hudna.ingest.sources import Source
from hudna.ingest.url import canonical
from hudna.model import Article

_LISTS = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.8"
_XML_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?>(?:<\?[^>]{0,500}>\s*|<!--(?:(?!-->).){0,2000}-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*)*)"
    rb"<(?:\w{1,20}:)?(\w{1,20})",
    re.DOTALL | re.IGNORECASE,
)
_DEEPEST = 2
"""Levels of sitemaps of sitemaps."""
_INDEXED = 50
"""Sitemaps of one index that are read, the newest first."""


class Get(Protocol):
    """Fetches an address: :meth:`hudna.ingest.fetch.Fetcher.get`."""

    def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None,
        accept: str = ACCEPT,
    ) -> Fetched:  # fmt: skip
        """Fetch."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit to the web needs: how to fetch, what is known, and what time it is."""

    get: Get
    recall: Recall
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def items(self, source: Source) -> Iterator[Item]:
        """Collect the articles of a source of the web."""
        known = self.recall(source.location)
        if known is not None and known.not_before is not None and self.now() < known.not_before:
            yield Skipped(source.location, "waiting")
            return
        if source.kind == "page":
            yield self._page(source, Entry(source.location))
            return
        yield from self._list(source, source.location, known, 0)

    def _list(self, source: Source, url: str, known: Seen | None, depth: int) -> Iterator[Item]:
        before = known or Seen(url)
        # An unchanged list tells nothing of pages that were changed since: those that are due for a
        # check need the whole of it.
        due = before.fetched is None or self.now() - before.fetched >= source.recheck
        try:
            found = self.get(
                url, etag=None if due else before.etag,
                last_modified=None if due else before.last_modified,
                accept=ACCEPT if source.kind == "address" else _LISTS,
            )  # fmt: skip
            if found.unchanged:
                yield Skipped(url, "same", replace(before, failures=0, not_before=None))
                return
            listed = self._listed(source, found)
        except InputError as error:
            wait = error if isinstance(error, FetchError) else FetchError(str(error))
            yield Failed(url, error, before.failed(wait, self.now()))
            return
        if listed is None:
            yield self._read(source, Entry(url), found, self.recall(url) or Seen(url))
            return
        yield from self._followed(source, listed, depth, before.after(found))

    def _followed(
        self, source: Source, listed: sitemap.Sitemap, depth: int, seen: Seen
    ) -> Iterator[Item]:
        whole = True
        for item in self._pages(source, listed.pages):
            whole = whole and not _to_be_tried_again(item)
            yield item
        for url in listed.sitemaps[:_INDEXED] if depth < _DEEPEST else ():
            for item in self._list(source, urljoin(seen.url, url), self.recall(url), depth + 1):
                whole = whole and not _to_be_tried_again(item)
                yield item
        # With something left to try, the list is to be asked for in full the next time.
        yield Passed(seen if whole else replace(seen, etag=None, last_modified=None))

    def _listed(self, source: Source, found: Fetched) -> sitemap.Sitemap | None:
        """Read a list; None where an address that could be anything turns out to be a page."""
        kind = source.kind if source.kind != "address" else _kind_of(found.body)
        if kind == "feed":
            return sitemap.Sitemap(tuple(feed.entries(found.body, found.url, found.charset)))
        return sitemap.sitemap(found.body) if kind == "sitemap" else None

    def _pages(self, source: Source, entries: Sequence[Entry]) -> Iterator[Item]:
        met: set[str] = set()
        for entry in entries:
            try:
                url = canonical(entry.url) if entry.url else None
            except FetchError as error:
                yield Failed(entry.url or "", error)
                continue
            if url is None or (source.kind == "feed" and not source.pages):
                yield self._of_feed(source, entry, url)
            elif url not in met and source.wants(url) and len(met) < source.most:
                met.add(url)
                yield self._page(source, replace(entry, url=url))

    def _of_feed(self, source: Source, entry: Entry, url: str | None) -> Item:
        """Take an article's text from the feed itself."""
        where = url or f"{source.location}: {entry.title}"
        body = text_of(entry.html or "")
        text = f"{entry.title}\n\n{body}" if entry.title else body
        try:
            refuse_unless_arabic(text)
        except InputError as error:
            return Failed(where, error)
        return Found(where, Article(text, where, None, url, entry.published), entry.facts)

    def _page(self, source: Source, entry: Entry) -> Item:
        url = entry.url or source.location
        known = self.recall(url) or Seen(url)
        now = self.now()
        if known.not_before is not None and now < known.not_before:
            return Skipped(url, "waiting")
        same = known.details.get("mark") == entry.mark and known.failures == 0
        alone = source.kind == "page"
        if (
            known.fetched is not None
            and same
            and not alone
            and now - known.fetched < source.recheck
        ):
            return Skipped(url, "same")
        try:
            found = self.get(url, etag=known.etag, last_modified=known.last_modified)
        except FetchError as error:
            return Failed(url, error, known.failed(error, now))
        return self._read(source, entry, found, known)

    def _read(self, source: Source, entry: Entry, found: Fetched, known: Seen) -> Item:
        """Read a page that was fetched."""
        url = known.url
        same = found.unchanged or known.details.get("sha256") == found.sha256
        if same and known.failures == 0:
            return Skipped(url, "same", known.after(found, mark=entry.mark))
        seen = known.after(found, mark=entry.mark, sha256=found.sha256)
        zone = source.outlet.zone if source.outlet else None
        try:
            page = read_page(found.body, found.url, charset=found.charset, zone=zone)
            refuse_unless_arabic(page.text)
        except InputError as error:
            return Failed(url, error, seen)
        day = page.published or _day(entry, zone)
        facts = Facts(
            published_at=page.facts.published_at or entry.facts.published_at,
            author=page.facts.author or entry.facts.author,
            section=page.facts.section,
            tags=page.facts.tags or entry.facts.tags,
            canonical=page.facts.canonical,
        )
        article = Article(page.text, url, page.outlet, page.url or found.url, day)
        return Found(url, article, facts, found, seen)


def _day(entry: Entry, zone: tzinfo | None) -> date | None:
    at = entry.facts.published_at
    return at.astimezone(zone).date() if at is not None and zone is not None else entry.published


def _to_be_tried_again(item: Item) -> bool:
    if isinstance(item, Skipped):
        return item.why == "waiting"
    return isinstance(item, Failed) and isinstance(item.error, FetchError) and item.error.transient


def _kind_of(body: bytes) -> str:
    if body.startswith(b"\x1f\x8b"):
        return "sitemap"
    found = _XML_ROOT.match(body[:10_000])
    root = found[1].decode("ascii").lower() if found else ""
    return "feed" if root in feed.ROOTS else "sitemap" if root in sitemap.ROOTS else "page"
