"""Claims become incidents: the whole of merging on one page.

``told`` draws the claims of an article, ``group_all`` and ``group_new`` find which of them tell one
happening, and ``incident_of`` writes each happening down with every claim beside the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from hudna.merging.cluster import Decisions
from hudna.merging.groups import UNDECIDED, Known, group_all, group_new
from hudna.merging.incident import incident_of
from hudna.merging.sketch import Told
from hudna.model import Incident


def merge(claims: Iterable[Told], decisions: Decisions = UNDECIDED) -> tuple[Incident, ...]:
    """Merge claims into incidents, by id of their first claim.

    Pure: the same claims give the same incidents in whatever order they come. A claim given twice
    counts once. Two claims of one article are one incident only where review has put them together.

    Args:
        claims: as :func:`hudna.merging.sketch.told` draws them from articles.
        decisions: of review: pairs of claim ids that are, or are not, one happening.
    """
    return tuple(incident_of(group) for group in group_all(claims, decisions))


def merge_new(
    new: Iterable[Told], known: Known, decisions: Decisions = UNDECIDED
) -> tuple[Incident, ...]:
    """Merge new claims with those that are known; give the incidents that are new or changed.

    They take the place of every known incident that holds a claim of theirs; all others stand as
    they are. What results is what :func:`merge` gives for all claims at once.

    Args:
        new: claims to add, or known ones to look at again, since review has decided about them or
            an article that told the same has changed.
        known: finds known claims by key and by id.
        decisions: of review, all of them.
    """
    return tuple(incident_of(group) for group in group_new(new, known, decisions))
