"""Web archives: WARC files, compressed or not, as Common Crawl News and crawlers write them.

A record at a time is held in memory. Of the millions of pages of an archive few are Arabic
articles: the others are passed over, most of them at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hudna.errors import FetchError, InputError
from hudna.ingest.fetched import Fetched
from hudna.ingest.inflate import gunzipped
from hudna.ingest.item import Failed, Found, Item, Passed, Recall, Skipped
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.local import File, opened
from hudna.ingest.page import read_page
from hudna.ingest.url import canonical
from hudna.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

LARGEST = 20_000_000
"""Bytes of a page, compressed or not; longer records are passed over."""
_PAGES = ("text/html", "application/xhtml+xml")
_ENOUGH = 100
"""Arabic letters that a page must have, wherever they are, to be looked at at all."""
# Letters of Arabic in UTF-8, and in the legacy encodings, where they may also be Latin letters.
_UTF8 = re.compile(rb"[\xd8-\xdb][\x80-\xbf]|&#1[56]\d\d;")
_LEGACY = re.compile(rb"[\xc1-\xda\xe0-\xea]{2,}")
_NAMES = ("windows-1256", "cp1256", "iso-8859-6")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*(?:windows-1256|cp1256|iso-8859-6)", re.I)

Wants = Callable[[str], bool]
"""Whether an address is one of those that are collected."""


def items(
    path: Path, recall: Recall, wants: Wants = lambda url: True, zone: tzinfo | None = None
) -> Iterator[Item]:
    """Read the articles of an archive, from the record where it was left before.

    ``zone`` is the outlet's, for times that name none.

    Raises:
        InputError: the file cannot be read any further.
    """
    file = opened(path, recall)
    if file.done:
        yield Skipped(str(path), "same")
        return
    at = file.start
    for record in _records(file):
        at = record.stream_pos
        yield _item(file, record, at, wants, zone)
    yield Passed(file.seen(at, done=True))


def _records(file: File) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType, has_content_length_lte

    try:
        with file.path.open("rb") as stream:
            stream.seek(file.start)
            if file.start and not stream.peek(5)[:5].startswith((b"\x1f\x8b", b"WARC/")):
                # Compressed as one stream, it cannot be entered in the middle.
                stream.seek(0)
            yield from ArchiveIterator(
                stream, record_types=WarcRecordType.response | WarcRecordType.resource,
                func_filter=has_content_length_lte(LARGEST), auto_decode="transfer",
                strict_mode=False,
            )  # fmt: skip
    except OSError as error:
        why = (error.strerror or str(error)).lower().rstrip(".")
        raise InputError(f"cannot be read any further: {why}") from error


def _item(file: File, record: WarcRecord, at: int, wants: Wants, zone: tzinfo | None) -> Item:
    target = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    where = f"{file.path}: {target}"
    seen = file.seen(at)
    try:
        url = canonical(target)
    except FetchError:
        return Skipped(where, "other", seen)
    kind = (
        (record.http_content_type or record.headers.get("Content-Type") or "")
        .partition(";")[0]
        .strip()
        .lower()
    )
    status = record.http_headers.status_code if record.is_http else 200
    if status != 200 or kind not in _PAGES or not wants(url):
        return Skipped(where, "other", seen)
    try:
        page = _page(record, url, at)
    except InputError as error:
        return Failed(where, error, seen)
    if not _promising(page):
        return Skipped(where, "other", seen)
    try:
        read = read_page(page.body, page.url, charset=page.charset, zone=zone)
        refuse_unless_arabic(read.text)
    except InputError:
        return Skipped(where, "other", seen)
    article = Article(read.text, url, read.outlet, read.url, read.published)
    return Found(where, article, read.facts, page, seen)


def _page(record: WarcRecord, url: str, at: int) -> Fetched:
    try:
        length = record.content_length
        raw = record.reader.read(LARGEST + 1)
        pairs = record.http_headers.items() if record.is_http else ()
        headers = {name.lower(): value for name, value in pairs}
    except (OSError, ValueError) as error:
        raise InputError(f"a broken record: {error}"[:200]) from error
    if len(raw) < length and "transfer-encoding" not in headers:
        raise InputError("a record that is cut off")
    # Crawlers that store pages decompressed leave the header as it was.
    body = gunzipped(raw, LARGEST)
    return Fetched(url, 200, headers, body, _date(record))


def _date(record: WarcRecord) -> datetime | None:
    try:
        return datetime.fromisoformat(record.headers.get("WARC-Date") or "")
    except ValueError:
        return None


def _promising(page: Fetched) -> bool:
    """Whether a page can be Arabic at all: before it is parsed, which takes far longer."""
    charset = (page.charset or "").lower()
    if charset in _NAMES or _DECLARED.search(page.body, 0, 4096):
        letters, enough = _LEGACY.finditer(page.body), _ENOUGH // 2
    else:
        letters, enough = _UTF8.finditer(page.body), _ENOUGH
    return sum(1 for _ in islice(letters, enough)) == enough
