"""From reports to the ledger: the demo's reports, and the mission's where it lies beside us."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hudna.accords import accord
from hudna.demo import reports
from hudna.merging import Told, merge, told
from hudna.model import Bounds, Incident
from hudna.monitoring import Ledger, follow, ledger
from hudna.reading.reader import read
from hudna.records import article_of, events_of

ROOT = Path(__file__).resolve().parents[2]
MISSION = next(
    (
        path
        for folder in (ROOT, ROOT.parent)
        if (path := folder / "shared" / "gold" / "mission.jsonl").exists()
    ),
    None,
)


@pytest.fixture(scope="module")
def demo() -> tuple[Incident, ...]:
    claims: list[Told] = []
    for line in Path(str(reports())).read_text("utf-8").splitlines():
        article = article_of(json.loads(line))
        claims += told(article, read(article))
    return merge(claims)


def test_the_demo_s_ledger_of_sochi(demo: tuple[Incident, ...]) -> None:
    found = ledger(accord("sochi-2018"), demo)
    assert "signed" in {m.what for m in found.mentions}
    school = [
        f
        for f in found.findings
        if f.day == date(2018, 11, 24) and f.clause == "cease-fire"
        and any(p.name == "جرجناز" for p in f.places)
    ]  # fmt: skip
    # Another outlet's report names the other side for it as well.
    assert any(
        f.verdict == "holds" and f.killed == Bounds(7, 7) and "government" in f.sides
        for f in school
    )
    withdrawn = [f for f in found.findings if f.clause == "heavy-weapons-out"]
    assert {f.kind for f in withdrawn} <= {"kept", "pledged"}
    assert {f.on_time for f in withdrawn if f.kind == "kept"} == {"yes"}
    assert found.quiet.uncovered > 0


def test_the_demo_s_astana_round_was_held(demo: tuple[Incident, ...]) -> None:
    assert ("astana", 11, "held") in {(f.track, f.round, f.state) for f in follow(demo, "SYR")}


@pytest.fixture(scope="module")
def mission() -> tuple[Incident, ...]:
    if MISSION is None:
        pytest.skip("the mission report is not beside this checkout")
    record = json.loads(MISSION.read_text("utf-8").splitlines()[0])
    article = article_of(record)
    return merge(told(article, events_of(record, article)))


def book(mission: tuple[Incident, ...]) -> Ledger:
    return ledger(accord("sochi-2018"), mission)


@pytest.mark.parametrize(
    ("place", "kind", "detail"),
    [
        ("لحايا", "breach", "inside"),
        ("الراشدين", "foiled", "near"),
        ("شم هوى", "foiled", "doubtful"),
    ],
)
def test_the_mission_s_findings_stand_in_near_and_in_doubt_of_the_zone(
    mission: tuple[Incident, ...], place: str, kind: str, detail: str
) -> None:
    found = [f for f in book(mission).findings if f.places[0].name == place]
    (zone,) = (f for f in found if f.clause == "demilitarised")
    assert (zone.kind, zone.grade, zone.leg("where").detail) == (kind, "reported", detail)
    assert zone.sides == ("government",)


def test_the_mission_tells_the_accord_s_start_and_who_is_said_to_break_it(
    mission: tuple[Incident, ...],
) -> None:
    told_of = {m.what: m for m in book(mission).mentions}
    assert {"signed", "in force", "alleged violation"} <= told_of.keys()
    assert told_of["in force"].start == date(2018, 10, 11)
    assert [a.side for a in told_of["alleged violation"].accused] == ["government"]


def test_one_report_does_not_reconcile_the_sum_that_it_tells(
    mission: tuple[Incident, ...],
) -> None:
    found = {one.what: one for one in book(mission).cumulative}
    assert (found["killed"].claimed, found["injured"].claimed) == (
        Bounds(101, None),
        Bounds(200, None),
    )
    assert {one.outcome for one in found.values()} == {"unreconciled"}
    assert {one.start for one in found.values()} == {date(2018, 9, 17)}


def test_the_mission_s_round_is_announced_beside_the_united_nations_track(
    mission: tuple[Incident, ...],
) -> None:
    found = {(f.track, f.round): f for f in follow(mission, "SYR")}
    astana = found["astana", 11]
    assert (astana.state, astana.start, astana.end) == (
        "announced",
        date(2018, 11, 28),
        date(2018, 11, 29),
    )
    assert ("geneva-syria", None) in found
