"""What every row of every lexicon file keeps, whatever its kind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hudna.lexicon import Hit, Scanner, rows, scanner
from hudna.lexicon.rows import data_files, parse_rows
from hudna.text.fold import fold, fold_term
from hudna.text.words import split_sentences, split_words

FILES = dict(data_files())
TEXT = {name: entry.read_text("utf-8") for name, entry in FILES.items()}
ROWS = {name: parse_rows(text, name) for name, text in TEXT.items()}
files = pytest.mark.parametrize("name", FILES)


def scan(automaton: Scanner, text: str) -> list[Hit]:
    words = split_words(fold(text).text)
    return automaton.scan(words, split_sentences(words))


@files
def test_a_row_is_found_where_it_says_yes(name: str) -> None:
    # Each under a kind of its own, and none mute: what rows take from each other is tested by kind.
    probes = [
        replace(row, kind=f"probe {i}", data={k: v for k, v in row.data.items() if k != "mute"})
        for i, row in enumerate(ROWS[name])
    ]
    automaton = Scanner([*probes, *rows("thing")])
    lost = [
        f"{row.where}: not in {text!r}"
        for row in probes
        for text in row.yes
        if not any(hit.row is row for hit in scan(automaton, text))
    ]
    assert not lost


@files
def test_a_row_is_not_found_where_it_says_no(name: str) -> None:
    wrong = []
    for row in ROWS[name]:
        for text in row.no:
            wheres = {hit.row.where for hit in scan(scanner(), text)}
            wrong += [f"{row.where}: in {text!r}"] if row.where in wheres else []
    assert not wrong


@files
def test_a_row_shows_where_it_is_found(name: str) -> None:
    assert not [row.where for row in ROWS[name] if not row.yes]


@files
def test_a_row_knows_its_line(name: str) -> None:
    lines = TEXT[name].splitlines()
    for row in ROWS[name]:
        line = lines[int(row.where.rpartition(":")[2]) - 1]
        assert re.fullmatch(rf"\s*\[\[\s*{re.escape(row.kind)}\s*\]\].*", line), row.where


@files
def test_words_are_written_cleanly(name: str) -> None:
    for row in ROWS[name]:
        for word in (*row.verbs, *row.nouns, *row.fixed):
            assert word == " ".join(word.split()), f"{row.where}: spaces in {word!r}"
            assert fold_term(word), f"{row.where}: no letters in {word!r}"
