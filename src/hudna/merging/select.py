"""Which incidents a user asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hudna.model import EventType, Incident, Party, Status
from hudna.text.fold import fold_term


@dataclass(frozen=True, slots=True)
class Wanted:
    """What incidents are narrowed to; of several values in one field any will do."""

    types: Collection[EventType | str] = ()
    statuses: Collection[Status | str] = ()
    actors: Collection[str] = ()
    """Codes (``SYR:MIL``, or ``SYR`` for all of a country), or names as a claim has them."""
    targets: Collection[str] = ()
    places: Collection[str] = ()
    """Names, of the place or of what holds it; إدلب finds ريف إدلب too."""
    box: tuple[float, float, float, float] | None = None
    """West, south, east and north, in degrees."""
    since: date | None = None
    until: date | None = None
    """Of the incident's time, or of its earliest report where that is unknown; inclusive."""
    outlets: Collection[str] = ()
    sources: int = 1
    """How many independent sources it needs at least."""
    contested: bool | None = None

    def takes(self, incident: Incident) -> bool:
        """Whether an incident is asked for."""
        return (
            (not self.types or incident.type in self.types)
            and (not self.statuses or incident.status in self.statuses)
            and (not self.actors or _names(self.actors, incident.actors))
            and (not self.targets or _names(self.targets, incident.targets))
            and (not self.places or self._placed(incident))
            and (self.box is None or self._inside(incident))
            and self._dated(incident)
            and (not self.outlets or any(c.outlet in self.outlets for c in incident.claims))
            and incident.sources >= self.sources
            and (self.contested is None or incident.contested == self.contested)
        )

    def _placed(self, incident: Incident) -> bool:
        wanted = {fold_term(name) for name in self.places}
        named = {fold_term(place.name) for place in incident.places}
        for claim in incident.claims:
            named.update(fold_term(span.text) for span in claim.event.places)
            named.update(fold_term(span.text) for span in claim.event.within)
        return any(f" {name} " in f" {found} " for name in wanted for found in named)

    def _inside(self, incident: Incident) -> bool:
        assert self.box is not None
        west, south, east, north = self.box
        for place in incident.places:
            if place.lat is None or place.lon is None or not south <= place.lat <= north:
                continue
            # A box may reach over the 180th meridian.
            if west <= place.lon <= east or (west > east and not east < place.lon < west):
                return True
        return False

    def _dated(self, incident: Incident) -> bool:
        if self.since is None and self.until is None:
            return True
        first, last = incident.reported, incident.reported
        if incident.time is not None:
            first, last = incident.time.start, incident.time.end
        if first is None or last is None:
            return False
        return (self.since is None or last >= self.since) and (
            self.until is None or first <= self.until
        )


def _names(wanted: Collection[str], parties: Collection[Party]) -> bool:
    for name in wanted:
        folded = fold_term(name).lower()
        for party in parties:
            if party.code in (name, name.upper()) or party.code.split(":")[0] == name.upper():
                return True
            called = [fold_term(word) for word in party.words]
            if party.name:
                called.append(party.name.lower())
            if any(folded in word for word in called):
                return True
    return False


def latest_first(incident: Incident) -> tuple[str, str]:
    """A key that sorts incidents by day, to be reversed; those without a day come last then."""
    day = incident.time.end if incident.time is not None else incident.reported
    return day.isoformat() if day else "", incident.id
