"""What a reader of other gazetteers met: rows, and rows that it could not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts as the reader goes."""

    rows: int = 0
    broken: int = 0
    first_broken: str = ""
    """Line and reason of the first broken row."""

    def count(self, line: int, reason: object) -> None:
        """Count a broken row."""
        self.broken += 1
        self.first_broken = self.first_broken or f"line {line}: {reason}"


def degrees(text: str, limit: int) -> float | None:
    """Read a latitude or longitude; ``None`` if there is none.

    Raises:
        ValueError: it is not a number within ``limit`` of 0.
    """
    if not text:
        return None
    value = float(text.replace(",", "."))
    if not -limit <= value <= limit:
        raise ValueError(f"{text} is no coordinate")
    return value
