"""Tail probabilities against tables and against sums."""

from __future__ import annotations

from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.monitoring.chance import binomial_tail, gamma_cdf, gamma_quantile


@given(st.integers(1, 60), st.floats(0.01, 80))
def test_the_gamma_of_a_whole_shape_is_a_poisson_sum(a: int, x: float) -> None:
    fewer = sum(exp(-x) * x**k / factorial(k) for k in range(a))
    assert gamma_cdf(a, x) == pytest.approx(1 - fewer, abs=1e-9)


@given(st.integers(1, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_binomial_tail_is_its_sum(n: int, k: int, p: float) -> None:
    whole = sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))
    assert binomial_tail(k, n, p) == pytest.approx(whole, abs=1e-9)


@given(st.floats(0.1, 5000), st.floats(0.001, 0.999))
def test_a_quantile_is_where_the_chance_is(a: float, p: float) -> None:
    assert gamma_cdf(a, gamma_quantile(a, p)) == pytest.approx(p, abs=1e-6)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)]
)
def test_garwoods_intervals(count: int, low: float, high: float) -> None:
    if count:
        assert gamma_quantile(count, 0.025) == pytest.approx(low, abs=5e-4)
    assert gamma_quantile(count + 1, 0.975) == pytest.approx(high, abs=5e-3)
