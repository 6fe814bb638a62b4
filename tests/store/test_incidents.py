from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hudna.store import Claim, Finding, Incident, Store

AT = datetime(2018, 11, 24, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
SHELLING = Incident(
    "i1", {"type": "shelling", "killed": {"low": 3, "high": 3}, "note": None, "طرف": "مدنيون"},
    (Claim("a1", 0, {"quote": "قصف"}), Claim("a2", 1)), "shelling", "occurred",
    date(2018, 11, 24), date(2018, 11, 24),
)  # fmt: skip
TALKS = Incident("i2", {"type": "talks"}, type="talks", status="planned")
RISEN = replace(SHELLING, record={**SHELLING.record, "killed": {"low": 5, "high": 5}})


def test_an_incident_comes_back_with_its_claims(store: Store) -> None:
    assert store.put_incidents([SHELLING, TALKS]) == 2

    assert store.incident("i1") == SHELLING
    assert store.incident("i3") is None
    assert list(store.incidents()) == [SHELLING, TALKS]
    assert store.incidents_of("a2") == ["i1"]
    assert store.incidents_of("a3") == []


def test_what_did_not_change_is_not_written(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS], at=AT)

    assert store.put_incidents([SHELLING, RISEN], at=LATER) == 1
    with store.database.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM incident").scalar() == 3


def test_any_past_state_can_be_shown(store: Store) -> None:
    store.put_incidents([SHELLING], at=AT)
    store.put_incidents([RISEN], at=LATER)
    store.end_incidents(["i1"], at=LATER + timedelta(hours=1))

    assert store.incident("i1") is None
    assert store.incident("i1", as_of=AT - timedelta(seconds=1)) is None
    assert store.incident("i1", as_of=AT) == SHELLING
    assert store.incident("i1", as_of=LATER) == RISEN
    assert list(store.incidents(as_of=LATER - timedelta(seconds=1))) == [SHELLING]
    assert list(store.incidents()) == []


def test_a_complete_merging_ends_what_it_no_longer_has(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS], at=AT)

    assert store.put_incidents([TALKS], complete=True, at=LATER) == 1
    assert list(store.incidents()) == [TALKS]
    assert list(store.incidents(as_of=AT)) == [SHELLING, TALKS]


def test_a_merging_that_fails_leaves_the_incidents_as_they_were(store: Store) -> None:
    store.put_incidents([SHELLING, TALKS])

    def failing() -> list[Incident]:
        store.put_incidents([RISEN])
        raise RuntimeError

    with pytest.raises(RuntimeError), store.transaction():
        failing()
    assert list(store.incidents()) == [SHELLING, TALKS]


def test_the_incidents_are_gone_through_in_flat_memory(store: Store) -> None:
    many = [replace(TALKS, id=f"{i:05}") for i in range(450)]
    store.put_incidents(many)

    assert list(store.incidents()) == many


def test_findings_are_kept_with_their_past(store: Store) -> None:
    reported = Finding("f1", {"quote": "خرق"}, "sochi-2018", "3", "i1", "reported")
    contested = replace(reported, status="contested")
    other = Finding("f2", {}, "hodeidah-2018", "1", "i2", "reported")
    store.put_findings([reported, other], at=AT)

    assert store.put_findings([contested, other], at=LATER) == 1
    assert store.findings() == [contested, other]
    assert store.findings("sochi-2018", as_of=AT) == [reported]
    assert store.put_findings([]) == 2
    assert store.findings() == []
