"""Reading the files of affiliations, each fault named by its file, its line and its remedy.

A file holds a table a participant, with tables for what it belongs to, where it stands and what it
became. Only ``name`` is owed, and a ``source`` wherever something is told::

    [[participant]]
    name = "National Liberation Front"   # as in data/actors
    wikidata = "Q123"                    # only where sure
    from = "2018-05"                     # when it began; to = …: when it ended

    [[participant.member_of]]
    of = "Syrian National Army"
    from = "2019-10-04"                  # left out: since it began; to left out: not known to end
    source = "…"

    [[participant.side]]
    conflict = "SYR"
    side = "opposition"                  # as in sides.toml
    role = "backer"                      # left out: a party
    source = "…"

    [[participant.became]]
    name = "…"
    on = "2017-01-28"
    source = "…"

``sides.toml`` holds the sides of each conflict: ``conflict``, ``side`` and ``meaning``. Dates are
as precise as they are known, and inclusive: ``2019-10-04``, ``2019-10`` or ``2019``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from itertools import combinations
from typing import Any, cast

import tomli

from hudna.errors import DataError
from hudna.lexicon.affiliation import (
    ROLES,
    Affiliation,
    Affiliations,
    Membership,
    Moment,
    Role,
    Side,
    Stand,
    Succession,
    Term,
)

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([a-z_.]+)[ \t]*\]\]", re.MULTILINE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ITEM = re.compile(r"Q[1-9]\d*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_KEYS = {
    "side": {"conflict", "side", "meaning"},
    "participant": {"name", "wikidata", "from", "to", "member_of", "side", "became"},
    "participant.member_of": {"of", "from", "to", "source"},
    "participant.side": {"conflict", "side", "role", "from", "to", "source"},
    "participant.became": {"name", "on", "source"},
}
"""What a table of each kind may hold."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a file, and where its header stands."""

    data: Mapping[str, Any]
    where: str
    parts: Mapping[str, Sequence[_Table]]

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise DataError(f'{self.where}: {key} is missing or no text; write {key} = "…"')
        return value

    def moment(self, key: str) -> Moment | None:
        value = self.data.get(key)
        return None if value is None else _moment(value, f"{self.where}: {key}")

    def term(self) -> Term:
        since, until = self.moment("from"), self.moment("to")
        if since is not None and until is not None and until.last < since.first:
            raise DataError(f"{self.where}: from {since.text} is after to {until.text}; swap them")
        return Term(since, until)


def shipped(known: Collection[str] | None = None) -> Affiliations:
    """Read the files that ship with Hudna; ``known`` as in :func:`read_affiliations`."""
    folder = files("hudna.lexicon") / "affiliations"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return read_affiliations(
        ((name, (folder / name).read_text("utf-8")) for name in found), known=known
    )


def read_affiliations(
    sources: Iterable[tuple[str, str]], known: Collection[str] | None = None
) -> Affiliations:
    """Read files, given as ``(name, text)``.

    ``known``: the names of the catalogue; if given, any other name is refused.

    Raises:
        DataError: a file breaks the rules; names file and line, and says what to do.
    """
    sides: dict[tuple[str, str], Side] = {}
    tables: list[_Table] = []
    for name, text in sources:
        for kind, table in _tables(text, name):
            if kind == "participant":
                tables.append(table)
            else:
                side = _side(table)
                if (side.conflict, side.side) in sides:
                    raise DataError(f"{table.where}: this side is told already; leave one out")
                sides[side.conflict, side.side] = side
    found: dict[str, Affiliation] = {}
    for table in tables:
        one = _participant(table, sides, known)
        if one.name in found:
            first = found[one.name].where
            raise DataError(f"{table.where}: {one.name!r} has a table at {first}; join the two")
        found[one.name] = one
    _unlike_items(found.values())
    _no_circle(found)
    return Affiliations(found, sides)


def _tables(text: str, file: str) -> Iterator[tuple[str, _Table]]:
    try:
        content = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise DataError(f"{file}: not valid TOML: {error}") from error
    lines: dict[str, list[int]] = {}
    for header in _HEADER.finditer(text):
        lines.setdefault(header[1], []).append(text.count("\n", 0, header.start(1)) + 1)
    left = {kind: iter(at) for kind, at in lines.items()}

    def table(kind: str, data: object, above: str) -> _Table:
        line = next(left.get(kind, iter(())), None)
        where = above if line is None else f"{file}:{line}"
        if not isinstance(data, dict) or line is None:
            raise DataError(f"{where}: write each {kind} as a table under [[{kind}]]")
        unknown = sorted(data.keys() - _KEYS[kind])
        if unknown:
            owed = ", ".join(sorted(_KEYS[kind]))
            raise DataError(f"{where}: {unknown[0]!r} is none of {owed}; correct or remove it")
        parts = {
            key: [table(f"{kind}.{key}", part, where) for part in _listed(data[key], key, where)]
            for key in data
            if f"{kind}.{key}" in _KEYS
        }
        return _Table(data, where, parts)

    for kind, listed in content.items():
        if kind not in ("side", "participant"):
            raise DataError(f"{file}: [[{kind}]] is neither [[side]] nor [[participant]]")
        for data in _listed(listed, kind, file):
            yield kind, table(kind, data, file)


def _listed(value: object, key: str, where: str) -> list[object]:
    if not isinstance(value, list):
        raise DataError(f"{where}: {key} must be an array of tables; write [[…]] around its name")
    return value


def _side(table: _Table) -> Side:
    conflict = table.text("conflict")
    if not _COUNTRY.fullmatch(conflict):
        raise DataError(f"{table.where}: conflict {conflict!r} is no country code like SYR")
    return Side(conflict, table.text("side"), table.text("meaning"))


def _participant(
    table: _Table, sides: Mapping[tuple[str, str], Side], known: Collection[str] | None
) -> Affiliation:
    item = table.data.get("wikidata")
    if item is not None and not (isinstance(item, str) and _ITEM.fullmatch(item)):
        raise DataError(f"{table.where}: wikidata {item!r} is no item like Q41053; leave it out")
    life = table.term()
    member_of = tuple(
        Membership(
            _known(part, part.text("of"), known), _within(life, part, table), part.text("source")
        )
        for part in table.parts.get("member_of", ())
    )
    stands = tuple(
        _stand(part, sides, _within(life, part, table)) for part in table.parts.get("side", ())
    )
    became = tuple(
        Succession(_known(part, part.text("name"), known), part.moment("on"), part.text("source"))
        for part in table.parts.get("became", ())
    )
    where = [part.where for part in table.parts.get("member_of", ())]
    _not_twice([(one.of, one.term) for one in member_of], where)
    where = [part.where for part in table.parts.get("side", ())]
    _not_twice([(f"{one.conflict}:{one.side}", one.term) for one in stands], where)
    name = _known(table, table.text("name"), known)
    return Affiliation(name, item, life, member_of, stands, became, table.where)


def _stand(part: _Table, sides: Mapping[tuple[str, str], Side], term: Term) -> Stand:
    conflict, side = part.text("conflict"), part.text("side")
    if (conflict, side) not in sides:
        there = ", ".join(name for country, name in sides if country == conflict) or "none"
        raise DataError(
            f"{part.where}: {conflict} has no side {side!r}; choose of {there}, or add it to"
            " sides.toml"
        )
    role = part.data.get("role", "party")
    if role not in ROLES:
        raise DataError(f"{part.where}: role {role!r} is none of {', '.join(ROLES)}")
    return Stand(conflict, side, cast("Role", role), term, part.text("source"))


def _known(table: _Table, name: str, known: Collection[str] | None) -> str:
    if known is None or name in known:
        return name
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else "add a row for it under data/actors first"
    raise DataError(f"{table.where}: the catalogue has no participant {name!r}; {hint}")


def _moment(value: object, where: str) -> Moment:
    text = value.isoformat() if isinstance(value, date) else value
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if found is None or not isinstance(text, str):
        raise DataError(f"{where} {value!r} is no date like 2019-10-04, 2019-10 or 2019")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise DataError(f"{where} {text!r} is no day of the calendar") from error
    last = first
    if day is None:
        end = month or 12
        last = date(first.year, end, monthrange(first.year, end)[1])
    return Moment(text, first, last)


def _within(life: Term, part: _Table, whole: _Table) -> Term:
    """Read the term of a tie; ends that it leaves open are those of the participant's life."""
    told = part.term()
    term = Term(told.since or life.since, told.until or life.until)
    if _apart(life, told) or _apart(term, term):
        raise DataError(f"{part.where}: outside the time of the participant at {whole.where}")
    return term


def _apart(one: Term, other: Term) -> bool:
    """Whether two terms have no day in common for certain."""
    return any(
        a.until is not None and b.since is not None and a.until.last < b.since.first
        for a, b in ((one, other), (other, one))
    )


def _not_twice(told: Sequence[tuple[str, Term]], where: Sequence[str]) -> None:
    """Refuse two rows that tell the same of days that overlap by more than a shared end."""
    for (a, b), at in zip(combinations(told, 2), combinations(where, 2), strict=True):
        (name, one), (same, other) = a, b
        if name == same and not _apart(one, other) and not _touching(one, other):
            raise DataError(f"{at[1]}: {name} is told for these days at {at[0]}; join the two")


def _touching(one: Term, other: Term) -> bool:
    """Whether one may end where the other begins (a year or a month known to both)."""
    return any(
        a.until is not None and b.since is not None and a.until.first <= b.since.first
        for a, b in ((one, other), (other, one))
    )


def _unlike_items(found: Iterable[Affiliation]) -> None:
    seen: dict[str, Affiliation] = {}
    for one in found:
        if one.wikidata is not None:
            other = seen.setdefault(one.wikidata, one)
            if other is not one:
                raise DataError(
                    f"{one.where}: {one.wikidata} is the item of {other.name!r} at {other.where};"
                    " correct one"
                )


def _no_circle(found: Mapping[str, Affiliation]) -> None:
    """Refuse a participant that belongs to itself, directly or through others."""
    done: set[str] = set()
    for name in found:
        path: list[str] = []
        _visit(name, found, path, done)


def _visit(name: str, found: Mapping[str, Affiliation], path: list[str], done: set[str]) -> None:
    if name in done:
        return
    if name in path:
        circle = " in ".join([*path[path.index(name) :], name])
        raise DataError(f"{found[name].where}: a circle of members: {circle}; remove one of them")
    path.append(name)
    if len(path) > 50:  # deeper than any order of battle: stop before the stack does
        raise DataError(f"{found[path[0]].where}: more than 50 memberships one in another")
    for one in found[name].member_of if name in found else ():
        _visit(one.of, found, path, done)
    path.pop()
    done.add(name)
