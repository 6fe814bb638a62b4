from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hudna.errors import DataError
from hudna.model import (
    Actor,
    Bounds,
    Casualties,
    Change,
    Claim,
    Event,
    Incident,
    Party,
    Span,
    Time,
    Toll,
    Where,
)
from hudna.store import Store

AT = datetime(2018, 11, 24, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
DAY = date(2018, 11, 24)


def claim(article: str, number: int = 0, killed: int = 3) -> Claim:
    event = Event(
        "shelling", "occurred", (Span("قصف", 0, 3),), (Actor("قوات", 4, 8, "SYR:MIL"),),
        time=Time(DAY, DAY, Span("السبت", 9, 14)),
        casualties=Casualties(Bounds(killed, killed), Bounds(20, None)),
    )  # fmt: skip
    where = Where("جرجناز", 35.62, 36.78, 1.5, 0.9)
    key = f"{article}#shelling@{number}"
    return Claim(key, article, number, event, "وكالة", None, DAY, (where,), Span("قصف قوات", 0, 8))


SHELLING = Incident(
    "i1", (claim("a1"), claim("a2", 1)), "shelling", "occurred", Time(DAY, DAY, inferred=True),
    (Where("جرجناز", 35.62, 36.78, 1.5, 0.9), Where("ريف إدلب")),
    (Party("SYR:MIL", None, ("قوات",), 2),), (), Toll(3, 3, 3, "agreed", ("a1#shelling@0",)),
    Toll(20, 20, None, "single", ("a1#shelling@0",)), 2, DAY, False,
    (Change("a1#shelling@0", DAY, "reported", None, "occurred"),),
)  # fmt: skip
TALKS = Incident("i2", (claim("a3"),), "talks", "planned")
RISEN = replace(SHELLING, killed=Toll(5, 3, 5, "update"))


def test_an_incident_comes_back_with_its_claims(store: Store) -> None:
    assert store.put_incidents([SHELLING, TALKS]) == 2

    assert store.incident("i1") == SHELLING
    assert store.incident("i3") is None
    assert list(store.incidents()) == [SHELLING, TALKS]
    assert store.incidents_of("a2") == [SHELLING]
    assert store.incidents_of("a4") == []
    assert store.incidents_holding(["a3#shelling@0", "x"]) == [TALKS]


def test_what_did_not_change_is_not_written(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS], at=AT)

    assert store.put_incidents([SHELLING, TALKS], at=LATER) == 0
    assert store.put_incidents([RISEN, TALKS], at=LATER) == 1
    with store.database.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM incident").scalar() == 3


def test_any_past_state_can_be_shown(store: Store) -> None:
    store.put_incidents([SHELLING], at=AT)
    store.put_incidents([RISEN], at=LATER)
    store.put_incidents([], complete=True, at=LATER + timedelta(hours=1))

    assert store.incident("i1") is None
    assert store.incident("i1", as_of=AT - timedelta(seconds=1)) is None
    assert store.incident("i1", as_of=AT) == SHELLING
    assert store.incident("i1", as_of=LATER) == RISEN
    assert list(store.incidents(as_of=LATER - timedelta(seconds=1))) == [SHELLING]
    assert list(store.incidents()) == []


def test_an_incident_whose_claims_went_to_another_ends(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS, replace(TALKS, id="i3", claims=(claim("a4"),))], at=AT)
    both = replace(SHELLING, claims=(*SHELLING.claims, *TALKS.claims))

    assert store.put_incidents([both], gone=["a4#shelling@0"], at=LATER) == 3
    assert list(store.incidents()) == [both]
    assert [i.id for i in store.incidents(as_of=AT)] == ["i1", "i2", "i3"]


def test_a_complete_merging_ends_what_it_no_longer_has(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS], at=AT)

    assert store.put_incidents([TALKS], complete=True, at=LATER) == 1
    assert list(store.incidents()) == [TALKS]
    assert list(store.incidents(as_of=AT)) == [SHELLING, TALKS]


def test_a_merging_that_fails_leaves_the_incidents_as_they_were(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS])

    def failing() -> None:
        with store.transaction():
            store.put_incidents([RISEN])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert list(store.incidents()) == [SHELLING, TALKS]


def test_all_incidents_are_gone_through(store: Store) -> None:
    many = [replace(TALKS, id=f"{i:05}") for i in range(450)]
    store.put_incidents(many)

    assert list(store.incidents()) == many


def test_what_was_edited_into_nonsense_is_told(store: Store) -> None:
    store.put_incidents([SHELLING])
    with store.database.writing() as db:
        db.exec_driver_sql('UPDATE incident SET record = \'{"id": "i1", "type": "x"}\'')

    with pytest.raises(DataError, match="Incident: "):
        store.incident("i1")
