"""What the scan for places stands on: the text's words and cues, and the phrases found so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hudna.gazetteer.names import name_key
from hudna.gazetteer.records import PLACE_KINDS
from hudna.lexicon import Hit
from hudna.reading.document import Document
from hudna.reading.where_names import Name, NameFinder
from hudna.reading.where_words import COMPOUNDS, EPITHETS, LINKING, PREPOSITIONS, STOP

PhraseKind = Literal[
    "settlement", "area", "country", "region", "site", "neighbourhood", "road", "border", "unknown"
]

DIRECTIONAL = re.compile(r"^و?ال(?:شمالي|جنوبي|شرقي|غربي|وسطي?|اوسط|اعلي|شمال|جنوب|شرق|غرب)ه?$")
LIST_GAP = re.compile(r'^\s*["”“»«\')(]*\s*[،,\-–/]?\s*["“”«»\'(]*\s*$')
NEAR_GAP = re.compile(r'^\s*["“”«»\'(#]*$')
QUOTE = re.compile('["“”«»()]')


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
_BROAD_NUMBERS = frozenset(
    i for i, k in enumerate(PLACE_KINDS) if k in ("country", "admin1", "area")
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


class Ground:
    """A document, its cues by word, and the phrases found; and how to write one down."""

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
        self.demonyms = {hit.first for hit in of("demonym", []) if hit.definite}
        owners = [hit for hit in of("place_owner", []) if not hit.definite]
        self.owned = {hit.last + 1: "many" in hit.row.data for hit in owners}
        """Words before which stands what is named after a place; whether it may be after two."""
        self.out: list[Draft] = []
        self.groups = 0

    def group(self) -> int:
        """Return the number of a new list of places."""
        self.groups += 1
        return self.groups

    def known(self, i: int) -> Name | None:
        """Return the longest known name that begins at a word."""
        return self.names.at(self.words, i, self.n) if i < self.n else None

    def is_area(self, name: Name) -> bool:
        """Whether some bearer of a name is a unit or area, which may hold others."""
        kinds = self.names.index.kinds
        return any(kinds[row] in _AREA_NUMBERS for row in self.names.index.numbered(name.number))

    def is_broad(self, name: Name) -> bool:
        """Whether a side of what bears a name is an area of its own (شمال إدلب).

        A town whose district bears its name too is a town (شمال خان يونس), not an area.
        """
        index = self.names.index
        rows = index.numbered(name.number)
        if any(index.kinds[row] in _BROAD_NUMBERS for row in rows):
            return True
        return all(index.kinds[row] in _AREA_NUMBERS for row in rows)

    def meant(self, i: int) -> int | None:
        """Return the key of what a deictic word stands for (القطاع), by its row."""
        of = self.areas[i].row.data.get("of")
        if of is None:
            return None
        return self.names.index.keys.get(name_key(of))

    def passed(self, k: int) -> int:
        """Pass over demonyms before an apposed name (العاصمة السورية دمشق)."""
        while k < self.n and self.gaps[k] in (" ", " #") and k in self.demonyms:
            k += 1
        return k

    def adjoins(self, k: int) -> bool:
        """Whether a word follows the one before it after a single space."""
        return k < self.n and self.gaps[k] == " "

    def nameable(self, k: int, form: str, place: str) -> bool:
        """Whether an unknown word may be a name after a generic noun, or in a list of names."""
        common = self.names.common
        if form in COMPOUNDS:
            return True
        if form in STOP or len(form) < 3 or form in EPITHETS or form[0] in "0123456789":
            return False
        if form.startswith("ال"):
            if form in common:
                return place in ("settlement", "neighbourhood")
            return k not in self.demonyms
        if form in common or (form.endswith("يه") and place not in ("neighbourhood", "settlement")):
            return False
        if form[0] in "لبفوكس":
            rest = form[1:]
            if form[0] in "لب" and rest in self.names.index.keys:
                return False
            if rest in common or rest.startswith(("ال", "ل")) or "ال" + rest[1:] in common:
                return False
        return True

    def extent(self, k: int, last: int) -> int:
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

    def adjectives(self, last: int) -> int:
        """Pass over adjectives of direction (الشمالي الغربي); return the last."""
        while (
            last + 1 < self.n
            and self.gaps[last + 1] == " "
            and DIRECTIONAL.match(self.forms[last + 1])
        ):
            last += 1
        return last

    def add_area(
        self, first: int, last: int, hit: Hit, kind: PhraseKind, start: int, *,
        key: int | None, area: bool, skip: int | None = None,
    ) -> int:  # fmt: skip
        """Write down an area found by a word of the lexicon; return its last word."""
        before = hit.before
        if skip is None:
            skip = len(before)
        elif before.endswith("ال"):
            skip, before = skip - 2, before[:-2]
        draft = Draft(first, last, skip, before, kind, self.group(), start, area=area, key=key)
        self.push(draft, before)
        return last

    def add_name(
        self, name: Name, start: int, group: int, *, noun: Hit | None = None,
        modifier: str | None = None, listed: bool = False,
    ) -> None:  # fmt: skip
        """Write down a known name."""
        draft = Draft(
            name.first, name.last, name.skip, name.before, "unknown", group, start,
            noun=noun.form.text if noun else None, modifier=modifier,
        )  # fmt: skip
        self.know(draft, name.number)
        self.push(
            draft, name.before if start == name.first else (noun.before if noun else ""), listed
        )

    def know(self, draft: Draft, number: int) -> None:
        """Take what the gazetteer says of a name."""
        index = self.names.index
        top = index.top[number]
        place = index.place(top)
        draft.key = number
        draft.kind = _KIND_OF[place.kind]
        if place.prominence >= 3:
            draft.country = self.names.iso3.get(place.cc)
        draft.capital = place.id in self.names.capitals
        rows = index.members[index.offsets[number] : index.offsets[number + 1]]
        draft.area = any(index.kinds[row] in _AREA_NUMBERS for row in rows)

    def push(self, draft: Draft, clitics: str, listed: bool = False) -> None:
        """Add a phrase, with the preposition and the word of position that govern it."""
        start = draft.start
        about = None if listed or draft.modifier else self.modifier_before(start)
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

    def modifier_before(self, start: int) -> Hit | None:
        """The word of position that stands right before a construct (أطراف بلدة كذا)."""
        about = self.modifiers.get(start - 1)
        if about is None or about.definite or about.last != start - 1 or self.gaps[start] != " ":
            return None
        return about

    def noun(
        self, i: int, group: int, start: int | None = None, modifier: str | None = None
    ) -> int | None:
        """Read the construct of a generic noun; see :class:`hudna.reading.where_scan.Scan`."""
        raise NotImplementedError


def _by_first(hits: list[Hit]) -> dict[int, Hit]:
    out: dict[int, Hit] = {}
    for hit in hits:
        out.setdefault(hit.first, hit)
    return out
