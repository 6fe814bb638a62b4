"""Who tells an incident independently of whom.

Claims count as one source where one outlet tells it twice, where their articles are near-copies of
one dispatch, and where both only pass on what one and the same outlet, agency or observatory says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from hudna.lexicon import rows
from hudna.merging.compare import COPY
from hudna.merging.sketch import Told
from hudna.merging.wording import copied, likeness
from hudna.model import Claim, Event
from hudna.text.fold import fold_term

NEAR = 0.85
"""Likeness of wording (cosine) from which texts too short for shingles are copies."""
_WINDOW = 60
"""Claims that each is compared with, in the order of publication; more would be quadratic."""


def dispatched(told: Sequence[Told]) -> tuple[Claim, ...]:
    """Return the claims of an incident with their dispatch, by day of publication, then id.

    The work grows with the number of claims times :data:`_WINDOW`.
    """
    ordered = sorted(told, key=lambda t: _order(t.claim))
    parent = list(range(len(ordered)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        one, other = sorted((root(i), root(j)))
        parent[other] = one

    first: dict[tuple[str, str], int] = {}
    for i, item in enumerate(ordered):
        for mark in _marks(item.claim):
            join(i, first.setdefault(mark, i))
        for j in range(max(0, i - _WINDOW), i):
            if root(i) != root(j) and is_copy(item, ordered[j]):
                join(i, j)
    return tuple(
        replace(item.claim, dispatch=ordered[root(i)].claim.id) for i, item in enumerate(ordered)
    )


def _order(claim: Claim) -> tuple[bool, str, str]:
    published = claim.published
    return published is None, published.isoformat() if published else "", claim.id


def is_copy(a: Told, b: Told) -> bool:
    """Whether two claims come from near-copies of one text."""
    one, other = a.sketch.report, b.sketch.report
    return (
        copied(one.signature, other.signature) >= COPY or likeness(one.vector, other.vector) >= NEAR
    )


def _marks(claim: Claim) -> Iterable[tuple[str, str]]:
    """What makes a claim depend on others: its article, its outlet, and the agencies it quotes."""
    yield "article", claim.article
    names = _outlets()
    if claim.outlet:
        folded = fold_term(claim.outlet)
        yield "outlet", names.get(folded, folded)
    for name in sorted(_passed_on(claim.event)):
        yield "outlet", name


def _passed_on(event: Event) -> frozenset[str]:
    """The outlets, agencies and observatories that all of what an article tells goes through.

    Where it quotes an official by way of an agency, it copies the agency (outlet → agency →
    official). Sources that reached it by several ways are more than a passing on, and so is the
    outlet's own voice; who denies the event does not tell it.
    """
    quoted = [
        [link.name for link in chain if link.span is not None]
        for chain in event.chains
        if chain[-1].mode != "denied"
    ]
    ways = [way for way in quoted if way] or [[span.text] for span in event.according_to]
    found = [frozenset(filter(None, map(named_outlet, way))) for way in ways]
    return frozenset.intersection(*found) if found else frozenset()


def named_outlet(words: str) -> str | None:
    """The English name of the outlet, agency or observatory that some words name."""
    folded = fold_term(words)
    names = _outlets()
    if folded in names:
        return names[folded]
    inside = [name for name in names if f" {name} " in f" {folded} "]
    return names[max(inside, key=lambda name: (len(name), name))] if inside else None


@cache
def _outlets() -> Mapping[str, str]:
    """Folded names of the lexicon's outlets, with the English name of each."""
    out: dict[str, str] = {}
    for row in rows("outlet"):
        name = str(row.data["name"])
        out[fold_term(name)] = name
        for form in (*row.nouns, *row.fixed):
            out[fold_term(form)] = name
    return out
