"""Fitting one decision: L2-regularised logistic regression over its features.

Features seen in fewer than ``LEAST`` examples are left out, small weights are dropped, and the rest
are rounded, which keeps the shipped file small and its meaning readable.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from hudna.reading.linear import Model
from training.examples import LABELS, Examples

LEAST = 3
"""A feature must occur in this many examples."""
STRENGTH = {
    "glance": 0.3,
    "event": 0.15,
    "type": 0.3,
    "actors": 0.1,
    "places": 0.05,
    "times": 0.1,
    "tolls": 0.1,
    "status": 0.4,
    "same": 0.1,
    "keep": 0.1,
    "state": 0.2,
    "cast": 0.1,
    "site": 0.1,
    "date": 0.1,
    "cost": 0.05,
    "voice": 0.05,
}
"""Inverse of the regularisation, for each decision; chosen by cross-validation."""
NEGLIGIBLE = 0.02
"""Weights smaller than this in every label are dropped."""


def fit(name: str, examples: Examples) -> Model:
    """Fit one decision; deterministic for the same examples in the same order."""
    names = LABELS[name]
    if len(set(examples.labels)) < 2:
        only = next(iter(examples.labels), 0)
        return Model(names, tuple(0.0 if i == only else -30.0 for i in range(len(names))), {})
    counts = Counter(f for row in examples.features for f in set(row))
    kept = sorted(f for f, n in counts.items() if n >= LEAST)
    index = {f: i for i, f in enumerate(kept)}
    rows, columns = [], []
    for i, row in enumerate(examples.features):
        for f in set(row):
            at = index.get(f)
            if at is not None:
                rows.append(i)
                columns.append(at)
    shape = (len(examples.features), len(kept))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    labels = np.array(examples.labels)
    regression = LogisticRegression(C=STRENGTH[name], tol=1e-4, solver="newton-cg")
    regression.fit(matrix, labels)
    if len(names) == 2:
        bias = [0.0, round(float(regression.intercept_[0]), 4)]
        table = regression.coef_.T
    else:
        bias = [-30.0] * len(names)
        table = np.zeros((len(kept), len(names)))
        for k, label in enumerate(regression.classes_):
            if len(regression.classes_) == 2:
                sign = 1 if k else -1
                bias[label] = round(sign * float(regression.intercept_[0]) / 2, 4)
                table[:, label] = sign * regression.coef_[0] / 2
            else:
                bias[label] = round(float(regression.intercept_[k]), 4)
                table[:, label] = regression.coef_[k]
    weights = {
        f: tuple(round(float(w), 3) for w in table[i])
        for f, i in index.items()
        if np.abs(table[i]).max() >= NEGLIGIBLE
    }
    return Model(names, tuple(bias), weights)
