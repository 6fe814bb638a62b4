"""Participants of the catalogue for a person's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hudna.cli.show import clean

_STYLES = {"honorific": "green", "neutral": "", "pejorative": "red"}
_LOADINGS = ("neutral", "honorific", "pejorative")


def show(records: Sequence[Mapping[str, Any]], whole: bool) -> None:
    """Write records of participants: all that is known of each, or a line each."""
    console = Console(highlight=False, emoji=False)
    if not records:
        console.print(Text("No participants.", style="dim"))
    elif whole:
        for record in records:
            console.print(_title(record))
            grid = Table.grid(padding=(0, 2))
            grid.add_column(style="dim", no_wrap=True)
            grid.add_column(ratio=1)
            for label, value in _lines(record):
                grid.add_row(label, value)
            console.print(Padding(grid, (0, 0, 1, 2)))
    else:
        console.print(_listed(records))


def _title(record: Mapping[str, Any]) -> Text:
    name = record["name"] or "not in the catalogue, read from its parts"
    style = "bold" if record["name"] else "yellow"
    text = Text.assemble((name, style), "  ", record["code"], ("  " + record["kind"], "dim"))
    if record["wikidata"]:
        text.append(f"  {record['wikidata']}", style="dim")
    return text


def _lines(record: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    if record["loading"] not in (None, "neutral"):
        asked = Text(clean(record["asked"]))
        yield "asked", asked.append(f"  {record['loading']}", style=_STYLES[record["loading"]])
    for loading in _LOADINGS:
        called = [a["text"] for a in record["aliases"] if a["loading"] == loading]
        if called:
            yield loading, Text(clean("، ".join(called)), style=_STYLES[loading])
    if record["from"] or record["to"]:
        yield "existed", _dates(record)
    for one in record["member_of"]:
        yield "part of", _tie(Text(one["of"]), one)
    for one in record["sides"]:
        side = Text(f"{one['conflict']}:{one['side']}")
        side.append("  as a backer" if one["role"] == "backer" else "")
        side.append(f"  with {one['via']}" if one["via"] else "")
        yield "side", _tie(side, one)
    if record["members"]:
        yield "members", Text(", ".join(record["members"]))
    for one in record["became"]:
        text = Text(one["name"]).append(f"  {one['on']}" if one["on"] else "")
        yield "became", text.append(f"  {one['source']}", style="dim")


def _tie(text: Text, one: Mapping[str, Any]) -> Text:
    dates = _dates(one)
    if dates:
        text.append("  ").append(dates)
    if one.get("holds", True) is None:
        text.append("  perhaps", style="yellow")
    return text.append(f"  {one['source']}", style="dim")


def _dates(one: Mapping[str, Any]) -> Text:
    since, until = one["from"], one["to"]
    return Text(f"{since or '…'} – {until or '…'}") if since or until else Text()


def _listed(records: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None)
    for heading in ("name", "code", "sides", "part of"):
        table.add_column(heading, header_style="dim", overflow="fold")
    for record in records:
        sides = [
            f"{conflict}:{', '.join(dict.fromkeys(one['side'] for one in stands))}"
            for conflict, stands in groupby(record["sides"], key=lambda one: one["conflict"])
        ]
        wholes = dict.fromkeys(one["of"] for one in record["member_of"])
        table.add_row(record["name"], record["code"], " ".join(sides), ", ".join(wholes))
    return table
