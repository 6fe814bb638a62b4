"""What an article is about: the one of its events that it tells at length and early."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import FAMILY, Article, Event

OLD_DAYS = 7
"""Days before publication beyond which an event is background."""


def main_event(article: Article, events: Sequence[Event]) -> Event | None:
    """The event that a report is about; None where there is none.

    Early, told more than once, violent, with a toll and a place; neither a plan nor a sum.
    """
    return max(events, key=lambda e: (_salience(article, e), -e.triggers[0].start), default=None)


def _salience(article: Article, event: Event) -> float:
    first = min(trigger.start for trigger in event.triggers)
    toll = event.casualties
    old = (
        event.time is not None
        and article.published is not None
        and (article.published - event.time.end).days > OLD_DAYS
    )
    return (
        1.0
        - first / len(article.text)
        + 0.25 * min(len(event.triggers), 5)
        + 0.5 * (FAMILY[event.type] == "violence")
        + 0.5 * bool(toll.killed and toll.killed.low)
        + 0.3 * bool(toll.injured and toll.injured.low)
        + 0.3 * bool(event.places)
        - 0.5 * (event.status in ("planned", "denied"))
        - 1.0 * toll.cumulative
        - 1.0 * old
    )
