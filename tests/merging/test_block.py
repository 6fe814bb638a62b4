"""Which pairs are compared at all, also where very many claims share a key."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from hudna.merging import Told, block, held, merge, merge_new, sought
from hudna.merging.block import Shelf
from hudna.model import Incident
from tests.merging.claims import Kept, claim

TOWNS = ("أريحا", "سراقب", "معرة النعمان")


def told(number: int) -> Told:
    town = TOWNS[number % len(TOWNS)]
    text = f"قصف رقم {number} على {town} في إدلب قتل {number % 4} مدنيين قرب محطة {number // 6}"
    return claim(f"a{number:03}", f"outlet {number}", 5, text, place=town, killed=number % 4, on=5)


def wide(id_: str) -> Told:
    text = f"قصف على محافظة إدلب أوقع قتلى بحسب {id_}"
    told = claim(id_, f"outlet {id_}", 5, text, place="إدلب", on=5, killed=2)
    return replace(told, sketch=replace(told.sketch, points=((35.8, 36.6, 60.0),)))


def pairs(shelf: Shelf) -> set[tuple[str, str]]:
    return {(a, b) for a in shelf.told for b in shelf.partners(a)}


def test_partners_are_seen_from_both_sides_and_never_share_an_article() -> None:
    shelf = Shelf()
    shelf.add(told(number) for number in range(12))
    found = pairs(shelf)
    assert found
    assert all((b, a) in found for a, b in found)
    assert all(shelf.told[a].claim.article != shelf.told[b].claim.article for a, b in found)


def test_far_days_and_other_groups_share_no_key() -> None:
    one = told(1)
    for other in (
        claim("x", "ب", 25, "نبأ عن قصف على سراقب مساء", place="سراقب", on=25),
        claim("y", "ب", 5, "تظاهر أهالي قصف في سراقب", type="protest", place="سراقب", on=5),
    ):
        assert set(sought(one.sketch)).isdisjoint(held(other.sketch))


def test_a_wide_area_meets_the_places_inside_it() -> None:
    area, narrow = wide("wide"), told(1)
    shelf = Shelf()
    shelf.add([area, narrow])
    assert shelf.partners(area.claim.id) == [narrow.claim.id]
    assert shelf.partners(narrow.claim.id) == [area.claim.id]


@pytest.mark.parametrize("seed", range(6))
def test_in_crowds_the_order_and_the_steps_change_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block, "CROWDED", 8)
    monkeypatch.setattr(block, "NEIGHBOURS", 2)
    found = [told(number) for number in range(36)]
    found += [wide(f"w{number:02}") for number in range(12)]
    whole = set(merge(found))
    Random(seed).shuffle(found)
    assert set(merge(found)) == whole
    kept = Kept()
    held_now: dict[str, Incident] = {}
    for first in range(0, len(found), 5):
        batch = found[first : first + 5]
        changed = merge_new(batch, kept)
        kept.claims |= {item.claim.id: item for item in batch}
        touched = {c.id for incident in changed for c in incident.claims}
        held_now = {
            key: incident for key, incident in held_now.items() if not _holds(incident, touched)
        } | {incident.id: incident for incident in changed}
    assert set(held_now.values()) == whole


def _holds(incident: Incident, ids: set[str]) -> bool:
    return any(claim.id in ids for claim in incident.claims)


@pytest.mark.parametrize("seed", range(4))
def test_adding_names_every_claim_that_loses_a_partner(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block, "CROWDED", 8)
    monkeypatch.setattr(block, "NEIGHBOURS", 2)
    found = [told(number) for number in range(40)] + [wide(f"w{number:02}") for number in range(12)]
    Random(seed).shuffle(found)
    shelf = Shelf()
    lost = 0
    for item in found:
        before = {key: set(shelf.partners(key)) for key in shelf.told}
        changed = shelf.add([item])
        losers = {key for key, old in before.items() if old - set(shelf.partners(key))}
        assert losers <= changed
        lost += len(losers)
    assert lost  # otherwise nothing was tested


def test_a_crowd_is_not_compared_with_itself_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "CROWDED", 8)
    monkeypatch.setattr(block, "NEIGHBOURS", 2)
    shelf = Shelf()
    shelf.add(told(number) for number in range(60))
    assert len(pairs(shelf)) < len(list(combinations(range(60), 2)))
