"""Names that come again in part: pronouns, surnames, "the organisation"."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.reading.who_grammar import Draft, Lattice

_OWNERS = frozenset(("state", "named", "force", "person", "militia", "group"))
_REACH = 40
"""Words over which a pronoun is followed back."""


def follow_pronouns(lattice: Lattice, drafts: Sequence[Draft]) -> None:
    """Give a phrase with a pronoun the code of whom the pronoun stands for."""
    sentence_of = lattice.doc.sentence_of
    for i, draft in enumerate(drafts):
        if not draft.owned or draft.settled or draft.term.hard or draft.kind == "people":
            continue
        for back in range(i - 1, -1, -1):
            owner = drafts[back]
            if draft.first - owner.last > _REACH:
                break
            if sentence_of[owner.first] < sentence_of[draft.first] - 1:
                break
            if owner.kind in _OWNERS and owner.origin is not None:
                if draft.proxy:
                    lattice.serve(draft, owner)
                else:
                    lattice.belong(draft, owner)
                    draft.rule += "+pronoun"
                break


def follow_groups(drafts: Sequence[Draft]) -> None:
    """Give "the organisation", "the movement" the code of the group of that kind named before."""
    groups: list[Draft] = []
    for draft in drafts:
        if draft.kind == "named" and draft.settled:
            groups.append(draft)
            continue
        if draft.settled or not draft.term.echo or not draft.definite or draft.origin is not None:
            continue
        if draft.term.kind != "head":
            continue
        word = draft.word
        known = next((g for g in reversed(groups) if word in g.term.classes), None)
        if known is None and draft.term.role in ("group", "militia"):
            known = next((g for g in reversed(groups) if g.sector in ("REB", "PRM")), None)
        if known is not None:
            draft.origin, draft.sector, draft.name = known.origin, known.sector, known.name
            draft.kind, draft.settled = "named", True
            draft.rule += "+echo"
