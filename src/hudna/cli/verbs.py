"""The verbs of ``hudna``, and what becomes of an error: one line on stderr, never a traceback."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from hudna.errors import HudnaError

_VERBS = {
    "read": ("hudna.cli.read", "Read reports into events."),
    "collect": ("hudna.cli.collect", "Collect articles from feeds, pages and files."),
    "demo": ("hudna.cli.demo", "Read the reports that ship with Hudna."),
    "sources": ("hudna.cli.sources", "Show how each outlet words the sides."),
    "evaluate": ("hudna.cli.evaluate", "Score the reading against hand-coded articles."),
    "dates": ("hudna.cli.dates", "Show the dates that a text states."),
    "numbers": ("hudna.cli.numbers", "Show the numbers that a text states."),
    "search": ("hudna.cli.search", "Find articles that were collected."),
    "incidents": ("hudna.cli.incidents", "List what happened, as all articles tell it."),
    "incident": ("hudna.cli.incident", "Show one incident with its claims and quotes."),
    "related": ("hudna.cli.related", "Show the reports nearest to one."),
    "review": ("hudna.cli.review", "Accept, reject, correct, merge and split incidents."),
    "export": ("hudna.cli.export", "Write the record for other tools: ACLED, HXL, GeoJSON …"),
    "import": ("hudna.cli.corrections", "Take a reviewed sheet back, as decisions."),
    "db": ("hudna.cli.db", "Look after the database."),
    "monitor": ("hudna.cli.monitor", "Hold what happened against the clauses of an accord."),
    "report": ("hudna.cli.report", "Write a report on an accord, as a page, a PDF or Markdown."),
    "accord": ("hudna.cli.accord", "Show the accords that Hudna knows, and check yours."),
    "actors": ("hudna.cli.actors", "Show who a name means, and where they stood when."),
    "gazetteer": ("hudna.cli.gazetteer", "Look up places and add gazetteers."),
}
"""Each verb's module, which holds the click command ``command``, and its line in the help."""

INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells have it."""
PIPE_CLOSED = 141
"""Exit status when the reader of our output has left: 128 + SIGPIPE."""
INTERNAL = 70
"""Exit status after a fault of our own: EX_SOFTWARE of sysexits."""


class _PipeClosedError(Exception):
    """Stands in for BrokenPipeError, for which click would exit with 1: a fault of the input."""


class _Verbs(click.Group):
    """A group whose verbs are imported when used, so that ``--help`` imports none of them."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _PipeClosedError from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        command: click.Command = import_module(_VERBS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hudna", message="%(prog)s %(version)s")
def hudna() -> None:
    """Read Arabic reporting on conflicts, every value cited to the words that state it."""


def run() -> NoReturn:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        # Records are UTF-8 whatever the locale says, and no character may stop the output.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_status())


def _status() -> int:
    try:
        status = hudna.main(prog_name="hudna", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except HudnaError as error:
        click.echo(f"hudna: {error}", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, _PipeClosedError):
        # Python would complain once more when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return PIPE_CLOSED
    except OSError as error:
        click.echo(f"hudna: {error.filename or 'output'}: {error.strerror}", err=True)
        return 1
    except Exception as error:
        if "HUDNA_DEBUG" in os.environ:
            raise
        why = f"{type(error).__name__}: {error}".splitlines()[0]
        click.echo(f"hudna: a fault of Hudna's own, please report it: {why}", err=True)
        click.echo("(with HUDNA_DEBUG=1 it shows where)", err=True)
        return INTERNAL
