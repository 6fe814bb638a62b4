"""Check the reader's accuracy against the floors it has reached, or raise them.

``python evals/check_floors.py`` reads the gold that lies beside the checkout and exits 1 if a
figure falls below its floor, 0 otherwise. With ``--raise`` it lifts every floor to what is reached,
rounded down to three places; no floor is ever lowered.

The floors that count are those of unseen articles: ``dev`` is read with weights learnt from our own
codings alone, without one article of it. Its events' confidence is held to what they turn out to be
worth as well.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from pathlib import Path

from hudna.cli.evaluate import Coded, load, predictions
from hudna.evaluating.calibration import bins, calibration_error
from hudna.evaluating.score import answers, score
from hudna.model import Event

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "evals" / "floors.toml"
GOLD = ROOT.parent / "shared" / "gold"
UNSEEN = "unseen"
"""The table of floors for the articles of ``dev``, unseen."""
REPORTS = ROOT / "tests" / "reports" / "reports.jsonl"
"""Reports of our own, from which the shipped weights are learnt too."""
CODINGS = ROOT / "training" / "codings.jsonl"
CORPORA = (
    ROOT.parent / "shared" / "corpora" / "news-2018.jsonl.gz",
    ROOT.parent / "shared" / "cases" / "reports.dev.jsonl.gz",
)
"""The texts of the articles that we coded."""
CALIBRATION = "1 - calibration error"

Figures = dict[str, float]


def main() -> int:
    """Check or raise; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold files")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    options = parser.parse_args()
    floors = tomllib.loads(options.floors.read_text("utf-8"))
    fallen = False
    for name, pinned in floors.items():
        path = options.gold / f"{'dev' if name == UNSEEN else name}.jsonl"
        if not path.exists():
            print(f"{name}: no gold beside the checkout, not checked")
            continue
        found = reached(path, unseen=name == UNSEEN)
        for line, low in compare(name, pinned, found):
            print(line)
            fallen |= low
        if options.lift:
            text = options.floors.read_text("utf-8")
            options.floors.write_text(lifted(text, name, pinned, found), "utf-8")
    return 1 if fallen else 0


def reached(path: Path, unseen: bool) -> Figures:
    """Read a gold file's articles and return the F1 of every figure.

    ``unseen``: with weights that were learnt without them, and with how well confidence is
    calibrated.
    """
    coded = load(path)
    said = held_out(path) if unseen else predictions(coded)
    figures = {
        name: figure.as_record()["f1"] for name, figure in score(coded, said).figures.items()
    }
    if unseen:
        figures[CALIBRATION] = 1 - _calibrated(coded, said)
    return figures


def held_out(path: Path) -> Mapping[str, Sequence[Event]]:
    """Read each article of a file with weights learnt from our own codings alone."""
    from training.codings import load as load_codings
    from training.train import Course, records_of

    asked, ours = records_of(path), records_of(REPORTS) + load_codings(CODINGS, CORPORA)
    course = Course(asked + ours)
    known = course.learn([record["id"] for record in ours])
    return course.read(known, [record["id"] for record in asked])


def _calibrated(coded: Sequence[Coded], said: Mapping[str, Sequence[Event]]) -> float:
    """Print ten bins of confidence, and return the expected calibration error."""
    claims = [
        (event.confidence, right)
        for article, theirs in coded
        for event, right in zip(
            said[article.id], answers(article, theirs, said[article.id]), strict=True
        )
        if event.confidence is not None
    ]
    found = bins(claims)
    for b in found:
        if b.count:
            print(
                f"confidence {b.low:.1f} to {b.high:.1f}: {b.count:>4} events, "
                f"mean {b.confidence:.2f}, right {b.right:.2f}"
            )
    return calibration_error(found)


def compare(
    name: str, pinned: Mapping[str, float], found: Mapping[str, float]
) -> Iterator[tuple[str, bool]]:
    """Yield a line a figure, and whether it fell below its floor."""
    for key, value in found.items():
        least = pinned.get(key)
        low = least is not None and value < least
        against = "" if least is None else f"  floor {least:.3f}"
        yield f"{name:<10} {key:<24} {value:.4f}{against}{'  FALLEN' if low else ''}", low
    for key in pinned.keys() - found.keys():
        yield f"{name:<10} {key:<24} unknown figure", True


def lifted(text: str, name: str, pinned: Mapping[str, float], found: Mapping[str, float]) -> str:
    """Return the text of the floors with one table's floors raised; comments stay."""
    figures = {
        key: max(pinned.get(key, 0.0), floor(value * 1000) / 1000) for key, value in found.items()
    }
    table = f"[{name}]\n" + "".join(f'"{key}" = {value:.3f}\n' for key, value in figures.items())
    old = re.compile(rf"^\[{re.escape(name)}\]\n(?:(?!\[).*\n?)*?(?=\n\[|\Z)", re.MULTILINE)
    return old.sub(lambda _: table, text, count=1)


if __name__ == "__main__":
    sys.exit(main())
