"""``hudna db``: where the database is, what it holds, and its migration."""

from __future__ import annotations

import json

import click

from hudna.cli.database import database_option


@click.group()
def command() -> None:
    """Look after the database.

    It is the file that --database or HUDNA_DATABASE names, or a PostgreSQL server
    (postgresql://USER@HOST/DATABASE); by default a file in the user's data folder.
    """


@command.command()
@database_option
def upgrade(database: str | None) -> None:
    """Make the tables, or bring those of an older release to this one's state.

    Every verb does so when it opens the database; this one does nothing else.
    """
    from hudna.store import open_store
    from hudna.store.upgrade import HEAD

    with open_store(database) as store:
        click.echo(f"{store.database.address.shown}: at state {HEAD}")


@command.command()
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info(database: str | None, as_json: bool) -> None:
    """Show where the database is and what it holds."""
    from hudna.store import open_store

    with open_store(database, create=False) as store:
        counts = store.counts()
        shown = store.database.address.shown
    if as_json:
        click.echo(json.dumps({"database": shown, **counts}, ensure_ascii=False, indent=1))
        return
    click.echo(shown)
    for name, number in counts.items():
        click.echo(f"{number:>12,} {name}{'' if number == 1 else 's'}")
