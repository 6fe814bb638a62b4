"""``hudna report``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.cli.demo import command as demo
from hudna.cli.report import command
from hudna.errors import HudnaError
from tests.cli.conftest import Run

TEXT = "قصفت قوات النظام بلدة جرجناز بريف إدلب اليوم، ما أدى إلى مقتل سبعة مدنيين."


@pytest.fixture
def reports(tmp_path: Path) -> str:
    row = {"id": "a", "outlet": "وكالة أ", "published": "2018-11-24", "text": TEXT}
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    return str(path)


def run(*args: str) -> str:
    done = CliRunner().invoke(command, args, catch_exceptions=False, standalone_mode=False)
    assert done.return_value == 0
    return str(done.stdout)


def test_a_pipe_gets_a_page(hudna: Run, reports: str) -> None:
    done = hudna("report", "sochi-2018", reports)
    assert (done.returncode, done.stderr) == (0, b"")
    page = done.stdout.decode()
    assert page.startswith("<!doctype html>")
    assert TEXT.rstrip(".") in page


def test_the_name_of_the_file_says_the_form(reports: str, tmp_path: Path) -> None:
    out = tmp_path / "november.md"
    options = ("--from", "2018-11-01", "--to", "2018-11-30", "--lang", "ar", "--out", str(out))
    assert run("sochi-2018", reports, *options) == ""
    text = out.read_text("utf-8")
    assert "2018-11-01 – 2018-11-30" in text
    assert "القتلى: \u20667\u2069" in text
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_outlets_sides_are_compared(reports: str) -> None:
    text = run("sochi-2018", reports, "--side", "وكالة أ=independent", "--format", "md")
    assert "| independent | 1 |" in text


def test_a_period_that_ends_before_it_begins_is_refused(hudna: Run, reports: str) -> None:
    done = hudna("report", "sochi-2018", reports, "--from", "2018-11-02", "--to", "2018-11-01")
    assert done.returncode == 2
    assert "is before" in done.stderr.decode()


def test_without_pango_the_error_says_what_to_install(
    reports: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A module whose import fails as WeasyPrint's does where the system library is missing.
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    out = tmp_path / "report.pdf"
    with pytest.raises(HudnaError, match=r"apt install libpango.*--format html"):
        run("sochi-2018", reports, "--out", str(out))
    assert not out.exists()
    assert "<!doctype html>" in run("sochi-2018", reports)


def test_the_demo_ends_with_the_ledger_and_a_report_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without Pango: the page is written all the same, and the PDF's lack is told.
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    out = tmp_path / "reports"
    done = CliRunner().invoke(demo, ["--out", str(out)], standalone_mode=False)
    assert done.return_value == 0
    assert "Sochi memorandum on Idlib (sochi-2018), 2018-09-17 to 2019-02-19" in done.stdout
    assert done.stdout.endswith(f"Report: {out / 'hudna-demo.html'}\n")
    assert "apt install libpango" in done.stderr
    assert [path.name for path in out.iterdir()] == ["hudna-demo.html"]
    page = (out / "hudna-demo.html").read_text("utf-8")
    assert "خان شيخون" in page


def test_the_demo_as_records_is_records_alone(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        demo, ["--format", "jsonl", "--out", str(tmp_path / "reports")], standalone_mode=False
    )
    assert all(json.loads(line)["id"].startswith("demo-") for line in done.stdout.splitlines())
    assert not (tmp_path / "reports").exists()
