"""The rows that tell events, weapons, things and statuses, each held to its own examples."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from hudna.lexicon import Row, rows
from hudna.lexicon.scan import Hit, Scanner
from hudna.model import EVENT_TYPES, STATUSES, EventType
from hudna.text.fold import fold
from hudna.text.words import split_sentences, split_words

KINDS = ("trigger", "means", "thing", "status")
ROWS = [row for kind in KINDS for row in rows(kind)]
PROBES = {
    row.where: replace(row, kind=f"probe {row.where}", data={})
    for row in (*rows("thing"), *rows("trigger"))
    if row.kind == "thing" or row.data.get("mute")
}
TRIGGERS = [row for row in rows("trigger") if not row.data.get("mute")]
ROLES = {"actor", "target", "place", "means", "theme", "either", "none"}


def scan(scanner: Scanner, text: str) -> list[Hit]:
    words = split_words(fold(text).text)
    return scanner.scan(words, split_sentences(words))


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """Every row; those that give no hits a second time, as if they were of another kind."""
    return Scanner([*ROWS, *PROBES.values()])


def found(scanner: Scanner, row: Row, text: str) -> bool:
    row = PROBES.get(row.where, row)
    return any(hit.row is row for hit in scan(scanner, text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.where)
def test_row_holds_its_examples(scanner: Scanner, row: Row) -> None:
    assert row.yes
    for text in row.yes:
        assert found(scanner, row, text), text
    for text in row.no:
        assert not found(scanner, row, text), text


@pytest.mark.parametrize("row", TRIGGERS, ids=lambda row: row.where)
def test_trigger_row_keeps_the_schema(row: Row) -> None:
    data = row.data
    assert data["type"] in EVENT_TYPES
    assert set(data.get("also", ())) <= set(EVENT_TYPES) - {data["type"]}
    assert data["strength"] in {"strong", "weak", "echo"}
    assert data.get("status", "occurred") in STATUSES
    for key in ("subject", "object", "genitive"):
        assert data.get(key, "none") in ROLES
    assert set(data.get("prepositions", {}).values()) <= ROLES
    assert set(data.get("with", ())) <= {thing.data["name"] for thing in rows("thing")}
    known = {
        "type", "also", "refine", "strength", "with", "subject", "object", "genitive",
        "prepositions", "status", "stative",
    }  # fmt: skip
    assert set(data) <= known


def test_every_type_has_words() -> None:
    assert {row.data["type"] for row in TRIGGERS} == set(get_args(EventType))


def test_a_muted_row_hides_the_triggers_inside_it(scanner: Scanner) -> None:
    hits = scan(scanner, "قال مقاتلو هيئة تحرير الشام")
    assert not [hit for hit in hits if hit.row.kind == "trigger"]


def test_means_name_a_weapon_and_the_type_it_implies() -> None:
    for row in rows("means"):
        assert row.data["type"] in EVENT_TYPES, row.where
        assert row.data["weapon"], row.where


def test_statuses_name_what_they_give_and_how_far() -> None:
    for row in rows("status"):
        assert row.data["status"] in {*STATUSES, "irrealis"}, row.where
        assert row.data["scope"] in {"verb", "clause", "sentence"}, row.where
        assert row.data.get("side", "after") in {"after", "before", "both"}, row.where
