"""Numbers of news Arabic: digits, words in every case and gender, and what bounds them.

Bounds follow the codebook, section 2.6: ``n → n, n``; the dual ``2, 2``; "at least n" ``n, None``;
"more than n" ``n + 1, None``; "up to n" ``1, n``; "n to m" ``n, m``; tens ``20, None`` and so on.
"About n" is ``n, n`` and is marked approximate. A percentage or a bare fraction is found but is
no count: its bounds are ``None``. Ordinals, dates (``28/9/2018``), clock times and phone numbers
are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from hudna.text.number_words import Core, Parser
from hudna.text.numerals import grammar, sense_of
from hudna.text.words import PAST_DIGITS, Sentence, Words

Kind = Literal[
    "exact", "at-least", "more-than", "up-to", "less-than", "about", "range", "vague", "dual",
    "percent", "fraction",
]  # fmt: skip
"""How the bounds come about."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: which words, and the count within bounds, both inclusive."""

    first: int
    """Index of the first word, that of a bounding word (أكثر من) included."""
    last: int
    """Index of the last word, inclusive; the counted noun is not part of it, save a dual."""
    low: int | None
    """Least count; ``None`` for what is no count (a percentage, a bare fraction)."""
    high: int | None
    """Greatest count; ``None`` where no upper bound is stated, or for what is no count."""
    kind: Kind
    skip: int = 0
    """Folded letters of proclitics to skip at the first word."""
    core: int = 0
    """Index of the first word of the number itself, after the bounding words."""
    value: float | None = None
    """The number as written, fractions and percentages included; ``None`` for a range."""
    approximate: bool = False
    """Whether the article says "about"."""
    definite: bool = False
    """Whether the number carries ال, and so takes up one told before."""


def find_numbers(words: Words, within: Iterable[Sentence] | None = None) -> list[Number]:
    """Find the number phrases of a text, in their order; they never overlap.

    With ``within`` only those of some sentences, in text order.
    """
    tokens = grammar().tokens
    runs = (Sentence(0, len(words)),) if within is None else within
    marked = {
        i: tokens[form] if form > PAST_DIGITS else None
        for first, last in runs
        for i, form in enumerate(words.forms[first:last], first)
        if form < PAST_DIGITS or form in tokens
    }
    if not marked:
        return []
    out: list[Number] = []
    parser = Parser(words, marked)
    done = -1
    for core in parser.cores():
        if core.first <= done:
            continue
        number = _bound(parser, core, done)
        out.append(number)
        done = number.last
    return out


def _bound(parser: Parser, core: Core, done: int) -> Number:
    """Join a bare number with the words around it that bound it."""
    words = parser.words
    forms, gaps = words.forms, words.gaps
    rules = grammar()
    if _is_percent(words, core.first, core.last):
        last = core.last + _percent_words(words, core.last)
        return Number(core.first, last, None, None, "percent", core.skip, core.first, core.value)
    if core.kind == "fraction":
        return Number(core.first, core.last, None, None, "fraction", core.skip, core.first,
                      core.value, definite=core.definite)  # fmt: skip
    # A clitic written apart (ال 12, ب ـ30) stands between the number and what bounds it.
    edge = core.first
    if edge and forms[edge - 1] in rules.clitics and not gaps[edge].strip():
        edge -= 1
    first, skip, sense = core.first, core.skip, ""
    # و joins the number to one before it, whose bounding words are not its own.
    attached = core.skip > 1 or (
        (core.skip == 1 or edge < core.first) and forms[edge].startswith("و")
    )
    lead = forms[edge - 1] if edge > done + 1 else ""
    if (
        (lead in rules.last_before or (edge > done + 2 and _names_count(forms, edge)))
        and (not attached or lead in _ODD)
        and _STOPS.isdisjoint(gaps[edge])
    ):
        before = " ".join(forms[max(done + 1, edge - 5) : edge])
        match = rules.before.search(before)
        if match is not None:
            sense = sense_of(match)
            if sense:
                first = edge - (before.count(" ", match.start("phrase")) + 1)
                skip = len(match["clitic"])
    ranged = _range(parser, core, lead)
    if ranged is not None:
        start = edge - 1 if ranged.introduced else first
        skip = 0 if ranged.introduced else skip
        return Number(start, ranged.last, ranged.low, ranged.high, "range", skip, core.first,
                      None, sense == "about")  # fmt: skip
    if not sense and lead in rules.until and _bounds_people(parser, core, edge):
        sense, first, skip = "up-to", edge - 1, len(lead) - len("حتي")
    following = forms[core.last + 1 : core.last + 6]
    if not sense and not rules.first_after.isdisjoint(following):
        trailing = rules.after.match(" ".join(following))
        if trailing is not None and _is_clear(parser, core.last, trailing["between"]):
            sense = rules.sense_after[trailing["phrase"]]
    return _judge(core, first, skip, sense)


def _judge(core: Core, first: int, skip: int, sense: str) -> Number:
    """Work out the bounds, by the codebook, section 2.6."""
    # A third of a million is no whole number: it lies between two.
    below, above = floor(round(core.value, 3)), ceil(round(core.value, 3))
    kind: Kind = core.kind
    low, high = below, (None if core.kind == "vague" else above)
    if core.kind == "range" and core.split is not None:
        low, high = int(core.split[0]), int(core.split[1])
    elif sense in ("more-than", "at-least"):
        kind = "more-than" if sense == "more-than" else "at-least"
        low, high = (below + 1 if sense == "more-than" and high is not None else above), None
    elif sense == "up-to":
        kind, low, high = "up-to", min(1, below), below
    elif sense == "less-than":
        kind, low, high = "less-than", min(1, above), max(above - 1, 0)
    elif sense == "about" and kind != "vague":
        kind = "about"
    elif kind == "exact" and below != above:
        kind = "range"
    value = None if core.kind == "range" else core.value
    return Number(first, core.last, low, high, kind, skip, core.first, value,
                  sense == "about", core.definite)  # fmt: skip


def _names_count(forms: Sequence[str], edge: int) -> bool:
    """Whether the words before a number may name what it counts (عدد القتلى)."""
    return not grammar().counts.isdisjoint(forms[max(0, edge - 3) : edge - 1])


def _bounds_people(parser: Parser, core: Core, edge: int) -> bool:
    """Whether حتى before a number bounds a count: it ends no stretch of time and no rise."""
    forms, after, rules = parser.words.forms, core.last + 1, grammar()
    if core.kind != "exact" or after >= len(forms) or after in parser.marked:
        return False
    if parser.words.gaps[after].strip() or forms[after] in rules.particles | rules.uncounted:
        return False
    dated = len(forms[core.first]) == 4 and 1900 <= core.value <= 2100
    return not dated and rules.reached.isdisjoint(forms[max(0, edge - 6) : edge - 1])


def _is_clear(parser: Parser, last: int, between: str) -> bool:
    """Whether only the counted noun stands between a number and the words after it."""
    count = len(between.split())
    words = parser.words
    return all(
        j not in parser.marked and not set(words.gaps[j]) & _STOPS
        for j in range(last + 1, last + 2 + count)
        if j < len(words)
    )


_ODD = frozenset(("نيف", "بنيف", "ونيف"))
"""What و itself ties to its number: نيف وثلاثون, thirty-odd."""
_STOPS = frozenset(".،,؛;:؟!\n()")


def _is_percent(words: Words, first: int, last: int) -> bool:
    before, after = words.gaps[first], words.gaps[last + 1]
    return (
        after.startswith(("%", "٪", " %", " ٪"))
        or before.endswith(("%", "٪"))
        or _percent_words(words, last) > 0
    )


def _percent_words(words: Words, last: int) -> int:
    """Count the words that say "per cent" after a word."""
    forms = words.forms
    if last + 1 < len(forms) and forms[last + 1] in grammar().percent:
        return 1
    if last + 2 < len(forms) and forms[last + 1] == "في" and forms[last + 2] in grammar().percent:
        return 2
    return 0


@dataclass(frozen=True, slots=True)
class _Range:
    last: int
    low: int
    high: int
    introduced: bool
    """Whether بين or من stands before it, and belongs to it."""


def _range(parser: Parser, core: Core, lead: str) -> _Range | None:
    """Read "between n and m", "from n to m", "n to m", "n or m"."""
    if core.kind not in ("exact", "dual"):
        return None
    forms, gaps = parser.words.forms, parser.words.gaps
    between = lead in grammar().between
    j = core.last + 1
    if j >= len(forms):
        return None
    joined = parser.joined(core.last)
    if between and joined is not None:
        return _between(core, parser.read(joined[0])[0], True)
    if between and core.split is not None and core.split[0] < core.split[1]:
        return _Range(core.last, int(core.split[0]), int(core.split[1]), True)
    at = j
    if between and j not in parser.marked:
        # بين 10 أشخاص و15: the counted noun may stand between.
        joined = parser.joined(j)
        if joined is not None:
            return _between(core, parser.read(joined[0])[0], True)
    if forms[at] in grammar().to and at + 1 in parser.marked and not gaps[at].strip():
        far = parser.read(at + 1)[0]
        return _between(core, far, lead in ("من", "ومن"))
    return None


def _between(core: Core, far: Core | None, introduced: bool) -> _Range | None:
    if far is None or far.kind not in ("exact", "dual"):
        return None
    low, high = core.value, far.value
    if core.scale == 1 and far.scale > 1 and low < high / far.scale:
        low *= far.scale
    return _Range(far.last, round(low), round(high), introduced) if low < high else None
