from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hudna.store import Review, Store, open_store
from tests.cli.conftest import Run
from tests.export.made import SHELLING, TALKS, UNKNOWN

LONG_AGO = datetime(2018, 11, 25, tzinfo=UTC)
WHY = ("--why", "قائمة المشفى", "--by", "مريم")
Edit = Callable[..., None]


@pytest.fixture
def hudna(within: Run) -> Run:
    return within


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hudna.sqlite"
    with open_store(path) as store:
        store.put_incidents([SHELLING, UNKNOWN, TALKS], at=LONG_AGO)
    monkeypatch.setenv("HUDNA_DATABASE", str(path))


@pytest.fixture
def edit(hudna: Run, tmp_path: Path) -> Edit:
    """Export the sheet and change cells of an incident's row."""

    def edit(key: str, **cells: str) -> None:
        path = tmp_path / "sheet.csv"
        if not path.exists():
            hudna("export", "--format", "hxl", "--out", "sheet.csv")
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        next(row for row in rows if row["id"] == key).update(cells)
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0])
            out.writeheader()
            out.writerows(rows)

    return edit


def reviews(hudna: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in hudna("review", "list").stdout.splitlines()]


def shown(hudna: Run, key: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hudna("review", "show", key).stdout)
    return found


def test_a_sheet_that_nobody_changed_changes_nothing(hudna: Run) -> None:
    hudna("export", "--format", "hxl", "--out", "sheet.csv")
    done = hudna("import", "sheet.csv")

    assert done.returncode == 0
    assert done.stdout == b"0 decisions on 0 incidents\n"
    assert reviews(hudna) == []


def test_each_changed_cell_is_one_decision(hudna: Run, edit: Edit) -> None:
    edit("inc-1", killed_best="8", killed_high="", type="air-strike", standing="accepted",
         by="عمر", why="قائمة المشفى")  # fmt: skip
    done = hudna("import", "sheet.csv", "--by", "مريم", "--why", "x")
    made = reviews(hudna)

    assert done.stdout == b"4 decisions on 1 incident\n"
    assert {(m["who"], m["why"], m["incident"]) for m in made} == {("عمر", "قائمة المشفى", "inc-1")}
    assert {(m["action"], m["field"], m["value"]) for m in made} == {
        ("accept", None, None), ("correct", "type", "air-strike"),
        ("correct", "killed.best", 8), ("correct", "killed.high", None),
    }  # fmt: skip
    now = shown(hudna, "inc-1")
    assert now["standing"] == "accepted"
    assert now["incident"]["killed"]["high"] is None


def test_a_sheet_is_taken_once(hudna: Run, edit: Edit) -> None:
    edit("inc-1", killed_best="8")
    hudna("import", "sheet.csv", *WHY)
    again = hudna("import", "sheet.csv", *WHY)

    assert again.stdout == b"0 decisions on 0 incidents\n"
    assert len(reviews(hudna)) == 1


def test_time_and_place_are_set_where_there_were_none(hudna: Run, edit: Edit) -> None:
    edit("inc-2", date_start="2018-11-20", date_end="2018-11-21", place="كفرنبل", lat="-35.5",
         lon="36.5")  # fmt: skip
    done = hudna("import", "sheet.csv", *WHY)
    now = shown(hudna, "inc-2")["incident"]

    assert done.returncode == 0, done.stderr.decode()
    assert (now["time"]["start"], now["time"]["end"]) == ("2018-11-20", "2018-11-21")
    (place,) = now["places"]
    assert (place["name"], place["lat"], place["lon"]) == ("كفرنبل", -35.5, 36.5)


def test_time_and_place_are_corrected(hudna: Run, edit: Edit) -> None:
    edit("inc-1", date_end="2018-11-25", lat="35.7")
    hudna("import", "sheet.csv", *WHY)

    assert {m["field"] for m in reviews(hudna)} == {"time.end", "places[0].lat"}
    now = shown(hudna, "inc-1")["incident"]
    assert (now["time"]["end"], now["places"][0]["lat"]) == ("2018-11-25", 35.7)
    edit("inc-1", date_start="", date_end="", state="")
    hudna("import", "sheet.csv", *WHY)
    assert shown(hudna, "inc-1")["incident"]["time"] is None


def test_the_same_value_written_otherwise_is_no_change(hudna: Run, edit: Edit) -> None:
    edit("inc-1", lat="35.610", lon="36,78", contested="FALSE", killed_best="٧", place=" جرجناز ")
    done = hudna("import", "sheet.csv")

    assert done.stdout == b"0 decisions on 0 incidents\n", done.stderr.decode()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"killed_best": "many"}, "killed_best: 'many' is no whole number"),
        ({"killed_best": "-1"}, "is no whole number"),
        ({"type": "war"}, "type: 'war' is none of shelling"),
        ({"lat": "95"}, "lat: '95' is no number from -90 to 90"),
        ({"lat": ""}, "lat and lon: give both"),
        ({"place": ""}, "place: it needs a name"),
        ({"date_start": "24/11/2018"}, "is no day like 2018-11-19"),
        ({"date_end": "2018-11-01"}, "the earlier first"),
        ({"standing": "maybe"}, "standing: 'maybe' is none of accepted, rejected"),
        ({"contested": "yes"}, "neither true nor false"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(
    hudna: Run, edit: Edit, cells: dict[str, str], why: str
) -> None:
    edit("inc-1", **cells)
    edit("inc-3", status="ended")
    done = hudna("import", "sheet.csv", *WHY)

    assert done.returncode == 1
    message = done.stderr.decode()
    assert "sheet.csv, line 3: inc-1: " in message
    assert why in message
    assert "nothing of the sheet was taken" in message
    assert reviews(hudna) == []


def test_every_wrong_line_is_named(hudna: Run, edit: Edit) -> None:
    edit("inc-1", type="war")
    edit("inc-2", id="inc-9")
    message = hudna("import", "sheet.csv", *WHY).stderr.decode()

    assert "line 3: inc-1: type" in message
    assert "line 4: inc-9: no incident of this id" in message


def test_a_row_of_an_older_state_is_refused(hudna: Run, edit: Edit) -> None:
    edit("inc-1", injured_best="20")
    hudna("review", "correct", "inc-1", "killed.best", "11", *WHY)
    done = hudna("import", "sheet.csv", *WHY)

    assert done.returncode == 1
    assert "has changed since this sheet was exported" in done.stderr.decode()
    assert shown(hudna, "inc-1")["incident"]["killed"]["best"] == 11


def test_a_sheet_of_ones_own_needs_an_id_and_what_is_corrected(hudna: Run, tmp_path: Path) -> None:
    text = "\ufeffid;killed_best;note\r\ninc-1;9;خطأ\r\n\r\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    done = hudna("import", "own.csv", *WHY)

    assert done.stdout == b"1 decision on 1 incident\n", done.stderr.decode()
    assert [(m["field"], m["value"]) for m in reviews(hudna)] == [("killed.best", 9)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column id"),
        (b"name,x\n", "no column id"),
        (b"id,type\ninc-1,talks\ninc-1,talks\n", "line 3: inc-1 has a row already"),
        ("id,name\ninc-1,هدنة\n".encode("cp1256"), "not UTF-8"),
        (b"id,name\ninc-1," + b"x" * 200_000, "no CSV"),
    ],
)
def test_what_is_no_sheet_is_refused(hudna: Run, tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "own.csv").write_bytes(content)
    done = hudna("import", "own.csv", *WHY)

    assert done.returncode == 1
    assert why in done.stderr.decode()


def test_a_decision_needs_a_reason(hudna: Run, edit: Edit) -> None:
    edit("inc-1", killed_best="8")

    assert b"no reason: fill the column why" in hudna("import", "sheet.csv", "--by", "x").stderr


def test_a_dry_run_only_shows(hudna: Run, edit: Edit) -> None:
    edit("inc-1", killed_best="8")
    done = hudna("import", "sheet.csv", "--dry-run", *WHY)

    assert done.stdout.decode().splitlines()[0] == "مريم: correct inc-1 killed.best = 8"
    assert reviews(hudna) == []


def test_what_is_taken_is_taken_whole(
    hudna: Run, edit: Edit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second decision fails in the store; the first is not kept either."""
    from click.testing import CliRunner

    from hudna.cli.corrections import command
    from hudna.errors import StoreError

    edit("inc-1", killed_best="8")
    edit("inc-3", status="ended")
    decide = Store.decide

    def full(self: Store, review: Review, *, at: datetime | None = None) -> Review:
        if review.incident == "inc-3":
            raise StoreError("the disk is full")
        return decide(self, review, at=at)

    monkeypatch.setattr(Store, "decide", full)
    done = CliRunner().invoke(command, [str(tmp_path / "sheet.csv"), *WHY])

    assert isinstance(done.exception, StoreError)
    assert reviews(hudna) == []
