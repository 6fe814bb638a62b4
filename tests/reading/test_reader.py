"""The reader as a whole: whose words its spans are, that it is pure, and what it says of a text."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hudna import Article, Event, read
from hudna.model import EVENT_TYPES, STATUSES, Actor, Span

MISSION = Path(__file__).resolve().parents[3] / "shared" / "gold" / "mission.jsonl"
DAY = date(2018, 11, 19)

REPORT = (
    "قتلى وجرحى بقصف على ريف إدلب\n\n"
    "قصفت قوات النظام بالمدفعية الثقيلة، صباح اليوم الاثنين، أطراف بلدة التح بريف إدلب الجنوبي، "
    "ما أدى إلى مقتل ثلاثة مدنيين وإصابة خمسة آخرين، بحسب الدفاع المدني السوري.\n"
    "وفي السياق، شنت طائرات روسية غارتين على محيط مدينة جسر الشغور، مساء أمس الأحد، دون وقوع "
    "إصابات.\n"
    "وأعلنت وزارة الخارجية التركية أن جولة جديدة من المحادثات ستعقد في أستانة يوم 28 تشرين الثاني "
    "الجاري بمشاركة روسيا وإيران."
)
SENTENCES = (
    REPORT,
    "اعتقلت قوات سوريا الديمقراطية خمسة شبان في مدينة الرقة يوم الجمعة.",
    "اندلعت اشتباكات عنيفة بين الجيش اليمني والحوثيين شرق مدينة الحديدة.",
    "قُتل ١٢ مدنياً وأصيب ۳۰ آخرون في انفجار سيارة مفخخة وسط بغداد.",
    "وقّع الطرفان اتفاقاً لوقف إطلاق النار في طرابلس برعاية الأمم المتحدة،",
    "وقال المتحدث باسم الجيش إن الدفاعات الجوية أسقطت طائرة مسيّرة فوق اللاذقية؛",
    "نزحت مئات العائلات من بلدات ريف حماة الشمالي إلى المخيمات",
    "أفشلت الفصائل محاولة تسلل على محور الراشدين غرب حلب!",
)
PROSE = (
    "يقع السوق القديم في وسط المدينة، وتحيط به بيوت من الحجر بناها تجار القرن التاسع عشر.",
    "ويشتري الناس منه الخضار والفاكهة والخبز، ويجلس كبار السن في مقهى صغير عند مدخله.",
    "ويقول أحد الباعة إن أسعار الزيت ارتفعت هذا الموسم، وإن المحصول كان وفيرا في العام السابق.",
    "وتشتهر المنطقة بزراعة الزيتون والتين والكرز، ويعتمد معظم سكانها على الزراعة وتربية المواشي.",
    "وافتتحت البلدية حديقة عامة ومكتبة للأطفال، وتعمل على إصلاح شبكة المياه والكهرباء.",
)
NOISE = (
    " ", "\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u2028", "…", "،", "؟", ". ", "«", "»", '"',
    "(", ")", "–", "🙂", "👩🏽‍🚒", "🇸🇾", "NATO", "the UN", "#إدلب", "@user_1", "https://example.org/a?b=1",
    "٢٠١٨/١١/١٩", "۱۲", "12:30", "3.5", "٪", "\u200f", "\u200e", "\u202b", "\u202c", "\ufeff",
    "\u200d", "ﷺ", "ﷲ", "ﻻ", "ﻗﺼﻒ", "ﺍﻟﻨﻈﺎﻡ", "ـ", "ء", "\u0301", "\x00", "e\u0301", "𐤀",
)  # fmt: skip
MARKS = (
    "\u064b", "\u064e", "\u0650", "\u0651", "\u0652", "\u0670", "\u0640", "\u0640\u0640", "\u200c",
    "\u200d", "\u200b", "\u200e", "\u200f", "\u2067", "\u2069", "\ufeff", "\u00ad",
)  # fmt: skip
FORMS = {
    form: chr(code)
    for code in range(0xFE80, 0xFEFD)
    if len(form := unicodedata.normalize("NFKC", chr(code))) <= 2
}
"""A presentation form of each letter, and of lam with alef."""
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})

HARD = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def spans_of(event: Event) -> Iterator[Span]:
    yield from event.triggers
    yield from event.actors
    yield from event.targets
    yield from event.places
    yield from event.within
    yield from event.according_to
    if event.time is not None and event.time.span is not None:
        yield event.time.span


def holds(article: Article, events: Sequence[Event]) -> None:
    """Assert what is true of every reading."""
    for event in events:
        assert event.type in EVENT_TYPES
        assert event.status in STATUSES
        assert event.triggers
        for span in spans_of(event):
            assert article.text[span.start : span.end] == span.text
            assert span.text.strip()
        for actor in (*event.actors, *event.targets):
            origin, sector = actor.code.split(":")
            assert len(origin) == len(sector) == 3
        assert event.time is None or event.time.start <= event.time.end
        for bounds in (event.casualties.killed, event.casualties.injured):
            if bounds is not None:
                assert bounds.low >= 0
                assert bounds.high is None or bounds.high >= bounds.low


@st.composite
def marked(draw: st.DrawFn) -> str:
    """A report with marks strewn between its letters."""
    text = draw(st.sampled_from(SENTENCES))
    places = draw(st.lists(st.integers(0, len(text)), max_size=40))
    for at in sorted(places, reverse=True):
        text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
    return text


@st.composite
def presented(draw: st.DrawFn) -> str:
    """A report some of whose letters are presentation forms, ligatures among them."""
    text = draw(st.sampled_from(SENTENCES))
    for letter in draw(st.lists(st.sampled_from(sorted(FORMS)), max_size=12)):
        text = text.replace(letter, FORMS[letter], draw(st.integers(1, 5)))
    return text


reports = st.one_of(
    marked(),
    presented(),
    st.sampled_from(SENTENCES).map(lambda text: text.replace("\n", "\r\n")),
    st.sampled_from(SENTENCES).map(lambda text: unicodedata.normalize("NFD", text)),
)
pieces = st.one_of(reports, st.sampled_from(WORDS), st.sampled_from(NOISE), st.text(max_size=8))
texts = st.builds(
    lambda parts, joint: joint.join(parts),
    st.lists(pieces, max_size=12),
    st.sampled_from(["", " ", "\n", "\r\n", " و"]),
)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2010, 1, 1), DAY)


@HARD
@given(text=texts, published=days)
def test_every_span_is_the_articles_own_words(text: str, published: date | None) -> None:
    article = Article(text, published=published)
    holds(article, read(article))


def gist(events: Sequence[Event]) -> list[tuple[object, ...]]:
    """What events say, whatever their words."""
    return [
        (
            event.type, event.status, [a.code for a in event.actors],
            [a.code for a in event.targets], len(event.places), event.casualties,
            event.time and (event.time.start, event.time.end),
        )
        for event in events
    ]  # fmt: skip


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, len(REPORT) - 1)),
    st.sampled_from(["\u064e", "\u0651", "\u0640", "\u200c", "\u200f"]),
)
def test_marks_change_nothing_that_is_said(after: list[int], mark: str) -> None:
    drawn = "".join(
        char + mark if i in after and char.isalpha() else char for i, char in enumerate(REPORT)
    )

    assert gist(read(Article(drawn, published=DAY))) == gist(read(Article(REPORT, published=DAY)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\r\n", "\ufeff", "…", "🙂", "ـ", "No Arabic.", "\u064b", "و", "ال" * 400],
)
def test_a_text_that_tells_nothing_has_no_event(text: str) -> None:
    assert list(read(Article(text, published=DAY))) == []


def test_an_article_with_no_sentence_end_is_read() -> None:
    body = " ".join(SENTENCES[1:]).translate(dict.fromkeys(map(ord, ".،؛!"), " "))
    article = Article(" ".join([body] * 12), published=DAY)

    events = read(article)

    holds(article, events)
    assert events


def test_an_article_of_a_megabyte_is_read_to_its_end() -> None:
    page = "\n".join("\n".join((*PROSE, sentence)) for sentence in SENTENCES)
    text = "\n".join([page] * (1_000_000 // len(page.encode()) + 1))
    assert len(text.encode()) >= 1_000_000
    article = Article(text, published=DAY)

    events = read(article)

    holds(article, events)
    assert max(event.triggers[-1].end for event in events) > len(article.text) * 9 // 10


def test_reading_is_pure_and_safe_in_threads() -> None:
    articles = [Article(text, id=str(i), published=DAY) for i, text in enumerate(SENTENCES)]
    before = deepcopy(articles)
    alone = [tuple(read(article)) for article in articles]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda article: tuple(read(article)), articles * 8))

    assert together == alone * 8
    assert articles == before


def test_only_the_text_and_its_day_count() -> None:
    article = Article(REPORT, published=DAY)

    assert read(replace(article, id="b", url="https://example.org/b")) == read(article)


def codes(actors: Sequence[Actor]) -> list[str]:
    return sorted({actor.code for actor in actors})


def told(event: Event) -> dict[str, object]:
    """What an event says, slot by slot, as the tests below write it."""
    toll, when = event.casualties, event.time
    return {
        "type": event.type,
        "status": event.status,
        "actors": codes(event.actors),
        "targets": codes(event.targets),
        "places": [span.text for span in event.places],
        "within": [span.text for span in event.within],
        "time": when and (when.start.isoformat(), when.end.isoformat()),
        "killed": toll.killed and (toll.killed.low, toll.killed.high),
        "injured": toll.injured and (toll.injured.low, toll.injured.high),
        "cumulative": toll.cumulative,
        "according_to": [span.text for span in event.according_to],
    }


# Each is one event; only what is named is asserted. The article is of Monday, 19 November 2018.
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "قصفت قوات النظام بالمدفعية بلدة التح في ريف إدلب الجنوبي صباح اليوم.",
            {"type": "shelling", "status": "occurred", "actors": ["SYR:MIL"], "places": ["التح"],
             "within": ["ريف إدلب الجنوبي"], "time": ("2018-11-19", "2018-11-19"), "killed": None},
        ),
        (
            "شنت طائرات روسية غارات على مدينة جسر الشغور أمس الأحد.",
            {"type": "air-strike", "actors": ["RUS:MIL"], "places": ["جسر الشغور"],
             "time": ("2018-11-18", "2018-11-18")},
        ),
        (
            "قُتل أربعة مدنيين وأصيب سبعة آخرون بقصف مدفعي لقوات النظام على مدينة كفرنبل.",
            {"type": "shelling", "actors": ["SYR:MIL"], "targets": ["SYR:CVL"],
             "places": ["كفرنبل"], "killed": (4, 4), "injured": (7, 7), "time": None},
        ),
        (
            "اندلعت اشتباكات عنيفة بين الجيش الوطني الليبي وقوات حكومة الوفاق جنوب طرابلس.",
            {"type": "armed-clash", "actors": ["LBY:MIL", "LBY:REB"], "targets": []},
        ),
        (
            "انفجرت سيارة مفخخة وسط مدينة الباب، ما أسفر عن مقتل خمسة أشخاص.",
            {"type": "explosion", "actors": [], "places": ["الباب"], "killed": (5, 5),
             "injured": None},
        ),
        (
            "اغتال مجهولون قياديا في هيئة تحرير الشام في مدينة سراقب.",
            {"type": "targeted-killing", "actors": ["XXX:UNK"], "targets": ["SYR:REB"],
             "places": ["سراقب"], "killed": (1, 1)},
        ),
        (
            "اعتقلت قوات سوريا الديمقراطية عشرة شبان في مدينة الرقة.",
            {"type": "detention", "actors": ["SYR:REB"], "targets": ["SYR:CVL"],
             "places": ["الرقة"], "killed": None},
        ),
        (
            "سيطر الجيش اليمني على مدينة حيس في محافظة الحديدة يوم الجمعة.",
            {"type": "territorial-change", "actors": ["YEM:MIL"], "places": ["حيس"],
             "within": ["الحديدة"], "time": ("2018-11-16", "2018-11-16")},
        ),
        (
            "انسحبت القوات الأمريكية من مدينة منبج.",
            {"type": "withdrawal", "actors": ["USA:MIL"], "places": ["منبج"], "time": None},
        ),
        (
            "تعقد جولة جديدة من المحادثات في أستانة يوم 28 تشرين الثاني الجاري.",
            {"type": "talks", "status": "planned", "places": ["أستانة"],
             "time": ("2018-11-28", "2018-11-28")},
        ),
        (
            "دخلت قافلة مساعدات أممية إلى مخيم الركبان يوم السبت.",
            {"type": "aid", "time": ("2018-11-17", "2018-11-17")},
        ),
        (
            "تظاهر مئات المدنيين في مدينة معرة النعمان يوم الجمعة.",
            {"type": "protest", "actors": ["SYR:CVL"], "places": ["معرة النعمان"],
             "time": ("2018-11-16", "2018-11-16")},
        ),
        (
            "أطلقت جماعة الحوثي سراح عشرين أسيرا في صنعاء.",
            {"type": "prisoner-exchange", "actors": ["YEM:REB"], "places": ["صنعاء"],
             "killed": None},
        ),
        (
            "قال المرصد السوري لحقوق الإنسان إن الطيران الحربي قصف مدينة خان شيخون، ما أدى إلى "
            "مقتل طفلين.",
            {"type": "air-strike", "targets": ["SYR:CVL"], "places": ["خان شيخون"],
             "killed": (2, 2), "according_to": ["المرصد السوري لحقوق الإنسان"]},
        ),
        (
            "أغلقت السلطات الأردنية معبر نصيب الحدودي أمس.",
            {"type": "blockade", "actors": ["JOR:GOV"], "time": ("2018-11-18", "2018-11-18")},
        ),
        (
            "خطف مسلحون مجهولون طبيبا في مدينة إدلب.",
            {"type": "abduction", "actors": ["XXX:UNK"], "targets": ["SYR:HLH"],
             "places": ["إدلب"]},
        ),
        (
            "التقى المبعوث الأممي مارتن غريفيث وفدا محليا في صنعاء اليوم.",
            {"type": "talks", "places": ["صنعاء"], "time": ("2018-11-19", "2018-11-19")},
        ),
        (
            "أصيب مدني برصاص قناص من قوات النظام في مدينة حلب.",
            {"type": "gunfire", "actors": ["SYR:MIL"], "targets": ["SYR:CVL"], "places": ["حلب"],
             "injured": (1, 1), "killed": None},
        ),
        (
            "قتل أكثر من مئة مدني في الغوطة الشرقية منذ مطلع العام.",
            {"type": "casualties", "killed": (101, None), "cumulative": True,
             "places": ["الغوطة الشرقية"], "time": ("2018-01-01", "2018-11-19")},
        ),
        (
            "زرعت ميليشيا الحوثي ألغاما بحرية قبالة سواحل الحديدة.",
            {"type": "mine-laying", "actors": ["YEM:REB"], "places": ["الحديدة"]},
        ),
        (
            "قصف الطيران الإسرائيلي مواقع لحركة حماس في قطاع غزة فجر اليوم.",
            {"type": "air-strike", "actors": ["ISR:MIL"], "targets": ["PSE:REB"],
             "time": ("2018-11-19", "2018-11-19")},
        ),
    ],
)  # fmt: skip
def test_a_plain_sentence_is_one_event(text: str, wanted: dict[str, object]) -> None:
    (event,) = read(Article(text, published=DAY))

    said = told(event)
    assert {slot: said[slot] for slot in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "ناقش مجلس الأمن الأوضاع في سوريا.",
        "دعا الأمين العام للأمم المتحدة إلى وقف القتال في اليمن.",
        "افتتح الوزير مدرسة جديدة في العاصمة، وحضر الحفل عدد من الأهالي.",
        "ارتفعت أسعار الخبز والوقود في الأسواق هذا الشهر.",
    ],
)
def test_what_tells_no_happening_is_no_event(text: str) -> None:
    assert list(read(Article(text, published=DAY))) == []


def test_nothing_is_dated_by_the_day_of_reading() -> None:
    text = "قصفت قوات النظام بالمدفعية بلدة التح في ريف إدلب الجنوبي صباح اليوم."

    (event,) = read(Article(text))

    assert event.time is None


@pytest.fixture(scope="module")
def mission() -> Sequence[Event]:
    if not MISSION.exists():
        pytest.skip("the agency report is not beside the checkout")
    (line,) = MISSION.read_text("utf-8").splitlines()
    return read(Article(json.loads(line)["text"]))


# What the reading of a real agency report without a publication date has to hold.
@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(
            {"type": "agreement", "actors": ["RUS:GOV", "TUR:GOV"], "places": ["سوتشي"],
             "time": ("2018-09-17", "2018-09-17")},
            id="the agreement",
        ),
        pytest.param(
            {"type": "talks", "places": ["سوتشي"], "time": ("2018-09-17", "2018-09-17")},
            id="the summit",
        ),
        pytest.param(
            {"type": "agreement", "time": ("2018-10-11", "2018-10-20")},
            id="its entry into force",
        ),
        pytest.param(
            {"type": "talks", "status": "planned", "time": ("2018-11-28", "2018-11-29"),
             "according_to": ["وزارة الخارجية الكازاخستانية"]},
            id="the next round",
        ),
        pytest.param(
            {"type": "violation", "status": "occurred", "actors": ["SYR:MIL"]},
            id="the violation",
        ),
        pytest.param(
            {"type": "ground-attack", "status": "attempted", "places": ["الراشدين"],
             "actors": ["IRN:PRM", "SYR:MIL"]},
            id="the infiltration",
        ),
        pytest.param(
            {"type": "shelling", "actors": ["LBN:REB", "SYR:MIL"],
             "places": ["ريف حلب الغربي", "ريف حماة الشمالي"]},
            id="the shelling of two countrysides",
        ),
        pytest.param(
            {"type": "mine-laying", "status": "attempted", "places": ["شم هوى"],
             "actors": ["SYR:MIL"], "targets": ["SYR:REB"]},
            id="the foiled mine-laying",
        ),
        pytest.param(
            {"type": "casualties", "killed": (101, None), "injured": (200, None),
             "cumulative": True, "time": ("2018-09-17", "2018-11-27")},
            id="the toll since the agreement",
        ),
    ],
)  # fmt: skip
def test_a_report_without_a_date(mission: Sequence[Event], wanted: dict[str, object]) -> None:
    said = [told(event) for event in mission]

    assert any(all(event[slot] == value for slot, value in wanted.items()) for event in said)


def test_a_sum_over_months_is_not_the_toll_of_one_morning(mission: Sequence[Event]) -> None:
    (shelling,) = (e for e in mission if any(span.text == "لحايا" for span in e.places))

    assert not shelling.casualties.cumulative
    assert shelling.casualties.injured is None


def test_the_next_round_names_who_takes_part(mission: Sequence[Event]) -> None:
    (planned,) = (e for e in mission if e.type == "talks" and e.status == "planned")

    assert set(codes(planned.actors)) >= {"RUS:GOV", "TUR:GOV", "IRN:GOV", "SYR:GOV", "SYR:OPP"}


def test_a_report_without_a_date_is_dated_by_what_it_tells(mission: Sequence[Event]) -> None:
    (shelling,) = (e for e in mission if any(span.text == "لحايا" for span in e.places))

    assert shelling.type == "shelling"
    assert len(codes(shelling.actors)) == 2
    assert "SYR:MIL" in codes(shelling.actors)
    assert shelling.time is not None
    assert (shelling.time.start, shelling.time.end) == (date(2018, 11, 1), date(2018, 11, 27))
