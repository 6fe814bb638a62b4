from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hudna.cli.search_output import COLUMNS
from hudna.model import Article
from hudna.reading.reader import read
from hudna.store import open_store
from tests.cli.conftest import Run

TEXTS = (
    "قصف بالحديدة يوقع جرحى\n\nأصيب أربعة أشخاص في قصف مدفعي للحوثيين قرب الميناء.",
    "قصف على جرجناز\n\nقصفت قوات النظام بلدة جرجناز بريف إدلب السبت، ما أدى إلى مقتل سبعة مدنيين.",
    "الهدنة في يومها الأول\n\nقالت البعثة إن وقف إطلاق النار صامد في الحديدة.",
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "hudna.sqlite"
    with open_store(path) as store:
        for number, text in enumerate(TEXTS):
            article = Article(text, str(number), "=وكالة", published=date(2018, 11, 24))
            kept = store.add_article(article)
            store.put_events(kept.id, read(article))
    return str(path)


def test_articles_are_found_as_records_in_a_pipe(hudna: Run, database: str) -> None:
    done = hudna("search", "قصف بالحديدة", "--database", database)

    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == b""
    assert record["given_id"] == "0"
    assert record["title"] == "قصف بالحديدة يوقع جرحى"
    (snippet,) = record["snippets"]
    assert [m["text"] for m in snippet["matches"]] == ["قصف", "بالحديدة", "قصف"]
    for span in (snippet, *snippet["matches"]):
        assert TEXTS[0][span["start"] : span["end"]] == span["text"]


def test_a_preposition_before_a_places_name_is_taken_off(hudna: Run, database: str) -> None:
    done = hudna("search", "بإدلب", "--database", database)

    assert [json.loads(line)["given_id"] for line in done.stdout.splitlines()] == ["1"]


def test_the_options_narrow_it(hudna: Run, database: str) -> None:
    options = ("--type", "shelling", "--actor", "SYR", "--until", "2018-11-24", "--format", "json")
    done = hudna("search", "--database", database, *options)

    (record,) = json.loads(done.stdout)
    assert record["given_id"] == "1"
    assert [event["type"] for event in record["events"]] == ["shelling"]
    assert json.loads(hudna("search", "--database", database, "--actor", "RUS",
                            "--format", "json").stdout) == []  # fmt: skip


def test_the_table_has_a_row_for_each_and_no_formula(hudna: Run, database: str) -> None:
    done = hudna("search", "قصف", "--format", "csv", "--database", database)

    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert {row["given_id"] for row in rows} == {"0", "1"}
    assert {row["outlet"] for row in rows} == {"'=وكالة"}


def test_more_than_is_shown_is_said(hudna: Run, database: str) -> None:
    one = hudna("search", "--limit", "1", "--database", database)
    all_ = hudna("search", "--limit", "0", "--database", database)

    assert len(one.stdout.splitlines()) == 1
    assert b"the best 1 are shown" in one.stderr
    assert len(all_.stdout.splitlines()) == 3
    assert all_.stderr == b""


def test_what_was_asked_for_is_coloured_on_a_terminal_only(hudna: Run, database: str) -> None:
    piped = hudna("search", "جرجناز", "--format", "cards", "--database", database).stdout.decode()
    shown = on_terminal("search", "جرجناز", "--database", database)

    assert "قصف على جرجناز" in piped
    assert "\x1b" not in piped
    assert "\x1b[1;33mجرجناز\x1b[0m" in shown


def on_terminal(*arguments: str) -> str:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hudna", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    done = subprocess.Popen(command, stdin=theirs, stdout=theirs, env=environment)
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end has closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    assert done.wait() == 0
    return out.decode()


def test_what_is_wrong_is_said_in_a_line(hudna: Run, database: str, tmp_path: Path) -> None:
    missing = hudna("search", "قصف", "--database", str(tmp_path / "missing.sqlite"))
    area = hudna("search", "--bbox", "1,2,3", "--database", database)

    assert (missing.returncode, area.returncode) == (1, 1)
    assert missing.stderr.decode().count("\n") == 1
    assert "missing.sqlite: no database yet" in missing.stderr.decode()
    assert not (tmp_path / "missing.sqlite").exists()
    assert "WEST,SOUTH,EAST,NORTH" in area.stderr.decode()


def test_the_database_is_made_and_counted(hudna: Run, database: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "hudna.sqlite"
    made = hudna("db", "upgrade", "--database", f"sqlite:///{path}")
    counts = json.loads(hudna("db", "info", "--json", "--database", database).stdout)

    assert made.returncode == 0
    assert made.stdout.decode().startswith(f"{path}: at state ")
    assert path.exists()
    assert counts["article"] == 3
    assert counts["event"] >= 3
    assert "3 articles" in hudna("db", "info", "--database", database).stdout.decode()


def test_the_environment_names_the_database(
    hudna: Run, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUDNA_DATABASE", database)

    assert len(hudna("search").stdout.splitlines()) == 3


@pytest.mark.parametrize("verb", ["search", "db", "review"])
def test_help_needs_no_database_library(verb: str) -> None:
    code = f"import sys, hudna.cli.{verb}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"sqlalchemy", "alembic", "psycopg", "rich"} & set(done.stdout.split())
