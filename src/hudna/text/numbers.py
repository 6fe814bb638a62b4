"""Numbers of news Arabic: digits, words in every case and gender, and what bounds them.

Bounds follow the codebook, section 2.6: ``n → n, n``; the dual ``2, 2``; "at least n" ``n, None``;
"more than n" ``n + 1, None``; "up to n" ``1, n``; "n to m" ``n, m``; tens ``20, None`` and so on.
"About n" is ``n, n`` and is marked approximate. A percentage or a bare fraction is found but is
no count: its bounds are ``None``. Ordinals, dates (``28/9/2018``), clock times and phone numbers
are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hudna.text.numerals import Token, grammar
from hudna.text.words import Words

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


@dataclass(frozen=True, slots=True)
class _Core:
    """A bare number: its words and value, before any bounding words are seen."""

    first: int
    last: int
    value: float
    kind: Kind = "exact"
    skip: int = 0
    definite: bool = False
    scale: int = 1
    split: tuple[float, float] | None = None
    """What the last و joins, to be read apart after بين."""


def find_numbers(words: Words) -> list[Number]:
    """Find the number phrases of a text, in their order; they never overlap."""
    tokens = grammar().tokens
    forms = words.forms
    marked = {
        i: tokens[form] if form[0] > "9" else None
        for i, form in enumerate(forms)
        if form[0] <= "9" or form in tokens
    }
    if not marked:
        return []
    out: list[Number] = []
    parser = _Parser(words, marked)
    done = -1
    for core in parser.cores():
        if core.first <= done:
            continue
        number = _bound(parser, core, done)
        out.append(number)
        done = number.last
    return out


class _Parser:
    """Number words of one text, read from left to right."""

    def __init__(self, words: Words, marked: dict[int, Token | None]) -> None:
        self.words = words
        self.marked = marked

    def cores(self) -> Iterator[_Core]:
        """Read the bare numbers."""
        done = -1
        for i in self.marked:
            if i > done:
                core, done = self.read(i)
                if core is not None:
                    yield core

    def read(self, i: int) -> tuple[_Core | None, int]:
        """Read the number at a word; the second value is the last word used up either way."""
        token = self.marked[i]
        if token is None:
            return self._from_digits(i)
        if token.kind == "ordinal":
            return None, self._past_ordinal(i)
        if token.kind == "dual":
            return _Core(i, i, token.value, "dual", token.skip, token.definite), i
        if token.kind == "vague" or (token.kind == "scale" and token.plural):
            return self._vague(i, token)
        if token.kind == "fraction":
            return self._fraction(i, token)
        if token.kind == "quantity":
            return self._quantity(i, token)
        if token.definite and i and self.words.forms[i - 1] in grammar().names:
            return None, i
        core = self._sum(i)
        return core, core.last if core else i

    # -- what continues a number --------------------------------------------------------------

    def _joined(self, i: int) -> tuple[int, Token | None] | None:
        """Return the number word that و joins to word ``i``, if the next words are such."""
        words = self.words
        j = i + 1
        if j >= len(words) or words.gaps[j].strip():
            return None
        if j in self.marked:
            token = self.marked[j]
            if token is None:
                return None
            if token.waw or (token.value == 1 and words.forms[j] in _AND_ONE):
                return j, token
            return None
        if words.forms[j] == "و" and j + 1 in self.marked and not words.gaps[j + 1].strip():
            token = self.marked[j + 1]
            return None if token is not None and token.clitic else (j + 1, token)
        return None

    def _next(self, i: int) -> Token | None:
        """Return the number word right after word ``i`` that nothing joins or introduces."""
        if i + 1 in self.marked and not self.words.gaps[i + 1].strip():
            token = self.marked[i + 1]
            if token is not None and not token.waw and not token.clitic:
                return token
        return None

    # -- words --------------------------------------------------------------------------------

    def _sum(self, i: int) -> _Core | None:
        """Read terms joined by و, each of a smaller scale than the one before it."""
        term = self._term(i)
        while term is not None and (more := self._joined(term.last)) is not None:
            j, token = more
            following = self._term(j)
            if following is None:
                if token is not None and token.kind == "fraction" and term.scale > 1:
                    return self._and_a_half(term, j, token.value / 100)
                break
            falling = following.scale < term.scale and following.value < term.scale
            # A few writers count upwards: خمسة ومئة وألف.
            rising = (
                following.scale > term.scale
                and term.value < following.scale
                and following.value % following.scale == 0
                and following.split is None
            )
            if not falling and not rising:
                break
            term = replace(
                term,
                last=following.last,
                value=term.value + following.value,
                scale=following.scale,
                split=(term.value, following.value),
            )
        return term

    def _and_a_half(self, term: _Core, j: int, share: float) -> _Core:
        """Add مليون ونصف, مليون ونصف المليون."""
        scale = self._next(j)
        last = j + 1 if scale is not None and scale.kind == "scale" else j
        return replace(term, last=last, value=term.value + term.scale * share)

    def _term(self, i: int) -> _Core | None:
        """Read a number below a thousand, and the scales that multiply it."""
        token = self.marked[i]
        if token is None:
            core, _ = self._from_digits(i)
            return core if core is not None and core.kind == "exact" else None
        small = self._small(i, token)
        if small is None:
            if token.kind == "twice":
                return _Core(i, i, token.value, "exact", token.skip, token.definite,
                             int(token.value) // 2)  # fmt: skip
            if token.kind == "scale" and not token.plural:
                value = token.value
                if token.accusative and self._is_construct_dual(i):
                    value *= 2
                core = _Core(i, i, value, "exact", token.skip, token.definite, int(token.value))
                return self._scaled(core)
            return None
        return self._scaled(small)

    def _is_construct_dual(self, i: int) -> bool:
        """Whether ألفا stands for two thousand (ألفا شخص) rather than an accusative (ألفا و500)."""
        words = self.words
        return (
            i + 1 < len(words)
            and not words.gaps[i + 1].strip()
            and self._joined(i) is None
            and len(words.forms[i + 1]) > 2
            and words.forms[i + 1] not in grammar().particles
        )

    def _scaled(self, core: _Core) -> _Core:
        while (token := self._next(core.last)) is not None and token.kind == "scale":
            core = replace(
                core,
                last=core.last + 1,
                value=core.value * token.value,
                scale=core.scale * int(token.value),
                split=None,
            )
        return core

    def _small(self, i: int, token: Token) -> _Core | None:
        """Read 1–999: units, teens, tens and hundreds, in either order."""
        kind, value, last = token.kind, token.value, i
        following = self._next(i)
        rank = 1
        if kind in ("unit", "before-ten"):
            if following is not None and following.kind == "ten" and not following.definite:
                value, last, rank = value + 10, i + 1, 2
            elif following is not None and following.kind == "hundred" and value >= 3:
                value, last, rank = value * 100, i + 1, 3
            elif kind == "before-ten":
                joined = self._joined(i)
                if joined is None or joined[1] is None or joined[1].kind != "tens":
                    return None
        elif kind in ("ten", "tens"):
            rank = 2
        elif kind in ("hundred", "hundreds"):
            rank = 3
        else:
            return None
        core = _Core(i, last, value, "exact", token.skip, token.definite)
        if rank == 1:
            core = self._extend(core, ("tens",))
            if core.last != last:
                rank = 2
        if rank == 3:
            more = self._joined(core.last)
            if more is not None and more[1] is not None:
                rest = self._small(more[0], more[1])
                if rest is not None and rest.value < 100:
                    return replace(core, last=rest.last, value=core.value + rest.value,
                                   split=(core.value, rest.value))  # fmt: skip
            return core
        return self._extend(core, ("hundred", "hundreds"))

    def _extend(self, core: _Core, kinds: tuple[str, ...]) -> _Core:
        """Add a higher rank that follows with و (ثلاثة وعشرون، خمسة ومئة)."""
        more = self._joined(core.last)
        if more is None or more[1] is None or more[1].kind not in kinds:
            return core
        value = more[1].value
        if kinds[0] == "hundred":
            # A hundred that opens a longer number (خمسة ومئة ألف) is not ours to take.
            nearest = self._next(more[0])
            if nearest is not None and nearest.kind == "scale":
                return core
        return replace(core, last=more[0], value=core.value + value, split=(core.value, value))

    # -- vague, fractions, quantities -----------------------------------------------------------

    def _vague(self, i: int, token: Token) -> tuple[_Core | None, int]:
        value = token.value * (2 if token.kind == "scale" else 1)
        last = i
        while (scale := self._next(last)) is not None:
            if scale.kind == "scale":
                last, value = last + 1, value * scale.value
            elif scale.kind == "vague" and scale.value in (20, 200):
                last, value = last + 1, value * scale.value / 2
            else:
                break
        return _Core(i, last, value, "vague", token.skip, token.definite), last

    def _fraction(self, i: int, token: Token) -> tuple[_Core | None, int]:
        scale = self._next(i)
        if scale is not None and scale.kind in ("scale", "hundred"):
            value = scale.value * token.value / 100
            return _Core(i, i + 1, value, "exact", token.skip), i + 1
        return _Core(i, i, token.value / 100, "fraction", token.skip, token.definite), i

    def _quantity(self, i: int, token: Token) -> tuple[_Core | None, int]:
        """Read "a number of": عدد من، عدد كبير من; عدد by itself is no number."""
        forms = self.words.forms
        for j in (i + 1, i + 2):
            if j < len(forms) and forms[j] == "من" and not self.words.gaps[j].strip():
                return _Core(i, j - 1, token.value, "vague", token.skip), j - 1
        return None, i

    def _past_ordinal(self, i: int) -> int:
        """Return the last word of a rank (الثالث والعشرين، الخامس عشر)."""
        following = self._next(i)
        if following is not None and following.kind == "ten":
            return i + 1
        more = self._joined(i)
        if more is not None and more[1] is not None and more[1].kind in ("tens", "ten"):
            return more[0]
        return i

    # -- digits -------------------------------------------------------------------------------

    def _from_digits(self, i: int) -> tuple[_Core | None, int]:
        """Read digits with their grouping and decimal marks, and the scale after them."""
        words = self.words
        forms, gaps = words.forms, words.gaps
        last = i
        marks: list[str] = []
        while last + 1 < len(words) and forms[last + 1][0] <= "9":
            gap = gaps[last + 1]
            if gap in _GROUPING or gap in _DATE or (gap in _SPACES and _is_group(forms, last)):
                marks.append(gap)
                last += 1
            else:
                break
        definite = bool(i) and forms[i - 1] in ("ال", "وال", "بال", "لل") and not gaps[i].strip()
        parts = forms[i : last + 1]
        if any(mark in _DATE for mark in marks):
            if len(parts) == 2 and marks[0] in _DASHES:
                low, high = float(parts[0]), float(parts[1])
                if low < high and len(parts[1]) < 4:
                    core = _Core(i, last, low, "range", 0, definite, split=(low, high))
                    return core, last
            return None, last
        if _is_label(parts):
            return None, last
        value = float(parts[0])
        scaled = self._next(last)
        grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3
        if len(parts) > 1:
            decimal = len(parts) == 2 and (
                not grouped
                or marks[0] == "٫"
                or parts[0] == "0"
                or (scaled is not None and scaled.kind == "scale" and marks[0] != "٬")
            )
            if decimal:
                value = float(f"{parts[0]}.{parts[1]}")
            elif grouped:
                value = float("".join(parts))
            else:
                return None, last
        core = self._scaled(_Core(i, last, value, "exact", 0, definite))
        if core.scale > 1:
            core = self._with_rest(core)
        return core, core.last

    def _with_rest(self, core: _Core) -> _Core:
        """Add what و joins to a scaled number: 3 آلاف و500."""
        more = self._joined(core.last)
        if more is None:
            return core
        if more[1] is not None and more[1].kind == "fraction":
            return self._and_a_half(core, more[0], more[1].value / 100)
        rest = self._sum(more[0])
        if rest is None or rest.value >= core.scale:
            return core
        return replace(core, last=rest.last, value=core.value + rest.value,
                       split=(core.value, rest.value))  # fmt: skip


# واحد عشر after another number is "and eleven", else "one" and no number.
_AND_ONE = frozenset(("واحد", "واحدي"))
_GROUPING = frozenset((".", ",", "٬", "،", "'", "’", "٫"))
_DASHES = frozenset(("-", "–", "—", " - ", " – "))
_DATE = _DASHES | {"/", ":", "\\"}
_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009"))


def _is_group(forms: Sequence[str], last: int) -> bool:
    """Whether digits after a space go on the number before it (``10 000``)."""
    return forms[last + 1] == "000" and len(forms[last]) <= 3


def _is_label(parts: Sequence[str]) -> bool:
    """Whether digits name something (a phone number, ``007``) rather than count."""
    head = parts[0]
    return len(head) > 12 or (len(head) > 1 and head[0] == "0")


def _bound(parser: _Parser, core: _Core, done: int) -> Number:
    """Join a bare number with the words around it that bound it."""
    words = parser.words
    forms, gaps = words.forms, words.gaps
    rules = grammar()
    if _is_percent(words, core.last):
        last = core.last + _percent_words(words, core.last)
        return Number(core.first, last, None, None, "percent", core.skip, core.first, core.value)
    if core.kind == "fraction":
        return Number(core.first, core.last, None, None, "fraction", core.skip, core.first,
                      core.value, definite=core.definite)  # fmt: skip
    # A clitic written apart (ال 12, ب ـ30) stands between the number and what bounds it.
    edge = core.first
    if edge and forms[edge - 1] in rules.clitics and not gaps[edge].strip():
        edge -= 1
    open_from = max(done + 1, edge - 5)
    before = " ".join(forms[open_from:edge]) if edge > open_from else ""
    first, skip, sense = core.first, core.skip, ""
    attached = core.skip > 1 or (core.skip == 1 and forms[core.first][0] == "و")
    match = rules.before.search(before) if before and not attached else None
    if match is not None:
        sense = rules.sense_before[match["phrase"]]
        first = edge - (before.count(" ", match.start("phrase")) + 1)
        skip = len(match["clitic"])
    ranged = _range(parser, core, forms[edge - 1] if edge > done + 1 else "")
    if ranged is not None:
        start = edge - 1 if ranged.introduced else first
        skip = 0 if ranged.introduced else skip
        return Number(start, ranged.last, ranged.low, ranged.high, "range", skip, core.first,
                      None, sense == "about")  # fmt: skip
    after = " ".join(forms[core.last + 1 : core.last + 6])
    trailing = rules.after.match(after) if after and not sense else None
    if trailing is not None and _is_clear(parser, core.last, trailing["between"]):
        sense = rules.sense_after[trailing["phrase"]]
    return _judge(core, first, skip, sense)


def _judge(core: _Core, first: int, skip: int, sense: str) -> Number:
    """Work out the bounds, by the codebook, section 2.6."""
    n = round(core.value)
    kind: Kind = core.kind
    low, high = n, (None if core.kind == "vague" else n)
    if core.kind == "range" and core.split is not None:
        low, high = int(core.split[0]), int(core.split[1])
    elif sense in ("more-than", "at-least"):
        kind = "more-than" if sense == "more-than" else "at-least"
        low, high = (n + 1 if sense == "more-than" and high is not None else n), None
    elif sense == "up-to":
        kind, low, high = "up-to", min(1, n), n
    elif sense == "less-than":
        kind, low, high = "less-than", min(1, n), max(n - 1, 0)
    elif sense == "about" and kind != "vague":
        kind = "about"
    value = None if core.kind == "range" else core.value
    return Number(first, core.last, low, high, kind, skip, core.first, value,
                  sense == "about", core.definite)  # fmt: skip


def _is_clear(parser: _Parser, last: int, between: str) -> bool:
    """Whether only the counted noun stands between a number and the words after it."""
    count = len(between.split())
    words = parser.words
    return all(
        j not in parser.marked and not set(words.gaps[j]) & _STOPS
        for j in range(last + 1, last + 2 + count)
        if j < len(words)
    )


_STOPS = frozenset(".،,؛;:؟!\n()")


def _is_percent(words: Words, last: int) -> bool:
    gap = words.gaps[last + 1]
    return gap.startswith(("%", "٪", " %", " ٪")) or _percent_words(words, last) > 0


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


def _range(parser: _Parser, core: _Core, lead: str) -> _Range | None:
    """Read "between n and m", "from n to m", "n to m", "n or m"."""
    if core.kind not in ("exact", "dual"):
        return None
    forms, gaps = parser.words.forms, parser.words.gaps
    between = lead in grammar().between
    j = core.last + 1
    if j >= len(forms):
        return None
    joined = parser._joined(core.last)
    if between and joined is not None:
        return _between(core, parser.read(joined[0])[0], True)
    if between and core.split is not None and core.split[0] < core.split[1]:
        return _Range(core.last, int(core.split[0]), int(core.split[1]), True)
    at = j
    if between and j not in parser.marked:
        # بين 10 أشخاص و15: the counted noun may stand between.
        joined = parser._joined(j)
        if joined is not None:
            return _between(core, parser.read(joined[0])[0], True)
    if forms[at] in grammar().to and at + 1 in parser.marked and not gaps[at].strip():
        far = parser.read(at + 1)[0]
        return _between(core, far, lead in ("من", "ومن"))
    return None


def _between(core: _Core, far: _Core | None, introduced: bool) -> _Range | None:
    if far is None or far.kind not in ("exact", "dual"):
        return None
    low, high = core.value, far.value
    if core.scale == 1 and far.scale > 1 and low < high / far.scale:
        low *= far.scale
    return _Range(far.last, round(low), round(high), introduced) if low < high else None
