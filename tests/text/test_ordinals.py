"""Ranks, and the rounds of talks that texts name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.fold import fold
from hudna.text.ordinals import find_ordinals, round_in
from hudna.text.words import split_words


@pytest.mark.parametrize(
    ("text", "round"),
    [
        ("الجولة الحادية عشرة من محادثات أستانا", 11),
        ("اختتام الجولة الثامنة من مفاوضات جنيف", 8),
        ("انطلقت الجولة الـ12 من المحادثات", 12),
        ("تعقد الجولة 13 في نور سلطان", 13),
        ("الجولة رقم 14", 14),
        ("الاجتماع الدولي الحادي والعشرون حول سوريا", 21),
        ("للجولة العشرين من مسار أستانا", 20),
        ("وبالجولة الثانية عشرة", 12),
        ("ثالث جولة من المشاورات", 3),
        ("حادي عشر اجتماع بصيغة أستانا", 11),
        ("مؤتمر أستانا 11", 11),
        ("ختام «أستانا-10» في سوتشي", 10),
        ("محادثات جنيف 8", 8),
        ("أستانة ١١", 11),
        ("الجولةُ الأولى", 1),
    ],
)
def test_a_named_round_is_found(text: str, round: int) -> None:
    assert round_in(text) == round


@pytest.mark.parametrize(
    "text",
    [
        "جولة جديدة من محادثات أستانا",
        "جولة ستجرى يومي 28 و29 تشرين الثاني",
        "محادثات أستانا 28 تشرين الثاني",
        "محادثات أستانا 28 و29 نوفمبر",
        "عشرون جولة من المحادثات",
        "في تشرين الثاني عقد الوفدان اجتماعا",
        "أستانا 2018",
        "اجتماع في جنيف. 12 قتيلا في قصف على البلدة",
        "",
    ],
)
def test_what_names_no_round_gives_none(text: str) -> None:
    assert round_in(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("الأول والثاني والثالث عشر", [1, 2, 13]),
        ("الحادي والثلاثون", [31]),
        ("التاسعة والتسعين", [99]),
        ("عشرين شخصا", []),
    ],
)
def test_ranks_in_words(text: str, values: list[int]) -> None:
    assert [o.value for o in find_ordinals(split_words(fold(text).text))] == values


@given(st.text(alphabet="الجولةثانيحدعشرو 12٣أستا-\n.", max_size=60))
def test_no_text_breaks_it_and_ranks_stay_in_bounds(text: str) -> None:
    found = round_in(text)
    assert found is None or 1 <= found <= 99
