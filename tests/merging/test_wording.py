"""How alike texts are worded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.merging.wording import HEAVIEST, copied, likeness, signature, stem, stems, vector

WORDS = st.lists(
    st.sampled_from(["قصف", "مدينة", "قتل", "جرح", "سوق", "هدنة", "اتفاق", "طائرة", "حاجز"])
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("وبالحديده", "حديد"), ("المدينه", "مدين"), ("للجيش", "جيش"), ("12", "12"), ("من", "من")],
)
def test_clitics_and_endings_are_taken_off(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(WORDS, WORDS)
def test_likeness_is_a_cosine(a: list[str], b: list[str]) -> None:
    one, other = vector(a), vector(b)
    assert likeness(one, other) == likeness(other, one)
    assert -1e-9 <= likeness(one, other) <= 1 + 1e-9
    if a:
        assert likeness(one, one) == pytest.approx(1)


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = vector(stems("قال جرجناز"))
    assert weights["جرجناز"] > 2 * weights["قال"]


def test_a_long_text_keeps_its_heaviest_words() -> None:
    assert len(vector([f"كلمة{i}" for i in range(5 * HEAVIEST)])) == HEAVIEST


@given(st.lists(st.integers(0, 400).map(str), min_size=60, max_size=60, unique=True))
def test_signatures_estimate_the_share_of_runs_in_common(words: list[str]) -> None:
    other = words[:40] + [f"غير{w}" for w in words[40:]]
    # 58 runs of three in each, 38 of them in both: 38 of 78.
    assert copied(signature(words), signature(other)) == pytest.approx(38 / 78, abs=0.3)
    assert copied(signature(words), signature(words)) == 1


def test_what_is_too_short_for_a_run_is_no_copy_of_anything() -> None:
    assert signature(["قصف", "مدفعي"]) == ()
    assert copied((), signature(["قصف"] * 9)) == 0
