from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.model import (
    EVENT_TYPES,
    HARMS,
    SAYINGS,
    STATUSES,
    VICTIM_GROUPS,
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
from hudna.records import article_of, chain_text, event_record, events_of, record_of

TEXT = "قصفت قوات النظام بلدة التح صباح اليوم. وقالت مصادر إن ثلاثة قتلوا صباح اليوم."


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Span(TEXT[start:end], start, end)


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    span = draw(spans())
    code = draw(st.sampled_from(["SYR:MIL", "XXX:UNK", "UNO:IGO"]))
    return Actor(span.text, span.start, span.end, code, draw(st.none() | st.just("Name")))


NAMES = st.none() | st.just("التح")
UNITS = st.none() | st.builds(Unit, st.just("SY-ID"), NAMES, NAMES, st.none() | st.just("SY07"))
SHARES = st.floats(0, 1)
POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    lat, lon = draw(POINTS) or (None, None)
    return Candidate(
        "gn:1", draw(SHARES), draw(NAMES), draw(NAMES), draw(NAMES), lat, lon, draw(NAMES),
        draw(NAMES),
    )  # fmt: skip


@st.composite
def places(draw: st.DrawFn) -> Place:
    span = draw(spans())
    lat, lon = draw(POINTS) or (None, None)
    return Place(
        span.text, span.start, span.end, draw(NAMES), draw(NAMES), draw(NAMES), lat, lon,
        draw(st.none() | st.floats(0, 1000)), draw(st.none() | st.integers(1, 3)),
        draw(st.none() | st.integers(1, 7)), draw(st.none() | st.just("SYR")), draw(UNITS),
        draw(UNITS), draw(st.none() | st.just("gn:1")), draw(st.none() | SHARES),
        tuple(draw(st.lists(candidates(), max_size=2))),
    )  # fmt: skip


@st.composite
def times(draw: st.DrawFn) -> Time:
    start = draw(st.dates())
    days = draw(st.integers(0, (date.max - start).days))
    return Time(start, start + timedelta(days), draw(st.none() | spans()), draw(st.booleans()))


BOUNDS = st.integers(0, 10**6).flatmap(
    lambda low: st.builds(Bounds, st.just(low), st.none() | st.integers(low))
)
GROUPS = st.builds(
    GroupToll,
    st.sampled_from(HARMS),
    st.lists(st.sampled_from(VICTIM_GROUPS), min_size=1, max_size=2).map(tuple),
    BOUNDS,
)
LINKS = st.builds(
    lambda mode, span, cue: Link(span.text, mode, span, cue),
    st.sampled_from(SAYINGS),
    spans(),
    st.none() | spans(),
)
CHAINS = st.lists(LINKS, min_size=1, max_size=3).map(
    lambda chain: (Link("وكالة", "published"), *chain)
)
EVENTS = st.builds(
    Event,
    type=st.sampled_from(EVENT_TYPES),
    status=st.sampled_from(STATUSES),
    triggers=st.lists(spans(), min_size=1, max_size=3).map(tuple),
    actors=st.lists(actors(), max_size=3).map(tuple),
    targets=st.lists(actors(), max_size=3).map(tuple),
    places=st.lists(places(), max_size=3).map(tuple),
    within=st.lists(places(), max_size=3).map(tuple),
    time=st.none() | times(),
    casualties=st.builds(
        Casualties,
        killed=st.none() | BOUNDS,
        injured=st.none() | BOUNDS,
        cumulative=st.booleans(),
        missing=st.none() | BOUNDS,
        detained=st.none() | BOUNDS,
        displaced=st.none() | BOUNDS,
        groups=st.lists(GROUPS, max_size=2).map(tuple),
    ),
    according_to=st.lists(spans(), max_size=3).map(tuple),
    name=st.none() | st.just("اتفاق"),
    round=st.none() | st.integers(1, 30),
    chains=st.lists(CHAINS, max_size=2).map(tuple),
)


@given(st.lists(EVENTS, max_size=3))
def test_events_come_back_from_their_record(events: list[Event]) -> None:
    article = Article(TEXT, "a", "وكالة", "https://example.org/", date(2018, 11, 19))

    record = json.loads(json.dumps(record_of(article, events)))

    assert article_of(record) == article
    assert events_of(record, article) == tuple(events)


def test_a_record_has_every_field_of_the_codebook() -> None:
    record = event_record(Event("shelling", "occurred", (Span("قصفت", 0, 4),)))

    assert list(record) == [
        "type", "status", "triggers", "actors", "targets", "places", "within", "time",
        "casualties", "according_to", "name", "round", "acled", "plover",
    ]  # fmt: skip
    assert record["casualties"] == {"killed": None, "injured": None, "cumulative": False}


def test_a_place_of_the_plain_codebook_is_known_by_its_words_only() -> None:
    (event,) = events_of({"events": [{**base(), "places": [TAH]}]}, Article(TEXT))

    assert event.places == (Place("التح", 22, 26),)
    assert event.places[0].lat is None


def test_a_place_has_the_codebooks_keys_first_and_null_for_what_is_unknown() -> None:
    record = event_record(
        Event("shelling", "occurred", (Span("قصفت", 0, 4),), places=(Place("التح", 22, 26),))
    )["places"][0]

    assert list(record)[:3] == ["text", "start", "end"]
    assert {k: v for k, v in record.items() if v is not None} == {
        "text": "التح", "start": 22, "end": 26, "runners_up": [],
    }  # fmt: skip


def test_what_goes_beyond_the_codebook_is_written_only_where_it_is_known() -> None:
    toll = Casualties(missing=Bounds(4, 4), groups=(GroupToll("killed", ("women",), Bounds(1, 2)),))
    event = Event("shelling", "occurred", (Span("قصفت", 0, 4),), casualties=toll)

    assert event_record(event)["casualties"] == {
        "killed": None,
        "injured": None,
        "cumulative": False,
        "missing": {"low": 4, "high": 4},
        "groups": [{"harm": "killed", "groups": ["women"], "low": 1, "high": 2}],
    }


def test_an_inferred_time_is_marked_and_may_have_no_words() -> None:
    day = date(2018, 11, 19)
    event = Event("shelling", "occurred", (Span("قصفت", 0, 4),), time=Time(day, day, inferred=True))

    assert event_record(event)["time"] == {
        "text": None, "start": "2018-11-19", "end": "2018-11-19", "inferred": True,
    }  # fmt: skip


def test_a_time_without_offsets_is_the_mention_nearest_to_the_trigger() -> None:
    phrase = "صباح اليوم"
    late = TEXT.index("قتلوا")
    event = {
        "type": "casualties",
        "status": "occurred",
        "triggers": [{"text": "قتلوا", "start": late, "end": late + 5}],
        "time": {"text": phrase, "start": "2018-11-19", "end": "2018-11-19"},
    }

    (found,) = events_of({"events": [event]}, Article(TEXT))

    assert found.time is not None
    assert found.time.span is not None
    assert found.time.span.start == TEXT.rindex(phrase)


TAH = {"text": "التح", "start": 22, "end": 26}


def base() -> dict[str, Any]:
    return {
        "type": "shelling",
        "status": "occurred",
        "triggers": [{"text": "قصفت", "start": 0, "end": 4}],
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "war"}, "events[0].type: 'war' is none of shelling, air-strike"),
        ({"status": None}, "events[0].status: None is none of"),
        ({"triggers": []}, "events[0].triggers: an event needs at least one trigger"),
        ({"triggers": "قصفت"}, "events[0].triggers: expected a list, found a string"),
        ({"triggers": [3]}, "events[0].triggers[0]: expected an object, found a number"),
        (
            {"triggers": [{"text": "قصف", "start": 0, "end": 4}]},
            "events[0].triggers[0]: the article's text from 0 to 4 is 'قصفت', not 'قصف'",
        ),
        ({"triggers": [{"text": "", "start": 0, "end": 0}]}, "events[0].triggers[0]: "),
        ({"triggers": [{"text": "ق", "start": -1, "end": 1}]}, "whole numbers from 0 up"),
        ({"triggers": [{"text": "ق", "start": True, "end": 1}]}, "whole numbers from 0 up"),
        (
            {"actors": [{"text": "قصفت", "start": 0, "end": 4, "code": "army"}]},
            "events[0].actors[0].code: 'army' is no code like SYR:MIL",
        ),
        ({"places": [{**TAH, "lat": 35.5}]}, "events[0].places[0]: lat and lon go together"),
        ({"places": [{**TAH, "lat": 91, "lon": 0}]}, "places[0].lat: expected a number from -90"),
        ({"places": [{**TAH, "lat": "35", "lon": 0}]}, "places[0].lat: expected a number, found"),
        ({"places": [{**TAH, "geo_precision": 4}]}, "geo_precision: expected a whole number from"),
        ({"places": [{**TAH, "admin1": {}}]}, "places[0].admin1.code: expected a string"),
        ({"within": [{**TAH, "runners_up": [{}]}]}, "within[0].runners_up[0].gazetteer_id: "),
        ({"time": {"start": "2018", "end": "2018"}}, "events[0].time.start: '2018' is no ISO"),
        (
            {"time": {"start": "2018-11-02", "end": "2018-11-01"}},
            "events[0].time: ends on 2018-11-01, before it starts on 2018-11-02",
        ),
        ({"casualties": {"killed": {"low": 1.5}}}, "events[0].casualties.killed.low: expected a"),
        ({"casualties": {"killed": {"low": 3, "high": 2}}}, "killed.high: expected null or a"),
        (
            {"casualties": {"missing": {"low": -1}}},
            "events[0].casualties.missing.low: expected a whole number",
        ),
        (
            {"casualties": {"groups": [{"harm": "lost", "groups": ["women"], "low": 1}]}},
            "events[0].casualties.groups[0].harm: 'lost' is none of killed, injured",
        ),
        (
            {"casualties": {"groups": [{"harm": "killed", "groups": ["dogs"], "low": 1}]}},
            "events[0].casualties.groups[0].groups: expected some of civilians, children",
        ),
        (
            {"casualties": {"groups": [{"harm": "killed", "groups": [], "low": 1}]}},
            "events[0].casualties.groups[0].groups: expected some of civilians, children",
        ),
        ({"chains": [[]]}, "events[0].chains[0]: expected a list of at least one link"),
        ({"chains": [["سانا"]]}, "events[0].chains[0][0]: expected an object, found a string"),
        (
            {"chains": [[{"text": "سانا", "mode": "sung"}]]},
            "events[0].chains[0][0].mode: 'sung' is none of published, said",
        ),
        (
            {"chains": [[{"text": "سانا", "mode": "said", "start": 0, "end": 4}]]},
            "events[0].chains[0][0]: the article's text from 0 to 4 is 'قصفت', not 'سانا'",
        ),
        ({"round": "11"}, "events[0].round: expected a whole number, found a string"),
        ({"name": 1}, "events[0].name: expected a string, found a number"),
    ],
)
def test_what_is_wrong_is_said_by_its_path(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        events_of({"events": [{**base(), **change}]}, Article(TEXT))

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ([], "the record: expected an object, found a list"),
        ({}, "text: expected a string, found nothing"),
        ({"text": 1}, "text: expected a string, found a number"),
        ({"text": "\ud800"}, "text: half a character (\\ud800)"),
        ({"text": "x", "id": []}, "id: expected a string, found a list"),
        ({"text": "x", "outlet": False}, "outlet: expected a string, found true or false"),
        ({"text": "x", "published": "19/11/2018"}, "published: '19/11/2018' is no ISO date"),
    ],
)
def test_a_broken_article_says_why(record: object, message: str) -> None:
    with pytest.raises(InputError) as caught:
        article_of(record)

    assert str(caught.value).startswith(message)


def test_a_date_may_come_with_a_time_of_day() -> None:
    record = {"text": "x", "published": "2018-11-19T23:30:00+03:00"}

    assert article_of(record).published == date(2018, 11, 19)


def told(name: str | None, time: Time | None, published: date | None) -> dict[str, Any]:
    """The record of an actor of this name, of an event of this time."""
    actor = Actor(TEXT[5:16], 5, 16, "SYR:REB", name)
    event = Event("shelling", "occurred", (Span(TEXT[:4], 0, 4),), actors=(actor,), time=time)
    found: dict[str, Any] = event_record(event, published)["actors"][0]
    return found


def test_what_an_actor_belonged_to_is_that_of_the_days_of_the_event() -> None:
    march = Time(date(2019, 3, 1), date(2019, 3, 31))
    autumn = Time(date(2019, 9, 1), date(2019, 11, 30))
    after = date(2020, 1, 1)
    army = "Syrian National Army"

    assert army not in told("National Liberation Front", march, after).get("member_of", [])
    assert army in told("National Liberation Front", None, after)["member_of"]
    # It joined in the course of the period: on no side of that day for certain.
    assert army not in told("National Liberation Front", autumn, after).get("member_of", [])
    assert told("National Liberation Front", None, after)["sides"] == [
        {"conflict": "SYR", "side": "opposition", "role": "party"}
    ]


def test_nothing_is_told_of_an_actor_without_a_name_or_a_day() -> None:
    assert told("YPG", None, None) == {
        "text": TEXT[5:16], "start": 5, "end": 16, "code": "SYR:REB", "name": "YPG",
        "wikidata": "Q277036",
    }  # fmt: skip
    assert told(None, None, date(2020, 1, 1)).keys() == {"text", "start", "end", "code", "name"}
    assert "sides" not in told("Nobody", None, date(2020, 1, 1))


def test_a_chain_is_written_with_its_words_and_read_on_one_line() -> None:
    cue, who = Span(TEXT[39:44], 39, 44), Span(TEXT[45:50], 45, 50)
    chain = (Link("وكالة", "published"), Link(who.text, "denied", who, cue))
    event = Event("shelling", "occurred", (Span(TEXT[:4], 0, 4),), chains=(chain,))

    assert event_record(event)["chains"] == [
        [
            {"text": "وكالة", "mode": "published"},
            {
                "text": who.text, "start": 45, "end": 50, "mode": "denied",
                "cue": {"text": cue.text, "start": 39, "end": 44},
            },
        ]
    ]  # fmt: skip
    assert event.denials == (chain,)
    assert chain_text(chain) == f"وكالة → {who.text} (denied)"
    assert chain_text(chain[:1]) == "وكالة"
