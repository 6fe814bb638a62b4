"""Who belongs to whom and stands where: what the files tell of a day, and what they may not say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import DataError
from hudna.lexicon import rows
from hudna.lexicon.affiliation import Affiliations, Moment, Term, membership, sides_of
from hudna.lexicon.affiliation_files import read_affiliations, shipped

SIDES = """
[[side]]
conflict = "SYR"
side = "red"
meaning = "one"

[[side]]
conflict = "SYR"
side = "blue"
meaning = "other"
"""


def read(text: str, known: set[str] | None = None) -> Affiliations:
    return read_affiliations([("sides.toml", SIDES), ("a.toml", text)], known)


def names(found: Affiliations, name: str, on: str) -> list[str]:
    return [one.of for one in found.membership(name, date.fromisoformat(on))]


PARTS = """[[participant]]
name = "Brigade"
wikidata = "Q1"
from = "2015"

[[participant.member_of]]
of = "Alliance"
from = "2018-05-28"
to = "2019-10"
source = "statement"

[[participant]]
name = "Alliance"

[[participant.side]]
conflict = "SYR"
side = "red"
from = "2018-01-01"
source = "statement"

[[participant.became]]
name = "Army"
on = "2019-10-04"
source = "statement"
"""


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2018-05-27", []),
        ("2018-05-28", ["Alliance"]),
        ("2019-10-01", ["Alliance"]),
        ("2019-10-15", []),  # it ended some day of that month
        ("2019-11-01", []),
    ],
)
def test_a_membership_holds_from_its_first_day_to_its_last(on: str, expected: list[str]) -> None:
    assert names(read(PARTS), "Brigade", on) == expected


def test_days_that_the_dates_are_too_coarse_to_tell_are_neither_in_nor_out() -> None:
    (member,) = read(PARTS).of("Brigade").member_of
    assert member.term.covers(date(2019, 10, 15)) is None
    assert member.term.covers(date(2019, 11, 1)) is False
    assert member.term.covers(date(2018, 6, 1), date(2019, 9, 30)) is True
    assert member.term.covers(date(2018, 1, 1), date(2018, 6, 1)) is None


def test_without_a_day_all_is_told_that_ever_was() -> None:
    found = read(PARTS)
    assert [one.of for one in found.membership("Brigade")] == ["Alliance"]
    assert [one.side for one in found.sides_of("Brigade")] == ["red"]
    assert found.of("Alliance").became[0].name == "Army"


def test_a_side_comes_with_what_one_belongs_to_and_only_while_one_does() -> None:
    found = read(PARTS)
    (stand,) = found.sides_of("Brigade", date(2018, 6, 1))
    assert (stand.side, stand.role, stand.via) == ("red", "party", "Alliance")
    assert found.sides_of("Brigade", date(2018, 1, 2)) == ()
    (own,) = found.sides_of("Alliance", date(2018, 1, 2))
    assert own.via is None


def test_a_side_of_ones_own_outweighs_that_of_the_whole() -> None:
    own = """
[[participant.side]]
conflict = "SYR"
side = "blue"
role = "backer"
source = "statement"

[[participant]]
name = "Alliance"
"""
    found = read(PARTS.replace('\n[[participant]]\nname = "Alliance"\n', own))
    (stand,) = found.sides_of("Brigade", date(2018, 6, 1))
    assert (stand.side, stand.role, stand.via) == ("blue", "backer", None)


def test_what_no_file_names_is_unknown() -> None:
    found = read(PARTS)
    assert found.of("Nobody").wikidata is None
    assert found.membership("Nobody", date(2019, 1, 1)) == ()
    assert found.sides_of("Nobody") == ()


def one(rest: str) -> str:
    return f'[[participant]]\nname = "A"\n{rest}'


def tie(table: str, *lines: str) -> str:
    return one(f"\n[[participant.{table}]]\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[participant]\n", r"a\.toml: not valid TOML"),
        ('[participant]\nname = "A"\n', r"a\.toml: participant must be an array of tables"),
        ('[[party]]\nname = "A"\n', r"\[\[party\]\] is neither"),
        ("[[participant]]\n", r"a\.toml:1: name is missing"),
        (one('nickname = "B"\n'), r"a\.toml:1: 'nickname' is none of"),
        (one('wikidata = "41053"\n'), r"a\.toml:1: wikidata '41053' is no item"),
        (one('from = "2019-13"\n'), r"a\.toml:1: from '2019-13' is no day of the calendar"),
        (one('from = "last year"\n'), r"a\.toml:1: from 'last year' is no date"),
        (one("from = 2019\n"), r"a\.toml:1: from 2019 is no date"),
        (one('from = "2019"\nto = "2018-12-31"\n'), r"a\.toml:1: from 2019 is after to 2018-12-31"),
        (tie("member_of", 'of = "B"'), r"a\.toml:4: source is missing"),
        (
            tie("member_of", 'of = "B"', 'from = "2020-02"', 'to = "2020-01"', 'source = "s"'),
            r"a\.toml:4: from 2020-02 is after to 2020-01",
        ),
        (tie("side", 'conflict = "SYR"', 'side = "green"', 'source = "s"'), "choose of red, blue"),
        (
            tie("side", 'conflict = "SYR"', 'side = "red"', 'role = "friend"', 'source = "s"'),
            r"a\.toml:4: role 'friend' is none of party, backer",
        ),
        (one("") + one(""), r"a\.toml:3: 'A' has a table at a\.toml:1"),
        (one('member_of = [{of = "B", source = "s"}]\n'), r"under \[\[participant\.member_of\]\]"),
        (one('member_of = ["B"]\n'), r"under \[\[participant\.member_of\]\]"),
        (one('member_of = "B"\n'), "must be an array of tables"),
        (
            one('wikidata = "Q1"\n') + '[[participant]]\nname = "B"\nwikidata = "Q1"\n',
            r"a\.toml:4: Q1 is the item of 'A' at a\.toml:1",
        ),
        (
            one('to = "2018"\n')
            + '\n[[participant.member_of]]\nof = "B"\nfrom = "2019"\nsource = "s"\n',
            r"a\.toml:5: outside the time of the participant at a\.toml:1",
        ),
        (
            tie("member_of", 'of = "B"', 'source = "s"')
            + '[[participant.member_of]]\nof = "B"\nfrom = "2019"\nsource = "s"\n',
            r"a\.toml:7: B is told for these days at a\.toml:4",
        ),
        (tie("member_of", 'of = "A"', 'source = "s"'), "a circle of members: A in A"),
        (
            tie("member_of", 'of = "B"', 'to = "2018"', 'source = "s"')
            + '[[participant]]\nname = "B"\n[[participant.member_of]]\nof = "A"\nfrom = "2019"\n'
            'source = "s"\n',
            "a circle of members: A in B in A",
        ),
    ],
)
def test_a_fault_is_named_by_its_file_and_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(text)


def test_a_name_that_the_catalogue_lacks_is_refused_with_the_nearest() -> None:
    assert read(PARTS, {"Brigade", "Alliance", "Army"}).of("Brigade").wikidata == "Q1"
    with pytest.raises(DataError, match=r"a\.toml:1: .* 'Brigade'; did you mean 'Brigades'"):
        read(PARTS, {"Brigades", "Alliance", "Army"})
    with pytest.raises(DataError, match=r"a\.toml:6: .* 'Alliance'; add a row for it"):
        read(PARTS, {"Brigade"})


def test_a_side_is_told_once_and_of_a_country() -> None:
    with pytest.raises(DataError, match=r"b\.toml:2: this side is told already"):
        read_affiliations([("sides.toml", SIDES), ("b.toml", SIDES)])
    with pytest.raises(DataError, match=r"b\.toml:1: conflict 'Syria' is no country code"):
        read_affiliations([("b.toml", '[[side]]\nconflict = "Syria"\nside = "x"\nmeaning = "y"')])


@pytest.fixture(scope="module")
def told() -> Affiliations:
    return shipped({row.data["name"] for row in rows("actor")})


def test_the_shipped_files_keep_the_rules_and_name_only_the_catalogues(told: Affiliations) -> None:
    assert len(told.participants) > 500
    conflicts = {conflict for conflict, _ in told.sides}
    assert {"SYR", "IRQ", "LBN", "PSE", "YEM", "LBY", "SDN"} <= conflicts


def test_every_side_has_somebody_on_it(told: Affiliations) -> None:
    stood = {(s.conflict, s.side) for one in told.participants.values() for s in one.sides}
    assert set(told.sides) - stood == set()


@pytest.mark.parametrize(
    ("name", "on", "wholes"),
    [
        ("National Liberation Front", "2019-10-03", ["al-Fath al-Mubin"]),
        ("National Liberation Front", "2019-10-04", ["Syrian National Army", "al-Fath al-Mubin"]),
        ("Nusra Front", "2015-06-01", ["al-Qaeda"]),
        ("Nusra Front", "2016-12-01", []),
        ("YPG", "2014-01-01", []),
        ("YPG", "2016-01-01", ["Syrian Democratic Forces"]),
        ("Popular Mobilisation Forces", "2016-11-25", []),
        ("Popular Mobilisation Forces", "2016-11-26", ["Iraqi forces"]),
        ("Rapid Support Forces", "2022-01-01", ["Sudanese army"]),
        ("Rapid Support Forces", "2023-04-15", []),
    ],
)
def test_memberships_of_the_catalogue(name: str, on: str, wholes: list[str]) -> None:
    assert [one.of for one in membership(name, date.fromisoformat(on))] == wholes


@pytest.mark.parametrize(
    ("name", "on", "sides"),
    [
        ("Hayat Tahrir al-Sham", "2019-01-01", {("SYR", "jihadist")}),
        ("Hayat Tahrir al-Sham", "2024-12-20", {("SYR", "government")}),
        ("Hayat Tahrir al-Sham", "2025-06-01", set()),
        ("Rapid Support Forces", "2020-01-01", {("SDN", "army")}),
        ("Rapid Support Forces", "2023-04-15", {("SDN", "rapid-support")}),
        ("Kaniyat", "2019-05-01", {("LBY", "eastern")}),
        ("Fifth Corps", "2018-11-19", {("SYR", "government")}),
        ("Qassam Brigades", "2023-10-07", {("PSE", "palestinian-factions")}),
        ("Golani Brigade", "2024-10-01", {("PSE", "israel"), ("LBN", "israel"), ("SYR", "israel")}),
        ("Saleh forces", "2018-01-01", set()),
    ],
)
def test_sides_of_the_catalogue(name: str, on: str, sides: set[tuple[str, str]]) -> None:
    found = {(one.conflict, one.side) for one in sides_of(name, date.fromisoformat(on))}
    assert found == sides


def test_the_example_of_the_documentation_is_a_good_file(told: Affiliations) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "actors.md").read_text("utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    sides = (files("hudna.lexicon") / "affiliations" / "sides.toml").read_text("utf-8")
    found = read_affiliations([("sides.toml", sides), ("example.toml", example)], told.participants)

    assert names(found, "National Liberation Front", "2020-01-01") == ["Syrian National Army"]
    assert [one.side for one in found.sides_of("National Liberation Front")] == ["opposition"]


def moment(first: date, days: int) -> Moment:
    return Moment(first.isoformat(), first, first + timedelta(days))


_DAYS = st.dates(date(2010, 1, 1), date(2026, 1, 1))
_MOMENTS = st.none() | st.builds(moment, _DAYS, st.integers(0, 400))


@given(_MOMENTS, _MOMENTS, _DAYS, st.integers(0, 500))
def test_what_holds_over_a_period_holds_on_each_of_its_days(
    since: Moment | None, until: Moment | None, first: date, days: int
) -> None:
    term = Term(since, until)
    last = first + timedelta(days)
    whole = term.covers(first, last)
    each = {term.covers(first), term.covers(last)}
    if whole is not None:
        assert each == {whole}
    if None in each or len(each) == 2:
        assert whole is None
