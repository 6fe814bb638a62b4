"""Which reader reads a moment, by the kind of its first token."""

from __future__ import annotations

from collections.abc import Callable

from hudna.reading.when.days import read_dates
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.tokens import Line, Token

Reader = Callable[[Line, int, Token], "list[Parsed] | None"]

READERS: dict[str, Reader] = {}
"""By kind of token; :mod:`.moments` fills it."""


def moment(line: Line, i: int) -> list[Parsed] | None:
    """Read the longest moment that begins at a word; a list of dates makes several."""
    token = line.tokens.get(i)
    if token is None:
        return read_dates(line, i) if line.digits(line.past_article(i)) is not None else None
    read = READERS.get(token.kind)
    return read(line, i, token) if read is not None else None
