"""``hudna actors``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def records(hudna: Run, *args: str) -> list[dict[str, Any]]:
    done = hudna("actors", *args)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_name_is_explained_as_of_a_day(hudna: Run) -> None:
    (found,) = records(hudna, "national liberation front", "--on", "2019-12-01")
    assert (found["name"], found["code"], found["kind"]) == (
        "National Liberation Front", "SYR:REB", "group",
    )  # fmt: skip
    wholes = {one["of"]: one for one in found["member_of"]}
    army = wholes["Syrian National Army"]
    assert (army["from"], army["to"], army["holds"]) == ("2019-10-04", "2025-01-29", True)
    assert army["source"]
    assert {(one["conflict"], one["side"]) for one in found["sides"]} == {("SYR", "opposition")}
    assert "Faylaq al-Sham" in found["members"]
    assert "Nour al-Din al-Zenki Movement" not in found["members"]

    (before,) = records(hudna, "national liberation front", "--on", "2019-10-03")
    assert "Syrian National Army" not in [one["of"] for one in before["member_of"]]


def test_what_holds_only_perhaps_is_null(hudna: Run) -> None:
    (found,) = records(hudna, "Suleiman Shah Brigade", "--on", "2018-06-01")
    (army,) = found["member_of"]
    assert (army["of"], army["holds"]) == ("Syrian National Army", None)


def test_a_wording_is_looked_up_with_what_it_thinks_of_them(hudna: Run) -> None:
    insult, honour = records(hudna, "قوات النظام", "الجيش العربي السوري")
    assert insult["name"] == honour["name"] == "Syrian army"
    assert (insult["loading"], honour["loading"]) == ("pejorative", "honorific")
    loadings = {one["text"]: one["loading"] for one in insult["aliases"]}
    assert loadings["الجيش السوري"] == "neutral"


def test_clitics_do_not_hide_a_name(hudna: Run) -> None:
    (found,) = records(hudna, "وللجيش الوطني السوري")
    assert found["name"] == "Syrian National Army"


def test_what_the_catalogue_lacks_is_read_from_its_parts(hudna: Run) -> None:
    (found,) = records(hudna, "مقاتلو لواء فجر الغاب")
    assert found["name"] is None
    assert found["code"].endswith(":REB")
    assert found["member_of"] == found["sides"] == []
    shown = hudna("actors", "مقاتلو لواء فجر الغاب", "--format", "table").stdout.decode()
    assert "not in the catalogue" in shown


def test_a_code_that_changed_is_that_of_the_day(hudna: Run) -> None:
    (before,) = records(hudna, "Rapid Support Forces", "--on", "2023-04-14")
    (after,) = records(hudna, "Rapid Support Forces", "--on", "2023-04-15")
    assert (before["code"], after["code"]) == ("SDN:PRM", "SDN:REB")
    assert [one["side"] for one in before["sides"]] == ["army"]
    assert [one["side"] for one in after["sides"]] == ["rapid-support"]


def test_those_of_a_side_are_listed(hudna: Run) -> None:
    found = records(hudna, "--side", "SYR:kurdish-led", "--on", "2017-06-01")
    names = {record["name"] for record in found}
    assert {"Syrian Democratic Forces", "YPG", "Manbij Military Council", "HAT"} <= names
    assert "Afrin Liberation Forces" not in names
    assert "Syrian army" not in names


def test_the_table_tells_dates_sides_and_sources(hudna: Run) -> None:
    shown = " ".join(hudna("actors", "Nusra Front", "--format", "table").stdout.decode().split())
    for told in (
        "Nusra Front SYR:REB group",
        "existed 2012-01-23 – 2017-01-28",
        "al-Qaeda 2013-04-10 – 2016-07-28",
        "side SYR:jihadist 2012-01-23 – 2017-01-28",
        "became Hayat Tahrir al-Sham 2017-01-28",
    ):
        assert told in shown
    listed = hudna("actors", "--side", "SYR:druze-led", "--format", "table").stdout.decode()
    assert "Suwayda National Guard" in listed
    nobody = hudna("actors", "--side", "SYR:druze-led", "--on", "2011-01-01", "--format", "table")
    assert b"No participants." in nobody.stdout


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["Hezbolah"], 1, "no participant of this name is known; the nearest: Hezbollah"),
        (["brigade"], 1, "name one of them"),
        (["--side", "SYR:left"], 1, "no such side; choose of SYR:government"),
        (["YPG", "--on", "June 2019"], 2, "must be a day like 2018-11-19"),
    ],
)
def test_what_cannot_be_told_is_said(
    hudna: Run, args: list[str], status: int, message: str
) -> None:
    done = hudna("actors", *args)
    assert (done.returncode, done.stdout) == (status, b"")
    assert message in " ".join(done.stderr.decode().split())
