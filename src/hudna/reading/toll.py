"""How many: the killed, injured, missing, detained and displaced that an article states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from hudna.lexicon import Hit
from hudna.model import Bounds, Harm
from hudna.reading.document import Document
from hudna.reading.toll_people import Finder
from hudna.reading.victims import LOSS, Crowd, People, add, share
from hudna.text.fold import fold_term


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of people harmed, as one phrase states it."""

    kind: Harm
    bounds: Bounds
    first: int
    """First word of the whole expression."""
    last: int
    """Last word of the whole expression, inclusive."""
    anchor: int
    """The word that says what happened to them: قتلى، مقتل، أصيب."""
    victims: tuple[int, int] | None = None
    """Words of the victims' noun phrase, without the number; inclusive."""
    group: str | None = None
    """``civilians children women combatants medics journalists``; ``None`` for none or several."""
    groups: tuple[str, ...] = ()
    """The groups that are counted together where there are several (معظمهم نساء وأطفال)."""
    subset: bool = False
    """Whether they are part of another toll (بينهم 3 أطفال), so that they never add to it."""
    cumulative: bool = False
    """Whether the count sums a period rather than one happening."""
    period: int | None = None
    """The word that opens the period of a sum (منذ، خلال), where one does."""
    update: bool = False
    """Whether it replaces an earlier count of the same happening (ارتفاع الحصيلة إلى)."""


def find_tolls(doc: Document) -> list[Toll]:
    """Find the tolls of an article, in the order of their anchors."""
    if "casualty" not in doc.by_kind:
        return []
    crowd = Crowd(doc)
    out: list[Toll] = []
    reader = _Reader(doc, crowd)
    for hit in sorted(crowd.anchors.values(), key=lambda hit: hit.first):
        out.extend(reader.read(hit))
    return out


class _Reader:
    def __init__(self, doc: Document, crowd: Crowd) -> None:
        self.doc = doc
        self.crowd = crowd
        self.finder = Finder(crowd)
        self.cues = crowd.cues
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.used: set[tuple[str, int]] = set()
        self.done = -1
        """Anchors up to this word are read already."""

    # -- one anchor ---------------------------------------------------------------------------

    def read(self, hit: Hit) -> Iterator[Toll]:
        """Read the tolls of one casualty word, and the subsets told after it."""
        if hit.first <= self.done:
            return
        data = hit.row.data
        role, harm = data["role"], data["toll"]
        start, stop = self._sentence(hit.first)
        if role == "none":
            yield from self._nobody(hit, ("killed", "injured"))
            return
        needs = _needs(hit)
        if needs and not any(
            form in needs for form in self.forms[max(start, hit.first - 12) : hit.first]
        ):
            return
        denied = self._denied(hit, start)
        if denied == "unknown":
            return
        if denied == "none" and role == "fall" and hit.last + 1 in self.crowd.anchors:
            return  # دون سقوط ضحايا: the next word says who
        if denied == "none":
            yield from self._none(hit, harm)
            return
        hits = [hit]
        while (partner := self._partner(hits[-1], start)) is not None:
            hits.append(partner)
        people = self.finder.people(hits, start, stop)
        if people is None:
            return
        self.done = max(hits[-1].first, people.last)
        harms = list(dict.fromkeys(h.row.data["toll"] for h in hits))
        if people.number is not None:
            key = (harm, people.number.core)
            if key in self.used:
                return
            self.used.update((h, people.number.core) for h in harms)
        bounds = people.bounds if len(harms) == 1 else _shared(people)
        first, last = min(hit.first, people.first), max(hits[-1].last, people.last)
        cumulative, period = self._sums(first, last, start, stop)
        whole = Toll(
            harm, bounds, first, last, hit.first, people.noun, people.group,
            cumulative=cumulative, period=period,
            update=self._update(first, start, people),
        )  # fmt: skip
        if self._is_part(hit, people, first, start):
            whole = replace(whole, subset=True)
        for h in hits:
            if h is hits[0] or h.row.data["toll"] != harm:
                yield replace(whole, kind=h.row.data["toll"], anchor=h.first)
        if len(harms) == 1:
            yield from self._subsets(whole, people, stop)

    def _is_part(self, hit: Hit, people: People, first: int, start: int) -> bool:
        """Whether a toll is part of one told before (بينهم ثلاثة جرحى، تسعة من القتلى)."""
        if any(form in self.cues.subset for form in self.forms[max(start, first - 2) : first]):
            return True
        number = people.number
        if number is None:
            return False
        if hit.row.data["role"] == "head" and number.kind != "vague":
            between = self.forms[number.last + 1 : hit.first]
            if hit.definite and between and between[-1] == "من":
                return True
        after = number.last + 1
        return after < len(self.forms) and self.forms[after] in self.cues.among

    def _sentence(self, i: int) -> tuple[int, int]:
        sentence = self.doc.sentences[self.doc.sentence_of[i]]
        return sentence.first, sentence.last

    def _partner(self, hit: Hit, start: int) -> Hit | None:
        """Return the casualty word that shares this one's people: مقتل وإصابة، قتلى وجرحى."""
        j = hit.last + 1
        if j < len(self.forms) and self.forms[j] in ("او", "و"):
            j += 1
        other = self.crowd.anchors.get(j)
        if other is None or hit.after or not self._alike(hit, other):
            return None
        if j == hit.last + 1 and not other.before.startswith(("و", "ف")):
            return None
        if other.row.data["toll"] == hit.row.data["toll"]:
            return None
        if other.row.data.get("number") == "two" or _says(other) != _says(hit):
            return None
        if _sort(hit) == "verb" and self.finder.before(hit.first, start) is not None:
            return None
        return other

    def _alike(self, hit: Hit, other: Hit) -> bool:
        mine = "masdar" if self.finder.is_masdar(hit) else _sort(hit)
        its = _sort(other)
        if mine == "masdar" and other.form.text in ("قتل", "جرح", "اسر"):
            its = "masdar"
        if mine == "verb" and its == "masdar" and other.form.text == "جرح":
            its = "verb"
        return bool(mine) and mine == its

    # -- none, subsets, marks ---------------------------------------------------------------------

    def _denied(self, hit: Hit, start: int) -> Literal["", "none", "unknown"]:
        """Whether the article says that there was no such harm, or that none is known."""
        begin = max(start, hit.first - 9)
        for j in range(hit.first - 1, begin - 1, -1):
            form = self.forms[j]
            if j in self.crowd.numbers and j + 1 < hit.first:
                return ""
            if form in self.cues.without or form in self.cues.negation:
                between = self.forms[j : hit.first]
                if j and self.forms[j - 1] in ("حتي", "كي", "لكي"):
                    return "unknown"
                if any(word in self.cues.reports for word in between):
                    return "unknown"
                if form in self.cues.negation and not any(w in ("اي", "ايه", "احد", "او") for w in [
                    *between, *self.forms[hit.first + 1 : hit.first + 5]
                ]) and not any(w in self.cues.happen for w in between):  # fmt: skip
                    return ""
                if form in self.cues.without and hit.first - j > 6:
                    return ""
                return "none"
            if self.crowd.clause_ends(j) or "،" in self.gaps[j + 1]:
                return ""
        return ""

    def _none(self, hit: Hit, harm: Harm) -> Iterator[Toll]:
        both = hit.row.data.get("loss") or hit.form.text == "ضحايا"
        yield from self._nobody(hit, ("killed", "injured") if both else (harm,))
        partner = self._partner(hit, hit.first)
        if partner is not None:
            if not both:
                yield from self._nobody(partner, (partner.row.data["toll"],))
            self.done = partner.first

    def _nobody(self, hit: Hit, harms: tuple[Harm, ...]) -> Iterator[Toll]:
        part = self._none_of(hit)
        for harm in harms:
            yield Toll(
                harm,
                Bounds(0, 0),
                hit.first,
                hit.last,
                hit.first,
                subset=part,
            )

    def _none_of(self, hit: Hit) -> bool:
        """Whether only some group is said to be unharmed (لم يقتل أي إسرائيلي)."""
        following = self.forms[hit.last + 1 : hit.last + 4]
        for form, noun in pairwise(following):
            if form in ("اي", "ايه"):
                return noun not in ("شخص", "احد", "من") and hit.row.data["role"] != "head"
        return False

    def _subsets(self, whole: Toll, people: People, stop: int) -> Iterator[Toll]:
        """Read who was among them (بينهم ثلاثة أطفال وامرأة)."""
        end = whole.last
        for j in range(end + 1, min(end + 10, stop)):
            if j in self.crowd.anchors or self.crowd.clause_ends(j):
                return
            form = self.forms[j]
            if form not in self.cues.subset:
                continue
            if form in _SHARES:
                yield from self._share(whole, j, stop)
                return
            i = self.finder.skip(j + 1, stop)
            while i < stop:
                part = self.crowd.single(i, stop)
                if part is None:
                    return
                yield replace(whole, bounds=part.bounds, first=j, last=part.last, victims=part.noun,
                              group=part.group, subset=True, update=False)  # fmt: skip
                i = part.last + 1
                if i >= stop or i in self.crowd.anchors:
                    return
                if not self.crowd.joined(i):
                    return
            return

    def _share(self, whole: Toll, j: int, stop: int) -> Iterator[Toll]:
        fraction = _SHARES[self.forms[j]]
        more = fraction == 0.5 and self.forms[j] not in ("نصفهم",)
        if j >= 2 and self.forms[j - 1] == "من" and self.forms[j - 2].endswith("اكثر"):
            more = True
        bounds = share(whole.bounds, fraction, more=more)
        i = self.finder.skip(j + 1, stop)
        groups: list[str] = []
        last = i
        while i < stop and (hit := self.crowd.victims.get(i)) is not None:
            groups.append(hit.row.data.get("group") or "")
            last = hit.last
            i = hit.last + 1
        if not groups:
            return
        group = groups[0] or None if len(set(groups)) == 1 else None
        several = tuple(dict.fromkeys(groups)) if group is None and all(groups) else ()
        yield replace(whole, bounds=bounds, first=j, last=last, victims=(j + 1, last), group=group,
                      groups=several, subset=True, update=False)  # fmt: skip

    def _update(self, first: int, start: int, people: People) -> bool:
        window = self.forms[max(start, first - 8) : people.first + 1]
        return any(form in self.cues.rises for form in window)

    def _sums(self, first: int, last: int, start: int, stop: int) -> tuple[bool, int | None]:
        """Whether the words around a toll say that it sums a period, and where that opens."""
        forms, cues = self.forms, self.cues
        summed = False
        for j in range(max(start, first - 14), min(last + 14, stop)):
            form = forms[j]
            if j > last and self.finder.heads.counts(j) and not form.startswith("و"):
                break  # ما يرفع عدد القتلى إلى 60 منذ …: the period is that other toll's
            if form in cues.periods:
                following = forms[j + 1 : j + 5]
                if form not in ("منذ", "ومنذ"):
                    if not cues.spans.isdisjoint(following):
                        return True, j
                elif not (
                    j + 1 == first  # منذ مقتل …: since it, not until now
                    or not cues.short.isdisjoint(following)
                    or not cues.records.isdisjoint(forms[max(start, j - 7) : j])
                ):
                    return True, j
            elif form in cues.totals and not (j and forms[j - 1] in cues.remnants):
                summed = True
        return summed, None


_SHARES = {
    **dict.fromkeys(("معظمهم", "غالبيتهم", "اغلبهم", "جلهم", "اكثرهم", "اغلبيتهم"), 0.5),
    **dict.fromkeys(("ومعظمهم", "وغالبيتهم", "واغلبهم"), 0.5),
    **{"نصفهم": 0.5, "ثلثهم": 1 / 3, "ثلثاهم": 2 / 3, "ثلثيهم": 2 / 3},
}


def _shared(people: People) -> Bounds:
    """Bounds of each of two harms that share one count: some of the count, at least one."""
    number = people.number
    if number is None or number.kind == "vague":
        return people.bounds
    return LOSS


def _sort(hit: Hit) -> str:
    """Return what a casualty word may be joined with: its like."""
    if hit.row.data["role"] == "head":
        return "head"
    if hit.row.data["role"] in ("met", "fall", "none"):
        return ""
    return "masdar" if hit.form.part == "noun" else "verb"


def _says(hit: Hit) -> object:
    """Whether a head is definite; قتلى وجرحى share a number only where they agree in this."""
    return hit.definite if hit.row.data["role"] == "head" else None


def _needs(hit: Hit) -> frozenset[str]:
    words = hit.row.data.get("needs")
    if not words:
        return frozenset()
    return frozenset(fold_term(word) for word in words)


__all__ = ["Harm", "Toll", "add", "find_tolls", "share"]
