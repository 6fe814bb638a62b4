"""The demo's reports as a person codes them: what breaks or keeps the Sochi memorandum.

Written by reading the reports, not by the machine; the test of the figures rests on it. Of the two
accounts of al-Jabb al-Ahmar the attackers' own is coded, which tells a toll. Left out is what no
clause is about (summits, talks, protests, people who leave), and the second sentence of the state
agency on Shleiwet, which names no one whom the accord knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from hudna import demo
from hudna.merging import Told, told
from hudna.model import (
    Actor,
    Article,
    Bounds,
    Casualties,
    Event,
    EventType,
    Place,
    Span,
    Status,
    Time,
)

JARJANAZ, RUFFAH = (35.620, 36.780), (35.550, 36.800)
ALEPPO, RASHIDIN = (36.223, 37.120), (36.165, 37.085)
JABB, LATAMNA, HASS = (35.670, 36.240), (35.320, 36.622), (35.620, 36.590)
DARAT_IZZA, ATARIB = (36.282, 36.852), (36.139, 36.828)
KHAN_SHAYKHUN, IDLIB = (35.442, 36.651), (35.931, 36.634)

GOV, REB, RUS = ("SYR:MIL", None), ("SYR:REB", "National Liberation Front"), ("RUS:MIL", None)
IZZA, ZENKI = ("SYR:REB", "Jaysh al-Izza"), ("SYR:REB", "Nour al-Din al-Zenki")
HTS, HURRAS = ("SYR:REB", "Hayat Tahrir al-Sham"), ("SYR:REB", "Hurras al-Din")
ANY = ("SYR:REB", None)


@dataclass(frozen=True)
class Coded:
    """One event: the words that tell it, and what they mean."""

    report: str
    type: EventType
    trigger: str
    actor: tuple[str, tuple[str, str | None]] | None
    place: tuple[str, tuple[float, float], float] | None
    start: date
    end: date
    killed: tuple[int, int | None] | None = None
    injured: tuple[int, int | None] | None = None
    status: Status = "occurred"


def day(month: int, number: int) -> date:
    return date(2018 if month > 2 else 2019, month, number)


def on(month: int, number: int) -> tuple[date, date]:
    return day(month, number), day(month, number)


EVENTS = (
    Coded("heavy-weapons-out", "withdrawal", "سحب سلاحها الثقيل",
          ("الجبهة الوطنية للتحرير", REB), None, *on(10, 6)),
    Coded("istanbul-summit", "shelling", "قصف مدفعي",
          ("قوات النظام السوري", GOV), ("الرفة", RUFFAH, 2), *on(10, 26), (7, 7)),
    Coded("jaysh-al-izza", "ground-attack", "هجوم",
          ("قوات النظام السوري", GOV), None, day(11, 8), day(11, 9), (22, 22)),
    Coded("jaysh-al-izza", "shelling", "قصف",
          ("قوات النظام", GOV), ("جرجناز", JARJANAZ, 2), *on(11, 2), (5, None)),
    Coded("jaysh-al-izza", "shelling", "مدفعيتها",
          ("قوات النظام", GOV), ("الرفة", RUFFAH, 2), *on(10, 26), (7, 7)),
    Coded("jarjanaz-school", "shelling", "قصف مدفعي",
          ("قوات النظام", GOV), ("جرجناز", JARJANAZ, 2), *on(11, 24), (7, 7)),
    Coded("jarjanaz-school", "shelling", "بقصف",
          ("قوات النظام", GOV), ("البلدة ذاتها", JARJANAZ, 2), *on(11, 2), (5, None)),
    Coded("aleppo-gas-state", "chemical-attack", "غازات سامة",
          ("التنظيمات الإرهابية", ANY), ("مدينة حلب", ALEPPO, 4), *on(11, 24), None, (107, 107)),
    Coded("aleppo-gas-moscow", "chemical-attack", "قصفوا",
          ("المسلحين", ANY), ("مدينة حلب", ALEPPO, 4), *on(11, 24), None, (46, 46)),
    Coded("aleppo-gas-denied", "chemical-attack", "استهدفت مدينة حلب",
          ("فصائل الجيش الحر", ANY), ("مدينة حلب", ALEPPO, 4), *on(11, 24), status="denied"),
    Coded("aleppo-gas-denied", "air-strike", "غارات",
          ("طائرات حربية روسية", RUS), ("الراشدين", RASHIDIN, 2), *on(11, 25), None, (1, None)),
    Coded("aleppo-gas-denied", "shelling", "قصفت قوات النظام بالمدفعية",
          ("قوات النظام", GOV), ("بلدة جرجناز", JARJANAZ, 2), *on(11, 25)),
    Coded("jabb-al-ahmar", "ground-attack", "هجوم",
          ("تنظيم حراس الدين", HURRAS), ("الجب الأحمر", JABB, 2), *on(11, 27), (24, 24)),
    Coded("infiltration-state", "ground-attack", "محاولة تسلل",
          ("كتائب العزة", IZZA), ("اللطامنة", LATAMNA, 2), *on(12, 12), status="attempted"),
    Coded("roundup-new-year", "armed-clash", "اشتباكات",
          ("حركة نور الدين الزنكي", ZENKI), ("دارة عزة", DARAT_IZZA, 2), *on(1, 1), (31, None)),
    Coded("roundup-new-year", "shelling", "بقصف",
          ("قوات النظام", GOV), ("حاس", HASS, 5), *on(12, 31), (1, 1), (5, 5)),
    Coded("atarib", "shelling", "القصف",
          ("هيئة تحرير الشام", HTS), ("الأتارب", ATARIB, 2), *on(1, 5), None, (3, 3)),
    Coded("khan-shaykhun", "shelling", "قصف مدفعي",
          ("قوات النظام", GOV), ("خان شيخون", KHAN_SHAYKHUN, 2), day(2, 16), day(2, 17),
          (10, None), (34, 34)),
    Coded("idlib-twin-bombing", "explosion", "تفجيرين",
          None, ("مدينة إدلب", IDLIB, 4), *on(2, 18), (24, 24), (51, None)),
)  # fmt: skip


def articles() -> dict[str, Article]:
    """The demo's reports by id, less its prefix."""
    rows = [json.loads(line) for line in demo.reports().read_text("utf-8").splitlines() if line]
    return {
        row["id"].removeprefix("demo-"): Article(
            row["text"], row["id"], row["outlet"], row["url"], date.fromisoformat(row["published"])
        )
        for row in rows
    }


def claims() -> list[Told]:
    """The claims of all reports."""
    out: list[Told] = []
    for id, article in articles().items():
        out += told(article, [_event(one, article.text) for one in EVENTS if one.report == id])
    return out


def _event(one: Coded, text: str) -> Event:
    def at(words: str) -> tuple[str, int, int]:
        start = text.index(words)
        return words, start, start + len(words)

    actors: tuple[Actor, ...] = ()
    if one.actor is not None:
        words, (code, name) = one.actor
        actors = (Actor(*at(words), code=code, name=name),)
    places: tuple[Place, ...] = ()
    if one.place is not None:
        words, (lat, lon), radius = one.place
        places = (Place(*at(words), lat=lat, lon=lon, radius_km=radius, confidence=0.95),)
    return Event(
        one.type, one.status, (Span(*at(one.trigger)),), actors=actors, places=places,
        time=Time(one.start, one.end),
        casualties=Casualties(
            Bounds(*one.killed) if one.killed else None,
            Bounds(*one.injured) if one.injured else None,
        ),
    )  # fmt: skip
