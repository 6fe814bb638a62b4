from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.ingest.encoding import decode

REPORT = (
    "قصف يطال أطراف بلدة في ريف إدلب\n\n"
    "قال مراسلنا إن القصف تجدد على البلدة صباح اليوم، من دون أن ترد أنباء عن إصابات بين الأهالي."
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6"])
def test_arabic_encodings_are_told_apart(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_mark_tells_the_encoding_and_is_not_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize(
    "headline", ["قمة ثلاثية بشأن سوريا", "هدوء حذر يسود ريف حماة", "وفد أممي يزور الرقة"]
)
def test_a_headline_suffices(encoding: str, headline: str) -> None:
    assert decode(headline.encode(encoding)) == headline


def test_a_declared_encoding_decides_where_utf8_cannot_be() -> None:
    text = "هدوء"
    assert decode(text.encode("mac_arabic"), "mac_arabic") == text
    assert decode(REPORT.encode(), "cp1256") == REPORT
    assert decode(REPORT.encode("cp1256"), "no-such-encoding") == REPORT


def test_broken_utf8_is_refused_with_its_line() -> None:
    raw = REPORT.encode()
    with pytest.raises(InputError, match="line 3: not valid UTF-8"):
        decode(raw[:100] + b"\xff" + raw[100:])


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(InputError, match="not valid UTF-16"):
        decode(codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le") + b"\x00")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7 \xe2\xe3", "a PDF"),
        (b"PK\x03\x04rest", "office document"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(256)), "a binary file"),
        (b"ab\x00cd", "a binary file"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(raw)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clear_refusal(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        decode(raw).encode()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cc"]))
)
def test_utf8_comes_back_unchanged(text: str) -> None:
    raw = text.encode()
    if not raw.startswith((b"%PDF", b"PK\x03\x04", b"GIF8")):
        assert decode(raw) == text
