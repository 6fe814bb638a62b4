"""How much speaks for two claims telling one happening: named reasons that add up.

Each question (type, time, place, actors, targets, toll, wording) gives one answer with a weight of
``data/weights.toml``, learnt by ``training/merge_weights.py``: the log-odds of a logistic
regression, so that a sum above zero means *more likely one happening than two* (the model of
Fellegi & Sunter 1969 for linking records). Some answers bar a pair whatever else is alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum, inf, sqrt

import tomli

from hudna.gazetteer.geometry import distance_km
from hudna.merging.sketch import Sketch
from hudna.merging.types import kinship
from hudna.merging.wording import copied, likeness
from hudna.model import Bounds

APART_DAYS = 2
"""Days between two claims beyond which they never tell one happening."""
LONG_DAYS = 10
"""Days from which an interval is a period rather than a date told loosely."""
NEAR_KM = 5.0
"""Within which two places are one, whatever their radii."""
FAR_KM = 120.0
"""From which two places have nothing to do with each other."""
COPY = 0.5
"""Share of runs in common from which two texts are copies of one dispatch."""


_BY_DEGREE = ("words", "report")
"""Questions that are answered by how alike the wording is."""

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Reason:
    """One question's answer about a pair."""

    question: str
    """``type``, ``time``, ``place``, ``actors``, ``targets``, ``killed``, ``injured``, ``words``,
    ``report``, ``prior``."""
    answer: str
    """The answer's name in the table of weights, ``bars``, or how alike the wording is: the cosine,
    from 0 to 1."""
    weight: float
    """Log-odds that it adds."""


@dataclass(frozen=True, slots=True)
class Score:
    """Everything that was asked about a pair."""

    reasons: tuple[Reason, ...]
    total: float
    """Their sum; minus infinity where a reason bars the pair."""


@cache
def shipped_weights() -> Weights:
    """The shipped weights, by question and answer."""
    data: Weights = tomli.loads(
        (files(__package__) / "data/weights.toml").read_text(encoding="utf-8")
    )
    return data


def compare(a: Sketch, b: Sketch, weights: Weights | None = None) -> Score:
    """Weigh what speaks for two claims telling one happening; the order does not matter.

    Args:
        a: one claim's sketch.
        b: the other's.
        weights: by question and answer; those that ship by default.
    """
    table = shipped_weights() if weights is None else weights
    reasons = [Reason("prior", "pair", table["prior"]["pair"])]
    for question, answer, amount in answers(a, b):
        if answer is None:
            reasons.append(Reason(question, "bars", -inf))
        else:
            told = answer if question not in _BY_DEGREE else f"{amount * amount:.2f}"
            reasons.append(Reason(question, told, table[question].get(answer, 0.0) * amount))
    barred = any(reason.weight == -inf for reason in reasons)
    summed = -inf if barred else round(fsum(reason.weight for reason in reasons), 9)
    return Score(tuple(reasons), summed)


def total(a: Sketch, b: Sketch, weights: Weights | None = None) -> float:
    """The total of :func:`compare`, in less time."""
    table = shipped_weights() if weights is None else weights
    parts = [table["prior"]["pair"]]
    for question, answer, amount in answers(a, b):
        if answer is None:
            return -inf
        parts.append(table[question].get(answer, 0.0) * amount)
    return round(fsum(parts), 9)


def answers(a: Sketch, b: Sketch) -> Iterator[tuple[str, str | None, float]]:
    """Ask every question of a pair: its name, the answer (None bars the pair), and an amount."""
    yield "type", kinship(a.type, b.type), 1.0
    if _sums(a) != _sums(b):
        yield "sum", None, 1.0  # what a period cost in all is no account of one happening in it
    yield "time", time_answer(a, b), 1.0
    yield "place", place_answer(a, b), 1.0
    yield "actors", who_answer(a.actors, b.actors), 1.0
    yield "targets", who_answer(a.targets, b.targets), 1.0
    yield "killed", toll_answer(a.killed, b.killed), 1.0
    yield "injured", toll_answer(a.injured, b.injured), 1.0
    if a.round is not None and b.round is not None:
        yield "round", "same" if a.round == b.round else None, 1.0
    yield "main", ("neither", "one", "both")[a.main + b.main], 1.0
    yield "words", "alike", sqrt(likeness(a.words, b.words))
    yield "report", "alike", sqrt(likeness(a.report.vector, b.report.vector))
    if copied(a.report.signature, b.report.signature) >= COPY:
        yield "copy", "yes", 1.0


def _sums(sketch: Sketch) -> bool:
    """Whether a claim sums up days that no one happening takes; a day's sum may be of one."""
    days = sketch.days if sketch.dated else None
    return sketch.cumulative and (days is None or days[1] - days[0] > APART_DAYS)


def time_answer(a: Sketch, b: Sketch) -> str | None:
    """How the days of two claims stand to each other; None where they are too far apart."""
    if _named(a, b):
        return "named"
    if a.days is None or b.days is None:
        return "unknown"
    apart = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    if apart > APART_DAYS:
        return None
    long_a, long_b = (days[1] - days[0] >= LONG_DAYS for days in (a.days, b.days))
    if long_a and long_b:
        shared = 1 - apart
        whole = max(a.days[1], b.days[1]) - min(a.days[0], b.days[0]) + 1
        return "period" if shared >= 0.8 * whole else None
    if long_a or long_b:
        return "within-period"
    if apart > 0:
        return "next-day" if apart == 1 else "days-apart"
    return "same-day" if a.dated and b.dated else "same-news"


def _named(a: Sketch, b: Sketch) -> bool:
    """Whether both are one round of one process, which may be told weeks ahead."""
    return a.round is not None and a.round == b.round and a.name == b.name and a.name is not None


def place_answer(a: Sketch, b: Sketch) -> str:
    """How the places of two claims stand to each other."""
    if not (a.points or a.names) or not (b.points or b.names):
        # Told of "the same town", or of a post without a name: its article says where it may be.
        return "mentioned" if a.names & b.mentioned or b.names & a.mentioned else "unknown"
    gap = _gap_km(a, b)
    if a.names & b.names and (gap is None or gap[0] <= FAR_KM):
        return "same-name"
    if gap is not None and gap[0] <= max(NEAR_KM, gap[1]):
        return "near"
    if a.names & b.mentioned or b.names & a.mentioned:
        return "mentioned"
    if gap is None:
        return "other-name"
    km, _, wide = gap
    if km <= wide:
        return "inside"
    return "apart" if km <= FAR_KM else "far"


def _gap_km(a: Sketch, b: Sketch) -> tuple[float, float, float] | None:
    """Distance of the nearest two places, the smaller radius and the larger."""
    gaps = [
        (distance_km(la, oa, lb, ob), min(ra, rb), max(ra, rb))
        for la, oa, ra in a.points
        for lb, ob, rb in b.points
    ]
    return min(gaps, default=None)


def who_answer(a: frozenset[str], b: frozenset[str]) -> str:
    """How two sets of codes stand to each other."""
    if not a or not b:
        return "unknown"
    if a & b:
        return "same"
    lands_a, lands_b = ({code[:3] for code in codes} for codes in (a, b))
    if lands_a & lands_b or "XXX" in lands_a | lands_b:
        return "akin"
    return "other"


def toll_answer(a: Bounds | None, b: Bounds | None) -> str:
    """How two tolls stand to each other."""
    if a is None or b is None:
        return "unknown"
    if a == b:
        return "equal"
    if a.low <= (inf if b.high is None else b.high) and b.low <= (
        inf if a.high is None else a.high
    ):
        return "overlap"
    low, high = sorted((a.low, b.low))
    return "close" if high - low <= max(2, low) else "other"
