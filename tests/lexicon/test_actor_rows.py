"""The catalogue of participants: every row's examples, and what all rows must keep."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest

from hudna.lexicon import Row, Scanner, rows
from hudna.reading.who_terms import KINDS
from hudna.text.fold import fold
from hudna.text.words import split_sentences, split_words

_CODE = re.compile(r"[A-Z]{3}:(GOV|MIL|POL|PRM|REB|OPP|CVL|REF|HLH|MED|NGO|IGO|UNK)")
_ROWS = [row for kind in KINDS for row in rows(kind)]


@pytest.fixture(scope="module")
def alone() -> Scanner:
    """The automaton over the participants' rows only."""
    return Scanner(_ROWS)


def _found(scanner: Scanner, text: str) -> set[Row]:
    words = split_words(fold(text).text)
    return {hit.row for hit in scanner.scan(words, split_sentences(words))}


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.where)
def test_examples(row: Row, alone: Scanner) -> None:
    assert row.yes, f"{row.where}: a row shows where it is found"
    for text in row.yes:
        assert row in _found(alone, text), f"{row.where}: not found in {text!r}"
    for text in row.no:
        assert row not in _found(alone, text), f"{row.where}: found in {text!r}"


@pytest.mark.parametrize("row", rows("actor"), ids=lambda row: row.where)
def test_actor_codes_are_the_codebooks(row: Row) -> None:
    codes = [row.data["code"], *row.data.get("homes", {}).values()]
    if "before" in row.data:
        assert isinstance(row.data["before"], date)
        codes.append(row.data["before_code"])
    assert all(_CODE.fullmatch(code) for code in codes), row.where
    assert row.data["kind"] in ("person", "group", "force", "state")
    assert row.data.get("loading", "neutral") in ("neutral", "pejorative", "honorific")
    assert row.data["name"].isascii()


def test_one_name_has_one_code() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows("actor"):
        for noun in row.nouns:
            seen[fold(noun).text].add(row.data["code"])
    assert {noun: codes for noun, codes in seen.items() if len(codes) > 1} == {}


def test_countries_are_named_once() -> None:
    for kind in ("country", "demonym", "capital", "region"):
        codes = [row.data["iso"] for row in rows(kind)]
        assert len(codes) == len(set(codes)), kind
        assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
