"""The two tail probabilities that trends rest on, in plain Python.

The regularised incomplete gamma and beta functions, by their series and continued fractions (Press
et al., *Numerical Recipes*, 3rd ed., sections 6.2 and 6.4), good to ten digits.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p, sqrt

_ROUNDS = 10_000
_TINY = 1e-300
_CLOSE = 1e-13


def gamma_cdf(a: float, x: float) -> float:
    """P(a, x): the chance that a gamma variable of shape ``a`` > 0 is at most ``x``."""
    if x <= 0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        for _ in range(_ROUNDS):
            n += 1
            term *= x / n
            total += term
            if term < total * _CLOSE:
                break
        return min(1.0, front * total)
    b = x + 1 - a
    c = 1 / _TINY
    d = 1 / b
    h = d
    for i in range(1, _ROUNDS):
        an = -i * (i - a)
        b += 2
        d = 1 / _away(an * d + b)
        c = _away(b + an / c)
        h *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return max(0.0, 1 - front * h)


def gamma_quantile(a: float, p: float) -> float:
    """The value below which a gamma variable of shape ``a`` > 0 lies with chance ``p``."""
    low, high = 0.0, a + 10 * sqrt(a) + 20
    for _ in range(200):
        middle = (low + high) / 2
        if gamma_cdf(a, middle) < p:
            low = middle
        else:
            high = middle
        if high - low < 1e-12 * high:
            break
    return (low + high) / 2


def binomial_tail(k: float, n: float, p: float) -> float:
    """The chance of ``k`` or more of ``n`` draws, each of chance ``p``.

    ``k`` and ``n`` need not be whole: then it is the beta function's value between.
    """
    if k <= 0:
        return 1.0
    if k > n:
        return 0.0
    return beta_cdf(k, n - k + 1, p)


def beta_cdf(a: float, b: float, x: float) -> float:
    """I_x(a, b): the chance that a beta variable is at most ``x``."""
    if not 0 < x < 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c = 1.0
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, _ROUNDS):
        for an in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + an * d)
            c = _away(1 + an / c)
            h *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return h


def _away(value: float) -> float:
    """Keep a divisor away from zero."""
    return value if abs(value) > _TINY else _TINY
