"""Whom the article quotes for an event, settled over all the triggers that tell it.

A source is often named several times near an event, and is cited once. So each mention of it is
weighed for being the one that is cited: what the mentions of a source weigh together is how
probable it is that the article quotes the source, and the heaviest of them is cited.
"""

from __future__ import annotations

from collections.abc import Iterator

from hudna.reading.features_source import mention_features, mentions_of, source_features
from hudna.reading.linear import Model, View
from hudna.reading.source_near import Near


def source_views(near: Near) -> Iterator[list[tuple[int, list[View]]]]:
    """Yield, for each source near an event, its mentions and what speaks for citing each.

    A mention is the index of an attribution of the article.
    """
    for source in near.sources:
        mentions = mentions_of(near, source)
        views = source_features(near, source)
        own = mention_features(near, source, mentions)
        yield [(i, views + more) for i, more in zip(mentions, own, strict=True)]


def quoted_for(model: Model, near: Near, floor: float) -> list[int]:
    """Find whom the article quotes for an event, each source once, by the mention to cite.

    Returns indexes into the article's attributions, in text order.
    """
    out = []
    for mentions in source_views(near):
        odds = {index: model.probabilities(views)[1] for index, views in mentions}
        if sum(odds.values()) >= floor:
            out.append(max(odds, key=lambda index: odds[index]))
    return sorted(out)
