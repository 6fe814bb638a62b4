"""Tolls: whose, how many, part or whole, and what is no toll."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Article, Bounds
from hudna.reading.document import Document, prepare
from hudna.reading.toll import Toll, find_tolls
from hudna.reading.victims import add, share


def _tolls(text: str) -> tuple[Document, list[Toll]]:
    doc = prepare(Article(text))
    return doc, find_tolls(doc)


def _short(toll: Toll) -> str:
    high = "" if toll.bounds.high is None else str(toll.bounds.high)
    low = toll.bounds.low
    bounds = high if high == str(low) else f"{low}..{high}"
    letter = {"killed": "K", "injured": "I", "missing": "M", "detained": "D", "displaced": "P"}
    return f"{letter[toll.kind]}{bounds}{'*' if toll.subset else ''}"


CASES = """
مقتل 12 مدنيا في قصف على البلدة | K12
قتل حتى 15 شخصا في الغارة | K1..15
لم يتجاوز عدد القتلى 15 شخصا | K1..15
قتل ما لا يزيد على 15 مدنيا | K1..15
قتل ليس أقل من 15 مدنيا | K15..
ارتفع عدد القتلى ليصل إلى 15 شخصا | K15
مقتل رجل وطفليه في القصف | K3
قتل رجل وطفلاه | K3
أصيبت امرأة وطفلتاها بجروح | I3
مقتل مدنيين اثنين وإصابة ثلاثة | K2 I3
أسفر القصف عن مقتل ثلاثة جنود وإصابة سبعة آخرين | K3 I7
استشهاد 3 مواطنين وجرح 8 | K3 I8
51 قتيلا في انفجار سيارة | K51
9 قتلى و15 جريحا في الغارة | K9 I15
تسعة قتلى في هجوم على السوق | K9
قتل ثلاثة أشخاص وأصيب خمسة بجروح | K3 I5
قتل، مساء أمس، أربعة جنود | K4
قتل جراء الغارة أيضا ستة مدنيين | K6
وقتل شاب برصاص قناص | K1
أصيبت سيدة وطفلان بشظايا | I3
أصيب طفل بجروح خطيرة | I1
توفيت طفلة متأثرة بجراحها | K1
قالت المصادر إن 16 شخصا قتلوا في الانفجار | K16
وأضاف أن ما لا يقل عن 14 مدنيا قتلوا | K14..
وقالت إن شخصا على الأقل قتل وأصيب ثلاثة آخرون | K1.. I3
إن 2300 طفل على الأقل قتلوا، وأصيب 3100 آخرون | K2300.. I3100
إن رجلا ووالده قضيا وأصيب ثمانية آخرون | K2 I8
قتلت القوات ثلاثة مسلحين في المداهمة | K3
قتل الجيش خمسة مسلحين | K5
أردى القناص ثلاثة جنود | K3
لقي 18 من عناصر الشرطة مصرعهم | K18
لقي تسعة أشخاص حتفهم وأصيب عشرة | K9 I10
لقي العشرات مصرعهم في القصف | K20..
لقوا مصرعهم | -
أودى الهجوم بحياة 150 شخصا | K150
تفجير راح ضحيته 14 شخصا | K14
حصدت الغارة أرواح سبعة مدنيين | K7
وسقط عشرة قتلى بنيران الحرس | K10
ما أدى إلى سقوط 16 جنديا | K16
وأضاف أن 12 مسلحا سقطوا قتلى | K12
انتشال جثث خمسة عمال | K5
عشرات القتلى والجرحى في المعارك | K20.. I20..
عدد من القتلى والجرحى | K3.. I3..
سقوط قتلى وجرحى في القصف | K1.. I1..
مقتل وإصابة العشرات في انفجار | K20.. I20..
مقتل وإصابة 12 شخصا | K1.. I1..
قتل وأصيب عدد من المدنيين | K3.. I3..
استشهاد وجرح خمسة مواطنين | K1.. I1..
80 قتيلا وجريحا في القصف | K1.. I1..
مقتل نحو 300 ألف شخص | K300000
مقتل أكثر من 80 متمردا وإصابة نحو 120 | K81.. I120
مقتل عشرات آلاف الأشخاص | K20000..
إصابة مدنيين عدة | I3..
مقتل شخص وإصابة آخر | K1 I1
مقتل عنصر وإصابة آخرين | K1 I1..
مقتل رجل وامرأة وطفل | K3
مقتل أربعة مقاتلين وستة عمال واثنين من الرعاة | K12
استشهاد 12 عسكريا ومدنيا | K12
مقتل شاب وزوجته | K2
ما أدى لمقتله وإصابة زوجته وابنه | K1 I2
مقتل كل من أحمد الصالح ومحمود العلي وخالد الحسن | K3
مقتل سائق سيارة الإسعاف وأحد الجرحى | K2
مقتل أحد عناصر الحراسة | K1
مقتل إرهابيين اثنين | K2
قتيلان وثلاثة جرحى | K2 I3
خلف القصف قتيلين و15 جريحا على الأقل | K2 I15..
ارتفاع حصيلة القتلى إلى 11 شخصا | K11
ارتفع عدد المصابين في الهجوم إلى أربعة | I4
بلغ عدد الجرحى 30 | I30
ارتفعت حصيلة القصف إلى 11 قتيلا و18 جريحا | K11 I18
وارتفع عدد المدنيين الذين قتلوا منذ مطلع الشهر إلى 141 على الأقل | K141..
مقتل 5 مدنيين بينهم 3 أطفال وامرأة | K5 K3* K1*
إصابة سبعة أشخاص، اثنان منهم في حال الخطر | I7
إن تسعة من القتلى هم من المدنيين | K9*
دون وقوع إصابات | I0
دون وقوع خسائر بشرية | K0 I0
ولم يسفر القصف عن أي إصابات | I0
لم تقع أي إصابات في الحادث | I0
ولم يصب أحد بأذى | I0
من دون سقوط ضحايا | K0 I0
خسائر مادية فقط | K0 I0
دون ورود أنباء عن إصابات | -
دون ورود أنباء عن سقوط ضحايا | -
تكبدوا خسائر فادحة في الأرواح | K1..
فقدان خمسة صيادين | M5
اعتقال 12 مواطنا في الحملة | D12
نزوح خمسين ألف شخص | P50000
عمره 13 عاما أصابه المرض قبل 3 سنوات | -
أطلقت المدفعية 30 قذيفة على البلدة | -
أصاب الصاروخ مبنى سكنيا | -
سقط ثلاثة صواريخ على المدينة | -
سقوط البلدة بيد الفصائل | -
محاولة اغتيال ضابط | -
قضى 17 موسما في الفريق | -
تبعد 12 كيلومترا عن المدينة | -
نقل الجرحى إلى المستشفى | -
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [tuple(p.strip() for p in line.split("|")) for line in CASES.strip().splitlines()],
)
def test_a_report_states_its_tolls(text: str, expected: str) -> None:
    _, tolls = _tolls(text)
    assert (" ".join(map(_short, tolls)) or "-") == expected


def test_a_toll_points_at_its_words() -> None:
    doc, (toll,) = _tolls("وأكدت المصادر مقتل أكثر من عشرين مسلحا في الكمين")
    assert doc.span(toll.first, toll.last).text == "مقتل أكثر من عشرين مسلحا"
    assert doc.span(toll.anchor, toll.anchor).text == "مقتل"
    assert toll.victims is not None
    assert doc.span(*toll.victims).text == "مسلحا"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("مقتل ثلاثة أطفال", "children"),
        ("مقتل طفلين", "children"),
        ("إصابة خمس نساء", "women"),
        ("مقتل 4 مدنيين", "civilians"),
        ("مقتل سبعة جنود", "combatants"),
        ("إصابة مسعفين اثنين", "medics"),
        ("مقتل صحفي", "journalists"),
        ("مقتل 9 أشخاص", None),
    ],
)
def test_a_toll_says_who_the_victims_are(text: str, group: str | None) -> None:
    _, tolls = _tolls(text)
    assert tolls[0].group == group


def test_an_updated_toll_says_so() -> None:
    assert _tolls("ارتفاع عدد القتلى إلى 14")[1][0].update
    assert not _tolls("مقتل 14 شخصا")[1][0].update


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("مقتل 400 شخص منذ بدء الحملة", "منذ"),
        ("وثق المرصد خلال الشهر الجاري مقتل 120 مدنيا", "خلال"),
        ("إجمالي القتلى بلغ 85 مدنيا منذ مطلع العام", "منذ"),
        ("بلغ مجموع القتلى 85 مدنيا", None),
        ("مقتل 12 شخصا في الغارة", None),
        ("قتل 12 شخصا أمس، ما يرفع عدد القتلى إلى 60 منذ الخميس", None),
    ],
)
def test_a_sum_points_at_the_word_that_opens_its_period(text: str, opening: str | None) -> None:
    doc, tolls = _tolls(text)
    found = tolls[0].period
    assert (None if found is None else doc.words.forms[found]) == opening


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("مقتل 400 شخص منذ بدء الحملة", True),
        ("مقتل أكثر من 100 مسلح خلال 48 ساعة", True),
        ("مقتل ثلاثة جنود منذ صباح اليوم", False),
        ("مقتل ثلاثة جنود في كمين", False),
    ],
)
def test_a_sum_over_a_period_is_cumulative(text: str, cumulative: bool) -> None:
    assert _tolls(text)[1][0].cumulative is cumulative


def test_most_of_a_group_is_bounds_and_never_a_point() -> None:
    _, (whole, part) = _tolls("مقتل أكثر من 100 مدني، أكثر من نصفهم نساء وأطفال")
    assert whole.bounds == Bounds(101, None)
    assert (part.bounds, part.subset) == (Bounds(51, None), True)


def test_shares_and_sums_are_bounds() -> None:
    assert share(Bounds(10, 10), 0.5) == Bounds(5, 5)
    assert share(Bounds(10, 10), 0.5, more=True) == Bounds(6, 10)
    assert share(Bounds(101, None), 0.5, more=True) == Bounds(51, None)
    assert share(Bounds(9, 9), 1 / 3) == Bounds(3, 3)
    assert add(Bounds(2, 2), Bounds(3, None)) == Bounds(5, None)


_WORDS = (
    "مقتل وإصابة قتل وأصيب قتلى وجرحى قتلوا لقوا مصرعهم بينهم ثلاثة 12 و عشرات أكثر من "
    "نصفهم مدنيين طفل وامرأة كل أحد الذين عدد إلى دون لم أي إصابات في القصف على الأقل آخرين "
    "اثنين جثث سقوط سقطوا بحياة أودى . ،"
)


@settings(deadline=None)  # the first reading compiles the lexicon
@given(st.lists(st.sampled_from(_WORDS.split()), max_size=25))
def test_any_row_of_words_gives_sound_tolls(words: list[str]) -> None:
    doc, tolls = _tolls(" ".join(words))
    for toll in tolls:
        assert 0 <= toll.first <= toll.last < len(doc.words)
        assert 0 <= toll.anchor < len(doc.words)
        assert toll.bounds.low >= 0
        assert toll.bounds.high is None or toll.bounds.low <= toll.bounds.high
