"""Inflection: the forms that a row's words are found in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.lexicon.forms import Form, fixed_forms, noun_forms, noun_stems, verb_forms, verb_stems
from hudna.text.fold import fold_term


def texts(forms: object) -> set[str]:
    return {form.text for form in forms}  # type: ignore[attr-defined]


def bound(forms: object) -> set[str]:
    """The forms that stand only before a pronoun."""
    return {f.text for f in forms if f.enclitic == "must"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("قصف يقصف", "قصف قصفت قصفوا قصفا قصفنا يقصف تقصف نقصف يقصفون ستقصف سيقصفون"),
        ("استعاد يستعيد", "استعاد استعادت استعدنا استعيدت يستعيد تستعاد ستستعيد"),
        ("أصاب يصيب", "اصاب اصيب اصيبوا يصيب يصاب يصابون"),
        ("أجلى يجلي", "اجلي اجلت اجليت اجلوا اجلينا يجلي يجلون سيجلي"),
        ("نفى ينفي", "نفي نفت نفوا نفيا ينفي ينفون تنفي"),
        ("لقي يلقى", "لقي لقيت لقوا لقيا يلقي يلقون"),
        ("دعا يدعو", "دعا دعت دعوا دعي يدعو يدعون يدعوان"),
        ("بدأ يبدأ", "بدا بدات بداوا بدووا يبدا يبداون يبدوون"),
        ("شن يشن", "شن شنت شنوا يشن تشن يشنون ستشن"),
        ("التقى يلتقي", "التقي التقت التقوا التقيا التقيت يلتقي يلتقون يلتقيان يلتق"),
        ("لقي يلقى|حتفه", "لقيت"),
    ],
)
def test_verbs_inflect_for_person_tense_and_voice(verb: str, expected: str) -> None:
    tail = " حتفه" if "|" in verb else ""
    assert {word + tail for word in expected.split()} <= texts(verb_forms(verb))


def test_a_verb_form_says_what_stands_before_its_stem() -> None:
    leads = {form.text: form.lead for form in verb_forms("قصف يقصف")}
    assert (leads["قصفت"], leads["تقصف"], leads["ستقصف"]) == ("", "ت", "ست")
    assert {f.text: f.lead for f in verb_forms("شن يشن|هجوما")}["سيشن هجوما"] == "سي"


def test_weak_verbs_change_before_a_pronoun() -> None:
    assert "نفا" in bound(verb_forms("نفى ينفي"))
    assert "قصفو" in bound(verb_forms("قصف يقصف"))
    assert "يتبنا" in bound(verb_forms("تبنى يتبنى"))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("قصف", "قصف قصفا"),
        ("هجوم/هجمات", "هجوم هجوما هجومان هجومين هجمات"),
        ("غارة/غارات", "غاره غارتان غارتين غارتا غارات"),
        ("إجلاء", "اجلاء"),
        ("نبأ", "نبا"),
        ("قصف +مدفعي", "قصف مدفعي|القصف المدفعي|للقصف المدفعي|قصفا مدفعيا|قصفها المدفعي"),
        ("ضربة +جوية/ضربات +جوية", "ضربتين جويتين|الضربتان الجويتان|ضرباته الجويه"),
        ("الهدنة", "الهدنه للهدنه"),
    ],
)
def test_nouns_inflect_for_number_case_and_article(noun: str, expected: str) -> None:
    words = expected.split("|") if "|" in expected else expected.split()
    assert set(words) <= texts(noun_forms(noun))


def test_a_noun_without_a_plural_has_no_dual() -> None:
    assert "قصفان" not in texts(noun_forms("قصف"))
    assert "غاراتان" not in texts(noun_forms("غارة/غارات"))


def test_endings_change_before_a_pronoun() -> None:
    assert "غارت" in bound(noun_forms("غارة"))
    assert {"اجلاو", "اجلاي"} <= bound(noun_forms("إجلاء"))


@pytest.mark.parametrize("noun", ["التفاف", "إلقاء", "ألغام", "التزام"])
def test_a_stem_that_begins_like_the_article_is_no_article(noun: str) -> None:
    assert not any(form.article or form.fused for form in noun_forms(noun))


def test_the_article_is_known_and_fuses_with_li() -> None:
    forms = list(noun_forms("الجيش"))
    assert Form("الجيش", "noun", "may", article=True) in forms
    assert any(form.fused and form.text == "للجيش" for form in forms)


def test_fixed_terms_do_not_inflect() -> None:
    assert texts(fixed_forms("من قِبَل")) == {"من قبل"}


LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=7)


@given(LETTERS)
def test_every_form_is_folded_and_never_empty(word: str) -> None:
    forms = [*noun_forms(word), *verb_forms(f"{word} ي{word}"), *noun_forms(f"{word}ة/{word}ات")]
    assert all(form.text and form.text == fold_term(form.text) for form in forms)


@given(LETTERS)
def test_the_dictionary_forms_are_among_the_forms(word: str) -> None:
    assert fold_term(word) in texts(noun_forms(word))
    assert {fold_term(word), "ي" + fold_term(word)} <= texts(verb_forms(f"{word} ي{word}"))


@given(LETTERS)
def test_stems_spell_out_to_their_forms(word: str) -> None:
    for stem in [*noun_stems(word), *verb_stems(f"{word} ي{word}")]:
        for form in stem.forms():
            assert stem.text in form.text
            assert form.text.startswith(form.lead)
