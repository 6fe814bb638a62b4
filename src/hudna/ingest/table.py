"""Tables of articles: CSV, TSV and JSONL, with whatever names their columns have.

A row at a time is held in memory. What cannot be read is told by its line, and the next is read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from hudna.errors import InputError
from hudna.ingest.encoding import decode
from hudna.ingest.fragment import text_of
from hudna.ingest.item import Failed, Found, Item, Passed, Recall, Skipped
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.local import File, opened, unpacked
from hudna.ingest.page import read_page
from hudna.ingest.page_facts import Facts
from hudna.ingest.stamps import day_of, moment
from hudna.model import Article

FIELDS = (
    "text", "title", "body", "page", "published", "url", "outlet", "id", "author", "section",
    "tags",
)  # fmt: skip
"""What a column can hold. ``text`` is the whole article, or its body where there is a ``title``;
``page`` the source of its web page."""
LARGEST = 20_000_000
"""Bytes of a line, or characters of a cell."""
_HEAD = 65_536
_JSON = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: fields of :data:`FIELDS` and the names of their columns."""

    names: Mapping[str, str] = field(default_factory=dict)
    """A field that is not named here is in the column of its own name."""
    date: str | None = None
    """How dates are written, as :meth:`datetime.datetime.strptime` has it; else as ISO 8601 or
    RFC 2822 have it."""

    def name(self, what: str) -> str:
        """Return the name of a field's column."""
        return self.names.get(what, what)


def items(
    path: Path, recall: Recall, columns: Columns = Columns(), zone: tzinfo | None = None
) -> Iterator[Item]:
    """Read the articles of a table, from where it was left before.

    ``zone`` is the outlet's, for times that name none. A fault of one row is given as such.

    Raises:
        InputError: the file cannot be read any further.
    """
    file = opened(path, recall, (sorted(columns.names.items()), columns.date))
    if file.done:
        yield Skipped(str(path), "same")
        return
    end = file.start
    with unpacked(path) as stream:
        json_lines = Path(path.name.lower().removesuffix(".gz")).suffix in _JSON
        rows = _json_rows(stream) if json_lines else _csv_rows(stream, columns)
        for number, row in islice(rows, file.start, None):
            end += 1
            yield _item(file, number, end, row, columns, zone)
    yield Passed(file.seen(end, done=True))


def _item(
    file: File, number: int, end: int, row: Mapping[str, object] | InputError, columns: Columns,
    zone: tzinfo | None,
) -> Item:  # fmt: skip
    where = f"{file.path}:{number}"
    try:
        if isinstance(row, InputError):
            raise row
        article, facts = _article(row, where, columns, zone)
        refuse_unless_arabic(article.text)
    except InputError as error:
        return Failed(where, error, file.seen(end))
    return Found(where, article, facts, seen=file.seen(end))


def _article(
    row: Mapping[str, object], where: str, columns: Columns, zone: tzinfo | None
) -> tuple[Article, Facts]:
    cells = {what: _cell(row, columns.name(what)) for what in FIELDS}
    published, at = _time(cells["published"], columns, zone)
    text, title = cells["text"] or cells["body"], cells["title"]
    url, outlet, facts = cells["url"], cells["outlet"], Facts(published_at=at)
    if text is None and cells["page"] is not None:
        page = read_page(cells["page"].encode(), url, zone=zone)
        text, published = page.text, published or page.published
        facts, outlet, url = page.facts, outlet or page.outlet, page.url
    elif text is None:
        raise InputError(
            f"no column {columns.name('text')!r}; name the one with the text: --column text=NAME"
        )
    else:
        text = _whole(title, text)
    facts = Facts(
        published_at=at or facts.published_at,
        author=cells["author"] or facts.author,
        section=cells["section"] or facts.section,
        tags=_tags(row, columns) or facts.tags,
        canonical=facts.canonical,
    )
    return Article(text, cells["id"] or where, outlet, url, published), facts


def _whole(title: str | None, text: str) -> str:
    """Put a title before a body; a whole article that is plain text is left as it is."""
    if title is None:
        return text if "<" not in text else text_of(text)
    return f"{text_of(title)}\n\n{text_of(text)}".strip()


def _cell(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value)
    return text if text.strip() else None


def _tags(row: Mapping[str, object], columns: Columns) -> tuple[str, ...]:
    value = row.get(columns.name("tags"))
    parts = value if isinstance(value, list) else str(value or "").replace("،", ",").split(",")
    tags = (" ".join(str(part).split()) for part in parts if isinstance(part, str))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:50]


def _time(
    text: str | None, columns: Columns, zone: tzinfo | None
) -> tuple[date | None, datetime | None]:
    if text is None:
        return None, None
    if columns.date is not None:
        try:
            stamp = datetime.strptime(text.strip(), columns.date)
        except ValueError as error:
            raise InputError(f"{text[:40]!r} is no date as {columns.date!r} has it") from error
        timed = any(part in columns.date for part in ("%H", "%I", "%c", "%X", "%s"))
        aware = stamp if stamp.tzinfo else stamp.replace(tzinfo=zone) if zone else None
        return stamp.date(), aware if timed else None
    at = moment(text, zone)
    day = day_of(text)
    if day is None:
        raise InputError(
            f"{text[:40]!r} is no date like 2018-11-19; say how they are written: --date '%d/%m/%Y'"
        )
    return (at.astimezone(zone).date() if at is not None and zone is not None else day), at


# Rows


def _json_rows(stream: BinaryIO) -> Iterator[tuple[int, Mapping[str, object] | InputError]]:
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST)
            yield number, InputError(f"a line of more than {LARGEST // 1_000_000} MB")
        elif line.strip():
            yield number, _json_row(line)


def _json_row(line: bytes) -> Mapping[str, object] | InputError:
    try:
        value = json.loads(decode(line))
    except InputError as error:
        return InputError(str(error).removeprefix("line 1: "))
    except (ValueError, RecursionError) as error:
        return InputError(f"not JSON: {error}"[:200])
    return value if isinstance(value, dict) else InputError("not a JSON object")


def _csv_rows(
    stream: BinaryIO, columns: Columns
) -> Iterator[tuple[int, Mapping[str, object] | InputError]]:
    csv.field_size_limit(LARGEST)
    head = stream.read(_HEAD)
    encoding = _encoding(head)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
    try:
        header = text.readline(_HEAD)
        delimiter = max(",;\t|", key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        names = [name.strip() for name in names]
        if not {columns.name(what) for what in ("text", "body", "page")} & set(names):
            raise InputError(
                f"no column {columns.name('text')!r} among {', '.join(names)[:200]}; name the one"
                " with the text: --column text=NAME"
            )
        reader = csv.reader(text, delimiter=delimiter)
        for cells in reader:
            if cells:
                yield reader.line_num + 1, dict(zip(names, cells, strict=False))
    except UnicodeDecodeError as error:
        raise InputError(f"not all of it is in {encoding}, as its beginning is") from error
    except csv.Error as error:
        raise InputError(f"not CSV that can be read: {error}") from error


def _encoding(head: bytes) -> str:
    """Tell the encoding of a file by its first characters."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _legacy(head)
    return "utf-8"


def _legacy(head: bytes) -> str:
    text = decode(head)
    return next(name for name in ("cp1256", "iso8859-6") if _is(head, name, text))


def _is(head: bytes, encoding: str, text: str) -> bool:
    try:
        return head.decode(encoding) == text
    except UnicodeDecodeError:
        return False
