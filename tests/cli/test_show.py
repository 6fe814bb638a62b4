from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hudna.cli.show import Cards
from hudna.model import (
    Actor,
    Article,
    Bounds,
    Candidate,
    Casualties,
    Event,
    GroupToll,
    Link,
    Place,
    Span,
    Time,
    Unit,
)

TEXT = "قصف\n\nقصفت قوات النظام بلدة التح بريف إدلب صباح اليوم فقتل ثلاثة مدنيين بحسب مراسلنا."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


def actor(words: str, code: str, name: str | None = None) -> Actor:
    found = span(words)
    return Actor(found.text, found.start, found.end, code, name)


def place(words: str, **known: Any) -> Place:
    found = span(words)
    return Place(found.text, found.start, found.end, **known)


TAH = place(
    "التح", name_latin="Tah", lat=35.5333, lon=36.7, radius_km=1.5, geo_precision=1, country="SYR",
    admin1=Unit("SY-ID", name_latin="Idlib"), gazetteer_id="gn:1", confidence=0.44,
    runners_up=(Candidate("gn:2", 0.31, name_latin="Taha", lat=36.1, lon=38.2, admin1="SY-RA"),),
)  # fmt: skip

EVENT = Event(
    type="shelling",
    status="occurred",
    triggers=(span("قصفت"), span("قصف")),
    actors=(actor("قوات النظام", "SYR:MIL"),),
    targets=(actor("مدنيين", "SYR:CVL"),),
    places=(TAH,),
    within=(place("ريف إدلب"),),
    time=Time(date(2018, 11, 19), date(2018, 11, 20), span("صباح اليوم"), inferred=True),
    casualties=Casualties(killed=Bounds(3, 3), injured=Bounds(20, None), cumulative=True),
    according_to=(span("مراسلنا"),),
    name="اتفاق سوتشي",
    round=11,
)


def shown(article: Article, *events: Event, warnings: tuple[str, ...] = (), width: int = 80) -> str:
    out = io.StringIO()
    Cards(out, width).write(article, events, warnings)
    return out.getvalue()


def test_a_card_says_everything_that_is_known() -> None:
    card = shown(Article(TEXT, id="a", outlet="وكالة", published=date(2018, 11, 19)), EVENT)

    for words in (
        "a · وكالة · 2018-11-19",
        "1 shelling · occurred",
        "قصفت · قصف",
        "round 11 اتفاق سوتشي",
        "قوات النظام SYR:MIL → مدنيين SYR:CVL",
        "التح in ريف إدلب",
        "2018-11-19 to 2018-11-20  inferred  صباح اليوم",
        "killed 3 · injured 20 or more · summed over the period",
        "مراسلنا",
    ):
        assert words in card


def test_a_card_tells_who_passes_on_whose_words() -> None:
    who = span("مراسلنا")
    outlet = Link("وكالة", "published")
    chains = ((outlet, Link(who.text, "denied", who, None)),)

    assert "وكالة published → مراسلنا denied" in shown(Article(TEXT), replace(EVENT, chains=chains))
    assert "published" not in shown(Article(TEXT), replace(EVENT, chains=((outlet,),)))


def test_a_card_shows_where_a_place_is_and_what_is_doubtful() -> None:
    card = shown(Article(TEXT), EVENT, width=100)

    assert "35.5333, 36.7000 within 1.5 km  Tah, Idlib, SYR  precision 1  doubtful 0.44" in card
    assert "or 36.1000, 38.2000  Taha, SY-RA  0.31" in card


def test_a_card_says_of_a_village_that_nobody_lists_that_it_has_no_coordinates() -> None:
    card = shown(Article(TEXT), replace(EVENT, places=(place("التح"),)))

    assert "no coordinates" in card
    assert "doubtful" not in card


def test_a_card_tells_each_of_several_places_by_its_name() -> None:
    card = shown(Article(TEXT), replace(EVENT, places=(TAH, place("ريف إدلب"))), width=100)

    assert any("35.5333" in line and "التح" in line for line in card.splitlines())
    assert any("no coordinates  ريف إدلب" in line for line in card.splitlines())


def test_a_card_tells_the_tolls_beyond_killed_and_injured() -> None:
    toll = Casualties(
        killed=Bounds(101, None),
        missing=Bounds(4, 4),
        displaced=Bounds(2000, None),
        groups=(GroupToll("killed", ("women", "children"), Bounds(51, None)),),
    )
    card = shown(Article(TEXT), replace(EVENT, casualties=toll))

    assert "killed 101 or more · missing 4 · displaced 2000 or more" in card
    assert "killed women and children 51 or more" in card
    assert "summed" not in card


def test_a_card_is_silent_on_what_is_unknown() -> None:
    card = shown(Article(TEXT), Event("shelling", "occurred", (span("قصفت"),)))

    assert not any(label in card.split("╭")[1] for label in ("where", "when", "toll", "says"))


def test_an_article_without_events_says_so() -> None:
    assert "No events." in shown(Article(TEXT))


def test_warnings_stand_below_the_cards() -> None:
    assert shown(Article(TEXT), EVENT, warnings=("no date",)).rstrip().endswith("! no date")


def test_lines_are_wrapped_and_set_to_the_right() -> None:
    report = shown(Article("كلمة " * 60), width=40).splitlines()[1:]

    lines = [line for line in report if "كلمة" in line]
    assert len(lines) > 5
    assert all(len(line) == 40 and line.endswith("كلمة") for line in lines)


def test_bounds_read_as_words() -> None:
    def toll(low: int, high: int | None) -> str:
        event = Event(
            "shelling", "occurred", (span("قصفت"),), casualties=Casualties(Bounds(low, high))
        )
        return next(line for line in shown(Article(TEXT), event).splitlines() if "toll" in line)

    assert "killed none" in toll(0, 0)
    assert "killed 1 to 5" in toll(1, 5)
    assert "killed 3 or more" in toll(3, None)


@given(st.text(max_size=200))
def test_no_text_steers_the_terminal(text: str) -> None:
    out = shown(Article(text, id=text, outlet=text), warnings=(text,))

    assert not set(out) & {chr(c) for c in (*range(10), *range(11, 32), *range(127, 160))}
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
