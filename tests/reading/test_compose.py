"""What an event says of its own certainty."""

from __future__ import annotations

from datetime import date

import pytest

from hudna import Article, read

REPORT = """قصف على ريف إدلب بعد اتفاق سوتشي

قصفت قوات النظام بالمدفعية بلدة التح بريف إدلب صباح اليوم.
ويسري في المحافظة اتفاق سوتشي الموقع في 17 أيلول/سبتمبر الماضي.
وستعقد جولة جديدة من محادثات أستانة يومي 28 و29 تشرين الثاني/نوفمبر الجاري."""


def test_a_date_read_against_an_inferred_anchor_says_that_it_is_inferred() -> None:
    shelling = next(event for event in read(Article(REPORT)) if event.type == "shelling")
    assert shelling.time is not None
    assert shelling.time.inferred
    assert (shelling.time.start.isoformat(), shelling.time.end.isoformat()) == (
        "2018-11-01",
        "2018-11-27",
    )


def test_the_same_date_against_a_known_day_is_stated() -> None:
    article = Article(REPORT, published=date(2018, 11, 19))
    shelling = next(event for event in read(article) if event.type == "shelling")
    assert shelling.time is not None
    assert not shelling.time.inferred
    assert shelling.time.start == shelling.time.end == date(2018, 11, 19)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("انطلقت الجولة الحادية عشرة من محادثات أستانا بمشاركة وفدي النظام والمعارضة.", 11),
        ("اختتمت جولة جديدة من المحادثات في جنيف بين وفدي الحكومة والمعارضة.", None),
    ],
)
def test_talks_tell_their_round_where_the_text_does(text: str, number: int | None) -> None:
    found = [e for e in read(Article(text, published=date(2018, 11, 30))) if e.type == "talks"]

    assert [event.round for event in found] == [number]


def test_an_event_tells_with_what_and_how_it_is_told() -> None:
    text = (
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بقذائف الهاون بلدة اللطامنة، "
        "ما أدى إلى إصابة ثلاثة مدنيين."
    )
    (event, *_) = read(Article(text, published=date(2018, 11, 30)))

    assert "mortar" in {weapon.name for weapon in event.weapons}
    assert all(text[w.start : w.end] == w.text for w in event.weapons)
    assert event.mode == "quoted"
    assert event.confidence is not None
    assert 0 < event.confidence <= 1
