from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hudna.model import Article, Event, Span
from hudna.records import record_of
from tests.cli.conftest import Run

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
TEXT = "قصف الجيش بلدة التح. واندلعت اشتباكات قرب التح."
SHELLING = Event("shelling", "occurred", (Span("قصف", 0, 3),))
CLASH = Event("armed-clash", "occurred", (Span("اشتباكات", 29, 37),))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    article = Article(TEXT, id="a")
    for name, events in (("gold.jsonl", (SHELLING, CLASH)), ("said.jsonl", (SHELLING,))):
        line = json.dumps(record_of(article, events), ensure_ascii=False)
        (tmp_path / name).write_text(line + "\n", "utf-8")
    return tmp_path


def test_figures_and_differences(hudna: Run, files: Path) -> None:
    done = hudna("evaluate", "gold.jsonl", "--predicted", "said.jsonl", "--errors", "5")

    lines = done.stdout.decode().splitlines()
    assert lines[0] == "1 articles, 0 not read"
    assert lines[2].startswith("event                    F1 0.667  precision 1.000  recall 0.500")
    assert lines[-2].startswith("- a missed: gold [armed-clash] said []")
    assert "⟦اشتباكات⟧" in lines[-1]


def test_only_one_kind_of_difference(hudna: Run, files: Path) -> None:
    done = hudna(
        "evaluate", "gold.jsonl", "--predicted", "said.jsonl", "--errors", "5", "--slot", "status"
    )

    assert not [line for line in done.stdout.splitlines() if line.startswith(b"- ")]


def test_json(hudna: Run, files: Path) -> None:
    done = hudna("evaluate", "gold.jsonl", "--predicted", "said.jsonl", "--json", "--errors", "1")

    record = json.loads(done.stdout)
    assert record["event"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "gold": 2, "said": 1}
    assert [d["kind"] for d in record["differences"]] == ["missed"]


def test_a_broken_gold_file_is_named_with_its_line(hudna: Run, files: Path) -> None:
    with (files / "gold.jsonl").open("a", encoding="utf-8") as out:
        out.write('{"id": "b", "text": "x", "events": [{"type": "war"}]}\n')

    done = hudna("evaluate", "gold.jsonl", "--predicted", "said.jsonl")

    assert done.returncode == 1
    assert done.stderr.startswith(b"hudna: gold.jsonl: line 2: events[0].triggers: ")


def test_equals_the_reference_scorer_on_the_readers_own_events(tmp_path: Path) -> None:
    gold, scorer = GOLD / "dev.jsonl", GOLD / "score.py"
    if not gold.exists():
        pytest.skip("no gold beside the checkout")
    said = tmp_path / "said.jsonl"

    def run(*args: str) -> str:
        done = subprocess.run([sys.executable, *args], capture_output=True, text=True, check=True)
        return done.stdout

    said.write_text(run("-m", "hudna", "read", str(gold)), "utf-8")

    assert run("-m", "hudna", "evaluate", str(gold)) == run(str(scorer), str(gold), str(said))


def test_merging_is_scored_on_reports_linked_to_incidents(hudna: Run, tmp_path: Path) -> None:
    texts = (
        "قصفت قوات النظام مدينة أريحا بريف إدلب اليوم، ما أدى إلى مقتل خمسة مدنيين.",
        "قتل خمسة مدنيين بقصف لقوات النظام على مدينة أريحا في ريف إدلب اليوم.",
    )
    rows = [
        {"id": str(i), "published": "2018-11-08", "text": t, "incidents": [{"id": "1"}]}
        for i, t in enumerate(texts)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = hudna("evaluate", "--merge", str(path), "--json")
    figures = json.loads(done.stdout)
    assert (figures["b3_precision"], figures["b3_recall"], figures["b3_f1"]) == (1, 1, 1)
    assert done.stderr == b""


def test_only_one_kind_of_scoring_at_a_time(hudna: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text("", "utf-8")
    done = hudna("evaluate", "--merge", str(path), "--places", str(path))
    assert done.returncode == 2
    assert b"--merge FILE" in done.stderr
