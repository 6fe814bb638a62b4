"""Lists of places: قرى كذا وكذا، وكذا."""

from __future__ import annotations

from hudna.lexicon import Hit
from hudna.reading.where_base import LIST_GAP, NEAR_GAP, Draft, Ground, PhraseKind
from hudna.reading.where_names import Name
from hudna.reading.where_words import COMPOUNDS

_STRUNG = 2
"""So many unknown words joined by و make a list that nobody announced."""
_SHORTEST = 4
"""Letters of the shortest of them."""


class Lists(Ground):
    """Takes the places coordinated with one that was found."""

    def take_list(self, last: int, group: int, many: bool, noun: Hit | None = None) -> int:
        """Take the places coordinated with the one that ends at ``last``; return the new end."""
        many = many or self._strung(last + 1)
        while last + 1 < self.n:
            end = self._item(last + 1, group, many, noun)
            if end is None:
                break
            last = end
        return last

    def _strung(self, j: int) -> bool:
        """Whether several words follow a village that can only be names: وكذا وكذا وكذا."""
        if not self._villages():
            return False
        count = 0
        while j < self.n and self.gaps[j] == " " and self._only_name(j):
            count += 1
            j += 1
        return count >= _STRUNG

    def _only_name(self, j: int) -> bool:
        bare = self.forms[j].removeprefix("و")
        if len(bare) == len(self.forms[j]) or len(bare) < _SHORTEST or j in self.modifiers:
            return False
        if j in self.nouns or j in self.ways:
            return False
        return bare not in self.names.common and self.nameable(j, bare, "list")

    def _item(self, j: int, group: int, many: bool, noun: Hit | None) -> int | None:
        """Take one coordinated place whose words begin at ``j``; return its end."""
        gap = self.gaps[j]
        form = self.forms[j]
        if not LIST_GAP.match(gap):
            return None
        marked = any(c in gap for c in "،,/")
        if not marked and any(c in gap for c in "-–"):
            # A dash parts places only where a road joins them or a list was announced.
            marked = many or self.out[-1].kind == "road"
        joined = form.startswith("و") and len(form) > 2
        if form == "و" and j + 1 < self.n and NEAR_GAP.match(self.gaps[j + 1]):
            j, marked = j + 1, True
            form = self.forms[j]
        if not (marked or joined) or j in self.ways:
            return None
        name = self.known(j)
        allowed = ("", "و") if marked else ("و",)
        if name is not None and name.before not in allowed:
            name = None
        inner = self.nouns.get(j)
        if inner is not None and not inner.definite and (marked or inner.before == "و"):
            if name is None or name.last == j:
                done = self.noun(j, group)
                if done is not None:
                    return done
        elif j in self.modifiers and not self.modifiers[j].definite and not name:
            return None
        village = self._villages()
        if name is not None:
            single = name.last == j
            weak = name.common and single and not (many and name.exact)
            if weak and name.exact and self._beside(name):
                weak = False
            if not weak and (name.exact or many or name.prominence > 2):
                end = self.extent(j, name.last) if many and single else name.last
                self.add_name(name, j, group, noun=noun, listed=True)
                self.out[-1].last = end
                return end
        skip = 1 if joined and not (marked and form in self.names.index.heads) else 0
        bare = form[skip:]
        if not (skip or marked) or not self.nameable(j, bare, "list"):
            return None
        if not many and not (village and (bare.startswith("ال") or bare in COMPOUNDS)):
            return None
        if marked and not skip and form in self.names.common:
            return None
        end = self.extent(j, j + 1 if bare in COMPOUNDS and self.adjoins(j + 1) else j)
        kind: PhraseKind = noun.row.data["place"] if noun is not None else "unknown"
        said = noun.form.text if noun else None
        draft = Draft(j, end, skip, form[:skip], kind, group, j, noun=said)
        self.push(draft, "", listed=True)
        return end

    def _beside(self, name: Name) -> bool:
        """Whether a name is a first-level unit of the country of the one before it."""
        last = self.out[-1].key
        if last is None or name.prominence < 3:
            return False
        place = self.names.index.place
        top = place(self.names.index.top[name.number])
        other = place(self.names.index.top[last])
        return top.cc == other.cc and self.is_area(name) and self.out[-1].area

    def _villages(self) -> bool:
        """Whether the last place found is a small one, beside which unknown ones may stand."""
        last = self.out[-1]
        if last.kind not in ("settlement", "neighbourhood", "unknown", "site", "area"):
            return False
        return last.key is None or self.names.index.prominence[last.key] != 3

    def lists_on(self, j: int) -> bool:
        """Whether a list goes on at word ``j``."""
        if j >= self.n or not LIST_GAP.match(self.gaps[j]):
            return False
        form = self.forms[j]
        if any(c in self.gaps[j] for c in "،,"):
            return True
        return form.startswith("و") and form[1:] not in self.names.common and len(form) > 2
