from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from hudna.cli.incident_output import COLUMNS
from hudna.merging import Told, merge, told
from hudna.model import Article
from hudna.reading.reader import read
from hudna.store import open_store
from tests.cli.conftest import Run

TEXTS = (
    ("وكالة أ", 24, "قصفت قوات النظام بلدة جرجناز بريف إدلب اليوم، ما أدى إلى مقتل سبعة مدنيين."),
    ("صحيفة ب", 24, "قتل سبعة مدنيين بقصف لقوات النظام على بلدة جرجناز بريف إدلب اليوم السبت."),
    ("قناة ج", 25, "ارتفعت حصيلة قصف قوات النظام على بلدة جرجناز بريف إدلب أمس إلى تسعة قتلى."),
    ("وكالة أ", 26, "انفجرت عبوة ناسفة في سوق بمدينة عدن اليمنية اليوم وأصيب أربعة أشخاص."),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("incidents") / "hudna.sqlite"
    claims: list[Told] = []
    with open_store(path) as store:
        for number, (outlet, day, text) in enumerate(TEXTS):
            article = Article(text, str(number), outlet, published=date(2018, 11, day))
            kept = store.add_article(article)
            stored = store.article(kept.id)
            assert stored is not None
            events = read(stored.article)
            store.put_events(kept.id, events)
            found = told(stored.article, events)
            store.put_told(kept.id, found)
            claims += found
        store.put_incidents(merge(claims), complete=True)
    return str(path)


def listed(hudna: Run, database: str, *options: str) -> list[dict[str, object]]:
    done = hudna("incidents", "--database", database, *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_incidents_come_latest_first_with_the_outlets_that_tell_them(
    hudna: Run, database: str
) -> None:
    aden, jarjanaz = listed(hudna, database)

    assert [place["name"] for place in aden["places"]] == ["عدن"]  # type: ignore[attr-defined]
    assert jarjanaz["type"] == "shelling"
    assert jarjanaz["sources"] == 3
    assert jarjanaz["outlets"] == ["وكالة أ", "صحيفة ب", "قناة ج"]
    assert jarjanaz["killed"]["best"] == 9  # type: ignore[index]
    assert jarjanaz["killed"]["rule"] == "update"  # type: ignore[index]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--type", "shelling"), 1),
        (("--place", "إدلب", "--actor", "SYR", "--sources", "2", "--until", "2018-11-25"), 1),
        (("--bbox", "44,12,46,14", "--since", "2018-11-26", "--uncontested"), 1),
        (("--outlet", "وكالة أ"), 2),
        (("--standing", "rejected"), 0),
    ],
)
def test_the_options_narrow_it(
    hudna: Run, database: str, options: tuple[str, ...], count: int
) -> None:
    assert len(listed(hudna, database, *options)) == count


def test_the_limit_says_that_there_is_more(hudna: Run, database: str) -> None:
    done = hudna("incidents", "--database", database, "--limit", "1")
    assert len(done.stdout.splitlines()) == 1
    assert b"--limit 0" in done.stderr


def test_a_table_has_a_row_an_incident(hudna: Run, database: str) -> None:
    done = hudna("incidents", "--database", database, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [row["killed_best"] for row in rows] == ["", "9"]


def test_an_area_that_is_none_is_refused(hudna: Run, database: str) -> None:
    done = hudna("incidents", "--database", database, "--bbox", "1,2,3")
    assert done.returncode == 1
    assert b"WEST,SOUTH,EAST,NORTH" in done.stderr


def test_an_incident_shows_claims_quotes_and_disagreements(hudna: Run, database: str) -> None:
    key = str(listed(hudna, database, "--type", "shelling")[0]["id"])
    done = hudna("incident", key, "--database", database, "--explain")
    shown = json.loads(done.stdout)

    assert [claim["quote"]["text"] for claim in shown["claims"]] == [
        text.rstrip(".") for _, _, text in TEXTS[:3]
    ]
    (killed,) = [d for d in shown["disagreements"] if d["question"] == "killed"]
    assert {answer: len(ids) for answer, ids in killed["answers"].items()} == {"7": 2, "9": 1}
    for pair in shown["pairs"]:
        assert pair["total"] == pytest.approx(sum(r["weight"] for r in pair["reasons"]), abs=0.1)


def test_an_incident_for_eyes_holds_every_quote(hudna: Run, database: str) -> None:
    key = str(listed(hudna, database, "--type", "shelling")[0]["id"])
    done = hudna("incident", key, "--database", database, "--format", "cards", "--explain")
    text = done.stdout.decode()
    for part in ("جرجناز", "9 (7-9) killed", "7 → 9", "They disagree on", "place same-name"):
        assert part in text


def test_an_unknown_incident_is_an_error_that_says_what_to_do(hudna: Run, database: str) -> None:
    done = hudna("incident", "inc-none", "--database", database)
    assert done.returncode == 1
    assert b"hudna incidents" in done.stderr


def test_related_reports_are_those_of_the_same_incident_first(hudna: Run, database: str) -> None:
    done = hudna("related", "0", "--database", database)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["outlet"] for item in found[:2]] == ["صحيفة ب", "قناة ج"]
    assert all(item["incidents"] for item in found[:2])
    assert found[0]["likeness"] >= found[1]["likeness"]


def test_an_unknown_article_is_an_error(hudna: Run, database: str) -> None:
    assert hudna("related", "none", "--database", database).returncode == 1
