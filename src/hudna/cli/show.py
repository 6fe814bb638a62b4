"""An article and its events for a person's eyes, on a terminal.

The report runs right to left, each mention in the colour of its role; below it a card an event.
Terminals differ in how they order Arabic: nothing is reordered here, lines are wrapped and set to
the right, and on a terminal each is marked as a right-to-left isolate (Unicode UAX 9), which those
that know the algorithm follow and the others do not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from hudna.model import (
    HARMS,
    Actor,
    Article,
    Bounds,
    Candidate,
    Casualties,
    Chain,
    Event,
    Place,
    Span,
    Time,
)

if TYPE_CHECKING:  # only for the types: the reading is loaded when something is read
    from hudna.reading.explain import Derived

_ROLES = {
    "what": "bold red",
    "who": "bold blue",
    "whom": "bold magenta",
    "where": "green",
    "when": "cyan",
    "says": "yellow",
}
WIDEST = 100
"""Columns of a terminal that are used."""
_SURE = 0.6
"""Below this confidence a place is called doubtful."""
_WORTH_SAYING = 0.1
"""From this share of the belief on, another bearer of a place's name is told."""
# What a hostile text could steer a terminal with: control and direction characters.
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT, _ISOLATE_END = "\u2067", "\u2069"


class Cards:
    """Writes articles as reports with cards."""

    def __init__(self, out: IO[str], width: int | None = None) -> None:
        """``width`` is in columns; by default the terminal's, at most 100."""
        self._console = Console(file=out, width=width, highlight=False, emoji=False)
        self._console.width = min(self._console.width, WIDEST)

    def write(self, article: Article, events: Sequence[Event], warnings: Sequence[str]) -> None:
        """Write one article."""
        console = self._console
        console.rule(_plain(_heading(article)), style="dim")
        console.print(*_report(article, events, console), _legend(), sep="\n")
        for number, event in enumerate(events, 1):
            console.print(_card(number, event))
        if not events:
            console.print(Text("No events.", style="dim"))
        for warning in warnings:
            console.print(Text(f"! {clean(warning)}", style="yellow"))
        console.print()


def _heading(article: Article) -> str:
    published = article.published.isoformat() if article.published else "no date"
    return " · ".join(part for part in (article.id, article.outlet, published) if part)


def _report(article: Article, events: Sequence[Event], console: Console) -> Iterable[Text]:
    """Lay the text out, wrapped and set to the right, its mentions coloured."""
    text = Text(clean(article.text))
    for event in events:
        for role, spans in _mentions(event):
            for span in spans:
                text.stylize(_ROLES[role], span.start, span.end)
    return right_to_left(text, console)


def right_to_left(text: Text, console: Console) -> Iterable[Text]:
    """Wrap an Arabic text and set its lines to the right."""
    marks = (_RIGHT_TO_LEFT, _ISOLATE_END) if console.is_terminal else ("", "")
    for paragraph in text.split("\n", allow_blank=True):
        for line in paragraph.wrap(console, console.width):
            line.rstrip()
            pad = " " * max(0, console.width - line.cell_len)
            yield Text.assemble(pad, marks[0], line, marks[1]) if line.plain else line


def _mentions(event: Event) -> Iterable[tuple[str, Sequence[Span]]]:
    yield "where", (*event.within, *event.places)
    yield "says", event.according_to
    if event.time and event.time.span:
        yield "when", (event.time.span,)
    yield "whom", event.targets
    yield "who", event.actors
    yield "what", event.triggers


def _legend() -> Text:
    return Text(" ").join(Text(role, style=style) for role, style in _ROLES.items())


def _card(number: int, event: Event) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, min_width=5)
    grid.add_column(ratio=1)
    for label, value in _lines(event):
        grid.add_row(label, value)
    head = Text.assemble((f"{number} ", "dim"), (event.type, "bold"), f" · {event.status}")
    return Padding(Panel(grid, title=head, title_align="left", border_style="dim"), (0, 0))


def _lines(event: Event) -> Iterable[tuple[str, RenderableType]]:
    yield "what", _spans(event.triggers, "what")
    if event.name or event.round is not None:
        number = f"round {event.round}" if event.round is not None else ""
        yield "name", _plain(" ".join(part for part in (number, event.name) if part))
    if event.actors or event.targets:
        yield "who", _who(event)
    if event.places or event.within:
        places = [_spans(event.places, "where"), _spans(event.within, "where")]
        yield "where", Text(" in ").join(text for text in places if text)
        told = event.places or event.within
        for place in told:
            yield "", _whereabouts(place, named=len(told) > 1)
            for other in place.runners_up[:1]:
                if other.share >= _WORTH_SAYING:
                    yield "", _other(other)
    if event.time:
        yield "when", _time(event.time)
    toll = _toll(event.casualties)
    if toll:
        yield "toll", _plain(" · ".join(toll))
    among = [
        f"{part.harm} {' and '.join(part.groups)} {_bounds(part.bounds)}"
        for part in event.casualties.groups
    ]
    if among:
        yield "among", _plain(" · ".join(among))
    if event.weapons:
        yield "with", _plain(" · ".join(dict.fromkeys(weapon.name for weapon in event.weapons)))
    if event.according_to:
        text = _spans(event.according_to, "says")
        # Each link of a chain says its own mode; a denial need not be that of the sources.
        plain = event.mode in (None, "quoted") or event.chains
        yield "says", text if plain else text.append(f"  {event.mode}")
    for chain in event.chains:
        if len(chain) > 1 or chain[0].span is not None:
            yield "", _chain(chain)
    if event.confidence is not None:
        yield "sure", _plain(f"{event.confidence:.2f}")


def _toll(toll: Casualties) -> list[str]:
    counts = [
        f"{harm} {_bounds(bounds)}" for harm in HARMS if (bounds := getattr(toll, harm)) is not None
    ]
    return [*counts, "summed over the period"] if counts and toll.cumulative else counts


def _who(event: Event) -> Text:
    # Arabic names stand between Latin codes, so that a bidirectional terminal keeps their order.
    text = _actors(event.actors, "who") if event.actors else Text("?")
    if event.targets:
        text = Text.assemble(text, " → ", _actors(event.targets, "whom"))
    return text


def _actors(actors: Sequence[Actor], role: str) -> Text:
    return Text(", ").join(
        Text.assemble(
            (clean(actor.text), _ROLES[role]),
            " ",
            (actor.code, "dim"),
            f" {clean(actor.name)}" if actor.name else "",
        )
        for actor in actors
    )


def _spans(spans: Sequence[Span], role: str) -> Text:
    return Text(" · ").join(Text(clean(span.text), style=_ROLES[role]) for span in spans)


def _chain(chain: Chain) -> Text:
    """Write who passes on whose words; what stands between Arabic names keeps their order."""
    links = [
        Text.assemble((clean(link.name), _ROLES["says"]), (f" {link.mode}", "dim"))
        for link in chain
    ]
    return Text(" → ").join(links)


def _whereabouts(place: Place, named: bool) -> Text:
    """Say where a place is, within what, and what else may be meant."""
    if place.lat is None or place.lon is None:
        text = Text("no coordinates", style="dim")
    else:
        text = Text(f"{place.lat:.4f}, {place.lon:.4f}")
        text.append(f" within {place.radius_km:g} km" if place.radius_km is not None else "")
        names = [place.name_latin, *_units(place), place.country]
        text.append(f"  {clean(', '.join(dict.fromkeys(name for name in names if name)))}")
        text.append(f"  precision {place.geo_precision}", style="dim")
        if place.confidence is not None and place.confidence < _SURE:
            text.append(f"  doubtful {place.confidence:.2f}", style="yellow")
    if named:
        text.append("  ").append(clean(place.text), style=_ROLES["where"])
    return text


def _other(other: Candidate) -> Text:
    """Say which other bearer of the name may be meant."""
    text = Text("or ", style="yellow")
    if other.lat is not None and other.lon is not None:
        text.append(f"{other.lat:.4f}, {other.lon:.4f}  ")
    names = (other.name_latin or other.name_ar, other.admin1, other.country)
    text.append(clean(", ".join(name for name in names if name)))
    return text.append(f"  {other.share:.2f}")


def _units(place: Place) -> Iterable[str]:
    for unit in (place.admin2, place.admin1):
        if unit is not None and unit.code != place.gazetteer_id:
            yield unit.name_latin or unit.code


def _time(time: Time) -> Text:
    # The dates come first: after Arabic letters a terminal would turn their parts around.
    days = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    text = Text(days + ("  inferred" if time.inferred else ""))
    if time.span:
        text.append("  ").append(clean(time.span.text), style=_ROLES["when"])
    return text


def _bounds(bounds: Bounds) -> str:
    low, high = bounds.low, bounds.high
    if high is None:
        return f"{low} or more"
    if low == high:
        return str(low) if low else "none"
    return f"{low} to {high}"


def _plain(text: str) -> Text:
    return Text(clean(text))


def clean(text: str) -> str:
    """Put a visible mark, one for one, for what would steer the terminal."""
    return _STEERING.sub(lambda found: " " if found[0] in "\t\r" else "\ufffd", text)


def derivation(out: IO[str], derived: Sequence[Derived]) -> None:
    """Write how events came about, a table an event."""
    console = Console(file=out, highlight=False, emoji=False)
    for number, (event, steps) in enumerate(derived, 1):
        table = Table(title=f"{number} {event.type}", title_justify="left", box=None)
        for heading in ("decided", "value", "probability", "proposed by", "because"):
            table.add_column(heading, header_style="dim", overflow="fold")
        for step in steps:
            sure = "" if step.probability is None else f"{step.probability:.2f}"
            because = Text(", ").join(_plain(name) for name in step.because)
            table.add_row(step.slot, _plain(step.value), sure, _plain(step.rule), because)
        console.print(table)
        console.print()
    if not derived:
        console.print(Text("No events.", style="dim"))
