"""How well reports of one incident are brought together: B-cubed over their main incidents.

All claims of all reports are merged. The main incident of a report is the one that holds its main
claim (:func:`hudna.merging.salience.main_event`); where no other article tells that one, it is the
one of its other claims that most other reports are about, if there is such. Two reports belong
together if the file links them to one incident at least; a report without a claim stands alone.

B-cubed (Bagga & Baldwin 1998): for each report, the share of those grouped with it that belong
with it (precision), and the share of those that belong with it that are grouped with it (recall),
itself among them; both averaged over all reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hudna.errors import InputError
from hudna.evaluating.places import records
from hudna.merging.compare import Weights
from hudna.merging.groups import group_all
from hudna.merging.sketch import Told, told
from hudna.model import Article
from hudna.reading.reader import read


@dataclass(frozen=True, slots=True)
class Linked:
    """A report and the incidents that it is linked to."""

    article: Article
    incidents: frozenset[str]


def linked(path: Path) -> list[Linked]:
    """Load a file of linked reports.

    Each line is an object with ``text``, ``incidents`` (each with an ``id``) and perhaps ``id``,
    ``outlet``, ``url`` and ``published``. Reports without an incident are left out.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    out = []
    for number, record in enumerate(records(path), 1):
        report = _linked(record, f"{path}: record {number}", number)
        if report.incidents:
            out.append(report)
    return out


def _linked(record: Mapping[str, Any], where: str, number: int) -> Linked:
    try:
        published = record.get("published")
        article = Article(
            text=record["text"],
            # Two reports must not be taken for one because they share an id.
            id=f"{record.get('id') or 'report'}-{number}",
            outlet=record.get("outlet"),
            url=record.get("url"),
            published=date.fromisoformat(published[:10]) if published else None,
        )
        return Linked(article, frozenset(str(item["id"]) for item in record.get("incidents", ())))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}: no report linked to incidents: {error}") from error


def evaluate_merge(
    path: Path, progress: Callable[[Sequence[Linked]], Iterable[Linked]] = iter
) -> dict[str, float]:
    """Read and merge a file of linked reports; return B-cubed precision, recall and F1.

    Args:
        path: the file, see :func:`linked`.
        progress: passes the reports on as they are read.

    Raises:
        InputError: the file cannot be read, or a line is no such report.
    """
    reports = linked(path)
    claims = [claims_of(report) for report in progress(reports)]
    groups = [
        [report.article.id for report in group] for group in by_main_incident(reports, claims)
    ]
    precision, recall = bcubed(groups, {r.article.id: r.incidents for r in reports})
    total = precision + recall
    return {
        "b3_precision": round(precision, 4),
        "b3_recall": round(recall, 4),
        "b3_f1": round(2 * precision * recall / total if total else 0.0, 4),
        "reports": len(reports),
        "claims": sum(map(len, claims)),
        "main_incidents": len(groups),
    }


def claims_of(report: Linked) -> tuple[Told, ...]:
    """Read a report into its claims."""
    return told(report.article, read(report.article))


def by_main_incident(
    reports: Sequence[Linked],
    claims: Sequence[Sequence[Told]],
    weights: Weights | None = None,
) -> list[list[Linked]]:
    """Merge the claims of reports and group the reports by their main incidents.

    Args:
        reports: to be grouped.
        claims: of each report.
        weights: of the reasons, those that ship by default.
    """
    every = (claim for several in claims for claim in several)
    groups = list(group_all(every, weights=weights))
    of = {claim.claim.id: number for number, group in enumerate(groups) for claim in group}
    mains = [
        next((of[claim.claim.id] for claim in several if claim.sketch.main), None)
        for several in claims
    ]
    about = Counter(main for main in mains if main is not None)
    out: defaultdict[object, list[Linked]] = defaultdict(list)
    for report, several, main in zip(reports, claims, mains, strict=True):
        if main is None:
            out[report.article.id].append(report)
            continue
        if len(groups[main]) == 1:
            others = [of[claim.claim.id] for claim in several if not claim.sketch.main]
            told_of = [number for number in others if about[number]]
            main = max(told_of, key=lambda n: (about[n], -n), default=main)
        out[main].append(report)
    return list(out.values())


def bcubed(
    groups: Iterable[Collection[str]], truth: Mapping[str, frozenset[str]]
) -> tuple[float, float]:
    """B-cubed precision and recall of groups of items.

    Args:
        groups: the items as they were grouped, each in one group.
        truth: for each item its true labels; two items belong together if they share one.
    """
    of = {item: group for group in groups for item in group}
    by_label: defaultdict[str, set[str]] = defaultdict(set)
    for item, labels in truth.items():
        for label in labels:
            by_label[label].add(item)
    precision = recall = 0.0
    for item, labels in truth.items():
        belong = set().union(*(by_label[label] for label in labels))
        right = len(belong.intersection(of[item]))
        precision += right / len(of[item])
        recall += right / len(belong)
    return (precision / len(truth), recall / len(truth)) if truth else (0.0, 0.0)
