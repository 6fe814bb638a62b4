"""Linear models over named features: how the reading weighs what it sees.

Each decision of the reading (is this word an event? does this phrase do it or suffer it? is this
the same happening?) lists what it sees as short named features; a model adds up their weights.
Weights are data, learnt from hand-coded articles by ``training/train.py``; the explanation of a
decision is the list of its heaviest features. Multinomial logistic regression, see Hastie,
Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., section 4.4.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat
from math import exp


@dataclass(frozen=True)
class Model:
    """One decision: its possible answers and the weight of each feature for each answer."""

    labels: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]
    """By feature: one weight a label; of two labels only the second's, less the first's."""

    @cached_property
    def _second(self) -> dict[str, float]:
        """The weights of a decision between two, each by itself."""
        return {feature: weights[0] for feature, weights in self.weights.items()}

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """Return the probability of each label, in the order of ``labels``."""
        if len(self.bias) == 2:
            a, b = self.bias
            b = sum(map(self._second.get, features, _ZEROS), b)
            p = 1 / (1 + exp(min(a - b, 700)))
            return [1 - p, p]
        known = filter(None, map(self.weights.get, features))
        totals = list(map(sum, zip(self.bias, *known, strict=True)))
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


_ZEROS = repeat(0.0)
"""What features without a weight add."""

Models = Mapping[str, Model]
"""The reading's decisions by name."""


@cache
def shipped_models() -> Models:
    """Load the shipped models by name; read once."""
    source = files("hudna.reading") / "weights.json.gz"
    table = json.loads(gzip.decompress(source.read_bytes()))
    # Tuples of numbers are not tracked by the collector of cycles; lists would be, at each pass.
    return {
        name: Model(
            tuple(m["labels"]),
            tuple(m["bias"]),
            {feature: tuple(weights) for feature, weights in m["weights"].items()},
        )
        for name, m in table.items()
    }
