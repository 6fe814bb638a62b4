"""Who belongs to whom and stands on which side, and when: facts about participants, as data.

The files under ``affiliations/`` name participants as the catalogue does (``name`` of the rows in
``data/actors``) and are read by :mod:`hudna.lexicon.affiliation_files`. Everything here is told of
a *day*, or of a period of whole days: what holds for certain, what certainly does not, and what the
dates known are too coarse to tell. What no file tells is unknown, not false.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

Role = Literal["party", "backer"]
"""What one does on a side: fights or governs on it, or supports it from outside."""
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day known to the day, the month or the year."""

    text: str
    """ISO 8601, as precise as it is known: ``2019-10-04``, ``2019-10``, ``2019``."""
    first: date
    """The first day that may be meant."""
    last: date
    """The last one."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something held; both ends inclusive."""

    since: Moment | None = None
    """``None``: as long as the participant has existed."""
    until: Moment | None = None
    """``None``: it is not known to have ended."""

    def covers(self, first: date, last: date | None = None) -> bool | None:
        """Whether it held on a day, or on every day from one to another.

        ``False`` means that it held on none of them for certain; ``None`` that it may have held,
        or held on some.
        """
        last = last or first
        if self.since is not None and last < self.since.first:
            return False
        if self.until is not None and self.until.last < first:
            return False
        begun = self.since is None or self.since.last <= first
        going = self.until is None or last <= self.until.first
        return True if begun and going else None


@dataclass(frozen=True, slots=True)
class Membership:
    """One participant's place in another: a faction in an alliance, a wing of a party."""

    of: str
    """The catalogue's name of the whole."""
    term: Term
    source: str
    """Where this is publicly known from."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One participant's side in a conflict."""

    conflict: str
    """ISO 3166 alpha-3 of the country that is fought over."""
    side: str
    """As ``sides.toml`` calls it."""
    role: Role
    term: Term
    source: str
    via: str | None = None
    """The participant to which it belongs and whose side this is; ``None`` where it is its own."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What a participant was renamed to, merged into, or followed by."""

    name: str
    on: Moment | None
    source: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What the files tell of one participant."""

    name: str
    """The catalogue's."""
    wikidata: str | None = None
    """Its item, like ``Q41053``; ``None`` where nobody is sure of it."""
    life: Term = Term()
    """From when to when it existed."""
    member_of: tuple[Membership, ...] = ()
    sides: tuple[Stand, ...] = ()
    became: tuple[Succession, ...] = ()
    where: str = ""
    """``file:line`` of its table, for messages."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a conflict."""

    conflict: str
    side: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Affiliations:
    """All that the files tell."""

    participants: Mapping[str, Affiliation]
    """By the catalogue's name."""
    sides: Mapping[tuple[str, str], Side]
    """By conflict and side."""

    def of(self, name: str) -> Affiliation:
        """What is told of a participant; nothing, where no file names it."""
        return self.participants.get(name) or Affiliation(name)

    def membership(
        self, name: str, on: date | None = None, until: date | None = None
    ) -> tuple[Membership, ...]:
        """What a participant belonged to for certain on a day, or from a day until another.

        Without a day: all that it ever belonged to.
        """
        told = self.of(name).member_of
        if on is None:
            return told
        return tuple(one for one in told if one.term.covers(on, until))

    def sides_of(
        self, name: str, on: date | None = None, until: date | None = None
    ) -> tuple[Stand, ...]:
        """On which sides a participant stood for certain, its own before those of its wholes.

        A side that is told of a participant itself outweighs those of what it belongs to, in the
        same conflict. Without a day: all sides on which it ever stood, by itself or with what it
        belonged to; the term of an inherited one is that of the whole's stand.
        """
        found = list(self._stands(name, on, until))
        settled = {stand.conflict for stand in found}
        for whole in self._wholes(name, on, until):
            for stand in self._stands(whole, on, until):
                if stand.conflict not in settled and not _told(stand, found):
                    found.append(_via(stand, whole))
        return tuple(found)

    def _stands(self, name: str, on: date | None, until: date | None) -> Iterator[Stand]:
        for stand in self.of(name).sides:
            if on is None or stand.term.covers(on, until):
                yield stand

    def _wholes(self, name: str, on: date | None, until: date | None) -> Sequence[str]:
        """All that a participant belonged to, directly or not, the nearest first."""
        out: dict[str, None] = {}
        nearest = [name]
        while nearest:
            nearest = [
                one.of for part in nearest for one in self.membership(part, on, until)
                if one.of not in out and one.of != name
            ]  # fmt: skip
            out.update(dict.fromkeys(nearest))
        return list(out)


def _told(stand: Stand, found: Sequence[Stand]) -> bool:
    return any(
        (stand.conflict, stand.side, stand.role) == (one.conflict, one.side, one.role)
        for one in found
    )


def _via(stand: Stand, whole: str) -> Stand:
    return Stand(stand.conflict, stand.side, stand.role, stand.term, stand.source, whole)


@cache
def affiliations() -> Affiliations:
    """All that the shipped files tell; read at the first call."""
    from hudna.lexicon.affiliation_files import shipped

    return shipped()


def membership(
    name: str, on: date | None = None, until: date | None = None
) -> tuple[Membership, ...]:
    """See :meth:`Affiliations.membership`, of the shipped files."""
    return affiliations().membership(name, on, until)


def sides_of(name: str, on: date | None = None, until: date | None = None) -> tuple[Stand, ...]:
    """See :meth:`Affiliations.sides_of`, of the shipped files."""
    return affiliations().sides_of(name, on, until)
