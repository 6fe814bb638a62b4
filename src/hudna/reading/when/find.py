"""Finding the time phrases of an article and resolving them against its publication."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from hudna.lexicon import Hit
from hudna.model import Span
from hudna.reading.document import Document
from hudna.reading.when.calendar import Interval
from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.grammar import known, phrases
from hudna.reading.when.nodes import Moment, Node, Resolved
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.phrase import TimePhrase
from hudna.reading.when.saying import of_saying
from hudna.reading.when.span_nodes import Between, Open
from hudna.reading.when.tense import is_future
from hudna.reading.when.tokens import Line, Token

if TYPE_CHECKING:
    from hudna.reading.anchor import Anchor

_STARTS = frozenset((
    "day", "weekday", "part", "month", "unit", "this", "two_days", "two_months", "two_years",
    "ordinal", "edge", "fraction", "season", "feast", "decade", "eve", "now", "relation", "vague",
    "just_now", "same", "about", "cardinal",
))  # fmt: skip
_LEANING = frozenset(("relation", "about", "cardinal", "ordinal", "edge", "fraction"))
"""Kinds of token that are a time only with what follows them."""
_JOINTS = frozenset(("و", "من", "في", "الي", "حتي", "ال", "اللحظه", "الساعه", "تاريخه"))
_DIGIT = re.compile(r"[0-9]")


def find_times(doc: Document, anchor: Anchor | None) -> list[TimePhrase]:
    """Find the phrases that say when, in the order of the text; they do not overlap.

    Args:
        doc: the article, prepared.
        anchor: when it was published, exactly or within an interval; ``None`` if unknown, and then
            only what the words tell whole is resolved.
    """
    if not may_tell(doc):
        return []
    line = Line(doc)
    return resolve_times(line, parse_times(line), anchor)


def may_tell(doc: Document) -> bool:
    """Whether an article has any word of time or any digit at all."""
    return "time" in doc.by_kind or _DIGIT.search(doc.folded.text) is not None


def parse_times(line: Line) -> list[Parsed]:
    """Find the phrases without resolving them."""
    tokens = line.tokens
    starts = [i for i, token in tokens.items() if token.kind in _STARTS and _worth(line, token)]
    starts += [i for i in line.numerals if _worth_digits(line, i)]
    out: list[Parsed] = []
    free = 0
    within = {k: hits for hits in line.dated.values() for k in _inside(line, hits[0])}
    for i in sorted(starts):
        if i < free:
            continue
        named = within.get(i)
        if named is not None:
            out.append(Parsed(known(named), named[0].first, named[0].last))
            free = named[0].last + 1
            continue
        found = phrases(line, i)
        if not found:
            continue
        if _names(line, i, found[0].node):
            free = found[-1].last + 1
            continue
        if _from_to(found[0].node) and line.word(i - 1) == "من" and i - 1 >= free:
            found[0] = found[0]._replace(first=i - 1)
        out += found
        free = found[-1].last + 1
    return out


def _worth(line: Line, token: Token) -> bool:
    """Whether a phrase can begin at a token, by a glance at what follows it."""
    if token.kind not in _LEANING or token.value == "since":
        return True
    follow = token.last + 1
    return follow in line.tokens or line.word(follow)[:1] <= "9" or line.word(follow) in _JOINTS


def _worth_digits(line: Line, i: int) -> bool:
    """Whether a date can begin at a word of digits."""
    follow, form = i + 1, line.forms[i]
    if len(form) == 4:
        return True
    return (
        follow in line.tokens
        or line.word(follow) in _JOINTS
        or (len(form) <= 2 and line.gap(follow) in "-/.")
    )


def _from_to(node: Node) -> bool:
    return isinstance(node, Between) or node.rule == "days"


def _inside(line: Line, hit: Hit) -> range:
    """The words of a dated thing's name, if it has a month there: that is no date of its own."""
    words = range(hit.first + 1, hit.last + 1)
    return words if any(line.token(k, "month") for k in words) else range(0)


def _names(line: Line, i: int, node: Node) -> bool:
    """Whether a date here only names what stands before it (قوى 14 آذار، قانون 2015)."""
    token = line.tokens.get(i)
    if token is not None and token.kind == "unit" and token.before == "ل":
        return _numbered(line, i - 1)
    name = line.token(i - 1, "name_of")
    if name is None or not line.near(i):
        return False
    if "unless" in name.data and isinstance(node, Calendar) and node.year is not None:
        return False
    if token is not None and token.kind == "day":
        return not name.before and token.value != 0 and token.text.startswith("ال")  # صحيفة الغد
    if name.before.endswith(("ال", "لل")) and token is not None and token.kind != "ordinal":
        return False
    return token is None or token.kind in ("ordinal", "weekday", "cardinal")


def _numbered(line: Line, i: int) -> bool:
    """Whether a word is the number of a law or its like (القانون رقم 10 لعام 2018)."""
    return line.digits(i) is not None and line.token(i - 1, "name_of") is not None


def resolve_times(line: Line, found: list[Parsed], anchor: Anchor | None) -> list[TimePhrase]:
    """Resolve phrases in order, each with the one before it at hand."""
    doc = line.doc
    out: list[TimePhrase] = []
    before: Interval | None = None
    told_in = -9
    for parsed in found:
        node, first, last = parsed
        sentence = doc.sentence_of[first]
        near = before if sentence - told_in <= 2 or not _short(node) else None
        made = _phrase(line, parsed, *_resolve(node, anchor, is_future(line, first, last), near))
        out.append(made)
        if made.start and made.end and _tells(made):
            before, told_in = (made.start, made.end), sentence
    return out


def _short(node: Node) -> bool:
    return node.rule in ("part", "clock")


def _tells(made: TimePhrase) -> bool:
    """Whether a phrase is one that later ones may take up: a day or a few, not a long stretch."""
    return made.days is not None and made.days <= 31 and made.rule not in ("now", "eve")


def _resolve(
    node: Node, anchor: Anchor | None, future: bool, before: Interval | None
) -> tuple[Resolved | None, bool]:
    """Resolve a phrase from every day that publication may have been; say whether they differ."""
    if anchor is None:
        return node.resolve(Moment(None, future, before)), False
    first = node.resolve(Moment(anchor.start, future, before))
    if anchor.start == anchor.end or first is None:
        return first, False
    last = node.resolve(Moment(anchor.end, future, before))
    if last is None:
        return None, True
    if (first.start, first.end) == (last.start, last.end):
        return first, False
    starts, ends = (first.start, last.start), (first.end, last.end)
    start = min(day for day in starts if day) if all(starts) else None
    end = max(day for day in ends if day) if all(ends) else None
    return first._replace(start=start, end=end), True


def _phrase(line: Line, parsed: Parsed, resolved: Resolved | None, inferred: bool) -> TimePhrase:
    node, first, last = parsed
    if resolved is None:
        resolved = Resolved(None, None, "unknown")
    start, end = _ordered(resolved.start, resolved.end)
    return TimePhrase(
        first=first,
        last=last,
        span=_span(line, first, last),
        start=start,
        end=end,
        granularity=resolved.granularity,
        rule=node.rule,
        inferred=inferred,
        anaphoric=resolved.anaphoric,
        open=node.opening if isinstance(node, Open) else None,
        approximate=resolved.approximate,
        of_saying=of_saying(line, first, last),
        warning=resolved.warning,
    )


def _ordered(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Guard the promise that no interval ends before it starts."""
    if start is not None and end is not None and start > end:
        return end, start
    return start, end


def _span(line: Line, first: int, last: int) -> Span:
    """Return the phrase's span, without clitics before it, and with a bracket that it opens."""
    doc = line.doc
    token = line.tokens.get(first)
    skip = 0
    if token is not None and not token.before.endswith("لل"):
        skip = len(token.before.removesuffix("ال"))
    span = doc.span(first, last, skip)
    gaps = doc.words.gaps
    opened = sum(gap.count("(") - gap.count(")") for gap in gaps[first + 1 : last + 1])
    if opened > 0 and gaps[last + 1][:1] == ")":
        end = doc.folded.original(doc.words.starts[first], doc.words.ends[last] + 1)[1]
        return Span(doc.article.text[span.start : end], span.start, end)
    return span
