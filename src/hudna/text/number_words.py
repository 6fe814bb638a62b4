"""Bare numbers: a small grammar over number words and digits.

Arabic says units before tens (ثلاثة وعشرون), joins every part with و, and multiplies by setting a
scale after its factor (خمسون ألفا, ثلاث مئة). The parser reads one number from each number word on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from hudna.text.numerals import Token, grammar
from hudna.text.words import Words


@dataclass(frozen=True, slots=True)
class Core:
    """A bare number: its words and value, before any bounding words are seen."""

    first: int
    last: int
    value: float
    kind: Literal["exact", "dual", "vague", "fraction", "range"] = "exact"
    skip: int = 0
    definite: bool = False
    scale: int = 1
    split: tuple[float, float] | None = None
    """What the last و joins, to be read apart after بين."""


class Parser:
    """Number words of one text, read from left to right."""

    def __init__(self, words: Words, marked: Mapping[int, Token | None]) -> None:
        self.words = words
        self.marked = marked

    def cores(self) -> Iterator[Core]:
        """Read the bare numbers."""
        done = -1
        for i in self.marked:
            if i > done:
                core, done = self.read(i)
                if core is not None:
                    yield core

    def read(self, i: int) -> tuple[Core | None, int]:
        """Read the number at a word; the second value is the last word used up either way."""
        token = self.marked[i]
        if token is None:
            return self._from_digits(i)
        if token.kind == "ordinal":
            return None, self._past_ordinal(i)
        if token.kind == "dual":
            two = self._next(i)  # قتيلان اثنان
            last = i + (two is not None and two.kind == "unit" and two.value == 2)
            return Core(i, last, token.value, "dual", token.skip, token.definite), last
        if token.kind == "vague" or (token.kind == "scale" and token.plural):
            return self._vague(i, token)
        if token.kind == "fraction":
            return self._fraction(i, token)
        if token.kind == "quantity":
            return self._quantity(i, token)
        if token.definite and i and self.words.forms[i - 1] in grammar().names:
            return None, i
        if token.value == 0 and token.kind == "unit" and self._is_safar(i):
            return None, i
        core = self._parts(i, token) or self._sum(i)
        return core, core.last if core else i

    def _parts(self, i: int, token: Token) -> Core | None:
        """Read so many parts of a whole (ثلاثة أرباع المليون)."""
        part = self._next(i)
        if token.kind != "unit" or part is None or part.kind != "parts":
            return None
        return self._of_whole(i, i + 1, token, token.value * _share(part))

    def _is_safar(self, i: int) -> bool:
        """Whether صفر is the month rather than zero."""
        forms = self.words.forms
        return i > 0 and (forms[i - 1] in ("شهر", "من") or forms[i - 1][0] <= "9")

    # -- what continues a number --------------------------------------------------------------

    def joined(self, i: int) -> tuple[int, Token | None] | None:
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

    def _sum(self, i: int) -> Core | None:
        """Read terms joined by و, each of a smaller scale than the one before it."""
        term = self._term(i)
        while term is not None and (more := self.joined(term.last)) is not None:
            j, token = more
            following = self._term(j)
            if following is None:
                if token is not None and token.kind == "fraction" and term.scale > 1:
                    return self._and_a_half(term, j, _share(token))
                break
            falling = following.scale < term.scale and following.value < term.scale
            # A few writers count upwards: خمسة ومئة وألف.
            rising = (
                following.scale > term.scale
                and term.value < following.scale
                and following.value % following.scale == 0
                and following.split is None
            )
            # مئة و20: digits go on a word.
            mixed = token is None and term.scale == 1 and term.value % 100 == 0 < term.value
            if not falling and not rising and not (mixed and following.value < 100):
                break
            term = replace(
                term,
                last=following.last,
                value=term.value + following.value,
                scale=following.scale,
                split=(term.value, following.value),
            )
        return term

    def _and_a_half(self, term: Core, j: int, share: float) -> Core:
        """Add مليون ونصف, مليون ونصف المليون."""
        scale = self._next(j)
        last = j + 1 if scale is not None and scale.kind == "scale" else j
        return replace(term, last=last, value=term.value + term.scale * share)

    def _term(self, i: int) -> Core | None:
        """Read a number below a thousand, and the scales that multiply it."""
        token = self.marked[i]
        if token is None:
            core, _ = self._from_digits(i)
            return core if core is not None and core.kind == "exact" else None
        small = self._small(i, token)
        if small is None:
            if token.kind == "twice":
                return Core(i, i, token.value, "exact", token.skip, token.definite,
                             int(token.value) // 2)  # fmt: skip
            if token.kind == "scale" and not token.plural:
                value = token.value
                if token.accusative and self._is_construct_dual(i):
                    value *= 2
                core = Core(i, i, value, "exact", token.skip, token.definite, int(token.value))
                return self._scaled(core)
            return None
        return self._scaled(small)

    def _is_construct_dual(self, i: int) -> bool:
        """Whether ألفا stands for two thousand (ألفا شخص) rather than an accusative (ألفا و500)."""
        words = self.words
        return (
            i + 1 < len(words)
            and not words.gaps[i + 1].strip()
            and self.joined(i) is None
            and len(words.forms[i + 1]) > 2
            and words.forms[i + 1] not in grammar().particles
        )

    def _scaled(self, core: Core) -> Core:
        while (token := self._next(core.last)) is not None and token.kind == "scale":
            core = replace(
                core,
                last=core.last + 1,
                value=core.value * token.value,
                scale=core.scale * int(token.value),
                split=None,
            )
        return core

    def _small(self, i: int, token: Token) -> Core | None:
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
                joined = self.joined(i)
                if joined is None or joined[1] is None or joined[1].kind != "tens":
                    return None
        elif kind in ("ten", "tens"):
            rank = 2
        elif kind in ("hundred", "hundreds"):
            rank = 3
        else:
            return None
        core = Core(i, last, value, "exact", token.skip, token.definite)
        if rank == 1:
            core = self._extend(core, ("tens",))
            if core.last != last:
                rank = 2
        if rank == 3:
            more = self.joined(core.last)
            if more is not None and more[1] is not None:
                rest = self._small(more[0], more[1])
                if rest is not None and rest.value < 100:
                    return replace(core, last=rest.last, value=core.value + rest.value,
                                   split=(core.value, rest.value))  # fmt: skip
            return core
        return self._extend(core, ("hundred", "hundreds"))

    def _extend(self, core: Core, kinds: tuple[str, ...]) -> Core:
        """Add a higher rank that follows with و (ثلاثة وعشرون، خمسة ومئة)."""
        more = self.joined(core.last)
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

    def _vague(self, i: int, token: Token) -> tuple[Core | None, int]:
        value = token.value * (2 if token.kind == "scale" else 1)
        last = i
        ten = self._next(i)
        if token.value == 3 and ten is not None and ten.kind == "ten":  # بضعة عشر: 13 to 19
            core = Core(i, i + 1, 13, "range", token.skip, token.definite, split=(13, 19))
            return core, i + 1
        while (scale := self._next(last)) is not None:
            if scale.kind == "scale":
                last, value = last + 1, value * scale.value
            elif scale.kind == "vague" and scale.value in (20, 200):
                last, value = last + 1, value * scale.value / 2
            else:
                break
        return Core(i, last, value, "vague", token.skip, token.definite), last

    def _fraction(self, i: int, token: Token) -> tuple[Core | None, int]:
        core = self._of_whole(i, i, token, _share(token))
        return core, core.last

    def _of_whole(self, i: int, last: int, token: Token, share: float) -> Core:
        """Take a share of the scale after it, if there is one, else for no count."""
        scale = self._next(last)
        if scale is not None and scale.kind in ("scale", "hundred"):
            return Core(i, last + 1, scale.value * share, "exact", token.skip)
        return Core(i, last, share, "fraction", token.skip, token.definite)

    def _quantity(self, i: int, token: Token) -> tuple[Core | None, int]:
        """Read "a number of": عدد من، عدد كبير من; عدد by itself is no number."""
        forms = self.words.forms
        for j in (i + 1, i + 2):
            if j < len(forms) and forms[j] == "من" and not self.words.gaps[j].strip():
                return Core(i, j - 1, token.value, "vague", token.skip), j - 1
        return None, i

    def _past_ordinal(self, i: int) -> int:
        """Return the last word of a rank (الثالث والعشرين، الخامس عشر)."""
        following = self._next(i)
        if following is not None and following.kind == "ten":
            return i + 1
        more = self.joined(i)
        if more is not None and more[1] is not None and more[1].kind in ("tens", "ten"):
            return more[0]
        return i

    # -- digits -------------------------------------------------------------------------------

    def _from_digits(self, i: int) -> tuple[Core | None, int]:
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
                    core = Core(i, last, low, "range", 0, definite, split=(low, high))
                    return core, last
            return None, last
        dialled = bool(i) and forms[i - 1][0] == "0" and gaps[i] in _SPACES and len(parts) > 1
        if dialled or _is_label(parts):  # 02 123 456 is a telephone's number
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
        core = self._scaled(Core(i, last, value, "exact", 0, definite))
        if core.scale > 1:
            core = self._with_rest(core)
        return core, core.last

    def _with_rest(self, core: Core) -> Core:
        """Add what و joins to a scaled number: 3 آلاف و500."""
        more = self.joined(core.last)
        if more is None:
            return core
        if more[1] is not None and more[1].kind == "fraction":
            return self._and_a_half(core, more[0], _share(more[1]))
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
    """Whether digits after a space go on the number before it (``10 000``, ``12 500``).

    A number that begins with 0 is no count, but a telephone's or a day's.
    """
    before, after = forms[last], forms[last + 1]
    return len(after) == 3 and after.isdigit() and len(before) <= 3 and before[0] != "0"


def _share(token: Token) -> float:
    """What a fraction is of a whole: the numerals' file has a third as 33 in a hundred."""
    return float(Fraction(token.value / 100).limit_denominator(10))


def _is_label(parts: Sequence[str]) -> bool:
    """Whether digits name something (a phone number, ``007``) rather than count."""
    head = parts[0]
    return len(head) > 12 or (len(head) > 1 and head[0] == "0")
