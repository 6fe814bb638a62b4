"""``hudna export``: the record in the forms that others work with."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from hudna.cli.database import database_option
from hudna.cli.options import given_day
from hudna.cli.review import as_of_option
from hudna.errors import InputError
from hudna.export import FORMATS
from hudna.model import EVENT_TYPES

if TYPE_CHECKING:
    from hudna.store import Reviewed, Store

_T = TypeVar("_T")
_STANDINGS = ("open", "accepted", "rejected")


@click.command()
@click.option("--format", "form", required=True, type=click.Choice([*FORMATS]),
              help="The form: " + "; ".join(f"{k}, {f.what}" for k, f in FORMATS.items())
              + ".")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here, whole or not at all; by default to standard output.")  # fmt: skip
@database_option
@click.option("--type", "types", multiple=True, type=click.Choice(EVENT_TYPES), metavar="TYPE",
              help="Incidents of this type, as shelling; again for an alternative.")  # fmt: skip
@click.option("--place", "places", multiple=True, metavar="NAME",
              help="Incidents at a place, or in an area that a claim names.")  # fmt: skip
@click.option("--since", callback=given_day, metavar="DATE", help="Incidents on this day or later.")
@click.option(
    "--until", callback=given_day, metavar="DATE", help="Incidents on this day or before."
)
@click.option("--standing", "standings", multiple=True, type=click.Choice(_STANDINGS),
              help="Incidents as review left them; by default all but the rejected.")  # fmt: skip
@as_of_option
def command(
    form: str, out: Path | None, database: str | None, types: Sequence[str],
    places: Sequence[str], since: date | None, until: date | None,
    standings: Sequence[str], as_of: datetime | None,
) -> None:  # fmt: skip
    """Write the record in a form that others work with.

    Unknown stays empty in every form, and what a reviewer set is marked. What fills each column
    from what: docs/exports.md.

    \b
    hudna export --format acled --out acled.csv
    hudna export --format geojson --type shelling --since 2018-11-19 > shelling.geojson
    hudna export --format hxl --out sheet.csv       # the sheet that hudna import takes back
    """
    from hudna.merging.select import Wanted
    from hudna.store import open_store

    chosen = FORMATS[form]
    narrowed = types or places or since or until or standings or as_of
    if chosen.of == "articles" and narrowed:
        raise click.UsageError(f"{form} is made of articles: it cannot be narrowed to incidents")
    if chosen.binary and out is None and sys.stdout.isatty():
        raise InputError(f"{form} is no text: name a file with --out")
    wanted = Wanted(
        types, places=places, since=since,
        until=until,
    )  # fmt: skip
    with open_store(database, create=False) as store, _opened(out, chosen.binary) as stream:
        found: Iterable[Any] = (
            store.articles()
            if chosen.of == "articles"
            else _incidents(store, wanted, standings or _STANDINGS[:2], as_of)
        )
        left = chosen.write(_counted(found, chosen.of), stream)
    for why, number in left.items():
        click.echo(f"hudna: {number} of the {chosen.of} left out: {why}", err=True)


def _incidents(
    store: Store, wanted: Any, standings: Sequence[str], as_of: datetime | None
) -> Iterator[Reviewed]:
    for item in store.reviewed(as_of=as_of):
        if item.standing in standings and wanted.takes(item.incident):
            yield item


@contextmanager
def _opened(path: Path | None, binary: bool) -> Iterator[IO[Any]]:
    """Open a file, which appears under its name when it is whole; or standard output."""
    if path is None:
        yield sys.stdout.buffer if binary else sys.stdout
        return
    if path.exists() and not path.is_file():  # a pipe, say, that nothing can stand in for
        with path.open("wb" if binary else "w", encoding=None if binary else "utf-8") as stream:
            yield stream
        return
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        encoding = None if binary else "utf-8"
        newline = None if binary else ""
        with os.fdopen(
            handle, "wb" if binary else "w", encoding=encoding, newline=newline
        ) as stream:
            yield stream
        # mkstemp lets nobody but the user read; a file that is opened lets whom the umask lets.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _counted(found: Iterable[_T], what: str) -> Iterator[_T]:
    """Pass items through; where stderr is a terminal and stdout is not, count them there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from found
        return
    from rich.console import Console

    with Console(stderr=True).status(f"0 {what}") as shown:
        for number, item in enumerate(found, 1):
            yield item
            if number % 100 == 0:
                shown.update(f"{number:,} {what}")
