from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

REPORT = "قصف\n\nقصفت عصابات الأسد بالمدفعية بلدة التح بريف إدلب، ما أدى إلى مقتل ثلاثة مدنيين."


def test_a_pipe_gets_the_wordings_of_each_outlet(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")

    done = hudna("sources", "report.txt", "--outlet", "شبكة")

    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["outlet"] for one in found} == {"شبكة"}
    assert ("SYR:MIL", "pejorative") in {(one["code"], one["loading"]) for one in found}


def test_only_what_is_loaded_if_asked(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")

    done = hudna("sources", "report.txt", "--loaded", "--format", "csv")

    head, *rows = done.stdout.decode().splitlines()
    assert head == "outlet,code,wording,loading,times"
    assert rows
    assert not any(",neutral," in row for row in rows)


def test_a_missing_file_is_named(hudna: Run) -> None:
    done = hudna("sources", "nowhere.txt")

    assert done.returncode == 1
    assert b"nowhere.txt" in done.stderr
