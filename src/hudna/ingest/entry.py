"""What a feed or a sitemap lists: the pages of articles, and what it says of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from hudna.ingest.page_facts import Facts

MOST = 50_000
"""Entries of one list that are read: the most that a sitemap may have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a list names it."""

    url: str | None
    title: str | None = None
    html: str | None = None
    """The article's text, or the beginning of it, where the list itself has it."""
    published: date | None = None
    facts: Facts = field(default_factory=Facts)
    changed: str | None = None
    """When the list says that it was changed, as it was written."""

    @property
    def mark(self) -> str:
        """What differs as soon as the list says something else of the article."""
        said = "\0".join((self.title or "", self.html or "", self.changed or ""))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
