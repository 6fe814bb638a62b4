"""Codings that hold no word of the texts they code."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from training.codings import coded, load

from hudna.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
RECORDS = [
    json.loads(line)
    for line in (ROOT / "tests" / "reports" / "reports.jsonl").read_text("utf-8").splitlines()
]


def written(folder: Path, records: list[dict[str, Any]]) -> tuple[Path, Path]:
    """Write a corpus without its codings, and the codings without its texts."""
    corpus, codings = folder / "corpus.jsonl.gz", folder / "codings.jsonl"
    with gzip.open(corpus, "wt", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps({**record, "events": []}, ensure_ascii=False) + "\n")
    codings.write_text("".join(json.dumps(coded(r)) + "\n" for r in records), "utf-8")
    return codings, corpus


def bare(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what codings do not keep: names, rounds, the words of a time."""
    events = json.loads(json.dumps(record["events"]))
    for event in events:
        event["name"] = event["round"] = None
        if event["time"]:
            event["time"]["text"] = None
        for actor in event["actors"] + event["targets"]:
            actor["name"] = None
    return {"text": record["text"], "published": record["published"], "events": events}


def test_codings_joined_with_their_texts_are_the_records(tmp_path: Path) -> None:
    codings, corpus = written(tmp_path, RECORDS)
    back = load(codings, [corpus])
    assert [{k: r[k] for k in ("text", "published", "events")} for r in back] == [
        bare(record) for record in RECORDS
    ]


def test_codings_hold_no_arabic_word(tmp_path: Path) -> None:
    codings, _ = written(tmp_path, RECORDS)
    assert codings.read_text("utf-8").isascii()


def test_a_text_that_no_corpus_holds_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    codings, _ = written(tmp_path, RECORDS[:2])
    _, corpus = written(tmp_path / "other", RECORDS[:1])
    with pytest.raises(DataError, match=r"codings\.jsonl:2: no corpus given holds this text"):
        load(codings, [corpus])


def test_a_range_outside_its_text_is_refused(tmp_path: Path) -> None:
    codings, corpus = written(tmp_path, RECORDS[:1])
    line = json.loads(codings.read_text("utf-8"))
    line["events"] = [{"type": "shelling", "status": "occurred", "triggers": [[5, 10**6]]}]
    codings.write_text(json.dumps(line), "utf-8")
    with pytest.raises(DataError, match="lies outside the text"):
        load(codings, [corpus])
