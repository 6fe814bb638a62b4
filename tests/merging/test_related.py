"""The reports nearest to one, and which incidents are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from hudna.merging import merge
from hudna.merging.related import related
from hudna.merging.salience import main_event
from hudna.merging.select import Wanted, latest_first
from hudna.reading.reader import read
from tests.merging.claims import article, claim

TEXT = "قصف مدفعي لقوات النظام على مدينة أريحا بريف إدلب أوقع خمسة قتلى في السوق القديم"
ONE = claim("1", "أ", 5, TEXT, place="أريحا", killed=5, on=5, actor=("قوات النظام", "SYR:MIL"))
COPY = claim("2", "ب", 5, TEXT + " اليوم", place="أريحا", killed=5, on=5)
OTHER = claim("3", "ج", 5, "حشود في السوق القديم بعد قصف مدفعي على بلدة أخرى", on=5)
FAR = claim("4", "د", 5, "وصول سفينة محملة بالقمح بعد قصف المرفأ", on=5)


def test_the_same_incident_comes_first_then_the_wording() -> None:
    together = {"1": "inc", "4": "inc"}
    of = {c.claim.id: together[c.claim.article] for c in (ONE, FAR)}
    found = related([ONE], [OTHER, COPY, FAR, ONE], of)
    assert [item.claim.article for item in found] == ["4", "2", "3"]
    assert found[0].incidents == ("inc",)
    assert found[1].copied > 0.8 > found[2].copied


def test_what_tells_nothing_is_related_to_nothing() -> None:
    assert related([], [ONE], {}) == []


def test_no_more_than_asked_for() -> None:
    assert len(related([ONE], [COPY, OTHER, FAR], {}, most=2)) == 2


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Wanted(), True),
        (Wanted(types=["shelling"], statuses=["occurred"]), True),
        (Wanted(types=["talks"]), False),
        (Wanted(statuses=["planned"]), False),
        (Wanted(actors=["SYR"]), True),
        (Wanted(actors=["SYR:MIL"]), True),
        (Wanted(actors=["قوات النظام"]), True),
        (Wanted(actors=["RUS"]), False),
        (Wanted(targets=["SYR"]), False),
        (Wanted(places=["اريحا"]), True),
        (Wanted(places=["ريحا"]), False),
        (Wanted(box=(36, 35, 37, 36)), True),
        (Wanted(box=(37, 35, 36, 36)), False),
        (Wanted(since=date(2018, 11, 5), until=date(2018, 11, 5)), True),
        (Wanted(since=date(2018, 11, 6)), False),
        (Wanted(until=date(2018, 11, 4)), False),
        (Wanted(outlets=["ب"]), True),
        (Wanted(outlets=["ج"]), False),
        (Wanted(sources=2), False),  # one copies the other
        (Wanted(contested=False), True),
        (Wanted(contested=True), False),
    ],
)
def test_incidents_are_narrowed(wanted: Wanted, taken: bool) -> None:
    (incident,) = merge([ONE, COPY])
    assert wanted.takes(incident) is taken


def test_incidents_without_a_day_come_last() -> None:
    (dated,) = merge([ONE])
    (later,) = merge([claim("5", "ه", 9, TEXT, on=9)])
    keys = sorted([latest_first(dated), latest_first(later), ("", "inc")], reverse=True)
    assert keys == [latest_first(later), latest_first(dated), ("", "inc")]


def test_an_article_is_about_the_attack_of_its_headline_not_the_background() -> None:
    text = (
        "قصف يقتل خمسة مدنيين في أريحا\n\nقصفت قوات النظام مدينة أريحا اليوم فقتل خمسة مدنيين."
        " وكانت روسيا وتركيا توصلتا إلى اتفاق في سوتشي في 17 أيلول الماضي."
    )
    found = article("1", "أ", 8, text)
    main = main_event(found, read(found))
    assert main is not None
    assert main.type == "shelling"
    assert main_event(found, []) is None
