"""From an article to its events: the whole pipeline on one page.

``promising`` turns away at a glance what is no happening, ``gather`` asks every question of the
text once; ``judge`` decides which triggers tell an event,
``tie`` which phrases belong to each, ``group`` which triggers tell the same happening,
``compose`` writes each group down as one event, and ``put_on_map`` locates its places.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import Article, Event
from hudna.reading.compose import Group, compose
from hudna.reading.document import prepare
from hudna.reading.evidence import Evidence, gather
from hudna.reading.glance import promising
from hudna.reading.linear import Models, shipped_models
from hudna.reading.placing import put_on_map
from hudna.reading.roles import Told, judge, tie
from hudna.reading.same import group
from hudna.reading.settle import Rivals
from hudna.reading.what import Mention, find_mentions

MENTION_FLOOR = 0.39
"""A trigger is considered from this probability on."""
SAME_FLOOR = 0.4
"""Groups of triggers are joined from this probability of telling the same on."""


def read(article: Article) -> Sequence[Event]:
    """Read one article into the events that it asserts, in text order.

    Pure and thread-safe; after the first call no file is opened. Every span of every event
    satisfies ``article.text[start:end] == span.text``.
    """
    known = shipped_models()
    doc = prepare(article)
    mentions = find_mentions(doc)
    worth = promising(known, doc, mentions)
    if not worth:
        return ()
    evidence = gather(doc, mentions)
    return put_on_map(evidence, assemble(known, evidence, worth))


def assemble(known: Models, evidence: Evidence, mentions: Sequence[Mention]) -> tuple[Event, ...]:
    """Arrange what was found in an article into events."""
    told = credible(known, evidence, mentions)
    groups = group(known, evidence, told, SAME_FLOOR)
    rivals = Rivals(groups)
    events = [
        compose(known, evidence, Group(members, rivals, i)) for i, members in enumerate(groups)
    ]
    return tuple(event for event in events if event is not None)


def credible(known: Models, evidence: Evidence, mentions: Sequence[Mention]) -> list[Told]:
    """Tie the triggers that are credible enough to everything that belongs to them."""
    told = []
    for mention in mentions:
        probability = judge(known, evidence, mention)
        if probability >= MENTION_FLOOR:
            told.append(tie(known, evidence, mention, probability))
    return told
