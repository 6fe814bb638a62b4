"""When an article was published, told or inferred."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hudna.model import Article
from hudna.reading.anchor import Anchor, anchor_of
from hudna.reading.document import prepare
from hudna.reading.when import find_times

MISSION = Path(__file__).parents[2] / ".." / "shared" / "gold" / "mission.jsonl"

SOCHI = "توصل الرئيسان إلى اتفاق سوتشي يوم 17 أيلول/سبتمبر الماضي بشأن إدلب."
ROUND = "تعقد جولة جديدة من محادثات أستانة، وستجرى يومي 28 و29 نوفمبر الجاري."


def anchor(text: str, published: date | None = None) -> Anchor | None:
    return anchor_of(prepare(Article(text, published=published)))


def interval(text: str) -> tuple[date, date] | None:
    found = anchor(text)
    return None if found is None else (found.start, found.end)


def test_publication_date_is_the_anchor() -> None:
    day = date(2018, 11, 19)
    assert anchor(SOCHI, day) == Anchor(day, day, False, "published")


def test_dated_accord_gives_year_and_bounds() -> None:
    assert interval(SOCHI) == (date(2018, 9, 18), date(2019, 9, 17))


def test_current_month_that_is_still_to_come_bounds_the_anchor() -> None:
    found = anchor(SOCHI + " وستجتمع الأطراف في 22 كانون الأول الجاري.")
    assert found is not None
    assert (found.start, found.end, found.inferred) == (date(2018, 12, 1), date(2018, 12, 21), True)
    assert "Sochi memorandum on Idlib" in found.basis
    assert "22 كانون الأول الجاري" in found.basis


def test_current_month_that_is_past_bounds_it_from_below() -> None:
    assert interval(SOCHI + " ودخلت القافلة في 5 كانون الأول الجاري.") == (
        date(2018, 12, 5),
        date(2018, 12, 31),
    )


def test_round_of_talks_is_known_by_its_two_days() -> None:
    assert interval(ROUND) == (date(2018, 11, 1), date(2018, 11, 27))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Told in the present, a round may be ahead: the report may be before it or after it.
        (
            SOCHI + " وتعقد جولة من المحادثات في أستانة يومي 28 و29 نوفمبر الجاري.",
            (date(2018, 11, 1), date(2018, 11, 30)),
        ),
        (
            SOCHI + " وتستضيف العاصمة الاجتماع في 20 كانون الأول الجاري.",
            (date(2018, 12, 1), date(2018, 12, 31)),
        ),
        # Told in the past, or in the present made past, it is over.
        (
            SOCHI + " وعقدت الأطراف اجتماعا في 20 كانون الأول الجاري.",
            (date(2018, 12, 20), date(2018, 12, 31)),
        ),
        (
            SOCHI + " ولم تعقد الأطراف اجتماعا في 20 كانون الأول الجاري.",
            (date(2018, 12, 20), date(2018, 12, 31)),
        ),
    ],
)
def test_tense_says_whether_a_current_day_is_past(text: str, expected: tuple[date, date]) -> None:
    assert interval(text) == expected


def test_a_date_told_in_the_present_is_no_bound_on_publication() -> None:
    assert interval(SOCHI + " وتنطلق الجولة المقبلة في 5 آذار 2019.") == interval(SOCHI)


def test_day_told_as_today_is_the_anchor() -> None:
    assert interval("قصفت القوات البلدة اليوم الخميس 8 أيلول 2022.") == (
        date(2022, 9, 8),
        date(2022, 9, 8),
    )
    assert interval("وقع ذلك أمس الأربعاء 7 أيلول 2022.") == (date(2022, 9, 8), date(2022, 9, 8))


def test_weekday_tells_the_year_after_what_the_text_knows() -> None:
    text = "اليوم، الخميس 8 من أيلول، قصفت القوات البلدة. وكانت قد انسحبت في 22 كانون الأول 2021."
    assert interval(text) == (date(2022, 9, 8), date(2022, 9, 8))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قصفت القوات البلدة صباح اليوم.",
        "منذ اتفاق سوتشي لم تهدأ الجبهات.",
        "اليوم الخميس 8 أيلول قصفت القوات البلدة.",
        "انسحبوا في تشرين الثاني الماضي.",
        "بدأت الحرب عام 2011.",
    ],
)
def test_nothing_is_inferred_from_too_little(text: str) -> None:
    assert anchor(text) is None


def test_what_contradicts_the_rest_is_left_out() -> None:
    found = anchor(SOCHI + " ونشر التقرير القديم اليوم الأحد 3 آذار 2002.")
    assert found is not None
    assert found.start >= date(2018, 9, 17)


def test_a_name_shared_by_two_accords_takes_the_one_before() -> None:
    text = "لم تهدأ الجبهات منذ اتفاق سوتشي"
    for published, start in (
        (date(2018, 12, 1), date(2018, 9, 17)),
        (date(2019, 12, 1), date(2019, 10, 22)),
    ):
        doc = prepare(Article(text, published=published))
        (phrase,) = find_times(doc, anchor_of(doc))
        assert (phrase.start, phrase.end) == (start, published)


@pytest.mark.skipif(not MISSION.exists(), reason="the shared gold is not here")
def test_undated_report_of_the_mission() -> None:
    record = json.loads(MISSION.read_text("utf-8").splitlines()[0])
    assert record["published"] is None
    doc = prepare(Article(record["text"]))
    found = anchor_of(doc)
    assert found is not None
    assert (found.start, found.end, found.inferred) == (date(2018, 11, 1), date(2018, 11, 27), True)
    told = {(str(p.start), str(p.end)) for p in find_times(doc, found)}
    for event in record["events"]:
        if event["time"] is not None:
            assert (event["time"]["start"], event["time"]["end"]) in told
