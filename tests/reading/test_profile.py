from __future__ import annotations

from hudna.model import Actor, Article, Event, Span
from hudna.reading.profile import profile

TEXT = "قصفت عصابات النظام البلدة، وقال ناشطون إن عصابات النظام انسحبت"
GANGS = Actor("عصابات النظام", 5, 18, "SYR:MIL", loading="pejorative")
AGAIN = Actor("عصابات النظام", 42, 55, "SYR:MIL", loading="pejorative")


def event(*actors: Actor) -> Event:
    return Event("shelling", "occurred", (Span("قصفت", 0, 4),), actors)


def test_each_outlet_has_its_words_for_a_code() -> None:
    army = Actor("الجيش العربي السوري", 0, 19, "SYR:MIL", loading="honorific")
    found = profile(
        [
            (Article(TEXT, outlet="أ"), [event(GANGS), event(AGAIN)]),
            (Article("الجيش العربي السوري", outlet="ب"), [event(army)]),
        ]
    )

    assert [(w.outlet, w.code, w.wording, w.loading, w.times) for w in found] == [
        ("أ", "SYR:MIL", "عصابات النظام", "pejorative", 2),
        ("ب", "SYR:MIL", "الجيش العربي السوري", "honorific", 1),
    ]


def test_a_name_that_two_events_share_counts_once() -> None:
    (wording,) = profile([(Article(TEXT), [event(GANGS), event(GANGS)])])

    assert (wording.outlet, wording.times) == (None, 1)


def test_nothing_read_is_no_profile() -> None:
    assert profile([]) == []
