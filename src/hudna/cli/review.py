"""``hudna review``: decisions of people about incidents, each with who, when and why."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import click

from hudna.cli.database import database_option
from hudna.errors import InputError

if TYPE_CHECKING:
    from hudna.store import Review


def _moment(ctx: click.Context, param: click.Parameter, given: str | None) -> datetime | None:
    """Read a day, whose end is meant, or a time of ISO 8601; in UTC where it names no zone."""
    if given is None:
        return None
    try:
        if len(given) == len("2018-11-19"):
            next_day = datetime.combine(date.fromisoformat(given), time(), UTC) + timedelta(days=1)
            return next_day - timedelta(microseconds=1)
        found = datetime.fromisoformat(given)
    except (ValueError, OverflowError):
        why = f"{given!r} is no day or time like 2018-11-19 or 2018-11-19T12:30"
        raise click.BadParameter(why, ctx, param) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


as_of_option = click.option(
    "--as-of",
    callback=_moment,
    metavar="DAY|TIME",
    help="As it was at the end of a day, or at a time (UTC where it names no zone).",
)


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every decision has."""
    for option in (
        click.option("--why", required=True, metavar="TEXT", help="The reason; kept with it."),
        click.option("--by", metavar="NAME", help="Who decides; by default the user's name."),
        database_option,
    ):
        command = option(command)
    return command


@click.group()
def command() -> None:
    """Review incidents: every decision is added, with who, when and why; nothing is overwritten.

    \b
    hudna review correct inc-0a1b2c killed.best 7 --why "hospital list"
    hudna review merge inc-0a1b2c inc-3d4e5f --why "one strike, told by two outlets"
    hudna review undo 2 --why "the outlet withdrew its report"
    hudna review show inc-0a1b2c --as-of 2018-11-30
    """


@command.command()
@click.argument("incident")
@_deciding
def accept(incident: str, **options: str | None) -> None:
    """Accept INCIDENT as it stands."""
    _decide("accept", incident, options)


@command.command()
@click.argument("incident")
@_deciding
def reject(incident: str, **options: str | None) -> None:
    """Reject INCIDENT: it is none, or not for this record."""
    _decide("reject", incident, options)


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("incident")
@click.argument("field")
@click.argument("value")
@_deciding
def correct(incident: str, field: str, value: str, **options: str | None) -> None:
    """Set FIELD of INCIDENT to VALUE.

    FIELD is a name, with the names and places below it: status, killed.best, places[0].lat. VALUE
    is JSON (7, null, '{"start": "2018-11-24", "end": "2018-11-25"}') or a word.
    """
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        read = value
    _decide("correct", incident, options, field=field, value=read)


@command.command()
@click.argument("incident")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@_deciding
def merge(incident: str, others: Sequence[str], **options: str | None) -> None:
    """Join each OTHER incident to INCIDENT."""
    _decide("merge", incident, options, moved=tuple(others))


@command.command()
@click.argument("incident")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_deciding
def split(incident: str, claims: Sequence[str], **options: str | None) -> None:
    """Take CLAIMs, by their ids, out of INCIDENT into one of their own."""
    _decide("split", incident, options, moved=tuple(claims))


@command.command()
@click.argument("number", type=int)
@_deciding
def undo(number: int, **options: str | None) -> None:
    """Let the decision of NUMBER no longer count; both stay on record."""
    _decide("undo", "", options, undoes=number)


def _decide(action: Any, incident: str, options: dict[str, str | None], **more: Any) -> None:
    from hudna.store import Review, open_store

    who = options["by"] or user_name()
    made = Review(action, incident, (), who, options["why"] or "", **more)
    with open_store(options["database"], create=False) as store:
        made = store.decide(made)
    click.echo(_line(made))


def user_name() -> str:
    """Name the user who runs this, as who decides."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("who decides? name them with --by") from None


@command.command()
@click.argument("incident")
@as_of_option
@database_option
def show(incident: str, as_of: datetime | None, database: str | None) -> None:
    """Print INCIDENT as review leaves it, as JSON."""
    from hudna.store import open_store
    from hudna.store.codec import to_json

    with open_store(database, create=False) as store:
        found = store.reviewed_incident(incident, as_of=as_of)
    if found is None:
        raise InputError(f"{incident}: no incident of this id" + (" then" if as_of else ""))
    click.echo(json.dumps(to_json(found), ensure_ascii=False, indent=1))


@command.command(name="list")
@click.argument("incident", required=False)
@as_of_option
@click.option("--lost", is_flag=True, help="Only those about what is no longer there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, as in a pipe.")
@database_option
def list_reviews(
    incident: str | None, as_of: datetime | None, lost: bool, as_json: bool, database: str | None
) -> None:
    """List the decisions, of INCIDENT or all, in their order."""
    from hudna.store import open_store
    from hudna.store.codec import to_json

    with open_store(database, create=False) as store:
        found = store.unattached() if lost else store.reviews(as_of=as_of)
    for review in found:
        if incident is not None and review.incident != incident:
            continue
        if as_json or not sys.stdout.isatty():
            click.echo(json.dumps(to_json(review), ensure_ascii=False))
        else:
            click.echo(_line(review))


def _line(review: Review) -> str:
    """Write a decision for eyes."""
    from hudna.cli.show import clean

    what = {
        "correct": f" {review.field} = {json.dumps(review.value, ensure_ascii=False)}",
        "undo": f" of {review.undoes}",
        "merge": f" with {len(review.moved)} claims",
        "split": f" of {len(review.moved)} claims",
    }.get(review.action, "")
    when = f"{review.at:%Y-%m-%d %H:%M}" if review.at else ""
    subject = review.incident
    return clean(
        f"{review.id}. {when} {review.who}: {review.action} {subject}{what} ({review.why})"
    )
