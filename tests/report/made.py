"""Reports for tests, and their figures as a reader finds them in each form."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from lxml import html as lxml_html

from hudna.accords import accord
from hudna.merging import Told, merge
from hudna.monitoring import by_outlet_side, ledger
from hudna.report import Briefing, briefing, html, markdown, pdf
from hudna.report.values import Picture
from hudna.report.words import Lang, words

FORMS = ("html", "md", "pdf")


def of(
    claims: list[Told], lang: Lang, reports: dict[tuple[date, str], int] | None = None,
    sides: dict[str, str] | None = None,
) -> Briefing:  # fmt: skip
    """Write the report on the Sochi memorandum from claims."""
    incidents = merge(claims)
    sochi = accord("sochi-2018")
    found = ledger(sochi, incidents, reports=reports)
    split = by_outlet_side(sochi, incidents, sides or {}, found.start, found.end, reports)
    return briefing(sochi, found, incidents, split, lang)


def pdf_text(made: bytes) -> str:
    """Read a PDF's text back, less the foot of each page."""
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    return re.sub(r"sochi-2018 · ?\d+ / \d+", "", "\n".join(pages))


def text_of(whole: Briefing, form: str) -> str:
    """What a reader finds in a form, without its pictures."""
    if form == "md":  # less where links lead, which is no text
        return re.sub(r"(?<!\\)\]\([^)\s]*\)", "]", markdown(whole))
    if form == "pdf":
        return pdf_text(made_pdf(_plain(whole)))
    page = lxml_html.fromstring(html(whole))
    for picture in page.xpath("//figure | //style"):
        picture.drop_tree()
    # Blocks end lines, as they do on the page.
    for block in page.iter("h2", "p", "div", "dt", "td", "th", "li", "dd", "h3", "footer"):
        block.tail = "\n" + (block.tail or "")
    return str(page.text_content())


def _plain(whole: Briefing) -> Briefing:
    """Leave out the pictures: PDF holds their figures after the text of their page.

    In Arabic the annex too, which is long to set; the English one is read back.
    """
    sections = [
        replace(s, blocks=tuple(b for b in s.blocks if not isinstance(b, Picture)))
        for s in whole.sections
        if whole.lang == "en" or s.id != "annex"
    ]
    return replace(whole, sections=tuple(sections))


def made_pdf(whole: Briefing) -> bytes:
    """Write a PDF; skip the test where the system lacks what sets it."""
    from hudna.report import PdfError

    try:
        return pdf(whole)
    except PdfError as error:
        pytest.skip(str(error))


def figures(text: str, lang: Lang, first: str, last: str) -> Counter[str]:
    """Every run of digits between the titles of two sections."""
    say = words(lang)
    start = re.search(rf"^\W*{re.escape(say(first))}\s*$", text, re.MULTILINE)
    end = re.search(rf"^\W*{re.escape(say(last))}\s*$", text, re.MULTILINE)
    assert start
    assert end
    return Counter(re.findall(r"\d+", text[start.end() : end.start()]))


def facts(text: str) -> dict[str, str]:
    """The labels and values of a Markdown report."""
    return dict(re.findall(r"^- ([^:\n]+(?:: \w+)?): (.+)$", text, re.MULTILINE))


def rows(text: str, head: str) -> list[list[str]]:
    """The rows of the Markdown table whose head begins with some words."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(f"| {head} |"):
            break
    out = []
    for line in lines:
        if not line.startswith("|"):
            break
        out.append([cell.strip() for cell in line.strip("| ").split("|")])
    return out[1:]
