"""Words that are themselves the people: 51 قتيلا، عشرات القتلى، ارتفاع عدد الجرحى إلى 12."""

from __future__ import annotations

from hudna.lexicon import Hit
from hudna.model import Bounds
from hudna.reading.victims import LOSS, ONE, Crowd, People
from hudna.text.numbers import Number


class Heads:
    """Finds how many a word like قتلى or جريح counts, in one document."""

    def __init__(self, crowd: Crowd) -> None:
        """Look things up in ``crowd``."""
        self.crowd = crowd
        self.cues = crowd.cues
        self.forms = crowd.forms

    def is_head(self, i: int) -> bool:
        """Whether the casualty word at ``i`` is itself the people."""
        return bool(self.crowd.anchors[i].row.data["role"] == "head")

    def people(self, hits: list[Hit], start: int, stop: int) -> People | None:
        """Read a word that is itself the people: 51 قتيلا، عشرات القتلى، القتلى الـ12."""
        hit = hits[0]
        number = hit.row.data.get("number")
        before = self._number_before(hit.first, start)
        noun = (hit.first, hits[-1].last)
        if before is not None:
            return People(Bounds(before.low or 0, before.high), before.first, hits[-1].last, noun,
                          None, before, True)  # fmt: skip
        if number == "two":
            return People(Bounds(2, 2), hit.first, hit.last, noun, None, None, True)
        i = hits[-1].last + 1
        follow = self.crowd.numbers.get(i)
        if hit.after:
            return None
        updated = self._risen(hit, i, start, stop)
        if updated is not None:
            return updated
        if hit.form.text in ("جثه", "جثث", "جثمان", "جثامين") and i < stop:
            people = self.crowd.people(i, stop)
            if people is not None and not self.forms[i].startswith("ال"):
                return people
        if follow is not None and follow.definite and follow.low is not None:
            return People(Bounds(follow.low, follow.high), hit.first, follow.last, noun, None,
                          follow, True)  # fmt: skip
        if follow is not None and follow.low in (1, 2) and follow.core == i and number != "many":
            return People(Bounds(follow.low or 1, follow.high), hit.first, follow.last, noun, None,
                          follow, True)  # fmt: skip
        if hit.definite or (hit.first > start and self.forms[hit.first - 1] in self.cues.measured):
            return None
        if number == "one":
            return self._single_head(hit, start)
        if i < stop and hit.form.text in ("اصابات", "خساير بشريه") and hit.before in ("ب", "وب"):
            return None
        if i < stop and self.forms[i] in ("عده", "عديده"):
            return People(Bounds(3, None), hit.first, i, noun, None, None, True)
        if hit.form.text == "اصابات" and self._told_already(hit.first, start):
            return None
        if i < stop and self.forms[i].startswith("ال") and i not in self.crowd.victims:
            return None
        return People(LOSS, hit.first, hits[-1].last, noun, None, None, True)

    def _told_already(self, i: int, start: int) -> bool:
        """Whether إصابات only describes those counted before (إصابة 22 إصابات متفاوتة)."""
        return any(
            j in self.crowd.anchors and self.crowd.anchors[j].row.data["toll"] == "injured"
            for j in range(max(start, i - 7), i)
        )

    def _single_head(self, hit: Hit, start: int) -> People | None:
        """Read one killed or injured (سقط قتيل), but not a title (الشهيد) nor a measure."""
        near = self.forms[max(start, hit.first - 5) : hit.first]
        if any(form in self.cues.raising for form in near) or hit.first == start:
            return People(ONE, hit.first, hit.last, (hit.first, hit.last), None, None, True)
        return None

    def _number_before(self, i: int, start: int) -> Number | None:
        """Return the number that counts the head at word ``i``."""
        back = i - 1
        if back >= start and self.forms[back] in ("من", "بين", "شخصا", "شخص", "اشخاص"):
            back -= 1
            while back >= start and self.forms[back] in self.cues.between:
                back -= 1
        for j in range(back, max(start, back - 14) - 1, -1):
            number = self.crowd.numbers.get(j)
            if number is None:
                continue
            if number.last == back or (
                number.last == back - 1
                and self.forms[back] in ("كبير", "كبيره", "كبيرا", "اخر", "غير")
            ):
                return number if number.low is not None else None
            if number.last < back - 1:
                return None
        return None

    def _risen(self, hit: Hit, i: int, start: int, stop: int) -> People | None:
        """Read "the number of the killed … to 12" (حصيلة القتلى … إلى 12 شخصا)."""
        for j in range(hit.first - 1, max(start, hit.first - 3) - 1, -1):
            if self.counts(j):
                return self.reached(j, i, start, stop)
        return None

    def counts(self, j: int) -> bool:
        """Whether word ``j`` announces a number to come (حصيلة، عدد)."""
        form = self.forms[j]
        return form in self.cues.counts or form.lstrip("وبفل") in self.cues.counts

    def reached(self, word: int, i: int, start: int, stop: int) -> People | None:
        """Read the number that a count has reached: before the word عدد, or after ``i``."""
        number = next(
            (n for j in range(word - 1, max(start, word - 5) - 1, -1)
             if (n := self.crowd.numbers.get(j)) is not None and n.last == word - 1), None,
        )  # fmt: skip
        if number is not None and number.low is not None:
            return People(Bounds(number.low, number.high), number.first, number.last, None,
                          None, number, True)  # fmt: skip
        for j in range(i, min(i + 16, stop)):
            if j in self.crowd.anchors and not self.is_head(j):
                return None
            number = self.crowd.numbers.get(j)
            if number is None:
                continue
            lead = self.forms[j - 1]
            ok = (
                (j == i and not number.skip)
                or lead in self.cues.reaching
                or self.forms[j].startswith("ل")
                or number.kind in ("more-than", "at-least", "up-to", "about")
            )
            if not ok and lead in ("ل", "ب") and j - 2 >= 0:
                ok = True
            if not ok or number.low is None:
                continue
            return self.crowd.people(j, stop)
        return None
