"""Articles that we coded of the corpora beside the checkout: where their events stand.

``codings.jsonl`` holds no word of an article: an event's values are ``[start, end]`` ranges of code
points of a text that the corpora hold, found by its hash. A line::

    {"text": "<sha256 of the text>", "events": [{"type": "shelling", "status": "occurred",
     "triggers": [[10, 14]], "actors": [[15, 26, "SYR:MIL"]], "places": [[50, 55]],
     "time": ["2018-11-19", "2018-11-19"], "killed": [3, null]}]}

Keys of what an event does not tell are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hudna.errors import DataError

Record = dict[str, Any]
_SPANS = ("triggers", "places", "within", "according_to")
_CAST = ("actors", "targets")
_TOLLS = ("killed", "injured")


def key_of(text: str) -> str:
    """The hash by which a text is found."""
    return hashlib.sha256(text.encode()).hexdigest()


def load(codings: Path, corpora: Iterable[Path]) -> list[Record]:
    """Join codings with the texts that they code; return codebook records, in the codings' order.

    Raises:
        DataError: a coded text is in none of the corpora, or a range lies outside its text.
    """
    lines = [json.loads(line) for line in codings.read_text("utf-8").splitlines()]
    asked = {line["text"] for line in lines}
    found: dict[str, Record] = {}
    for path in corpora:
        for article in articles(path):
            key = key_of(article["text"])
            if key in asked:
                found.setdefault(key, article)
    out = []
    for number, line in enumerate(lines, 1):
        source = found.get(line["text"])
        if source is None:
            raise DataError(f"{codings}:{number}: no corpus given holds this text")
        try:
            events = [_event(source["text"], event) for event in line["events"]]
        except ValueError as error:
            raise DataError(f"{codings}:{number}: {error}") from None
        about = {name: source.get(name) for name in ("outlet", "url", "published", "text")}
        out.append({"id": f"coded-{line['text'][:16]}", **about, "events": events})
    return out


def coded(record: Mapping[str, Any]) -> Record:
    """Leave of a codebook record where its events stand, without a word of its text."""
    return {
        "text": key_of(record["text"]),
        "events": [_ranges(event) for event in record["events"]],
    }


def articles(path: Path) -> Iterator[Record]:
    """Yield the articles of a corpus, one a line, perhaps compressed."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            yield json.loads(line)


def _ranges(event: Mapping[str, Any]) -> Record:
    out: Record = {"type": event["type"], "status": event["status"]}
    for slot in _SPANS:
        out[slot] = [[span["start"], span["end"]] for span in event[slot]]
    for slot in _CAST:
        out[slot] = [[a["start"], a["end"], a["code"]] for a in event[slot]]
    if event["time"]:
        out["time"] = [event["time"]["start"], event["time"]["end"]]
    tolls = event["casualties"]
    for slot in _TOLLS:
        if tolls[slot]:
            out[slot] = [tolls[slot]["low"], tolls[slot]["high"]]
    if tolls["cumulative"]:
        out["cumulative"] = True
    return {name: value for name, value in out.items() if value}


def _event(text: str, event: Mapping[str, Any]) -> Record:
    time = event.get("time")
    tolls = {slot: event.get(slot) for slot in _TOLLS}
    return {
        "type": event["type"],
        "status": event["status"],
        **{slot: [_span(text, *at) for at in event.get(slot, ())] for slot in _SPANS},
        **{
            slot: [
                {**_span(text, start, end), "code": code, "name": None}
                for start, end, code in event.get(slot, ())
            ]
            for slot in _CAST
        },
        "time": time and {"text": None, "start": time[0], "end": time[1]},
        "casualties": {
            **{slot: _bounds(bounds) for slot, bounds in tolls.items()},
            "cumulative": event.get("cumulative", False),
        },
        "name": None,
        "round": None,
    }


def _span(text: str, start: int, end: int) -> Record:
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} lies outside the text")
    return {"text": text[start:end], "start": start, "end": end}


def _bounds(bounds: Sequence[int | None] | None) -> Record | None:
    return None if bounds is None else {"low": bounds[0], "high": bounds[1]}
