"""``hudna accord``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from hudna.accords import read_accord
from tests.accords.test_load import ACCORD, zones
from tests.cli.conftest import Run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "accord.toml").write_text(ACCORD, "utf-8")
    (folder / "zones.geojson").write_text(zones(), "utf-8")
    return folder


def test_list_names_every_accord(hudna: Run) -> None:
    rows = json.loads(hudna("accord", "list", "--json").stdout)
    assert {"sochi-2018", "lebanon-2024"} <= {row["id"] for row in rows}
    text = hudna("accord", "list").stdout.decode()
    assert all(row["id"] in text and row["name"]["ar"] in text for row in rows)


def test_show_tells_terms_and_sources_in_either_language(hudna: Run) -> None:
    english = hudna("accord", "show", "sochi-2018").stdout.decode()
    assert "2018-10-10" in english
    assert "https://undocs.org/S/2018/852" in english
    arabic = hudna("accord", "show", "sochi-2018", "--lang", "ar").stdout.decode()
    assert "المنطقة منزوعة السلاح" in arabic
    record = json.loads(hudna("accord", "show", "sochi-2018", "--json").stdout)
    assert record["signed"]["on"] == "2018-09-17"


def test_show_of_an_unknown_accord_names_those_known(hudna: Run) -> None:
    result = hudna("accord", "show", "oslo")
    assert result.returncode == 1
    assert re.fullmatch(r"hudna: oslo: no accord .* sochi-2018\n", result.stderr.decode())


def test_check_of_a_sound_accord(hudna: Run, own: Path) -> None:
    for file in ("own", "own/accord.toml"):
        result = hudna("accord", "check", file)
        assert (result.returncode, result.stderr) == (0, b"")
        assert result.stdout.decode().startswith("test-2020: sound")
    assert b"Truce" in hudna("accord", "show", "own").stdout


def test_check_prints_a_line_for_each_fault(hudna: Run, own: Path) -> None:
    broken = ACCORD.replace('zone = "square"', 'zone = "x"').replace('"shelling"', '"shells"')
    (own / "accord.toml").write_text(broken, "utf-8")
    result = hudna("accord", "check", "own")
    assert (result.returncode, result.stdout) == (1, b"")
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 2
    assert all(re.match(r"own/accord\.toml:\d+: .*; ", line) for line in lines)


def test_check_of_nothing_is_one_line(hudna: Run) -> None:
    result = hudna("accord", "check", "nothing")
    assert result.returncode == 1
    assert len(result.stderr.decode().splitlines()) == 1


def test_the_accord_that_the_documentation_teaches_is_sound(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "accords.md").read_text("utf-8")
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", page, re.S))
    (geojson,) = re.findall(r"```json\n(.*?)```", page, re.S)
    (tmp_path / "accord.toml").write_text(toml, "utf-8")
    (tmp_path / "zones.geojson").write_text(geojson, "utf-8")
    accord = read_accord(tmp_path)
    assert [clause.id for clause in accord.clauses] == ["no-shelling", "weapons-out"]
