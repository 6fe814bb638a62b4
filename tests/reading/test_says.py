"""Who is quoted, and for which words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Article
from hudna.reading.document import Document, prepare
from hudna.reading.says import Attribution, find_attributions, sources_for


def read(text: str) -> tuple[Document, list[Attribution]]:
    """Prepare a bare text and find its attributions."""
    doc = prepare(Article(text))
    return doc, find_attributions(doc)


def governed(doc: Document, attribution: Attribution) -> str:
    """The words that an attribution governs."""
    first, last = attribution.scope
    return doc.span(first, last - 1).text


def names(text: str) -> list[str]:
    """The sources of a text, in order."""
    return [attribution.span.text for attribution in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت وزارة الدفاع إن القوات انسحبت من التلة.", ["وزارة الدفاع"]),
        ("أعلن الجيش التركي مقتل جنديين في انفجار لغم.", ["الجيش التركي"]),
        ("وأفاد مراسلنا في المدينة بأن القصف توقف.", ["مراسلنا في المدينة"]),
        ("كشفت مصادر أمنية وطبية عن وصول ثلاثة جرحى.", ["مصادر أمنية وطبية"]),
        ("ذكر مصدر في غرفة العمليات أن الرتل تحرك فجرا.", ["مصدر في غرفة العمليات"]),
        ("وقالت شبكة «صوت السهل» المحلية إن الطريق مغلق.", ["شبكة «صوت السهل"]),
        ("وقال مسؤول حكومي لـCNN إن الطريق مغلق.", ["مسؤول حكومي"]),
    ],
)
def test_a_source_follows_its_verb(text: str, expected: list[str]) -> None:
    """The noun phrase after the verb, up to what was said."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الدفاع السوري سالم الأحمد إن الهدنة صامدة.",
        "قال وزير الدفاع السوري، سالم الأحمد، إن الهدنة صامدة.",
        "وكان وزير الدفاع السوري، سالم الأحمد، قد أكد أن الهدنة صامدة.",
        "وأوضح العميد الركن سالم الأحمد أن الهدنة صامدة.",
    ],
)
def test_a_person_is_named_without_the_office(text: str) -> None:
    """The shortest phrase that names a person leaves out office and rank."""
    assert names(text) == ["سالم الأحمد"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لكن الوزارة قالت إن المعبر مفتوح.", "الوزارة"),
        ("وكانت وكالة سانا قد ذكرت أن المعبر مفتوح.", "وكالة سانا"),
        ("أما المرصد السوري لحقوق الإنسان فقال إن المعبر مفتوح.", "المرصد السوري لحقوق الإنسان"),
    ],
)
def test_a_source_may_stand_before_its_verb(text: str, expected: str) -> None:
    """Subject first, after لكن, كانت, أما."""
    assert names(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجرت عبوة قرب السوق، بحسب مصادر محلية.", ["مصادر محلية"]),
        ("انفجرت عبوة قرب السوق، وفق ما ذكرت وكالة سانا.", ["وكالة سانا"]),
        ("انفجرت عبوة قرب السوق، وفقا للدفاع المدني السوري.", ["دفاع المدني السوري"]),
        ("انفجرت عبوة قرب السوق، حسبما أفاد عمال إغاثة وشهود عيان.", ["عمال إغاثة", "شهود عيان"]),
        ("انفجرت عبوة قرب السوق، وفقا لبيان صادر عن وزارة الداخلية.", ["وزارة الداخلية"]),
    ],
)
def test_a_phrase_of_attribution_governs_its_sentence(text: str, expected: list[str]) -> None:
    """بحسب and its like speak of the whole sentence."""
    doc, found = read(text)
    assert [a.span.text for a in found] == expected
    assert all(a.mode == "according" and a.scope == (0, len(doc.words)) for a in found)


@pytest.mark.parametrize("text", ["نزعت الألغام وفق الاتفاق الموقع.", "يعمل المعبر بحسب الخطة."])
def test_a_plan_is_no_source(text: str) -> None:
    """According to an agreement is not according to someone."""
    assert names(text) == []


def test_a_chain_keeps_who_relays() -> None:
    """Agency, then the source that it quotes, nested inside it."""
    doc, found = read("نقلت وكالة سانا عن مصدر عسكري قوله إن الطائرة عادت.")
    assert [(a.span.text, a.speaker) for a in found] == [("وكالة سانا", None), ("مصدر عسكري", 0)]
    assert {governed(doc, a) for a in found} == {"إن الطائرة عادت"}


def test_speech_goes_on_with_the_last_speaker() -> None:
    """وأضاف أن … and مشيرا إلى أن … name nobody and keep the source."""
    doc, found = read(
        "قال المتحدث سامر الخالد إن القصف توقف. وأضاف أن الطريق فتح، مشيرا إلى أن الأهالي عادوا."
    )
    assert {a.span.text for a in found} == {"سامر الخالد"}
    assert [governed(doc, a) for a in found][2] == "أن الأهالي عادوا"
    assert [a.referent for a in found] == [0, 0, 0]


def test_a_new_speaker_ends_the_scope() -> None:
    """Two sources in one sentence each govern their own clause."""
    doc, found = read("قالت الوزارة إن ثلاثة قتلوا، وذكر المرصد أن العدد خمسة.")
    assert [governed(doc, a) for a in found] == ["إن ثلاثة قتلوا", "أن العدد خمسة"]


def test_a_quotation_reaches_over_sentences() -> None:
    """Direct speech lasts until its closing mark."""
    doc, found = read("قال شاهد عيان «سمعنا دويا. ثم سقط الجدار». وهدأ الحي لاحقا.")
    assert governed(doc, found[0]).startswith("سمعنا")
    assert governed(doc, found[0]).endswith("الجدار")


@pytest.mark.parametrize(
    ("text", "mode", "scope"),
    [
        ("نفت الوزارة أن تكون قواتها قصفت البلدة.", "denied", "أن تكون قواتها قصفت البلدة"),
        ("نفى الجيش صحة الأنباء عن انسحابه.", "denied", "صحة الأنباء عن انسحابه"),
        ("زعم الناطق أن السفينة غرقت.", "claimed", "أن السفينة غرقت"),
        ("اتهمت الحكومة المسلحين بقصف المدينة.", "claimed", None),
        ("وذكر المرصد أن الرتل توقف.", "reported", "أن الرتل توقف"),
    ],
)
def test_the_mode_is_the_verbs(text: str, mode: str, scope: str | None) -> None:
    """Denial, claim and report are told apart, with what they speak of."""
    doc, found = read(text)
    assert [a.mode for a in found] == [mode]
    if scope is not None:
        assert governed(doc, found[0]) == scope


@pytest.mark.parametrize(
    "text",
    [
        "لم تعلن أي جهة مسؤوليتها عن الهجوم.",
        "دارت اشتباكات بين الجيش والفصائل.",
        "من دون أن تذكر تفاصيل إضافية.",
        "يذكر أن الاتفاق وقع في سوتشي.",
        "استهدف القصف مواقع تابعة للجيش.",
    ],
)
def test_what_only_looks_like_saying(text: str) -> None:
    """Negated sayings, بين the preposition, impersonal phrases, adjectives."""
    assert names(text) == []


def test_an_event_gets_each_source_once() -> None:
    """Of several mentions the fullest is taken; whoever speaks of other words is left out."""
    doc, found = read(
        "ذكر المرصد السوري لحقوق الإنسان أن غارة أصابت السوق. وأكد المرصد أن الغارة قتلت رجلا. "
        "وقالت بلدية المدينة إن الماء انقطع."
    )
    words = [i for i, form in enumerate(doc.words.forms) if form in ("غاره", "الغاره")]
    assert [a.span.text for a in sources_for(found, words)] == ["المرصد السوري لحقوق الإنسان"]


def test_headlines_and_opinions_tell_of_no_event() -> None:
    """They are found, but an event does not rest on them."""
    doc, found = read("موسكو تعلن بدء الانسحاب\n\nوحذر المبعوث من أن الهجوم وشيك.")
    assert found
    assert sources_for(found, range(len(doc.words))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتهمت الحكومة جماعة الحوثي بقصف الميناء.", "الحكومة"),
        ("تتهم السعودية إيران بتزويد الجماعة بالصواريخ.", "السعودية"),
        ("واتهمت إسرائيل حركة حماس بخرق الهدنة.", "إسرائيل"),
        ("اتهمت وزارة الدفاع الروسية جبهة النصرة بخرق الهدنة.", "وزارة الدفاع الروسية"),
        ("واتهمت وحدات حماية الشعب تنظيم داعش بزرع الألغام.", "وحدات حماية الشعب"),
    ],
)
def test_who_accuses_is_not_who_is_accused(text: str, expected: str) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize("word", ["ذلك", "هذه الأنباء", "هذا الخبر"])
def test_what_is_denied_is_no_part_of_who_denies(word: str) -> None:
    assert names(f"ونفت وزارة الدفاع {word}.") == ["وزارة الدفاع"]


_PIECES = st.sampled_from(
    [
        "قال",
        "أعلن",
        "بحسب",
        "وأضاف",
        "نقلت",
        "عن",
        "مصدر",
        "عسكري",
        "إن",
        "أن",
        "الوزارة",
        "قصف",
        "مضيفا",
        "“",
        "”",
        '"',
        ":",
        "،",
        ".",
        "\n",
        "(",
        ")",
        "12",
        "كان",
        "قد",
        "علي",
        "لـ",
        "وفقا",
    ]
)


def test_a_cue_at_the_end_of_the_text_quotes_nobody() -> None:
    for text in ("قصفت القوات البلدة بحسب لـ", "قصفت القوات البلدة وفقا إلى", "بحسب"):
        assert not read(text)[1]


@given(st.lists(_PIECES, max_size=60))
def test_any_text_yields_well_formed_attributions(pieces: list[str]) -> None:
    """Spans are the article's own words and scopes lie within it, whatever the text."""
    doc, found = read(" ".join(pieces))
    for i, a in enumerate(found):
        assert doc.article.text[a.span.start : a.span.end] == a.span.text
        assert 0 <= a.first <= a.last < len(doc.words)
        assert 0 <= a.scope[0] <= a.scope[1] <= len(doc.words)
        assert a.speaker is None or a.speaker < len(found)
        assert found[a.referent].referent == a.referent <= i
    assert all(x.cue <= y.cue for x, y in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال مسؤول حكومي، لرويترز، إن الطريق مغلق.", ["مسؤول حكومي"]),
        ("وكانت الوزارة قد اتهمت المسلحين بقصف القرية.", ["الوزارة"]),
        ("وأصدر الجيش بيانا بشأن الهجوم على التلة.", ["الجيش"]),
        ("ويأتي ذلك بعد ساعات من إعلان الجيش مقتل جنديين.", ["الجيش"]),
        ("الدفاع المدني السوري: مقتل خمسة في قصف على القرية.", ["الدفاع المدني السوري"]),
        ("قتل مدني بحسب ما نقلت الصحيفة عن مصدر أمني.", ["الصحيفة", "مصدر أمني"]),
        ("أكد مدير ناحية الوادي أن القصف توقف.", ["مدير ناحية الوادي"]),
    ],
)
def test_a_source_is_found_wherever_it_stands(text: str, expected: list[str]) -> None:
    """Before its verb, after a noun of saying, before a colon; who is told it is no source."""
    assert names(text) == expected


def test_a_place_before_a_colon_says_nothing() -> None:
    """A dateline tells where, not who."""
    assert names("ليبيا: مقتل خمسة في قصف على القرية.") == []


def test_what_a_speaker_issued_goes_on_with_the_speaker() -> None:
    """The statement is its author's: the source cited is who issued it."""
    _, found = read("أعلن الجيش مقتل جنديين.\nوأضاف البيان أن القصف توقف.")
    assert [said.span.text for said in found] == ["الجيش", "الجيش"]
    assert [said.goes_on for said in found] == [False, True]


def test_a_circumstance_of_saying_is_not_what_is_said() -> None:
    """What is said begins after it."""
    doc, (said,) = read("وقالت الوزارة عقب المحادثات في جنيف إن القصف توقف.")
    assert governed(doc, said) == "إن القصف توقف"


def test_a_fuller_name_is_the_same_source() -> None:
    """Named in short first, and in full after."""
    _, found = read("أعلن المرصد مقتل جنديين.\nوقال المرصد السوري إن القصف توقف.")
    assert found[1].referent == found[0].referent
