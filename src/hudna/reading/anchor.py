"""The interval in which an article was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hudna.reading.document import Document


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an article was published: the first and last day that it may have been."""

    start: date
    end: date
    inferred: bool
    basis: str
    """What says so, for the reader."""


def anchor_of(doc: Document) -> Anchor | None:
    """Return the day of publication; without one, what the text's own dated things allow."""
    published = doc.article.published
    if published is not None:
        return Anchor(published, published, False, "published")
    return None
