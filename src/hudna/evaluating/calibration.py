"""Whether a confidence means what it says: of events said with 0.7, seven in ten should be right.

The expected calibration error is that of Naeini, Cooper & Hauskrecht, *Obtaining Well Calibrated
Probabilities Using Bayesian Binning* (2015): over equally wide bins, the mean distance between the
confidence and the share that is right, each bin weighed by how many it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies in ``[low, high)``; the last bin holds 1.0 too."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence; 0 where there are none."""
    right: float
    """The share of them that is right; 0 where there are none."""


def bins(claims: Iterable[tuple[float, bool]], count: int = 10) -> list[Bin]:
    """Sort claims, each a confidence from 0 to 1 and whether it was right, into equal bins."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for confidence, right in claims:
        held[min(int(confidence * count), count - 1)].append((confidence, right))
    return [
        Bin(
            i / count,
            (i + 1) / count,
            len(some),
            sum(c for c, _ in some) / len(some) if some else 0.0,
            sum(r for _, r in some) / len(some) if some else 0.0,
        )
        for i, some in enumerate(held)
    ]


def calibration_error(sorted_: Sequence[Bin]) -> float:
    """Return the expected calibration error, from 0 (none) to 1; 0 where nothing is claimed."""
    whole = sum(b.count for b in sorted_)
    return sum(b.count * abs(b.confidence - b.right) for b in sorted_) / whole if whole else 0.0
