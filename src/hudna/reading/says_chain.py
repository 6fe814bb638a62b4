"""Which attribution passes which one on: ``ذكرت وكالة … أن المتحدث قال …، بحسب …``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hudna.reading.document import Document
from hudna.reading.says_cue import Mode
from hudna.reading.says_words import Marks

_NEAR = 12
"""Attributions before one, and after it, among which the one that passes it on is sought."""


class Said(Protocol):
    """What is asked of an attribution: see :class:`hudna.reading.says.Attribution`."""

    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def cue(self) -> int: ...  # noqa: D102
    @property
    def scope(self) -> tuple[int, int]: ...  # noqa: D102
    @property
    def mode(self) -> Mode: ...  # noqa: D102
    @property
    def speaker(self) -> int | None: ...  # noqa: D102
    @property
    def referent(self) -> int: ...  # noqa: D102
    @property
    def denies(self) -> bool: ...  # noqa: D102
    @property
    def telling(self) -> bool: ...  # noqa: D102


def relays(doc: Document, marks: Marks, found: Sequence[Said]) -> list[int | None]:
    """List, for each attribution, the one that passes it on; ``None`` where none does.

    That is its speaker (نقلت وكالة عن مصدر), else the innermost verb of saying whose words hold its
    cue (ذكرت وكالة أن المتحدث قال), else a medium according to which its sentence is told
    (قال المتحدث …، بحسب وكالة). A medium is passed on by no one but another medium.
    """
    media = {at for at, said in enumerate(found) if said.first in marks.media}
    return [
        said.speaker if said.speaker is not None else _outer(doc, found, media, at)
        for at, said in enumerate(found)
    ]


def _outer(doc: Document, found: Sequence[Said], media: set[int], at: int) -> int | None:
    said = found[at]
    if said.denies and said.mode == "according":  # وهو ما نفته الوزارة: answers whoever spoke
        return None
    medium = at in media and said.mode == "according"
    for other in reversed(range(max(at - _NEAR, 0), at)):
        outer = found[other]
        if (
            outer.mode not in ("according", "denied")
            and outer.telling
            and (not medium or other in media)
            and _apart(outer, said)
            and outer.cue < said.cue < outer.scope[1]
        ):
            return other
    if said.mode == "according" or at in media:
        return None
    line = doc.sentence_of[said.cue]
    for other in range(max(at - _NEAR, 0), min(at + 1 + _NEAR, len(found))):
        outer = found[other]
        if (
            other in media
            and outer.mode == "according"
            and doc.sentence_of[outer.cue] == line
            and _apart(outer, said)
        ):
            return other
    return None


def _apart(outer: Said, said: Said) -> bool:
    """Whether two attributions are two sayings by two sources."""
    return outer.cue != said.cue and outer.referent != said.referent
