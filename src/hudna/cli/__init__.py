"""The command line: one file a verb, each imported only when its verb is used."""

from __future__ import annotations


def main() -> None:
    """Run ``hudna`` and exit with its status."""
    from hudna.cli.verbs import run

    run()
