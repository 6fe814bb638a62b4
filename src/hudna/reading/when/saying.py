"""Whether a phrase belongs to a verb of saying rather than to what is said."""

from __future__ import annotations

from hudna.reading.document import Document


def of_saying(doc: Document, first: int, last: int) -> bool:
    """Whether syntax gives the phrase to the saying."""
    return False
