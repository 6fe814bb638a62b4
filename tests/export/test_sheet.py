from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.export import hxl
from hudna.export.sheet import Change, changes
from hudna.model import Toll, Where
from hudna.store import Reviewed
from tests.export.made import ITEMS, SHELLING

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
COUNTS = st.none() | st.integers(0, 10**6)
PLACES = st.builds(
    Where, WORDS, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)


def row_of(item: Reviewed) -> dict[str, str]:
    out = io.StringIO()
    hxl.write([item], out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))[1]


@given(
    st.none() | WORDS, st.builds(Toll, COUNTS, COUNTS, COUNTS), st.lists(PLACES, max_size=2),
    st.booleans(),
)  # fmt: skip
def test_a_row_that_nobody_touched_asks_for_nothing(
    name: str | None, toll: Toll, places: list[Where], contested: bool
) -> None:
    incident = replace(SHELLING, name=name, killed=toll, places=tuple(places), contested=contested)
    item = Reviewed(incident)

    assert changes(row_of(item), item) == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.incident.id)
def test_what_is_asked_for_is_told_by_its_field(item: Reviewed) -> None:
    row = row_of(item) | {"killed_best": "12", "name": "-هدنة"}

    assert changes(row, item) == [
        Change("correct", "killed.best", 12), Change("correct", "name", "-هدنة"),
    ]  # fmt: skip


def test_a_column_that_is_not_there_asks_for_nothing() -> None:
    assert changes({"id": "inc-1", "why": "x"}, ITEMS[0]) == []


def test_an_old_row_is_refused_unless_it_asks_for_what_holds_already() -> None:
    old = row_of(ITEMS[0]) | {"killed_best": "9"}
    toll = Toll(9, 7, 9, "update")
    now = replace(ITEMS[0], incident=replace(SHELLING, killed=toll))
    other = replace(ITEMS[0], incident=replace(SHELLING, killed=replace(toll, best=8)))

    assert changes(old, now) == []
    with pytest.raises(InputError, match="has changed since"):
        changes(old, other)
