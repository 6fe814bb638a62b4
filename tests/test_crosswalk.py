from __future__ import annotations

import pytest

from hudna.crosswalk import codes_of
from hudna.model import EVENT_TYPES, STATUSES, Actor, Event, EventType, Span, Status, Weapon

QUADS = {
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", None,
}  # fmt: skip


def event(
    kind: EventType,
    status: Status = "occurred",
    actor: str = "",
    target: str = "",
    weapon: str = "",
) -> Event:
    cast = [(Actor("س", 0, 1, code),) if code else () for code in (actor, target)]
    weapons = (Weapon("س", 0, 1, weapon),) if weapon else ()
    return Event(kind, status, (Span("س", 0, 1),), cast[0], cast[1], weapons=weapons)


@pytest.mark.parametrize("kind", EVENT_TYPES)
@pytest.mark.parametrize("status", STATUSES)
def test_every_type_has_an_answer_and_only_known_quads(kind: EventType, status: Status) -> None:
    codes = codes_of(event(kind, status))

    assert codes.plover_quad in QUADS
    assert (codes.plover_type is None) == (codes.plover_quad is None)
    assert (codes.acled_type is None) == (codes.acled_sub_type is None)
    if status in ("planned", "denied"):
        assert codes.acled_type is None


@pytest.mark.parametrize(
    ("said", "sub_type"),
    [
        (event("gunfire", target="SYR:CVL"), "Attack"),
        (event("gunfire", target="SYR:MIL"), "Armed clash"),
        (event("ground-attack", target="SYR:REB"), "Armed clash"),
        (event("ground-attack", target="PSE:REF"), "Attack"),
        (event("explosion"), "Remote explosive/landmine/IED"),
        (event("explosion", weapon="suicide bomb"), "Suicide bomb"),
        (event("territorial-change", actor="SYR:MIL"), "Government regains territory"),
        (event("territorial-change", actor="YEM:REB"), "Non-state actor overtakes territory"),
        (event("territorial-change"), None),
        (event("mine-laying", "attempted"), "Disrupted weapons use"),
        (event("mine-laying"), "Other"),
        (event("talks", actor="SYR:GOV"), None),
        (event("talks", actor="YEM:REB"), "Agreement"),
        (event("casualties"), None),
    ],
)
def test_acled_hangs_on_who_and_how(said: Event, sub_type: str | None) -> None:
    assert codes_of(said).acled_sub_type == sub_type


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (event("air-strike"), ("ASSAULT", "aerial", "material conflict")),
        (event("air-strike", weapon="drone"), ("ASSAULT", "drone", "material conflict")),
        (event("talks", "planned"), ("AGREE", None, "verbal cooperation")),
        (event("blockade", "ended"), ("RETREAT", "access", "material cooperation")),
        (event("violation"), ("ACCUSE", None, "verbal conflict")),
        (event("return"), (None, None, None)),
    ],
)
def test_plover_hangs_on_how_far_it_went_and_with_what(
    said: Event, codes: tuple[str | None, ...]
) -> None:
    assert codes_of(said)[2:] == codes
