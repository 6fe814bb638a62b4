"""Noun phrases of people: how many, who, and where the phrase ends.

``3 من عناصر الشرطة``, ``طفل وامرأة``, ``قتيلين``, ``عدد من المدنيين``. What the phrase counts is
bounds, never a point that the words do not state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from hudna.lexicon import Hit, rows
from hudna.model import Bounds
from hudna.reading.document import Document
from hudna.reading.toll_cues import cues
from hudna.text.fold import fold_term
from hudna.text.numbers import Number, find_numbers
from hudna.text.numerals import dual_nouns, grammar

LOSS = Bounds(1, None)
"""Losses with no number: the codebook, section 2.6."""
ONE = Bounds(1, 1)


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase of people."""

    bounds: Bounds
    first: int
    """First word, number and bounding words included."""
    last: int
    noun: tuple[int, int] | None
    """Words of the phrase without the number; ``None`` where a number stands alone."""
    group: str | None
    number: Number | None
    sure: bool
    """Whether a word of the phrase is known to name people."""


def add(a: Bounds, b: Bounds) -> Bounds:
    """Add two counts of people who do not overlap."""
    high = None if a.high is None or b.high is None else a.high + b.high
    return Bounds(a.low + b.low, high)


def share(whole: Bounds, fraction: float, *, more: bool = False, less: bool = False) -> Bounds:
    """Count a share of a group: "more than half of them", "a third of them", "most of them".

    The result holds every count that the words allow: "more than half" of "more than 100" is at
    least 51, with no upper bound, and never a made-up point.
    """
    high = None if whole.high is None else whole.high
    if less:
        top = None if high is None else -int(-(high * fraction) // 1) - 1
        return Bounds(0, top)
    if more:
        return Bounds(int(whole.low * fraction) + 1, high)
    exact = whole.low * fraction
    low = -int(-exact // 1)
    return Bounds(low, None if high is None else int(high * fraction + 0.999999))


class Crowd:
    """The people of one document, and the numbers beside casualty words, looked up by word."""

    def __init__(self, doc: Document) -> None:
        """Look up the numbers, people and casualty words of a document."""
        self.cues = cues()
        self.doc = doc
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.victims: Mapping[int, Hit] = _by_first(doc, "victim")
        self.anchors: Mapping[int, Hit] = _by_first(doc, "casualty")
        self.numbers: dict[int, Number] = {}
        """Of the sentences that speak of casualties."""
        told = sorted({doc.sentence_of[first] for first in self.anchors})
        for number in find_numbers(doc.words, [doc.sentences[i] for i in told]):
            self.numbers[number.first] = number
            self.numbers.setdefault(number.core, number)

    def clause_ends(self, i: int) -> bool:
        """Whether a full stop, a line's end or a colon stands before word ``i``."""
        gap = self.gaps[i]
        return gap != " " and not _HARD.isdisjoint(gap)

    def joined(self, i: int) -> bool:
        """Whether و leans on word ``i`` or stands before it."""
        form = self.forms[i]
        if (i and self.forms[i - 1] == "و") or form == "واحد":
            return True
        if not form.startswith("و") or len(form) < 3:
            return False
        hit = self.victims.get(i)
        if hit is not None:
            return hit.before.startswith("و")
        number = self.numbers.get(i)
        if number is not None:
            return number.skip > 0
        return form[1:] in self.cues.others | self.cues.other | self.cues.one_of

    def people(self, i: int, stop: int, *, bare: bool = True) -> People | None:
        """Read the people at word ``i``, with what و adds to them, before word ``stop``.

        ``bare`` allows a number with no known noun of people after it.
        """
        people = self.single(i, stop, bare=bare)
        return None if people is None else self.extended(people, stop)

    def extended(self, people: People, stop: int) -> People:
        """Add the people that و joins to a phrase."""
        while (more := self._added(people, stop)) is not None:
            noun = (people.noun or (people.first, people.last))[0]
            people = replace(
                people,
                bounds=add(people.bounds, more.bounds),
                last=more.last,
                noun=(noun, more.last),
                group=people.group if people.group == more.group else None,
                sure=people.sure or more.sure,
            )
        return people

    def _added(self, people: People, stop: int) -> People | None:
        """Return the people that و adds, right after a phrase or after what describes it."""
        reach = 9 if people.number is not None or people.bounds == ONE else 1
        for j in range(people.last + 1, min(people.last + 1 + reach, stop)):
            form = self.forms[j]
            if (
                j in self.anchors
                or form in self.cues.subset
                or form in self.cues.breaks
                or self.clause_ends(j)
            ):
                return None
            at = j + 1 if form == "و" else j
            if at >= stop or not self.joined(at):
                continue
            if at in self.anchors:
                return None
            if form == "واحد" and at + 1 < stop and self.forms[at + 1].startswith("ال"):
                return People(ONE, at, at + 1, (at, at + 1), None, None, True)  # and one of
            more = self.single(at, stop, bare=False)
            if more is not None and self._governed(people, more):
                return None
            if more is None and at in self.numbers and people.number is not None:
                more = self._of(self.numbers[at], stop)
            if more is None:
                continue
            near = j == people.last + 1
            if near or (more.number is not None and people.number is not None):
                return more
            kin = at in self.victims and bool(self.victims[at].after)
            if more.bounds.high is not None and j <= people.last + (7 if kin else 3):
                return more
        return None

    def _governed(self, people: People, more: People) -> bool:
        """Whether what و adds is under the first number (12 عسكريا ومدنيا), or a toll itself."""
        if more.noun is not None and any(
            j in self.anchors for j in range(more.noun[0], more.last + 1)
        ):
            return True
        number = people.number
        if number is None or more.number is not None or number.kind == "dual":
            return False
        if number.kind == "vague" or (number.low or 0) > 10:
            return not self.forms[more.first].endswith(("ه", "ها", "هم", "اخر", "اخرين", "اخرون"))
        return False

    def _of(self, number: Number, stop: int) -> People | None:
        """Read "and 19 of the army", "and 3 others"."""
        j = number.last + 1
        if number.low is None or j >= stop:
            return None
        if self.forms[j] == "من" or self.forms[j] in self.cues.others:
            return People(Bounds(number.low, number.high), number.first, number.last, None, None,
                          number, True)  # fmt: skip
        return None

    def single(self, i: int, stop: int, *, bare: bool = True) -> People | None:
        """Read one phrase of people at word ``i``: a number, a known noun, or "others"."""
        if i >= stop:
            return None
        number = self.numbers.get(i)
        if number is not None:
            return self._counted(number, stop, bare=bare)
        hit = self.victims.get(i)
        form = self.forms[i]
        if hit is not None:
            if hit.last >= stop:
                return None
            bounds = ONE if hit.row.data.get("number") == "one" else LOSS
            last = self._tail(hit.last, stop)
            follower = self.numbers.get(hit.last + 1)
            if follower is not None and follower.low is not None and hit.last + 1 < stop:
                # مدنيين اثنين، شخص واحد، الأطفال الثلاثة: the number follows what it counts.
                if not follower.skip and (
                    (follower.low in (1, 2) and follower.kind == "exact")
                    or follower.definite
                    or follower.kind == "vague"
                ):
                    bounds = Bounds(follower.low, follower.high)
                    last = follower.last
            elif (
                hit.last + 1 < stop
                and self.forms[hit.last + 1] in self.cues.several
                and bounds == LOSS
            ):
                bounds, last = Bounds(3, None), hit.last + 1
            if bounds == ONE and self._at_least(last, stop):
                bounds = LOSS
            return People(bounds, i, last, (i, last), hit.row.data.get("group"), None, True)
        stem = form.removeprefix("و")
        if stem in self.cues.other:
            return People(ONE, i, i, (i, i), None, None, True)
        if stem in self.cues.others:
            return People(LOSS, i, i, (i, i), None, None, True)
        if stem in self.cues.one_of:
            return People(ONE, i, min(i + 1, stop - 1), (i, min(i + 1, stop - 1)), None, None, True)
        if stem == "كل" and i + 1 < stop and self.forms[i + 1] == "من":
            return self._listed(i, stop)
        return None

    def _is_several(self, i: int, stop: int) -> bool:
        return i < stop and self.forms[i] in self.cues.several

    def _at_least(self, last: int, stop: int) -> bool:
        for j in range(last + 1, min(last + 5, stop - 1)):
            if self.forms[j] == "علي" and self.forms[j + 1] == "الاقل":
                return True
        return False

    def _counted(self, number: Number, stop: int, *, bare: bool) -> People | None:
        if number.low is None or number.last >= stop:
            return None
        bounds = Bounds(number.low, number.high)
        j = number.last + 1
        if number.kind == "dual":
            noun = self._dual_hit(number)
            if noun is None:
                return None
            last = self._tail(number.last, stop)
            if last + 1 < stop and self.forms[last + 1] in ("اثنين", "اثنان", "اثنتين"):
                last += 1
            return People(bounds, number.first, last, (number.first, last), noun[1], number, True)
        if j < stop and not self.clause_ends(j):
            form = self.forms[j]
            if form in grammar().things:
                return None
            at = j + 1 if form in ("من", "اخر", "اخري") and j + 1 < stop else j
            hit = self.victims.get(at)
            if hit is None and at + 1 < stop and form == "من" and self.forms[at] in self.cues.kinds:
                hit = self.victims.get(at + 1)
            if hit is not None and hit.last < stop and not hit.before.startswith(("و", "ب", "ل")):
                last = self._tail(hit.last, stop)
                return People(bounds, number.first, last, (j, last), hit.row.data.get("group"),
                              number, True)  # fmt: skip
            if form in self.cues.others or form in self.cues.other:
                return People(bounds, number.first, j, (j, j), None, number, True)
            anchor = self.anchors.get(at)
            if anchor is not None and anchor.row.data["role"] == "head":
                if anchor.before.startswith("و"):
                    return None
                return People(bounds, number.first, anchor.last, (j, anchor.last), None, number,
                              True)  # fmt: skip
            if form == "من" and bare:
                last = min(j + 2, stop - 1)
                return People(bounds, number.first, last, (j, last), None, number, False)
        if not bare:
            return None
        if number.core == number.first and _is_year(number):
            return None
        return People(bounds, number.first, number.last, None, None, number, False)

    def _dual_hit(self, number: Number) -> tuple[bool, str | None] | None:
        """Return the group of a dual noun of people, or ``None`` where it is no such noun."""
        form = self.forms[number.core][number.skip :]
        groups = people_nouns()
        for noun in dual_nouns(form.removeprefix("ال")):
            if noun in groups:
                return True, groups[noun]
        return None

    def _tail(self, last: int, stop: int) -> int:
        """Extend a noun by the adjectives or names of groups right after it."""
        j = last + 1
        while j < stop and j < last + 3 and j in self.victims and not self.clause_ends(j):
            hit = self.victims[j]
            if hit.before not in ("", "ال") or hit.after or hit.row.data.get("number") == "x":
                break
            j = hit.last + 1
        return j - 1

    def _listed(self, i: int, stop: int) -> People | None:
        """Count a list of names after كل من: one, and one for each و."""
        count, last = 1, i + 2
        for j in range(i + 3, min(i + 40, stop)):
            form = self.forms[j]
            if j in self.anchors or form in self.cues.breaks or form in self.cues.subset:
                break
            if not _NAME_STOPS.isdisjoint(self.gaps[j]):
                break
            if form in self.cues.prepositions and not any(
                self.forms[k].startswith("و") for k in range(j, min(j + 12, stop))
            ):
                break
            if form.startswith("و") and len(form) > 3 and form not in self.cues.names_in_waw:
                count += 1
                last = j
        last = min(last, stop - 1)
        return People(Bounds(count, count), i, last, (i, last), None, None, True)


def _by_first(doc: Document, kind: str) -> dict[int, Hit]:
    out: dict[int, Hit] = {}
    for hit in doc.of(kind):
        if hit.after and hit.before.endswith(("ال", "لل")):
            continue  # المسلحة is an adjective, never "the armed man of his"
        if hit.form.part == "verb" and hit.before.endswith("ا"):
            continue  # أسقطت is "they brought down", not "did she fall?"
        out.setdefault(hit.first, hit)
    return out


def _is_year(number: Number) -> bool:
    return number.low is not None and 1900 <= number.low <= 2099 and number.kind == "exact"


_HARD = frozenset(".!?؟\n:؛…")
_NAME_STOPS = frozenset(".!?؟\n؛…")


@cache
def people_nouns() -> Mapping[str, str | None]:
    """Return the singular nouns of people, folded, and the group of each."""
    out: dict[str, str | None] = {}
    for kind in ("victim", "casualty"):
        for row in rows(kind):
            if row.data.get("number") == "one":
                for noun in row.nouns:
                    out.setdefault(fold_term(noun), row.data.get("group"))
    return out
