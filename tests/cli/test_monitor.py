"""``hudna monitor``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hudna.cli.monitor import command
from hudna.cli.monitor_output import COLUMNS
from hudna.merging import Told, merge, told
from hudna.model import Article
from hudna.reading.reader import read
from hudna.store import Outlet, open_store
from tests.cli.conftest import Run

TEXTS = (
    ("وكالة أ", 24, "قصفت قوات النظام بلدة جرجناز بريف إدلب اليوم، ما أدى إلى مقتل سبعة مدنيين."),
    ("صحيفة ب", 24, "قتل سبعة مدنيين بقصف لقوات النظام على بلدة جرجناز بريف إدلب اليوم السبت."),
    ("وكالة أ", 26, "انفجرت عبوة ناسفة في سوق بمدينة عدن اليمنية اليوم وأصيب أربعة أشخاص."),
)


Inside = Callable[..., str]


@pytest.fixture
def monitor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Inside:
    """Return a function that runs ``hudna monitor`` in this process and gives what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> str:
        assert command.main(args, standalone_mode=False) == 0
        return capsys.readouterr().out

    return run


def articles() -> list[Article]:
    return [
        Article(text, str(i), outlet, published=date(2018, 11, day))
        for i, (outlet, day, text) in enumerate(TEXTS)
    ]


@pytest.fixture
def reports(tmp_path: Path) -> str:
    rows = [
        {"id": a.id, "outlet": a.outlet, "published": str(a.published), "text": a.text}
        for a in articles()
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    return "reports.jsonl"


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "hudna.sqlite"
    claims: list[Told] = []
    with open_store(path) as store:
        for article in articles():
            kept = store.add_article(article)
            stored = store.article(kept.id)
            assert stored is not None
            events = read(stored.article)
            store.put_events(kept.id, events)
            found = told(stored.article, events)
            store.put_told(kept.id, found)
            claims += found
        store.put_incidents(merge(claims), complete=True)
        store.put_outlet(Outlet("وكالة أ", side="independent"))
    return str(path)


def test_a_pipe_gets_the_findings_line_by_line(hudna: Run, reports: str) -> None:
    done = hudna("monitor", "sochi-2018", reports)
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {f["accord"] for f in found} == {"sochi-2018"}
    school = next(f for f in found if f["clause"] == "cease-fire")
    assert (school["verdict"], school["grade"]) == ("holds", "corroborated")
    assert school["killed"] == {"low": 7, "high": 7}
    assert all(f["quotes"] for f in found)


def test_the_database_and_its_reports_give_one_ledger(
    monitor: Inside, reports: str, database: str
) -> None:
    def whole(*args: str) -> dict[str, object]:
        found = json.loads(monitor("sochi-2018", *args, "--format", "json"))
        return {k: found[k] for k in ("start", "end", "quiet", "coverage", "trend", "clauses")}

    assert whole(reports) == whole("--database", database)


def test_the_period_bounds_what_is_counted(monitor: Inside, reports: str) -> None:
    options = ("--from", "2018-11-25", "--to", "2018-12-31", "--format", "json")
    found = json.loads(monitor("sochi-2018", reports, *options))
    assert (found["start"], found["end"], found["findings"]) == ("2018-11-25", "2018-12-31", [])
    assert found["quiet"]["uncovered"] == 35


def test_what_hangs_on_whom_one_believes(monitor: Inside, database: str) -> None:
    options = ("--by-side", "--side", "صحيفة ب=opposition", "--format", "json")
    by_side = json.loads(monitor("sochi-2018", "--database", database, *options))["by_outlet_side"]
    assert set(by_side) == {"independent", "opposition"}
    assert by_side["opposition"]["total"]["breaches"]["grades"].keys() == {"reported"}


def test_csv_has_a_row_for_each_finding(monitor: Inside, reports: str) -> None:
    text = monitor("sochi-2018", reports, "--format", "csv")
    header, *rows = list(csv.reader(io.StringIO(text)))
    assert tuple(header) == COLUMNS
    assert len(rows) == len(monitor("sochi-2018", reports).splitlines()) > 0
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_the_ledger_for_eyes_names_clauses_and_silence(monitor: Inside, reports: str) -> None:
    text = monitor("sochi-2018", reports, "--format", "text", "--lang", "ar")
    assert "مذكرة سوتشي" in text
    assert "cease-fire" in text
    assert "جرجناز" in text
    assert "days with reports" in text


def test_coded_records_are_taken_as_they_stand(hudna: Run, tmp_path: Path) -> None:
    text = "قصفت قوات النظام جرجناز"
    event = {
        "type": "air-strike", "status": "attempted",
        "triggers": [{"text": "قصفت", "start": 0, "end": 4}],
        "actors": [{"text": "قوات النظام", "start": 5, "end": 16, "code": "SYR:MIL", "name": None}],
        "places": [{"text": "جرجناز", "start": 17, "end": 23}],
        "time": {"text": None, "start": "2018-11-24", "end": "2018-11-24"},
    }  # fmt: skip
    good = json.dumps({"id": "a", "text": text, "events": [event]}, ensure_ascii=False)
    (tmp_path / "coded.jsonl").write_text(f"{good}\n{{\n", "utf-8")
    done = hudna("monitor", "sochi-2018", "coded.jsonl", "--coded")
    assert {json.loads(line)["kind"] for line in done.stdout.splitlines()} == {"foiled"}
    assert done.returncode == 1
    assert done.stderr.decode().startswith("hudna: coded.jsonl:2: ")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("oslo", "x.jsonl"), "no accord has this id"),
        (("sochi-2018", "missing.jsonl"), "missing.jsonl"),
        (("sochi-2018", "--database", "missing.sqlite"), "no database yet"),
        (("sochi-2018", "--side", "SANA"), "OUTLET=SIDE"),
        (("sochi-2018", "--from", "2019-01-01", "--to", "2018-01-01"), "is before --from"),
    ],
)
def test_a_mistake_is_one_clear_message(hudna: Run, args: tuple[str, ...], says: str) -> None:
    done = hudna("monitor", *args)
    assert done.returncode in (1, 2)
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr
