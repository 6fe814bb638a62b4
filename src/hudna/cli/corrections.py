"""``hudna import``: a reviewed sheet taken back, as decisions beside the record."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.cli.database import database_option
from hudna.cli.review import user_name
from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.export.sheet import Change
    from hudna.store import Review, Store

_LARGEST = 64 * 2**20
"""Bytes of a sheet: more is none that a person has reviewed."""
_SHOWN = 20
"""Problems of one sheet that are listed."""


@click.command()
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", metavar="NAME",
              help="Who decided, where the sheet's column by is empty; by default the"
              " user's name.")  # fmt: skip
@click.option("--why", metavar="TEXT", help="The reason, where the sheet's column why is empty.")
@click.option("--dry-run", is_flag=True, help="Only print what would be decided.")
@database_option
def command(
    sheet: Path, by: str | None, why: str | None, dry_run: bool, database: str | None
) -> None:
    """Take a reviewed SHEET back: each cell that was changed becomes one decision.

    The sheet is CSV as hudna export --format hxl writes it, or any with a column id and those that
    are corrected. Nothing is overwritten: decisions are added, with who and why, and hudna review
    lists and undoes them. If one line is wrong, nothing of the sheet is taken.

    \b
    hudna export --format hxl --out sheet.csv
    hudna import sheet.csv --why "hospital lists of November"
    hudna import sheet.csv --dry-run --why "hospital lists"
    """
    from hudna.store import open_store

    rows = _read(sheet)
    with open_store(database, create=False) as store, store.transaction():
        decisions = _decisions(store, rows, sheet, by, why)
        if not dry_run:
            for line, decision in decisions:
                try:
                    store.decide(decision)
                except InputError as error:
                    raise InputError(f"{sheet}, line {line}: {error}") from error
    for _, decision in decisions if dry_run else ():
        change = f" {decision.field} = {decision.value!r}" if decision.field else ""
        click.echo(f"{decision.who}: {decision.action} {decision.incident}{change}")
    touched = len({decision.incident for _, decision in decisions})
    click.echo(f"{_count(len(decisions), 'decision')} on {_count(touched, 'incident')}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _read(sheet: Path) -> dict[str, tuple[int, dict[str, str]]]:
    """Read the rows of a sheet by the incident's id, each with its line."""
    if sheet.stat().st_size > _LARGEST:
        raise InputError(f"{sheet}: larger than {_LARGEST >> 20} MiB, which no reviewed sheet is")
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    try:
        for line, row in _rows(sheet):
            key = row["id"].strip()
            if not key or key.startswith("#"):  # an empty line, or the row of HXL tags
                continue
            if key in rows:
                raise InputError(f"{sheet}, line {line}: {key} has a row already")
            rows[key] = (line, row)
    except UnicodeDecodeError:
        raise InputError(f"{sheet}: not UTF-8; save it as CSV UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{sheet}: no CSV: {error}") from error
    return rows


def _rows(sheet: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        # Spreadsheets write semicolons or tabs where the comma is the decimal mark.
        mark = max(",;\t", key=first.count)
        file.seek(0)
        found = csv.reader(file, delimiter=mark)
        header = [name.strip() for name in next(found, [])]
        if "id" not in header:
            raise InputError(f"{sheet}: no column id in its first line")
        for cells in found:
            if any(cells):
                # A row that ends early lacks its last cells; those say nothing.
                yield found.line_num, {"id": "", **dict(zip(header, cells, strict=False))}


def _decisions(
    store: Store, rows: Mapping[str, tuple[int, dict[str, str]]], sheet: Path,
    by: str | None, why: str | None,
) -> list[tuple[int, Review]]:  # fmt: skip
    """Turn the rows into decisions, in the order of the sheet.

    Raises:
        InputError: lines are wrong; the message lists them.
    """
    from hudna.export.sheet import changes

    made: list[tuple[int, Review]] = []
    problems: list[tuple[int, str]] = []
    missing = dict(rows)
    for item in store.reviewed():
        key = item.incident.id
        if key not in missing:
            continue
        line, row = missing.pop(key)
        try:
            for change in changes(row, item):
                made.append((line, _review(key, change, row, by, why)))
        except InputError as error:
            problems.append((line, f"{key}: {error}"))
    problems += [(line, f"{key}: no incident of this id") for key, (line, _) in missing.items()]
    if problems:
        shown = [f"{sheet}, line {line}: {what}" for line, what in sorted(problems)[:_SHOWN]]
        rest = len(problems) - len(shown)
        more = [f"… and {rest} more"] if rest else []
        raise InputError("\n".join([*shown, *more, "nothing of the sheet was taken"]))
    return sorted(made, key=lambda pair: pair[0])


def _review(
    key: str, change: Change, row: Mapping[str, str], by: str | None, why: str | None
) -> Review:
    from hudna.store import Review

    who = row.get("by", "").strip() or by or user_name()
    reason = row.get("why", "").strip() or why
    if not reason:
        raise InputError("no reason: fill the column why, or give one with --why")
    return Review(change.action, key, (), who, reason, field=change.field, value=change.value)
