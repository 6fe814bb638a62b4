"""Smoothed weeks, and breaks only where the test finds them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hudna.monitoring.trend import interval, p_value, trend
from hudna.monitoring.values import Trend

FIRST = date(2020, 1, 6)


def weeks(counts: Sequence[int | None]) -> Trend:
    days = [FIRST + timedelta(weeks=i) for i in range(len(counts))]
    known = {day: n for day, n in zip(days, counts, strict=True) if n is not None}
    return trend(days, known, frozenset(known))


def test_a_change_of_level_is_marked_where_it_is() -> None:
    found = weeks([3, 4, 3, 2, 4, 3, 3, 4, 12, 14, 13, 11, 15, 12, 13, 14])
    (one,) = found.breaks
    assert one.week == FIRST + timedelta(weeks=8)
    assert (one.before, one.after) == (3.25, 13.0)
    assert one.p < 0.01


def test_a_level_series_and_a_short_one_have_no_break() -> None:
    assert weeks([5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4]).breaks == ()
    assert weeks([0, 0, 0, 30, 30, 30]).breaks == ()
    assert weeks([]).points == ()


def test_one_burst_is_no_change_of_level() -> None:
    assert weeks([2, 3, 2, 2, 3, 40, 2, 3, 2, 2, 3, 2, 2, 3]).breaks == ()


def test_false_breaks_are_rare() -> None:
    dice = random.Random(7)
    marked = 0
    for _ in range(200):
        counts = [sum(dice.random() < 0.1 for _ in range(60)) for _ in range(30)]
        marked += bool(weeks(counts).breaks)
    assert marked <= 6


def test_weeks_without_a_report_are_unknown_not_quiet() -> None:
    points = weeks([4, None, 4, 4]).points
    assert (points[1].count, points[1].rate, points[1].high) == (None, None, None)
    assert points[0].rate == 4  # smoothed over what is known
    assert points[2].rate == 4


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_the_interval_holds_the_rate(counts: list[int]) -> None:
    for point in weeks(counts).points:
        assert point.low is not None
        assert point.rate is not None
        assert point.high is not None
        assert 0 <= point.low <= point.rate <= point.high


@given(st.integers(0, 500), st.floats(1, 20))
def test_scatter_widens_the_interval(count: int, spread: float) -> None:
    (low, high), (wide_low, wide_high) = interval(count), interval(count, spread)
    assert wide_low <= low + 1e-6
    assert wide_high >= high - 1e-6


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=9),
    st.lists(st.integers(0, 30), min_size=1, max_size=9),
)
def test_the_test_does_not_care_which_came_first(a: list[int], b: list[int]) -> None:
    assert abs(p_value(a, b) - p_value(b, a)) < 1e-9
    assert 0 <= p_value(a, b) <= 1
