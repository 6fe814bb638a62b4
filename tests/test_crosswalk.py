from __future__ import annotations

from collections.abc import Sequence

import pytest

from hudna.crosswalk import codes_of, conditions_of
from hudna.model import EVENT_TYPES, STATUSES, Actor, Event, EventType, Span, Status, Weapon

QUADS = {
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", None,
}  # fmt: skip


def event(
    kind: EventType,
    status: Status = "occurred",
    actor: str | Sequence[str] = (),
    target: str = "",
    weapon: str = "",
    told: Sequence[str] = ("س",),
) -> Event:
    codes = [actor] if isinstance(actor, str) else actor
    actors = tuple(Actor("س", 0, 1, code) for code in codes)
    targets = (Actor("س", 0, 1, target),) if target else ()
    weapons = (Weapon("س", 0, 1, weapon),) if weapon else ()
    triggers = tuple(Span(words, 0, len(words)) for words in told)
    return Event(kind, status, triggers, actors, targets, weapons=weapons)


CODEBOOK = {
    "shelling": ("Shelling/artillery/missile attack", "ASSAULT"),
    "air-strike": ("Air/drone strike", "ASSAULT"),
    "armed-clash": ("Armed clash", "ASSAULT"),
    "ground-attack": ("Armed clash", "ASSAULT"),
    "gunfire": ("Attack", "ASSAULT"),
    "explosion": ("Remote explosive/landmine/IED", "ASSAULT"),
    "targeted-killing": ("Attack", "ASSAULT"),
    "chemical-attack": ("Chemical weapon", "ASSAULT"),
    "shoot-down": ("Disrupted weapons use", "ASSAULT"),
    "abduction": ("Abduction/forced disappearance", "COERCE"),
    "destruction": ("Looting/property destruction", "COERCE"),
    "casualties": (None, None),
    "detention": ("Arrests", "COERCE"),
    "territorial-change": (None, "ASSAULT"),
    "deployment": ("Change to group/activity", "MOBILIZE"),
    "withdrawal": ("Change to group/activity", "RETREAT"),
    "mine-laying": ("Other", "MOBILIZE"),
    "demining": ("Disrupted weapons use", "COOPERATE"),
    "blockade": ("Other", "COERCE"),
    "displacement": (None, None),
    "return": (None, None),
    "aid": (None, "AID"),
    "evacuation": (None, None),
    "prisoner-exchange": ("Other", "CONCEDE"),
    "protest": ("Peaceful protest", "PROTEST"),
    "talks": (None, "CONSULT"),
    "agreement": ("Agreement", "AGREE"),
    "violation": (None, "ACCUSE"),
}
"""The codebook's table, section 2.1, where only the type is known. Of demining it says below
its table that it is Disrupted weapons use."""


def test_each_type_is_called_as_the_codebooks_table_says() -> None:
    found = {kind: codes_of(event(kind)) for kind in EVENT_TYPES}

    assert {kind: (c.acled_sub_type, c.plover_type) for kind, c in found.items()} == CODEBOOK


TRUCE, DEAL = ("هدنة", "وقف لإطلاق النار"), ("وقف إطلاق النار", "اتفاق")


@pytest.mark.parametrize(
    ("status", "told", "plover"),
    [
        ("planned", TRUCE, ("CONCEDE", None, "verbal cooperation")),
        ("occurred", TRUCE, ("RETREAT", "ceasefire", "material cooperation")),
        ("ongoing", TRUCE, ("RETREAT", "ceasefire", "material cooperation")),
        ("ended", TRUCE, ("AGREE", None, "verbal cooperation")),
        ("planned", DEAL, ("AGREE", None, "verbal cooperation")),
        ("occurred", ["اتفاق وقف إطلاق النار"], ("AGREE", None, "verbal cooperation")),
    ],
)
def test_a_truce_is_granted_when_announced_and_a_retreat_when_kept(
    status: Status, told: Sequence[str], plover: tuple[str | None, ...]
) -> None:
    assert codes_of(event("agreement", status, told=told))[2:] == plover


def test_what_a_code_hangs_on_can_be_told() -> None:
    assert conditions_of(event("mine-laying", "attempted")) == ("status attempted",)
    assert conditions_of(event("mine-laying")) == ()


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
        (event("talks", actor="YEM:REB"), None),
        (event("talks", actor=["UNO:IGO", "YEM:REB"]), None),
        (event("talks", actor=["RUS:GOV", "TUR:GOV"]), None),
        (event("talks", actor=["SYR:MIL", "SYR:REB"]), "Agreement"),
        (event("talks", actor=["YEM:GOV", "YEM:REB"]), "Agreement"),
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
