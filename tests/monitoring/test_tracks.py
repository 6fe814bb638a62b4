"""Rounds followed through their reports, and tracks beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hudna.model import Incident
from hudna.monitoring import follow
from tests.monitoring.made import incident

DAYS = (date(2018, 11, 28), date(2018, 11, 29))


def talks(id: str, status: str, told: date, name: str | None = "محادثات أستانة") -> Incident:
    return incident(
        id, type="talks", status=status, days=DAYS, name=name, published=told,  # type: ignore[arg-type]
        trigger="جولة جديدة", at=None,
    )  # fmt: skip


def test_an_announced_round_is_followed_to_held() -> None:
    (only,) = follow([talks("a", "planned", date(2018, 11, 19))])
    assert (only.track, only.round, only.state) == ("astana", 11, "announced")
    both = [talks("b", "occurred", date(2018, 11, 30)), talks("a", "planned", date(2018, 11, 19))]
    (held,) = follow(both)
    assert [step.state for step in held.steps] == ["announced", "held"]
    assert held.state == "held"


def test_an_announcement_told_late_does_not_undo_a_round() -> None:
    (one,) = follow(
        [talks("a", "occurred", date(2018, 11, 29)), talks("b", "planned", date(2018, 12, 1))]
    )
    assert one.state == "held"


def test_parallel_tracks_stand_beside_each_other() -> None:
    geneva = incident(
        "g", type="talks", days=None, at=None, trigger="جهود", actors=[("UNO:IGO", None)]
    )
    actor = replace(geneva.claims[0].event.actors[0], text="دي ميستورا")
    event = replace(geneva.claims[0].event, actors=(actor,))
    geneva = replace(geneva, claims=(replace(geneva.claims[0], event=event),))
    found = follow([geneva, talks("a", "planned", date(2018, 11, 19))], "SYR")
    assert [(f.track, f.round) for f in found] == [("astana", 11), ("geneva-syria", None)]


def test_other_incidents_are_no_talks() -> None:
    assert follow([incident()]) == ()
