from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.model import Article
from hudna.reading.reader import read
from hudna.store import Box, Filters, Store
from hudna.store.places import place_of

PLACES = {"ادلب", "حلب", "الحديده"}
TEXTS = {
    "port": "قصف بالحديدة يوقع جرحى\n\nأصيب أربعة أشخاص في قصف مدفعي قرب ميناء المدينة.",
    "truce": "الهدنة في يومها الأول\n\nقالت بعثة الأمم المتحدة إن وقف إطلاق النار صامد في الحديدة.",
    "fire": "حريق في مصنع\n\nوقف العمال أمام المصنع، وأطلقت صفارات، ثم وصلت سيارات إطفاء النار.",
    "idlib": "قصف على ريف إدلب\n\nقصفت قوات النظام بلدة جرجناز بريف إدلب السبت، ما أدى إلى مقتل"
    " سبعة مدنيين.",
    "aleppo": "غارات على ريف حلب\n\nشن الطيران الروسي غارات على ريف حلب الغربي الأحد، ولم ترد أنباء"
    " عن ضحايا.",
    "talks": "أستانة\n\nستعقد جولة جديدة من محادثات أستانة بين الحكومة والمعارضة الخميس المقبل.",
    "iron": "سوق الحديد\n\nارتفعت أسعار الحديد والإسمنت في الأسواق.",
}  # fmt: skip
DAY = {"idlib": date(2018, 11, 24), "aleppo": date(2018, 11, 25), "talks": date(2018, 11, 25)}


@pytest.fixture
def filled(store: Store) -> Store:
    with store.transaction():
        for name, text in TEXTS.items():
            outlet = "وكالة أولى" if name in ("port", "idlib") else None
            article = Article(text, name, outlet, published=DAY.get(name))
            kept = store.add_article(article)
            store.put_events(kept.id, read(article))
    return store


def found(store: Store, text: str, filters: Filters | None = None) -> list[str | None]:
    hits = store.search(text, filters, is_place=PLACES.__contains__)
    return [hit.stored.given_id for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("قصف بالحديدة", {"port"}),
        ("الحديدة", {"port", "truce"}),
        ("الحُدَيْدَة", {"port", "truce"}),
        ("والحديدة", {"port", "truce"}),
        ("حديدة", {"port", "truce"}),
        ("بإدلب", {"idlib"}),
        ("بادلب", {"idlib"}),
        ("وقف إطلاق النار", {"truce"}),
        ('"وقف إطلاق النار"', {"truce"}),
        ("«إطلاق النار»", {"truce"}),
        ('"النار إطلاق"', set()),
        ("وقف النار", {"truce", "fire"}),
        ('"وقف النار"', set()),
        ("مصنع", {"fire"}),
        ("المدينة", {"port"}),
        ("اسمنت", {"iron"}),
        ("قصف كذا", set()),
        ('""', set()),
        ("؟!", set()),
    ],
)
def test_words_are_found_whatever_clitics_and_spelling_they_have(
    filled: Store, query: str, expected: set[str]
) -> None:
    assert set(found(filled, query)) == expected


def test_an_empty_query_finds_all_the_latest_first(filled: Store) -> None:
    names = found(filled, " ")

    assert set(names) == set(TEXTS)
    assert set(names[:2]) == {"aleppo", "talks"}
    assert names[2] == "idlib"


def test_a_word_of_the_title_weighs_more(store: Store) -> None:
    store.add_article(Article("خبر\n\nوصلت قافلة مساعدات إلى البلدة أمس.", "body"))
    store.add_article(Article("وصلت قافلة مساعدات\n\nهذا ما جرى في البلدة أمس.", "title"))

    assert found(store, "قافلة") == ["title", "body"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(types=["shelling"]), {"port", "idlib"}),
        (Filters(types=["shelling", "air-strike"]), {"port", "idlib", "aleppo"}),
        (Filters(statuses=["planned"]), {"talks"}),
        (Filters(types=["shelling"], statuses=["planned"]), set()),
        (Filters(actors=["SYR:MIL"]), {"idlib"}),
        (Filters(actors=["rus"]), {"aleppo"}),
        (Filters(actors=["قوات النظام"]), {"idlib"}),
        (Filters(targets=["SYR:CVL"]), {"idlib"}),
        (Filters(targets=["SYR:MIL"]), set()),
        (Filters(places=["جرجناز"]), {"idlib"}),
        (Filters(places=["إدلب"]), {"idlib"}),
        (Filters(places=["حلب", "جرجناز"]), {"aleppo", "idlib"}),
        (Filters(places=["جرج"]), set()),
        (Filters(places=["%"]), set()),
        (Filters(places=["ال"]), set()),
        (Filters(outlets=["وكالة أولى"]), {"port", "idlib"}),
        (Filters(since=date(2018, 11, 25)), {"aleppo", "talks"}),
        (Filters(until=date(2018, 11, 24)), {"idlib"}),
        (Filters(since=date(2018, 11, 29), until=date(2018, 11, 29)), {"talks"}),
        (Filters(types=["air-strike"], until=date(2018, 11, 24)), set()),
    ],
)
def test_filters_narrow_the_search(filled: Store, filters: Filters, expected: set[str]) -> None:
    assert set(found(filled, "", filters)) == expected
    assert set(found(filled, "قصف", filters)) == expected & {"port", "idlib"}


def test_a_hit_tells_the_events_that_were_asked_for(filled: Store) -> None:
    (hit,) = filled.search("", Filters(places=["جرجناز"]))
    (plain,) = filled.search("جرجناز")

    assert [event["type"] for event in hit.events] == ["shelling"]
    assert plain.events == ()


def test_only_the_current_version_is_found(store: Store) -> None:
    store.add_article(Article("قصف\n\nقتل ثلاثة.", "1", url="https://example.org/1"))
    store.add_article(Article("قصف\n\nقتل خمسة.", "1", url="https://example.org/1"))

    assert found(store, "ثلاثة") == []
    assert found(store, "خمسة") == ["1"]


def test_snippets_are_the_articles_own_words(filled: Store) -> None:
    for hit in filled.search("قصف"):
        text = hit.stored.article.text
        assert hit.title == text.split("\n")[0]
        for snippet in hit.snippets:
            assert text[snippet.start : snippet.end] == snippet.text
            assert snippet.matches
            for match in snippet.matches:
                assert text[match.start : match.end] == match.text
                assert snippet.start <= match.start < match.end <= snippet.end


def test_a_snippet_shows_what_was_asked_for_far_down_a_text(store: Store) -> None:
    filling = "وجرى في البلدة سوق وحضر الناس كعادتهم. " * 50
    store.add_article(Article(f"خبر\n\n{filling}ثم سُمِع دوي انفجار. {filling}وبعده وصل المسعفون."))

    (hit,) = store.search("انفجار المسعفون")
    assert [[m.text for m in s.matches] for s in hit.snippets] == [["انفجار"], ["المسعفون"]]
    assert "سُمِع دوي" in hit.snippets[0].text


def test_a_query_without_end_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="at most 64 words"):
        list(store.search("قصف " * 65))


def test_an_area_finds_the_events_that_lie_in_it(filled: Store) -> None:
    with filled.database.writing() as db:
        event = db.exec_driver_sql(
            "SELECT event_id, number, text FROM span WHERE role = 'place' AND text = 'جرجناز'"
        ).one()
        span = {
            "text": "جرجناز", "lat": 35.5, "lon": 36.7, "name_latin": "Jarjanaz",
            "gazetteer_id": "gn:1", "confidence": 0.9,
            "admin1": {"code": "SY-ID", "name_ar": "محافظة إدلب", "name_latin": "Idlib"},
        }  # fmt: skip
        row, again = place_of(db, span), place_of(db, {**span, "confidence": 0.5})
        assert row == again
        db.exec_driver_sql(
            f"UPDATE span SET place_id = {row} WHERE event_id = {event.event_id} "
            f"AND role = 'place' AND number = {event.number}"
        )

    assert found(filled, "", Filters(box=Box(36, 35, 37, 36))) == ["idlib"]
    assert found(filled, "", Filters(box=Box(36.7, 35.5, 36.7, 35.5))) == ["idlib"]
    assert found(filled, "", Filters(box=Box(36.8, 35, 37, 36))) == []
    for name in ("jarjanaz", "Idlib", "محافظة ادلب", "SY-ID"):
        assert found(filled, "", Filters(places=[name])) == ["idlib"]
    for name in ("jarj", "|", "", "%"):
        assert found(filled, "", Filters(places=[name])) == []


@pytest.mark.parametrize("box", [Box(37, 35, 36, 36), Box(0, 0, 0, 91), Box(0, 0, float("nan"), 1)])
def test_an_area_that_is_none_is_refused(store: Store, box: Box) -> None:
    with pytest.raises(InputError, match="west,south,east,north"):
        list(store.search("", Filters(box=box)))


_SYNTAX = st.sampled_from(
    ['"', "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "^", "-", ":", "title:", "'", "\\", "\0",
     "|", "&", "!", "<->", ":*", "%", "_", ";--", "«", "»", "قصف", "بالحديدة", "\ud800", "ﷺ"]
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(_SYNTAX, max_size=12).map(" ".join)))
def test_no_query_is_wrong(filled: Store, query: str) -> None:
    for hit in filled.search(query, is_place=PLACES.__contains__):
        assert hit.stored.given_id in TEXTS
