"""Linear models over named features: how the reading weighs what it sees.

Each decision of the reading (is this word an event? does this phrase do it or suffer it? is this
the same happening?) lists what it sees as short named features; a model adds up their weights.
Weights are data, learnt from hand-coded articles by ``training/train.py``; the explanation of a
decision is the list of its heaviest features. Multinomial logistic regression, see Hastie, Tibshirani & Friedman,
*The Elements of Statistical Learning*, 2nd ed., section 4.4.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp


@dataclass(frozen=True)
class Model:
    """One decision: its possible answers and the weight of each feature for each answer."""

    labels: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """Return the probability of each label, in the order of ``labels``."""
        totals = list(self.bias)
        get = self.weights.get
        if len(totals) == 2:
            (a, b) = totals
            for feature in features:
                found = get(feature)
                if found is not None:
                    b += found[0]
            p = 1 / (1 + exp(min(a - b, 700)))
            return [1 - p, p]
        for feature in features:
            found = get(feature)
            if found is not None:
                for i, weight in enumerate(found):
                    totals[i] += weight
        top = max(totals)
        odds = [exp(total - top) for total in totals]
        whole = sum(odds)
        return [odd / whole for odd in odds]

    def heaviest(self, features: Iterable[str], label: str, count: int = 4) -> list[str]:
        """Name the features that spoke most for a label, heaviest first, with their weights."""
        at = self.labels.index(label)
        sign = 1.0
        if len(self.bias) == 2:
            sign, at = (1.0 if at else -1.0), 0
        known = [(sign * self.weights[f][at], f) for f in features if f in self.weights]
        known.sort(reverse=True)
        return [f"{feature} {weight:+.2f}" for weight, feature in known[:count] if weight > 0]


Models = Mapping[str, Model]
"""The reading's decisions by name."""


@cache
def shipped_models() -> Models:
    """Load the shipped models by name; read once."""
    source = files("hudna.reading") / "weights.json.gz"
    table = json.loads(gzip.decompress(source.read_bytes()))
    return {
        name: Model(tuple(m["labels"]), tuple(m["bias"]), m["weights"]) for name, m in table.items()
    }
