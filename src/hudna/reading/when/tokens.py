"""The lexicon's hits of kind ``time`` as tokens, and what stands between an article's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from hudna.lexicon import Hit
from hudna.reading.document import Document
from hudna.text.words import PAST_DIGITS

_GAPS = {
    "": " ", "،": ",", ",": ",", "/": "/", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")",
    ":": ":", ".": ".", "[": "(", "]": ")", "),": ")", ")،": ")", "\\": "/", "ـ": "-", "؛": ";",
}  # fmt: skip


_COMING = re.compile(r"س[يتن][^\W\d_]{2,}")
"""A future verb: the particle س and a person of the imperfect."""


_AND = ("", "و", "ف")
_ARTICLES = frozenset(("ال", "وال"))
_PERSONS = frozenset("يتن")
"""What the imperfect puts before its stem."""
_WAS = frozenset(lead + form for form in ("كان", "كانت", "كانوا", "لم") for lead in _AND)
"""Words that make a following imperfect past."""
_WAS_REACH = 3
"""Words back to them: their subject may stand between (كانت الأطراف تجتمع)."""


class Token(NamedTuple):
    """A word or fixed phrase of time."""

    first: int
    last: int
    kind: str
    """The row's ``is``."""
    value: Any
    """The row's ``value``."""
    data: Mapping[str, Any]
    text: str
    """As written, folded, without clitics."""
    before: str
    """Clitics before it."""

    @property
    def joined(self) -> bool:
        """Whether و leans on it."""
        return self.before[:1] == "و"


def tokens_of(doc: Document) -> dict[int, Token]:
    """Index the tokens by their first word; the longest wins, pronouns disqualify."""
    out: dict[int, Token] = {}
    for first, last, row, form, before, after in doc.by_kind.get("time", ()):
        data, text = row.data, form.text
        kind = data["is"]
        if after or kind == "takes_place":  # That is not part of any phrase: see Line.verbs.
            continue
        if text == "امس" and "ل" in before:  # لامس: touched
            continue
        held = out.get(first)
        if held is None or held.last < last:
            out[first] = Token(first, last, kind, data.get("value"), data, text, before)
    return out


def gap_kind(gap: str) -> str:
    """Reduce what stands between two words to one mark; ``x`` is a border no phrase crosses."""
    if gap == " ":
        return " "
    if "\n" in gap:
        return "x"
    return _GAPS.get(gap.strip(), "x")


class Line:
    """An article's words as the grammar looks at them: tokens, digits, literal words, gaps."""

    __slots__ = (
        "__dict__", "dated", "doc", "forms", "gaps", "happenings", "said", "says", "size", "tokens",
    )  # fmt: skip

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.size = len(doc.words)
        self.tokens = tokens_of(doc)
        self.dated: dict[int, list[Hit]] = {}
        for hit in doc.by_kind.get("dated", ()):
            self.dated.setdefault(hit.first, []).append(hit)
        self.says = {hit.first: hit.last for hit in doc.by_kind.get("say", ())}
        self.said = list(self.says)
        self.happenings = [hit.first for hit in doc.by_kind.get("trigger", ())]

    def token(self, i: int, *kinds: str) -> Token | None:
        """Return the token that begins at a word, if it is of one of the kinds."""
        found = self.tokens.get(i)
        return found if found is not None and found.kind in kinds else None

    @cached_property
    def coming(self) -> list[int]:
        """The words that speak of what is still to come: ستجرى، المقرر، تعتزم."""
        tokens = self.tokens
        found = [i for i, token in tokens.items() if token.kind == "future"]
        starts = self.doc.words.starts
        for match in _COMING.finditer(self.doc.folded.text):
            i = bisect_right(starts, match.start()) - 1
            if i >= 0 and i not in tokens and self.forms[i][: match.start() - starts[i]] in _AND:
                found.append(i)
        return sorted(found)

    @cached_property
    def verbs(self) -> list[tuple[int, bool]]:
        """The verbs that tell a happening, and whether each is in the present: تعقد, not عقدت."""
        found: dict[int, bool] = {}
        for kind in ("trigger", "time"):
            for hit in self.doc.by_kind.get(kind, ()):
                form = hit.form
                if form.part != "verb" or form.noun_too:
                    continue
                if kind == "time" and hit.row.data["is"] != "takes_place":
                    continue
                before = self.forms[max(0, hit.first - _WAS_REACH) : hit.first]
                found[hit.first] = form.lead in _PERSONS and _WAS.isdisjoint(before)
        return sorted(found.items())

    @cached_property
    def numerals(self) -> list[int]:
        """The words of at most four digits."""
        return [i for i, form in enumerate(self.forms) if form < PAST_DIGITS and len(form) <= 4]

    def relation(self, i: int) -> str | None:
        """Return the relation whose words end just before a word (``between``, ``since``)."""
        for first in (i - 1, i - 2):
            found = self.tokens.get(first)
            if found is not None and found.kind == "relation" and found.last == i - 1:
                return str(found.value)
        return None

    def word(self, i: int) -> str:
        """Return a word, or nothing beyond the text's ends."""
        return self.forms[i] if 0 <= i < self.size else ""

    def gap(self, i: int) -> str:
        """Return the kind of what stands before a word."""
        return gap_kind(self.gaps[i]) if 0 <= i < self.size else "x"

    def near(self, i: int, kinds: str = " ") -> bool:
        """Whether only that stands before a word."""
        return 0 <= i < self.size and (self.gaps[i] == " " or self.gap(i) in kinds)

    def past_article(self, i: int) -> int:
        """Step over ال before digits, which is a word of its own (الـ12)."""
        return i + 1 if self.word(i) in _ARTICLES and self.near(i + 1) else i

    def digits(self, i: int, longest: int = 4) -> int | None:
        """Return the number that a word of digits spells."""
        word = self.word(i)
        return int(word) if word and word[0] <= "9" and len(word) <= longest else None

    def written(self, token: Token) -> str:
        """Return a token as the article writes it, unfolded."""
        return self.doc.span(token.first, token.last, len(token.before)).text
