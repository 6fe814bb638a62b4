from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hudna.cli.output import COLUMNS, writer
from hudna.cli.read import Faults, show
from hudna.ingest.files import Read
from hudna.model import Article, Event, Place, Span, Unit
from tests.cli.conftest import Run
from tests.cli.started import start

REPORT = (
    "قصف مدفعي على بلدة في ريف إدلب\n\n"
    "قصفت قوات النظام بالمدفعية، صباح اليوم، أطراف بلدة التح بريف إدلب الجنوبي، ما أدى إلى مقتل "
    "ثلاثة مدنيين، بحسب ما قال الدفاع المدني السوري."
)
RECORD = {"id": "a", "outlet": "وكالة", "url": None, "published": "2018-11-19", "text": REPORT}
LINE = json.dumps(RECORD, ensure_ascii=False).encode() + b"\n"


def test_a_pipe_gets_records_and_nothing_else(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")

    done = hudna("read", "report.txt", "--published", "2018-11-19", "--outlet", "وكالة")

    assert (done.returncode, done.stderr) == (0, b"")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["id"] == "report.txt"
    assert (record["published"], record["outlet"]) == ("2018-11-19", "وكالة")
    assert record["text"] == REPORT
    for event in record["events"]:
        for span in event["triggers"]:
            assert REPORT[span["start"] : span["end"]] == span["text"]


def test_standard_input_is_read_by_default_and_as_dash(hudna: Run) -> None:
    assert hudna("read", stdin=LINE).stdout == hudna("read", "-", stdin=LINE).stdout != b""


def test_json_is_one_list(hudna: Run) -> None:
    done = hudna("read", "-", "--format", "json", stdin=LINE * 2)

    assert [record["id"] for record in json.loads(done.stdout)] == ["a", "a"]


def test_json_of_nothing_is_an_empty_list(hudna: Run) -> None:
    done = hudna("read", "missing.txt", "--format", "json")

    assert (done.returncode, json.loads(done.stdout)) == (1, [])


def test_csv_has_a_row_an_event(hudna: Run) -> None:
    as_csv = hudna("read", "-", "--format", "csv", stdin=LINE).stdout.decode()
    events = json.loads(hudna("read", "-", stdin=LINE).stdout)["events"]

    rows = list(csv.DictReader(io.StringIO(as_csv)))

    assert [row["type"] for row in rows] == [event["type"] for event in events]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert [row["mode"] for row in rows] == [event["mode"] for event in events]
    assert [row["chains"].split(" | ")[0].split(" → ") for row in rows] == [
        [link["text"] for link in event["chains"][0]] for event in events
    ]


def test_csv_tells_of_each_place_in_turn() -> None:
    text = "قصف سراقب وكفرمجهولة"
    places = (
        Place("سراقب", 4, 9, name_latin="Saraqib", lat=35.86, lon=36.81, admin1=Unit("SY-ID")),
        Place("كفرمجهولة", 11, 20),
    )
    event = Event("shelling", "occurred", (Span("قصف", 0, 3),), places=places)
    out = io.StringIO()

    with writer("csv", out) as rows:
        rows.write(Article(text), [event], [])

    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["places"] == "سراقب | كفرمجهولة"
    assert (row["lat"], row["lon"]) == ("35.86 |", "36.81 |")
    assert (row["place_names"], row["admin1"]) == ("Saraqib |", "SY-ID |")
    assert row["where_prec"] == ""


def test_csv_cells_are_one_line_and_no_formula() -> None:
    text = "=قصف\nالبلدة"
    event = Event("shelling", "occurred", (Span(text, 0, len(text)), Span("قصف", 1, 4)))
    out = io.StringIO()

    with writer("csv", out) as rows:
        rows.write(Article(text, id="@x", outlet="+1"), [event], [])

    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["triggers"] == "'=قصف البلدة | قصف"
    assert (row["id"], row["outlet"]) == ("'@x", "'+1")


def test_faults_are_one_line_each_and_good_inputs_are_read(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_bytes(LINE)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "lines.jsonl").write_bytes(LINE * 2 + b"oops\n" + LINE * 2)

    done = hudna("read", "empty.txt", "lines.jsonl", "no.txt", "good.jsonl")

    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "hudna: empty.txt: empty",
        "hudna: lines.jsonl: line 3: column 1: not JSON: Expecting value",
        "hudna: no.txt: no such file",
    ]
    assert len(done.stdout.splitlines()) == 5


def test_a_failure_on_one_article_is_a_line_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail_on_b(article: Article) -> tuple[Event, ...]:
        if article.id == "b":
            raise IndexError("list index\nout of range")
        return ()

    monkeypatch.setattr("hudna.reading.reader.read", fail_on_b)
    monkeypatch.delenv("HUDNA_DEBUG", raising=False)
    found = [Read(Article(REPORT, id=name), 0) for name in "abc"]
    faults = Faults()

    show(iter(found), [], "jsonl", faults)

    printed, complaint = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.splitlines()] == ["a", "c"]
    assert complaint == "hudna: b: Hudna failed on it, please report it: IndexError: list index\n"
    assert faults.status == 1


def test_a_name_that_is_no_text_is_no_trouble(hudna: Run) -> None:
    done = hudna("read", os.fsdecode(b"\xff\x1b[31m.txt"))

    assert done.returncode == 1
    assert done.stderr.decode().strip() == "hudna: \ufffd\ufffd[31m.txt: no such file"


def test_usage_errors_name_the_remedy(hudna: Run) -> None:
    for args in (("read", "x", "--published", "soon"), ("read", "--format", "xml"), ("raed",)):
        done = hudna(*args)
        assert done.returncode == 2
        assert b"Error: " in done.stderr
        assert b"Traceback" not in done.stderr


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE)
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(
        [sys.executable, "-m", "hudna", "read", "a.jsonl"],
        capture_output=True, cwd=tmp_path, env=environment, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout.decode("utf-8"))["text"] == REPORT


def test_an_interruption_keeps_what_was_read() -> None:
    with start("read", "-", "--format", "json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(LINE)
        process.stdin.flush()
        assert process.stdout.readline() == b"[\n"
        process.send_signal(signal.SIGINT)
        # Standard input stays open: only the signal can end it.
        rest = process.stdout.read()
        status = process.wait()
        complaint = process.stderr.read() if process.stderr else b""

    assert status == 130
    assert [record["id"] for record in json.loads(b"[" + rest)] == ["a"]
    assert b"Traceback" not in complaint


def test_a_closed_pipe_ends_it_quietly() -> None:
    with start("read", "-") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(LINE)
        process.stdin.close()
        status = process.wait()
        complaint = process.stderr.read()

    assert (status, complaint) == (141, b"")


def on_a_terminal(*args: str, cwd: Path) -> tuple[int, str]:
    """Run ``hudna`` with its output on a terminal; return its status and what it showed."""
    main, terminal = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "LINES": "40", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "hudna", *args], cwd=cwd, env=environment,
        stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal,
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # Linux ends a terminal that nobody holds open with EIO
            break
        if not part:
            break
        shown += part
    os.close(main)
    return process.wait(), shown.decode()


def test_a_terminal_shows_the_report_and_a_card_an_event(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")

    status, shown = on_a_terminal("read", "report.txt", cwd=tmp_path)

    assert status == 0
    assert "\x1b[" in shown
    assert "\u2067" in shown
    assert "report.txt · no date" in shown
    assert "! " in shown
    assert "1 shelling" in re.sub(r"\x1b\[[0-9;]*m", "", shown)
