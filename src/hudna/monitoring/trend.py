"""Weeks of breaches: a smoothed rate with its interval, and breaks only where a test finds them.

The rate of a week is the mean of it and of the weeks beside it. Its interval is the exact one of a
Poisson mean (Garwood 1936), widened by the dispersion: attacks come in bursts, so that counts
scatter more than independent ones would. Weeks of which the record holds no report are left out
rather than counted as peaceful.

A break is sought by the conditional binomial test of two Poisson rates (Przyborowski and Wilenski
1940): given the total, each half's count is binomial if nothing changed. The counts are divided by
the dispersion, the smallest p over all weeks is multiplied by the number of weeks tried
(Bonferroni), and the halves are searched in turn. Below four weeks on either side nothing is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean

from hudna.monitoring.chance import binomial_tail, gamma_quantile
from hudna.monitoring.values import Break, Point, Trend

BESIDE = 1
"""Weeks on either side that a week is smoothed over."""
CONFIDENCE = 0.95
LEAST_WEEKS = 4
"""Weeks on either side of a break."""
LEVEL = 0.01
"""Chance of a false break, over all weeks tried."""
METHOD = (
    "mean of three weeks; exact Poisson interval (95 %), widened by the dispersion; breaks by the"
    " conditional binomial test of two Poisson rates, divided by the dispersion, Bonferroni over"
    " the weeks, p below 0.01"
)


def trend(weeks: Sequence[date], counts: Mapping[date, int], covered: frozenset[date]) -> Trend:
    """Smooth a series of weeks.

    Args:
        weeks: the Mondays of the period, in order.
        counts: how many incidents with a breach each week has; a week that is missing has none.
        covered: the weeks of which the record holds any report.
    """
    known = [
        (week, counts.get(week, 0)) for week in weeks if week in covered or counts.get(week, 0)
    ]
    by_week = dict(known)
    breaks = _breaks(known)
    spread = _dispersion(_segments(known, breaks))
    points = tuple(_point(week, by_week, spread) for week in weeks)
    return Trend(points, spread, tuple(breaks), METHOD)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _point(week: date, counts: Mapping[date, int], spread: float) -> Point:
    beside = [week + timedelta(weeks=i) for i in range(-BESIDE, BESIDE + 1)]
    known = [counts[w] for w in beside if w in counts]
    if week not in counts:
        return Point(week, None, None, None, None)
    low, high = interval(sum(known), spread)
    weeks = len(known)
    return Point(week, counts[week], sum(known) / weeks, low / weeks, high / weeks)


def interval(count: int, spread: float = 1.0) -> tuple[float, float]:
    """Interval of the mean of a Poisson count whose dispersion is ``spread``."""
    tail = (1 - CONFIDENCE) / 2
    k = count / spread
    low = gamma_quantile(k, tail) * spread if count else 0.0
    return low, gamma_quantile(k + 1, 1 - tail) * spread


def _dispersion(segments: Sequence[Sequence[int]]) -> float:
    """Variance over mean within stretches of one level, at least 1."""
    squares, freedom = 0.0, 0
    for segment in segments:
        mean = fmean(segment) if segment else 0.0
        if mean > 0 and len(segment) > 1:
            squares += sum((count - mean) ** 2 for count in segment) / mean
            freedom += len(segment) - 1
    return max(1.0, squares / freedom) if freedom else 1.0


def _segments(known: Sequence[tuple[date, int]], breaks: Sequence[Break]) -> list[list[int]]:
    starts = {one.week for one in breaks}
    out: list[list[int]] = [[]]
    for week, count in known:
        if week in starts:
            out.append([])
        out[-1].append(count)
    return out


def _breaks(known: Sequence[tuple[date, int]]) -> list[Break]:
    tries = max(1, len(known) - 2 * LEAST_WEEKS + 1)
    cuts = sorted(_cuts([count for _, count in known], 0, tries))
    edges = [0, *(cut for cut, _ in cuts), len(known)]
    counts = [count for _, count in known]
    return [
        Break(known[cut][0], fmean(counts[edges[i] : cut]), fmean(counts[cut : edges[i + 2]]), p)
        for i, (cut, p) in enumerate(cuts)
    ]


def _cuts(counts: Sequence[int], offset: int, tries: int) -> Iterator[tuple[int, float]]:
    """Weeks at which the level changes, and the p of each."""
    best: tuple[float, int] | None = None
    for cut in range(LEAST_WEEKS, len(counts) - LEAST_WEEKS + 1):
        p = p_value(counts[:cut], counts[cut:]) * tries
        if best is None or p < best[0]:
            best = (p, cut)
    if best is None or best[0] >= LEVEL:
        return
    p, cut = best
    yield offset + cut, p
    yield from _cuts(counts[:cut], offset, tries)
    yield from _cuts(counts[cut:], offset + cut, tries)


def p_value(before: Sequence[int], after: Sequence[int]) -> float:
    """Two-sided p of the conditional binomial test that two stretches have one rate."""
    spread = _dispersion([before, after])
    left, right = sum(before) / spread, sum(after) / spread
    total, share = left + right, len(before) / (len(before) + len(after))
    upper = binomial_tail(left, total, share)
    lower = binomial_tail(right, total, 1 - share)
    return min(1.0, 2 * min(upper, lower))
