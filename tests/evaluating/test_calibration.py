from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.evaluating.calibration import bins, calibration_error

CLAIMS = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


def test_claims_fall_into_their_bins() -> None:
    found = bins([(0.0, False), (0.05, True), (0.95, True), (1.0, True)])

    assert [b.count for b in found] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert found[0].right == 0.5
    assert found[-1].confidence == pytest.approx(0.975)


def test_a_confidence_that_means_what_it_says_has_no_error() -> None:
    claims = [(0.75, True)] * 3 + [(0.75, False)]

    assert calibration_error(bins(claims)) == pytest.approx(0.0)


def test_one_who_is_always_sure_and_half_the_time_wrong_errs_by_a_half() -> None:
    assert calibration_error(bins([(1.0, True), (1.0, False)])) == pytest.approx(0.5)


@given(CLAIMS)
def test_every_claim_is_in_one_bin_and_the_error_is_a_share(
    claims: list[tuple[float, bool]],
) -> None:
    found = bins(claims)

    assert sum(b.count for b in found) == len(claims)
    assert 0.0 <= calibration_error(found) <= 1.0
