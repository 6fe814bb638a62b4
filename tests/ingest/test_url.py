from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hudna
from hudna.errors import FetchError
from hudna.ingest.url import canonical, same_site

PAGE = "https://news.example/%D9%87%D8%AF%D9%86%D8%A9?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/هدنة?id=7",
        "HTTPS://News.Example/هدنة?id=7#comments",
        "https://news.example:443/هدنة?id=7",
        "https://news.example/هدنة?utm_source=rss&id=7&fbclid=x",
        "  https://news.example/%d9%87%d8%af%d9%86%d8%a9?id=7 ",
    ],
)
def test_one_page_has_one_canonical_address(other: str) -> None:
    assert canonical(other) == PAGE


def test_query_of_tracking_alone_goes_with_its_question_mark() -> None:
    assert canonical("https://news.example/a?utm_medium=feed") == "https://news.example/a"


@pytest.mark.parametrize("other", ["?id=8", "?ID=7", "/?id=7", "?id=7&page=2", "?id=7&utm"])
def test_other_pages_have_other_addresses(other: str) -> None:
    assert canonical(PAGE.replace("?id=7", other)) != PAGE


@given(st.text(max_size=60))
def test_canonical_form_is_its_own(text: str) -> None:
    try:
        once = canonical("https://news.example/" + text)
    except FetchError:
        return
    assert canonical(once) == once


def test_a_site_goes_by_few_names() -> None:
    assert same_site("https://www.news.example/a", "http://m.news.example/b")
    assert not same_site("https://news.example/a", "https://news.example.org/a")
    assert not same_site("https://a.blogs.example/", "https://b.blogs.example/")


def test_no_other_module_opens_addresses_by_the_standard_library() -> None:
    """``urllib`` as a whole is not forbidden: its parser opens nothing."""
    root = Path(hudna.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            assert not {"urllib.request", "http.client", "ftplib"} & set(names), path
