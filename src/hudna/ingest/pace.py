"""How often one host is asked: a pause between two fetches, whichever thread makes them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is and how to let it pass; a collector that is to stop has its own."""

    seconds: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


CLOCK = Clock()
"""The computer's."""


class Pace:
    """Gives each host's visitors their turns, at least an interval apart."""

    def __init__(self, clock: Clock) -> None:
        """``clock`` tells the time, and lets it pass."""
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, interval: float) -> None:
        """Return when it is one's turn; ``interval`` is in seconds."""
        with self._lock:
            now = self._clock.seconds()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + interval
        if turn > now:
            self._clock.pause(turn - now)
