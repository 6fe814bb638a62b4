"""How the parts of a phrase settle its code: what belongs to whom, and who serves whom."""

from __future__ import annotations

from hudna.reading.who_lattice import Draft, Lattice
from hudna.reading.who_terms import Term

FIGHTERS = frozenset(("force", "member", "militia", "group", "resist", "opposition"))
"""Roles of those who fight or struggle, who take the code of their side."""
BODIES = frozenset(("people", "org"))
_NO_COUNTRY = frozenset(("ISI", "AQD", "UNO", "XXX"))
_FOR_IRAN = {"IRQ": ("IRQ", "PRM"), "YEM": ("YEM", "REB"), "LBN": ("LBN", "REB")}
_HIRED = frozenset(("REB", "PRM", "UNK", "OPP"))


def join(draft: Draft, inner: Draft) -> None:
    """Let the second part of a construct settle what its head left open: عناصر [داعش]."""
    draft.last = inner.last
    draft.definite = draft.definite or inner.definite
    if inner.loading != "neutral":
        draft.loading = inner.loading
    if inner.owned and not inner.settled:
        draft.owned, draft.pronoun, draft.proxy = True, inner.pronoun, inner.proxy
    draft.rule += f"+{inner.rule}"
    role = draft.term.role
    if draft.term.hard or (role in BODIES and draft.sector):
        if inner.origin is not None and inner.origin not in _NO_COUNTRY:
            draft.origin = inner.origin
            draft.settled = inner.settled
        return
    draft.echo = draft.echo or inner.echo
    draft.fallback = draft.fallback or inner.fallback
    if inner.kind in ("named", "force") and inner.settled:
        take(draft, inner)
    elif inner.kind in ("state", "person"):
        _join_state(draft, inner)
    else:
        _join_open(draft, inner)


def _join_state(draft: Draft, inner: Draft) -> None:
    role = draft.term.role
    if inner.origin is not None:
        draft.origin = inner.origin
        draft.settled = True
    if inner.sector != "GOV":
        draft.sector, draft.name = inner.sector, inner.name
    elif role == "object":
        if draft.sector == "CVL" and inner.term.kind not in ("country", "capital"):
            draft.sector = "GOV"
    elif role in FIGHTERS and draft.term.titled:
        draft.sector = "GOV"
    elif role in FIGHTERS and draft.sector in ("", "REB", "OPP", "UNK", "CVL"):
        draft.sector = "MIL"


def _join_open(draft: Draft, inner: Draft) -> None:
    role = draft.term.role
    if inner.origin is not None:
        draft.origin = inner.origin
        draft.settled = inner.settled
    if role in FIGHTERS or role in ("object", "unknown", "captive"):
        if inner.sector:
            draft.sector = inner.sector
        if role in FIGHTERS and inner.kind in ("people", "force", "group", "militia"):
            draft.kind = inner.kind
    elif inner.sector not in ("", "CVL") and (
        role in ("spokes", "rank") or (role == "office" and inner.kind != "state")
    ):
        draft.sector = inner.sector
    draft.name = draft.name or inner.name


def take(draft: Draft, owner: Draft) -> None:
    """Let a phrase stand for a part of its owner."""
    draft.origin, draft.sector, draft.name = owner.origin, owner.sector, owner.name
    if draft.term.role in FIGHTERS:
        draft.kind = owner.kind
    draft.settled = True


def belong(draft: Draft, owner: Draft, home: str | None) -> None:
    """Let a phrase take the code of whom it belongs to: التابعة لـ, من, ل or a pronoun."""
    last, definite = draft.last, draft.definite
    if (
        draft.term.role in FIGHTERS
        and draft.sector in _HIRED
        and owner.kind in ("state", "force")
        and owner.sector in ("GOV", "MIL")
    ):
        serve(draft, owner, home)
    else:
        join(draft, owner)
    draft.last, draft.definite = max(last, owner.last if owner.first > last else last), definite


def serve(draft: Draft, patron: Draft, home: str | None) -> None:
    """Let a phrase take the code of a force that serves a patron: الموالية لـ, المدعومة من."""
    origin = patron.origin or (home if patron.kind in ("state", "force") else None)
    if draft.term.role not in FIGHTERS or origin is None:
        return
    if patron.sector in ("REB", "PRM") or (
        patron.kind in ("named", "person") and patron.sector != "GOV"
    ):
        take(draft, patron)
        return
    draft.settled = True
    draft.kind = "militia"
    if origin == "IRN" and home != "IRN":
        draft.origin, draft.sector = _FOR_IRAN.get(home or "", ("IRN", "PRM"))
    elif origin == "TUR" and home != "TUR":
        draft.origin, draft.sector = home or draft.origin, "REB"
    elif origin == home:
        draft.origin = home
        if patron.sector not in ("GOV", "MIL"):
            draft.sector = patron.sector
        else:
            draft.sector = "MIL" if draft.term.role == "force" else "PRM"
    else:
        draft.origin = draft.origin or home
        draft.sector = "PRM" if draft.sector in ("", "MIL", "PRM") else draft.sector


def apply(draft: Draft, term: Term, lattice: Lattice) -> None:
    """Let an adjective say whose a phrase is, or of what kind."""
    if term.loading != "neutral":
        draft.loading = term.loading
    role = draft.term.role
    if term.kind == "actor":
        if role in BODIES or draft.term.hard:
            draft.origin = draft.origin or lattice.code(term)[0]
        else:
            draft.origin, draft.sector = lattice.code(term)
            draft.name = term.name
            draft.settled = True
            if role in FIGHTERS:
                draft.kind = "named"
        return
    if term.kind == "demonym":
        if not draft.settled or draft.origin is None:
            draft.origin = term.origin
            draft.settled = True
            draft.echo = None
            draft.rule += "+demonym"
            if draft.sector == "":
                draft.sector = "MIL" if role in FIGHTERS else "GOV"
        return
    if draft.settled or draft.term.hard:
        return
    open_head = role in FIGHTERS or role in ("object", "unknown")
    if term.homes:
        side = term.homes.get(lattice.home or "")
        if open_head and side and draft.sector in ("", "REB", "MIL", "PRM"):
            draft.origin, draft.sector = side
            draft.settled = True
    elif open_head and term.sector:
        draft.sector = term.sector
        if term.sector == "UNK":
            draft.origin = "XXX"
    elif role == "people" and term.sector in ("OPP", "REB", "MIL"):
        draft.sector = term.sector
