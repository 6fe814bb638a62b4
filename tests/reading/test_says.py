"""Who is quoted, and for which words."""

from __future__ import annotations

import pytest

from hudna.model import Article
from hudna.reading.document import prepare
from hudna.reading.says import find_attributions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قالت وزارة الدفاع إن القوات انسحبت من التلة.", ["وزارة الدفاع"]),
        ("انفجرت عبوة قرب السوق، بحسب مصادر محلية.", ["مصادر محلية"]),
        ("نقلت وكالة سانا عن مصدر عسكري أن الطائرة عادت.", ["وكالة سانا", "مصدر عسكري"]),
        ("قال وزير الدفاع، سالم الأحمد، إن الهدنة صامدة.", ["سالم الأحمد"]),
    ],
)
def test_names_the_source(text: str, names: list[str]) -> None:
    """The span is the shortest noun phrase that names who is quoted."""
    assert [a.span.text for a in find_attributions(prepare(Article(text)))] == names
