"""Whose toll: the people that a casualty word speaks of, wherever its syntax puts them."""

from __future__ import annotations

from hudna.lexicon import Hit
from hudna.model import Bounds
from hudna.reading.toll_heads import Heads
from hudna.reading.victims import LOSS, ONE, Crowd, People

_PLURAL = ("ين", "ون", "ات", "يين", "يون")
_INTO = frozenset(("من", "الي", "عن", "في", "علي", "تم", "بعد", "محاوله", "يتم", "وتم", "جري"))


class Finder:
    """Finds the people of casualty words in one document."""

    def __init__(self, crowd: Crowd) -> None:
        """Look things up in ``crowd``."""
        self.crowd = crowd
        self.heads = Heads(crowd)
        self.cues = crowd.cues
        self.forms = crowd.forms
        self.gaps = crowd.gaps

    def people(self, hits: list[Hit], start: int, stop: int) -> People | None:
        """Find whom casualty words speak of; several words share their people.

        ``start`` and ``stop`` bound the sentence, in words.
        """
        hit = hits[0]
        role = hit.row.data["role"]
        after = hits[-1].last + 1
        stop = self._clause_stop(after, stop)
        if role == "head":
            if self.forms[hit.first - 1] in ("سقطوا", "سقطا", "سقطن", "وقعوا"):
                return self.before(hit.first - 1, start)
            return self.heads.people(hits, start, stop)
        if role == "met":
            return self._met(hit, start, stop)
        if role == "of":
            return self._of(hits[-1], after, stop)
        if role == "fall":
            return self._fall(hit, after, stop)
        return self._verb(hits, start, stop)

    def _clause_stop(self, i: int, stop: int) -> int:
        return next(
            (j for j in range(i + 1, stop) if self.gaps[j] != " " and ":" in self.gaps[j]), stop
        )

    def skip(self, i: int, stop: int) -> int:
        """Step over adverbs from word ``i``."""
        while i < stop and self.forms[i] in self.cues.fillers:
            i += 1
        return i

    def _of(self, hit: Hit, after: int, stop: int) -> People | None:
        """Read the people in the genitive after a masdar (مقتل ثلاثة جنود)."""
        i = hit.first
        if i and self.forms[i - 1] in self.cues.tried:
            return None
        if hit.after and not hit.row.data.get("needs"):
            return self._pronoun(hit)
        i = self.skip(after, stop)
        if (
            i >= stop
            or (hit.before.endswith("ال") and hit.form.part == "noun")
            or self.crowd.clause_ends(i)
            or (i in self.crowd.anchors and not self.heads.is_head(i))
        ):
            return None
        people = self.crowd.people(i, stop)
        if people is not None:
            return people
        return self._named(hit, i, stop)

    def _pronoun(self, hit: Hit) -> People | None:
        """Read people that a pronoun stands for (أدى لمقتله وإصابة زوجته)."""
        bounds = {"ه": ONE, "ها": ONE, "هما": Bounds(2, 2)}.get(hit.after)
        if bounds is None or hit.row.data["toll"] not in ("killed", "injured"):
            return None
        if hit.form.part == "noun" and self.forms[hit.first - 1] in self.cues.aftermath:
            return None
        if self.crowd.doc.span(hit.first, hit.first).text.endswith("ة"):
            return None  # قتلة is "killers"
        return People(bounds, hit.first, hit.last, None, None, None, True)

    def _named(self, hit: Hit, i: int, stop: int) -> People | None:
        """Take what follows for one person, or several, where nothing says how many."""
        form = self.forms[i]
        if i in self.crowd.numbers or len(form) < 3 or form in self.cues.not_names:
            return None
        if hit.row.data["toll"] != "killed" or (form.startswith("ال") and form.endswith(_PLURAL)):
            return None
        if form.endswith(_PLURAL):
            return People(LOSS, i, i, (i, i), None, None, False)
        return self.crowd.extended(People(ONE, i, i, (i, i), None, None, False), stop)

    def _fall(self, hit: Hit, after: int, stop: int) -> People | None:
        """Read who fell: only people that are known as such, since rockets and towns fall too."""
        i = self.skip(after, stop)
        if i >= stop or i in self.crowd.anchors:
            return None
        people = self.crowd.people(i, stop, bare=False)
        if people is None or (people.number is None and people.bounds == LOSS):
            return None
        if any(j in self.crowd.anchors for j in range(people.first, people.last + 1)):
            return None
        if any(self._falls_into(j) for j in range(people.last + 1, min(people.last + 3, stop))):
            return None
        for j in range(people.last + 1, min(people.last + 8, stop)):
            # سقط ثلاثة جنود جرحى: what they are is said after.
            if j in self.crowd.anchors and self.crowd.anchors[j].row.data["role"] == "head":
                return None
        return people

    def _falls_into(self, i: int) -> bool:
        return self.forms[i] in ("بيد", "بايدي", "اسري", "اسيرا", "اسيرين")

    def _met(self, hit: Hit, start: int, stop: int) -> People | None:
        """Read who met their death: between the verb and its object, before it, or after it."""
        if not hit.after and hit.form.part == "noun":
            return self._of(hit, hit.last + 1, stop)
        if hit.form.part == "noun":
            verb = next(
                (j for j in range(hit.first - 1, max(start, hit.first - 25) - 1, -1)
                 if self.forms[j] in self.cues.meeting), None,
            )  # fmt: skip
            if verb is None:
                return None
            if hit.first - verb > 1:
                i = self.skip(verb + 1, hit.first)
                while i < hit.first:
                    people = self.crowd.people(i, hit.first)
                    if people is not None:
                        return people
                    i += 1
                return People(ONE, verb, hit.last, (verb + 1, hit.first - 1), None, None, False)
        else:
            verb = hit.first
        people = self.before(verb, start)
        if people is not None:
            return people
        i = self.skip(hit.last + 1, stop)
        people = self.crowd.people(i, stop) if i < stop else None
        if people is not None:
            return people
        if hit.after in ("ه", "ها") or hit.form.part == "fixed":
            return People(ONE, verb, hit.last, None, None, None, False)
        return None

    def _verb(self, hits: list[Hit], start: int, stop: int) -> People | None:
        """Read the people of a verb: its subject, its object, or those told before it."""
        hit = hits[-1]
        role = hit.row.data["role"]
        after = hit.last + 1
        first = hits[0].first
        if hit.form.part == "noun" or self.is_masdar(hits[0]):  # the masdar قتل
            if first and self.forms[first - 1] in self.cues.tried:
                return None
            return self._of(hit, after, stop) if not self._generic(after, stop) else None
        if hit.after:
            return self._pronoun(hit) if role in ("either", "object") else None
        plural = hit.form.text.endswith(("وا", "ون", "تا", "يا")) or (
            hit.form.text.endswith("ا") and not hit.form.lead
        )
        i = self.skip(after, stop)
        if role in ("subject", "either"):
            people = None
            if i < stop and not self.crowd.clause_ends(i):
                bare = not plural and not hit.row.data.get("strict")
                people = self.crowd.people(i, stop, bare=bare)
            if people is not None:
                if role == "either" or hit.row.data["toll"] == "injured":
                    acted = self._object(people.last + 1, stop) if people.number is None else None
                    if acted is not None and role == "either":
                        return acted
                return people
            people = self.before(first, start)
            if people is not None and (role != "either" or not plural or people.bounds != LOSS):
                return people
        if role in ("either", "object") and not plural:
            found = self._object(i, stop)
            if found is not None:
                return found
        if plural:
            return self._counted_far(first, after, start, stop)
        if role == "object" or hit.row.data.get("strict"):
            return None
        return self._subject_far(hits, i, stop)

    def _counted_far(self, verb: int, after: int, start: int, stop: int) -> People | None:
        """Read "the number of those who were killed … to 141"."""
        if verb - 1 <= start or self.forms[verb - 1] != "الذين":
            return None
        for j in range(verb - 1, max(start, verb - 12) - 1, -1):
            if self.heads.counts(j):
                return self.heads.reached(j, after, start, stop)
        return None

    def is_masdar(self, hit: Hit) -> bool:
        """Whether قتل or جرح is the noun rather than the verb, by the word before it."""
        if hit.form.text not in ("قتل", "جرح", "طعن", "اسر"):
            return False
        before = self.forms[hit.first - 1] if hit.first else ""
        return hit.before.endswith(("ب", "ل", "ال")) or before in _INTO

    def _generic(self, i: int, stop: int) -> bool:
        """Whether قتل speaks of killing in general (قتل المدنيين)."""
        return i >= stop or (self.forms[i].startswith("ال") and i not in self.crowd.numbers)

    def _object(self, i: int, stop: int) -> People | None:
        """Find people whom somebody named in between harmed (قتلت القوات ثلاثة مسلحين)."""
        for j in range(i, min(i + 9, stop)):
            form = self.forms[j]
            if (
                j in self.crowd.anchors
                or form in self.cues.subset
                or form in self.cues.cuts
                or self.crowd.clause_ends(j)
            ):
                return None
            if "،" in self.gaps[j] or ("," in self.gaps[j] and j > i):
                return None
            if (j and self.forms[j - 1] in self.cues.oblique) or self.crowd.joined(j):
                continue
            if j in self.crowd.numbers:
                people = self.crowd.people(j, stop, bare=False)
                if people is not None and self.forms[j][:1] not in ("ب", "ل"):
                    return people
            elif j in self.crowd.victims and j > i:
                victim = self.crowd.victims[j]
                if (
                    victim.form.text.endswith("ا")
                    and victim.form.part == "noun"
                    and not victim.before
                ):
                    return self.crowd.people(j, stop)
        return None

    def _subject_far(self, hits: list[Hit], i: int, stop: int) -> People | None:
        """Find a subject after adverbs (قتل جراء القصف أربعة مدنيين), or a name (أصيب …)."""
        hit = hits[-1]
        passive = hit.row.data["role"] == "subject"
        for j in range(i, min(i + 14, stop)):
            form = self.forms[j]
            if (
                j in self.crowd.anchors
                or form in self.cues.subset
                or form in self.cues.cuts
                or self.crowd.clause_ends(j)
            ):
                break
            if self.crowd.joined(j):
                break
            if j and self.forms[j - 1] in self.cues.oblique:
                continue
            if j in self.crowd.numbers:
                people = self.crowd.people(j, stop, bare=False)
                if people is not None:
                    return people
            elif (
                j in self.crowd.victims
                and self.crowd.victims[j].before in ("", "ال")
                and (self.gaps[j] != " " or j == i)
            ):
                return self.crowd.people(j, stop)
        if i < stop and self._unsaid(hit, i):
            return People(ONE, hit.first, hit.last, None, None, None, False)
        if (
            i < stop
            and i not in self.crowd.numbers
            and len(self.forms[i]) > 2
            and (
                self.forms[i] not in self.cues.not_names and self.forms[i] not in self.cues.oblique
            )
        ):
            marks = self.cues.causes if not passive else self.cues.causes | self.cues.wounds
            if hit.form.lead or self.forms[i].startswith(("ب", "ل")):
                return None
            if any(form in marks for form in self.forms[i + 1 : min(i + 8, stop)]):
                return People(ONE, i, i, (i, i), None, None, False)
        return None

    def _unsaid(self, hit: Hit, i: int) -> bool:
        """Whether a verb speaks of one told before (وقتل في غارة، أصيب برصاصة)."""
        form = self.forms[i]
        return (
            not hit.form.lead
            and hit.form.text[-1] not in "اون"
            and (form in self.cues.causes or form in self.cues.wounds or form == "علي")
        )

    def before(self, verb: int, start: int) -> People | None:
        """Read the people told before their verb (إن 16 شخصا قتلوا)."""
        begin = start
        for j in range(verb - 1, start - 1, -1):
            if self.forms[j] in self.cues.openers:
                begin = j + 1
                break
            if j in self.crowd.anchors or verb - j > 22:
                begin = j + 1 if j in self.crowd.anchors else j
                break
        i = self.skip(begin, verb)
        if i >= verb:
            return None
        people = self.crowd.people(i, verb)
        if people is None and verb - begin < 22:
            for j in range(i, min(i + 6, verb)):
                if j in self.crowd.numbers or self.crowd.clause_ends(j):
                    people = self.crowd.people(j, verb, bare=False)
                    break
        if people is None or (people.number is None and not people.sure):
            return None
        return people
