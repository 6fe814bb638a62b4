"""Linear models over named features: how the reading weighs what it sees.

Each decision of the reading (is this word an event? does this phrase do it or suffer it? is this
the same happening?) lists what it sees as short named features; a model adds up their weights.
Weights are data, learnt from hand-coded articles by ``training/train.py``; the explanation of a
decision is the list of its heaviest features. Multinomial logistic regression, see Hastie,
Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., section 4.4.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import exp
from typing import Any

import msgspec

View = Any
"""What a decision looks at: a feature by its name, or a tuple of a *namer* and what it is to name.

A namer is a function that turns what was seen (``"B1", "على", 3``) into the names of several
features, and stands in the tuple by its key (:func:`namer`). The same few things are seen again and
again, so that a model adds up the weights of a view once only.
"""
_MEMORY = 60_000
"""Views whose weight a model remembers; it forgets them all when there are more."""
_NAMERS: dict[str, Callable[..., Sequence[str]]] = {}


def namer(function: Callable[..., Sequence[str]]) -> str:
    """Make a function that names features a namer; return its key, which stands for it in views.

    A view of a key, words and numbers alone costs the collector of cycles nothing; one that held
    the function would be looked through again at each of its passes.
    """
    key = f"{function.__module__}.{function.__qualname__}"
    _NAMERS[key] = function
    return key


def names(view: View) -> Sequence[str]:
    """Name the features of a view."""
    return (view,) if isinstance(view, str) else _NAMERS[view[0]](*view[1:])


class _Sums(dict[View, Any]):
    """The weight of each view: one number of a decision between two, else one a label."""

    def __init__(self, weights: Mapping[str, Sequence[float]], labels: int) -> None:
        self._single = labels == 2
        self._none: Any = 0.0 if self._single else (0.0,) * labels
        self._weights: Mapping[str, Any] = (
            {feature: of_two for feature, (of_two,) in weights.items()} if self._single else weights
        )
        super().__init__(self._weights)

    def __missing__(self, view: View) -> Any:
        """Weigh a view that is met for the first time, and remember it."""
        if isinstance(view, str):
            return self._none  # a feature by its name, and none that was learnt
        weights, none = self._weights, self._none
        found = [weights.get(name, none) for name in _NAMERS[view[0]](*view[1:])]
        out = sum(found, 0.0) if self._single else tuple(map(sum, zip(none, *found, strict=True)))
        if len(self) > len(weights) + _MEMORY:
            self.clear()
            self.update(weights)
        self[view] = out
        return out


@dataclass(frozen=True)
class Model:
    """One decision: its possible answers and the weight of each feature for each answer."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    """By feature: one weight a label; of two labels only the second's, less the first's."""

    @cached_property
    def _sums(self) -> _Sums:
        return _Sums(self.weights, len(self.bias))

    def probabilities(self, views: Iterable[View]) -> list[float]:
        """Return the probability of each label, in the order of ``labels``."""
        found = map(self._sums.__getitem__, views)
        if len(self.bias) == 2:
            a, b = self.bias
            p = 1 / (1 + exp(min(a - sum(found, b), 700)))
            return [1 - p, p]
        totals = [*map(sum, zip(self.bias, *found, strict=True))]
        top = max(totals)
        odds = [exp(total - top) for total in totals]
        whole = sum(odds)
        return [odd / whole for odd in odds]

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
    # Decoded as tuples of numbers, which the collector of cycles does not look through.
    return msgspec.json.decode(gzip.decompress(source.read_bytes()), type=dict[str, Model])
