"""What a process that reads for long has loaded, and what its collector of cycles walks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "reports" / "reports.jsonl"
FRESH = f"""
import gc, json, sys
from datetime import date
from hudna import Article, read
from hudna.reading.ready import make_ready

reports = [
    Article(record["text"], published=date.fromisoformat(record["published"]))
    for record in map(json.loads, open({str(REPORTS)!r}, encoding="utf-8"))
    if record["published"]
]
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
"""


def fresh(code: str) -> list[str]:
    """What code prints in a process that has read nothing yet."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH + code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_reading_alone_leaves_the_collector_of_the_process_as_it_was() -> None:
    assert fresh("read(reports[0]); print(gc.get_freeze_count(), gc.isenabled())") == ["0", "True"]


def test_what_reading_needs_is_loaded_and_set_apart_once() -> None:
    code = """
make_ready()
loaded, apart = len(opened), gc.get_freeze_count()
print(loaded, apart, len(gc.get_objects()), gc.isenabled())
make_ready()
for report in reports:
    read(report)
print(len(opened), gc.get_freeze_count())
"""
    loaded, apart, left, enabled, loaded_in_the_end, apart_in_the_end = fresh(code)

    assert 0 < int(loaded) == int(loaded_in_the_end)
    assert 10 * int(left) < int(apart)
    assert int(apart_in_the_end) <= int(apart)  # what goes out of use may be freed
    assert enabled == "True"


def test_a_collector_that_was_off_stays_off() -> None:
    assert fresh("gc.disable(); make_ready(); print(gc.isenabled())") == ["False"]
