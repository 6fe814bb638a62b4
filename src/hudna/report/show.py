"""How days, ranges, counts and addresses are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from hudna.model import Bounds
from hudna.monitoring.values import Sum
from hudna.report.values import Cell
from hudna.report.words import Words


def number(value: int | float) -> Cell:
    """Write a count, or a mean to one digit."""
    return Cell(f"{value:.1f}" if isinstance(value, float) else str(value), ltr=True)


def day(value: date | None, words: Words) -> Cell:
    """Write a day."""
    return Cell(words("unknown")) if value is None else Cell(value.isoformat(), ltr=True)


def days(start: date | None, end: date | None, words: Words) -> Cell:
    """Write the days within which something happened."""
    if start is None or end is None:
        return Cell(words("undated"))
    return Cell(span(start, end), ltr=True)


def span(start: date, end: date) -> str:
    """Write a range of days, a single one as such."""
    return start.isoformat() if start == end else f"{start} – {end}"


def low(total: Sum, words: Words) -> Cell:
    """Write the lower bound of a sum; unknown where every incident is untold."""
    return Cell(words("unknown")) if _unknown(total) else number(total.low)


def high(total: Sum, words: Words) -> Cell:
    """Write the upper bound of a sum."""
    if _unknown(total):
        return Cell(words("unknown"))
    return Cell(words("no_high")) if total.high is None else number(total.high)


def _unknown(total: Sum) -> bool:
    return bool(total.untold) and total.low == 0 and total.high == 0


def short(total: Sum, words: Words) -> Cell:
    """Write both bounds of a sum in one cell, ``80+`` where no upper one is told."""
    if _unknown(total):
        return Cell(words("unknown"))
    return bounds(Bounds(total.low, total.high), words)


def bounds(value: Bounds | None, words: Words) -> Cell:
    """Write bounds: ``7``, ``5–7``, ``5+``."""
    if value is None:
        return Cell(words("unknown"))
    if value.high is None:
        return Cell(f"{value.low}+", ltr=True)
    text = str(value.low) if value.low == value.high else f"{value.low}–{value.high}"
    return Cell(text, ltr=True)


def apart(text: str, words: Words) -> str:
    """Set words apart, so that those around them keep their own direction.

    The marks beside the isolates say the same to what sets PDF, which knows no isolates.
    """
    mark = "\u200f" if words.lang == "ar" else "\u200e"
    return f"{mark}\u2068{text}\u2069{mark}"


def listed(texts: Iterable[str], words: Words) -> str:
    """Write several names in a row."""
    return ("، " if words.lang == "ar" else ", ").join(apart(text, words) for text in texts)


def address(url: str | None) -> str | None:
    """Return an address that may be linked to; ``None`` for any but web addresses."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
