"""Learn the weights of the reading from hand-coded articles.

    python -m training.train GOLD.jsonl … --out src/hudna/reading/weights.json.gz
    python -m training.train GOLD.jsonl --also REPORTS.jsonl --cross 5   # what unseen ones score

The articles are split in parts by a hash of their id, so that an article always falls in the same
part. Decisions that build on others (``same``) learn from what the others said of articles that
they had not seen.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hudna.evaluating.score import Scores, lines_of, score
from hudna.model import Article, Event
from hudna.reading.document import prepare
from hudna.reading.evidence import Evidence, gather
from hudna.reading.glance import promising
from hudna.reading.linear import Model, Models
from hudna.reading.reader import MENTION_FLOOR, SAME_FLOOR, assemble
from hudna.reading.roles import Told
from hudna.reading.same import group
from hudna.reading.what import find_mentions
from hudna.records import article_of, event_record, events_of
from training.codings import load
from training.examples import (
    Examples,
    fresh,
    learn_links,
    learn_same,
    learn_settled,
    merged,
    tell,
)
from training.fit import fit

Record = dict[str, Any]
SETTLED = ("keep", "state", "cast", "site", "date", "cost", "voice")
"""Decisions that are learnt from groups of triggers, after all others."""


def part_of(id_: str, parts: int) -> int:
    """The part of the split in which an article falls."""
    return int(hashlib.sha256(id_.encode()).hexdigest(), 16) % parts


def inner_part(id_: str) -> int:
    """The part of the inner split, independent of the outer one."""
    return int(hashlib.sha256(b"inner" + id_.encode()).hexdigest(), 16) % 4


class Course:
    """Coded articles, read once, from which models are learnt."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Ask every question of the articles and list the examples that they hold."""
        self.records = {r["id"]: r for r in records}
        self.gold: dict[str, tuple[Article, Sequence[Event]]] = {}
        self.evidence: dict[str, Evidence] = {}
        self.links: dict[str, dict[str, Examples]] = {}
        for record in records:
            article = article_of(record)
            self.gold[record["id"]] = article, events_of(record, article)
            doc = prepare(article)
            evidence = gather(doc, find_mentions(doc))
            self.evidence[record["id"]] = evidence
            self.links[record["id"]] = out = fresh()
            learn_links(out, record["id"], evidence, record["events"])

    def learn(self, ids: Sequence[str]) -> Models:
        """Learn every decision from some of the articles."""
        told: dict[str, list[Told]] = {}
        for part in sorted({inner_part(i) for i in ids}):
            known = self._links([i for i in ids if inner_part(i) != part])
            for i in ids:
                evidence = self.evidence[i]
                if inner_part(i) == part:
                    told[i] = tell(known, evidence, MENTION_FLOOR)
        out = fresh()
        for i in told:
            learn_same(out["same"], i, self.evidence[i], told[i], self.records[i]["events"])
        known = self._links(ids)
        known["same"] = fit("same", out["same"])
        for i in told:
            groups = group(known, self.evidence[i], told[i], SAME_FLOOR)
            learn_settled(out, i, self.evidence[i], groups, self.records[i]["events"])
        for name in SETTLED:
            known[name] = fit(name, out[name])
        return known

    def _links(self, ids: Sequence[str]) -> dict[str, Model]:
        return {
            name: fit(name, examples)
            for name, examples in merged(self.links[i] for i in ids)
            if name != "same" and name not in SETTLED
        }

    def read(self, known: Models, ids: Iterable[str]) -> dict[str, Sequence[Event]]:
        """Read articles with given models."""
        out: dict[str, Sequence[Event]] = {}
        for i in ids:
            evidence = self.evidence[i]
            worth = promising(known, evidence.doc, evidence.mentions)
            out[i] = assemble(known, evidence, worth) if worth else ()
        return out

    def score(self, said: Mapping[str, Sequence[Event]]) -> Scores:
        """Score the articles of a reading."""
        return score((self.gold[i] for i in said), said)


def cross(course: Course, parts: int, also: Collection[str] = ()) -> dict[str, Sequence[Event]]:
    """Read every article with models learnt from the other parts.

    Articles ``also`` are always learnt from and never read.
    """
    said: dict[str, Sequence[Event]] = {}
    for part in range(parts):
        inside = [i for i in course.records if i in also or part_of(i, parts) != part]
        outside = [i for i in course.records if i not in also and part_of(i, parts) == part]
        if outside:
            said |= course.read(course.learn(inside), outside)
    return said


def records_of(path: Path) -> list[Record]:
    """Load a file of coded articles, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def main() -> None:
    """Run the command line."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("gold", nargs="+", type=Path)
    ask.add_argument(
        "--also", type=Path, action="append", default=[], help="learn from these, never score them"
    )
    ask.add_argument("--coded", type=Path, help="codings of texts of the corpora: learnt from too")
    ask.add_argument("--corpus", type=Path, action="append", default=[], help="texts of --coded")
    ask.add_argument("--out", type=Path)
    ask.add_argument("--cross", type=int, default=0, metavar="PARTS")
    ask.add_argument("--said", type=Path, help="write the cross-validated reading here")
    args = ask.parse_args()
    extra = [record for path in args.also for record in records_of(path)]
    if args.coded:
        extra += load(args.coded, args.corpus)
    course = Course([record for path in args.gold for record in records_of(path)] + extra)
    if args.cross:
        said = cross(course, args.cross, {record["id"] for record in extra})
        for line in lines_of(course.score(said)):
            print(line)
        if args.said:
            rows = (
                {**course.records[i], "events": [event_record(e) for e in events]}
                for i, events in said.items()
            )
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            args.said.write_text(lines, "utf-8")
    if args.out:
        known = course.learn(list(course.records))
        table = {
            name: {"labels": m.labels, "bias": m.bias, "weights": m.weights}
            for name, m in known.items()
        }
        source = json.dumps(table, ensure_ascii=False, sort_keys=True).encode()
        args.out.write_bytes(gzip.compress(source, mtime=0))
        print(f"{args.out}: {sum(len(m.weights) for m in known.values())} weights")


if __name__ == "__main__":
    main()
