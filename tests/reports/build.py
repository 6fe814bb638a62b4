"""Build ``reports.jsonl`` from the hand-written reports and their hand-made codings beside it.

The sources are plain text that anyone who knows Arabic and the codebook can edit::

    = id | outlet | published
    Title

    Body, one paragraph a line.
    * shelling occurred: قصفت ; القصف@2
      A: قوات النظام = SYR:MIL
      P: لحايا ; اللطامنة
      W: ريف حماة
      D: صباح اليوم = 2018-11-19 .. 2018-11-19
      K: 3          (exactly 3; ``3+`` at least 3; ``1-5`` up to 5)
      I: 20+
      C: yes        (the toll is cumulative)
      S: مراسلنا
      N: اتفاق سوتشي
      R: 11

A ``* type status:`` line opens an event with its triggers, the most informative first; the lines
under it give actors, targets (``T``), places, within, date, killed, injured, cumulative, sources
(``according_to``), name and round. A span is written as its words; the script finds the offsets:

- ``words@2`` is the second place where the words stand, ``before [words] after`` the one inside
  that context;
- bare words must stand once, or, other than a trigger, are taken nearest to the first trigger.

A source without a text takes the text, outlet and date of the demo's report of that id.
Run ``python -m tests.reports.build`` from the repository's root.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hudna import demo
from hudna.model import EVENT_TYPES, STATUSES

HERE = Path(__file__).parent
GOLD = HERE / "reports.jsonl"

_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_CODE = re.compile(r"[A-Z]{3}:(GOV|MIL|POL|PRM|REB|OPP|CVL|REF|HLH|MED|NGO|IGO|UNK)")
# What may stand, attached, before a span: conjunctions, prepositions and the article.
_ATTACHED = r"(?<![ء-ي])(?:[وف]?(?:[بكل]|لل|ال|بال|كال|وال|س)?)"


class CodingError(Exception):
    """A coding names words that the text does not hold, or breaks the codebook's form."""


def build() -> list[dict[str, Any]]:
    """Return every record, in the order of the file names and of the reports in them."""
    told = {
        r["id"]: r for r in map(json.loads, demo.reports().read_text("utf-8").splitlines()) if r
    }
    records, wrong = [], []
    for path in sorted(HERE.glob("*.txt")):
        for block in re.split(r"^= ", path.read_text("utf-8"), flags=re.M)[1:]:
            head, _, rest = block.partition("\n")
            body, *events = re.split(r"^\* ", rest, flags=re.M)
            id_, *source = (part.strip() for part in head.split("|"))
            if source:
                outlet, published, text = source[0], source[1], body.strip()
            else:
                report = told[id_]
                outlet, published, text = report["outlet"], report["published"], report["text"]
            coded = []
            for event in events:
                try:
                    coded.append(_event(text, event))
                except CodingError as error:
                    wrong.append(f"{path.name}: {id_}: {error}")
            records.append(
                {
                    "id": id_,
                    "outlet": outlet,
                    "url": None,
                    "published": published or None,
                    "text": text,
                    "events": coded,
                }
            )
    if wrong:
        raise CodingError("\n".join(wrong))
    return records


def _event(text: str, coding: str) -> dict[str, Any]:
    head, *lines = coding.strip().splitlines()
    kind, _, words = head.partition(":")
    type_, status = kind.split()
    if type_ not in EVENT_TYPES or status not in STATUSES:
        raise CodingError(f"no such type or status: {kind}")
    triggers = [_span(text, w) for w in _items(words)]
    if not triggers:
        raise CodingError(f"no trigger: {head}")
    near = triggers[0]["start"]
    slots = {}
    for line in filter(str.strip, lines):
        slot, _, value = line.strip().partition(":")
        if slot not in {*"ATPWDKICSNR"} or slot in slots:
            raise CodingError(f"no such slot, or twice: {line}")
        slots[slot] = value.strip()

    def spans(slot: str) -> list[dict[str, Any]]:
        return [_span(text, w, near) for w in _items(slots.get(slot, ""))]

    return {
        "type": type_,
        "status": status,
        "triggers": triggers,
        "actors": list(_parties(text, slots.get("A", ""), near)),
        "targets": list(_parties(text, slots.get("T", ""), near)),
        "places": spans("P"),
        "within": spans("W"),
        "time": _time(text, slots["D"], near) if "D" in slots else None,
        "casualties": {
            "killed": _bounds(slots.get("K")),
            "injured": _bounds(slots.get("I")),
            "cumulative": slots.get("C") == "yes",
        },
        "according_to": spans("S"),
        "name": slots.get("N"),
        "round": int(slots["R"]) if "R" in slots else None,
    }


def _items(words: str) -> list[str]:
    return [w.strip() for w in words.split(";") if w.strip()]


def _parties(text: str, value: str, near: int) -> Iterator[dict[str, Any]]:
    for item in _items(value):
        words, _, code = (part.strip() for part in item.rpartition("="))
        if not _CODE.fullmatch(code):
            raise CodingError(f"no actor code: {item}")
        yield {**_span(text, words, near), "code": code, "name": None}


def _time(text: str, value: str, near: int) -> dict[str, Any]:
    words, _, days = (part.strip() for part in value.partition("="))
    start, _, end = (part.strip() for part in days.partition(".."))
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    named = [day for day in _WEEKDAYS if day in words.replace("الإثنين", "الاثنين")]
    if len(named) == 1 and first == last and _WEEKDAYS[first.weekday()] != named[0]:
        raise CodingError(f"{first} is no {named[0]}")
    if last < first:
        raise CodingError(f"ends before it starts: {value}")
    span = _span(text, words, near)
    return {"text": span["text"], "start": first.isoformat(), "end": last.isoformat()}


def _bounds(value: str | None) -> dict[str, int | None] | None:
    if value is None:
        return None
    if found := re.fullmatch(r"(\d+)(?:(\+)|-(\d+))?", value):
        low = int(found[1])
        return {"low": low, "high": None if found[2] else int(found[3] or low)}
    raise CodingError(f"no count: {value}")


def _span(text: str, written: str, near: int | None = None) -> dict[str, Any]:
    if found := re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", written):
        before, words, after = found.groups()
        starts = [
            m.start() + len(before) for m in re.finditer(re.escape(before + words + after), text)
        ]
        which = None
    else:
        words, _, which = written.partition("@")
        words = words.strip()
        starts = [
            m.start(1) for m in re.finditer(f"{_ATTACHED}({re.escape(words)})(?![ء-ي])", text)
        ]
    if not starts:
        raise CodingError(f"not in the text: {written}")
    if which and int(which) > len(starts):
        raise CodingError(f"stands {len(starts)} times: {written}")
    if which:
        start = starts[int(which) - 1]
    elif len(starts) == 1:
        start = starts[0]
    elif near is not None:
        start = min(starts, key=lambda at: abs(at - near))
    else:
        raise CodingError(f"stands {len(starts)} times: {written}")
    return {"text": words, "start": start, "end": start + len(words)}


if __name__ == "__main__":
    built = build()
    GOLD.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in built), "utf-8"
    )
    print(f"{len(built)} reports, {sum(len(r['events']) for r in built)} events")
