from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hudna.store import open_store
from tests.cli.conftest import Run
from tests.store.test_incidents import SHELLING, TALKS

LONG_AGO = datetime(2018, 11, 25, tzinfo=UTC)
WHY = ("--why", "قائمة المشفى", "--by", "مريم")


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hudna.sqlite"
    with open_store(path) as store:
        store.put_incidents([SHELLING, TALKS], at=LONG_AGO)
    monkeypatch.setenv("HUDNA_DATABASE", str(path))


def test_an_incident_is_corrected_and_its_past_is_shown(hudna: Run) -> None:
    made = hudna("review", "correct", "i1", "killed.best", "7", *WHY)
    now = json.loads(hudna("review", "show", "i1").stdout)
    then = json.loads(hudna("review", "show", "i1", "--as-of", "2018-11-25").stdout)

    assert made.returncode == 0
    line = made.stdout.decode()
    assert line.startswith("1. ")
    assert line.endswith("مريم: correct i1 killed.best = 7 (قائمة المشفى)\n")
    assert now["incident"]["killed"]["best"] == 7
    assert now["corrected"] == {"killed.best": 1}
    assert then["incident"]["killed"]["best"] == 3
    assert then["standing"] == "open"


def test_every_decision_is_listed(hudna: Run) -> None:
    for arguments in (
        ("accept", "i1"), ("reject", "i2"), ("merge", "i1", "i2"),
        ("split", "i1", "a3#shelling@0"), ("undo", "2"), ("correct", "i1", "type", "air-strike"),
    ):  # fmt: skip
        done = hudna("review", *arguments, *WHY)
        assert done.returncode == 0, done.stderr.decode()

    made = [json.loads(line) for line in hudna("review", "list").stdout.splitlines()]
    assert [m["action"] for m in made] == ["accept", "reject", "merge", "split", "undo", "correct"]
    assert {m["who"] for m in made} == {"مريم"}
    assert hudna("review", "list", "--lost").stdout == b""
    one = hudna("review", "list", "i2").stdout.splitlines()
    assert [json.loads(line)["id"] for line in one] == [2, 5]
    assert hudna("review", "list", "--as-of", "2018-11-25").stdout == b""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("accept", "i9", *WHY), "i9: no incident"),
        (("correct", "i1", "killed.worst", "1", *WHY), "there is best, low, high"),
        (("show", "i9"), "i9: no incident"),
        (("show", "i1", "--as-of", "2018-11-20"), "no incident of this id then"),
    ],
)
def test_what_is_wrong_is_said(hudna: Run, arguments: tuple[str, ...], why: str) -> None:
    done = hudna("review", *arguments)

    assert done.returncode == 1
    assert done.stdout == b""
    assert why in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_decision_needs_a_reason_and_a_time_a_form(hudna: Run) -> None:
    assert b"--why" in hudna("review", "accept", "i1").stderr
    assert b"no day or time" in hudna("review", "show", "i1", "--as-of", "yesterday").stderr


def test_the_user_decides_where_nobody_is_named(
    hudna: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "mariam")

    assert b" mariam: accept i1" in hudna("review", "accept", "i1", "--why", "x").stdout
