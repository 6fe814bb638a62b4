"""``hudna dates``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def _records(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


def test_each_argument_is_an_input(hudna: Run) -> None:
    result = hudna("dates", "--published", "2018-11-19", "قصفوا البلدة صباح أمس", "لا شيء")
    first, second = _records(result.stdout)
    assert second == {"text": "لا شيء", "published": "2018-11-19", "found": []}
    (found,) = first["found"]
    assert (found["text"], found["start"], found["end"]) == ("صباح أمس", "2018-11-18", "2018-11-18")
    assert (found["granularity"], found["time_precision"], found["date_prec"]) == ("part", 1, 1)


def test_at_counts_code_points_of_the_unchanged_text(hudna: Run) -> None:
    text = "في ١٧ أَيْلُول ٢٠١٨ ثم في 2018-10-15"
    (record,) = _records(hudna("dates", text).stdout)
    for found in record["found"]:
        start, end = found["at"]
        assert text[start:end] == found["text"]
    assert [f["start"] for f in record["found"]] == ["2018-09-17", "2018-10-15"]


def test_a_record_says_when_it_was_published(hudna: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"text": "أمس", "published": "2018-10-01"}), "أمس", ""]
    (tmp_path / "lines.txt").write_text("\n".join(lines), "utf-8")
    named = hudna("dates", "lines.txt", "--published", "2018-11-19").stdout
    piped = hudna("dates", "-", "--published", "2018-11-19", stdin="\n".join(lines).encode())
    assert named == piped.stdout
    assert [r["found"][0]["start"] for r in _records(named)] == ["2018-09-30", "2018-11-18"]


def test_unknown_is_null(hudna: Run) -> None:
    (record,) = _records(hudna("dates", "قبل أيام").stdout)
    assert record["published"] is None
    (found,) = record["found"]
    assert (found["start"], found["end"], found["time_precision"]) == (None, None, None)


def test_inferred_publication_is_printed_with_its_basis(hudna: Run) -> None:
    text = "توصلا في 17 أيلول الماضي في سوتشي إلى اتفاق بشأن إدلب، وسيجتمعان في 9 أكتوبر الجاري."
    (record,) = _records(hudna("dates", text).stdout)
    assert (record["anchor"]["start"], record["anchor"]["end"]) == ("2018-10-01", "2018-10-08")
    assert "Sochi memorandum on Idlib" in record["anchor"]["basis"]
    shown = hudna("dates", text, "--format", "table").stdout.decode()
    assert "published 2018-10-01 – 2018-10-08, inferred" in " ".join(shown.split())


def test_table_shows_interval_precision_and_rule(hudna: Run) -> None:
    shown = hudna("dates", "--format", "table", "--published", "2018-11-19", "الأسبوع الماضي")
    assert "2018-11-12 – 2018-11-18" in shown.stdout.decode()
    assert b"week" in shown.stdout
    assert b"no dates" in hudna("dates", "--format", "table", "لا شيء").stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", "not JSON"),
        ('{"text": 3}', '"text"'),
        ('{"published": "2018-01-01"}', '"text"'),
        ('{"text": "أمس", "published": "2018-13-01"}', '"published" must be a day'),
        ('{"text": "أمس", "published": 7}', '"published" must be a day'),
    ],
)
def test_bad_line_is_named(hudna: Run, line: str, message: str) -> None:
    result = hudna("dates", "-", stdin=f"اليوم\n{line}\n".encode())
    assert result.returncode != 0
    error = result.stderr.decode()
    assert "standard input: line 2" in error
    assert message in error
    assert "Traceback" not in error


def test_file_that_is_not_utf8_is_named(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("أمس".encode("cp1256"))
    result = hudna("dates", "old.txt")
    assert result.returncode != 0
    assert b"old.txt: line 1: not valid UTF-8" in result.stderr


def test_impossible_date_is_wider_and_says_why(hudna: Run) -> None:
    given = ("dates", "--published", "2018-11-19", "31 نيسان")
    (record,) = _records(hudna(*given).stdout)
    (found,) = record["found"]
    assert (found["text"], found["start"], found["end"]) == ("31 نيسان", "2018-04-01", "2018-04-30")
    assert (found["granularity"], found["warning"]) == ("month", "the month has 30 days, not 31")
    shown = hudna(*given, "--format", "table").stdout.decode()
    assert shown.splitlines()[-1] == "warning: 31 نيسان: the month has 30 days, not 31"
