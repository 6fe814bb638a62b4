"""The talks beside the accord: rounds followed, and tracks side by side, in every form."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from hudna.merging import Told, told
from hudna.model import Actor, Article, Event, Place, Span, Status, Time
from hudna.report import Briefing, markdown
from hudna.report.words import Lang, words
from tests.report.made import FORMS, of, rows, text_of

NEWS = "تعقد جولة جديدة من محادثات أستانا في العاصمة الكازاخستانية. والتقى دي ميستورا وفداً في جنيف."
ROUND = (date(2018, 11, 28), date(2018, 11, 29))


def report(id: str, published: date | None, status: Status, *, geneva: bool = False) -> list[Told]:
    """A report of the Astana round, and of the envoy's meeting at Geneva."""

    def at(words: str) -> tuple[str, int, int]:
        return words, NEWS.index(words), NEWS.index(words) + len(words)

    events = [
        Event("talks", status, (Span(*at("محادثات أستانا")),), time=Time(*ROUND),
              places=(Place(*at("العاصمة الكازاخستانية")),), name="محادثات أستانا")
    ]  # fmt: skip
    if geneva:
        events.append(
            Event("talks", "occurred", (Span(*at("التقى")),),
                  actors=(Actor(*at("دي ميستورا"), code="UNO:IGO", name="Staffan de Mistura"),),
                  places=(Place(*at("جنيف")),))
        )  # fmt: skip
    return list(told(Article(NEWS, id, f"وكالة {id}", None, published), events))


ANNOUNCED = report("أ", date(2018, 11, 19), "planned", geneva=True)
HELD = report("ب", date(2018, 11, 29), "occurred")


@cache
def followed(lang: Lang) -> Briefing:
    return of([*ANNOUNCED, *HELD], lang)


def test_a_round_is_followed_from_announced_to_held() -> None:
    planned, held = markdown(of(ANNOUNCED, "en")), markdown(followed("en"))
    assert rows(planned, "track | round")[0][3] == "announced"
    (round_, *_) = rows(held, "track | round")
    assert round_[:4] == ["Astana format", "11", "2018-11-28 – 2018-11-29", "announced, then held"]
    assert round_[5:7] == ["2018-11-28 – 2018-11-29", "Astana"]


def test_an_announcement_of_no_known_day_is_shown_too() -> None:
    text = markdown(of(report("أ", None, "planned"), "en"))
    assert [row[:4] for row in rows(text, "track | round")] == [
        ["Astana format", "11", "2018-11-28 – 2018-11-29", "announced"]
    ]


def test_tracks_stand_beside_each_other() -> None:
    text = markdown(followed("en"))
    assert "| when | Astana format | UN-led Geneva talks on Syria |" in text
    assert rows(text, "when | Astana format") == [
        ["2018-11-28 – 2018-11-29", "round 11: held", "–"],
        ["undated", "–", "talks: held"],
    ]


def test_a_track_that_no_report_tells_of_stands_there_with_its_envoy() -> None:
    text = markdown(of(HELD, "en"))
    assert "| when | Astana format | UN-led Geneva talks on Syria |" in text
    assert "- UN-led Geneva talks on Syria, envoy: Staffan de Mistura, 2014-07-10" in text


def test_a_documented_round_that_no_report_tells_of_is_said_to_be_so() -> None:
    later = report("ج", date(2019, 5, 20), "occurred", geneva=True)
    text = markdown(of([t for t in later if t.claim.event.name is None] + HELD, "en"))
    told_of = {row[1]: row[3] for row in rows(text, "track | round")}
    assert told_of["11"] == "held"
    assert told_of["12"] == "no report in this record"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_and_language_shows_them(form: str, lang: Lang) -> None:
    text = text_of(followed(lang), form)
    say = words(lang)
    for shown in (say("talks"), "11", "2018-11-28 – 2018-11-29", say("held", "round_state")):
        assert shown in text
