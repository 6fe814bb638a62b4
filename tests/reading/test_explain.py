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
        assert told[-1] == "event"


def test_a_step_names_what_proposed_it_and_what_spoke_for_it(derived: list[Derived]) -> None:
    steps = {step.slot: step for step in derived[0][1]}

    assert steps["trigger"].value == "قصفت"
    assert "قصف" in steps["trigger"].rule
    assert steps["trigger"].because
    assert steps["status"].value == "occurred"
    assert all(0 <= s.probability <= 1 for s in steps.values() if s.probability is not None)


def test_a_text_without_events_has_nothing_to_explain() -> None:
    assert explain(Article("طقس مشمس في عطلة نهاية الأسبوع.")) == []
