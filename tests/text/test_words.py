"""Words and sentences, as the codebook's scorer counts them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.fold import fold
from hudna.text.words import LONGEST, split_sentences, split_words

TEXTS = st.text(st.sampled_from('قصف 12.!؟…،\n"ab😀'), max_size=120)


def test_letters_and_digits_are_separate_words() -> None:
    words = split_words(fold("الـ48 ساعة، 2.5 كم").text)
    assert words.forms == ["ال", "48", "ساعه", "2", "5", "كم"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قصف النظام البلدة. ثم انسحب.", 2),
        ("قصف النظام البلدة\nثم انسحب", 2),
        ("بلغت النسبة 2.5 بالمئة", 1),
        ("هل انسحب؟ نعم!", 2),
        ("قصف.. ونزوح", 2),
        ("...", 0),
        ("", 0),
        ("نص بلا نهاية", 1),
    ],
)
def test_sentences_end_where_the_codebook_says(text: str, count: int) -> None:
    assert len(split_sentences(split_words(fold(text).text))) == count


@given(TEXTS)
def test_sentences_cover_every_word_once(text: str) -> None:
    words = split_words(fold(text).text)
    covered = [i for first, last in split_sentences(words) for i in range(first, last)]
    assert covered == list(range(len(words)))


@given(TEXTS)
def test_words_in_one_sentence_have_no_end_between_them(text: str) -> None:
    folded = fold(text).text
    words = split_words(folded)
    ends = [m.start() for m in re.finditer(r"[.!?؟…]+(?=\s|$)|\n+", folded)]
    for first, last in split_sentences(words):
        assert not any(words.starts[first] < end < words.starts[last - 1] for end in ends)


def test_a_sentence_without_an_end_is_cut() -> None:
    words = split_words(" ".join(["كلمة"] * (2 * LONGEST + 3)))

    assert [last - first for first, last in split_sentences(words)] == [LONGEST, LONGEST, 3]
