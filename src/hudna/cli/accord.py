"""``hudna accord``: the accords that Hudna knows, what they say, and whether yours is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from hudna import accords
from hudna.accords.load import ACCORD_FILE
from hudna.accords.values import Accord, Clause, Text
from hudna.cli.plain import plain

_EXAMPLES = """\b
Examples:
  hudna accord list
  hudna accord show sochi-2018 --lang ar
  hudna accord check accords/my-truce
"""


@click.group(epilog=_EXAMPLES)
def command() -> None:
    """Show the accords that Hudna knows, and check one that you write (docs/accords.md)."""


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_accords(as_json: bool) -> None:
    """List the accords that ship with Hudna."""
    found = accords.accords()
    if as_json:
        rows = [
            {"id": a.id, "name": plain(a.name), "kind": a.kind, "country": a.country,
             "signed": a.signed.on.isoformat(), "clauses": len(a.clauses)}
            for a in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for a in found:
        click.echo(f"{a.id:<14} {a.signed.on}  {a.name.en} / {a.name.ar}, {len(a.clauses)} clauses")


@command.command()
@click.argument("what", metavar="ACCORD")
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the zones' corners.")
def show(what: str, lang: str, as_json: bool) -> None:
    """Show an accord: its parties, zones and clauses, and where each fact is from.

    ACCORD is an id, or a folder that holds an accord.toml of yours.
    """
    found = find(what)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
    for line in _lines(found, lang):
        click.echo(line)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check an accord that you write.

    FILE is an accord.toml, or the folder that holds it with its zones.geojson. Each fault is one
    line that names the file, the line and the remedy; the exit status is then 1.
    """
    folder = file.parent if file.name == ACCORD_FILE else file
    shown = "" if folder == Path() else str(folder)
    try:
        found = accords.read_accord(folder, shown)
    except accords.AccordError as error:
        for fault in error.faults:
            click.echo(fault, err=True)
        return 1
    counts = [
        _count(len(found.clauses), "clause", "clauses"),
        _count(len(found.zones), "zone", "zones"),
        _count(len(found.parties), "party", "parties"),
    ]
    click.echo(f"{found.id}: sound: {', '.join(counts)}")
    return 0


def find(what: str) -> Accord:
    """Return the accord of an id, or of a folder.

    Raises:
        DataError: there is none, or it breaks a rule.
    """
    path = Path(what)
    if what not in accords.accord_ids():
        if path.name == ACCORD_FILE and path.is_file():
            return accords.read_accord(path.parent, str(path.parent))
        if (path / ACCORD_FILE).is_file():
            return accords.read_accord(path, str(path))
    return accords.accord(what)


def _lines(a: Accord, lang: str) -> Iterator[str]:
    def say(text: Text) -> str:
        return text.ar if lang == "ar" else text.en

    yield f"{say(a.name)} ({a.id})"
    yield f"  {a.kind}, {a.country}; signed {a.signed.on}, {say(a.signed.place)}"
    if a.document:
        yield f"  text: {a.document}"
    for period in a.in_force:
        note = f": {say(period.note)}" if period.note else ""
        yield f"  in force {_days(period.start, period.end)}{note}"
    for what, id in (("after", a.predecessor), ("before", a.successor)):
        if id:
            yield f"  {what} {id}"
    yield from ("", "Parties")
    for party in a.parties:
        yield f"  {say(party.name)} ({party.actor}), {party.role}"
    yield from ("", "Zones")
    for zone in a.zones:
        about = f", approximate within {zone.uncertainty_km:g} km" if zone.approximate else ""
        yield f"  {zone.id}: {say(zone.name)}{about}"
        if zone.drawn:
            yield f"    {say(zone.drawn)}"
    yield from ("", "Clauses")
    for clause in a.clauses:
        yield f"  {clause.id}: {say(clause.text)}"
        yield f"    {_terms(clause)}"
    yield from ("", "Sources")
    for source in a.sources:
        yield f"  {source.id}: {source.by}{f', {source.on}' if source.on else ''}, {source.url}"


def _terms(clause: Clause) -> str:
    parts = [f"binds {', '.join(clause.bound)}"]
    if clause.zone:
        parts.append(f"in {clause.zone}")
    parts.append(_days(clause.start, clause.end))
    if clause.breach:
        parts.append(f"broken by {', '.join(sorted(clause.breach.types))}")
    if clause.kept:
        by = f" by {clause.kept.by}" if clause.kept.by else ""
        parts.append(f"kept by {', '.join(sorted(clause.kept.types))}{by}")
    if clause.exemptions:
        parts.append("with exemptions")
    return "; ".join(parts)


def _days(start: date, end: date | None) -> str:
    return f"{start} to {end}" if end else f"from {start}"
