"""``hudna incident``: one happening, with every claim, quote and disagreement."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from itertools import combinations
from typing import Any

import click

from hudna.cli.database import database_option
from hudna.cli.plain import plain
from hudna.cli.review import as_of_option
from hudna.errors import InputError
from hudna.model import Incident

_MOST_PAIRS = 500
"""Pairs of claims that ``--explain`` explains."""


@click.command()
@click.argument("incident", metavar="ID")
@database_option
@as_of_option
@click.option("--explain", is_flag=True,
              help="Say of each pair of claims what speaks for one happening, and how"
              " much.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("cards", "json")),
              help="For eyes (the default on a terminal) or as JSON (in a pipe).")  # fmt: skip
def command(
    incident: str, database: str | None, as_of: datetime | None, explain: bool, form: str | None
) -> None:
    """Show the incident ID: its claims side by side, their quotes, and where they disagree.

    \b
    hudna incident inc-0a1b2c3d4e5f
    hudna incident inc-0a1b2c3d4e5f --explain
    hudna incident inc-0a1b2c3d4e5f --as-of 2018-11-30 --format json
    """
    from hudna.cli.incident_output import card, record
    from hudna.store import open_store

    with open_store(database, create=False) as store:
        found = store.reviewed_incident(incident, as_of=as_of)
        if found is None:
            then = " then" if as_of else "; hudna incidents lists those that there are"
            raise InputError(f"{incident}: no incident of this id{then}")
        reasons = _explained(store, found.incident) if explain else None
    form = form or ("cards" if sys.stdout.isatty() else "json")
    if form == "json":
        out = record(found, whole=True)
        if reasons is not None:
            out["pairs"] = reasons
        click.echo(json.dumps(out, ensure_ascii=False, indent=1))
        return
    card(found, sys.stdout)
    for pair in reasons or ():
        parts = [f"{r['question']} {r['answer']} {_signed(r['weight'])}" for r in pair["reasons"]]
        click.echo(f"{' + '.join(pair['claims'])}: {_signed(pair['total'])}")
        click.echo(f"    {', '.join(parts)}")


def _signed(weight: float | None) -> str:
    return "bars" if weight is None else f"{weight:+.2f}"


def _explained(store: Any, incident: Incident) -> list[dict[str, Any]]:
    """The reasons of each pair of claims, best first; those of one article are never compared."""
    from hudna.merging import compare

    told = {item.claim.id: item for item in store.known().named([c.id for c in incident.claims])}
    out = []
    for one, other in combinations(sorted(told), 2):
        if told[one].claim.article == told[other].claim.article:
            continue
        score = compare(told[one].sketch, told[other].sketch)
        barred = score.total == float("-inf")
        reasons = [
            {**plain(r), "weight": None if r.weight == float("-inf") else round(r.weight, 2)}
            for r in score.reasons
        ]
        total = None if barred else round(score.total, 2)
        out.append({"claims": [one, other], "total": total, "reasons": reasons})
        if len(out) == _MOST_PAIRS:
            break
    return sorted(out, key=lambda p: (p["total"] is None, -(p["total"] or 0.0), p["claims"]))
