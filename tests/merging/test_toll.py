"""Best, low and high of rival tolls, and the rule that chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.merging.toll import toll_of
from hudna.model import Bounds, Casualties, Claim, Event, Span, Toll


def told(
    number: int, killed: int | Bounds | None, day: int | None = 5, *, source: str | None = None,
    rises: bool = False, denied: bool = False, summed: bool = False,
) -> Claim:  # fmt: skip
    bounds = Bounds(killed, killed) if isinstance(killed, int) else killed
    event = Event(
        "shelling", "denied" if denied else "occurred", (Span("قصف", 0, 3),),
        casualties=Casualties(bounds, cumulative=summed),
    )  # fmt: skip
    key = f"c{number}"
    return Claim(
        key, key, 0, event, published=date(2018, 11, day) if day else None, rises=rises,
        dispatch=source or key,
    )  # fmt: skip


def toll(*claims: Claim) -> Toll:
    return toll_of(claims, lambda casualties: casualties.killed)


def test_no_toll_is_unknown_not_zero() -> None:
    assert toll(told(1, None)) == Toll(None, None, None, "none", ())


def test_a_told_zero_is_a_toll() -> None:
    assert (toll(told(1, 0)).best, toll(told(1, 0)).rule) == (0, "single")


def test_all_that_agree_are_single() -> None:
    found = toll(told(1, 5), told(2, 5), told(3, None))
    assert (found.best, found.low, found.high, found.rule) == (5, 5, 5, "single")
    assert found.claims == ("c1", "c2")


def test_what_most_sources_tell_is_best_and_the_others_set_the_range() -> None:
    found = toll(told(1, 5), told(2, 5), told(3, 9))
    assert (found.best, found.low, found.high, found.rule) == (5, 5, 9, "agreed")


def test_reprints_do_not_outvote_a_second_source() -> None:
    found = toll(
        told(1, 5, source="wire"), told(2, 5, source="wire"), told(3, 5, source="wire"),
        told(4, 7), told(5, 7),
    )  # fmt: skip
    assert (found.best, found.rule) == (7, "agreed")


def test_a_source_counts_with_the_latest_that_it_told() -> None:
    found = toll(told(1, 5, 5, source="a"), told(2, 8, 6, source="a"))
    assert (found.best, found.low, found.high, found.rule) == (8, 8, 8, "single")


def test_a_risen_toll_replaces_what_was_told_before() -> None:
    found = toll(told(1, 5, 5), told(2, 5, 5), told(3, 12, 6, rises=True))
    assert (found.best, found.low, found.high, found.rule) == (12, 5, 12, "update")


def test_a_risen_toll_does_not_replace_what_is_told_after_it() -> None:
    found = toll(told(1, 12, 5, rises=True), told(2, 10, 6), told(3, 10, 6))
    assert (found.best, found.rule) == (10, "agreed")


def test_between_as_many_sources_the_latest_is_taken() -> None:
    found = toll(told(1, 5, 5), told(2, 8, 6))
    assert (found.best, found.rule) == (8, "latest")


def test_of_one_day_the_lowest_is_taken() -> None:
    found = toll(told(1, 8, 5), told(2, 5, 5))
    assert (found.best, found.rule) == (5, "lowest")


@pytest.mark.parametrize(
    ("bounds", "best", "high"),
    [(Bounds(20, None), 20, None), (Bounds(5, 7), 5, 7), (Bounds(1, 4), 1, 4)],
)
def test_a_loose_count_vouches_for_its_lower_end(
    bounds: Bounds, best: int, high: int | None
) -> None:
    found = toll(told(1, bounds))
    assert (found.best, found.low, found.high) == (best, best, high)


def test_one_open_count_leaves_the_range_open() -> None:
    assert toll(told(1, 5), told(2, Bounds(20, None))).high is None


def test_who_denies_the_incident_tells_no_toll() -> None:
    assert toll(told(1, 5), told(2, 0, denied=True)).low == 5


figures = st.lists(
    st.builds(
        told, st.integers(1, 9), st.integers(0, 4), st.integers(1, 3),
        source=st.sampled_from("abc"), rises=st.booleans(),
    ),
    min_size=1, max_size=5, unique_by=lambda claim: claim.id,
)  # fmt: skip


def test_the_toll_of_a_period_is_none_of_one_happening() -> None:
    assert toll(told(1, None), told(2, 137, summed=True)) == Toll()
    assert toll(told(1, 5), told(2, 137, summed=True)).high == 5
    assert toll(told(1, 101, summed=True), told(2, 137, summed=True)).high == 137


@given(figures)
def test_the_toll_lies_in_its_range_whatever_the_order(claims: list[Claim]) -> None:
    found = toll(*claims)
    assert found.best is not None
    assert found.low is not None
    assert found.low <= found.best <= (found.high if found.high is not None else found.best)
    assert found.claims
    for order in list(permutations(claims))[:24]:
        assert replace(toll(*order), claims=()) == replace(found, claims=())
