"""From an article to its events: the whole pipeline on one page.

``gather`` asks every question of the text once; ``judge`` decides which triggers tell an event,
``tie`` which phrases belong to each, ``group`` which triggers tell the same happening, and
``compose`` writes each group down as one event.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import Article, Event
from hudna.reading.compose import compose
from hudna.reading.evidence import Evidence, gather
from hudna.reading.linear import Models, shipped_models
from hudna.reading.roles import judge, tie
from hudna.reading.same import group

MENTION_FLOOR = 0.35
"""A trigger is considered from this probability on."""
SAME_FLOOR = 0.5
"""A trigger joins an earlier one from this probability of telling the same on."""
EVENT_FLOOR = 0.4
"""An event is kept from this confidence on."""


def read(article: Article) -> Sequence[Event]:
    """Read one article into the events that it asserts, in text order.

    Pure and thread-safe; after the first call no file is opened. Every span of every event
    satisfies ``article.text[start:end] == span.text``.
    """
    evidence = gather(article)
    return () if evidence is None else assemble(shipped_models(), evidence)


def assemble(known: Models, evidence: Evidence) -> tuple[Event, ...]:
    """Arrange what was found in an article into events."""
    told = []
    for mention in evidence.mentions:
        probability = judge(known, evidence, mention)
        if probability >= MENTION_FLOOR:
            told.append(tie(known, evidence, mention, probability))
    events = [
        compose(known, evidence, members) for members in group(known, evidence, told, SAME_FLOOR)
    ]
    return tuple(event for event in events if event is not None)
