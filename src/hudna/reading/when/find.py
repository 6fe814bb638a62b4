"""Finding the time phrases of an article and resolving them against its publication."""

from __future__ import annotations

import re
from datetime import date

from hudna.reading.anchor import Anchor
from hudna.reading.document import Document
from hudna.reading.when.calendar import Interval, daterange_hull
from hudna.reading.when.grammar import phrases
from hudna.reading.when.nodes import Between, Moment, Node, Resolved
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.phrase import TimePhrase
from hudna.reading.when.saying import of_saying
from hudna.reading.when.tense import is_future
from hudna.reading.when.tokens import Line

_STARTS = frozenset((
    "day", "weekday", "part", "month", "unit", "this", "two_days", "two_months", "two_years",
    "ordinal", "edge", "fraction", "season", "feast", "decade", "eve", "now", "relation", "vague",
    "just_now", "same", "about", "cardinal",
))  # fmt: skip
_DIGIT = re.compile(r"[0-9]")


def find_times(doc: Document, anchor: Anchor | None) -> list[TimePhrase]:
    """Find the phrases that say when, in the order of the text; they do not overlap.

    Args:
        doc: the article, prepared.
        anchor: when it was published, exactly or within an interval; ``None`` if unknown, and then
            only what the words tell whole is resolved.
    """
    found = parse_times(doc)
    return resolve_times(doc, found, anchor) if found else []


def parse_times(doc: Document) -> list[Parsed]:
    """Find the phrases without resolving them."""
    if "time" not in doc.by_kind and _DIGIT.search(doc.folded.text) is None:
        return []
    line = Line(doc)
    starts = {i for i, token in line.tokens.items() if token.kind in _STARTS}
    starts.update(i for i, form in enumerate(line.forms) if form[0] <= "9" and len(form) <= 4)
    out: list[Parsed] = []
    free = 0
    for i in sorted(starts):
        if i < free or _names(line, i):
            continue
        found = phrases(line, i)
        if not found:
            continue
        if isinstance(found[0].node, Between) and line.word(i - 1) == "من" and i - 1 >= free:
            found[0] = found[0]._replace(first=i - 1)
        out += found
        free = found[-1].last + 1
    return out


def _names(line: Line, i: int) -> bool:
    """Whether a date here only names what stands before it (قوى 14 آذار، قانون 2015)."""
    name = line.token(i - 1, "name_of")
    if name is None or not line.near(i):
        return False
    token = line.tokens.get(i)
    if name.before.endswith(("ال", "لل")) and token is not None and token.kind != "ordinal":
        return False
    return token is None or token.kind in ("ordinal", "weekday", "cardinal")


def resolve_times(doc: Document, found: list[Parsed], anchor: Anchor | None) -> list[TimePhrase]:
    """Resolve phrases in order, each with the one before it at hand."""
    out: list[TimePhrase] = []
    before: Interval | None = None
    told_in = -9
    for node, first, last in found:
        sentence = doc.sentence_of[first]
        future = is_future(doc, first, last)
        near = before if sentence - told_in <= 2 or not _short(node) else None
        resolved = _resolve(node, anchor, future, near)
        out.append(_phrase(doc, node, first, last, resolved, anchor, future))
        made = out[-1]
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
) -> Resolved | None:
    if anchor is None:
        return node.resolve(Moment(None, future, before))
    first = node.resolve(Moment(anchor.start, future, before))
    if anchor.start == anchor.end or first is None:
        return first
    last = node.resolve(Moment(anchor.end, future, before))
    if last is None or None in (first.start, first.end, last.start, last.end):
        return first
    assert first.start and first.end and last.start and last.end
    start, end = daterange_hull([(first.start, first.end), (last.start, last.end)])
    return first._replace(start=start, end=end)


def _phrase(
    doc: Document,
    node: Node,
    first: int,
    last: int,
    resolved: Resolved | None,
    anchor: Anchor | None,
    future: bool,
) -> TimePhrase:
    span = doc.span(first, last, _skip(doc, first))
    span = _closed(doc, first, last, span)
    if resolved is None:
        resolved = Resolved(None, None, "unknown")
    start, end = _ordered(resolved.start, resolved.end)
    inferred = resolved.anaphoric
    if anchor is not None and anchor.inferred and not inferred:
        inferred = node.resolve(Moment(None, future)) is None
    opening = getattr(node, "opening", None)
    return TimePhrase(
        first=first,
        last=last,
        span=span,
        start=start,
        end=end,
        granularity=resolved.granularity,
        rule=node.rule,
        inferred=inferred,
        open=opening,
        approximate=resolved.approximate,
        of_saying=of_saying(doc, first, last),
        warning=resolved.warning,
    )


def _ordered(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Guard the promise that no interval ends before it starts."""
    if start is not None and end is not None and start > end:
        return end, start
    return start, end


_CLITIC = re.compile(
    r"^(?:[وف]?[بلك]?)(?=ال|يوم|شهر|عام|منذ|صباح|مساء|فجر|ليل|ظهر|عصر|بعد|قبل|خلال)"
)


def _skip(doc: Document, first: int) -> int:
    """Count the letters of clitics at a phrase's first word, which its span leaves out."""
    for hit in doc.by_kind.get("time", ()):
        if hit.first == first:
            before = hit.before.removesuffix("ال")
            return len(before) if not before.endswith("لل") else 0
        if hit.first > first:
            break
    return 0


def _closed(doc: Document, first: int, last: int, span):  # type: ignore[no-untyped-def]
    """Let a span that opens a bracket close it."""
    inside = doc.words.gaps[first + 1 : last + 1]
    opened = sum(gap.count("(") - gap.count(")") for gap in inside)
    after = doc.words.gaps[last + 1]
    if opened > 0 and after[:1] == ")":
        start, end = doc.folded.original(doc.words.starts[first], doc.words.ends[last] + 1)
        text = doc.article.text
        return type(span)(text[span.start : end], span.start, end)
    return span
