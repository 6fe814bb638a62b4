"""How well places of records that nobody has seen are resolved: facts held out in folds.

``python -m evals.held_places`` parts the records of ``cases/places.dev.jsonl`` that lie beside the
checkout into folds. For each fold it builds the gazetteer anew without what its listed places owe
to that fold alone (points read off incidents, and names that no open gazetteer gives the place),
with and without ``data/places_wof.tsv.gz`` added, and resolves the fold's records. A last figure,
the least that could be, leaves out every listed place that the fold alone names, wherever it is
from. ``--errors N`` shows the worst.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from hudna.evaluating.places import Placed, figures, located, placed, records
from hudna.gazetteer.builtin import builtin_records
from hudna.gazetteer.formats import read_file
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.index import compile_index
from hudna.gazetteer.names import name_key
from hudna.gazetteer.records import Record
from hudna.gazetteer.store import merged
from hudna.gazetteer.tally import Tally

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "cases" / "places.dev.jsonl"
FULLER = ROOT.parent / "shared" / "data" / "places_wof.tsv.gz"
_NEAR_KM = 20.0
"""How near an incident must lie to a place to be what a name of it was read off."""
_OF_INCIDENTS = "aw"
"""``src`` of the listed places whose points were read off incidents."""


@dataclass(frozen=True, slots=True)
class Told:
    """One incident's place: the key of all that is written, and where it is."""

    key: str
    lat: float
    lon: float


def main() -> int:
    """Measure; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--records", type=Path, default=CASES, help="the file of records")
    parser.add_argument("--fuller", type=Path, default=FULLER, help="the gazetteer to add")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of the wrong")
    options = parser.parse_args()
    if not options.records.exists():
        print("no records beside the checkout, nothing measured")
        return 0
    rows = located(records(options.records))
    own = list(builtin_records())
    wider = list(_fuller(options.fuller, own)) if options.fuller.exists() else []
    sources, open_names = listed_sources(), _open_names(options.fuller, own)
    ways = {
        "as it ships": (open_names, []),
        "with the fuller gazetteer": (open_names, wider),
        "without any listed place that the fold alone names": ({}, []),
    }
    for label, (known, added) in ways.items():
        found: list[tuple[dict[str, Any], Placed]] = []
        for fold in range(options.folds):
            held = [row for row in rows if fold_of(row["id"], options.folds) == fold]
            rest = [row for row in rows if fold_of(row["id"], options.folds) != fold]
            less = without(own, sources, known, told(held), told(rest))
            index = compile_index(merged([*less, *added]))
            found += [(row, placed(index, row)) for row in held]
        print(f"{label}: {json.dumps(figures([p for _, p in found]))}")
        for line in wrong(found, options.errors):
            print(line)
    return 0


def fold_of(id_: str, folds: int) -> int:
    """Fold of a record, the same in every run."""
    return int(sha256(id_.encode()).hexdigest(), 16) % folds


def told(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """What the incidents of some records say of places."""
    return [Told(name_key(row["place_ar"]), row["lat"], row["lon"]) for row in rows]


def without(
    own: Sequence[Record], sources: Mapping[str, str], open_names: Mapping[str, frozenset[str]],
    held: Sequence[Told], rest: Sequence[Told],
) -> Iterator[Record]:  # fmt: skip
    """Leave out of the built-in records what they owe to the held incidents alone.

    Args:
        own: the built-in records.
        sources: ``src`` of each listed place's id.
        open_names: keys of the names that open gazetteers give an id; a place that they do not
            hold is left out whole.
        held: incidents to be unseen.
        rest: the others; what they tell too is kept.
    """
    for record in own:
        if record.id not in sources or record.lat is None:
            yield record
            continue
        known = open_names.get(record.id, frozenset())
        doubtful = [name for name in record.names if name_key(name) not in known]
        owed = [name for name in doubtful if _owed(name, record, held, rest)]
        if not owed:
            yield record
            continue
        pointed = any(_tells(name_key(name), record, rest) for name in doubtful)
        if not known and not pointed and (not open_names or sources[record.id] == _OF_INCIDENTS):
            continue
        names = tuple(name for name in record.names if name not in owed)
        if names:
            yield replace(record, names=names)


def _owed(name: str, record: Record, held: Sequence[Told], rest: Sequence[Told]) -> bool:
    """Whether held incidents tell a name of a place, and no other incident does."""
    key = name_key(name)
    return _tells(key, record, held) and not _tells(key, record, rest)


def _tells(key: str, record: Record, incidents: Sequence[Told]) -> bool:
    return any(
        key in incident.key
        and record.lat is not None
        and record.lon is not None
        and distance_km(record.lat, record.lon, incident.lat, incident.lon) <= _NEAR_KM
        for incident in incidents
    )


def listed_sources() -> dict[str, str]:
    """``src`` of every place that is listed by hand."""
    out: dict[str, str] = {}
    roots = (files("hudna.accords") / "data", files("hudna.gazetteer") / "data")
    for path in sorted(p for root in roots for p in Path(str(root)).glob("*/*.toml")):
        if path.name == "places.toml" or path.parent.name == "places":
            for row in tomllib.loads(path.read_text("utf-8"))["place"]:
                out[row["id"]] = row.get("src", "")
    return out


def _fuller(path: Path, own: Sequence[Record]) -> Iterator[Record]:
    return read_file(path, compile_index(merged(own)), {}, {}, Tally())


def _open_names(path: Path, own: Sequence[Record]) -> dict[str, frozenset[str]]:
    """Keys of the names that open gazetteers give each id."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    if path.exists():
        for record in _fuller(path, own):
            held[record.id].update(map(name_key, record.names))
    return {id_: frozenset(keys) for id_, keys in held.items()}


def wrong(found: Sequence[tuple[dict[str, Any], Placed]], count: int) -> Iterator[str]:
    """Lines of the records that were resolved more than 5 km off, the farthest first."""
    off = [(row, p) for row, p in found if p.away_km is None or p.away_km > 5]
    off.sort(key=lambda pair: -(pair[1].away_km or 1e6))
    for row, p in off[:count]:
        taken = p.found.place
        yield "\t".join(
            (
                "unresolved" if p.away_km is None else f"{p.away_km:.0f} km",
                f"{p.found.confidence:.2f}",
                f"{row['place_ar']} | {row.get('region_ar')}",
                f"{row['lat']:.3f}, {row['lon']:.3f}",
                f"{taken.name_ar} ({taken.kind}, {taken.id})" if taken else "-",
                str(row.get("geo_precision")),
            )
        )


if __name__ == "__main__":
    sys.exit(main())
