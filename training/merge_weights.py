"""Learn how much each reason weighs for two claims telling one happening.

    python -m training.merge_weights REPORTS.jsonl.gz --out src/hudna/merging/data/weights.toml
    python -m training.merge_weights REPORTS.jsonl.gz --cross 2    # what unseen reports score

REPORTS holds reports linked to incidents. Each is read, and the claim that it is about is taken;
two reports of one incident are an example for, two others an example against. The linked incidents
lie scattered over years, while on a real day dozens happen: so the days of all are moved into one
month (``DENSE``), each incident as a whole.

``--cross`` splits by incident, so that no incident is both learnt from and scored, and prints the
figures of ``hudna evaluate --merge`` for each part with weights learnt from the others: as the
reports are, and with their days moved into one month.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hudna.evaluating.merge import Linked, bcubed, by_main_incident, claims_of, linked
from hudna.merging.compare import Weights, answers
from hudna.merging.sketch import Sketch, Told

DENSE = 30
"""Days of the month into which all reports are moved."""
INVERSE_PENALTY = 3.0
SET = {
    "main": {"both": 1.5, "one": -0.5, "neither": 0.0},
    "round": {"same": 4.0},
    "time": {"named": 2.0},
    "type": {"same-rare": 1.5},
}
"""What the examples cannot teach, set by hand: all of them are what their reports are about, and
none is a numbered round of talks, and hardly any a rare kind of act."""
NEUTRAL = "unknown"
"""The answer of each question that weighs nothing."""
ORDER = (
    "prior", "main", "type", "time", "round", "place", "actors", "targets", "killed", "injured",
    "words", "report", "copy",
)  # fmt: skip

Read = tuple[Linked, tuple[Told, ...]]


def part_of(report: Linked, parts: int) -> int:
    """The part of the split in which a report's incident falls."""
    return int(hashlib.sha256(min(report.incidents).encode()).hexdigest(), 16) % parts


def in_one_month(reports: Sequence[Read]) -> list[Read]:
    """Move every incident, with all that is told of it, into one month."""
    first: dict[str, int] = {}
    for report, _ in reports:
        day = report.article.published
        for key in report.incidents:
            first[key] = min(first.get(key, 10**7), day.toordinal() if day else 10**7)
    out = []
    for report, claims in reports:
        at = first[min(report.incidents)]
        out.append((report, tuple(_moved(claim, at % DENSE - at) for claim in claims)))
    return out


def _moved(told: Told, days: int) -> Told:
    known = told.sketch.days
    moved = None if known is None else (known[0] + days, known[1] + days)
    return Told(told.claim, replace(told.sketch, days=moved))


def examples(reports: Sequence[Read]) -> Iterator[tuple[dict[str, float], bool]]:
    """The answers of every pair that nothing bars, and whether the two tell one incident."""
    mains = [
        (report.incidents, claim.sketch)
        for report, claims in reports
        for claim in claims
        if claim.sketch.main
    ]
    for (one, a), (other, b) in combinations(mains, 2):
        found = _features(a, b)
        if found is not None:
            yield found, not one.isdisjoint(other)


def _features(a: Sketch, b: Sketch) -> dict[str, float] | None:
    out = {"prior:pair": 1.0}
    for question, answer, amount in answers(a, b):
        if answer is None:
            return None
        if question not in SET or answer not in SET[question]:
            out[f"{question}:{answer}"] = amount
    return out


def learn(reports: Sequence[Read]) -> Weights:
    """Fit a logistic regression with a ridge penalty to the pairs of some reports."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    pairs = list(examples(in_one_month(reports)))
    names = DictVectorizer()
    matrix = names.fit_transform([features for features, _ in pairs])
    model = LogisticRegression(C=INVERSE_PENALTY, fit_intercept=False, max_iter=5000)
    model.fit(matrix, [same for _, same in pairs])
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in zip(names.get_feature_names_out(), model.coef_[0], strict=True):
        question, _, answer = name.partition(":")
        found[question][answer] = float(weight)
    prior = found["prior"]["pair"]
    for question, table in found.items():
        base = table.get(NEUTRAL, 0.0)
        prior += base
        found[question] = {answer: weight - base for answer, weight in table.items()}
    found["prior"] = {"pair": prior}
    for question, fixed in SET.items():
        found[question] = {**found[question], **fixed}
    return {
        question: {answer: round(found[question][answer], 2) for answer in sorted(found[question])}
        for question in ORDER
        if found[question]
    }


def figures(reports: Sequence[Read], weights: Weights) -> str:
    """B-cubed precision, recall and F1 of merging some reports."""
    groups = by_main_incident([r for r, _ in reports], [claims for _, claims in reports], weights)
    truth = {report.article.id: report.incidents for report, _ in reports}
    p, r = bcubed([[report.article.id for report in group] for group in groups], truth)
    return f"precision {p:.4f}  recall {r:.4f}  F1 {2 * p * r / (p + r):.4f}"


def cross(reports: Sequence[Read], parts: int) -> None:
    """Print what each part scores with weights learnt from the others."""
    for part in range(parts):
        weights = learn([r for r in reports if part_of(r[0], parts) != part])
        unseen = [r for r in reports if part_of(r[0], parts) == part]
        print(f"part {part}: {len(unseen):>3} reports  {figures(unseen, weights)}", flush=True)
        print(f"        in one month {figures(in_one_month(unseen), weights)}", flush=True)


def write(weights: Weights) -> str:
    """Write weights as TOML."""
    lines = [
        "# How much each answer adds to the log-odds of two claims telling one happening.",
        "# Learnt by training/merge_weights.py; main, round, time.named, type.same-rare are set.",
    ]
    for question, table in weights.items():
        lines += ["", f"[{question}]", *(f"{answer} = {w}" for answer, w in table.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn and write, or say what unseen reports score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cross", type=int, metavar="PARTS")
    options = parser.parse_args()
    reports = [(report, claims_of(report)) for report in linked(options.reports)]
    if options.cross:
        cross(reports, options.cross)
    if options.out:
        options.out.write_text(write(learn(reports)), encoding="utf-8")


if __name__ == "__main__":
    main()
