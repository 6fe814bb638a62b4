"""Reading lexicon files: good rows, and errors that name their line."""

from __future__ import annotations

import pytest

from hudna.errors import DataError
from hudna.lexicon.rows import parse_rows, shipped_rows


def test_a_row_knows_its_words_data_and_line() -> None:
    rows = parse_rows('# head\n\n[[means]]\nnouns = "مدفع"\ntype = "shelling"\n', "m.toml")
    (row,) = rows
    assert (row.kind, row.nouns, row.where) == ("means", ("مدفع",), "m.toml:3")
    assert row.data == {"type": "shelling"}


@pytest.mark.parametrize(
    "source",
    [
        "[[means]\n",
        '[means]\nnouns = ["مدفع"]\n',
        '[[means]]\ntype = "shelling"\n',
        "[[means]]\nnouns = [3]\n",
        '[[means]]\nnouns = [""]\n',
        '[[means]]\nnouns = ["مدفع/"]\n',
        '[[means]]\nnouns = ["مدفع +"]\n',
    ],
)
def test_a_bad_file_is_refused_by_name(source: str) -> None:
    with pytest.raises(DataError, match=r"m\.toml"):
        parse_rows(source, "m.toml")


def test_shipped_rows_have_names_of_their_own() -> None:
    rows = [row for row in shipped_rows() if row.kind == "trigger"]
    assert len({row.name for row in rows}) == len(rows)
