"""What a site's robots.txt permits (RFC 9309), read with protego and remembered for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from protego import Protego

from hudna.errors import FetchError

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read: RFC 9309 asks for 500 KiB at least."""
_KEPT = 3600.0
"""Seconds for which rules are remembered; RFC 9309 permits a day."""
_KEPT_FAILURE = 300.0
_GIVEN, _GONE = range(200, 300), range(400, 500)
_BUSY = 429


class Answer(Protocol):
    """What a server answered."""

    @property
    def status(self) -> int:
        """Status of HTTP."""

    @property
    def body(self) -> bytes:
        """The body."""


Get = Callable[[str], Answer]
"""Fetches an address, whatever status it answers with."""


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = 0.0
    rules: Protego | None = None
    failure: FetchError | None = None


class Robots:
    """The rules of the sites that were visited; safe to share between threads."""

    def __init__(self, agent: str, get: Get, clock: Callable[[], float]) -> None:
        """``agent`` is the name that rules may address, ``clock`` counts seconds."""
        self._agent = agent
        self._get = get
        self._clock = clock
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}

    def permits(self, origin: str, url: str) -> bool:
        """Whether an address of a site (``https://example.org``) may be fetched.

        Raises:
            FetchError: the site cannot say at present, and so nothing may be fetched.
        """
        rules = self._rules(origin)
        return rules is None or bool(rules.can_fetch(url, self._agent))

    def delay(self, origin: str) -> float:
        """Return the seconds that a site asks for between two fetches; 0 where it asks for none."""
        rules = self._rules(origin)
        asked = rules.crawl_delay(self._agent) if rules is not None else None
        return float(asked) if asked is not None and asked > 0 else 0.0

    def _rules(self, origin: str) -> Protego | None:
        with self._lock:
            site = self._sites.setdefault(origin, _Site())
        with site.lock:
            if self._clock() >= site.until:
                self._ask(origin, site)
            if site.failure is not None:
                raise site.failure
            return site.rules

    def _ask(self, origin: str, site: _Site) -> None:
        site.rules, site.failure, kept = None, None, _KEPT
        try:
            answer = self._get(f"{origin}/robots.txt")
        except FetchError as error:
            site.failure, kept = error, _KEPT_FAILURE
        else:
            if answer.status in _GIVEN:
                text = answer.body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
                site.rules = Protego.parse(text)
            elif answer.status not in _GONE or answer.status == _BUSY:
                why = f"{origin}/robots.txt: HTTP {answer.status}: nothing is fetched until it is"
                site.failure = FetchError(f"{why} readable", transient=True)
                kept = _KEPT_FAILURE
        site.until = self._clock() + kept
