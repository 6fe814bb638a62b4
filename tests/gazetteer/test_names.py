"""One key for the many spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.gazetteer.names import core_key, name_key, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كفر زيتا", "كفرزيتا"),
        ("دير الزور", "ديرالزور"),
        ("إدلب", "ادلب"),
        ("الرقة", "رقه"),
        ("صنعاء", "صنعا"),
        ("تلة الملك", "تل الملك"),
        ("أبو الظهور", "أبي الظهور"),
        ("مَعَرَّة النُّعْمَان", "معرة النعمان"),
        ("قره‌چوغ", "قرة جوغ"),
        ("Ar-Raqqah", "raqqah"),
        ("Ash Shaykh ‘Īsá", "Shaykh 'Isa"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("حلب", "حلبا"), ("جبلة", "جبل"), ("كفر نبل", "كفر نبودة")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_core_drops_generic_and_qualifying_words() -> None:
    assert core_key("تل العدوانية") == core_key("العدوانية")
    assert core_key("العثمانية الكبيرة") == core_key("العثمانية")
    assert core_key("تل") == name_key("تل")


@pytest.mark.parametrize(
    ("arabic", "latin"), [("كفر أنطون", "Kafr Antun"), ("دمشق", "Dimashq"), ("خضر", "Khidr")]
)
def test_both_scripts_sound_alike(arabic: str, latin: str) -> None:
    assert sounds(arabic) == sounds(latin)


@given(st.text(max_size=40))
def test_any_text_has_keys_and_a_key_is_its_own(name: str) -> None:
    key = name_key(name)
    assert " " not in key
    assert isinstance(sounds(name), str)
    assert isinstance(core_key(name), str)
