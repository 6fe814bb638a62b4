"""Scoring how reports of one incident are brought together."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.evaluating.merge import bcubed, evaluate_merge, linked

SHARED = Path(__file__).parents[3] / "shared"
SHELLING = "قصفت قوات النظام مدينة أريحا بريف إدلب اليوم، ما أدى إلى مقتل خمسة مدنيين وجرح عشرة."
AGAIN = "قتل خمسة مدنيين بقصف لقوات النظام على مدينة أريحا في ريف إدلب اليوم الخميس."
OTHER = "انفجرت سيارة مفخخة في مدينة الباب بريف حلب وأصابت سبعة أشخاص."


def report(text: str, *incidents: str, day: int = 8) -> dict[str, object]:
    return {
        "id": "r", "outlet": text[:9], "published": f"2018-11-{day:02}", "text": text,
        "incidents": [{"id": key} for key in incidents],
    }  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_bcubed_of_the_worked_example() -> None:
    # Bagga & Baldwin 1998: {1 2 3 4 5}, {6 7}, {8 9 A B C} answered by {1..5}, {6 7 8 9 A B C}.
    truth = {
        k: frozenset({"a" if k in "12345" else "b" if k in "67" else "c"}) for k in "123456789ABC"
    }
    precision, recall = bcubed(["12345", "6789ABC"], truth)
    assert precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert recall == 1


labels = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.sets(st.sampled_from("xyz"), min_size=1),
    min_size=1,
)


@given(labels)
def test_alone_is_precise_and_together_is_complete(found: dict[str, set[str]]) -> None:
    truth = {key: frozenset(value) for key, value in found.items()}
    assert bcubed([[key] for key in truth], truth)[0] == 1
    assert bcubed([list(truth)], truth)[1] == 1


def test_reports_of_one_incident_are_brought_together(tmp_path: Path) -> None:
    path = write(
        tmp_path / "r.jsonl", report(SHELLING, "1"), report(AGAIN, "1"), report(OTHER, "2")
    )
    figures = evaluate_merge(path)
    assert (figures["b3_precision"], figures["b3_recall"], figures["b3_f1"]) == (1, 1, 1)
    assert (figures["reports"], figures["main_incidents"]) == (3, 2)


def test_reports_that_are_wrongly_told_apart_cost_recall(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", report(SHELLING, "1"), report(OTHER, "1"))
    assert evaluate_merge(path)["b3_recall"] == 0.5


def test_a_report_without_an_event_stands_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", report(SHELLING, "1"), report("نص بلا حدث.", "2"))
    assert evaluate_merge(path)["b3_f1"] == 1


def test_reports_without_incidents_are_left_out(tmp_path: Path) -> None:
    assert linked(write(tmp_path / "r.jsonl", report(SHELLING), report(AGAIN, "1")))[0].incidents


@pytest.mark.parametrize(
    "row", [{"text": "x", "incidents": [{}]}, {"incidents": []}, {"text": "x", "published": "?"}]
)
def test_a_record_that_is_no_linked_report_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(InputError, match="record 2"):
        linked(write(tmp_path / "r.jsonl", report(SHELLING, "1"), row))


def test_no_reports_no_figures(tmp_path: Path) -> None:
    assert evaluate_merge(write(tmp_path / "r.jsonl"))["b3_f1"] == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared cases")
def test_floors_on_some_of_the_development_reports(tmp_path: Path) -> None:
    with gzip.open(SHARED / "cases" / "reports.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        some = [json.loads(line) for line in islice(lines, 120)]
    figures = evaluate_merge(write(tmp_path / "r.jsonl", *some))
    assert figures["b3_precision"] >= 0.93
    assert figures["b3_f1"] >= 0.85
