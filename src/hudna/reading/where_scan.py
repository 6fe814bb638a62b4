"""The scan of one text for names of places: known names, and names that a noun announces."""

from __future__ import annotations

import re

from hudna.gazetteer.names import word_set
from hudna.lexicon import Hit
from hudna.reading.where_areas import Areas
from hudna.reading.where_base import NEAR_GAP, QUOTE, Draft, PhraseKind
from hudna.reading.where_names import HEAD, LEADS, SIDE, Name
from hudna.reading.where_words import COMPOUNDS, EPITHETS, PREPOSITIONS, STOP

_SECTION = re.compile(r"^\s*:{1,2}")


_UNIT_NOUNS = word_set("محافظه ولايه منطقه ناحيه قضاء مديريه اقليم مدينه ريف")
"""Singular nouns after a plural one, to which what follows does not belong (أحياء مدينة كذا)."""


class Scan(Areas):
    """One pass over a document."""

    def run(self) -> list[Draft]:
        """Find the phrases, in order of their first word."""
        flags = self.names.flags(self.forms)
        cues = {*self.ways, *self.nouns, *self.areas}
        done = -1
        for i in sorted(cues.union(flags)):
            if i <= done:
                continue
            end: int | None = None
            if i in cues:
                if i in self.ways:
                    end = self.direction(i)
                if end is None and i in self.nouns:
                    end = self.noun(i, self.group())
                if end is None and i in self.areas:
                    end = self.area(i)
            if end is None:
                flag = flags.get(i, 0)
                if flag & (LEADS | HEAD):
                    end = self._plain(i)
                if end is None and flag & SIDE:
                    end = self.side(i)
            if end is not None:
                done = end
        return self.out

    def noun(
        self, i: int, group: int, start: int | None = None, modifier: str | None = None
    ) -> int | None:
        """قرية لحايا, بلدات كذا وكذا, ريف حلب الغربي, مطار الحديدة."""
        hit = self.nouns[i]
        data = hit.row.data
        keep = "keep" in data
        begin = i if start is None else start
        k = hit.last + 1
        if hit.definite:
            if "capital" in data and not hit.after:
                at = self.passed(k)
                name = self.known(at)
                if name is not None and name.skip == 0:
                    self.add_name(name, begin, group, noun=hit, modifier=modifier)
                    return self.take_list(name.last, group, many=False)
                if i in self.areas:
                    return self.area(i)
                return None
            return self.side(i)
        if k >= self.n or not NEAR_GAP.match(self.gaps[k]):
            return None
        inner = self.nouns.get(k)
        if inner is not None and not inner.definite:
            joined = inner.before.startswith("و")
            if joined and "many" not in data:
                return None
            name = self.known(k)
            if name is None or name.last == k:
                if keep and not joined and data["place"] == "area":
                    done = self.noun(k, group, start=begin, modifier=modifier)
                    if done is not None:
                        draft = self.out[-1]
                        draft.first, draft.skip, draft.before = i, len(hit.before), hit.before
                        draft.kind, draft.last = "area", self.adjectives(draft.last)
                        draft.area = True
                        return max(done, draft.last)
                    return None
                done = self.noun(k, group, start=begin, modifier=modifier)
                if done is not None and "many" in data and not self._unit(inner):
                    return self.take_list(done, group, many=True, noun=hit)  # قرى تل كذا وكذا
                return done
        whole = self.names.at(self.words, i, self.n) if keep else None
        if whole is not None and whole.last > hit.last and whole.skip == len(hit.before):
            if i in self.owned and not hit.before and self.gaps[i] == " ":
                return whole.last  # صقور جبل الزاوية
            self.add_name(whole, begin, group, noun=hit, modifier=modifier)
            end = self._tail(data, whole.last)
            return self.take_list(end, group, many="many" in data)
        last, name = self._name_after(k, hit)
        if last is None:
            return self.side(i) if hit.definite else None
        if QUOTE.search(self.gaps[k]):
            keep = False  # the quotation marks say where the name begins
        kind: PhraseKind = data["place"]
        draft = Draft(
            first=i if keep else k, last=last, skip=len(hit.before) if keep else 0,
            before=hit.before if keep else "", kind=kind, group=group, start=begin,
            noun=hit.form.text, modifier=modifier, area=kind == "area",
        )  # fmt: skip
        if name is not None:
            self.know(draft, name.number)
            draft.kind = kind
        self.push(draft, hit.before)
        end = self._tail(data, last)
        return self.take_list(end, group, many="many" in data or "front" in data, noun=hit)

    def _unit(self, noun: Hit) -> bool:
        """Whether a noun announces a unit or region (محافظة، منطقة)."""
        return noun.form.text in _UNIT_NOUNS

    def _tail(self, data: object, last: int) -> int:
        """Take the direction after an area's name into it (ريف حلب الغربي)."""
        draft = self.out[-1]
        if draft.kind in ("area", "region"):
            draft.last = self.adjectives(last)
        return draft.last

    def _name_after(self, k: int, hit: Hit) -> tuple[int | None, Name | None]:
        """Last word of the name that a generic noun announces, and the name if it is known."""
        forms = self.forms
        place = hit.row.data["place"]
        form = forms[k]
        name = self.known(k)
        quoted = self._quoted(k)
        if quoted is not None:
            same = name is not None and name.last == quoted and name.skip == 0
            return quoted, name if same else None
        if name is not None and name.skip == 0:
            if name.exact and self._announced(hit, name, k):
                return self.extent(k, name.last), name
            weak = name.common and name.last == k
            if not weak or (form.startswith("ال") and self._takes_common(hit, name)):
                return (name.last if name.last > k else self.extent(k, k)), name
        if "loose" in hit.row.data and form.startswith("ال") and form not in STOP:
            return self.extent(k, k), None
        listed = "many" in hit.row.data and place == "settlement" and self.lists_on(k + 1)
        if listed and form not in STOP and not form.endswith("يه") and not form[0].isdigit():
            return (None if form.startswith(("بال", "لل")) else self.extent(k, k)), None
        if form[0].isdigit() or not self.nameable(k, form, place):
            return None, None
        if "strict" in hit.row.data and not (form.startswith("ال") or form in COMPOUNDS):
            return None, None
        return self.extent(k, k), None

    def _quoted(self, k: int) -> int | None:
        """Last word of a name of up to three words that stands in quotation marks from ``k``."""
        if not QUOTE.search(self.gaps[k]):
            return None
        for end in range(k, min(k + 3, self.n)):
            gap = self.gaps[end + 1]
            if QUOTE.match(gap):
                return end
            if gap != " ":
                return None
        return None

    def _announced(self, hit: Hit, name: Name, k: int) -> bool:
        """Whether a known name of other uses is meant: محافظة حجة, قرى سان وبينين."""
        place = hit.row.data["place"]
        if place == "area" and "keep" not in hit.row.data:
            return self.is_area(name)
        if place != "settlement" or self.forms[k] in EPITHETS:
            return False
        if name.prominence >= 2 and hit.form.text in ("قريه", "بلده"):
            return True
        return "many" in hit.row.data and self.lists_on(name.last + 1)

    def _takes_common(self, hit: Hit, name: Name) -> bool:
        """Whether after this noun even a word of other uses is a name (حي السلام)."""
        if "loose" in hit.row.data or hit.row.data["place"] in ("settlement", "neighbourhood"):
            return True
        return name.prominence >= 2 and "strict" not in hit.row.data

    def _plain(self, i: int) -> int | None:
        """A known name without a generic noun."""
        name = self.known(i)
        if name is None:
            return None
        previous = self.forms[i - 1] if i else ""
        near = i > 0 and NEAR_GAP.match(self.gaps[i]) is not None
        if near and i in self.owned:
            return self._joined(name.last) if self.owned[i] else name.last
        clitic = name.before[-1:] in ("ب", "ل") or name.before.endswith("لل")
        governed = near and previous in PREPOSITIONS
        modified = near and (i - 1) in self.modifiers
        if not self._believable(name, governed or modified, clitic):
            return None
        group = self.group()
        modifier = previous if modified else None
        self.add_name(name, i - 1 if modified else i, group, modifier=modifier)
        if _SECTION.match(self.gaps[name.last + 1]):
            self.out[-1].section = True
        return self.take_list(name.last, group, many=False)

    def _joined(self, last: int) -> int:
        """Pass over the names joined by و to one that ends at ``last`` (مباراة حلب وحمص)."""
        while last + 1 < self.n and self.gaps[last + 1] == " ":
            name = self.known(last + 1)
            if name is None or name.before != "و":
                break
            last = name.last
        return last

    def _believable(self, name: Name, governed: bool, clitic: bool) -> bool:
        words = name.last - name.first + 1
        heading = self.gaps[name.last + 1].startswith(("::", ":"))
        if heading and name.exact and not name.common:
            return True
        if name.common:
            return words > 1 and governed and name.exact
        if name.prominence >= 3:
            return name.exact or governed or words > 1
        if not name.exact and words == 1:
            return False
        if governed or clitic:
            return name.prominence >= 2 or governed
        return name.prominence >= 2 and (words > 1 or name.skip == 0)
