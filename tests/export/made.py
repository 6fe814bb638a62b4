"""Incidents and an article that the exports are tried on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hudna.model import (
    Actor,
    Article,
    Bounds,
    Casualties,
    Claim,
    Event,
    GroupToll,
    Incident,
    Party,
    Place,
    Span,
    Time,
    Toll,
    Unit,
    Weapon,
    Where,
)
from hudna.store import Reviewed, Stored

DAY = date(2018, 11, 24)
QUOTE = "قصفت قوات النظام بالمدفعية بلدة جرجناز بريف إدلب السبت، ما أدى إلى مقتل سبعة مدنيين."
TEXT = f"مقتل سبعة مدنيين\n\n{QUOTE}"


def at(words: str) -> tuple[str, int, int]:
    """The words with where they stand after the title."""
    start = TEXT.index(words, TEXT.index(QUOTE))
    return words, start, start + len(words)


def shelling(killed: int = 7, **more: Any) -> Event:
    place = Place(
        *at("جرجناز"), lat=35.61, lon=36.78, radius_km=1.5, geo_precision=1, where_prec=1,
        country="SYR", admin1=Unit("SY-ID", "إدلب", "Idlib", "SY07"),
        admin2=Unit("gn:1", "معرة النعمان", None, None), gazetteer_id="gn:170017",
    )  # fmt: skip
    dead = Bounds(killed, killed)
    toll = Casualties(dead, groups=(GroupToll("killed", ("civilians",), Bounds(5, 5)),))
    return Event(
        "shelling", "occurred", (Span(*at("قصفت")),), (Actor(*at("قوات النظام"), "SYR:MIL"),),
        (Actor(*at("مدنيين"), "SYR:CVL"),), (place,), (Place(*at("ريف إدلب")),),
        Time(DAY, DAY, Span(*at("السبت"))), toll, weapons=(Weapon(*at("المدفعية"), "artillery"),),
        **more,
    )  # fmt: skip


WHERE = Where("جرجناز", 35.61, 36.78, 1.5, 0.9)


def claim(article: str, event: Event, outlet: str = "وكالة أولى", number: int = 0) -> Claim:
    key = f"{article}#{event.type}@{number}"
    url = f"https://news.example/{article}"
    return Claim(
        key, article, number, event, outlet, url, DAY, (WHERE,), Span(*at(QUOTE)), dispatch=key
    )


SHELLING = Incident(
    "inc-1", (claim("a1", shelling()), claim("a2", shelling(9), "=وكالة ثانية")), "shelling",
    "occurred", Time(DAY, DAY), (WHERE, Where("التح", 35.55, 36.75), Where("ريف إدلب")),
    (Party("SYR:MIL", None, ("قوات النظام",), 2),), (Party("SYR:CVL", None, ("مدنيين",), 2),),
    Toll(7, 7, 9, "agreed", ("a1#shelling@0",)), Toll(), 2, DAY,
)  # fmt: skip
"""Two outlets, two tolls, three places of which two have a point."""
UNKNOWN = Incident(
    "inc-2",
    (Claim("a3#armed-clash@0", "a3", 0, Event("armed-clash", "occurred", (Span("ا", 0, 1),))),),
    "armed-clash", "occurred",
)  # fmt: skip
"""Nothing is known of it but that it happened."""
TALKS = Incident(
    "inc-3", (claim("a4", Event("talks", "planned", (Span("ا", 0, 1),))),), "talks", "planned",
    actors=(Party("RUS:GOV", "Russia", ("روسيا",), 1), Party("TUR:GOV", None, ("تركيا",), 1)),
)  # fmt: skip

ITEMS = [
    Reviewed(SHELLING, "accepted", (3, 4), {"killed.best": 4}),
    Reviewed(UNKNOWN),
    Reviewed(TALKS),
]
STORED = Stored(
    Article(TEXT, "art-1", "وكالة أولى", "https://news.example/a1", DAY), 2, 2,
    datetime(2018, 11, 25, tzinfo=UTC), None, None, {}, "hudna", (shelling(),),
)  # fmt: skip
