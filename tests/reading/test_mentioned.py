"""Which mention of a place is cited: the one in the report that tells, not the headline's."""

from __future__ import annotations

from hudna import Article, read

TEXT = (
    "قصف على سراقب\n\n"
    "تقع سراقب شرق إدلب. وقصفت قوات النظام بالمدفعية مدينة سراقب صباح اليوم، ما أدى إلى مقتل "
    "مدنيين اثنين. وتوقفت المدارس في سراقب."
)


def cited(text: str) -> set[int]:
    events = read(Article(text))
    assert events
    return {place.start for event in events for place in event.places if place.text == "سراقب"}


def test_cited_is_the_mention_beside_the_first_telling_word_of_the_body() -> None:
    assert cited(TEXT) == {TEXT.index("مدينة سراقب") + len("مدينة ")}


def test_a_headline_alone_cites_its_own_mention() -> None:
    text = "مقتل مدنيين بقصف مدفعي لقوات النظام على مدينة سراقب"
    assert cited(text) == {text.index("سراقب")}
