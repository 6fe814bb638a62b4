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
from math import exp
from typing import Any

View = Any
"""What a decision looks at: a feature by its name, or a tuple of a function and what it is to name.

The function turns what was seen (``("B1", "على", 3)``) into the names of several features. The same
few things are seen again and again, so that a model adds up the weights of a view once only.
"""
_MEMORY = 30_000
"""Views whose weight a model remembers; it forgets them all when there are more."""


def names(view: View) -> Sequence[str]:
    """Name the features of a view."""
    return (view,) if isinstance(view, str) else view[0](*view[1:])


@dataclass(frozen=True)
class Model:
    """One decision: its possible answers and the weight of each feature for each answer."""

    labels: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]
    """By feature: one weight a label; of two labels only the second's, less the first's."""

    @cached_property
    def _single(self) -> dict[View, float]:
        """The weights of a decision between two, by view."""
        return {feature: weights[0] for feature, weights in self.weights.items()}

    @cached_property
    def _several(self) -> dict[View, Sequence[float]]:
        """The weights of a decision between more than two, by view."""
        return dict(self.weights)

    def probabilities(self, views: Iterable[View]) -> list[float]:
        """Return the probability of each label, in the order of ``labels``."""
        if len(self.bias) == 2:
            a, b = self.bias
            single = self._single.get
            for view in views:
                weight = single(view)
                if weight is not None:
                    b += weight
                elif view.__class__ is not str:
                    b += self._meet(view)[0]
            p = 1 / (1 + exp(min(a - b, 700)))
            return [1 - p, p]
        several = self._several.get
        known = [self.bias]
        for view in views:
            weights = several(view)
            if weights is not None:
                known.append(weights)
            elif view.__class__ is not str:
                known.append(self._meet(view))
        totals = [*map(sum, zip(*known, strict=True))]
        top = max(totals)
        odds = [exp(total - top) for total in totals]
        whole = sum(odds)
        return [odd / whole for odd in odds]

    def _meet(self, view: View) -> Sequence[float]:
        """Weigh a view of several features that is met for the first time, and remember it."""
        two = len(self.bias) == 2
        none = (0.0,) * (1 if two else len(self.bias))
        found = [self.weights[name] for name in names(view) if name in self.weights]
        total = tuple(map(sum, zip(none, *found, strict=True)))
        if len(self._single if two else self._several) > len(self.weights) + _MEMORY:
            self.__dict__.pop("_single" if two else "_several", None)
        if two:
            self._single[view] = total[0]
        else:
            self._several[view] = total
        return total

    def heaviest(self, views: Iterable[View], label: str, count: int = 4) -> list[str]:
        """Name the features that spoke most for a label, heaviest first, with their weights."""
        at = self.labels.index(label)
        sign = 1.0
        if len(self.bias) == 2:
            sign, at = (1.0 if at else -1.0), 0
        seen = [name for view in views for name in names(view)]
        known = [(sign * self.weights[f][at], f) for f in seen if f in self.weights]
        known.sort(reverse=True)
        return [f"{feature} {weight:+.2f}" for weight, feature in known[:count] if weight > 0]


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
