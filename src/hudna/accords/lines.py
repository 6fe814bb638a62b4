"""In which line of a TOML text a value stands, so that a message can name it.

TOML parsers forget lines. This look-up reads no values: it follows headers (``[a]``, ``[[a]]``) and
the keys that begin a line, outside of multi-line strings and of brackets. What stands inside an
inline table has the line of the key that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a value: ``("clause", 2, "zone")``."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#|[\[\]{}]")


class Lines:
    """The lines of one TOML text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._at: Mapping[Path, int] = _scan(text)

    def of(self, path: Sequence[str | int]) -> int:
        """Return the line of a value, or of the nearest thing that holds it."""
        key = tuple(path)
        while key and key not in self._at:
            key = key[:-1]
        return self._at.get(key, 1)


def _scan(text: str) -> dict[Path, int]:
    at: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not quote and not depth:
            header = _HEADER.match(line)
            if header is not None:
                table = _table(header[2], header[1] == "[[", counts)
                at.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key is not None:
                at.setdefault((*table, *_keys(key[1])), number)
        depth, quote = _after(line, depth, quote)
    return at


def _table(name: str, array: bool, counts: dict[Path, int]) -> Path:
    """Path of a header's table; an array of tables is counted on."""
    path: Path = ()
    keys = _keys(name)
    for i, key in enumerate(keys):
        path = (*path, key)
        last = i == len(keys) - 1
        if last and array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _keys(text: str) -> list[str]:
    return [key.strip().strip("\"'") for key in text.split(".")]


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How deep in brackets, and in which multi-line string, the next line begins."""
    start = 0
    while True:
        if quote:
            end = line.find(quote, start)
            if end < 0:
                return depth, quote
            start, quote = end + 3, ""
        token = _TOKEN.search(line, start)
        if token is None or token[0] == "#":
            return depth, quote
        start = token.end()
        if token[0] in ('"""', "'''"):
            quote = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth = max(0, depth - 1)
