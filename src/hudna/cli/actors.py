"""``hudna actors``: who a name means, whom they belonged to, and where they stood, on a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from hudna.cli.options import TableForm, given_day, table_option
from hudna.errors import InputError

if TYPE_CHECKING:  # the lexicon is loaded when something is looked up, not for --help
    from hudna.lexicon.affiliation import Affiliations, Moment, Term
    from hudna.lexicon.catalogue import Entry

_MOST = 12
"""Entries that a part of a name may mean before they are only listed."""


@click.command(
    epilog="Examples: hudna actors YPG --on 2016-01-01   ·   hudna actors 'قوات النظام'   ·  "
    " hudna actors --side SYR:opposition --on 2018-11-19"
)
@click.argument("names", nargs=-1, metavar="[NAME ...]")
@click.option(
    "--on",
    callback=given_day,
    metavar="DATE",
    help="The day to tell of, like 2018-11-19; without one, all that is known with its dates.",
)
@click.option(
    "--side",
    metavar="CONFLICT:SIDE",
    help="Those who stood on a side of a conflict, like SYR:opposition.",
)
@table_option("participant")
def command(names: Sequence[str], on: date | None, side: str | None, form: TableForm) -> None:
    """Show who a NAME means: code, wordings and what they think of whom they name, memberships,
    sides, and the item in Wikidata.

    NAME is a participant's English name or a part of it, or any Arabic wording; one that the
    catalogue lacks is read from its parts. Without NAME, all participants are listed. What holds
    on the day only perhaps, as its dates are known to the month or year, is marked so.
    """
    from hudna.lexicon.affiliation_files import shipped
    from hudna.lexicon.catalogue import catalogue

    told = shipped(catalogue().keys())
    if names:
        records = [record for name in names for record in _asked(told, name, on)]
    else:
        records = [_entry_record(told, entry, on) for entry in catalogue().values()]
    if side is not None:
        records = _on_side(told, records, side)
    if form == "jsonl":
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))
    else:
        from hudna.cli.actors_output import show

        show(records, whole=bool(names))


def _on_side(
    told: Affiliations, records: Sequence[dict[str, Any]], side: str
) -> list[dict[str, Any]]:
    conflict, _, what = side.partition(":")
    if (conflict, what) not in told.sides:
        known = ", ".join(f"{c}:{s}" for c, s in told.sides)
        raise InputError(f"--side {side}: no such side; choose of {known}")
    return [
        record
        for record in records
        if any((s["conflict"], s["side"]) == (conflict, what) for s in record["sides"])
    ]


def _asked(told: Affiliations, name: str, on: date | None) -> list[dict[str, Any]]:
    from hudna.lexicon.catalogue import find, loading_of

    found = find(name)
    if len(found) > _MOST:
        listed = ", ".join(entry.name for entry in found[:_MOST])
        raise InputError(f"{name}: means {len(found)} participants ({listed} …); name one of them")
    if not found:
        return [_from_parts(told, name, on)]
    return [
        {"asked": name, "loading": loading_of(entry, name), **_entry_record(told, entry, on)}
        for entry in found
    ]


def _from_parts(told: Affiliations, name: str, on: date | None) -> dict[str, Any]:
    """Read a wording as the reader does: without its clitics, or from the parts of a name."""
    from hudna.lexicon.catalogue import catalogue
    from hudna.model import Article
    from hudna.reading.document import prepare
    from hudna.reading.who import code_of, find_actors, home_of

    doc = prepare(Article(name, published=on))
    phrases = find_actors(doc)
    if not phrases:
        raise InputError(f"{name}: no participant of this name is known{_nearest(name)}")
    phrase = max(phrases, key=lambda phrase: phrase.last - phrase.first)
    asked = {"asked": name, "loading": phrase.loading}
    if phrase.name is not None and phrase.name in catalogue():
        return {**asked, **_entry_record(told, catalogue()[phrase.name], on)}
    code = code_of(phrase, home_of(doc, phrases), violent=False)
    return {
        **asked, "name": None, "code": code, "kind": phrase.kind, "wikidata": None, "aliases": [],
        "from": None, "to": None, "member_of": [], "sides": [], "members": [], "became": [],
    }  # fmt: skip


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    from hudna.lexicon.catalogue import catalogue

    near = get_close_matches(name, catalogue(), 3)
    return f"; the nearest: {', '.join(near)}" if near else ""


def _entry_record(told: Affiliations, entry: Entry, on: date | None) -> dict[str, Any]:
    known = told.of(entry.name)
    sure = told.sides_of(entry.name, on)
    perhaps = [one for one in known.sides if on and one.term.covers(on) is None]
    return {
        "name": entry.name,
        "code": entry.code_on(on),
        "kind": entry.kind,
        "wikidata": known.wikidata,
        "aliases": [{"text": one.text, "loading": one.loading} for one in entry.aliases],
        **_dates(known.life),
        "member_of": [
            {"of": one.of, **_holds(one.term, on), "source": one.source}
            for one in known.member_of
            if on is None or one.term.covers(on) is not False
        ],
        "sides": [
            {
                "conflict": one.conflict, "side": one.side, "role": one.role, "via": one.via,
                **_holds(one.term, on), "source": one.source,
            }
            for one in (*sure, *perhaps)
        ],
        "members": [
            part.name
            for part in told.participants.values()
            if any(one.of == entry.name for one in told.membership(part.name, on))
        ],
        "became": [
            {"name": one.name, "on": _text(one.on), "source": one.source} for one in known.became
        ],
    }  # fmt: skip


def _holds(term: Term, on: date | None) -> dict[str, Any]:
    """Dates of a tie, and whether it holds on the day: yes, or null where nobody can tell."""
    return _dates(term) if on is None else {**_dates(term), "holds": term.covers(on)}


def _dates(term: Term) -> dict[str, str | None]:
    return {"from": _text(term.since), "to": _text(term.until)}


def _text(moment: Moment | None) -> str | None:
    return None if moment is None else moment.text
