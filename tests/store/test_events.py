from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hudna.errors import StoreError
from hudna.model import Actor, Article, Bounds, Casualties, Event, Span
from hudna.reading.reader import read
from hudna.records import event_record
from hudna.store import Store
from tests.store.test_articles import recorded

ARTICLE = Article(
    "قصف على جرجناز\n\n"
    "قصفت قوات النظام بلدة جرجناز بريف إدلب اليوم السبت، ما أدى إلى مقتل سبعة مدنيين، وفق المرصد. "
    "وفي أنقرة أعلنت تركيا أن جولة جديدة من محادثات أستانة ستعقد الخميس المقبل.",
    published=date(2018, 11, 24),
)  # fmt: skip


def test_events_come_back_with_their_spans(store: Store) -> None:
    kept = store.add_article(ARTICLE)
    events = read(ARTICLE)
    assert {"shelling", "talks"} <= {event.type for event in events}
    store.put_events(kept.id, events, reader="hudna 1")

    found = store.article(kept.id)
    assert found
    assert recorded(found.events) == recorded(events)
    assert found.reader == "hudna 1"
    assert store.event_records(kept.id) == [event_record(event) for event in events]
    assert [s.events for s in store.articles()] == [found.events]


def test_every_span_is_the_texts_own_words(store: Store) -> None:
    kept = store.add_article(ARTICLE)
    events = read(ARTICLE)
    store.put_events(kept.id, events)

    with store.database.reading() as db:
        rows = db.exec_driver_sql("SELECT role, start_at, end_at, text, code FROM span").all()
    assert {row.role for row in rows} >= {"trigger", "actor", "target", "place", "time"}
    assert all(ARTICLE.text[row.start_at : row.end_at] == row.text for row in rows)
    assert {row.code for row in rows if row.role == "actor"} >= {"SYR:MIL"}


def test_events_read_anew_take_the_place_of_those_before(store: Store) -> None:
    kept = store.add_article(ARTICLE)
    store.put_events(kept.id, read(ARTICLE))
    store.put_events(kept.id, read(ARTICLE)[:1])

    found = store.article(kept.id)
    assert found
    assert recorded(found.events) == recorded(read(ARTICLE)[:1])


def test_no_toll_is_too_great(store: Store) -> None:
    kept = store.add_article(ARTICLE)
    event = Event(
        "shelling", "occurred", (Span("قصف", 0, 3),), casualties=Casualties(Bounds(10**30, None))
    )
    store.put_events(kept.id, [event])

    found = store.article(kept.id)
    assert found
    assert found.events == (event,)


def test_a_role_may_be_filled_many_times(store: Store) -> None:
    kept = store.add_article(ARTICLE)
    actor = Actor("قوات", ARTICLE.text.index("قوات"), ARTICLE.text.index("قوات") + 4, "SYR:MIL")
    event = Event("shelling", "occurred", (Span("قصف", 0, 3),) * 2, actors=(actor,) * 3)
    store.put_events(kept.id, [event, replace(event, status="denied")])

    found = store.article(kept.id)
    assert found
    assert found.events == (event, replace(event, status="denied"))


def test_events_of_no_article_are_refused(store: Store) -> None:
    kept = store.add_article(ARTICLE)

    with pytest.raises(StoreError, match="no article"):
        store.put_events("x", ())
    with pytest.raises(StoreError, match="no article"):
        store.put_events(kept.id, (), version=2)
