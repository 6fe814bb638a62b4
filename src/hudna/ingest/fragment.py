"""The text of a piece of HTML that is an article's body and nothing else, as feeds carry it."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from hudna.ingest.page_facts import plain

_MARKUP = re.compile(
    r"<(?:/?[a-z][a-z0-9]{0,10}[\s/>]|!--)|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});", re.I
)
_BLOCKS = frozenset((
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "tr",
    "ul",
))  # fmt: skip
_UNSEEN = ("script", "style", "iframe", "noscript", "template", "svg", "form", "button")


def text_of(fragment: str) -> str:
    """Return the text of a piece of HTML, a line a paragraph; plain text is only tidied."""
    if not _MARKUP.search(fragment):
        return _tidy(fragment)
    try:
        root = lxml_html.fragment_fromstring(fragment.replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, etree.Comment, *_UNSEEN, with_tail=False)
    parts: list[str] = []
    for step, element in etree.iterwalk(root, events=("start", "end")):
        edge = "\n" if element.tag in _BLOCKS else ""
        text = element.text if step == "start" else element.tail
        inner = " ".join((text or "").split())
        spaced = (text or "")[:1].isspace(), (text or "")[-1:].isspace()
        parts.append(edge + " " * spaced[0] + inner + " " * (spaced[1] and bool(inner)))
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in plain(text).splitlines())
    return "\n".join(line for line in lines if line)
