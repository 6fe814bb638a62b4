from __future__ import annotations

import tomllib

from evals.check_floors import FLOORS, compare, lifted

TEXT = '# why\n\n[dev]\n"record" = 0.450\n"event" = 0.580\n\n[mission]\n"record" = 0.600\n'


def test_a_figure_below_its_floor_falls() -> None:
    lines = dict(compare("dev", {"record": 0.5}, {"record": 0.49, "event": 0.1}))

    assert list(lines.values()) == [True, False]
    assert "FALLEN" in next(iter(lines))


def test_a_floor_for_a_figure_that_is_gone_falls() -> None:
    assert [low for _, low in compare("dev", {"speed": 0.5}, {})] == [True]


def test_floors_rise_and_never_sink() -> None:
    pinned = tomllib.loads(TEXT)["dev"]

    text = lifted(TEXT, "dev", pinned, {"record": 0.51239, "event": 0.1, "slot: time": 0.7})

    assert text.startswith("# why\n")
    assert tomllib.loads(text) == {
        "dev": {"record": 0.512, "event": 0.58, "slot: time": 0.7},
        "mission": {"record": 0.6},
    }
    assert tomllib.loads(lifted(text, "mission", {"record": 0.6}, {"record": 0.61})) == {
        "dev": {"record": 0.512, "event": 0.58, "slot: time": 0.7},
        "mission": {"record": 0.61},
    }


def test_the_pinned_floors_are_shares() -> None:
    for table in tomllib.loads(FLOORS.read_text("utf-8")).values():
        assert table
        assert all(0 <= value <= 1 for value in table.values())
