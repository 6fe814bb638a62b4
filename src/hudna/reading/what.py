"""What happened: the words that may tell an event, and the types that each may tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hudna.lexicon import Hit
from hudna.model import FAMILY as FAMILY
from hudna.model import EventType
from hudna.reading.document import Document

_MEANS_REACH = 12
"""Words around a trigger in which a weapon may say what kind of attack it was."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger in the text, before it is known whether and what event it tells."""

    index: int
    first: int
    last: int
    sentence: int
    hits: tuple[Hit, ...]
    """Lexicon hits on these words, one a type."""
    hit: Hit
    """The first hit: its form, clitics and frame stand for all."""
    means: tuple[tuple[str, int], ...]
    """Types that weapons nearby imply, with their distance in words, nearest first."""
    strength: str
    """``strong``, ``weak`` or ``echo``: the strongest that the lexicon grants these words."""
    kinds: tuple[EventType, ...]
    """What :meth:`types` lists, worked out once."""

    def types(self) -> tuple[EventType, ...]:
        """List the types that this trigger may tell, the lexicon's own first."""
        return self.kinds


def find_mentions(doc: Document) -> list[Mention]:
    """List an article's triggers in text order; hits on the same words are one mention."""
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in doc.of("trigger"):
        groups.setdefault((hit.first, hit.last), []).append(hit)
    weapons = "means" in doc.by_kind
    sentence_of = doc.sentence_of
    out: list[Mention] = []
    reach = -1
    for (first, last), hits in sorted(groups.items(), key=lambda g: (g[0][0], -g[0][1])):
        if last <= reach:
            continue
        reach = last
        sentence = sentence_of[first]
        near = _means_near(doc, first, last, doc.sentences[sentence]) if weapons else ()
        out.append(
            Mention(
                len(out), first, last, sentence, tuple(hits), hits[0], near,
                _strongest(hits), _kinds(hits, near),
            )
        )  # fmt: skip
    return out


def _strongest(hits: Sequence[Hit]) -> str:
    found = {hit.row.data.get("strength", "strong") for hit in hits}
    return "strong" if "strong" in found else "weak" if "weak" in found else "echo"


def _kinds(hits: Sequence[Hit], means: Sequence[tuple[str, int]]) -> tuple[EventType, ...]:
    out: list[EventType] = [hit.row.data["type"] for hit in hits]
    for hit in hits:
        out += hit.row.data.get("also", ())
    if means and any(hit.row.data.get("refine") for hit in hits):
        out += [kind for kind, _ in means]  # type: ignore[misc]
    return tuple(dict.fromkeys(out))


def _means_near(
    doc: Document, first: int, last: int, bounds: tuple[int, int]
) -> tuple[tuple[str, int], ...]:
    best: dict[str, int] = {}
    for hit in doc.within("means", bounds[0], min(bounds[1], last + _MEANS_REACH + 1)):
        kind = hit.row.data["type"]
        distance = max(hit.first - last, first - hit.last, 0)
        if distance <= _MEANS_REACH and distance < best.get(kind, _MEANS_REACH + 1):
            best[kind] = distance
    return tuple(sorted(best.items(), key=lambda pair: pair[1]))
