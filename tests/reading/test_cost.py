"""What an event cost, by the article that tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Article, Bounds, Casualties, GroupToll
from hudna.reading.cost import adds, contradicts, groups_of, hull, period_of, whole_of
from hudna.reading.document import prepare
from hudna.reading.evidence import Evidence, gather
from hudna.reading.reader import read
from hudna.reading.what import find_mentions


def cost(text: str) -> Casualties:
    """The casualties of the first event that has any."""
    events = read(Article(text, published=date(2018, 11, 19)))
    return next((e.casualties for e in events if e.casualties != Casualties()), Casualties())


def evidence_of(text: str) -> Evidence:
    doc = prepare(Article(text))
    return gather(doc, find_mentions(doc))


def groups(text: str) -> list[GroupToll]:
    evidence = evidence_of(text)
    whole = next(i for i, toll in enumerate(evidence.tolls) if not toll.subset)
    return groups_of(evidence, [whole], evidence.tolls[whole].bounds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أسفرت الغارات عن مقتل أكثر من مئة مدني، أكثر من نصفهم نساء وأطفال.",
            [
                GroupToll("killed", ("civilians",), Bounds(101, None)),
                GroupToll("killed", ("women", "children"), Bounds(51, None)),
            ],
        ),
        (
            "قتل سبعة مدنيين بينهم ثلاثة أطفال وامرأة في القصف.",
            [
                GroupToll("killed", ("civilians",), Bounds(7, 7)),
                GroupToll("killed", ("children",), Bounds(3, 3)),
                GroupToll("killed", ("women",), Bounds(1, 1)),
            ],
        ),
        (
            "أصيب أربعة أشخاص بينهم أطفال جراء سقوط قذيفة.",
            [GroupToll("injured", ("children",), Bounds(1, 4))],
        ),
        ("قتل ثمانية أشخاص في انفجار.", []),
    ],
)
def test_groups_are_bounds_within_their_toll(text: str, expected: list[GroupToll]) -> None:
    assert groups(text) == expected


@pytest.mark.parametrize(
    ("text", "harm", "expected"),
    [
        ("اعتقلت قوات النظام خمسة شبان في مدينة دوما فجر اليوم.", "detained", Bounds(5, 5)),
        (
            "نزح أكثر من ألفي مدني من بلدة كفرنبل جراء القصف أمس.",
            "displaced",
            Bounds(2001, None),
        ),
        (
            "قتل ثلاثة مدنيين وفقد أربعة آخرون في غارة جوية على سوق في بلدة التح اليوم.",
            "missing",
            Bounds(4, 4),
        ),
    ],
)
def test_an_event_has_the_harms_beyond_the_codebook(text: str, harm: str, expected: Bounds) -> None:
    assert getattr(cost(text), harm) == expected


def test_the_displaced_belong_to_the_displacement_that_a_fight_caused() -> None:
    text = "أدت المعارك إلى نزوح نحو 3 آلاف مدني معظمهم نساء وأطفال من بلدة الميادين أمس."
    events = read(Article(text, published=date(2018, 11, 19)))
    told = {e.type: e.casualties.displaced for e in events}
    assert told["displacement"] == Bounds(3000, 3000)
    assert told.get("armed-clash") is None


def killed(text: str) -> tuple[Evidence, list[int]]:
    """The evidence of an article, and the tolls of the killed in it."""
    evidence = evidence_of(text)
    told = [i for i, t in enumerate(evidence.tolls) if t.kind == "killed" and not t.subset]
    return evidence, told


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "قتل ثلاثة مدنيين في غارة على التح. كما قتل في الغارة شخصان آخران.",
            Bounds(5, 5),
        ),
        (
            "أسفر الانفجار عن مقتل أربعة من عناصر الشرطة ومقتل ستة مدنيين.",
            Bounds(10, 10),
        ),
    ],
)
def test_tolls_of_further_people_are_summed(text: str, whole: Bounds) -> None:
    evidence, told = killed(text)
    assert adds(evidence, *told)
    assert whole_of(evidence, told) == whole


def test_a_toll_told_again_is_not_summed() -> None:
    evidence, told = killed("قتل ثلاثة مدنيين في غارة على التح. وقال شهود إن ثلاثة أشخاص قتلوا.")
    assert not adds(evidence, *told)
    assert not contradicts(evidence, *told)


def test_rival_tolls_of_two_sources_are_told_as_lowest_and_highest() -> None:
    evidence, told = killed(
        "قالت وزارة الصحة إن أربعة أشخاص قتلوا في القصف. وقال المرصد إن ستة أشخاص قتلوا في القصف."
    )
    assert contradicts(evidence, *told)
    assert whole_of(evidence, told) == Bounds(4, 6)


@pytest.mark.parametrize(
    "text",
    [
        # One source that tells two things, and figures too far apart to be of one thing.
        "قال المرصد إن أربعة أشخاص قتلوا في القصف. وقال المرصد إن ستة أشخاص قتلوا في انفجار.",
        "قالت الوزارة إن أربعة أشخاص قتلوا في القصف. وقال المرصد إن 90 شخصا قتلوا في المعارك.",
    ],
)
def test_not_every_second_toll_is_a_rival(text: str) -> None:
    evidence, told = killed(text)
    assert not contradicts(evidence, *told)


BOUNDS = st.integers(0, 500).flatmap(
    lambda low: st.builds(Bounds, st.just(low), st.none() | st.integers(low, 1000))
)


@given(st.lists(BOUNDS, min_size=1, max_size=4))
def test_rival_tolls_hold_every_one_of_them(told: list[Bounds]) -> None:
    whole = hull(told)
    for bounds in told:
        assert whole.low <= bounds.low
        assert whole.high is None or (bounds.high is not None and bounds.high <= whole.high)
    assert whole.low in [bounds.low for bounds in told]
    assert whole.high in [bounds.high for bounds in told]


@pytest.mark.parametrize(
    ("text", "killed", "start", "end"),
    [
        ("قتل 400 مدني منذ بدء الهدنة في 17 أيلول الماضي، بحسب المرصد.", 400, (9, 17), (11, 19)),
        ("أعلن المرصد اليوم مقتل 120 مدنيا خلال الشهر الجاري في إدلب.", 120, (11, 1), (11, 30)),
        ("عدد القتلى ارتفع إلى 85 مدنيا منذ مطلع تشرين الثاني الجاري.", 85, (11, 1), (11, 19)),
        (
            "قتل 12 شخصا أمس في قصف البلدة، ما يرفع عدد القتلى إلى 60 منذ الخميس.",
            12,
            (11, 18),
            (11, 18),
        ),
    ],
)
def test_period_of_a_sum_is_the_time_of_its_event(
    text: str, killed: int, start: tuple[int, int], end: tuple[int, int]
) -> None:
    events = read(Article(text, published=date(2018, 11, 19)))
    counted = [event for event in events if event.casualties.killed is not None]
    time = next(e.time for e in counted if e.casualties.killed == Bounds(killed, killed))
    assert time is not None
    assert (time.start, time.end) == (date(2018, *start), date(2018, *end))


def test_a_period_is_the_phrase_that_its_word_opens() -> None:
    text = "قصفت القوات البلدة أمس، وقتل 400 شخص خلال الأسبوع الماضي."
    doc = prepare(Article(text, published=date(2018, 11, 19)))
    evidence = gather(doc, find_mentions(doc))
    (toll,) = evidence.tolls
    period = period_of(evidence.times, toll)
    assert period is not None
    assert period.span.text == "خلال الأسبوع الماضي"
    assert period_of(evidence.times, replace(toll, period=None)) is None
    assert period_of(evidence.times, replace(toll, period=1)) is None
