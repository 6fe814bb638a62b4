"""What speaks for two claims telling one happening."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from hudna.merging import compare, told
from hudna.merging.compare import answers, shipped_weights, total
from hudna.merging.types import group_of, kinship
from hudna.model import EVENT_TYPES, Bounds, Event
from tests.merging.claims import article, claim, place_at, span

TEXT = "قصف عنيف على أريحا في إدلب أوقع خمسة قتلى"
BASE = claim("1", "أ", 5, TEXT, place="أريحا", killed=5, on=5).sketch


def answer(question: str, **changes: object) -> str | None:
    other = replace(BASE, **changes)  # type: ignore[arg-type]
    return next((a for q, a, _ in answers(BASE, other) if q == question), "not asked")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0, 0), "same-day"), ((1, 1), "next-day"), ((-2, -2), "days-apart"), ((3, 3), None),
        ((-30, 0), "within-period"), ((-2, 5), "same-day"),
    ],
)  # fmt: skip
def test_days(days: tuple[int, int], expected: str | None) -> None:
    assert BASE.days is not None
    day = BASE.days[0]
    assert answer("time", days=(day + days[0], day + days[1])) == expected


def test_a_day_that_is_not_told_bars_nothing() -> None:
    assert answer("time", days=None) == "unknown"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "same-name"),
        ({"names": frozenset({"اريحا القديمه"})}, "near"),
        ({"names": frozenset(), "points": (), "mentioned": frozenset({"سراقب"})}, "unknown"),
        ({"names": frozenset(), "points": (), "mentioned": frozenset()}, "mentioned"),
        ({"names": frozenset({"x"}), "points": ((36.0, 36.5, 2.0),), "mentioned": frozenset()},
         "mentioned"),
        ({"names": frozenset({"x"}), "points": ((33.5, 36.3, 2.0),), "mentioned": frozenset()},
         "mentioned"),
    ],
)  # fmt: skip
def test_places(changes: dict[str, object], expected: str) -> None:
    if expected == "mentioned":
        changes = {**changes, "mentioned": frozenset({"اريحا"})}
    assert answer("place", **changes) == expected


def test_the_same_name_in_another_land_is_not_the_same_place() -> None:
    far = {"points": ((31.86, 35.46, 2.0),), "mentioned": frozenset()}
    assert answer("place", **far, names=frozenset({"اريحا"})) != "same-name"


@pytest.mark.parametrize(
    ("killed", "expected"),
    [
        (Bounds(5, 5), "equal"), (Bounds(3, None), "overlap"), (Bounds(6, 6), "close"),
        (Bounds(40, 40), "other"), (None, "unknown"),
    ],
)  # fmt: skip
def test_tolls(killed: Bounds | None, expected: str) -> None:
    assert answer("killed", killed=killed) == expected


def test_a_bar_outweighs_everything() -> None:
    other = replace(BASE, type="protest", group="protest")
    score = compare(BASE, other)
    assert score.total == -inf
    assert [r.question for r in score.reasons if r.weight == -inf] == ["type"]


def test_the_sum_of_a_period_is_no_account_of_what_happened_in_it() -> None:
    assert BASE.days is not None
    last = BASE.days[1]
    for days, dated in (((last - 9, last), True), ((last - 1, last), False)):
        summed = replace(BASE, cumulative=True, days=days, dated=dated)
        assert compare(BASE, summed).total == compare(summed, BASE).total == -inf
        assert compare(summed, summed).total > -inf
    day = replace(BASE, cumulative=True)  # of one day it may be
    assert compare(BASE, day).total > -inf


def test_two_of_a_rare_kind_are_likelier_one_than_two_of_a_common_one() -> None:
    shelled = compare(BASE, BASE).total
    gassed = replace(BASE, type="chemical-attack")
    assert compare(gassed, gassed).total > shelled + 1


def test_the_reasons_add_up_and_their_order_does_not_matter() -> None:
    other = claim("2", "ب", 6, "قصف على سراقب قتل ثلاثة", place="سراقب", killed=3, on=5).sketch
    score = compare(BASE, other)
    assert score.total == pytest.approx(sum(reason.weight for reason in score.reasons))
    assert score.total == compare(other, BASE).total == total(BASE, other) == total(other, BASE)


def test_of_very_many_places_only_some_are_compared() -> None:
    text = "قصف على " + " و".join(f"أريحا{i}" for i in range(300))
    found = article("1", "أ", 5, text)
    places = tuple(place_at(text, f"أريحا{i}") for i in range(300))
    event = Event("shelling", "occurred", (span(text, "قصف"),), places=places)
    (item,) = told(found, [event])
    assert len(item.claim.places) == 300
    assert len(item.sketch.names) <= 20


def test_every_answer_that_can_be_given_is_known_to_the_weights() -> None:
    table = shipped_weights()
    for question in ("type", "time", "place", "actors", "targets", "killed", "injured", "main"):
        assert len(table[question]) >= 3
    assert table["place"]["same-name"] > table["place"]["mentioned"] > table["place"]["apart"]
    assert table["time"]["same-day"] > table["time"]["next-day"] > table["time"]["days-apart"]
    assert table["report"]["alike"] > 0 < table["words"]["alike"]


def test_kinship_is_symmetric_and_never_crosses_groups() -> None:
    for a in EVENT_TYPES:
        assert kinship(a, a) in ("same", "same-rare")
        for b in EVENT_TYPES:
            assert kinship(a, b) == kinship(b, a)
            assert (kinship(a, b) is None) == (group_of(a) != group_of(b))
