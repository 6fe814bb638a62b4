"""Decisions change what is shown and never what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from hudna.errors import InputError, StoreError
from hudna.merging import Told, merge, told
from hudna.merging.cluster import Decisions
from hudna.model import Article, Incident, Time, Toll
from hudna.reading.reader import read
from hudna.store import Review, Store
from hudna.store.fields import corrected
from hudna.store.reviewed import pairs, reviewed, standing
from hudna.store.values import ReviewAction
from tests.store.test_incidents import AT, DAY, LATER, SHELLING, TALKS, claim

OTHER = replace(SHELLING, id="i3", claims=(claim("b1"), claim("b2")))
EVEN_LATER = LATER + timedelta(hours=1)


def review(action: ReviewAction, incident: str = "i1", **more: Any) -> Review:
    return Review(action, incident, (), "مريم", "راجعت المصدر", **more)


@pytest.fixture
def filled(store: Store) -> Store:
    store.put_incidents([SHELLING, TALKS, OTHER], at=AT - timedelta(days=1))
    return store


def shown(store: Store, **options: Any) -> dict[str, Incident]:
    return {item.incident.id: item.incident for item in store.reviewed(**options)}


def claims(incident: Incident) -> set[str]:
    return {c.id for c in incident.claims}


def test_without_decisions_the_incidents_are_as_merging_made_them(filled: Store) -> None:
    found = list(filled.reviewed())

    assert [item.incident for item in found] == [SHELLING, TALKS, OTHER]
    assert {(item.standing, item.reviews) for item in found} == {("open", ())}


def test_an_incident_is_accepted_or_rejected(filled: Store) -> None:
    first = filled.decide(review("accept"))
    second = filled.decide(review("reject", "i2"))

    found = {item.incident.id: item for item in filled.reviewed()}
    assert (found["i1"].standing, found["i1"].reviews) == ("accepted", (first.id,))
    assert (found["i2"].standing, found["i2"].reviews) == ("rejected", (second.id,))
    assert [i.incident.id for i in filled.reviewed(standings=["open", "accepted"])] == ["i1", "i3"]
    assert filled.incident("i2") == TALKS


def test_a_decision_says_who_when_and_why(filled: Store) -> None:
    made = filled.decide(review("correct", field="status", value="denied"), at=AT)

    (kept,) = filled.reviews()
    assert kept == made
    assert (kept.who, kept.why, kept.at) == ("مريم", "راجعت المصدر", AT)
    assert kept.claims == ("a1#shelling@0", "a2#shelling@1")
    with pytest.raises(InputError, match="who decided and why"):
        filled.decide(replace(review("accept"), why=" "))
    with pytest.raises(InputError, match="who decided and why"):
        filled.decide(replace(review("accept"), who=""))


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("type", "air-strike", {"type": "air-strike"}),
        ("killed.best", 7, {"killed": replace(SHELLING.killed, best=7)}),
        ("killed", {"best": None}, {"killed": Toll()}),
        ("time", None, {"time": None}),
        ("time.end", "2018-11-25", {"time": Time(DAY, date(2018, 11, 25), inferred=True)}),
        ("places[0].lat", 35,
         {"places": (replace(SHELLING.places[0], lat=35.0), SHELLING.places[1])}),
        ("places", [], {"places": ()}),
        ("actors[0].code", "RUS:MIL", {"actors": (replace(SHELLING.actors[0], code="RUS:MIL"),)}),
        ("name", "اتفاق سوتشي", {"name": "اتفاق سوتشي"}),
    ],
)  # fmt: skip
def test_any_field_is_corrected_and_no_other_changes(
    path: str, value: object, expected: dict[str, Any]
) -> None:
    assert corrected(SHELLING, path, value) == replace(SHELLING, **expected)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("type", "war", "Invalid enum value 'war'"),
        ("killed.best", "seven", "Expected `int | null`"),
        ("killed.most", 7, "no 'most' here; there is best, low, high"),
        ("places[2].lat", 35, "no 2 here; there is 0 to 1"),
        ("time.start", "yesterday", "Invalid RFC3339|date"),
        ("name.first", "x", "no 'first' here"),
        ("id", "x", "merge or split"),
        ("claims[0].id", "x", "merge or split"),
        ("", "x", "write a field as"),
        ("killed.", 1, "write a field as"),
        ("killed..best", 1, "write a field as"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(path: str, value: object, why: str) -> None:
    with pytest.raises(InputError, match=why):
        corrected(SHELLING, path, value)


def test_a_correction_stays_on_when_merging_changes_the_incident(filled: Store) -> None:
    made = filled.decide(review("correct", field="killed.best", value=7))
    filled.put_incidents([replace(SHELLING, status="ongoing", sources=5)])

    found = filled.reviewed_incident("i1")
    assert found
    assert found.corrected == {"killed.best": made.id}
    assert found.incident == replace(
        SHELLING, status="ongoing", sources=5, killed=replace(SHELLING.killed, best=7)
    )


def test_incidents_are_merged_and_split_again(filled: Store) -> None:
    filled.decide(review("merge", "i1", moved=("i3",)), at=AT)
    merged = shown(filled)
    assert set(merged) == {"i1", "i2"}
    assert claims(merged["i1"]) == claims(SHELLING) | claims(OTHER)

    made = filled.decide(review("split", "i1", moved=("a2#shelling@1",)), at=LATER)
    split = shown(filled)
    assert set(split) == {"i1", f"i1-{made.id}", "i2"}
    assert claims(split[f"i1-{made.id}"]) == {"a2#shelling@1"}
    assert claims(split["i1"]) == {"a1#shelling@0", "b1#shelling@0", "b2#shelling@0"}

    filled.decide(review("reject", f"i1-{made.id}"), at=EVEN_LATER)
    assert [i.incident.id for i in filled.reviewed(standings=["rejected"])] == [f"i1-{made.id}"]


def test_any_past_state_is_shown(filled: Store) -> None:
    filled.decide(review("correct", field="type", value="air-strike"), at=AT)
    filled.decide(review("merge", "i1", moved=("i3",)), at=LATER)
    filled.put_incidents([replace(SHELLING, status="denied"), TALKS, OTHER], at=EVEN_LATER)

    before = timedelta(seconds=1)
    assert list(shown(filled, as_of=AT - before).values()) == [SHELLING, TALKS, OTHER]
    assert shown(filled, as_of=LATER - before)["i1"] == replace(SHELLING, type="air-strike")
    assert set(shown(filled, as_of=LATER)) == {"i1", "i2"}
    assert shown(filled, as_of=LATER)["i1"].status == "occurred"
    assert shown(filled)["i1"].status == "denied"
    assert shown(filled)["i1"].type == "air-strike"
    past = filled.reviewed_incident("i1", as_of=AT - before)
    assert past
    assert past.incident == SHELLING


def test_a_decision_is_undone_by_another(filled: Store) -> None:
    made = filled.decide(review("merge", "i1", moved=("i3",)))
    undone = filled.decide(review("undo", "", undoes=made.id))
    assert list(shown(filled).values()) == [SHELLING, TALKS, OTHER]
    assert [r.action for r in filled.reviews()] == ["merge", "undo"]

    with pytest.raises(InputError, match="no decision of this number that still counts"):
        filled.decide(review("undo", "", undoes=made.id))
    assert standing(filled.reviews()) == []
    assert undone.incident == "i1"


def test_a_decision_finds_its_incident_under_another_id(filled: Store) -> None:
    filled.decide(review("accept"))
    renamed = replace(SHELLING, id="i0", claims=(claim("a0"), *SHELLING.claims))
    filled.put_incidents([renamed])

    found = {item.incident.id: item.standing for item in filled.reviewed()}
    assert found == {"i0": "accepted", "i2": "open", "i3": "open"}


def test_a_decision_about_nothing_that_is_left_is_told(filled: Store) -> None:
    made = filled.decide(review("accept", "i2"))
    field = filled.decide(review("correct", "i1", field="places[1].name", value="حماة"))
    filled.put_incidents([replace(SHELLING, places=()), OTHER], complete=True)

    assert filled.unattached() == [made, field]
    assert shown(filled)["i1"] == replace(SHELLING, places=())


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (review("accept", "i9"), "i9: no incident"),
        (review("merge", "i1", moved=("i9",)), "i9: no incident"),
        (review("merge", "i1", moved=("i1",)), "at least one other"),
        (review("merge", "i1"), "at least one other"),
        (review("split", "i1", moved=("b1#shelling@0",)), "no claim of i1"),
        (review("split", "i1", moved=("a1#shelling@0", "a2#shelling@1")), "not all and not none"),
        (review("split", "i1"), "not all and not none"),
        (review("correct", "i1", field="no", value=1), "no 'no' here"),
        (review("undo", "", undoes=7), "no decision of this number"),
    ],
)
def test_a_decision_about_nothing_is_refused(filled: Store, wrong: Review, why: str) -> None:
    with pytest.raises(InputError, match=why):
        filled.decide(wrong)
    assert filled.reviews() == []


@pytest.mark.parametrize("statement", ["UPDATE review SET who = 'x'", "DELETE FROM review"])
def test_the_database_itself_refuses_to_change_a_decision(filled: Store, statement: str) -> None:
    filled.decide(review("accept"))

    def change() -> None:
        with filled.database.writing() as db:
            db.exec_driver_sql(statement)

    with pytest.raises((StoreError, DBAPIError), match="only added"):
        change()
    assert [r.who for r in filled.reviews()] == ["مريم"]


def test_merging_is_told_what_was_decided(filled: Store) -> None:
    filled.decide(review("merge", "i1", moved=("i2",)))
    made = filled.decide(review("split", "i3", moved=("b2#shelling@0",)))
    assert filled.decisions() == Decisions(
        frozenset({("a1#shelling@0", "a3#shelling@0")}),
        frozenset({("b1#shelling@0", "b2#shelling@0")}),
    )

    filled.decide(review("merge", "i3", moved=(f"i3-{made.id}",)))
    assert filled.decisions().apart == frozenset()
    assert ("b1#shelling@0", "b2#shelling@0") in filled.decisions().together


def test_review_and_merging_agree(store: Store) -> None:
    """What review makes of two incidents is what merging makes of them, told the decision."""
    everything: list[Told] = []
    for text in (
        "قصف على جرجناز\n\nقصفت قوات النظام بلدة جرجناز بريف إدلب السبت وقتل سبعة مدنيين.",
        "محادثات أستانة\n\nستعقد الجولة الحادية عشرة من محادثات أستانة الأربعاء المقبل.",
    ):
        kept = store.add_article(Article(text, published=DAY))
        stored = store.article(kept.id)
        assert stored
        drawn = told(stored.article, read(stored.article))
        store.put_told(kept.id, drawn)
        everything += drawn
    made = merge(everything)
    assert len(made) >= 2
    store.put_incidents(made)
    store.decide(review("merge", made[0].id, moved=(made[-1].id,)))

    viewed = {frozenset(claims(item.incident)): item.incident for item in store.reviewed()}
    merged = {frozenset(claims(item)): item for item in merge(everything, store.decisions())}
    assert viewed.keys() == merged.keys()
    for key, incident in merged.items():
        assert replace(viewed[key], id="") == replace(incident, id="")
    store.put_incidents(merged.values(), complete=True)
    assert set(shown(store)) == {incident.id for incident in merged.values()}


_INCIDENTS = ("i1", "i2", "i3", "i1-1", "i2-3", "i9")
_CLAIMS = tuple(c.id for i in (SHELLING, TALKS, OTHER) for c in i.claims)


@st.composite
def decisions(draw: st.DrawFn) -> list[Review]:
    out = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        action = draw(st.sampled_from(get_args(ReviewAction)))
        some = st.lists(st.sampled_from(_CLAIMS), max_size=3, unique=True).map(tuple)
        made = replace(
            review(action, draw(st.sampled_from(_INCIDENTS))), id=number, claims=draw(some),
            moved=draw(some), field="killed.best", value=draw(st.sampled_from([1, "x", None])),
            undoes=draw(st.integers(1, 8)),
        )  # fmt: skip
        out.append(made)
    return out


def united(told: Sequence[str], base: Incident) -> Incident:
    known = {c.id: c for i in (SHELLING, TALKS, OTHER) for c in i.claims}
    return replace(base, claims=tuple(known[key] for key in told))


@given(decisions())
def test_no_decisions_lose_or_double_a_claim(made: list[Review]) -> None:
    view = reviewed([SHELLING, TALKS, OTHER], made, united)

    assert sorted(c.id for item in view.incidents for c in item.incident.claims) == sorted(_CLAIMS)
    assert len({item.incident.id for item in view.incidents}) == len(view.incidents)
    assert reviewed([OTHER, TALKS, SHELLING], made[::-1], united) == view
    assert {r.id for r in view.unattached} <= {r.id for r in standing(made)}
    together, apart = pairs(made)
    assert not together & apart
