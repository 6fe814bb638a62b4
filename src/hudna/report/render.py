"""A report's forms: HTML in one file, Markdown, PDF."""

from __future__ import annotations

import re
from importlib.resources import files

from markupsafe import Markup

from hudna.errors import HudnaError
from hudna.report.templates import environment
from hudna.report.values import Briefing


class PdfError(HudnaError):
    """PDF cannot be written on this machine; the message says what to install."""


def html(briefing: Briefing) -> str:
    """Write a report as one HTML page that needs nothing else."""
    style = files("hudna.report").joinpath("templates", "report.css").read_text("utf-8")
    page = environment("html").get_template("report.html.j2")
    return _sound(page.render(b=briefing, css=Markup(style), comma=_comma(briefing)).lstrip())


def markdown(briefing: Briefing) -> str:
    """Write a report as Markdown, with tables in place of the pictures."""
    page = environment("md").get_template("report.md.j2")
    text = page.render(b=briefing, comma=_comma(briefing))
    lines = [line.rstrip() for line in text.strip().split("\n")]
    # Templates leave runs of blank lines; one divides paragraphs.
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return _sound("\n".join(kept) + "\n")


_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _sound(text: str) -> str:
    """Put U+FFFD in place of what no page may hold: control characters and lone surrogates."""
    return _UNSOUND.sub("\ufffd", text)


def _comma(briefing: Briefing) -> str:
    return "، " if briefing.lang == "ar" else ", "


def pdf(briefing: Briefing) -> bytes:
    """Write a report as PDF whose text can be searched; nothing is fetched for it.

    Raises:
        PdfError: the libraries that set the type are not on this machine.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfError(
            "PDF needs Pango, which is not on this machine: install it (Debian and Ubuntu: apt"
            " install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango; Windows: see"
            " WeasyPrint's first steps); --format html and --format md work without it"
            f" ({str(error).splitlines()[0]})"
        ) from error
    made = HTML(string=html(briefing), url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
    assert isinstance(made, bytes)
    return made


def arabic_font() -> bool | None:
    """Whether the system has a font with Arabic letters; ``None`` where that cannot be asked."""
    import shutil
    import subprocess

    tool = shutil.which("fc-list")
    if tool is None:
        return None
    try:
        done = subprocess.run(
            [tool, ":lang=ar", "family"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return bool(done.stdout.strip())
