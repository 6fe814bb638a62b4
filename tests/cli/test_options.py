"""What the options of several verbs share."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

DAYS = [
    ("dates", "--published"),
    ("read", "--published"),
    ("actors", "--on"),
    ("search", "--since"),
    ("incidents", "--until"),
    ("monitor", "--from"),
    ("report", "--to"),
]
"""Options that take a day, a verb each."""


@pytest.mark.parametrize(("verb", "option"), DAYS)
def test_a_year_without_news_is_refused(within: Run, verb: str, option: str) -> None:
    result = within(verb, option, "1440-03-11", "sochi-2018")
    assert result.returncode == 2
    assert option.encode() in result.stderr
    assert b"from 1800 to 2100 of the Gregorian calendar" in result.stderr
    assert result.stdout == b""


@pytest.mark.parametrize("given", ["0001-01-01", "1799-12-31", "2101-01-01", "9999-12-31"])
def test_the_years_of_which_there_is_news_end(within: Run, given: str) -> None:
    result = within("read", "--published", given, "-", stdin="أمس".encode())
    assert result.returncode == 2
    assert b"from 1800 to 2100 of the Gregorian calendar" in result.stderr


@pytest.mark.parametrize("given", ["2018-11-40", "19/11/2018", "20181119", "yesterday", ""])
def test_what_is_no_day_is_refused(within: Run, given: str) -> None:
    result = within("dates", "--published", given, "أمس")
    assert result.returncode == 2
    assert b"must be a day like 2018-11-19" in result.stderr
    assert result.stdout == b""
