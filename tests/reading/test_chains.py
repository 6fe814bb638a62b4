"""Who says so: the chain of an event from the outlet to whom it rests on, and who denies it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna import Article, Event, read
from hudna.model import SAYINGS
from hudna.reading.document import prepare
from hudna.reading.explain import explain
from hudna.reading.says import find_attributions


def article(text: str, outlet: str | None = "صدى الوادي") -> Article:
    return Article(text, outlet=outlet, published=date(2019, 5, 5))


def told(text: str, outlet: str | None = "صدى الوادي") -> Event:
    """The first event of a text."""
    return next(iter(read(article(text, outlet))))


def chains(event: Event) -> list[list[tuple[str, str]]]:
    return [[(link.name, link.mode) for link in chain] for chain in event.chains]


OUTLET = ("صدى الوادي", "published")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "نقلت وكالة سانا عن مصدر عسكري قوله إن الجيش أسقط طائرة مسيرة فوق مدينة حماة.",
            [OUTLET, ("وكالة سانا", "reported"), ("مصدر عسكري", "reported")],
        ),
        (
            "ذكرت وكالة رويترز أن المتحدث باسم الجيش أعلن مقتل ثلاثة جنود في قصف صاروخي على بلدة"
            " التح.",
            [OUTLET, ("وكالة رويترز", "reported"), ("المتحدث باسم الجيش", "said")],
        ),
        (
            "قال المتحدث باسم وزارة الدفاع إن القوات قصفت بالمدفعية بلدة التح، بحسب وكالة سانا.",
            [OUTLET, ("وكالة سانا", "according"), ("المتحدث باسم وزارة الدفاع", "said")],
        ),
        (
            "قال المرصد السوري لحقوق الإنسان إن غارة جوية استهدفت مدينة معرة النعمان، وفق ما أفاد"
            " شهود عيان.",
            [OUTLET, ("المرصد السوري لحقوق الإنسان", "said"), ("شهود عيان", "according")],
        ),
        (
            "أفادت وسائل إعلام محلية نقلا عن الدفاع المدني بأن غارة على بلدة كفرنبل قتلت ثلاثة"
            " أشخاص.",
            [OUTLET, ("وسائل إعلام محلية", "reported"), ("الدفاع المدني", "according")],
        ),
    ],
)
def test_a_chain_leads_from_the_outlet_to_whom_it_rests_on(
    text: str, expected: list[tuple[str, str]]
) -> None:
    event = told(text)
    assert chains(event) == [expected]
    assert chains(told(text, None)) == [expected[1:]]
    for link in event.chains[0][1:]:
        assert link.span is not None
        assert link.cue is not None
        for span in (link.span, link.cue):
            assert text[span.start : span.end] == span.text


def test_each_source_has_a_chain_of_its_own() -> None:
    event = told(
        "قالت الوزارة إن ثلاثة مدنيين قتلوا في قصف على بلدة اللطامنة، وذكر المرصد أن القصف على"
        " البلدة قتل خمسة."
    )
    assert [chain[-1].name for chain in event.chains] == ["الوزارة", "المرصد"]
    assert all(chain[0].name == "صدى الوادي" and len(chain) == 2 for chain in event.chains)


def test_what_the_outlet_tells_itself_rests_on_it_alone() -> None:
    text = "قصفت قوات النظام بالمدفعية بلدة اللطامنة صباح اليوم."
    assert chains(told(text)) == [[OUTLET]]
    assert told(text, None).chains == ()
    assert told(text).mode == "narrated"


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("نفى الجيش الإسرائيلي أن يكون قد قصف مستشفى في مدينة غزة.", "الجيش الإسرائيلي"),
        (
            "قصفت طائرات حربية مدينة سراقب أمس الجمعة، ما أدى إلى مقتل خمسة مدنيين. ونفت وزارة"
            " الدفاع الروسية صحة هذه الأنباء.",
            "وزارة الدفاع الروسية",
        ),
        ("قال المرصد إن القوات قصفت بلدة اللطامنة، فيما نفت وكالة سانا ذلك.", "وكالة سانا"),
        (
            "قصفت طائرات مجهولة مخيما قرب مدينة درنة، وهو ما نفته قيادة الجيش الوطني.",
            "قيادة الجيش الوطني",
        ),
        ("قالت الجماعة إنها أطلقت صاروخا على مدينة نجران، الأمر الذي نفاه التحالف.", "التحالف"),
    ],
)
def test_a_denial_is_tied_to_what_it_denies(text: str, denier: str) -> None:
    event = told(text)
    (chain,) = event.denials
    assert [link.name for link in chain] == ["صدى الوادي", denier]
    assert event.mode == "denied"


def test_who_asserts_and_who_denies_stand_side_by_side() -> None:
    event = told("قال المرصد إن القوات قصفت بلدة اللطامنة، فيما نفت وكالة سانا ذلك.")
    assert chains(event) == [
        [OUTLET, ("المرصد", "said")],
        [OUTLET, ("وكالة سانا", "denied")],
    ]


def test_an_accusation_stands_beside_its_denial() -> None:
    event = told(
        "اتهمت الحكومة جماعة الحوثي بقصف ميناء المخا بالصواريخ يوم السبت. ونفت الجماعة ذلك."
    )
    assert chains(event) == [
        [OUTLET, ("الحكومة", "claimed")],
        [OUTLET, ("الجماعة", "denied")],
    ]


def test_a_denial_is_that_of_the_event_told_last_before_it_and_of_no_other() -> None:
    shelling, abduction = read(
        article(
            "قصفت قوات النظام بالمدفعية بلدة اللطامنة يوم الجمعة.\n\n"
            "وخطف مسلحون طبيبا في مدينة درعا يوم السبت. ونفى الفصيل هذه الاتهامات."
        )
    )
    assert (shelling.type, abduction.type) == ("shelling", "abduction")
    assert shelling.denials == ()
    assert [chain[-1].name for chain in abduction.denials] == ["الفصيل"]


def test_to_deny_a_part_in_it_is_not_to_deny_that_it_happened() -> None:
    event = told(
        "قتل جنديان في كمين قرب مدينة بنغازي يوم السبت، ونفى قائد الفصائل مسؤوليته عن الهجوم."
    )
    assert [chain[-1].name for chain in event.denials] == ["قائد الفصائل"]
    assert event.mode != "denied"


def test_a_denial_of_something_else_is_nobodys() -> None:
    event = told(
        "قصفت قوات النظام بالمدفعية بلدة اللطامنة يوم الجمعة. ونفت بلدية المدينة رفع أسعار المياه."
    )
    assert event.denials == ()
    assert event.mode == "narrated"


def test_the_derivation_tells_the_chain_and_the_mode() -> None:
    ((event, steps),) = explain(
        article("نقلت وكالة سانا عن مصدر عسكري قوله إن الجيش أسقط طائرة مسيرة فوق مدينة حماة.")
    )
    values = {step.slot: step.value for step in steps}
    assert values["chain"] == "صدى الوادي → وكالة سانا → مصدر عسكري"
    assert values["mode"] == event.mode == "quoted"


_WORDS = "قال أعلن بحسب نقلت ذكرت وكالة سانا عن مصدر عسكري إن أن الوزارة قصف نفى ذلك نفته وهو ما"
_PIECES = st.sampled_from([*_WORDS.split(), "،", ".", ":", "\n", "وأضاف", "مضيفا"])


@given(st.lists(_PIECES, max_size=60))
def test_no_attribution_passes_itself_on(pieces: list[str]) -> None:
    found = find_attributions(prepare(Article(" ".join(pieces))))
    for at, said in enumerate(found):
        assert said.via != at
        assert said.via is None or 0 <= said.via < len(found)
        assert said.speaker is None or said.via == said.speaker
    for event in read(article(" ".join(pieces))):
        for chain in event.chains:
            assert chain
            assert all(link.mode in SAYINGS for link in chain)
            names = [link.span for link in chain]
            assert len(set(names)) == len(names)
