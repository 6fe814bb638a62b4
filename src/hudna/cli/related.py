"""``hudna related``: the reports nearest to one."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from hudna.cli.database import database_option
from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.merging.related import Related
    from hudna.store import Store


@click.command()
@click.argument("article", metavar="ARTICLE")
@database_option
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="Show the N nearest.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, as in a pipe.")
def command(article: str, database: str | None, limit: int, as_json: bool) -> None:
    """Show the reports nearest to ARTICLE, given by its id or address.

    Those that tell the same incidents come first, then those worded most like it of about the same
    days.

    \b
    hudna related https://news.example/idlib/123
    """
    from hudna.store import open_store

    with open_store(database, create=False) as store:
        stored = store.article(article)
        if stored is None:
            raise InputError(f"{article}: no article of this id or address was collected")
        found = _nearest(store, stored.article.id, limit)
    for item in found:
        if as_json or not sys.stdout.isatty():
            click.echo(json.dumps(_record(item), ensure_ascii=False))
        else:
            click.echo(_line(item))
    if not found and sys.stdout.isatty():
        click.echo("hudna: nothing is related to it", err=True)


def _nearest(store: Store, article: str, limit: int) -> list[Related]:
    from hudna.merging import sought
    from hudna.merging.related import related

    incidents = store.incidents_of(article)
    incident_of = {claim.id: i.id for i in incidents for claim in i.claims}
    known = store.known()
    of_incidents = list(known.named(list(incident_of)))
    own = [told for told in of_incidents if told.claim.article == article]
    keys = {key for told in own for key in sought(told.sketch)}
    return related(own, [*of_incidents, *known.holding(keys)], incident_of, limit)


def _record(item: Related) -> dict[str, Any]:
    claim = item.claim
    return {
        "article": claim.article,
        "outlet": claim.outlet,
        "url": claim.url,
        "published": claim.published.isoformat() if claim.published else None,
        "incidents": list(item.incidents),
        "likeness": item.likeness,
        "copied": item.copied,
        "quote": claim.quote.text if claim.quote else None,
    }


def _line(item: Related) -> str:
    from hudna.cli.show import clean

    claim = item.claim
    day = claim.published.isoformat() if claim.published else "no date"
    shared = f"same incident ({', '.join(item.incidents)})" if item.incidents else "alike"
    head = f"{claim.article}  {day}  {claim.outlet or 'no outlet'}  {shared}  {item.likeness:.2f}"
    return clean(f"{head}\n    {claim.quote.text if claim.quote else ''}")
