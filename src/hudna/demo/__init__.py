"""The reports that ship with the project: our wording of publicly documented happenings.

``reports.jsonl`` holds them as codebook records without events; ``sources.toml`` names the public
source of each fact, and says that the wording is ours.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable


def reports() -> Traversable:
    """Return the file of the demo's reports, one JSON record a line."""
    return files(__name__).joinpath("reports.jsonl")


def note() -> str:
    """Return the statement, in Arabic and English, that the reports' wording is the project's."""
    sources = tomllib.loads(files(__name__).joinpath("sources.toml").read_text("utf-8"))
    return str(sources["note"]).strip()
