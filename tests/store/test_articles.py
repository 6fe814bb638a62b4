from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hudna.errors import InputError
from hudna.model import Article, Event
from hudna.reading.reader import read
from hudna.records import Record, event_record
from hudna.store import Kept, Page, Store

SHELLING = Article(
    "قصف مدفعي على اللطامنة\n\n"
    "قصفت قوات النظام بلدة اللطامنة بريف حماة اليوم الاثنين، وقتل ثلاثة مدنيين.",
    id="1", outlet="وكالة أولى", url="https://example.org/1", published=date(2018, 11, 19),
)  # fmt: skip
RISEN = replace(SHELLING, text=SHELLING.text.replace("ثلاثة", "خمسة"))
NOON = datetime(2018, 11, 19, 12, tzinfo=UTC)
EVENING = datetime(2018, 11, 19, 18, tzinfo=UTC)


def page(body: str, fetched: datetime | None = NOON) -> Page:
    assert SHELLING.url
    return Page(SHELLING.url, body.encode(), fetched, 200, {"Content-Type": "text/html"})


def recorded(events: Iterable[Event]) -> list[Record]:
    """Write events as the store does, which rounds how probable they are."""
    return [event_record(event) for event in events]


def count(store: Store) -> int:
    return sum(1 for _ in store.articles())


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    kept = store.add_article(SHELLING, source="feed", details={"author": "مراسل", "tags": ["حماة"]})
    found = store.article(kept.id)

    assert kept.outcome == "new"
    assert kept.unread
    assert found
    assert found.article == replace(SHELLING, id=kept.id)
    assert (found.given_id, found.source, found.version, found.versions) == ("1", "feed", 1, 1)
    assert found.details == {"author": "مراسل", "tags": ["حماة"]}
    assert found.events == ()


@pytest.mark.parametrize("name", ["1", "https://example.org/1"])
def test_an_article_is_found_by_its_address_and_by_its_own_id(store: Store, name: str) -> None:
    kept = store.add_article(SHELLING)

    found = store.article(name)
    assert found
    assert found.article.id == kept.id
    assert store.article("2") is None


@pytest.mark.parametrize(
    "again",
    [
        SHELLING,
        replace(SHELLING, id="x", outlet="وكالة ثانية", url="https://example.com/copy"),
        replace(SHELLING, id="x", url=None, published=None),
        replace(SHELLING, url=None, text=SHELLING.text.replace("\n\n", "\n\n\n ")),
    ],
    ids=["as it was", "at another address", "without address and date", "spaced otherwise"],
)
def test_the_same_article_twice_is_one(store: Store, again: Article) -> None:
    first = store.add_article(SHELLING)
    second = store.add_article(again)

    assert second == Kept(first.id, 1, "known", unread=True)
    assert count(store) == 1
    if again.url:
        assert store.add_article(replace(RISEN, url=again.url)).id == first.id


def test_one_headline_on_two_days_is_two_articles(store: Store) -> None:
    headline = Article("قتلى في قصف على إدلب", published=date(2018, 11, 19))
    first = store.add_article(headline)
    second = store.add_article(replace(headline, published=date(2018, 11, 24)))

    assert second.outcome == "new"
    assert second.id != first.id
    assert store.add_article(replace(headline, published=date(2018, 11, 24))).id == second.id


def test_a_changed_text_is_a_new_version_and_the_old_is_kept(store: Store) -> None:
    first = store.add_article(SHELLING)
    store.put_events(first.id, read(SHELLING))
    second = store.add_article(RISEN)

    assert second == Kept(first.id, 2, "updated", unread=True)
    assert count(store) == 1
    now, before = store.article(first.id), store.article(first.id, version=1)
    assert now
    assert before
    assert (now.article.text, now.version, now.versions) == (RISEN.text, 2, 2)
    assert before.article.text == SHELLING.text
    assert recorded(before.events) == recorded(read(before.article))
    assert now.events == ()


def test_an_older_page_of_an_archive_does_not_become_the_current_version(store: Store) -> None:
    store.add_article(RISEN, page=page("b", EVENING))
    kept = store.add_article(SHELLING, page=page("a", NOON))

    found = store.article(kept.id)
    assert found
    assert found.article.text == RISEN.text
    assert found.versions == 2


def test_a_text_that_is_put_back_is_the_current_version_again(store: Store) -> None:
    store.add_article(SHELLING, page=page("a", NOON))
    store.add_article(RISEN, page=page("b", EVENING))
    kept = store.add_article(SHELLING, page=page("a", EVENING.replace(hour=20)))

    found = store.article(kept.id)
    assert kept.outcome == "known"
    assert found
    assert (found.article.text, found.versions) == (SHELLING.text, 2)


def test_a_date_that_was_unknown_is_filled_in_and_the_article_is_read_again(store: Store) -> None:
    undated = store.add_article(replace(SHELLING, published=None))
    store.put_events(undated.id, read(replace(SHELLING, published=None)))
    dated = store.add_article(SHELLING)

    assert dated == Kept(undated.id, 1, "updated", unread=True)
    found = store.article(dated.id)
    assert found
    assert found.article.published == SHELLING.published


def test_the_page_is_kept_as_it_was_fetched(store: Store) -> None:
    body = "<html>" + "ق" * 10_000
    kept = store.add_article(SHELLING, page=page(body))
    store.add_article(RISEN, page=page("<html>later", EVENING))

    first, second = store.page(kept.id, version=1), store.page(kept.id)
    assert first == page(body)
    assert second == page("<html>later", EVENING)
    with store.database.reading() as db:
        row = db.exec_driver_sql("SELECT sha256, size, gzip FROM page ORDER BY version_id").first()
    assert row
    assert row.sha256 == hashlib.sha256(body.encode()).hexdigest()
    assert row.size == len(body.encode()) > 10 * len(row.gzip)


def test_a_page_that_was_tampered_with_is_not_shown_as_the_one_fetched(store: Store) -> None:
    kept = store.add_article(SHELLING, page=page("<html>"))
    with store.database.writing() as db:
        db.exec_driver_sql("UPDATE page SET sha256 = 'x'")

    with pytest.raises(InputError, match="not the one that was fetched"):
        store.page(kept.id)


def test_all_articles_are_gone_through_once_whatever_is_added_meanwhile(store: Store) -> None:
    with store.transaction():
        for i in range(250):
            store.add_article(Article(f"خبر رقم {i}"))
    seen = []
    for i, stored in enumerate(store.articles()):
        seen.append(stored.article.text)
        if i == 120:
            store.add_article(Article("خبر أخير"))

    assert seen == [*(f"خبر رقم {i}" for i in range(250)), "خبر أخير"]


def test_what_is_unread_is_told(store: Store) -> None:
    first = store.add_article(SHELLING)
    second = store.add_article(Article("خبر آخر"))
    assert [s.article.id for s in store.articles(unread=True)] == [first.id, second.id]

    store.put_events(first.id, ())
    assert [s.article.id for s in store.articles(unread=True)] == [second.id]
    assert not store.add_article(SHELLING).unread
    store.add_article(RISEN)
    assert [s.version for s in store.articles(unread=True)] == [1, 2]


@pytest.mark.parametrize(
    ("article", "why"),
    [
        (Article("قصف\0"), "null character"),
        (Article("قصف", url="https://example.org/\0"), "null character"),
        (Article("قصف\ud800"), "half a character"),
        (Article(" \n"), "empty"),
    ],
)
def test_what_no_database_holds_is_refused(store: Store, article: Article, why: str) -> None:
    with pytest.raises(InputError, match=why):
        store.add_article(article)
    assert count(store) == 0


def test_what_fails_inside_a_transaction_leaves_nothing(store: Store) -> None:
    def add_two() -> None:
        with store.transaction():
            store.add_article(SHELLING)
            store.add_article(Article("\0"))

    with pytest.raises(InputError):
        add_two()

    assert count(store) == 0
    assert store.add_article(SHELLING).outcome == "new"
