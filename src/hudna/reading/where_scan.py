"""The scan of one text for names of places: known names, announced names, named areas, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hudna.gazetteer.records import PLACE_KINDS
from hudna.lexicon import Hit
from hudna.reading.document import Document
from hudna.reading.where_names import BORDER_WORD, HEAD, LEADS, SIDE, SIDE_WORD, Name, NameFinder
from hudna.reading.where_words import COMPOUNDS, EPITHETS, LINKING, PREPOSITIONS, STOP

PhraseKind = Literal[
    "settlement", "area", "country", "region", "site", "neighbourhood", "road", "border", "unknown"
]

_ADJECTIVE = re.compile(r"(?:يه|ي|ين|ون)$")
_DIRECTIONAL = re.compile(r"^و?ال(?:شمالي|جنوبي|شرقي|غربي|وسطي?|اوسط|اعلي|شمال|جنوب|شرق|غرب)ه?$")
_LIST_GAP = re.compile(r'^\s*["”“»«\')(]*\s*[،,\-–/]?\s*["“”«»\'(]*\s*$')
_NEAR_GAP = re.compile(r'^\s*["“”«»\'(#]*$')
_QUOTE = re.compile('["“”«»()]')
_SECTION = re.compile(r"^\s*:{1,2}")


_DEMONYM = re.compile(
    r"^ال(?:سوري|لبناني|عراقي|يمني|ليبي|سوداني|فلسطيني|تركي|ايراني|مصري|اردني|سعودي|اسراييلي|تونسي|"
    r"جزايري|مغربي|كويتي|قطري|عماني|تشادي|اثيوبي|اريتري|صومالي)ه?$"
)

_KIND_OF: dict[str, PhraseKind] = {
    "country": "country", "admin1": "area", "admin2": "area", "admin3": "settlement",
    "city": "settlement", "town": "settlement", "village": "settlement",
    "neighbourhood": "neighbourhood", "camp": "site", "site": "site", "crossing": "border",
    "checkpoint": "border", "post": "site", "dam": "site", "road": "road", "hill": "area",
    "area": "area", "water": "area",
}  # fmt: skip
_AREA_NUMBERS = frozenset(
    i for i, k in enumerate(PLACE_KINDS) if k in ("country", "admin1", "admin2", "area")
)


@dataclass(slots=True)
class Draft:
    """A place phrase in the making; see ``PlacePhrase``."""

    first: int
    last: int
    skip: int
    before: str
    kind: PhraseKind
    group: int
    start: int
    """First word of the construct: of the generic noun or modifier, if there is one."""
    preposition: str | None = None
    country: str | None = None
    capital: bool = False
    noun: str | None = None
    modifier: str | None = None
    key: int | None = None
    area: bool = False
    """Whether the name can be an area that contains others."""
    section: bool = False
    """Whether it heads a section (``حلب::``)."""


class Scan:
    """One pass over a document."""

    def __init__(self, doc: Document, names: NameFinder) -> None:
        self.doc = doc
        self.names = names
        self.words = doc.words
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.n = len(doc.words.forms)
        of = doc.by_kind.get
        self.nouns = _by_first(of("place_noun", []))
        self.ways = _by_first(of("direction", []))
        self.modifiers = _by_first(of("place_modifier", []))
        self.areas = _by_first(of("area", []))
        self.owned = {hit.last + 1 for hit in of("place_owner", []) if not hit.definite}
        self.out: list[Draft] = []
        self.groups = 0

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
                    end = self._direction(i)
                if end is None and i in self.nouns:
                    end = self._noun(i, self._group())
                if end is None and i in self.areas:
                    end = self._area(i)
            if end is None:
                flag = flags.get(i, 0)
                if flag & (LEADS | HEAD):
                    end = self._plain(i)
                if end is None and flag & SIDE:
                    end = self._side(i)
            if end is not None:
                done = end
        return self.out

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    # -- constructs -------------------------------------------------------------------------

    def _direction(self, i: int) -> int | None:
        """شمال غرب سوريا, شمالي محافظة حلب (areas); شرق بلدة كذا (near a settlement)."""
        hit = self.ways[i]
        if hit.definite:
            return self._side(i)
        k = i + 1
        while k < self.n and k in self.ways and self.gaps[k] == " " and not self.ways[k].definite:
            k += 1
        if k < self.n and _DIRECTIONAL.match(self.forms[k]) and self.gaps[k] == " ":
            k += 1
        k = self._passed(k)
        if k >= self.n or not _NEAR_GAP.match(self.gaps[k]):
            return None
        noun = self.nouns.get(k)
        at = k
        if k in self.areas and self.areas[k].before in ("", "ال"):
            noun = noun if noun is not None and "capital" in noun.row.data else None
        if noun is not None:
            capital = "capital" in noun.row.data
            if noun.definite and not capital:
                return None
            at = self._passed(noun.last + 1) if capital else noun.last + 1
        way = self.forms[k - 1]
        if k in self.areas and not (noun and self._known(at)):
            last = self.areas[k].last
            return self._add(i, last, hit, "region", i, key=self._of(k), area=True)
        name = self._known(at)
        if name is not None and name.skip == 0:
            broad = self._is_area(name)
            settled = (
                noun is not None
                and noun.row.data["place"] == "settlement"
                and ("capital" not in noun.row.data)
            )
            if broad and not settled and (noun is None or noun.row.data["place"] != "site"):
                end = self._add(i, name.last, hit, "region", i, key=name.number, area=True)
                return self._list(end, self.out[-1].group, many=False)
            if noun is None:
                if name.common and not name.exact:
                    return None
                group = self._group()
                self._add_name(name, i, group, modifier=way)
                return self._list(name.last, group, many=False)
        if noun is not None:
            return self._noun(k, self._group(), start=i, modifier=way)
        form = self.forms[k]
        if form.startswith("ال") and len(form) > 4 and self._nameable(form, "list"):
            if k in self.modifiers or k in self.ways or SIDE_WORD.match(form):
                return None
            draft = Draft(k, self._extent(k, k), 0, "", "unknown", self._group(), i, modifier=way)
            self._push(draft, hit.before)
            return draft.last
        return None

    def _noun(
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
                at = self._passed(k)
                name = self._known(at)
                if name is not None and name.skip == 0:
                    self._add_name(name, begin, group, noun=hit, modifier=modifier)
                    return self._list(name.last, group, many=False)
                if i in self.areas:
                    return self._area(i)
                return None
            return self._side(i)
        if k >= self.n or not _NEAR_GAP.match(self.gaps[k]):
            return None
        inner = self.nouns.get(k)
        if inner is not None and not inner.definite:
            joined = inner.before.startswith("و")
            if joined and "many" not in data:
                return None
            name = self._known(k)
            if name is None or name.last == k:
                if keep and not joined and data["place"] == "area":
                    done = self._noun(k, group, start=begin, modifier=modifier)
                    if done is not None:
                        draft = self.out[-1]
                        draft.first, draft.skip, draft.before = i, len(hit.before), hit.before
                        draft.kind, draft.last = "area", self._adjectives(draft.last)
                        draft.area = True
                        return max(done, draft.last)
                    return None
                return self._noun(k, group, start=begin, modifier=modifier)
        whole = self.names.at(self.words, i, self.n) if keep else None
        if whole is not None and whole.last > hit.last and whole.skip == len(hit.before):
            self._add_name(whole, begin, group, noun=hit, modifier=modifier)
            end = self._tail(data, whole.last)
            return self._list(end, group, many="many" in data)
        last, name = self._name_after(k, hit)
        if last is None:
            return self._side(i) if hit.definite else None
        kind: PhraseKind = data["place"]
        draft = Draft(
            first=i if keep else k, last=last, skip=len(hit.before) if keep else 0,
            before=hit.before if keep else "", kind=kind, group=group, start=begin,
            noun=hit.form.text, modifier=modifier, area=kind == "area",
        )  # fmt: skip
        if name is not None:
            self._know(draft, name.number)
            draft.kind = kind
        self._push(draft, hit.before)
        end = self._tail(data, last)
        return self._list(end, group, many="many" in data or "front" in data, noun=hit)

    def _tail(self, data: object, last: int) -> int:
        """Take the direction after an area's name into it (ريف حلب الغربي)."""
        draft = self.out[-1]
        if draft.kind in ("area", "region"):
            draft.last = self._adjectives(last)
        return draft.last

    def _name_after(self, k: int, hit: Hit) -> tuple[int | None, Name | None]:
        """Last word of the name that a generic noun announces, and the name if it is known."""
        forms = self.forms
        place = hit.row.data["place"]
        form = forms[k]
        name = self._known(k)
        quoted = self._quoted(k)
        if quoted is not None:
            same = name is not None and name.last == quoted and name.skip == 0
            return quoted, name if same else None
        if name is not None and name.skip == 0:
            if name.exact and self._announced(hit, name, k):
                return self._extent(k, name.last), name
            weak = name.common and name.last == k
            if not weak or (form.startswith("ال") and self._takes_common(hit, name)):
                return (name.last if name.last > k else self._extent(k, k)), name
        if "loose" in hit.row.data and form.startswith("ال") and form not in STOP:
            return self._extent(k, k), None
        listed = "many" in hit.row.data and place == "settlement" and self._lists(k + 1)
        if listed and form not in STOP and not form.endswith("يه") and not form[0].isdigit():
            return (None if form.startswith(("بال", "لل")) else self._extent(k, k)), None
        if form[0].isdigit() or not self._nameable(form, place):
            return None, None
        if "strict" in hit.row.data and not (form.startswith("ال") or form in COMPOUNDS):
            return None, None
        return self._extent(k, k), None

    def _quoted(self, k: int) -> int | None:
        """Last word of a name of up to three words that stands in quotation marks from ``k``."""
        if not _QUOTE.search(self.gaps[k]):
            return None
        for end in range(k, min(k + 3, self.n)):
            gap = self.gaps[end + 1]
            if _QUOTE.match(gap):
                return end
            if gap != " ":
                return None
        return None

    def _announced(self, hit: Hit, name: Name, k: int) -> bool:
        """Whether a known name of other uses is meant: محافظة حجة, قرى سان وبينين."""
        place = hit.row.data["place"]
        if place == "area" and "keep" not in hit.row.data:
            return self._is_area(name)
        if place != "settlement" or self.forms[k] in EPITHETS:
            return False
        if name.prominence >= 2 and hit.form.text in ("قريه", "بلده"):
            return True
        return "many" in hit.row.data and self._lists(name.last + 1)

    def _lists(self, j: int) -> bool:
        """Whether a list goes on at word ``j``."""
        if j >= self.n or not _LIST_GAP.match(self.gaps[j]):
            return False
        form = self.forms[j]
        if any(c in self.gaps[j] for c in "،,"):
            return True
        return form.startswith("و") and form[1:] not in self.names.common and len(form) > 2

    def _takes_common(self, hit: Hit, name: Name) -> bool:
        """Whether after this noun even a word of other uses is a name (حي السلام)."""
        if "loose" in hit.row.data or hit.row.data["place"] in ("settlement", "neighbourhood"):
            return True
        return name.prominence >= 2 and "strict" not in hit.row.data

    def _nameable(self, form: str, place: str) -> bool:
        """Whether an unknown word may be a name after a generic noun, or in a list of names."""
        common = self.names.common
        if form in COMPOUNDS:
            return True
        if form in STOP or len(form) < 3 or form in EPITHETS or form[0] in "0123456789":
            return False
        if form.startswith("ال"):
            if form in common:
                return place in ("settlement", "neighbourhood")
            return not _DEMONYM.match(form)
        if form in common or (form.endswith("يه") and place not in ("neighbourhood", "settlement")):
            return False
        if form[0] in "لبفوكس":
            rest = form[1:]
            if rest in common or rest.startswith(("ال", "ل")) or "ال" + rest[1:] in common:
                return False
        return True

    def _extent(self, k: int, last: int) -> int:
        """Last word of an unknown name: heads take a word, epithets follow."""
        forms, gaps = self.forms, self.gaps
        while last + 1 < self.n and gaps[last + 1] == " " and last - k < 3:
            form = forms[last + 1]
            if form in EPITHETS:
                if (
                    form.startswith("ال")
                    and not forms[k].startswith("ال")
                    and forms[k] not in COMPOUNDS
                ):
                    pass
            elif forms[last] not in COMPOUNDS or form in STOP or form.startswith("وال"):
                break
            last += 1
        return last

    def _adjectives(self, last: int) -> int:
        while (
            last + 1 < self.n
            and self.gaps[last + 1] == " "
            and _DIRECTIONAL.match(self.forms[last + 1])
        ):
            last += 1
        return last

    def _area(self, i: int) -> int | None:
        """البلاد, القطاع, العاصمة: a place only where a preposition says so."""
        hit = self.areas[i]
        governed = (self.forms[i - 1] in PREPOSITIONS or i - 1 in self.modifiers) if i else False
        when = hit.row.data.get("when")
        governed = governed or (when is not None and when in self.doc.folded.text)
        if not governed and not hit.before.rstrip("ال").endswith(("ب", "ل")):
            return None
        skip = len(hit.before)
        return self._add(i, hit.last, hit, "area", i, key=self._of(i), area=True, skip=skip)

    def _side(self, i: int) -> int | None:
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
                return self._border(i)
            return None
        last = self._adjectives(i)
        while last + 1 < self.n and gaps[last + 1] == " " and _DEMONYM.match(forms[last + 1]):
            last += 1
        if last == i:
            return None
        skip = form.find("ال") if hit is None or not hit.after else len(hit.before)
        self._push(
            Draft(
                i, last, max(skip, 0), form[: max(skip, 0)], "region", self._group(), i, area=True
            ),
            form[: max(skip, 0)],
        )
        return self._list(last, self.out[-1].group, many=False)

    def _border(self, i: int) -> int | None:
        """The border of two countries, or of one."""
        last = i
        while (
            last + 1 < self.n
            and self.gaps[last + 1] in (" ", " - ", "- ", " -", "-", " – ")
            and (_DEMONYM.match(self.forms[last + 1]) or _DIRECTIONAL.match(self.forms[last + 1]))
        ):
            last += 1
        if last == i and i + 2 < self.n and self.forms[i + 1] in ("مع", "بين"):
            name = self._known(i + 2)
            if name is not None:
                last = name.last
                if self.forms[i + 1] == "بين" and last + 1 < self.n:
                    other = self._known(last + 1)
                    last = other.last if other is not None and other.before == "و" else last
        if last == i:
            return None
        skip = self.forms[i].find("ال")
        self._push(
            Draft(i, last, skip, self.forms[i][:skip], "border", self._group(), i),
            self.forms[i][:skip],
        )
        return last

    def _plain(self, i: int) -> int | None:
        """A known name without a generic noun."""
        name = self._known(i)
        if name is None:
            return None
        previous = self.forms[i - 1] if i else ""
        near = i > 0 and _NEAR_GAP.match(self.gaps[i]) is not None
        if near and i in self.owned:
            return name.last
        clitic = name.before[-1:] in ("ب", "ل") or name.before.endswith("لل")
        governed = near and previous in PREPOSITIONS
        modified = near and (i - 1) in self.modifiers
        if not self._believable(name, governed or modified, clitic):
            return None
        group = self._group()
        modifier = previous if modified else None
        self._add_name(name, i - 1 if modified else i, group, modifier=modifier)
        if _SECTION.match(self.gaps[name.last + 1]):
            self.out[-1].section = True
        return self._list(name.last, group, many=False)

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

    # -- lists ------------------------------------------------------------------------------

    def _list(self, last: int, group: int, many: bool, noun: Hit | None = None) -> int:
        """Take the places coordinated with the one that ends at ``last``; return the new end."""
        while last + 1 < self.n:
            end = self._item(last + 1, group, many, noun)
            if end is None:
                break
            last = end
        return last

    def _item(self, j: int, group: int, many: bool, noun: Hit | None) -> int | None:
        """Take one coordinated place whose words begin at ``j``; return its end."""
        gap = self.gaps[j]
        form = self.forms[j]
        if not _LIST_GAP.match(gap):
            return None
        marked = any(c in gap for c in "،,/")
        if not marked and any(c in gap for c in "-–"):
            # A dash parts places only where a road joins them or a list was announced.
            marked = many or self.out[-1].kind == "road"
        joined = form.startswith("و") and len(form) > 2
        if form == "و" and j + 1 < self.n and _NEAR_GAP.match(self.gaps[j + 1]):
            j, marked = j + 1, True
            form = self.forms[j]
        if not (marked or joined) or j in self.ways:
            return None
        name = self._known(j)
        allowed = ("", "و") if marked else ("و",)
        if name is not None and name.before not in allowed:
            name = None
        inner = self.nouns.get(j)
        if inner is not None and not inner.definite and (marked or inner.before == "و"):
            if name is None or name.last == j:
                done = self._noun(j, group)
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
                end = self._extent(j, name.last) if many and single else name.last
                self._add_name(name, j, group, noun=noun, listed=True)
                self.out[-1].last = end
                return end
        skip = 1 if joined and not (marked and form in self.names.index.heads) else 0
        bare = form[skip:]
        if not (skip or marked) or not self._nameable(bare, "list"):
            return None
        if not many and not (village and (bare.startswith("ال") or bare in COMPOUNDS)):
            return None
        if marked and not skip and form in self.names.common:
            return None
        end = self._extent(j, j + 1 if bare in COMPOUNDS and self._adjoins(j + 1) else j)
        kind: PhraseKind = noun.row.data["place"] if noun is not None else "unknown"
        said = noun.form.text if noun else None
        draft = Draft(j, end, skip, form[:skip], kind, group, j, noun=said)
        self._push(draft, "", listed=True)
        return end

    def _beside(self, name: Name) -> bool:
        """Whether a name is a first-level unit of the country of the one before it."""
        last = self.out[-1].key
        if last is None or name.prominence < 3:
            return False
        place = self.names.index.place
        top = place(self.names.index.top[name.number])
        other = place(self.names.index.top[last])
        return top.cc == other.cc and self._is_area(name) and self.out[-1].area

    def _villages(self) -> bool:
        """Whether the last place found is a small one, beside which unknown ones may stand."""
        last = self.out[-1]
        if last.kind not in ("settlement", "neighbourhood", "unknown", "site", "area"):
            return False
        return last.key is None or self.names.index.prominence[last.key] != 3

    def _adjoins(self, k: int) -> bool:
        return k < self.n and self.gaps[k] == " "

    # -- helpers ----------------------------------------------------------------------------

    def _known(self, i: int) -> Name | None:
        return self.names.at(self.words, i, self.n) if i < self.n else None

    def _is_area(self, name: Name) -> bool:
        index = self.names.index
        rows = index.members[index.offsets[name.number] : index.offsets[name.number + 1]]
        kinds = index.kinds
        return any(kinds[row] in _AREA_NUMBERS for row in rows)

    def _of(self, i: int) -> int | None:
        of = self.areas[i].row.data.get("of")
        if of is None:
            return None
        from hudna.gazetteer.names import name_key

        return self.names.index.keys.get(name_key(of))

    def _passed(self, k: int) -> int:
        """Pass over demonyms before an apposed name (العاصمة السورية دمشق)."""
        while k < self.n and self.gaps[k] in (" ", " #") and _DEMONYM.match(self.forms[k]):
            k += 1
        return k

    def _add(
        self, first: int, last: int, hit: Hit, kind: PhraseKind, start: int, *,
        key: int | None, area: bool, skip: int | None = None,
    ) -> int:  # fmt: skip
        before = hit.before
        if skip is None:
            skip = len(before)
        elif before.endswith("ال"):
            skip, before = skip - 2, before[:-2]
        draft = Draft(first, last, skip, before, kind, self._group(), start, area=area, key=key)
        self._push(draft, before)
        return last

    def _add_name(
        self, name: Name, start: int, group: int, *, noun: Hit | None = None,
        modifier: str | None = None, listed: bool = False,
    ) -> None:  # fmt: skip
        draft = Draft(
            name.first, name.last, name.skip, name.before, "unknown", group, start,
            noun=noun.form.text if noun else None, modifier=modifier,
        )  # fmt: skip
        self._know(draft, name.number)
        self._push(
            draft, name.before if start == name.first else (noun.before if noun else ""), listed
        )

    def _know(self, draft: Draft, number: int) -> None:
        """Take what the gazetteer says of a name."""
        index = self.names.index
        top = index.top[number]
        place = index.place(top)
        draft.key = number
        draft.kind = _KIND_OF[place.kind]
        if place.prominence >= 3:
            draft.country = self.names.iso3.get(place.cc)
        draft.capital = place.id in self.names.capitals and place.kind == "city"
        rows = index.members[index.offsets[number] : index.offsets[number + 1]]
        draft.area = any(index.kinds[row] in _AREA_NUMBERS for row in rows)

    def _push(self, draft: Draft, clitics: str, listed: bool = False) -> None:
        start = draft.start
        about = None if listed or draft.modifier else self._modifier_before(start)
        if about is not None:
            draft.modifier = about.form.text
            if about.form.text not in PREPOSITIONS:
                start = draft.start = about.first
        bare = clitics.lstrip("وف").replace("ال", "")
        if bare:
            draft.preposition = bare[0]
        elif not listed:
            p = start - 1
            while p > 0 and self.forms[p] in LINKING:
                p -= 1
            if p >= 0 and "\n" not in self.gaps[start]:
                word = self.forms[p]
                for form in (word, word[1:] if word[:1] in ("و", "ف") else ""):
                    if form in PREPOSITIONS:
                        draft.preposition = form
                        break
        elif self.out:
            draft.preposition = self.out[-1].preposition
        self.out.append(draft)

    def _modifier_before(self, start: int) -> Hit | None:
        """The word of position that stands right before a construct (أطراف بلدة كذا)."""
        about = self.modifiers.get(start - 1)
        if about is None or about.definite or about.last != start - 1 or self.gaps[start] != " ":
            return None
        return about


def _by_first(hits: list[Hit]) -> dict[int, Hit]:
    out: dict[int, Hit] = {}
    for hit in hits:
        out.setdefault(hit.first, hit)
    return out
