"""Incidents for the tests, each with claims whose spans stand in a sentence of our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hudna.accords import Accord, accord_of
from hudna.model import (
    Actor,
    Bounds,
    Casualties,
    Claim,
    Event,
    EventType,
    Incident,
    Party,
    Place,
    Span,
    Status,
    Time,
    Toll,
    Weapon,
    Where,
)
from tests.accords.test_load import zones

TRUCE = """\
id = "truce"
kind = "ceasefire"
country = "SYR"
name = { ar = "هدنة المربع", en = "Truce of the square" }
aliases = ["اتفاق المربع"]
[signed]
on = 2020-01-01
place = { ar = "مدينة", en = "Town" }
sources = ["paper"]
[[in_force]]
from = 2020-01-02
to = 2020-06-30
sources = ["paper"]
[[source]]
id = "paper"
by = "A paper"
url = "https://example.org/"
[[party]]
actor = "SYR:GOV"
role = "party"
name = { ar = "الحكومة", en = "Government" }
sources = ["paper"]
[[side]]
id = "government"
name = { ar = "الحكومة", en = "Government" }
actors = ["SYR:MIL", "SYR:GOV"]
sources = ["paper"]
[[side]]
id = "opposition"
name = { ar = "المعارضة", en = "Opposition" }
actors = ["SYR:REB"]
sources = ["paper"]
[[side]]
id = "excluded"
name = { ar = "المستثنون", en = "Excluded" }
actors = ["SYR:REB Nusra Front", "ISI:REB"]
sources = ["paper"]
[[zone]]
id = "square"
name = { ar = "المربع", en = "Square" }
approximate = true
uncertainty_km = 2
drawn = { ar = "مربع", en = "A square" }
held_by = "opposition"
sources = ["paper"]
[[clause]]
id = "quiet"
text = { ar = "لا قتال", en = "No fighting" }
bound = ["government", "opposition"]
zone = "square"
sources = ["paper"]
[clause.breach]
types = ["shelling", "air-strike", "ground-attack", "mine-laying"]
[[clause.exempt]]
actors = ["SYR:REB Nusra Front", "ISI:REB"]
note = { ar = "لا تشملهم", en = "not covered" }
sources = ["paper"]
[[clause]]
id = "no-entry"
text = { ar = "لا دخول", en = "No entry" }
bound = ["government"]
zone = "square"
sources = ["paper"]
[clause.breach]
types = ["territorial-change"]
direction = "into"
[[clause]]
id = "civilians"
text = { ar = "لا استهداف للمدنيين", en = "No attack on civilians" }
bound = ["government", "opposition"]
sources = ["paper"]
[clause.breach]
types = ["gunfire"]
against = ["SYR:CVL"]
[[clause]]
id = "weapons-out"
text = { ar = "سحب السلاح", en = "Weapons out" }
bound = ["opposition"]
zone = "square"
sources = ["paper"]
[clause.kept]
types = ["withdrawal"]
words = ["سلاح"]
by = 2020-02-01
[[clause]]
id = "road"
text = { ar = "فتح الطريق", en = "Road open" }
bound = ["government", "opposition"]
sources = ["paper"]
[clause.breach]
types = ["blockade"]
[clause.kept]
types = ["blockade"]
"""

GUNS = """\
[[clause]]
id = "guns"
text = { ar = "لا مدافع", en = "No guns" }
bound = ["government", "opposition"]
zone = "square"
sources = ["paper"]
[clause.breach]
types = ["shelling"]
weapons = ["artillery", "mortar"]
[clause.kept]
types = ["withdrawal"]
weapons = ["artillery", "mortar"]
"""

SENTENCE = "قصفت القوات بالسلاح بلدة في الريف يوم أمس وأصابت الأهالي"


def truce(more: str = "") -> Accord:
    return accord_of(TRUCE + more, zones())


CENTRE = (35.5, 36.5)
EDGE = (35.5, 36.01)
"""Within the line's uncertainty."""
BESIDE = (34.8, 36.5)
"""Outside, some 20 km from the line."""
FAR = (34.0, 36.5)


def incident(
    id: str = "one", *, type: EventType = "shelling", status: Status = "occurred",
    days: tuple[date, date] | date | None = date(2020, 3, 4),
    at: tuple[float, float] | None = CENTRE, radius: float = 1.0, confidence: float = 0.9,
    actors: Sequence[tuple[str, str | None]] = (("SYR:MIL", None),),
    targets: Sequence[tuple[str, str | None]] = (),
    killed: Bounds | None = None, injured: Bounds | None = None, cumulative: bool = False,
    outlets: Sequence[str] = ("وكالة",), sources: int | None = None, contested: bool = False,
    published: date | None = date(2020, 3, 5), place: str = "بلدة", name: str | None = None,
    trigger: str = "قصفت", sentence: str = SENTENCE, weapons: Sequence[str] = (),
) -> Incident:  # fmt: skip
    if isinstance(days, date):
        days = (days, days)
    time = Time(*days, span=_span("يوم أمس")) if days else None
    lat, lon = at or (None, None)
    where = (Where(place, lat, lon, radius, confidence),)
    event = Event(
        type, status, (_span(trigger, sentence),),
        actors=tuple(Actor("القوات", 5, 11, code, named) for code, named in actors),
        targets=tuple(Actor("الأهالي", 49, 56, code, named) for code, named in targets),
        places=(_place("بلدة"),), time=time, casualties=Casualties(killed, injured, cumulative),
        name=name,
        weapons=tuple(Weapon("السلاح", 15, 21, weapon) for weapon in weapons),
    )  # fmt: skip
    claims = tuple(
        Claim(
            f"{id}-{i}", f"article-{id}-{i}", 0, event, outlet, None, published, where,
            Span(sentence, 0, len(sentence)), dispatch=f"{id}-{i}",
        )
        for i, outlet in enumerate(outlets)
    )  # fmt: skip
    count = len(claims) if sources is None else sources
    return Incident(
        id, claims, type, status, time, where,
        tuple(Party(code, named, ("القوات",), count) for code, named in actors),
        tuple(Party(code, named, ("الأهالي",), count) for code, named in targets),
        _toll(killed), _toll(injured), count, published, contested, name=name,
    )  # fmt: skip


def _span(words: str, sentence: str = SENTENCE) -> Span:
    at = max(0, sentence.find(words))
    return Span(words, at, at + len(words))


def _place(words: str) -> Place:
    span = _span(words)
    return Place(span.text, span.start, span.end)


def _toll(bounds: Bounds | None) -> Toll:
    return Toll() if bounds is None else Toll(bounds.low, bounds.low, bounds.high, "single")
