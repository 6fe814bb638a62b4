"""Numbers: bounds of phrases, the round trip, and what holds of any text."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.text.fold import fold
from hudna.text.numbers import Number, find_numbers
from hudna.text.words import Words, split_words
from tests.text.spelling import Case, Gender, spell

_PHRASES = [
    tuple(part.strip() for part in line.rsplit("=", 1))
    for line in (Path(__file__).parent / "number_phrases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def _read(text: str) -> tuple[Words, list[Number]]:
    words = split_words(fold(text).text)
    return words, find_numbers(words)


def _only(text: str) -> Number:
    _, (number,) = _read(text)
    return number


def _bounds(number: Number) -> str:
    if number.low is None:
        return "?"
    if number.low == number.high:
        return str(number.low)
    return f"{number.low}..{'' if number.high is None else number.high}"


def test_the_table_is_long_enough() -> None:
    assert len(_PHRASES) >= 250


@pytest.mark.parametrize(("phrase", "bounds"), _PHRASES)
def test_a_phrase_has_its_bounds(phrase: str, bounds: str) -> None:
    _, numbers = _read(phrase)
    assert (", ".join(map(_bounds, numbers)) or "-") == bounds


@pytest.mark.parametrize("case", ["nominative", "oblique"])
@pytest.mark.parametrize("gender", ["masculine", "feminine"])
def test_words_read_back_as_the_number_they_spell(case: Case, gender: Gender) -> None:
    draw = random.Random(20180917)
    numbers = [*range(1200), *(draw.randrange(10**7 + 1) for _ in range(1500)), 10**7]
    for n in numbers:
        spelt = spell(n, case, gender)
        words, found = _read(f"بلغ {spelt} في المنطقة")
        assert [(f.low, f.high) for f in found] == [(n, n)], spelt
        assert (found[0].first, found[0].last) == (1, len(words) - 3), spelt


@settings(deadline=None)
@given(st.integers(0, 10**7), st.sampled_from([",", ".", "٬", "\u00a0"]))
def test_grouped_digits_read_back(n: int, mark: str) -> None:
    if n >= 1000 and (mark != "\u00a0" or (n % 1000 == 0 and n < 10**6)):
        assert _bounds(_only(f"{n:,}".replace(",", mark) + " شخص")) == str(n)


@settings(deadline=None)
@given(st.integers(1, 10**6))
def test_bounds_hold_the_number_or_start_after_it(n: int) -> None:
    assert (_only(f"نحو {n} شخصا").low, _only(f"نحو {n} شخصا").approximate) == (n, True)
    assert _only(f"أكثر من {n} شخصا").low == n + 1
    assert _only(f"ما لا يقل عن {n} شخصا").high is None
    assert _only(f"لا يتجاوز {n} شخصا").high == n


@settings(deadline=None)
@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.0123456789%/-", max_size=80))
def test_numbers_are_in_order_apart_and_sound(text: str) -> None:
    words, numbers = _read(text)
    for number in numbers:
        assert 0 <= number.first <= number.core <= number.last < len(words)
        assert 0 <= number.skip < len(words.forms[number.first])
        if number.low is not None and number.high is not None:
            assert 0 <= number.low <= number.high
    for one, other in pairwise(numbers):
        assert one.last < other.first


_PLAIN = ["القوات", "البلدة", "اليوم", "قصف", "مدفعي", "ريف", "حماة", "الشمالي", "أمس", "بين"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PLAIN)))
def test_no_number_is_found_where_there_is_none(words: list[str]) -> None:
    assert _read(" ".join(words))[1] == []


def test_a_number_says_where_its_bounding_words_begin() -> None:
    words, (number,) = _read("وقتل بأكثر من ثلاثين صاروخا")
    assert words.forms[number.first][number.skip :] == "اكثر"
    assert words.forms[number.core] == "ثلاثين"
    assert number.kind == "more-than"


def test_a_definite_number_takes_up_one_told_before() -> None:
    assert _only("الجنود الـ12").definite
    assert _only("المعتقلون الثلاثة").definite
    assert not _only("ثلاثة جنود").definite


def test_a_share_keeps_its_value_though_it_is_no_count() -> None:
    number = _only("نحو 35 في المئة من السكان")
    assert (number.kind, number.value, number.low) == ("percent", 35, None)


def test_safar_is_a_month_and_zero_a_number() -> None:
    assert _only("صفر إصابات").low == 0
    assert _read("في شهر صفر")[1] == []
    assert [n.low for n in _read("في 5 صفر 1440")[1]] == [5, 1440]
