"""Articles from files: text, pages, records; one or thousands; named, walked or piped in.

What cannot be read is reported, one line a fault with the file and, where there is one, the line;
the rest is read on. Only the file at hand, or the line of a file of lines, is held in memory.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

from hudna.errors import InputError
from hudna.ingest.encoding import decode
from hudna.ingest.language import refuse_unless_arabic
from hudna.model import Article
from hudna.records import article_of

LARGEST = 20_000_000
"""Bytes of a text, a page, a JSON file or a line of a JSONL file; what is larger is refused. The
longest of a year's 10,000 news articles is under 100,000."""

Kind = Literal["text", "page", "json", "jsonl"]
_KINDS: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip

Report = Callable[[InputError], None]
"""Is told of each input that could not be read."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an article takes where its file does not say."""

    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input."""

    name: str
    """As the user wrote it: for messages, and the id of an article that has none."""
    path: Path | None
    size: int | None
    """Bytes of the file; None where that is unknown."""


@dataclass(frozen=True, slots=True)
class Read:
    """One article, and how far into the input it ends."""

    article: Article
    done: int
    """Bytes of all input that were read so far, as they lie on the disk."""


def find(paths: Iterable[str], report: Report) -> list[Source]:
    """List the files that paths name, ``-`` for standard input; folders are walked.

    In a folder only files with a known ending are taken, in the order of their names, and nothing
    that is hidden.
    """
    out: list[Source] = []
    for name in paths:
        path = Path(name)
        if name == "-":
            out.append(Source("standard input", None, None))
        elif path.is_dir():
            inside = list(_walk(path, report))
            if not inside:
                report(InputError(f"{_shown(name)}: no .txt, .html, .json or .jsonl file in it"))
            out += inside
        else:
            out.append(Source(_shown(name), path, _size(path)))
    return out


def articles(
    sources: Iterable[Source], report: Report, defaults: Defaults = Defaults()
) -> Iterator[Read]:
    """Read the articles of files one by one, and report what could not be read."""
    done = 0
    for source in sources:
        try:
            with _opened(source) as (stream, disk):
                for article in _articles(source, stream, report):
                    at = done + _tell(disk)
                    filled = replace(
                        article,
                        published=article.published or defaults.published,
                        outlet=article.outlet or defaults.outlet,
                    )
                    yield Read(filled, at)
        except InputError as error:
            report(InputError(f"{source.name}: {error}"))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            report(InputError(f"{source.name}: a broken gzip file"))
        except OSError as error:
            report(InputError(f"{source.name}: {_why(error)}"))
        done += source.size or 0


def _articles(source: Source, stream: IO[bytes], report: Report) -> Iterator[Article]:
    head = stream.readline(LARGEST + 1)
    kind = _kind(source, head)
    if kind == "jsonl" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _lines(source, head, stream, report)
        return
    raw = head + stream.read(LARGEST + 1 - len(head))
    _bounded(raw, "")
    if not raw.strip():
        raise InputError("empty")
    if kind == "page":
        # lxml is needed for pages alone.
        from hudna.ingest.page import read_page

        page = read_page(raw)
        yield _arabic(Article(page.text, source.name, page.outlet, page.url, page.published))
    elif kind == "text":
        yield _arabic(Article(decode(raw), source.name))
    elif kind == "jsonl":
        whole = decode(raw).encode()
        yield from _lines(source, b"", iter(whole.splitlines(keepends=True)), report)
    else:
        yield from _json(source, decode(raw), report)


def _json(source: Source, text: str, report: Report) -> Iterator[Article]:
    """Read a file that is one record, or a list of them."""
    try:
        value = _loads(text)
    except InputError:
        # Records a line under the wrong name are read as what they are.
        if "\n{" in text:
            whole = text.encode().splitlines(keepends=True)
            yield from _lines(source, b"", iter(whole), report)
            return
        raise
    if not isinstance(value, list):
        yield _arabic(article_of(value, source.name))
        return
    if not value:
        raise InputError("a list of no records")
    for number, record in enumerate(value, 1):
        try:
            yield _arabic(article_of(record, f"{source.name}:{number}"))
        except InputError as error:
            report(InputError(f"{source.name}: record {number}: {error}"))


def _lines(
    source: Source, head: bytes, stream: Iterable[bytes], report: Report
) -> Iterator[Article]:
    """Read a file of records, one a line."""
    found = False
    for number, line in enumerate(_bounded_lines(head, stream), 1):
        if not line.strip():
            continue
        found = True
        try:
            _bounded(line, "a line of ")
            yield _arabic(article_of(_loads(_line_text(line)), f"{source.name}:{number}"))
        except InputError as error:
            report(InputError(f"{source.name}: line {number}: {error}"))
    if not found:
        raise InputError("empty")


def _bounded_lines(head: bytes, stream: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; of an overlong line the beginning, one byte too long."""
    if head:
        yield head
    if not hasattr(stream, "readline"):
        yield from stream
        return
    file = cast("BinaryIO", stream)
    if len(head) > LARGEST:
        _skip_line(file, head)
    while line := file.readline(LARGEST + 1):
        yield line
        if len(line) > LARGEST:
            _skip_line(file, line)


def _skip_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(LARGEST)


def _line_text(line: bytes) -> str:
    try:
        return decode(line)
    except InputError as error:
        # The line is the file's, and its number is already told.
        raise InputError(str(error).removeprefix("line 1: ")) from error


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if "\n" in text.strip() else ""
        raise InputError(f"{where}column {error.colno}: not JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise InputError("not JSON that can be read: too deep, or a number too long") from error


def _arabic(article: Article) -> Article:
    refuse_unless_arabic(article.text)
    return article


def _bounded(raw: bytes, what: str) -> None:
    if len(raw) > LARGEST:
        raise InputError(f"{what}more than {LARGEST // 1_000_000} MB")


def _kind(source: Source, head: bytes) -> Kind:
    """Tell what a file holds: by its name, else by how it begins."""
    if source.path is not None:
        name = source.path.name.lower().removesuffix(".gz")
        known = _KINDS.get(Path(name).suffix)
        if known:
            return known
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "page"
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        return "jsonl" if start.rstrip().endswith(b"}") else "json"
    return "text"


@contextmanager
def _opened(source: Source) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a source: the stream of its content, and the file on the disk below it."""
    if source.path is None:
        yield sys.stdin.buffer, sys.stdin.buffer
        return
    with source.path.open("rb") as disk:
        if source.path.suffix.lower() == ".gz":
            with gzip.open(disk) as stream:
                yield cast("IO[bytes]", stream), disk
        else:
            yield disk, disk


def _walk(folder: Path, report: Report) -> Iterator[Source]:
    def failed(error: OSError) -> None:
        report(InputError(f"{_shown(str(error.filename or folder))}: {_why(error)}"))

    for root, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            known = Path(name.lower().removesuffix(".gz")).suffix in _KINDS
            if known and not name.startswith(".") and path.is_file():
                yield Source(_shown(str(path)), path, _size(path))


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _tell(disk: IO[bytes]) -> int:
    try:
        return disk.tell()
    except (OSError, ValueError):
        return 0


def _shown(name: str) -> str:
    """Make a name printable: file systems allow bytes that are no text."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _why(error: OSError) -> str:
    known = {
        FileNotFoundError: "no such file",
        PermissionError: "no permission to read it",
        IsADirectoryError: "a folder, not a file",
    }
    return known.get(type(error), (error.strerror or "cannot be read").lower())
