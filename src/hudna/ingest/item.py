"""What a source gives: articles with what is known beside their text, and what became of the rest.

Nothing here stores anything. What must be remembered, so that a source is not read anew each time
and a collecting that was cut off goes on, travels with the item, and is kept together with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from hudna.errors import FetchError, InputError
from hudna.ingest.fetched import Fetched
from hudna.ingest.page_facts import Facts
from hudna.model import Article

_FIRST_WAIT = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an address, or of a file, before it is read again."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    fetched: datetime | None = None
    status: int | None = None
    failures: int = 0
    """How many tries have failed in a row."""
    not_before: datetime | None = None
    """When it may be tried again."""
    details: Mapping[str, Any] = field(default_factory=dict)

    def failed(self, error: FetchError, now: datetime) -> Seen:
        """Return what is known after a failure: it is tried again ever later, a day at most."""
        wait = min(_FIRST_WAIT * 2 ** min(self.failures, 10), _LONGEST_WAIT)
        if error.wait is not None:
            wait = min(max(wait, timedelta(seconds=error.wait)), _LONGEST_WAIT)
        return replace(self, failures=self.failures + 1, not_before=now + wait)

    def after(self, found: Fetched, **details: object) -> Seen:
        """Return what is known after an answer."""
        return Seen(
            self.url, found.headers.get("etag") or (self.etag if found.unchanged else None),
            found.headers.get("last-modified") or (self.last_modified if found.unchanged else None),
            found.at, self.status if found.unchanged else found.status,
            details={**self.details, **details},
        )  # fmt: skip


Recall = Callable[[str], Seen | None]
"""Returns what is known of an address or a file."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article, new or not."""

    where: str
    """The address, or the file and the line."""
    article: Article
    facts: Facts = field(default_factory=Facts)
    page: Fetched | None = None
    """The page as it was fetched, where it came from one."""
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and need not be."""

    where: str
    why: Literal["same", "waiting", "other"]
    """It is what it was; it failed before and is left alone for now; or it is none of what is
    collected: another site, another language, no article."""
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that could not be read."""

    where: str
    error: InputError
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Everything before it was told: what is to be remembered of the source itself."""

    seen: Seen


Item = Found | Skipped | Failed | Passed
