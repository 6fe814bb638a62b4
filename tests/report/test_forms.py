"""The forms of a report: what hostile words may not do, and which way they run."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from hudna.merging import Told, told
from hudna.model import (
    Actor,
    Article,
    Bounds,
    Casualties,
    Event,
    Place,
    Span,
    Time,
)
from hudna.report import html, markdown
from hudna.report.show import address
from hudna.report.templates import markdown as escaped
from hudna.report.words import Lang, words
from tests.report.made import made_pdf, of, text_of

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)> | `x` [y](javascript:z) &amp;'


def claim(text: str, url: str | None = None, outlet: str = "وكالة") -> list[Told]:
    """A shelling of Jarjanaz, told in words that hold others."""
    whole = f"قصفت قوات النظام بلدة جرجناز {text}"

    def at(word: str) -> tuple[str, int, int]:
        return word, whole.index(word), whole.index(word) + len(word)

    event = Event(
        "shelling", "occurred", (Span(*at("قصفت")),),
        actors=(Actor(*at("قوات النظام"), code="SYR:MIL"),),
        places=(
            Place(*at("جرجناز"), lat=35.62, lon=36.78, radius_km=2.0, confidence=0.95,
                  name_latin="Jarjanaz"),
        ),
        time=Time(date(2018, 11, 24), date(2018, 11, 24)),
        casualties=Casualties(Bounds(7, None)),
    )  # fmt: skip
    return list(told(Article(whole, "a", outlet, url, date(2018, 11, 24)), [event]))


def test_words_of_articles_are_never_markup() -> None:
    page = html(of(claim(HOSTILE, outlet=HOSTILE), "en"))
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert HOSTILE in tree.text_content()


def test_words_of_articles_are_never_markdown() -> None:
    text = markdown(of(claim(HOSTILE, outlet=HOSTILE), "en"))
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    tables: dict[int, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if line.startswith("|"):
            cells = len(re.findall(r"(?<!\\)\|", line))
            above = tables.pop(number - 1, set())
            tables[number] = above | {cells}
    assert len(tables) > 8
    assert all(len(cells) == 1 for cells in tables.values())  # no word begins a cell


@given(st.text())
@example("# title")
@example("1. point")
@example("- point\n\n# title")
def test_no_text_begins_a_block_or_holds_markup(text: str) -> None:
    written = str(escaped(text))
    assert "\n" not in written
    assert "<" not in written
    assert not re.match(r"[-+=#>|`*_]|\d+[.)](\s|$)", written)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|]", written)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc/passwd", "", "x"]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert address(url) is None
    assert f'href="{url}"' not in html(of(claim("اليوم", url), "en"))


def test_a_web_address_is_linked_and_ends_where_it_ends() -> None:
    whole = of(claim("اليوم", "https://example.org/a(b)?c=<d>&e"), "en")
    links = lxml_html.fromstring(html(whole)).xpath("//blockquote//a/@href")
    assert links == ["https://example.org/a(b)?c=<d>&e"]
    assert "](https://example.org/a%28b%29?c=%3Cd%3E&e)" in markdown(whole)


# What is read back of an Arabic PDF leaves the annex out, which is long to set.
@pytest.mark.parametrize(
    ("form", "lang"),
    [("html", "en"), ("html", "ar"), ("md", "en"), ("md", "ar"), ("pdf", "en")],
)
def test_the_words_behind_each_leg_stand_in_every_form(form: str, lang: Lang) -> None:
    text = text_of(of(claim("اليوم", "https://example.org/a"), lang), form)
    say = words(lang)
    lines = {
        leg: text[text.index(say(leg, "evidence")) :].splitlines()[0]
        for leg in ("bound", "act", "where", "when", "exempt")
    }
    assert say("no_words") in lines.pop("when")
    assert all("وكالة" in line for line in lines.values())
    for leg, word in (("bound", "قوات النظام"), ("act", "قصفت"), ("where", "جرجناز")):
        assert word in lines[leg]
    assert "قوات النظام" in lines["exempt"]


def test_the_words_behind_a_leg_lead_to_their_article() -> None:
    whole = of(claim("اليوم", "https://example.org/a"), "en")
    links = lxml_html.fromstring(html(whole)).xpath("//ul[@class='words']//a")
    assert {link.get("href") for link in links} == {"https://example.org/a"}
    assert any("«جرجناز»" in link.text_content() for link in links)


def test_an_arabic_page_runs_right_to_left_and_its_ranges_do_not() -> None:
    tree = lxml_html.fromstring(html(of(claim("اليوم"), "ar")))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    dated = tree.xpath("//section[@id='glance']//bdi[@dir='ltr']/text()")
    assert "2018-09-17 – 2020-03-05" in dated
    assert "7+" in dated
    loose = [
        text
        for text in tree.xpath("//section//text()[not(ancestor::bdi or ancestor::figure)]")
        if re.search(r"\d{4}-\d\d-\d\d", text)
    ]
    assert loose == []


def test_arabic_markdown_keeps_ranges_in_one_run() -> None:
    text = markdown(of(claim("اليوم"), "ar"))
    assert '<div dir="rtl" lang="ar">' in text
    assert "\u20662018-09-17 – 2020-03-05\u2069" in text


def test_nothing_is_fetched_by_the_page() -> None:
    page = html(of(claim("اليوم"), "en"))
    assert not lxml_html.fromstring(page).xpath(
        "//link | //script | //iframe | //object | //*[@src]"
    )
    assert "url(" not in page
    assert "@import" not in page


def test_every_word_has_both_languages() -> None:
    table = words("en").table
    for room, entries in table.items():
        for key, entry in entries.items():
            assert set(entry) == {"ar", "en"}, f"{room}.{key}"
            assert all(entry.values()), f"{room}.{key}"
            names = [set(re.findall(r"\{(\w+)\}", text)) for text in entry.values()]
            assert names[0] == names[1], f"{room}.{key}"


def test_what_no_page_may_hold_is_replaced() -> None:
    whole = of(claim("a\x00b\ud800c\x1bd", outlet="x\x0by"), "en")
    for text in (html(whole), markdown(whole)):
        assert "a\ufffdb\ufffdc\ufffdd" in text.encode().decode()
    assert made_pdf(whole).startswith(b"%PDF")


def test_a_figure_is_no_point_of_a_list() -> None:
    assert (str(escaped("35.590, 36.7")), str(escaped("1. a"))) == ("35.590, 36.7", "1\\. a")


def test_an_empty_record_gives_a_report_that_says_so() -> None:
    text = markdown(of([], "en"))
    assert "Incidents that may be breaches: 0" in text
    assert "Days with no report at all (silence is not peace): 1" in text
