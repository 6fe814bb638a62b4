"""Articles: added once, kept in every version, with the page that each version came from."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from hudna.errors import InputError
from hudna.model import Article
from hudna.store.tables import addresses, articles, pages, versions
from hudna.store.terms import indexed
from hudna.store.values import Kept, Outcome, Page, Stored

BATCH = 100
"""Articles that an iteration holds at once."""


class _Text(NamedTuple):
    """What tells one article from another."""

    url: str | None
    sha256: str
    published: date | None


def add(
    db: Connection, article: Article, page: Page | None, details: Mapping[str, Any],
    source: str | None, at: datetime,
) -> Kept:  # fmt: skip
    """Add an article, or a version of one that is there; the same twice is one.

    The same is: the same address; or the same text, white space aside, unless the two name
    different days of publication (a headline may come back with another day's happening).
    """
    _check(article)
    what = _Text(article.url or None, _digest(article.text), article.published)
    found = _by_address(db, what) or _by_text(db, what)
    if found is None:
        return _add_new(db, article, what, page, details, source, at)
    _name(db, found, article, at)
    version = db.execute(
        sa.select(versions).where(versions.c.article_id == found, versions.c.sha256 == what.sha256)
    ).one_or_none()
    if version is None:
        number = _add_version(db, found, article, what, page, details, at)
        newest = _is_newest(db, found, page)
        if newest:
            _point(db, found, number, article.published)
        return Kept(found, number, "updated", unread=True)
    return _see_again(db, version, article, page)


def _check(article: Article) -> None:
    """Refuse what no database holds, before anything is written."""
    for what, value in (
        ("text", article.text), ("id", article.id), ("url", article.url or ""),
        ("outlet", article.outlet or ""),
    ):  # fmt: skip
        if "\0" in value:
            raise InputError(f"{article.id}: {what}: holds a null character")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"{article.id}: {what}: holds half a character") from error
    if not article.text.strip():
        raise InputError(f"{article.id}: text: empty")


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _by_address(db: Connection, what: _Text) -> str | None:
    if what.url is None:
        return None
    found: str | None = db.scalar(
        sa.select(addresses.c.article_id).where(addresses.c.url == what.url)
    )
    return found


def _by_text(db: Connection, what: _Text) -> str | None:
    query = sa.select(versions.c.article_id).where(versions.c.sha256 == what.sha256)
    if what.published is not None:
        query = query.where(
            sa.or_(versions.c.published.is_(None), versions.c.published == what.published)
        )
    found: str | None = db.scalar(query.order_by(versions.c.id).limit(1))
    return found


def _add_new(
    db: Connection, article: Article, what: _Text, page: Page | None,
    details: Mapping[str, Any], source: str | None, at: datetime,
) -> Kept:  # fmt: skip
    made_of = what.url or f"{what.sha256} {what.published or ''}"
    key = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    db.execute(
        articles.insert().values(
            id=key, given_id=article.id or None, url=what.url, outlet=article.outlet,
            source=source, published=article.published, current_version=1, added=at,
        )
    )  # fmt: skip
    _name(db, key, article, at)
    _add_version(db, key, article, what, page, details, at)
    return Kept(key, 1, "new", unread=True)


def _name(db: Connection, key: str, article: Article, at: datetime) -> None:
    """Remember an address of the article, and who had it there."""
    if not article.url or _by_address(db, _Text(article.url, "", None)) is not None:
        return
    db.execute(
        addresses.insert().values(url=article.url, article_id=key, outlet=article.outlet, added=at)
    )


def _add_version(
    db: Connection, key: str, article: Article, what: _Text, page: Page | None,
    details: Mapping[str, Any], at: datetime,
) -> int:  # fmt: skip
    number = 1 + int(
        db.scalar(
            sa.select(sa.func.coalesce(sa.func.max(versions.c.number), 0)).where(
                versions.c.article_id == key
            )
        )
        or 0
    )
    row = db.execute(
        versions.insert()
        .values(
            article_id=key, number=number, text=article.text, sha256=what.sha256,
            published=article.published, details=dict(details), added=at,
            seen=page.fetched if page else None,
        )
        .returning(versions.c.id)
    ).scalar_one()  # fmt: skip
    _index(db, row, article.text)
    if page is not None:
        _keep_page(db, row, page)
    return number


def _index(db: Connection, version: int, text: str) -> None:
    title, body = indexed(text)
    if db.dialect.name == "postgresql":
        statement = (
            "INSERT INTO article_text (version_id, words) VALUES (:version,"
            " setweight(to_tsvector('simple', :title), 'A') || to_tsvector('simple', :body))"
        )
    else:
        statement = "INSERT INTO article_text (rowid, title, body) VALUES (:version, :title, :body)"
    db.execute(sa.text(statement), {"version": version, "title": title, "body": body})


def _keep_page(db: Connection, version: int, page: Page) -> None:
    db.execute(
        pages.insert().values(
            version_id=version, url=page.url, fetched=page.fetched, status=page.status,
            headers=dict(page.headers), sha256=hashlib.sha256(page.body).hexdigest(),
            size=len(page.body), gzip=gzip.compress(page.body, compresslevel=6, mtime=0),
        )
    )  # fmt: skip


def _is_newest(db: Connection, key: str, page: Page | None) -> bool:
    """Whether a text that was just added is what the article says now.

    An archive may tell what it said before; where no time of fetching is known, what comes later
    is newer.
    """
    if page is None or page.fetched is None:
        return True
    current = db.scalar(
        sa.select(versions.c.seen)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(articles.c.id == key, versions.c.number == articles.c.current_version)
    )
    return current is None or current <= page.fetched


def _point(db: Connection, key: str, number: int, published: date | None) -> None:
    db.execute(
        articles.update()
        .where(articles.c.id == key)
        .values(
            current_version=number,
            published=sa.func.coalesce(sa.cast(published, sa.Date), articles.c.published),
        )
    )


def _see_again(db: Connection, version: Row[Any], article: Article, page: Page | None) -> Kept:
    """Meet a text that is there: it may be the article's text again, or bring a date it lacked."""
    key, number = version.article_id, version.number
    seen = page.fetched if page else None
    unread = version.reader is None
    outcome: Outcome = "known"
    if seen is not None and (version.seen is None or version.seen < seen):
        db.execute(versions.update().where(versions.c.id == version.id).values(seen=seen))
        if _is_newest(db, key, page):
            _point(db, key, number, version.published)
    if version.published is None and article.published is not None:
        # What was read without the date is to be read again.
        db.execute(
            versions.update()
            .where(versions.c.id == version.id)
            .values(published=article.published, reader=None)
        )
        db.execute(
            articles.update()
            .where(articles.c.id == key, articles.c.current_version == number)
            .values(published=article.published)
        )
        outcome, unread = "updated", True
    return Kept(key, number, outcome, unread)


def find(db: Connection, name: str) -> str | None:
    """Find the id of an article by its id, an address of it, or the id that it came with."""
    for query in (
        sa.select(articles.c.id).where(articles.c.id == name),
        sa.select(addresses.c.article_id).where(addresses.c.url == name),
        sa.select(articles.c.id).where(articles.c.given_id == name).order_by(articles.c.added),
    ):
        found: str | None = db.scalar(query.limit(1))
        if found is not None:
            return found
    return None


def get(db: Connection, key: str, version: int | None) -> tuple[int, Stored] | None:
    """Get an article by its id, in its current version or another; and the version's row."""
    number = articles.c.current_version if version is None else version
    row = db.execute(_select().where(articles.c.id == key, versions.c.number == number)).first()
    return (row.version_id, stored(row)) if row else None


def after(db: Connection, row: int, unread: bool) -> list[tuple[int, Stored]]:
    """Get the next articles in the order in which their current versions came in."""
    query = _select().where(versions.c.number == articles.c.current_version, versions.c.id > row)
    if unread:
        query = query.where(versions.c.reader.is_(None))
    rows = db.execute(query.order_by(versions.c.id).limit(BATCH))
    return [(row.version_id, stored(row)) for row in rows]


def _select() -> sa.Select[Any]:
    return sa.select(*columns()).join(versions, versions.c.article_id == articles.c.id)


def columns() -> tuple[sa.ColumnElement[Any], ...]:
    """Return what :func:`stored` reads of an article that is joined with a version."""
    other = versions.alias("other")
    count = sa.select(sa.func.count()).where(other.c.article_id == articles.c.id)
    return (
        articles.c.id, articles.c.given_id, articles.c.url, articles.c.outlet, articles.c.source,
        versions.c.id.label("version_id"), versions.c.number, versions.c.text,
        versions.c.published, versions.c.details, versions.c.added, versions.c.reader,
        count.correlate(articles).scalar_subquery().label("versions"),
    )  # fmt: skip


def stored(row: Row[Any]) -> Stored:
    """Read one article of a row."""
    article = Article(row.text, row.id, row.outlet, row.url, row.published)
    return Stored(
        article, row.number, row.versions, row.added, row.source, row.given_id, row.details,
        row.reader,
    )  # fmt: skip


def page_of(db: Connection, key: str, version: int | None) -> Page | None:
    """Get the page that an article's version came from, as it was fetched.

    Raises:
        InputError: what is kept is not what was fetched.
    """
    number = articles.c.current_version if version is None else version
    row = db.execute(
        sa.select(pages)
        .join(versions, versions.c.id == pages.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(articles.c.id == key, versions.c.number == number)
    ).first()
    if row is None:
        return None
    try:
        body = gzip.decompress(row.gzip)
    except (OSError, EOFError) as error:
        raise InputError(f"{key}: the page that was kept is damaged: {error}") from error
    if hashlib.sha256(body).hexdigest() != row.sha256:
        raise InputError(f"{key}: the page that was kept is not the one that was fetched")
    return Page(row.url, body, row.fetched, row.status, row.headers)


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


def with_events(found: Stored, events: Iterator[Any] | tuple[Any, ...]) -> Stored:
    """Give an article its events."""
    return replace(found, events=tuple(events))
