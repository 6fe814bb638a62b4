"""``hudna gazetteer``: the places that Hudna knows, and how a name is resolved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hudna.cli.gazetteer_download import MIRROR, download
from hudna.cli.web import allow_private_option
from hudna.errors import InputError
from hudna.gazetteer import store
from hudna.gazetteer.countries import countries
from hudna.gazetteer.formats import digest_of, read_file
from hudna.gazetteer.headers import FIELDS
from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.position import resolve_positioned
from hudna.gazetteer.records import PLACE_KINDS
from hudna.gazetteer.resolve import Context, Near, Resolution, or_unlisted
from hudna.gazetteer.search import search
from hudna.gazetteer.tally import Tally
from hudna.model import Span
from hudna.place_records import whereabouts
from hudna.reading.placing import place_of

_SUFFIXES = (".gz", ".zip", ".tsv", ".csv", ".txt", ".jsonl")


@click.group()
def command() -> None:
    """Look up places, and add gazetteers to the one that ships with Hudna."""


@command.command()
@click.argument("what", nargs=-1, required=True, metavar="CC|FILE...")
@click.option("--name", help="Name of the source; by default the file's or geonames-CC.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=FIELD",
    help=f"What a column holds, for tables of other headers; FIELD is one of {', '.join(FIELDS)}.",
)
@click.option("--country", metavar="CC", help="Country of every row, where no column tells it.")
@click.option("--kind", type=click.Choice(PLACE_KINDS), help="Kind of every row, likewise.")
@click.option("--note", default="", help="Source and licence, shown by list.")
@click.option("--mirror", default=MIRROR, show_default=True, help="Where CC.zip is downloaded.")
@allow_private_option
def add(
    what: Sequence[str], name: str | None, columns: Sequence[str], country: str | None,
    kind: str | None, note: str, mirror: str, allow_private: bool,
) -> None:  # fmt: skip
    """Add a fuller gazetteer.

    CC is a country's two letters: GeoNames' dump of it is downloaded. FILE is such a dump (CC.txt
    or CC.zip), or a table with a header: TSV, CSV or JSON lines, plain or gzipped, as Who's On
    First and OCHA's p-code tables have them. Rows that cannot be read are counted and left out.
    """
    if name is not None and len(what) > 1:
        raise InputError("--name goes with one source; add them one by one")
    mapped = dict(_column(text) for text in columns)
    defaults = {
        key: value
        for key, value in (("cc", country and _country(country)), ("kind", kind))
        if value
    }
    for item in what:
        path = Path(item)
        if path.is_file():
            _add(path, name or _stem(path), note or str(path.name), mapped, defaults)
        elif len(item) == 2 and item.isalpha():
            cc = _country(item)
            folder = store.gazetteer_path().parent / "downloads"
            whole = download(cc, folder, mirror, allow_private=allow_private)
            _add(whole, name or f"geonames-{cc}", note or "GeoNames, CC BY 4.0", {}, {})
            whole.unlink()
        else:
            raise InputError(f"{item}: neither a file nor a country's two letters")


def _add(
    path: Path, name: str, note: str, columns: dict[str, str], defaults: dict[str, str]
) -> None:
    tally = Tally()
    with _patience(f"reading {path.name}"):
        records = read_file(path, store.load(), columns, defaults, tally)
        source = store.add(name, note, digest_of(path), records, tally)
    click.echo(f"{name}: {source.places:,} places, {source.names:,} names")
    if source.broken:
        first = tally.first_broken
        click.echo(f"{name}: {source.broken:,} rows left out, the first at {first}", err=True)


@contextmanager
def _patience(what: str) -> Iterator[None]:
    """Say on a terminal that something takes a while."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


def _column(text: str) -> tuple[str, str]:
    header, _, target = text.rpartition("=")
    if not header or target not in FIELDS:
        raise InputError(f"--column {text}: write HEADER=FIELD, FIELD one of {', '.join(FIELDS)}")
    return header, target


def _country(text: str) -> str:
    cc = text.upper()
    if all(row["cc"] != cc for row in countries()):
        raise InputError(f"{text}: no country has this code; write ISO 3166's two letters, as SY")
    return cc


def _stem(path: Path) -> str:
    stem = path.name
    while stem.lower().endswith(_SUFFIXES):
        stem = stem[: stem.rindex(".")]
    return stem or path.name


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_sources(as_json: bool) -> None:
    """List the sources of the gazetteer."""
    found = store.sources()
    if as_json:
        rows = [
            {"name": s.name, "places": s.places, "names": s.names, "broken": s.broken,
             "digest": s.digest, "note": s.note}
            for s in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for s in found:
        left_out = f", {s.broken:,} rows left out" if s.broken else ""
        click.echo(f"{s.name}: {s.places:,} places, {s.names:,} names{left_out}; {s.note}")


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a source."""
    store.remove(name)
    click.echo(f"{name}: removed")


@command.command()
@click.argument("name")
@click.option("--near", metavar="PLACE", help="A place known to be in the neighbourhood.")
@click.option("--in", "within", metavar="PLACE", help="A region or area that holds it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lookup(name: str, near: str | None, within: str | None, as_json: bool) -> None:
    """Show what NAME is taken for, how surely, and what else bears the name."""
    index = store.load()
    context = _context(index, near, within)
    found = or_unlisted(resolve_positioned(index, name, context), context.containers)
    if as_json:
        click.echo(json.dumps(resolution_record(found), ensure_ascii=False, indent=1))
        return
    for line in _lines(found, context.containers):
        click.echo(line)


def _context(index: Index, near: str | None, within: str | None) -> Context:
    containers: list[Place] = []
    beside: list[Near] = []
    if within is not None:
        items, _ = search(index, within)
        containers = [index.place(item.row) for item in items]
        if not containers:
            raise InputError(f"{within}: no place of this name is known")
    if near is not None:
        other = resolve_positioned(index, near, Context(containers=containers))
        if other.lat is None or other.lon is None:
            raise InputError(f"{near}: no place of this name is known")
        beside = [Near(other.lat, other.lon, 1.5)]
        if other.place is not None and not containers:
            return Context(near=beside, countries={other.place.cc: 1.0})
    return Context(containers=containers, near=beside)


def resolution_record(found: Resolution) -> dict[str, Any]:
    """Write a resolution with the keys that places of events have; what is unknown is null."""
    place = place_of(Span(found.name, 0, len(found.name)), found)
    return {"name": found.name, **whereabouts(place)}


def _lines(found: Resolution, containers: Sequence[Place]) -> Iterator[str]:
    if found.place is None:
        yield f"{found.name}: not known"
    else:
        yield _titled(found.place)
        if found.lat is not None and found.lon is not None:
            yield (
                f"  {found.lat:.4f}, {found.lon:.4f} within {found.radius_km:g} km; "
                f"ACLED precision {found.geo_precision}, UCDP {found.where_prec}"
            )
        else:
            yield "  coordinates unknown"
        units = [u for u in (found.admin2, found.admin1) if u is not None]
        parts = [f"{u.name_ar} {u.pcode}".strip() for u in units]
        yield f"  {', '.join([*parts, found.country or 'country unknown'])}"
        yield f"  confidence {found.confidence:.2f}"
    if found.runners_up:
        yield "other bearers of the name, or of one like it:"
    for choice in found.runners_up:
        place = choice.place
        if place in containers and found.place is not None and place.id != found.place.id:
            unlisted = f"one in {place.name_ar or place.name_latin}, of which no gazetteer knows"
            yield f"  {choice.share:.2f} {unlisted}"
            continue
        at = "" if place.lat is None else f" {place.lat:.3f}, {place.lon:.3f}"
        yield f"  {choice.share:.2f} {_titled(place)} {place.admin1 or place.cc}{at}"


def _titled(place: Place) -> str:
    names = [name for name in (place.name_ar, place.name_latin) if name]
    return f"{' / '.join(names)} ({place.kind}, {place.id})"
