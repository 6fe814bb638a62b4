"""Boxes of other stories within a page's article, which are no part of it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import islice

from lxml.html import HtmlElement

from hudna.text.fold import fold_term

_CLASS = re.compile(
    r"(?:^|[-_ ])(?:related|also[-_]?read|read[-_]?also|read[-_]?more|readmore|more[-_]?news"
    r"|most[-_]?read|mostread|recommended|trending|latest[-_]?news|see[-_]?also)(?:$|[-_ ])"
)
_KINDS = ("div", "section", "aside", "ul", "nav", "table")
_MOST = 200
"""Boxes that are looked at."""
_LONGEST_HEAD = 60
"""Characters of a box's heading."""
_SHARE = 3
"""A box holds at most one part in this many of the page's paragraphs: what holds more holds the
article."""


def without_boxes(tree: HtmlElement) -> bool:
    """Take the boxes of other stories out of a page; return whether there were any.

    Told by their class, or by a heading such as أخبار ذات صلة; and they hold links.
    """
    whole = sum(_length(element) for element in tree.iter("p"))
    boxes = [
        element
        for element in islice(filter(_named, tree.iter(*_KINDS)), _MOST)
        if next(element.iter("a"), None) is not None
        and _SHARE * sum(_length(p) for p in element.iter("p")) <= whole
    ]
    for box in boxes:
        if box.getparent() is not None:
            box.drop_tree()
    return bool(boxes)


def _named(element: HtmlElement) -> bool:
    label = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if _CLASS.search(label):
        return True
    head = next((text for text in element.itertext() if text.strip()), "").strip(' :\n\t\r«»"')
    return 0 < len(head) <= _LONGEST_HEAD and bool(_heads().match(fold_term(head)))


def _length(element: HtmlElement) -> int:
    return sum(map(len, element.itertext()))


@cache
def _heads() -> re.Pattern[str]:
    data = tomllib.loads(files(__package__).joinpath("notices.toml").read_text("utf-8"))
    return re.compile("|".join(re.escape(fold_term(head)) for head in data["boxes"]))
