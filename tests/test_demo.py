"""The demo's reports: every one has its facts sourced, and the demo says whose wording it is."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hudna import demo
from hudna.cli.web import fetcher_of
from hudna.collecting import Collector
from hudna.demo.site import site
from hudna.ingest.sources import Outlet, Sources, given
from hudna.records import article_of
from hudna.store import open_store

REPORTS: list[dict[str, Any]] = [
    json.loads(line) for line in demo.reports().read_text("utf-8").splitlines() if line
]
SOURCES: dict[str, Any] = tomllib.loads(
    files(demo).joinpath("sources.toml").read_text(encoding="utf-8")
)


def ids(report: dict[str, Any]) -> str:
    return str(report["id"])


def test_there_are_enough_reports_in_enough_voices() -> None:
    assert len(REPORTS) >= 10
    assert len({r["id"] for r in REPORTS}) == len(REPORTS)
    assert len({r["outlet"] for r in REPORTS}) >= 7


def test_the_wording_is_said_to_be_ours_in_both_languages() -> None:
    assert "صياغة هذه التقارير من عند مشروع هدنة" in demo.note()
    assert "wording of these reports is our own" in demo.note()


def test_no_outlet_is_named_as_the_author() -> None:
    assert all(r["outlet"].startswith("نموذج: ") and r["url"] is None for r in REPORTS)


def test_facts_are_given_for_the_reports_and_for_nothing_else() -> None:
    assert set(SOURCES["report"]) == {r["id"] for r in REPORTS}


def test_every_source_is_used_and_has_an_author_a_date_and_an_address() -> None:
    used = {key for facts in SOURCES["report"].values() for f in facts for key in f["sources"]}
    assert used == set(SOURCES["source"])
    for source in SOURCES["source"].values():
        assert source["by"]
        assert isinstance(source["date"], date)
        assert source["url"].startswith(("http://", "https://"))


def test_one_happening_is_told_by_two_sides() -> None:
    told = {r["id"]: r["text"] for r in REPORTS}
    assert "غازات سامة" in told["demo-aleppo-gas-state"]
    assert "نفت الجبهة الوطنية للتحرير" in told["demo-aleppo-gas-denied"]


@pytest.mark.parametrize("report", REPORTS, ids=ids)
class TestReport:
    def test_is_a_titled_article_within_the_period(self, report: dict[str, Any]) -> None:
        title, gap, body = report["text"].partition("\n\n")
        assert title
        assert gap
        assert body
        assert "events" not in report
        assert date(2018, 9, 17) <= date.fromisoformat(report["published"]) <= date(2019, 2, 28)

    def test_has_its_facts_sourced(self, report: dict[str, Any]) -> None:
        facts = SOURCES["report"][report["id"]]
        assert facts
        assert all(f["fact"] and f["sources"] for f in facts)

    def test_has_no_figure_that_its_facts_lack(self, report: dict[str, Any]) -> None:
        facts = " ".join(f["fact"] for f in SOURCES["report"][report["id"]])
        figures = set(re.findall(r"\d+", report["text"]))
        assert figures <= set(re.findall(r"\d+", facts.replace(",", "")))


def test_the_reports_are_collected_from_a_site_of_their_own(tmp_path: Path) -> None:
    articles = [article_of(report) for report in REPORTS]
    with (
        site(articles) as feeds,
        open_store(str(tmp_path / "demo.sqlite")) as store,
        fetcher_of(True, interval=0.0) as fetcher,
    ):
        sources = Sources(tuple(given(url, outlet=Outlet(name)) for name, url in feeds.items()))
        told = list(Collector(store, fetcher.get).collect(sources))

    assert [(outcome.what, outcome.reason) for outcome in told] == [("new", None)] * len(REPORTS)
    collected = {o.article.text: (o.article.outlet, o.article.published) for o in told if o.article}
    assert collected == {a.text: (a.outlet, a.published) for a in articles}
