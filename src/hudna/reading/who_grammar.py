"""The grammar of participants' names: from lexicon hits to noun phrases with a code.

A phrase is a name, or a head with what Arabic hangs on it: a construct (عناصر داعش), adjectives
(القوات التركية), an owner after ل or من (مواقع للحوثيين), a tie (الفصائل الموالية لتركيا), the name
of whoever holds a title (وزير الدفاع الروسي سيرغي شويغو). Each part may settle what the head left
open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hudna.lexicon import Hit
from hudna.reading.document import Document
from hudna.reading.who_terms import KINDS, NAMES, Term, bare, term_of

_FIGHTERS = frozenset(("force", "member", "militia", "group", "resist", "opposition"))
_TAKES_OWNER = _FIGHTERS | {"object", "unknown", "office", "spokes"}
_OWNERS = _FIGHTERS | {"named", "state", "person", "people"}
_FIXED_SECTORS = frozenset(("CVL", "REF", "HLH", "MED", "NGO"))
_ARMED = frozenset(("MIL", "POL", "PRM", "REB", "UNK"))
_OF = frozenset(("من", "ب", "مع", "الي", "ل", "جانب", "في"))
_PRONOUNS = frozenset(
    ("لها", "له", "لهم", "لهما", "بها", "به", "بهم", "منها", "منه", "معها", "معه", "معهم", "منهم")
)
_JOINTS = frozenset(" \"'“”«»()[]_-–\u200f\u200e")
_PAUSES = _JOINTS | {"،", ","}
_MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A lexicon hit as the grammar sees it."""

    last: int
    term: Term
    proclitic: str
    """و ف ب ل ك before it, without ال."""
    definite: bool
    owned: bool
    """Whether a pronoun follows."""
    hit: Hit


@dataclass(slots=True)
class Draft:
    """A phrase while it is being read."""

    first: int
    last: int
    proclitic: str
    skip: int
    term: Term
    origin: str | None
    sector: str
    name: str | None
    kind: str
    loading: str
    definite: bool
    owned: bool = False
    """Whether a pronoun stands for the owner, who is to be found before it."""
    proxy: bool = False
    """Whether the pronoun's owner is served rather than belonged to."""
    adjective: bool = False
    settled: bool = False
    """Whether something in the phrase named whose it is."""
    naming: tuple[int, int] | None = None
    """Words of a personal name inside the phrase."""
    rule: str = ""
    word: str = ""
    """The head word, folded and bare."""


class Lattice:
    """The hits of a text by their first word, and the grammar over them."""

    def __init__(self, doc: Document, home: str | None) -> None:
        """Sort the document's hits; ``home`` is the country that the text is about."""
        self.doc = doc
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.home = home
        self.nouns: dict[int, Found] = {}
        self.adjectives: dict[int, Found] = {}
        self.ties: dict[int, Found] = {}
        self.regions: dict[int, Found] = {}
        by_kind = doc.by_kind
        for kind in KINDS:
            for hit in by_kind.get(kind, ()):
                self._place(kind, hit)
        starts = self.nouns.keys() | self.adjectives.keys()
        self.starts = sorted(starts)

    def _place(self, kind: str, hit: Hit) -> None:
        after = hit.after
        if after and (kind != "head" or after in ("ي", "ك")):
            return
        term = term_of(hit.row)
        before = hit.before
        form = hit.form
        if before.endswith("ال"):
            proclitic, definite = before[:-2], True
        elif before.endswith("لل"):
            proclitic, definite = before[:-1], True
        elif form.fused:
            proclitic, definite = before + "ل", True
        else:
            proclitic, definite = before, form.article or bool(after) or kind in NAMES
        found = Found(hit.last, term, proclitic, definite, bool(after), hit)
        at = hit.first
        if kind == "modifier":
            where = self.adjectives if term.role == "adjective" else self.ties
        elif kind == "region":
            where = self.regions
        else:
            if term.adjective:
                held = self.adjectives.get(at)
                if held is None or held.last < hit.last or kind == "actor":
                    self.adjectives[at] = found
            where = self.nouns
        held = where.get(at)
        if held is None or _better(found, held):
            where[at] = found

    # ------------------------------------------------------------------ places in the text

    def joined(self, at: int) -> bool:
        """Whether word ``at`` goes on from the word before it, quotes aside."""
        gap = self.gaps[at]
        return gap == " " or (gap != "" and _JOINTS.issuperset(gap))

    def _paused(self, at: int) -> bool:
        gap = self.gaps[at]
        return gap == " " or _PAUSES.issuperset(gap)

    # ------------------------------------------------------------------ phrases

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
        return None

    def _draft(self, at: int, found: Found, kind: str, rule: str) -> Draft:
        term = found.term
        origin, sector = self.code(term)
        return Draft(
            first=at, last=found.last, proclitic=found.proclitic, skip=len(found.proclitic),
            term=term, origin=origin, sector=sector, name=term.name, kind=kind,
            loading=term.loading, definite=found.definite, owned=found.owned, rule=rule,
            word=bare(found.hit.form.text.split(" ")[0]),
        )  # fmt: skip

    def code(self, term: Term) -> tuple[str | None, str]:
        """Return a term's origin and sector on the article's day and in its country."""
        if term.homes and self.home in term.homes:
            return term.homes[self.home]
        if term.before is not None:
            published = self.doc.article.published
            if published is not None and published < term.before[0]:
                return term.before[1:]
        return term.origin, term.sector

    def _named(self, at: int, found: Found) -> Draft:
        term = found.term
        kind = {"person": "person", "state": "state", "force": "force"}.get(term.role, "named")
        if term.kind in ("country", "capital"):
            kind = "state"
        draft = self._draft(at, found, kind, f"{term.kind}")
        draft.settled = True
        if kind != "person" and term.kind not in ("country", "capital"):
            self._describe(draft, free=True)
        return draft

    def _demonym(self, at: int, found: Found) -> Draft | None:
        term = found.term
        text = found.hit.form.text
        plural = text.endswith(("ون", "ين")) or not text.endswith(("ي", "ه", "يا", "ات", "يو"))
        if term.kind == "actor":
            draft = self._draft(at, found, "named", "actor")
            draft.settled = True
            return draft
        draft = self._draft(at, found, "people" if plural else "state", "demonym")
        if plural:
            draft.sector = "CVL"
        draft.adjective = not plural
        draft.settled = True
        draft.definite = found.definite
        if plural:
            self._describe(draft, free=True)
        return draft

    def _headed(self, at: int, found: Found, depth: int) -> Draft | None:
        term = found.term
        draft = self._draft(at, found, _HEAD_KINDS.get(term.role, term.role), f"head:{term.role}")
        if term.state:
            draft.kind = "state"
        draft.settled = bool(term.homes) and draft.origin is not None
        if not found.owned:
            self._inner(draft, depth)
        self._describe(draft)
        self._tied(draft, depth)
        self._owner_after(draft, depth)
        if term.titled or draft.sector in _FIXED_SECTORS:
            self._person(draft)
        if term.builder and not draft.settled:
            self._build(draft)
        if draft.settled:
            draft.owned = False
        if term.weak and not (draft.settled or draft.owned or draft.last > found.last):
            return draft if term.role == "member" and self._counted(draft) else None
        return draft

    def _counted(self, draft: Draft) -> bool:
        return draft.first > 0 and self.forms[draft.first - 1].isdigit()

    # ------------------------------------------------------------------ what hangs on a head

    def _inner(self, draft: Draft, depth: int) -> None:
        """Read the second part of a construct: عناصر [داعش]."""
        at = draft.last + 1
        if draft.definite or depth >= _MAX_DEPTH or not self._goes_on(at):
            return
        if self.forms[draft.last].endswith(("ون", "ين")):
            return  # The construct would have dropped the nun.
        adjective = self.adjectives.get(at)
        if adjective is not None and not adjective.proclitic:
            noun = self.nouns.get(at)
            if not adjective.definite or adjective.term.kind == "demonym":
                return
            if noun is None or noun.last < adjective.last or noun.term.adjective:
                if adjective.term.kind == "actor":
                    self._join(draft, self._demonym(at, adjective))
                return
        noun = self.nouns.get(at)
        if noun is not None and not noun.proclitic:
            inner = self.phrase(at, depth + 1)
            if inner is not None:
                if draft.term.role not in _FIGHTERS or inner.term.role != "object":
                    self._join(draft, inner)
                return
        region = self.regions.get(at)
        if region is not None and not region.proclitic:
            self._of_region(draft, region)

    def _goes_on(self, at: int) -> bool:
        return at < len(self.forms) and self.joined(at)

    def _of_region(self, draft: Draft, region: Found) -> None:
        draft.last = region.last
        draft.definite = True
        if draft.origin is None and draft.term.role not in ("office",):
            draft.origin = region.term.origin

    def _join(self, draft: Draft, inner: Draft | None) -> None:
        """Let the second part of a phrase settle what its head left open."""
        if inner is None:
            return
        draft.last = inner.last
        draft.definite = draft.definite or inner.definite
        if inner.loading != "neutral":
            draft.loading = inner.loading
        draft.owned = draft.owned or inner.owned
        role = draft.term.role
        if draft.term.hard or (role in ("people", "org") and draft.sector):
            draft.origin = inner.origin if inner.origin not in ("ISI", "AQD") else None
            draft.settled = draft.origin is not None
            return
        draft.rule += f"+{inner.rule}"
        if inner.kind in ("named", "force") and inner.settled:
            self._take(draft, inner)
            return
        if inner.kind in ("state", "person") and inner.settled:
            draft.origin = inner.origin
            draft.settled = True
            if inner.sector != "GOV" or (role == "object" and draft.sector == "CVL"):
                draft.sector = inner.sector
                draft.name = inner.name
            elif role in _FIGHTERS and draft.sector in ("", "REB", "OPP", "UNK"):
                draft.sector = "MIL"
            return
        if inner.origin is not None:
            draft.origin = inner.origin
            draft.settled = inner.settled
        if role in _FIGHTERS or role in ("object", "unknown"):
            if inner.sector:
                draft.sector = inner.sector
            if role == "object" and inner.kind in ("force", "named", "people"):
                draft.settled = inner.settled
        elif inner.sector not in ("", "CVL") and (
            role in ("spokes", "rank") or (role == "office" and inner.kind != "state")
        ):
            draft.sector = inner.sector
        draft.name = draft.name or inner.name

    def _take(self, draft: Draft, owner: Draft) -> None:
        draft.origin, draft.sector, draft.name = owner.origin, owner.sector, owner.name
        if draft.kind in ("force", "member", "militia", "group", "opposition"):
            draft.kind = owner.kind
        draft.settled = True

    def _describe(self, draft: Draft, free: bool = False) -> None:
        """Read the adjectives after a phrase; ``free``: they belong to it but settle nothing."""
        at = draft.last + 1
        count = len(self.forms)
        while at < count and self.joined(at):
            found = self.adjectives.get(at)
            if found is None or found.proclitic:
                return
            demonym = found.term.kind != "modifier"
            if found.definite != draft.definite and not (demonym and found.definite):
                return
            if free and not found.definite and demonym:
                return
            if not free:
                self._apply(draft, found)
            elif found.term.loading != "neutral":
                draft.loading = found.term.loading
            draft.last = found.last
            at = found.last + 1

    def _apply(self, draft: Draft, found: Found) -> None:
        term = found.term
        if term.loading != "neutral":
            draft.loading = term.loading
        role = draft.term.role
        if term.kind == "actor":
            if role in ("people", "org") or draft.term.hard:
                draft.origin = draft.origin or self.code(term)[0]
            else:
                draft.origin, draft.sector = self.code(term)
                draft.name = term.name
                draft.settled = True
            return
        if term.kind == "demonym":
            if not draft.settled or draft.origin is None:
                draft.origin = term.origin
                draft.settled = True
                draft.rule += "+demonym"
                if role == "object" and draft.sector == "CVL" and not draft.term.hard:
                    draft.sector = "CVL"
                elif draft.sector == "":
                    draft.sector = "MIL" if role == "member" else "GOV"
            return
        open_head = role in _FIGHTERS or (role in ("object", "unknown") and not draft.settled)
        if term.homes and self.home in term.homes:
            if open_head and not draft.settled and draft.sector in ("", "REB", "MIL", "PRM"):
                draft.origin, draft.sector = term.homes[self.home]
            return
        if not term.sector or draft.settled or draft.term.hard:
            return
        if open_head:
            draft.sector = term.sector
        elif role == "people" and term.sector == "OPP":
            draft.sector = "OPP"

    def _tied(self, draft: Draft, depth: int) -> None:
        """Read التابعة لـ, الموالية لـ, بقيادة and whom they point to."""
        at = draft.last + 1
        if depth >= _MAX_DEPTH or at >= len(self.forms) or not self._paused(at):
            return
        tie = self.ties.get(at)
        if tie is None or tie.proclitic not in ("", "و"):
            return
        at = tie.last + 1
        if tie.term.role == "link":
            while at < len(self.forms) and self.forms[at] in _OF:
                at += 1
        if at >= len(self.forms) or not self._paused(at):
            return
        if self.forms[at] in _PRONOUNS:
            if not draft.settled or draft.term.role in _FIGHTERS:
                draft.owned, draft.proxy = True, tie.term.relation == "proxy"
                draft.settled = False
            draft.last = at
            return
        owner = self.phrase(at, depth + 1)
        if owner is None:
            if tie.term.role == "link" and at in self.regions:
                draft.last = self.regions[at].last
            return
        draft.last = owner.last
        draft.rule += f"+{tie.term.relation}"
        if tie.term.relation == "proxy":
            self.serve(draft, owner)
        else:
            self.belong(draft, owner)

    def belong(self, draft: Draft, owner: Draft) -> None:
        """Let a phrase take the code of whom it belongs to."""
        last, definite = draft.last, draft.definite
        self._join(draft, owner)
        draft.last, draft.definite = max(last, draft.last), definite

    def serve(self, draft: Draft, patron: Draft) -> None:
        """Let a phrase take the code of a force that serves a patron."""
        if draft.term.role not in _FIGHTERS or patron.origin is None:
            return
        if patron.kind in ("named", "person") and patron.sector != "GOV":
            self._take(draft, patron)
            return
        draft.settled = True
        if patron.origin == self.home:
            if patron.sector == "GOV" and draft.term.role == "force":
                draft.origin, draft.sector = self.home, "MIL"
            elif patron.sector in ("GOV", "MIL"):
                draft.origin, draft.sector = self.home, "PRM"
            else:
                draft.origin, draft.sector = self.home, patron.sector
        elif patron.origin == "IRN":
            draft.origin, draft.sector = "IRN", "PRM"
        elif draft.origin is None:
            draft.origin = self.home
            draft.sector = "PRM" if draft.sector in ("", "MIL", "PRM") else draft.sector
            if patron.origin == "TUR" and self.home == "SYR":
                draft.sector = "REB"

    def _owner_after(self, draft: Draft, depth: int) -> None:
        """Read an owner after ل, or the group that members are من or في."""
        at = draft.last + 1
        role = draft.term.role
        if draft.settled or depth >= _MAX_DEPTH or not self._goes_on(at):
            return
        if role not in _TAKES_OWNER and draft.term.kind == "head" and draft.sector != "REF":
            return
        noun = self.nouns.get(at) or self.adjectives.get(at)
        if noun is not None and noun.proclitic == "ل" and role not in ("office", "spokes"):
            owner = self.phrase(at, depth + 1)
        elif (
            self.forms[at] in ("من", "في", "لدي")
            and self._goes_on(at + 1)
            and (role in ("member", "force", "group", "militia"))
        ):
            owner = self.phrase(at + 1, depth + 1)
            if owner is not None and (owner.proclitic or not _may_hold(owner)):
                return
            if owner is not None and self.forms[at] == "في" and owner.kind == "state":
                return
        else:
            return
        if owner is not None and owner.kind in _OWNERS:
            self.belong(draft, owner)

    # ------------------------------------------------------------------ names after titles

    def _person(self, draft: Draft) -> None:
        """Read the name of whoever holds a title, with the ranks before it."""
        at = draft.last + 1
        count = len(self.forms)
        while at < count and self._paused(at):
            noun = self.nouns.get(at)
            if noun is None:
                break
            if noun.proclitic:
                return
            if noun.term.role == "person":
                if noun.term.origin and (draft.origin in (None, noun.term.origin) or draft.sector):
                    draft.origin, draft.sector = self.code(noun.term)
                draft.name = noun.term.name
                draft.kind = "person"
                draft.naming = (at, noun.last)
                draft.last = noun.last
                draft.settled = True
                draft.rule += "+name"
                return
            if noun.term.kind == "head" and noun.term.role == "rank" and self.gaps[at] == " ":
                draft.last = noun.last
                at = noun.last + 1
                continue
            break

    def _build(self, draft: Draft) -> None:
        """Read the unknown name of a group: in quotes, or one definite word."""
        at = draft.last + 1
        if at >= len(self.forms):
            return
        gap = self.gaps[at]
        if any(quote in gap for quote in "\"“«'(") and _PAUSES.issuperset(gap):
            for end in range(at, min(at + 5, len(self.forms))):
                if any(quote in self.gaps[end + 1] for quote in "\"”»')"):
                    draft.last = end
                    draft.rule += "+quoted"
                    return
        elif gap == " " and not draft.definite and len(bare(self.forms[at])) > 2:
            word = self.forms[at]
            if word.startswith("ال") and at not in self.nouns and at not in self.adjectives:
                draft.last = at
                draft.definite = True
                draft.rule += "+built"


def _may_hold(owner: Draft) -> bool:
    return (
        owner.kind in ("named", "force", "militia", "group", "person", "opposition")
        or (owner.kind == "state" and owner.term.role in ("state", "office"))
        or (owner.kind == "member")
    )


def _better(new: Found, held: Found) -> bool:
    if new.last != held.last:
        return new.last > held.last
    return _RANK[new.term.kind] < _RANK[held.term.kind]


_RANK = {
    "actor": 0,
    "country": 1,
    "capital": 2,
    "head": 3,
    "demonym": 4,
    "modifier": 5,
    "region": 6,
}
_HEAD_KINDS = {
    "resist": "force", "office": "office", "spokes": "office", "rank": "office", "people": "people",
    "unknown": "unknown", "org": "org",
}  # fmt: skip
