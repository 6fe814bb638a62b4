"""Folders of saved pages, texts and records; what else lies in them is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from hudna.errors import InputError
from hudna.ingest import files
from hudna.ingest.fetched import Fetched
from hudna.ingest.item import Failed, Found, Item, Passed, Recall, Skipped
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.local import File, opened, unpacked
from hudna.ingest.page import read_page
from hudna.model import Article

PAGES = (".html", ".htm", ".xhtml")


def paths(folder: Path) -> Iterator[Path]:
    """List the files of a folder, of any kind that can be read, by name; or the one file itself."""
    if not folder.is_dir():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def items(path: Path, recall: Recall, zone: tzinfo | None = None) -> Iterator[Item]:
    """Read one file: a page, a text, or JSON records.

    ``zone`` is the outlet's, for times that name none.
    """
    try:
        file = opened(path, recall)
        if file.done:
            yield Skipped(str(path), "same")
        elif Path(path.name.lower().removesuffix(".gz")).suffix in PAGES:
            yield _page(file, zone)
        else:
            yield from _records(file)
            yield Passed(file.seen(0, done=True))
    except InputError as error:
        yield Failed(str(path), error)


def _page(file: File, zone: tzinfo | None) -> Item:
    where = str(file.path)
    with unpacked(file.path) as stream:
        raw = stream.read(files.LARGEST + 1)
    done = file.seen(0, done=True)
    try:
        if len(raw) > files.LARGEST:
            raise InputError(f"more than {files.LARGEST // 1_000_000} MB")
        page = read_page(raw, zone=zone)
        refuse_unless_arabic(page.text)
    except InputError as error:
        return Failed(where, error, done)
    saved = datetime.fromtimestamp(file.path.stat().st_mtime, UTC)
    article = Article(page.text, where, page.outlet, page.url, page.published)
    # When it was fetched is not known; when it was saved is the nearest to it.
    kept = Fetched(page.url or file.key, 200, {}, raw, saved)
    return Found(where, article, page.facts, kept, done)


def _records(file: File) -> Iterator[Item]:
    faults: list[InputError] = []
    found = files.find([str(file.path)], faults.append)
    for item in files.articles(found, faults.append):
        yield Found(item.article.id or str(file.path), item.article)
    for error in faults:
        yield Failed(str(file.path), InputError(str(error).removeprefix(f"{file.path}: ")))
