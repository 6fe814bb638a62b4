"""Reading an accord: whole, or not at all with the line and the remedy of each fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.accords import AccordError, accord_of, read_accord
from hudna.accords.lines import Lines

ACCORD = """\
id = "test-2020"
kind = "ceasefire"
country = "SYR"
name = { ar = "هدنة", en = "Truce" }

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
actors = ["SYR:MIL"]
sources = ["paper"]

[[zone]]
id = "square"
name = { ar = "المربع", en = "Square" }
sources = ["paper"]

[[clause]]
id = "quiet"
text = { ar = "لا قصف", en = "No shelling" }
bound = ["government"]
zone = "square"
sources = ["paper"]
[clause.breach]
types = ["shelling"]
"""
SQUARE = [[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]


def zones(ring: Any = SQUARE, name: str = "square") -> str:
    feature = {
        "type": "Feature",
        "properties": {"zone": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, indent=1)


def faults(text: str, drawn: str | None = None) -> tuple[str, ...]:
    with pytest.raises(AccordError) as caught:
        accord_of(text, zones() if drawn is None else drawn)
    return caught.value.faults


def line_of(text: str, needle: str) -> int:
    return next(i for i, line in enumerate(text.splitlines(), 1) if needle in line)


def test_a_sound_accord_is_read_whole() -> None:
    accord = accord_of(ACCORD, zones())
    assert (accord.id, accord.clause("quiet").zone) == ("test-2020", "square")
    clause = accord.clause("quiet")
    assert clause.breach is not None
    assert clause.breach.types == {"shelling"}
    assert (clause.start, clause.end) == (accord.in_force[0].start, accord.in_force[0].end)


def test_a_family_stands_for_its_types() -> None:
    accord = accord_of(ACCORD.replace('types = ["shelling"]', 'types = ["violence"]'), zones())
    breach = accord.clause("quiet").breach
    assert breach is not None
    assert {"shelling", "air-strike", "explosion"} <= breach.types


@pytest.mark.parametrize(
    ("old", "new", "says", "remedy"),
    [
        ('types = ["shelling"]', 'types = ["sheling"]', "unknown type", "did you mean 'shelling'"),
        ('zone = "square"', 'zone = "circle"', "unknown zone 'circle'", "(square)"),
        ('bound = ["government"]', 'bound = ["rebels"]', "unknown side", "government"),
        ('bound = ["government"]', "bound = []", "binds no one", 'bound = ["side"]'),
        ('actors = ["SYR:MIL"]', 'actors = ["الجيش"]', "is no actor", "SYR:MIL"),
        ("on = 2020-01-01", 'on = "2020-01-01"', "on is no day", "bare"),
        ("to = 2020-06-30", "to = 2019-06-30", "before it begins", "swap"),
        ('kind = "ceasefire"', 'kind = "peace"', "'peace' is unknown", "use one of"),
        ('id = "quiet"', 'id = "quiet"\nsurprise = 1', "unknown key 'surprise'", "use one of"),
        ('id = "quiet"', 'id = "quiet"\nto = 2021-01-01', "outside the accord's", "mend the days"),
        ('url = "https://example.org/"', 'url = "ftp://x"', "is no address", "https://"),
    ],
)
def test_a_fault_is_told_once_with_its_line_and_a_remedy(
    old: str, new: str, says: str, remedy: str
) -> None:
    text = ACCORD.replace(old, new, 1)
    assert text != ACCORD
    (message,) = faults(text)
    assert message.startswith(f"accord.toml:{line_of(text, new.splitlines()[-1])}: ")
    assert says in message
    assert remedy in message.partition("; ")[2]


def test_an_accord_without_parties_is_told() -> None:
    start, end = ACCORD.index("[[party]]"), ACCORD.index("[[side]]")
    (message,) = faults(ACCORD[:start] + ACCORD[end:])
    assert "without parties; add a [[party]]" in message


def test_overlapping_dates_are_told_at_the_later_period() -> None:
    later = '\n[[in_force]]\nfrom = 2020-06-01\nto = 2020-09-30\nsources = ["paper"]\n'
    text = ACCORD.replace("\n[[source]]", later + "\n[[source]]", 1)
    (message,) = faults(text)
    assert message.startswith(
        f"accord.toml:{line_of(text, 'from = 2020-06-01')}: overlapping dates"
    )


def test_a_fact_without_a_source_is_told() -> None:
    at = ACCORD.rindex('sources = ["paper"]\n')
    (message,) = faults(ACCORD[:at] + ACCORD[at:].replace('sources = ["paper"]\n', "", 1))
    assert "a fact without a source" in message


def test_a_polygon_that_crosses_itself_is_told_with_the_spot_and_the_line() -> None:
    drawn = zones([[36, 35], [37, 36], [37, 35], [36, 36], [36, 35]])
    (message,) = faults(ACCORD, drawn)
    assert message.startswith(f"zones.geojson:{line_of(drawn, 'square')}: zone 'square'")
    assert "crosses itself at [36.5000, 35.5000]; order the corners" in message


@pytest.mark.parametrize(
    ("ring", "says"),
    [
        ([[36, 35], [37, 35], [36, 35]], "four corners"),
        ([[36, 95], [37, 35], [37, 36], [36, 95]], "not on the earth"),
        ([["a", 35], [37, 35], [37, 36], ["a", 35]], "no pair of numbers"),
        ([36, 35], "write each corner"),
        ("x", "write each corner"),
    ],
)
def test_a_ring_that_is_none_is_told(ring: Any, says: str) -> None:
    (message,) = faults(ACCORD, zones(ring))
    assert says in message


def test_a_shape_of_no_zone_and_a_zone_of_no_shape_are_told() -> None:
    found = faults(ACCORD, zones(name="circle"))
    assert ["has no shape" in m or "does not name" in m for m in found] == [True, True]


def test_every_fault_is_told_in_the_order_of_the_lines_and_nothing_is_loaded() -> None:
    text = ACCORD.replace('zone = "square"', 'zone = "x"').replace('kind = "ceasefire"', "kind = 1")
    found = faults(text)
    assert len(found) == 2
    assert [int(m.split(":")[1]) for m in found] == sorted(int(m.split(":")[1]) for m in found)


@pytest.mark.parametrize("text", ["id = ", "a = 1\na = 2", "[x\n", "x = " + "[" * 5000])
def test_broken_toml_is_one_message_with_a_line(text: str) -> None:
    (message,) = faults(text)
    assert message.startswith("accord.toml:1: ") or message.startswith("accord.toml:2: ")


@pytest.mark.parametrize("drawn", ["{", "[]", '{"features": [1]}', "[" * 100_000])
def test_broken_geojson_is_told(drawn: str) -> None:
    assert any(m.startswith("zones.geojson:") for m in faults(ACCORD, drawn))


@pytest.mark.parametrize("drawn", ["{", "[]", "[" * 100_000])
def test_shapes_that_cannot_be_read_at_all_are_one_fault(drawn: str) -> None:
    (message,) = faults(ACCORD, drawn)
    assert message.startswith("zones.geojson:1: ")


def test_a_folder_without_an_accord_says_what_an_accord_is(tmp_path: Path) -> None:
    with pytest.raises(AccordError, match=r"accord\.toml: .*an accord is a folder"):
        read_accord(tmp_path)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "accord.toml").write_bytes("# هدنة\n".encode() + "هدنة".encode("cp1256"))
    with pytest.raises(AccordError, match=r"accord\.toml:2: not UTF-8"):
        read_accord(tmp_path)


@given(st.data())
def test_a_file_cut_or_garbled_anywhere_is_read_whole_or_told(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ACCORD)))
    garbage = data.draw(st.text(alphabet='[]{}"=#\n a1-', max_size=4))
    told: tuple[str, ...] = ()
    try:
        accord = accord_of(ACCORD[:at] + garbage + ACCORD[at:], zones())
        assert accord.clauses
        assert accord.parties
    except AccordError as error:
        told = error.faults
    assert all(m.startswith(("accord.toml:", "zones.geojson:")) for m in told)


def test_lines_are_found_under_arrays_of_tables_and_past_multi_line_texts() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\n[[d]]\ne = [\n 1,\n]\n[[d]]\n[d.f]\ng = 1\n'
    lines = Lines(text)
    assert lines.of(("d", 0, "e")) == 6
    assert lines.of(("d", 1, "f", "g")) == 11
    assert lines.of(("b", "c")) == 1
    assert lines.of(("d", 1, "f", "none")) == 10
