"""The pictures of a report: the map, the weeks and the coverage, as SVG.

Templates write them, with everything that they show escaped; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hudna.accords.values import Accord
from hudna.monitoring.values import Coverage, Point
from hudna.report import plane as planes
from hudna.report.places import MARKS, Spot
from hudna.report.templates import environment
from hudna.report.words import Words

LABELS = 40
"""Places that are named on the map; all are in the table."""
_LETTER, _LINE = 6.2, 12.0
"""About how wide a letter and how high a line of the map is."""


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    x: float
    y: float
    """Where its line stands, in picture units."""
    anchor: str

    def place(self, width: float, height: float) -> str:
        """Say in CSS where it stands over a picture of some size."""
        top = f"top:{100 * (self.y - 9) / height:.2f}%"
        if self.anchor == "end":
            return f"right:{100 - 100 * self.x / width:.2f}%;{top}"
        return f"left:{100 * self.x / width:.2f}%;{top}"


@dataclass(frozen=True, slots=True)
class _Dot:
    x: float
    y: float
    radius: float
    """Of its uncertainty, in picture units."""
    mark: str
    incidents: int


def accord_map(
    accord: Accord, found: Sequence[Spot], names: Mapping[str, str], words: Words
) -> str:
    """Draw an accord's zones and the places of findings, with a scale.

    Args:
        accord: with at least one zone.
        found: the places.
        names: what to call them, by their spelling in the articles.
        words: of the language.
    """
    plane = planes.view(accord.zones, [(spot.lat, spot.lon) for spot in found])
    shown = [spot for spot in found if plane.holds(spot.lat, spot.lon)]
    dots = [
        _Dot(*plane.at(s.lat, s.lon), round(s.radius_km * plane.scale, 1), s.mark, s.incidents)
        for s in shown
    ]
    titles = [names.get(spot.name, spot.name) for spot in shown[:LABELS]]
    km = planes.round_km(plane)
    return environment("html").get_template("map.svg.j2").render(
        plane=plane,
        lands=planes.lands(accord.zones, plane),
        # The vaguest first, so that they hide nothing; a circle wider than the map says nothing.
        discs=sorted((d for d in dots if 4 < d.radius < plane.width / 4), key=lambda d: -d.radius),
        dots=sorted(dots, key=lambda d: MARKS.index(d.mark), reverse=True),
        labels=_labels(titles, dots, plane),
        km=km,
        length=round(km * plane.scale, 1),
        marks=[mark for mark in MARKS if any(dot.mark == mark for dot in dots)],
        words=words,
    )  # fmt: skip


def _labels(titles: Sequence[str], dots: Sequence[_Dot], plane: planes.Plane) -> list[_Label]:
    """Set names beside their dots where they meet no dot and no other name, else leave them out."""
    taken = [(dot.x - 5, dot.y - 5, dot.x + 5, dot.y + 5) for dot in dots]
    out = []
    for title, dot in zip(titles, dots, strict=False):
        wide = _LETTER * len(title)
        for dx, dy, anchor in (
            (8, 4, "start"),
            (-8, 4, "end"),
            (0, -8, "middle"),
            (0, 16, "middle"),
        ):
            x, y = dot.x + dx, dot.y + dy
            left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
            box = (left, y - _LINE + 2, left + wide, y + 2)
            fits = box[0] >= 0 and box[2] <= plane.width and box[1] >= 0 and box[3] <= plane.height
            if fits and not any(_meet(box, other) for other in taken):
                taken.append(box)
                out.append(_Label(title, round(x, 1), round(y, 1), anchor))
                break
    return out


_Box = tuple[float, float, float, float]


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@dataclass(frozen=True, slots=True)
class _Bar:
    x: float
    width: float
    top: float
    height: float
    known: bool


def weekly(points: Sequence[Point], breaks: Sequence[date], words: Words) -> str:
    """Draw the weeks: bars of incidents, the smoothed mean and its interval, breaks as lines."""
    left, right, top, bottom = 30.0, 676.0, 8.0, 170.0
    step = (right - left) / max(1, len(points))
    most = max([1.0, *(float(p.count or 0) for p in points), *(p.rate or 0.0 for p in points)])
    # The interval may be far above all counts; it is cut off where it would flatten the bars.
    tallest = min(max([most, *(p.high or 0.0 for p in points)]), 2.5 * most)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * min(value, tallest) / tallest, 1)

    bars = [
        _Bar(
            round(left + i * step, 1), round(step, 1), y(float(p.count or 0)),
            round(bottom - y(float(p.count or 0)), 1), p.count is not None,
        )
        for i, p in enumerate(points)
    ]  # fmt: skip
    middles = [round(left + (i + 0.5) * step, 1) for i in range(len(points))]
    runs: list[list[int]] = [[]]
    for i, point in enumerate(points):
        if point.rate is None:
            runs.append([])
        else:
            runs[-1].append(i)
    lines, areas = [], []
    for run in (run for run in runs if run):
        lines.append(" ".join(f"{middles[i]},{y(points[i].rate or 0)}" for i in run))
        up = [f"{middles[i]},{y(points[i].high or 0)}" for i in run]
        down = [f"{middles[i]},{y(points[i].low or 0)}" for i in reversed(run)]
        areas.append(" ".join(up + down))
    every = max(1, int(tallest / 4 + 0.5))
    return environment("html").get_template("weeks.svg.j2").render(
        bars=bars, lines=lines, areas=areas, left=left, right=right, top=top, bottom=bottom,
        ticks=[(n, y(float(n))) for n in range(0, int(tallest) + 1, every)],
        months=_months([p.week for p in points], middles),
        breaks=[m for p, m in zip(points, middles, strict=True) if p.week in breaks],
        words=words,
    )  # fmt: skip


def _months(
    days: Sequence[date], at: Sequence[float], apart: float = 56.0
) -> list[tuple[str, float]]:
    """Name months where they begin, no closer than their names are wide."""
    out: list[tuple[str, float]] = []
    seen: set[str] = set()
    for day, x in zip(days, at, strict=True):
        name = day.isoformat()[:7]
        if name not in seen and (not out or x - out[-1][1] >= apart):
            out.append((name, x))
        seen.add(name)
    return out


ROWS = 15
"""Outlets that have a row of their own in the picture of coverage."""


def coverage(covered: Sequence[Coverage], start: date, end: date, words: Words) -> str:
    """Draw which outlets reported on which days, those of the most days first."""
    days: dict[str, list[date]] = {}
    for one in covered:
        for outlet in one.outlets:
            days.setdefault(outlet, []).append(one.day)
    ranked = sorted(days, key=lambda name: (-len(days[name]), name))
    shown = [(name or words("unknown"), days[name]) for name in ranked[:ROWS]]
    rest = sorted({day for name in ranked[ROWS:] for day in days[name]})
    if rest:
        shown.append((words("rest"), rest))
    left, right = 190.0, 676.0
    step = (right - left) / ((end - start).days + 1)
    labels = [
        _Label(name if len(name) <= 34 else f"{name[:33]}…", left - 8, i * 16 + 12, "end")
        for i, (name, _) in enumerate(shown)
    ]
    rows = [
        (name, [round(left + (day - start).days * step, 1) for day in told]) for name, told in shown
    ]
    every = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    at = [round(left + i * step, 1) for i in range(len(every))]
    return environment("html").get_template("coverage.svg.j2").render(
        rows=rows, labels=labels, left=left, right=right, wide=round(max(step, 2.0), 1),
        months=_months(every, at), words=words,
    )  # fmt: skip
