from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.ingest.fragment import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("نص بلا وسوم", "نص بلا وسوم"),
        ("سطر\n\n  سطر\tثان ", "سطر\nسطر ثان"),
        ("<p>أول</p><p>ثان</p>", "أول\nثان"),
        ("أول<br>ثان<br/>ثالث", "أول\nثان\nثالث"),
        ("قبل <b>وسط</b> بعد", "قبل وسط بعد"),
        ("ال<b>هد</b>نة", "الهدنة"),
        ("<p>نص<script>alert(1)</script><style>p{}</style></p>", "نص"),
        ("<!-- سر -->نص", "نص"),
        ("&quot;هدنة&quot; &amp;nbsp;&#8207;في إدلب", '"هدنة" في إدلب'),
        ("5 < 7 و 8 > 3", "5 < 7 و 8 > 3"),
        ("<ul><li>أول</li><li>ثان</li></ul>", "أول\nثان"),
        ("<p>غير مغلق", "غير مغلق"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_text_is_that_which_a_reader_sees(html: str, text: str) -> None:
    assert text_of(html) == text


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    lines = text_of(f"<p>{text}").splitlines()

    assert all(line == line.strip() for line in lines)


def test_deep_nesting_does_no_harm() -> None:
    assert len(text_of("<div>" * 50_000 + "نص")) <= 2
