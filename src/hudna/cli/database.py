"""What the verbs that use the database share: the option that names it."""

from __future__ import annotations

import click

database_option = click.option(
    "--database",
    metavar="FILE|URL",
    help="The database: a file, or postgresql://…; by default what HUDNA_DATABASE says.",
)
