"""Areas named by a side, a border or a deictic word: شمال سوريا، الريف الغربي، القطاع."""

from __future__ import annotations

from hudna.reading.where_base import DIRECTIONAL, NEAR_GAP, Draft
from hudna.reading.where_lists import Lists
from hudna.reading.where_names import BORDER_WORD, SIDE_WORD
from hudna.reading.where_words import PREPOSITIONS


class Areas(Lists):
    """Reads constructs that name an area."""

    def direction(self, i: int) -> int | None:
        """شمال غرب سوريا, شمالي محافظة حلب (areas); شرق بلدة كذا (near a settlement)."""
        hit = self.ways[i]
        if hit.definite:
            return self.side(i)
        k = i + 1
        while k < self.n and k in self.ways and self.gaps[k] == " " and not self.ways[k].definite:
            k += 1
        if k < self.n and DIRECTIONAL.match(self.forms[k]) and self.gaps[k] == " ":
            k += 1
        k = self.passed(k)
        if k >= self.n or not NEAR_GAP.match(self.gaps[k]):
            return None
        noun = self.nouns.get(k)
        at = k
        if k in self.areas and self.areas[k].before in ("", "ال"):
            noun = noun if noun is not None and "capital" in noun.row.data else None
        if noun is not None:
            capital = "capital" in noun.row.data
            if noun.definite and not capital:
                return None
            at = self.passed(noun.last + 1) if capital else noun.last + 1
        way = self.forms[k - 1]
        if k in self.areas and not (noun and self.known(at)):
            last = self.areas[k].last
            return self.add_area(i, last, hit, "region", i, key=self.meant(k), area=True)
        name = self.known(at)
        if name is not None and name.skip == 0:
            broad = self.is_broad(name)
            settled = (
                noun is not None
                and noun.row.data["place"] == "settlement"
                and ("capital" not in noun.row.data)
            )
            if broad and not settled and (noun is None or noun.row.data["place"] != "site"):
                end = self.add_area(i, name.last, hit, "region", i, key=name.number, area=True)
                return self.take_list(end, self.out[-1].group, many=False)
            if noun is None:
                if name.common and not name.exact:
                    return None
                group = self.group()
                self.add_name(name, i, group, modifier=way)
                return self.take_list(name.last, group, many=False)
        if noun is not None:
            return self.noun(k, self.group(), start=i, modifier=way)
        form = self.forms[k]
        if form.startswith("ال") and len(form) > 4 and self.nameable(k, form, "list"):
            if k in self.modifiers or k in self.ways or SIDE_WORD.match(form):
                return None
            draft = Draft(k, self.extent(k, k), 0, "", "unknown", self.group(), i, modifier=way)
            self.push(draft, hit.before)
            return draft.last
        return None

    def area(self, i: int) -> int | None:
        """البلاد, القطاع, العاصمة: a place only where a preposition says so."""
        hit = self.areas[i]
        governed = (self.forms[i - 1] in PREPOSITIONS or i - 1 in self.modifiers) if i else False
        when = hit.row.data.get("when")
        governed = governed or (when is not None and when in self.doc.folded.text)
        if not governed and not hit.before.rstrip("ال").endswith(("ب", "ل")):
            return None
        skip = len(hit.before)
        return self.add_area(i, hit.last, hit, "area", i, key=self.meant(i), area=True, skip=skip)

    def side(self, i: int) -> int | None:
        """الشمال السوري, الريف الغربي, ريفها الشمالي, الحدود السورية التركية."""
        forms, gaps = self.forms, self.gaps
        form = forms[i]
        k = i + 1
        if k >= self.n or gaps[k] != " ":
            return None
        hit = self.nouns.get(i)
        if not (
            SIDE_WORD.match(form) or (hit is not None and hit.definite and hit.form.text == "ريف")
        ):
            if BORDER_WORD.match(form):
                return self.border(i)
            return None
        last = self.adjectives(i)
        while last + 1 < self.n and gaps[last + 1] == " " and last + 1 in self.demonyms:
            last += 1
        if last == i:
            return None
        skip = form.find("ال") if hit is None or not hit.after else len(hit.before)
        self.push(
            Draft(
                i, last, max(skip, 0), form[: max(skip, 0)], "region", self.group(), i, area=True
            ),
            form[: max(skip, 0)],
        )
        return self.take_list(last, self.out[-1].group, many=False)

    def border(self, i: int) -> int | None:
        """The border of two countries, or of one."""
        last = i
        while (
            last + 1 < self.n
            and self.gaps[last + 1] in (" ", " - ", "- ", " -", "-", " – ")
            and (last + 1 in self.demonyms or DIRECTIONAL.match(self.forms[last + 1]))
        ):
            last += 1
        if last == i and i + 2 < self.n and self.forms[i + 1] in ("مع", "بين"):
            name = self.known(i + 2)
            if name is not None:
                last = name.last
                if self.forms[i + 1] == "بين" and last + 1 < self.n:
                    other = self.known(last + 1)
                    last = other.last if other is not None and other.before == "و" else last
        if last == i:
            return None
        skip = self.forms[i].find("ال")
        self.push(
            Draft(i, last, skip, self.forms[i][:skip], "border", self.group(), i),
            self.forms[i][:skip],
        )
        return last
