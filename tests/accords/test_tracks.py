"""Talks find their track and their round."""

from __future__ import annotations

from datetime import date

import pytest

from hudna.accords import AccordError
from hudna.accords.tracks import place, track_of, tracks
from hudna.model import Actor, Event, Span, Status, Time


def talks(
    words: str = "جولة جديدة من محادثات",
    name: str | None = None,
    days: tuple[date, date] | None = None,
    status: Status = "occurred",
    actors: tuple[tuple[str, str], ...] = (),
    where: str | None = None,
) -> Event:
    return Event(
        "talks", status, (Span(words, 0, len(words)),),
        actors=tuple(Actor(text, 0, len(text), code) for text, code in actors),
        places=(Span(where, 0, len(where)),) if where else (),
        time=Time(*days) if days else None, name=name,
    )  # fmt: skip


NOVEMBER = (date(2018, 11, 28), date(2018, 11, 29))


def test_a_new_round_finds_its_place_by_its_days() -> None:
    found = place(talks(name="محادثات أستانة", days=NOVEMBER, status="planned"))
    assert found is not None
    assert (found.track, found.round, found.state) == ("astana", 11, "announced")
    assert found.known is not None
    assert found.known.start == date(2018, 11, 28)


def test_a_stated_number_comes_before_days() -> None:
    found = place(talks("الجولة العاشرة من محادثات أستانا", days=NOVEMBER))
    assert found is not None
    assert (found.round, found.why) == (10, ("name", "stated number"))


def test_a_planned_round_of_no_known_days_is_the_next_one() -> None:
    found = place(talks(name="محادثات أستانا", status="planned"), published=date(2018, 11, 1))
    assert found is not None
    assert (found.round, found.why[-1]) == (11, "next")


def test_a_round_after_the_last_known_one_is_numbered_on() -> None:
    days = (date(2025, 3, 1), date(2025, 3, 2))
    found = place(talks(name="مسار أستانا", days=days, status="planned"))
    assert found is not None
    assert (found.round, found.known) == (23, None)


def test_a_process_told_as_a_whole_is_of_no_one_round() -> None:
    years = (date(2017, 1, 1), date(2018, 11, 27))
    found = place(talks("يجتمع", name="مسار أستانة", days=years, status="ongoing"))
    assert found is not None
    assert (found.track, found.round) == ("astana", None)


@pytest.mark.parametrize(
    ("event", "track"),
    [
        (talks("جهود", actors=(("ستيفان دي ميستورا", "UNO:IGO"),)), "geneva-syria"),
        (talks("مشاورات", actors=(("مارتن غريفيث", "UNO:IGO"),)), "yemen-un"),
        (talks(where="جنيف", actors=(("وفد النظام", "SYR:GOV"),)), "geneva-syria"),
        (talks(where="جنيف", actors=(("الحوثيين", "YEM:REB"),)), "yemen-un"),
        (talks("اجتماعات اللجنة الدستورية", where="جنيف"), "constitutional-committee"),
        (talks("اجتماع", where="نور سلطان"), "astana"),
    ],
)
def test_tracks_are_told_apart(event: Event, track: str) -> None:
    found = place(event)
    assert found is not None
    assert found.track == track


@pytest.mark.parametrize(
    "event",
    [
        talks("قمة", where="طهران"),
        talks(where="جنيف"),
        talks("لقاء", actors=(("وزير الخارجية", "JOR:GOV"),)),
        Event("agreement", "occurred", (Span("اتفاق", 0, 5),), name="اتفاق أستانا"),
    ],
)
def test_other_meetings_have_no_track(event: Event) -> None:
    assert place(event) is None


@pytest.mark.parametrize(
    ("words", "status", "state"),
    [
        ("جولة", "planned", "announced"),
        ("جولة", "ongoing", "held"),
        ("تأجيل جولة", "occurred", "postponed"),
        ("انهيار محادثات", "occurred", "collapsed"),
        ("محادثات", "ended", "collapsed"),
    ],
)
def test_a_round_is_followed_through_its_states(words: str, status: Status, state: str) -> None:
    found = place(talks(words, name="محادثات أستانا", status=status))
    assert found is not None
    assert found.state == state


def test_astana_has_its_rounds_in_order_with_hosts_and_sources() -> None:
    astana = next(t for t in tracks() if t.id == "astana")
    assert [r.number for r in astana.rounds] == list(range(1, 23))
    assert {r.number for r in astana.rounds if r.place.en == "Sochi"} == {10, 15}
    assert astana.guarantors == ("RUS:GOV", "TUR:GOV", "IRN:GOV")
    assert all(r.sources for t in tracks() for r in t.rounds)


def test_a_track_out_of_order_is_told_with_its_line() -> None:
    text = (
        'id = "x"\ncountry = "SYR"\nname = { ar = "س", en = "x" }\nled_by = "x"\n'
        '[[source]]\nid = "s"\nby = "s"\nurl = "https://example.org/"\n'
    )
    for number, day in ((1, "2020-02-01"), (2, "2020-01-01")):
        text += (
            f"[[round]]\nnumber = {number}\nfrom = {day}\nto = {day}\n"
            'place = { ar = "س", en = "x" }\nstate = "held"\nsources = ["s"]\n'
        )
    with pytest.raises(AccordError, match=r"track\.toml:18: the round from 2020-01-01"):
        track_of(text)
