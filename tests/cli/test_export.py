from __future__ import annotations

import csv
import io
import json
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hudna.export import FORMATS
from hudna.model import Article
from hudna.store import open_store
from tests.cli.conftest import Run
from tests.export.made import DAY, SHELLING, TALKS, TEXT, UNKNOWN, shelling

LONG_AGO = datetime(2018, 11, 25, tzinfo=UTC)


@pytest.fixture
def hudna(within: Run) -> Run:
    return within


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hudna.sqlite"
    with open_store(path) as store:
        kept = store.add_article(Article(TEXT, published=DAY), at=LONG_AGO)
        store.put_events(kept.id, [shelling()], version=kept.version)
        store.put_incidents([SHELLING, UNKNOWN, TALKS], at=LONG_AGO)
    monkeypatch.setenv("HUDNA_DATABASE", str(path))


def test_what_is_exported_goes_to_standard_output(hudna: Run) -> None:
    done = hudna("export", "--format", "acled")

    found = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [row["event_id_cnty"] for row in found] == ["inc-1", "inc-2"]
    assert b"1 of the incidents left out: ACLED has no type" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_whole(hudna: Run, tmp_path: Path, form: str) -> None:
    to_file = hudna("export", "--format", form, "--out", "written")
    to_pipe = hudna("export", "--format", form)
    written = (tmp_path / "written").read_bytes()

    assert to_file.returncode == to_pipe.returncode == 0, to_pipe.stderr.decode()
    assert to_file.stdout == b""
    assert to_pipe.stdout == written
    assert "جرجناز".encode() in written or form in ("hapi", "geoparquet", "parquet")
    assert sorted(p.name for p in tmp_path.iterdir() if "sqlite" not in p.name) == ["written"]


def test_parquet_comes_whole_through_a_pipe() -> None:
    command = [sys.executable, "-m", "hudna", "export", "--format", "parquet"]
    done = subprocess.run(command, capture_output=True, check=True)
    table = pq.read_table(io.BytesIO(done.stdout))

    assert table["id"].to_pylist() == ["inc-1", "inc-2", "inc-3"]


def test_a_review_is_marked_and_the_rejected_are_left_out(hudna: Run) -> None:
    who = ("--why", "قائمة المشفى", "--by", "مريم")
    hudna("review", "correct", "inc-1", "killed.best", "8", *who)
    hudna("review", "reject", "inc-2", *who)
    now = json.loads(hudna("export", "--format", "geojson").stdout)["features"]
    then = json.loads(hudna("export", "--format", "geojson", "--as-of", "2018-11-26").stdout)
    none = json.loads(hudna("export", "--format", "geojson", "--standing", "rejected").stdout)[
        "features"
    ]

    assert [feature["id"] for feature in now] == ["inc-1", "inc-3"]
    assert now[0]["properties"]["killed_best"] == 8
    assert now[0]["properties"]["corrected"] == ["killed.best#1"]
    assert then["features"][0]["properties"]["killed_best"] == 7
    assert [feature["id"] for feature in none] == ["inc-2"]


def test_incidents_are_narrowed(hudna: Run) -> None:
    for narrowed, expected in (
        (("--type", "talks"), ["inc-3"]),
        (("--place", "جرجناز"), ["inc-1"]),
        (("--since", "2018-11-24", "--until", "2018-11-24"), ["inc-1"]),
        (("--since", "2018-11-25"), []),
    ):
        features = json.loads(hudna("export", "--format", "geojson", *narrowed).stdout)["features"]
        assert [feature["id"] for feature in features] == expected


def test_a_failed_export_leaves_what_was_there(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    done = hudna("export", "--format", "acled", "--out", "out.csv", "--database", "none.sqlite")
    lost = hudna("export", "--format", "acled", "--out", "none/out.csv")

    assert done.returncode == lost.returncode == 1
    assert (tmp_path / "out.csv").read_text() == "old"
    assert b"there is no folder none" in lost.stderr


def test_a_file_is_as_readable_as_any_other(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    hudna("export", "--format", "hxl", "--out", "sheet.csv")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "sheet.csv")]

    assert modes[0] == modes[1]


def test_articles_are_not_narrowed_to_incidents(hudna: Run) -> None:
    done = hudna("export", "--format", "label_studio", "--type", "talks")

    assert done.returncode == 2
    assert b"made of articles" in done.stderr
