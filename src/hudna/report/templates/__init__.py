"""The templates, and the environments that fill them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

Form = Literal["html", "md"]


@cache
def environment(form: Form) -> Environment:
    """Return the environment of a form; both escape all that is not marked as safe."""
    found = Environment(
        loader=PackageLoader("hudna.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["kind"] = lambda block: type(block).__name__
    if form == "md":
        found.filters |= {"text": markdown, "run": run, "target": target}
    else:
        found.filters |= {"ltr": isolate, "drawn": Markup, "plain_id": plain_id}
    return found


def isolate(text: object) -> Markup:
    """Keep a date, range or code in one piece that runs left to right."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def plain_id(text: str) -> Markup:
    """Leave of an id what may stand in a style sheet."""
    return Markup(re.sub(r"[^A-Za-z0-9_-]", "", text))


_SPECIAL = re.compile(r"[\\`*_\[\]|~<>&$]|^(?:[-+=#]|\d+(?=[.)](?:\s|$)))")
_ISOLATE, _END = "\u2066", "\u2069"


def markdown(text: object) -> Markup:
    """Write words so that Markdown takes none of their characters for its own.

    Line ends become spaces. What HTML would take for its own becomes entities, so that the words
    are safe too where a renderer lets HTML through; the rest is put behind backslashes.
    """
    return Markup(_SPECIAL.sub(_behind, " ".join(str(text).split())))


def _behind(match: re.Match[str]) -> str:
    found = match[0]
    if found in "<>&":
        return str(escape(found))
    return f"{found}\\" if found.isdigit() else f"\\{found}"


def run(text: object, direction: str) -> Markup:
    """Write a date, range or code; in Arabic text within marks that keep it left to right."""
    written = markdown(text)
    return Markup(f"{_ISOLATE}{written}{_END}") if direction == "rtl" else written


def target(url: str) -> Markup:
    """Write an address so that it ends where the link does."""
    return Markup(quote(url, safe=":/?#@!$&'*+,;=%~-._"))
