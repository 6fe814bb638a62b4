"""On the demo's reports the figures are those that a person counts.

The events are coded by hand (``demo_by_hand``), so that the figures hang on what the reports say
and not on how well they are read by machine. Counted with pencil and paper:

====================  ===============  ======  =======  ============  =============  ========
incident              day              killed  injured  cease-fire    demilitarised  others
====================  ===============  ======  =======  ============  =============  ========
al-Ruffah             26 Oct           7       -        inside        inside
Jarjanaz              2 Nov            5+      -        inside        near the line
Jaysh al-Izza         8 to 9 Nov       22      -        no place      no place       attack
gas at Aleppo         24 Nov           -       46-107   near          near
Jarjanaz, the school  24 Nov           7       -        inside        near
Jarjanaz              25 Nov           -       -        inside        near
al-Rashidin, raids    25 Nov           -       1+       near          near           attack
al-Jabb al-Ahmar      27 Nov           24      -                                     radical
al-Latamna            12 Dec, foiled   -       -        inside        inside
Hass                  31 Dec           1       5        inside        near
Darat Izza            1 Jan            31+     -        inside        near
Khan Shaykhun         16 to 17 Feb     10+     34       inside        inside
Idlib, two bombs      18 Feb           24      51+      no one named
====================  ===============  ======  =======  ============  =============  ========

al-Ruffah and Jarjanaz of 2 November are told by two outlets each, the gas by two and denied by a
third. Hurras al-Din is left out of the cease-fire and bound by the clause on radical groups. The
shelling of Atarib is by Hayat Tahrir al-Sham and outside the demilitarised zone: no finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from hudna.report import Briefing, markdown
from hudna.report.words import Lang
from tests.report.demo_by_hand import articles, claims
from tests.report.made import FORMS, facts, figures, of, rows, text_of


@cache
def report(lang: Lang) -> Briefing:
    reports = {(a.published, a.outlet or ""): 1 for a in articles().values() if a.published}
    return of(claims(), lang, reports)


@pytest.fixture(scope="module")
def form() -> Callable[[Lang, str], str]:
    """Return a function that gives a form's text, each written once."""
    return cache(lambda lang, name: text_of(report(lang), name))


def test_the_period_at_a_glance() -> None:
    told = facts(markdown(report("en")))
    expected = {
        "In force": "2018-09-17 – 2020-03-05",
        "Incidents that may be breaches": "13",
        "Findings that may be breaches (incident × clause)": "26",
        "of them: hold": "11",
        "of them: unclear": "15",
        "of them: exempt": "0",
        "Findings of compliance": "1",  # the front's withdrawal of 6 October
        "Days in the period": "156",  # 14 + 31 + 30 + 31 + 31 + 19
        "Days with reports": "16",  # 18 reports, three of them on 25 November
        "Outlets": "8",
    }
    assert {label: told[label] for label in expected} == expected


def test_the_toll_bounds() -> None:
    text = markdown(report("en"))
    # 7 + 5 + 22 + 7 + 24 + 1 + 31 + 10 + 24, and "at least" of three of them; four tell none
    # 46 + 1 + 5 + 34 + 51; eight tell none
    assert rows(text, "What | at least") == [
        ["Killed", "131", "no upper bound told", "4"],
        ["Injured", "137", "no upper bound told", "8"],
    ]


def test_the_clauses() -> None:
    text = markdown(report("en"))
    counts = {row[0][:30]: row[1:] for row in rows(text, "Clause | hold")}
    assert counts["The cease-fire holds in the Id"] == ["8", "4", "0", "1", "0", "0", "0", "0"]
    assert counts["Russia sees to it that militar"] == ["0", "2", "0", "0", "0", "0", "0", "0"]
    assert counts["A demilitarised zone 15 to 20 "] == ["3", "8", "0", "1", "0", "0", "0", "0"]
    assert counts["Tanks, rocket launchers, artil"] == ["0", "0", "0", "0", "0", "0", "1", "0"]
    assert counts["Radical groups are taken out o"] == ["0", "1", "0", "0", "0", "0", "0", "0"]


def test_the_grades_and_open_legs() -> None:
    text = markdown(report("en"))
    counts = {row[0]: row[1:] for row in rows(text, "Clause | reported")}
    # twice corroborated, once contested; open: who in Idlib, where of the battle, gas and raids
    assert counts["cease-fire"] == ["9", "2", "1", "1", "0", "3", "0", "0"]
    assert counts["demilitarised"] == ["8", "2", "1", "0", "0", "8", "0", "0"]


def test_the_weeks() -> None:
    shown = {row[0]: row[1] for row in rows(markdown(report("en")), "week from")}
    # Foiled attempts are no breach of their week; weeks without a report are not listed.
    assert {week: n for week, n in shown.items() if n != "0"} == {
        "2018-10-22": "1", "2018-10-29": "1", "2018-11-05": "1", "2018-11-19": "4",
        "2018-11-26": "1", "2018-12-31": "2", "2019-02-11": "1", "2019-02-18": "1",
    }  # fmt: skip
    assert "2018-12-17" not in shown


def test_totals_since_another_day_are_not_reconciled_with_the_accord() -> None:
    # The reports sum "since the start of the year" (63, 137), and none since the accord.
    assert "No report in the record tells a total since the accord" in markdown(report("en"))


@pytest.mark.parametrize(
    ("lang", "first", "last"),
    [("ar", "glance", "map"), ("en", "glance", "map"), ("en", "annex", "coverage")],
)
def test_every_form_holds_the_same_figures(
    form: Callable[[Lang, str], str], lang: Lang, first: str, last: str
) -> None:
    found = {name: figures(form(lang, name), lang, first, last) for name in FORMS}
    assert sum(found["html"].values()) > 60
    assert found["html"] == found["md"]
    if lang == "en":
        assert found["html"] == found["pdf"]
    else:  # cells that lie from right to left are read back without a space between them
        digits = {name: Counter("".join(runs.elements())) for name, runs in found.items()}
        assert digits["html"] == digits["pdf"]


def test_the_pdf_is_searchable(form: Callable[[Lang, str], str]) -> None:
    arabic = form("ar", "pdf")
    assert "خان شيخون" in arabic
    assert "2018-09-17 – 2020-03-05" in arabic  # unbroken, from left to right
    assert "131" in arabic
    assert "Toll bounds" in form("en", "pdf")
