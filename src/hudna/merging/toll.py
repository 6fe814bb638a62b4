"""One toll from several: best, low and high, and the rule that chose.

Each source counts once, with the latest of what it told, so that reprints do not outvote a second
witness and an outlet's update replaces its earlier figure. What those figures leave open stays
open: ``low`` and ``high`` are the lowest and the highest of them.

The best is what the most sources tell. A claim that says that the toll has risen sets aside lower
figures that were published before it. Between figures told by equally many sources the latest is
taken, as the dead are found over days; of one day's the lowest, as ACLED does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hudna.model import Bounds, Casualties, Claim, Toll, TollRule

_Get = Callable[[Casualties], Bounds | None]


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: Claim
    bounds: Bounds

    @property
    def value(self) -> int:
        """One number for it: the lower end, which is what *20 at least* and *5 to 7* vouch for."""
        return self.bounds.low


def toll_of(claims: Sequence[Claim], get: _Get) -> Toll:
    """Choose the toll of an incident.

    Args:
        claims: the incident's, each with its dispatch, in the order of publication.
        get: takes the killed or the injured from an event's casualties.
    """
    sums = all(claim.event.casualties.cumulative for claim in claims)
    figures = [
        _Figure(claim, bounds)
        for claim in claims
        if claim.event.casualties.cumulative == sums  # a period's toll is none of one happening
        and claim.event.status != "denied"
        and (bounds := get(claim.event.casualties)) is not None
    ]
    if not figures:
        return Toll()
    standing = _latest_by_source(figures)
    current = _after_rise(standing)
    best, rule = _choose(current)
    if rule != "agreed" and len(current) < len(standing):
        rule = "update"
    highs = [figure.bounds.high for figure in standing]
    return Toll(
        best=best,
        low=min(figure.bounds.low for figure in standing),
        high=None if None in highs else max(high for high in highs if high is not None),
        rule=rule,
        claims=tuple(f.claim.id for f in figures if f.value == best),
    )


def _latest_by_source(figures: Sequence[_Figure]) -> list[_Figure]:
    """For each source the figures of the last day on which it told any; the higher of several."""
    latest: dict[str, _Figure] = {}
    for figure in figures:
        source = figure.claim.dispatch or figure.claim.id
        held = latest.get(source)
        if held is None or _later(figure, held):
            latest[source] = figure
    return [latest[source] for source in sorted(latest)]


def _later(a: _Figure, b: _Figure) -> bool:
    return (_day(a), a.claim.rises, a.value, a.claim.id) > (
        _day(b), b.claim.rises, b.value, b.claim.id,
    )  # fmt: skip


def _day(figure: _Figure) -> date:
    return figure.claim.published or date.min


def _after_rise(figures: Sequence[_Figure]) -> list[_Figure]:
    """Leave out the figures that a later claim says have risen."""
    risen = [figure for figure in figures if figure.claim.rises]
    return [
        figure
        for figure in figures
        if not any(
            figure.value < later.value
            and figure.claim.published is not None
            and later.claim.published is not None
            and figure.claim.published <= later.claim.published
            for later in risen
        )
    ]


def _choose(figures: Sequence[_Figure]) -> tuple[int, TollRule]:
    """The best value of figures of which each speaks for one source, and why."""
    by_value: defaultdict[int, list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.value].append(figure)
    if len(by_value) == 1:
        return figures[0].value, "single"
    most = max(map(len, by_value.values()))
    leading = {value: found for value, found in by_value.items() if len(found) == most}
    if len(leading) == 1:
        return next(iter(leading)), "agreed"
    last = {value: max(map(_day, found)) for value, found in leading.items()}
    newest = [value for value, day in last.items() if day == max(last.values())]
    return min(newest), "latest" if len(newest) == 1 else "lowest"
