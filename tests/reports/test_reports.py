"""The reports written for the tests: their codings obey the codebook, and the reader reads them.

The codings were made before any reader saw the reports, so that the figure taken on them is a
figure on articles that nobody developed the reader with.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from hudna import read
from hudna.evaluating.score import score
from hudna.model import EVENT_TYPES, STATUSES, Article, Event, Span
from hudna.records import article_of, events_of, record_of
from tests.reports.build import GOLD, CodingError, build

FLOORS = Path(__file__).parents[2] / "evals" / "floors.toml"
RECORDS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def coded() -> list[tuple[Article, tuple[Event, ...]]]:
    pairs = []
    for record in RECORDS:
        article = article_of(record)
        pairs.append((article, events_of(record, article)))
    return pairs


def spans(event: Event) -> list[Span]:
    when = [event.time.span] if event.time and event.time.span else []
    return [
        *event.triggers, *event.actors, *event.targets, *event.places, *event.within,
        *event.according_to, *when,
    ]  # fmt: skip


def test_the_committed_records_are_what_the_sources_build() -> None:
    assert build() == RECORDS


def test_there_are_forty_reports_beside_the_demo_and_eight_without_an_event() -> None:
    own = [r for r in RECORDS if not r["id"].startswith("demo-")]
    assert len(own) >= 40
    assert sum(not r["events"] for r in RECORDS) >= 8
    assert len({r["id"] for r in RECORDS}) == len(RECORDS)


def test_every_type_and_status_occurs() -> None:
    events = [event for _, events in coded() for event in events]
    assert {event.type for event in events} == set(EVENT_TYPES)
    assert {event.status for event in events} == set(STATUSES)


@pytest.mark.parametrize("pair", coded(), ids=lambda pair: pair[0].id)
class TestCoding:
    def test_spans_are_the_words_of_the_text(self, pair: tuple[Article, tuple[Event, ...]]) -> None:
        article, events = pair
        for span in (s for event in events for s in spans(event)):
            assert article.text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""

    def test_no_value_stands_twice_in_a_slot(self, pair: tuple[Article, tuple[Event, ...]]) -> None:
        for event in pair[1]:
            for slot in (event.triggers, event.actors, event.targets, event.places, event.within):
                assert max(Counter((s.start, s.end) for s in slot).values(), default=1) == 1

    def test_a_cumulative_toll_has_its_toll(self, pair: tuple[Article, tuple[Event, ...]]) -> None:
        for event in pair[1]:
            toll = event.casualties
            assert not toll.cumulative or toll.killed or toll.injured

    def test_survives_a_round_trip(self, pair: tuple[Article, tuple[Event, ...]]) -> None:
        article, events = pair
        record = json.loads(json.dumps(record_of(article, events)))
        assert article_of(record) == article
        assert events_of(record, article) == events


def test_a_coding_whose_words_are_not_in_the_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wrong.txt").write_text(
        "= one | نموذج | 2018-11-24\nقصف على حلب\n* shelling occurred: غارة\n", "utf-8"
    )
    monkeypatch.setattr("tests.reports.build.HERE", tmp_path)
    with pytest.raises(CodingError, match=r"wrong\.txt: one: not in the text"):
        build()


def test_a_weekday_that_is_not_that_date_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wrong.txt").write_text(
        "= one | نموذج | 2018-11-24\nقصف على حلب الجمعة\n"
        "* shelling occurred: قصف\n  D: الجمعة = 2018-11-24\n",
        "utf-8",
    )
    monkeypatch.setattr("tests.reports.build.HERE", tmp_path)
    with pytest.raises(CodingError, match="is no"):
        build()


def floors() -> dict[str, float]:
    """Return the floors of ``[reports]``, a figure's name to its F1, or none if none are set."""
    table = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return dict(table.get("reports", {}))


@pytest.mark.skipif(not floors(), reason="no floor is set for these reports")
def test_the_reader_stays_above_its_floors() -> None:
    gold = coded()
    scores = score(gold, {article.id: read(article) for article, _ in gold})
    reached = {name: round(scores.figures[name].f1, 4) for name in floors()}
    assert {n: f for n, f in reached.items() if f < floors()[n]} == {}
