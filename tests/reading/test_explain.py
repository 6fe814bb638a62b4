from __future__ import annotations

from datetime import date

import pytest

from hudna import Article, read
from hudna.reading.explain import Derived, explain

REPORT = Article(
    "قالت وكالة سانا إن قوات النظام قصفت بالمدفعية بلدة التح في ريف إدلب الجنوبي صباح اليوم، "
    "ما أدى إلى مقتل ثلاثة مدنيين. وانسحبت القوات الأمريكية من مدينة منبج يوم السبت.",
    published=date(2018, 11, 19),
)


@pytest.fixture(scope="module")
def derived() -> list[Derived]:
    return explain(REPORT)


def test_what_is_explained_is_what_is_read(derived: list[Derived]) -> None:
    assert [event for event, _ in derived] == list(read(REPORT))


def test_every_value_has_its_step(derived: list[Derived]) -> None:
    for event, steps in derived:
        told = [step.slot for step in steps]

        assert told.count("trigger") == len(event.triggers)
        assert told.count("actors") == len(event.actors)
        assert told.count("targets") == len(event.targets)
        assert told.count("place") == len(event.places)
        assert told.count("source") == len(event.according_to)
        assert told.count("acled") == told.count("plover") == 1
        assert told[-1] == "event"


def test_a_step_names_what_proposed_it_and_what_spoke_for_it(derived: list[Derived]) -> None:
    steps = {step.slot: step for step in derived[0][1]}

    assert steps["trigger"].value == "قصفت"
    assert "قصف" in steps["trigger"].rule
    assert steps["trigger"].because
    assert steps["status"].value == "occurred"
    assert all(0 <= s.probability <= 1 for s in steps.values() if s.probability is not None)


def test_it_tells_which_triggers_tell_the_same() -> None:
    article = Article(
        "غارات على كفرنبل\n\nشنت طائرات حربية غارات على مدينة كفرنبل أمس، وطالت الغارات سوقا فيها.",
        published=date(2018, 11, 19),
    )
    for event, steps in explain(article):
        same = [step for step in steps if step.slot == "same"]
        words = {word for step in same for word in step.value.split(" = ")}

        assert len(event.triggers) > 1
        assert len(same) == len(event.triggers) - 1
        assert words == {trigger.text for trigger in event.triggers}


def test_it_tells_on_what_the_codes_hang() -> None:
    article = Article("أحبط الجيش محاولة زرع عبوة ناسفة قرب سراقب.", published=date(2018, 11, 19))
    steps = next(steps for event, steps in explain(article) if event.type == "mine-laying")
    codes = {step.slot: (step.value, step.rule) for step in steps}

    rule = "type mine-laying, status attempted"
    assert codes["acled"] == ("Strategic developments · Disrupted weapons use", rule)
    assert codes["plover"] == ("MOBILIZE · weapons", rule)


def test_a_text_without_events_has_nothing_to_explain() -> None:
    assert explain(Article("طقس مشمس في عطلة نهاية الأسبوع.")) == []
