"""Folding keeps offsets: what it finds, the article has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.fold import fold, fold_term
from hudna.text.words import split_words

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىؤئء"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640\u0670\u200c\u200f\u202b\ufeff"
OTHERS = "ﻻﷲﺑﻗ\u06a9\u06cc\u06f3\u0663 .،\r\n\tabcXYZ012😀🇸🇾\"'«»_"
TEXTS = st.text(st.sampled_from(ARABIC + MARKS + OTHERS), max_size=80)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أَعْلَنَتْ", "اعلنت"),
        ("قصـــف", "قصف"),
        ("إدلب", "ادلب"),
        ("القيادة", "القياده"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("١٢ و۳٤", "12 و34"),
        ("کوردستان", "كوردستان"),
        ("ﻻ", "لا"),
        ("BBC", "bbc"),
    ],
)
def test_spellings_of_one_letter_fold_together(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_a_mark_belongs_to_the_letter_under_it() -> None:
    text = "سمع قَصْفاً عنيفاً"
    folded = fold(text)
    at = folded.text.index("قصفا")
    start, end = folded.original(at, at + 4)
    assert text[start:end] == "قَصْفاً"


def test_a_ligature_stands_at_one_place_for_both_its_letters() -> None:
    text = "هجوم ﻻحق"
    folded = fold(text)
    at = folded.text.index("لاحق")
    assert text[slice(*folded.original(at, at + 4))] == "ﻻحق"


@given(TEXTS)
def test_every_word_is_found_where_the_article_has_it(text: str) -> None:
    folded = fold(text)
    words = split_words(folded.text)
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        first, last = folded.original(start, end)
        assert 0 <= first < last <= len(text)
        assert fold(text[first:last]).text.endswith(form) or form in fold(text[first:last]).text


@given(TEXTS, st.text(st.sampled_from(MARKS), min_size=1, max_size=3))
def test_marks_change_nothing_that_is_matched(text: str, marks: str) -> None:
    plain = fold(text).text
    assert fold("".join(c + marks for c in text)).text == plain


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_terms_fold_to_single_spaces() -> None:
    assert fold_term("  قذائف   الهاون ") == "قذائف الهاون".replace("ئ", "ي")
