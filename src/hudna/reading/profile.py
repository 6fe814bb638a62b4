"""How each outlet words the sides: the profile of its names for them, honorific to pejorative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hudna.model import Article, Event, Loading
from hudna.text.fold import fold_term


@dataclass(frozen=True, slots=True)
class Wording:
    """One name that an outlet gives to whoever has a code."""

    outlet: str | None
    """``None`` where the article does not say who published it."""
    code: str
    wording: str
    """As first written; spellings that fold alike are one."""
    loading: Loading
    times: int
    """In how many places of events it is used."""


def profile(read: Iterable[tuple[Article, Sequence[Event]]]) -> list[Wording]:
    """Count the wordings of each outlet for each code, the commonest first.

    A participant counts once an article and place in the text, however many events name it there.
    """
    times: Counter[tuple[str | None, str, str, Loading]] = Counter()
    written: dict[tuple[str | None, str, str, Loading], str] = {}
    for article, events in read:
        seen: set[tuple[int, int]] = set()
        for event in events:
            for actor in (*event.actors, *event.targets):
                if (actor.start, actor.end) in seen:
                    continue
                seen.add((actor.start, actor.end))
                key = (article.outlet, actor.code, fold_term(actor.text), actor.loading)
                times[key] += 1
                written.setdefault(key, actor.text)
    outlets: Counter[str | None] = Counter()
    for (outlet, _, _, _), count in times.items():
        outlets[outlet] += count
    ranked = sorted(times, key=lambda k: (-outlets[k[0]], k[0] or "", k[1], -times[k], k[2], k[3]))
    return [Wording(k[0], k[1], written[k], k[3], times[k]) for k in ranked]
