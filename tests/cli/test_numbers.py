"""``hudna numbers``."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from hudna.cli import texts
from hudna.errors import InputError
from tests.cli.conftest import Run


def _records(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


def test_each_argument_is_an_input(hudna: Run) -> None:
    result = hudna("numbers", "مقتل أكثر من ثلاثين جنديا", "لا شيء")
    first, second = _records(result.stdout)
    assert second == {"text": "لا شيء", "found": []}
    (found,) = first["found"]
    assert (found["text"], found["low"], found["high"]) == ("أكثر من ثلاثين", 31, None)


def test_at_counts_code_points_of_the_unchanged_text(hudna: Run) -> None:
    text = "مَقْتَلُ ثَلَاثَةِ جُنود و١٬٢٠٠ نازح"
    (record,) = _records(hudna("numbers", text).stdout)
    for found in record["found"]:
        start, end = found["at"]
        assert text[start:end] == found["text"]
    assert [f["low"] for f in record["found"]] == [3, 1200]


def test_lines_of_a_file_are_text_or_records(hudna: Run, tmp_path: Path) -> None:
    lines = ["قتيلان", json.dumps({"text": "نحو 40 جريحا", "published": "2018-10-01"}), ""]
    (tmp_path / "lines.txt").write_text("\n".join(lines), "utf-8")
    named = hudna("numbers", "lines.txt").stdout
    assert named == hudna("numbers", "-", stdin="\n".join(lines).encode()).stdout
    first, second = _records(named)
    assert [f["kind"] for f in first["found"]] == ["dual"]
    assert [f["approximate"] for f in second["found"]] == [True]


def test_a_broken_record_is_named_by_its_line(hudna: Run) -> None:
    result = hudna("numbers", "-", stdin=b'ok\n{"text": 5}\n')
    assert result.returncode == 1
    assert b'standard input: line 2: the record needs "text", a string' in result.stderr


def test_a_line_without_end_is_refused_rather_than_held() -> None:
    with pytest.raises(InputError, match="standard input: line 1: longer than 8 bytes"):
        list(texts.lines(io.BytesIO(b"x" * 20), "standard input", longest=8))


def test_a_table_says_the_rule(hudna: Run) -> None:
    out = hudna("numbers", "--format", "table", "عشرات القتلى").stdout.decode()
    assert "20" in out
    assert "vague" in out
