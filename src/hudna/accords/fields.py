"""Reading the tables of a TOML file with care: every fault is noted with its line and its remedy.

A fault does not stop the reading, so that one run tells them all; but a file with any fault gives
no value (:meth:`Faults.settle`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from hudna.accords.lines import Lines
from hudna.accords.values import Text
from hudna.errors import DataError

_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_TEXT = 4_000
"""Letters that a text may have."""
MAX_ROWS = 500
"""Tables of one kind that a file may have."""


class AccordError(DataError):
    """A file breaks the rules of accords; ``faults`` holds every message, the first is shown."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(self.faults[0] + more)


class Faults:
    """The faults of a file so far."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file = file
        self.lines = lines
        self._found: list[tuple[int, str]] = []

    def add(self, path: Sequence[str | int], what: str, remedy: str) -> None:
        """Note a fault at a value: what is wrong, and what to do."""
        line = self.lines.of(path)
        self._found.append((line, f"{self.file}:{line}: {what}; {remedy}"))

    def add_elsewhere(self, message: str) -> None:
        """Note a fault of another file, its place already named."""
        self._found.append((1 << 30, message))

    def settle(self) -> None:
        """Go on only if there was no fault.

        Raises:
            AccordError: with every fault, in the order of the lines.
        """
        if self._found:
            raise AccordError(tuple(dict.fromkeys(m for _, m in sorted(self._found))))


@dataclass(frozen=True)
class Table:
    """One table of the file, and where it stands."""

    values: Mapping[str, Any]
    path: tuple[str | int, ...]
    faults: Faults

    def known(self, *keys: str) -> None:
        """Note every key that is none of these."""
        for key in self.values:
            if key not in keys:
                near = get_close_matches(key, keys, 1)
                meant = f"write {near[0]!r}" if near else f"use one of {', '.join(sorted(keys))}"
                self.faults.add((*self.path, key), f"unknown key {key!r}", meant)

    def fault(self, key: str, what: str, remedy: str) -> None:
        """Note a fault of one of its values."""
        self.faults.add((*self.path, key), what, remedy)

    def tables(self, key: str) -> Iterator[Table]:
        """Its tables of a kind (``[[key]]``), in order."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.fault(key, f"{key} is no list of tables", f"write each under [[{key}]]")
            return
        if len(found) > MAX_ROWS:
            self.fault(key, f"more than {MAX_ROWS} tables [[{key}]]", "split the file")
            return
        for i, item in enumerate(found):
            yield Table(item, (*self.path, key, i), self.faults)

    def table(self, key: str) -> Table | None:
        """One table that it holds; ``None`` if it is missing."""
        found = self.values.get(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.fault(key, f"{key} is no table", f"write it under [{key}] or in braces")
            return None
        return Table(found, (*self.path, key), self.faults)

    def string(self, key: str, example: str) -> str:
        """A text that must be there."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
            self.fault(key, f"{key} is missing or no text", f'write {key} = "{example}"')
            return ""
        return value.strip()

    def maybe(self, key: str, example: str) -> str | None:
        """A text that may be missing."""
        return self.string(key, example) if key in self.values else None

    def id(self, key: str = "id") -> str:
        """A name for this table: lower-case Latin letters, digits and hyphens."""
        value = self.string(key, "no-bombardment")
        if value and not _ID.fullmatch(value):
            self.fault(key, f"{value!r} is no id", "use lower-case letters, digits and hyphens")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty if it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.fault(key, f"{key} is no list of texts", f'write {key} = ["…", "…"]')
            return ()
        return tuple(value[:MAX_ROWS])

    def text(self, key: str) -> Text:
        """The same words in Arabic and English."""
        inner = self.table(key)
        if inner is None:
            self.fault(key, f"{key} is missing", f'write {key} = {{ ar = "…", en = "…" }}')
            return Text("", "")
        inner.known("ar", "en")
        return Text(inner.string("ar", "…"), inner.string("en", "…"))

    def maybe_text(self, key: str) -> Text | None:
        """The same words in two languages, or nothing."""
        return self.text(key) if key in self.values else None

    def day(self, key: str) -> date:
        """A day that must be there."""
        found = self.maybe_day(key)
        if found is None and key not in self.values:
            self.fault(key, f"{key} is missing", f"write the day: {key} = 2018-09-17")
        return found or date.min

    def maybe_day(self, key: str) -> date | None:
        """A day that may be missing."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(key, f"{key} is no day", f"write it bare: {key} = 2018-09-17")
            return None
        return value

    def one_of(self, key: str, known: Sequence[_T], default: _T | None = None) -> _T:
        """One of a few words."""
        value = self.values.get(key, default)
        if value not in known:
            self.fault(key, f"{key} = {value!r} is unknown", self._choose(value, known))
            return known[0]
        return cast("_T", value)

    def some_of(self, key: str, known: Mapping[str, Sequence[str]], what: str) -> frozenset[str]:
        """A list of words of which each stands for some values."""
        out: set[str] = set()
        for word in self.strings(key):
            if word not in known:
                self.fault(key, f"unknown {what} {word!r}", self._choose(word, list(known)))
            out.update(known.get(word, ()))
        return frozenset(out)

    @staticmethod
    def _choose(value: object, known: Sequence[object]) -> str:
        near = get_close_matches(str(value), [str(k) for k in known], 1)
        if near:
            return f"did you mean {near[0]!r}?"
        shown = ", ".join(str(k) for k in known[:12])
        return f"use one of {shown}{' …' if len(known) > 12 else ''}"

    def unique(self, rows: Sequence[_T], key: Callable[[_T], str], what: str) -> None:
        """Note ids that are given twice."""
        seen: set[str] = set()
        for i, row in enumerate(rows):
            if key(row) and key(row) in seen:
                path = (*self.path, what, i, "id")
                self.faults.add(path, f"{what} {key(row)!r} is there twice", "rename one of them")
            seen.add(key(row))
