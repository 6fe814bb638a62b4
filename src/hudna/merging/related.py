"""The reports nearest to one: those of the same incidents first, then by wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hudna.merging.sketch import Told
from hudna.merging.wording import copied, likeness
from hudna.model import Claim


@dataclass(frozen=True, slots=True)
class Related:
    """An article that is near to another."""

    claim: Claim
    """The first of its claims: it names the article, its outlet, address and day."""
    incidents: tuple[str, ...]
    """Ids of the incidents that both tell."""
    likeness: float
    """Of the wording: the cosine, from 0 to 1."""
    copied: float
    """Share of runs of words that both have, from 0 to 1, as MinHash estimates it."""


def related(
    own: Sequence[Told], others: Iterable[Told], incident_of: Mapping[str, str], most: int = 10
) -> list[Related]:
    """Order other articles by how near they are to one.

    First come those that tell more incidents of the article's, then those worded more like it; of
    equals the smaller id.

    Args:
        own: all claims of the article; none, and nothing is related to it.
        others: claims of other articles, any number of each; the article's own are passed over.
        incident_of: the incident's id for a claim's id, as far as it is known.
        most: how many to return.
    """
    if not own:
        return []
    report, article = own[0].sketch.report, own[0].claim.article
    incidents = {incident_of[t.claim.id] for t in own if t.claim.id in incident_of}
    by_article: dict[str, list[Told]] = {}
    for told in others:
        if told.claim.article != article:
            by_article.setdefault(told.claim.article, []).append(told)
    found = []
    for claims in by_article.values():
        first = min(claims, key=lambda told: (told.claim.number, told.claim.id))
        shared = {incident_of.get(told.claim.id) for told in claims} & incidents
        theirs = first.sketch.report
        found.append(
            Related(
                first.claim,
                tuple(sorted(key for key in shared if key is not None)),
                round(likeness(report.vector, theirs.vector), 4),
                round(copied(report.signature, theirs.signature), 4),
            )
        )
    found.sort(key=lambda r: (-len(r.incidents), -r.likeness, r.claim.article))
    return found[:most]
