"""What a page says of its article for machines: linked data (JSON-LD) and ``meta`` elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_LARGEST = 500_000
"""Characters of one script that are read."""
_DEEPEST = 6
"""How far into lists and graphs the article is looked for."""
_MOST = 500
"""Nodes that are looked at."""
_ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")
"""Endings of schema.org's types of articles (NewsArticle, ReportageNewsArticle …)."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What the page's linked data and metadata state."""

    article: Mapping[str, Any]
    """The node of schema.org's that is the article; empty where there is none."""
    meta: Mapping[str, tuple[str, ...]]
    """By lower-case name, property or itemprop: the contents, in the page's order."""

    def first(self, *names: str) -> str | None:
        """Return the first content of the first of these names that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), None)

    def texts(self, key: str) -> list[str]:
        """Return the strings of a field of the article: itself, those of a list, those of names."""
        return list(_texts(self.article.get(key), _DEEPEST))


def linked(tree: HtmlElement) -> Linked:
    """Read what a page says for machines; what cannot be read is passed over."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join(str(element.get("content") or "").split())
        names = {str(element.get(key) or "").lower() for key in ("name", "property", "itemprop")}
        for name in names - {""} if content else ():
            meta.setdefault(name, []).append(content)
    return Linked(_article(tree), {name: tuple(values) for name, values in meta.items()})


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    seen = 0
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value, _DEEPEST):
            seen += 1
            if seen > _MOST:
                return {}
            if _is_article(node):
                return node
    return {}


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth - 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in kinds)


def _texts(value: object, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, depth - 1)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"), depth - 1)
