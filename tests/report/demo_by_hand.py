"""The demo's reports as a person codes them: all that breaks or keeps the Sochi memorandum.

Written by reading the reports, not by the machine; the test of the figures rests on it. Of the two
accounts of al-Jabb al-Ahmar the attackers' own is coded, which tells a toll. Left out is what no
clause is about (summits, talks, protests, people who leave). What a report gives no day has none.
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

JARJANAZ, RUFFAH = ("جرجناز", 35.620, 36.780, 2), ("الرفة", 35.550, 36.800, 2)
NORTH_HAMA = ("ريف حماة الشمالي", 35.240, 36.760, 18)
ALEPPO, KHALIDIYA = ("حلب", 36.201, 37.161, 5), ("الخالدية", 36.229, 37.118, 1)
RASHIDIN, KHAN_TUMAN = ("الراشدين", 36.165, 37.085, 2), ("خان طومان", 36.120, 37.050, 2)
ZONE = ("المنطقة منزوعة السلاح", None, None, None)
A_ZONE = ("منطقة منزوعة السلاح", None, None, None)
JABB, LATAMNA = ("الجب الأحمر", 35.670, 36.240, 2), ("اللطامنة", 35.320, 36.622, 2)
SHLEIWET, ZAKAH = ("شليوط", None, None, None), ("الزكاة", 35.340, 36.580, 2)
HASS, DARAT_IZZA = ("حاس", 35.620, 36.590, 5), ("دارة عزة", 36.282, 36.852, 2)
ATARIB, KHAN_SHAYKHUN = ("الأتارب", 36.139, 36.828, 2), ("خان شيخون", 35.442, 36.651, 2)
MAARRA, IDLIB = ("معرة النعمان", 35.650, 36.670, 2), ("إدلب", 35.931, 36.634, 4)
AREA = ("منطقة خفض التصعيد في إدلب", None, None, None)
NORTHWEST = ("شمال غرب سوريا", 35.760, 36.700, 60)

GOV, RUS, ANY = ("SYR:MIL", None), ("RUS:MIL", None), ("SYR:REB", None)
NLF, FSA = ("SYR:REB", "National Liberation Front"), ("SYR:REB", "Free Syrian Army")
IZZA, ZENKI = ("SYR:REB", "Jaysh al-Izza"), ("SYR:REB", "Nour al-Din al-Zenki")
HTS, HURRAS = ("SYR:REB", "Hayat Tahrir al-Sham"), ("SYR:REB", "Hurras al-Din")

Who = tuple[str, tuple[str, str | None]]
Spot = tuple[str, float | None, float | None, float | None]
Days = tuple[date, date]


@dataclass(frozen=True)
class Coded:
    """One event: the words that tell it, and what they mean."""

    report: str
    type: EventType
    trigger: str
    actors: tuple[Who, ...] = ()
    places: tuple[Spot, ...] = ()
    days: Days | None = None
    killed: tuple[int, int | None] | None = None
    injured: tuple[int, int | None] | None = None
    status: Status = "occurred"
    targets: tuple[Who, ...] = ()
    cumulative: bool = False


def day(month: int, number: int) -> date:
    return date(2018 if month > 2 else 2019, month, number)


def on(month: int, number: int) -> Days:
    return day(month, number), day(month, number)


def army(words: str = "قوات النظام") -> tuple[Who, ...]:
    return ((words, GOV),)


EVENTS = (
    Coded("sochi-memorandum", "withdrawal", "سحب السلاح الثقيل", (), (A_ZONE,), on(10, 10),
          status="planned"),
    Coded("sochi-memorandum", "withdrawal", "خروج", (("الجماعات المتشددة", ANY),), (A_ZONE,),
          on(10, 15), status="planned"),
    Coded("heavy-weapons-out", "withdrawal", "سحب الأسلحة الثقيلة", (), (ZONE,), on(10, 10)),
    Coded("heavy-weapons-out", "withdrawal", "سحب سلاحها الثقيل",
          (("الجبهة الوطنية للتحرير", NLF),), (), on(10, 6)),
    Coded("heavy-weapons-out", "withdrawal", "تغادر", (("الجماعات المتشددة", ANY),), (ZONE,),
          on(10, 15), status="planned"),
    Coded("istanbul-summit", "shelling", "قصف مدفعي", army("قوات النظام السوري"), (RUFFAH,),
          on(10, 26), (7, 7)),
    Coded("jaysh-al-izza", "ground-attack", "هجوم", army("قوات النظام السوري"), (NORTH_HAMA,),
          (day(11, 8), day(11, 9)), (22, 22), targets=(("فصيل جيش العزة", IZZA),)),
    Coded("jaysh-al-izza", "territorial-change", "استولت", army(), (NORTH_HAMA,),
          (day(11, 8), day(11, 9))),
    Coded("jaysh-al-izza", "shelling", "قصف", army(), (JARJANAZ,), on(11, 2), (5, None)),
    Coded("jaysh-al-izza", "shelling", "مدفعيتها", army(), (RUFFAH,), on(10, 26), (7, 7)),
    Coded("jarjanaz-school", "shelling", "قصف مدفعي", army(), (JARJANAZ,), on(11, 24), (7, 7)),
    Coded("jarjanaz-school", "shelling", "بقصف", army(), (JARJANAZ,), on(11, 2), (5, None)),
    Coded("aleppo-gas-state", "chemical-attack", "غازات سامة",
          (("التنظيمات الإرهابية", ANY),), (KHALIDIYA,), on(11, 24), None, (107, 107)),
    Coded("aleppo-gas-state", "shelling", "ردّت", army("وحدات من الجيش العربي السوري")),
    Coded("aleppo-gas-moscow", "air-strike", "ضربات",
          (("طائرات القوات الجوفضائية الروسية", RUS),), (ZONE,), targets=(("للإرهابيين", ANY),)),
    Coded("aleppo-gas-moscow", "chemical-attack", "قصفوا من هذه المرابض",
          (("المسلحين", ANY),), (ALEPPO,), on(11, 24), None, (46, 46)),
    Coded("aleppo-gas-denied", "chemical-attack", "استهدفت مدينة حلب",
          (("فصائل الجيش الحر", FSA),), (ALEPPO,), on(11, 24), status="denied"),
    Coded("aleppo-gas-denied", "air-strike", "غارات",
          (("طائرات حربية روسية", RUS),), (RASHIDIN, KHAN_TUMAN), on(11, 25), None, (1, None)),
    Coded("aleppo-gas-denied", "shelling", "قصف جرجناز", (("نظام الأسد", GOV),), (JARJANAZ,),
          on(11, 24)),
    Coded("aleppo-gas-denied", "shelling", "قصفت قوات النظام بالمدفعية", army(), (JARJANAZ,),
          on(11, 25)),
    Coded("jabb-al-ahmar", "ground-attack", "هجوم",
          (("تنظيم حراس الدين", HURRAS),), (JABB,), on(11, 27), (24, 24),
          targets=(("قوات النظام", GOV),)),
    Coded("infiltration-state", "ground-attack", "محاولة تسلل",
          (("كتائب العزة", IZZA),), (LATAMNA,), on(12, 12), (3, None), (3, None), "attempted"),
    Coded("infiltration-state", "ground-attack", "تسلل مجموعة إرهابية",
          (("مجموعة إرهابية إلى", ANY),), (SHLEIWET,), status="attempted"),
    Coded("infiltration-state", "shelling", "برمايات", (("وحدة ثالثة", GOV),), (ZAKAH,)),
    Coded("roundup-new-year", "territorial-change", "سيطرت",
          (("هيئة تحرير الشام", HTS),), (DARAT_IZZA,), on(1, 1)),
    Coded("roundup-new-year", "armed-clash", "اشتباكات",
          (("هيئة تحرير الشام", HTS), ("حركة نور الدين الزنكي", ZENKI)), (DARAT_IZZA,), on(1, 1),
          (31, None)),
    Coded("roundup-new-year", "shelling", "بقصف", army(), (HASS,), on(12, 31), (1, 1), (5, 5)),
    Coded("roundup-new-year", "shelling", "قصفت قوات النظام بالمدفعية", army(), (LATAMNA,)),
    Coded("atarib", "territorial-change", "دخلت", (("هيئة تحرير الشام", HTS),), (ATARIB,),
          on(1, 6)),
    Coded("atarib", "shelling", "القصف", (("هيئة تحرير الشام", HTS),), (ATARIB,), on(1, 5), None,
          (3, 3)),
    Coded("atarib", "armed-clash", "اشتباكات", (("الهيئة", HTS), ("الجيش الحر", FSA)), (ATARIB,),
          on(1, 5)),
    Coded("factions-ceasefire", "armed-clash", "المعارك", (("هيئة تحرير الشام", HTS),),
          (NORTHWEST,), (day(1, 1), day(1, 10)), (137, 137), cumulative=True),
    Coded("factions-ceasefire", "territorial-change", "سيطرت", (("الهيئة", HTS),), (),
          (date(2018, 12, 31), day(1, 6))),
    Coded("khan-shaykhun", "shelling", "قصف مدفعي", army(), (KHAN_SHAYKHUN, MAARRA),
          (day(2, 16), day(2, 17)), (10, None), (34, 34)),
    Coded("khan-shaykhun", "casualties", "هجمات النظام", (("النظام على منطقة", GOV),), (AREA,),
          (day(1, 1), day(2, 17)), (63, None), cumulative=True),
    Coded("idlib-twin-bombing", "explosion", "تفجيرين", (), (IDLIB,), on(2, 18), (24, 24),
          (51, None)),
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

    def named(who: tuple[Who, ...]) -> tuple[Actor, ...]:
        return tuple(Actor(*at(words), code=code, name=name) for words, (code, name) in who)

    return Event(
        one.type, one.status, (Span(*at(one.trigger)),),
        actors=named(one.actors), targets=named(one.targets),
        places=tuple(
            Place(*at(name), lat=lat, lon=lon, radius_km=radius, confidence=0.95)
            for name, lat, lon, radius in one.places
        ),
        time=Time(*one.days) if one.days else None,
        casualties=Casualties(
            Bounds(*one.killed) if one.killed else None,
            Bounds(*one.injured) if one.injured else None,
            one.cumulative,
        ),
    )  # fmt: skip
