"""The article of a page: trafilatura finds it, and what it leaves open is read off the page.

Only what the page states is taken: a date is its metadata's, its address's or its byline's, never
the likeliest of the dates on it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from hudna.errors import InputError
from hudna.ingest import page_facts
from hudna.ingest.encoding import decode
from hudna.ingest.page_boxes import without_boxes
from hudna.ingest.page_date import bylines, published_on
from hudna.ingest.page_facts import Facts, plain
from hudna.ingest.page_linked import linked

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
_SHORTEST = 30
"""Characters that the longest paragraph of an article must have: less is a page's own wording."""
_LONG = 500_000
"""Characters from which a page is searched by one method only: the second opinion that is asked on
others takes time that grows with the square of the length."""
_BLOCKS = frozenset(("p", "div", "h2", "h3", "h4", "strong", "b", "span", "section"))


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds of its article."""

    title: str | None
    body: str
    published: date | None
    outlet: str | None
    url: str | None
    facts: Facts = field(default_factory=Facts)

    @property
    def text(self) -> str:
        """The article as the codebook has it: title, blank line, body."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body


def read_page(
    raw: bytes, url: str | None = None, *, charset: str | None = None, zone: tzinfo | None = None
) -> Page:
    """Find the article of a page.

    ``url`` is its address where that is known, ``charset`` the encoding that the server named,
    ``zone`` the clock that the outlet goes by, for times that name none.

    Raises:
        InputError: the bytes are no text, or the page holds no article.
    """
    declared = _DECLARED.search(raw, 0, 4096)
    source = decode(raw, declared[1].decode("ascii") if declared else charset)
    # trafilatura takes half a second to import: only those who read pages pay for it.
    from trafilatura import bare_extraction

    tree = _parsed(source)
    if without_boxes(tree):
        source = lxml_html.tostring(tree, encoding="unicode")
    found: Any = bare_extraction(
        source, url=url, with_metadata=True, include_comments=False, include_tables=False,
        fast=len(source) > _LONG,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if not (found and found.text):
        raise InputError("a page with no article")
    body = _without_notices(_tidy(found.text), tree)
    if max(map(len, body.split("\n"))) < _SHORTEST:
        raise InputError("a page with no article")
    said = linked(tree)
    address = page_facts.own_address(said, tree, url) or url or found.url
    outlet = _outlet(found)
    title = _title(found.title, outlet, tree)
    day = published_on(tree, address, _iso(found.date))
    at = page_facts.published_at(said, tree, day, bylines(tree), zone)
    if at is not None and (day is None or zone is not None):
        # The day is the outlet's own where its clock is known.
        day = (at.astimezone(zone) if zone is not None else at).date()
    return Page(
        title=title,
        body=_without_title(_with_lead(body, found.description, tree), title),
        published=day,
        outlet=outlet,
        url=address,
        facts=Facts(
            published_at=at,
            author=page_facts.author(said, tree, outlet, address),
            section=page_facts.section(said, tree),
            tags=page_facts.tags(said),
            canonical=address,
        ),
    )


def _parsed(source: str) -> Any:
    try:
        return lxml_html.fromstring(
            source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, ValueError) as error:
        raise InputError("a page with no article") from error


def _tidy(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in plain(text).splitlines())
    return "\n".join(line for line in lines if line and line != "-->")


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _outlet(found: Any) -> str | None:
    name = (found.sitename or "").strip()
    if not name or "://" in name or "©" in name or "&copy" in name:
        name = found.hostname or ""
    return name or None


def _title(title: str | None, outlet: str | None, tree: Any) -> str | None:
    """Return the title without the outlet's name, which pages put before or after it."""
    title = _tidy(title or "").replace("\n", " ")
    parts = re.split(r"\s+[-–—|:]\s+", title)
    if len(parts) > 1:
        headings = {_squeezed(h.text_content()) for h in tree.iter("h1", "h2")}
        others = [p for p in parts if not outlet or (p not in outlet and outlet not in p)]
        for kept in (others, [part for part in others if part in headings]):
            if len(kept) == 1:
                return kept[0]
    return title or None


@cache
def _notices() -> tuple[re.Pattern[str], int]:
    data = tomllib.loads(files(__package__).joinpath("notices.toml").read_text("utf-8"))
    begins, holds = ("|".join(map(re.escape, data[key])) for key in ("begins", "holds"))
    return re.compile(f"^[\\W_]*(?:{begins})|{holds}"), data["longest"]


def _without_notices(body: str, tree: Any) -> str:
    """Leave out what the page says around its article, and the headlines that it links to."""
    notice, longest = _notices()
    links = {_squeezed(link.text_content()) for link in tree.iter("a")}
    return "\n".join(
        line
        for line in body.split("\n")
        if len(line) > longest or not (line in links or notice.search(line))
    )


def _without_title(body: str, title: str | None) -> str:
    first, _, rest = body.partition("\n")
    return rest.lstrip() if rest and title and first.strip() == title else body


def _with_lead(body: str, description: str | None, tree: lxml_html.HtmlElement) -> str:
    """Put the lead back before the body where the extraction lost it.

    Many outlets set the first paragraph apart from the others, and repeat its beginning as the
    page's description: the block of the page that begins like that is the lead.
    """
    start = _squeezed(description or "").rstrip(".…")[:60]
    if len(start) < 40 or start in _squeezed(body):
        return body
    blocks = (
        _squeezed(element.text_content()) for element in tree.iter() if element.tag in _BLOCKS
    )
    leads = [text for text in blocks if text.startswith(start) and len(text) < 1500]
    return f"{min(leads, key=len)}\n{body}" if leads else body


def _squeezed(text: str) -> str:
    return " ".join(text.split())
