"""The grammar of participants' names: from lexicon hits to noun phrases with a code.

A phrase is a name, or a head with what Arabic hangs on it: a construct (عناصر داعش), adjectives
(القوات التركية), an owner after ل or من (مواقع للحوثيين), a tie (الفصائل الموالية لتركيا), the name
of whoever holds a title (وزير الدفاع الروسي سيرغي شويغو). Each part may settle what the head left
open.
"""

from __future__ import annotations

from collections.abc import Iterator

from hudna.reading.who_code import BODIES, FIGHTERS, apply, belong, join, serve
from hudna.reading.who_lattice import Draft, Found, Lattice
from hudna.reading.who_names import build_group, holder_name, personal_name
from hudna.reading.who_terms import word_set

_TAKES_OWNER = FIGHTERS | {"object", "unknown", "captive"}
_TAKES_MEMBERS = frozenset(("member", "force", "group", "militia", "captive", "opposition"))
_OWNERS = FIGHTERS | {"named", "state", "person", "people", "captive"}
_OF = frozenset(("من", "ب", "مع", "الي", "ل", "جانب", "في"))
_PRONOUNS = frozenset(
    ("لها", "له", "لهم", "لهما", "بها", "به", "بهم", "منها", "منه", "معها", "معه", "معهم", "منهم")
)
_KINDS = {"resist": "force", "spokes": "office", "rank": "office"}
_STATE_KINDS = {"person": "person", "state": "state", "force": "force"}
_BEFORE_PEOPLE = word_set(
    "مقتل قتل قتلت استشهاد استشهد اصابه اصيب جرح اعتقال اعتقل اعدام طعن دهس خطف اختطاف احتجاز"
    " شاب مواطن رجل فتي طفل اسير"
)
_BEFORE_NOUNS = word_set(
    "من الي علي في عن ضد بين مع ان بان كل اي احد او نحو اكثر حوالي قرابه الف الفا الاف مليون مليوني"
    " عشر عشره عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين مئه مائه مئات عشرات عشرون ثلاثون"
    " اربعون خمسون ستون سبعون ثمانون تسعون بينهم بينها غير فان بانهم انهم بانه"
    " اغتيال استهداف قتله يقتل تقتل"
)
_MAX_DEPTH = 5


class Grammar(Lattice):
    """Reads the phrases of one text."""

    def phrases(self) -> Iterator[Draft]:
        """Read the phrases of a text from left to right, none inside another."""
        free = 0
        for at in self.starts:
            if at < free:
                continue
            draft = self.phrase(at)
            if draft is not None:
                free = draft.last + 1
                yield draft
            elif at in self.nouns and self.nouns[at].term.role == "none":
                free = self.nouns[at].last + 1

    def phrase(self, at: int, depth: int = 0) -> Draft | None:
        """Read the phrase that begins at a word, ``None`` where none does."""
        found = self.nouns.get(at)
        if found is not None and not found.term.adjective:
            if found.term.kind == "head":
                return self._headed(at, found, depth)
            return self._named(at, found)
        found = self.adjectives.get(at)
        if found is not None and found.term.adjective:
            return self._demonym(at, found)
        if at in self.given:
            return personal_name(self, at)
        return None

    def _named(self, at: int, found: Found) -> Draft:
        term = found.term
        kind = "state" if term.kind != "actor" else _STATE_KINDS.get(term.role, "named")
        draft = self.draft(at, found, kind, term.kind)
        draft.settled = True
        if term.kind == "actor" and kind != "person":
            self._describe(draft, free=True)
            self._tied(draft, 0)
        return draft

    def _demonym(self, at: int, found: Found) -> Draft:
        term = found.term
        text = found.hit.form.text
        draft = self.draft(at, found, "named" if term.kind == "actor" else "state", term.kind)
        draft.settled = True
        if term.kind == "actor":
            self._tied(draft, 0)
            return draft
        counted = at > 0 and (self.forms[at - 1].isdigit() or self.forms[at - 1] in _BEFORE_PEOPLE)
        if text.endswith(("ون", "ين")) or (
            text.endswith(("ي", "يا", "يه", "يان")) and counted and not found.definite
        ):
            draft.kind, draft.sector = "people", "CVL"
            self._describe(draft, free=True)
        elif text.endswith(("ي", "ه", "ات", "يو", "يا")):
            draft.adjective = True
        elif not found.definite:
            draft.kind, draft.sector = "people", "CVL"
        return draft

    def _headed(self, at: int, found: Found, depth: int) -> Draft | None:
        term = found.term
        if term.role == "none" or (at in self.adjectives and self._describes(at, found)):
            return None
        if term.front and self._names_place(found.last + 1):
            return None
        draft = self.draft(at, found, _KINDS.get(term.role, term.role), f"{term.role}")
        if term.state:
            draft.kind = "state"
        if term.homes:
            draft.fallback = term
            draft.origin, draft.sector = term.origin, term.sector
        draft.counted = at > 0 and self.forms[at - 1].isdigit()
        draft.settled = term.origin is not None
        if term.echo:
            draft.echo = draft
        if not found.owned:
            self._inner(draft, depth)
        self._describe(draft)
        self._tied(draft, depth)
        self._owner_after(draft, depth)
        if term.titled:
            holder_name(self, draft)
        if term.builder and not draft.settled:
            build_group(self, draft)
        if draft.settled:
            draft.owned = False
        if term.weak and not (draft.settled or draft.owned or draft.echo or draft.counted):
            return draft if draft.last > found.last and draft.sector else None
        return draft

    def _names_place(self, at: int) -> bool:
        """Whether a place is named at a word that belongs to the one before it."""
        found = self.regions.get(at) or self.nouns.get(at)
        place = found is not None and found.term.kind in ("region", "capital", "country")
        return place and found is not None and not found.proclitic and self.joined(at)

    def _describes(self, at: int, found: Found) -> bool:
        """Whether a word that may be noun or adjective is the adjective of the noun before it."""
        text = found.hit.form.text
        if (
            at == 0
            or found.proclitic
            or found.last > at
            or text.endswith(("ون", "ين", "ان"))
            or self.gaps[at] != " "
        ):
            return False
        if found.definite:
            return self.forms[at - 1].startswith(("ال", "وال", "بال", "لل", "فال", "كال"))
        before = self.forms[at - 1]
        return not (
            before.isdigit()
            or before in _BEFORE_PEOPLE
            or before in _BEFORE_NOUNS
            or at - 1 in self.ties
            or self.verb_at(at - 1)
        )

    # ------------------------------------------------------------------ what hangs on a head

    def _inner(self, draft: Draft, depth: int) -> None:
        """Read the second part of a construct: عناصر [داعش]."""
        at = draft.last + 1
        if draft.definite or depth >= _MAX_DEPTH or not self.joined(at):
            return
        if self.forms[draft.last].endswith(("ون", "ين")):
            return  # The construct would have dropped the nun.
        noun = self.nouns.get(at)
        adjective = self.adjectives.get(at)
        if adjective is not None and not adjective.proclitic:
            if not adjective.definite or adjective.term.kind == "demonym":
                return
            if noun is None or noun.last < adjective.last or noun.term.adjective:
                if adjective.term.kind == "actor":
                    join(draft, self._demonym(at, adjective))
                return
        if noun is not None:
            if not noun.proclitic:
                inner = self.phrase(at, depth + 1)
                if inner is not None and (
                    draft.term.role not in FIGHTERS or inner.term.role != "object"
                ):
                    join(draft, inner)
            return
        region = self.regions.get(at)
        if region is not None and not region.proclitic:
            draft.last = region.last
            draft.definite = True
            draft.origin = draft.origin or region.term.origin

    def _describe(self, draft: Draft, free: bool = False) -> None:
        """Read the adjectives after a phrase; ``free``: they belong to it but settle nothing."""
        at = draft.last + 1
        adjectives = self.adjectives
        while at in adjectives and self.joined(at):
            found = adjectives[at]
            demonym = found.term.kind != "modifier"
            if found.proclitic or (found.definite != draft.definite and not demonym):
                return
            if demonym and not found.definite and (free or draft.definite):
                return
            if not free:
                apply(draft, found.term, self)
            elif found.term.loading != "neutral":
                draft.loading = found.term.loading
            draft.last = found.last
            at = found.last + 1

    def _arm(self, draft: Draft) -> None:
        """Pass over the arm of service between a force and its owner: قوات [الهندسة] التابعة لـ."""
        at = draft.last + 1
        tie = self.ties.get(at + 1)
        if draft.definite or draft.term.role not in FIGHTERS or tie is None:
            return
        unknown = at not in self.nouns and at not in self.adjectives
        if unknown and self.joined(at) and self.forms[at].startswith("ال") and tie.definite:
            draft.last, draft.definite = at, True

    def _tied(self, draft: Draft, depth: int) -> None:
        """Read التابعة لـ, الموالية لـ, بقيادة and whom they point to."""
        self._arm(draft)
        at = draft.last + 1
        tie = self.ties.get(at)
        if tie is None or depth >= _MAX_DEPTH or not self.paused(at) or tie.proclitic:
            return
        link = tie.term.role == "link"
        if (link and tie.definite != draft.definite) or draft.term.role in BODIES:
            return
        if not link and draft.term.role not in FIGHTERS and draft.term.kind == "head":
            return
        at = tie.last + 1
        if link:
            while at < self.count and self.forms[at] in _OF:
                at += 1
        if not self.paused(at):
            return
        proxy = tie.term.relation == "proxy"
        if self.forms[at] in _PRONOUNS:
            if not draft.settled:
                draft.owned, draft.proxy = True, proxy
                draft.pronoun = self.forms[at][1:] if self.forms[at][0] in "لب" else "ه"
                draft.echo = None
            draft.last = at
            return
        owner = self.phrase(at, depth + 1)
        if owner is None:
            if link and at in self.regions:
                draft.last = self.regions[at].last
            return
        draft.rule += f"+{tie.term.relation}"
        if draft.settled and draft.kind in ("named", "force") and draft.name:
            draft.last = owner.last
            return
        if proxy:
            serve(draft, owner, self.home)
            draft.last = owner.last
        else:
            belong(draft, owner, self.home)

    def _owner_after(self, draft: Draft, depth: int) -> None:
        """Read an owner after ل, or the group that members are من or في."""
        at = draft.last + 1
        role = draft.term.role
        if draft.settled or depth >= _MAX_DEPTH or not self.joined(at):
            return
        if role not in _TAKES_OWNER and draft.sector != "REF":
            return
        noun = self.nouns.get(at) or self.adjectives.get(at)
        owner: Draft | None = None
        if noun is not None:
            if noun.proclitic == "ل":
                owner = self.phrase(at, depth + 1)
        elif self.forms[at] in ("من", "في") and role in _TAKES_MEMBERS and self.joined(at + 1):
            owner = self.phrase(at + 1, depth + 1)
            if owner is None or owner.proclitic or owner.adjective:
                return
            if owner.term.kind in ("country", "capital") or owner.kind not in _OWNERS:
                return
            if owner.kind == "people" and role != "group" and owner.sector != "REF":
                return
        if owner is not None and owner.kind in _OWNERS:
            belong(draft, owner, self.home)
