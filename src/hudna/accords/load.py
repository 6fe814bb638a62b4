"""From ``accord.toml`` and ``zones.geojson`` to an :class:`~hudna.accords.values.Accord`.

The loader is the checker: a file is either read whole or not at all, and every fault is told with
its file, its line and its remedy. ``docs/accords.md`` teaches the format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from hudna.accords.fields import AccordError, Faults, Table
from hudna.accords.lines import Lines
from hudna.accords.shapes import Drawn, read_shapes
from hudna.accords.values import (
    ACCORD_KINDS,
    DIRECTIONS,
    EXEMPT_AS,
    ROLES,
    Accord,
    Breach,
    Clause,
    Exemption,
    Fulfilment,
    Party,
    Period,
    Shape,
    Side,
    Signing,
    Source,
    Text,
    Who,
    Zone,
)
from hudna.model import EVENT_TYPES, FAMILIES

ACCORD_FILE = "accord.toml"
ZONES_FILE = "zones.geojson"
MAX_BYTES = 2_000_000
"""Size that an accord's file may have."""
_WHO = re.compile(
    r"(?P<code>[A-Z]{3}:(?:\*|GOV|MIL|POL|PRM|REB|OPP|CVL|REF|HLH|MED|NGO|IGO|UNK))"
    r"(?: (?P<name>\S.*))?"
)
_COUNTRY = re.compile("[A-Z]{3}")
_TYPES: Mapping[str, Sequence[str]] = {
    **{str(family): types for family, types in FAMILIES.items()},
    **{str(t): (t,) for t in EVENT_TYPES},
}
# What stands in for a value that is at fault, until the faults are settled.
_NOWHERE = Shape(())
_NO_TEXT = Text("", "")
_LONG_AGO = date.min
_T = TypeVar("_T", Source, Side, Zone, Clause)


@cache
def weapons() -> Mapping[str, Sequence[str]]:
    """The English names of weapons that the lexicon knows."""
    text = (files("hudna.lexicon") / "data" / "means.toml").read_text("utf-8")
    names = {row["weapon"] for row in tomllib.loads(text)["means"] if "weapon" in row}
    return {name: (name,) for name in sorted(names)}


def read_accord(folder: Traversable, name: str | None = None) -> Accord:
    """Read the accord of a folder.

    ``name`` is what messages call the folder; by default its own name.

    Raises:
        AccordError: the files break a rule; its ``faults`` hold every message.
    """
    shown = folder.name if name is None else name
    prefix = f"{shown}/" if shown else ""
    text = _text(folder / ACCORD_FILE, prefix + ACCORD_FILE)
    zones = folder / ZONES_FILE
    drawn = _text(zones, prefix + ZONES_FILE) if zones.is_file() else None
    return accord_of(text, drawn, prefix + ACCORD_FILE, prefix + ZONES_FILE)


def _text(entry: Traversable, name: str) -> str:
    try:
        with entry.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise AccordError([f"{name}: larger than {MAX_BYTES:,} bytes; is it an accord?"])
        return raw.decode("utf-8")
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise AccordError([f"{name}: {reason}; an accord is a folder with this file"]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise AccordError([f"{name}:{line}: not UTF-8; save the file as UTF-8"]) from error


def accord_of(
    text: str,
    drawn: str | None,
    file: str = ACCORD_FILE,
    zones_file: str = ZONES_FILE,
) -> Accord:
    """Read an accord from the texts of its two files; ``drawn`` is None where there are no zones.

    Raises:
        AccordError: the texts break a rule; its ``faults`` hold every message.
    """
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None) or _line_of(str(error)) or 1
        what = re.sub(r"\s*\(at .*\)$", "", str(error)) or "nested too deep"
        remedy = "mend the TOML here; a text stands in quotes, a day bare"
        raise AccordError([f"{file}:{line}: {what}; {remedy}"]) from error
    faults = Faults(file, Lines(text))
    shapes = read_shapes(drawn, zones_file, faults) if drawn is not None else {}
    accord = _Reader(Table(values, (), faults), shapes, zones_file).accord()
    faults.settle()
    return accord


def _line_of(message: str) -> int | None:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else None


class _Reader:
    """Reads the tables of one file, each against what stood before it."""

    def __init__(self, root: Table, shapes: Mapping[str, Drawn] | None, zones_file: str) -> None:
        self.root = root
        self.faults = root.faults
        self.unread = shapes is None
        """Whether the file of shapes is at fault as a whole, which is said once."""
        self.shapes = shapes or {}
        self.zones_file = zones_file
        self.known_sources: frozenset[str] = frozenset()
        self.side_ids: tuple[str, ...] = ()
        self.zone_ids: tuple[str, ...] = ()
        self.dated = True
        """Whether the accord's own days are sound, so that clauses can be held against them."""

    def accord(self) -> Accord:
        root = self.root
        root.known(
            "id", "kind", "name", "aliases", "country", "document", "signed", "in_force",
            "predecessor", "successor", "party", "side", "zone", "clause", "source",
        )  # fmt: skip
        sources = self._all("source", self._source)
        self.known_sources = frozenset(source.id for source in sources)
        if not sources:
            root.fault("source", "no source is named", "add a [[source]] for each document used")
        parties = tuple(self._party(t) for t in root.tables("party"))
        if not parties:
            root.fault("party", "an accord without parties", "add a [[party]] for each signatory")
        sides = self._all("side", self._side)
        self._disjoint(sides)
        self.side_ids = tuple(side.id for side in sides)
        zones = self._all("zone", self._zone)
        self.zone_ids = tuple(zone.id for zone in zones)
        for id in self.shapes.keys() - set(self.zone_ids):
            line = self.shapes[id].line
            self.faults.add_elsewhere(
                f"{self.zones_file}:{line}: a shape for zone {id!r}, which accord.toml does not"
                " name; add its [[zone]] or mend the property \"zone\""
            )  # fmt: skip
        signed = self._signing()
        periods = self._periods(signed)
        clauses = self._all("clause", lambda t: self._clause(t, signed, periods))
        if not clauses:
            root.fault("clause", "no clause", "add a [[clause]] for each obligation")
        country = root.string("country", "SYR")
        if country and not _COUNTRY.fullmatch(country):
            root.fault("country", f"{country!r} is no country", "write three letters, as SYR")
        return Accord(
            id=root.id(),
            kind=root.one_of("kind", ACCORD_KINDS),
            name=root.text("name"),
            aliases=root.strings("aliases"),
            country=country,
            document=root.maybe("document", "S/2018/852"),
            signed=signed,
            in_force=periods,
            predecessor=root.id("predecessor") if "predecessor" in root.values else None,
            successor=root.id("successor") if "successor" in root.values else None,
            parties=parties,
            sides=sides,
            zones=zones,
            clauses=clauses,
            sources=sources,
        )

    def _all(self, key: str, read: Callable[[Table], _T]) -> tuple[_T, ...]:
        rows = tuple(read(table) for table in self.root.tables(key))
        self.root.unique(rows, lambda row: row.id, key)
        return rows

    def _cited(self, table: Table) -> tuple[str, ...]:
        """The sources of a fact, which must be there and known."""
        cited = table.strings("sources")
        if not cited:
            table.fault("sources", "a fact without a source", 'write sources = ["id"] beside it')
        for id in cited:
            if id not in self.known_sources:
                table.fault("sources", f"unknown source {id!r}", f'add a [[source]] id = "{id}"')
        return cited

    def _source(self, table: Table) -> Source:
        table.known("id", "by", "url", "on")
        url = table.string("url", "https://undocs.org/S/2018/852")
        if url and not url.startswith(("https://", "http://")):
            table.fault("url", f"{url[:60]!r} is no address", "write it from https:// on")
        by = table.string("by", "who published it")
        return Source(table.id(), by, url, table.maybe_day("on"))

    def _party(self, table: Table) -> Party:
        table.known("actor", "name", "role", "sources")
        who = self._who(table, "actor", table.string("actor", "RUS:GOV"))
        return Party(who.code, table.text("name"), table.one_of("role", ROLES), self._cited(table))

    def _who(self, table: Table, key: str, text: str) -> Who:
        found = _WHO.fullmatch(text)
        if found is None:
            if text:
                table.fault(key, f"{text!r} is no actor", 'write a code, as "SYR:MIL" or "SYR:*"')
            return Who("XXX:UNK")
        return Who(found["code"], found["name"])

    def _whos(self, table: Table, key: str) -> tuple[Who, ...]:
        return tuple(self._who(table, key, text) for text in table.strings(key))

    def _side(self, table: Table) -> Side:
        table.known("id", "name", "actors", "sources")
        actors = self._whos(table, "actors")
        if not actors:
            table.fault("actors", "a side without actors", 'write actors = ["SYR:MIL", …]')
        return Side(table.id(), table.text("name"), actors, self._cited(table))

    def _disjoint(self, sides: Sequence[Side]) -> None:
        seen: dict[Who, str] = {}
        for i, side in enumerate(sides):
            for who in side.actors:
                if seen.setdefault(who, side.id) != side.id:
                    self.faults.add(
                        ("side", i, "actors"),
                        f"{who.code} is on two sides, {seen[who]!r} and {side.id!r}",
                        "leave it on one",
                    )

    def _zone(self, table: Table) -> Zone:
        table.known("id", "name", "approximate", "uncertainty_km", "drawn", "held_by", "sources")
        id = table.id()
        shape = self.shapes.get(id)
        if id and not self.unread and (shape is None or shape.outline is None):
            remedy = f'add a Feature with "zone": "{id}" to {self.zones_file}'
            table.fault("id", f"zone {id!r} has no shape", remedy)
        approximate = table.values.get("approximate", False)
        if not isinstance(approximate, bool):
            table.fault("approximate", "approximate is neither true nor false", "write true")
        uncertainty = table.values.get("uncertainty_km", 0)
        if isinstance(uncertainty, bool) or not isinstance(uncertainty, (int, float)):
            table.fault("uncertainty_km", "uncertainty_km is no number", "write km, as 5")
            uncertainty = 0
        elif not 0 <= uncertainty <= 500:
            table.fault("uncertainty_km", "uncertainty_km is not in 0–500", "write km, as 5")
        drawn = table.maybe_text("drawn")
        if approximate and (drawn is None or not uncertainty):
            table.fault(
                "approximate", "an approximate zone that does not say how it was drawn",
                "write drawn = { ar, en } and uncertainty_km",
            )  # fmt: skip
        held = table.maybe("held_by", "opposition")
        if held is not None and held not in self.side_ids:
            table.fault("held_by", f"unknown side {held!r}", f"use one of {self._sides()}")
        return Zone(
            id, table.text("name"),
            shape.outline if shape and shape.outline else _NOWHERE,
            shape.sure if shape else None,
            bool(approximate), float(uncertainty), drawn, held, self._cited(table),
        )  # fmt: skip

    def _sides(self) -> str:
        return ", ".join(self.side_ids) or "the ids of [[side]] tables; none is there yet"

    def _signing(self) -> Signing:
        table = self.root.table("signed")
        if table is None:
            self.root.fault("signed", "[signed] is missing", "write on, place and sources under it")
            return Signing(_LONG_AGO, _NO_TEXT, ())
        table.known("on", "place", "sources")
        return Signing(table.day("on"), table.text("place"), self._cited(table))

    def _periods(self, signed: Signing) -> tuple[Period, ...]:
        rows: list[Period] = []
        for table in self.root.tables("in_force"):
            table.known("from", "to", "note", "sources")
            start, end = table.day("from"), table.maybe_day("to")
            if end is not None and end < start:
                table.fault("to", f"in force to {end}, before it begins on {start}", "swap them")
                self.dated = False
            if start < signed.on:
                table.fault("from", f"in force on {start}, before it was signed", "mend one day")
            for other in rows:
                if (other.end is None or start <= other.end) and (
                    end is None or other.start <= end
                ):
                    table.fault(
                        "from",
                        f"overlapping dates: the period from {start} begins before the one from "
                        f"{other.start} ends",
                        "end the earlier period the day before, or join the two",
                    )
            rows.append(Period(start, end, self._cited(table), table.maybe_text("note")))
        self.dated &= bool(rows) and all(row.start > date.min for row in rows)
        if not rows:
            self.root.fault("in_force", "no dates in force", "add [[in_force]] with from and to")
            rows.append(Period(_LONG_AGO, None, ()))
        return tuple(sorted(rows, key=lambda p: p.start))

    def _clause(self, table: Table, signed: Signing, periods: Sequence[Period]) -> Clause:
        table.known(
            "id", "text", "bound", "zone", "from", "to", "breach", "kept", "exempt", "sources"
        )
        bound = table.strings("bound")
        if not bound:
            table.fault("bound", "a clause that binds no one", 'write bound = ["side"]')
        for side in bound:
            if side not in self.side_ids:
                table.fault("bound", f"unknown side {side!r}", f"use one of {self._sides()}")
        zone = table.maybe("zone", "zone-id")
        if zone is not None and zone not in self.zone_ids:
            known = ", ".join(self.zone_ids) or "none yet"
            remedy = f"use the id of a [[zone]] ({known})"
            table.fault("zone", f"unknown zone {zone!r}", remedy)
        first, last = periods[0].start, periods[-1].end
        start = table.maybe_day("from") or first
        end = table.maybe_day("to") if "to" in table.values else last
        late = last is not None and end is not None and end > last
        if self.dated and (start < first or late):
            until = last or "no set end"
            table.fault(
                "from" if start < first else "to",
                f"the clause's days lie outside the accord's, {first} to {until}", "mend the days",
            )  # fmt: skip
        elif self.dated and end is not None and end < start:
            table.fault("to", f"the clause ends on {end}, before it begins on {start}", "swap them")
        breach, kept = table.table("breach"), table.table("kept")
        if breach is None and kept is None:
            remedy = "add [clause.breach] or [clause.kept]"
            table.fault("id", "a clause that nothing breaks and nothing keeps", remedy)
        return Clause(
            id=table.id(),
            text=table.text("text"),
            bound=bound,
            zone=zone,
            start=start,
            end=end,
            breach=self._breach(breach, zone) if breach else None,
            kept=self._kept(kept, signed) if kept else None,
            exemptions=tuple(self._exemption(t) for t in table.tables("exempt")),
            sources=self._cited(table),
        )

    def _breach(self, table: Table, zone: str | None) -> Breach:
        table.known("types", "weapons", "direction", "against", "words")
        types = table.some_of("types", _TYPES, "type or family")
        if "types" not in table.values:
            table.fault("types", "no types that break it", 'write types = ["violence"]')
        direction = table.one_of("direction", DIRECTIONS, "any")
        if direction != "any" and zone is None:
            table.fault("direction", "a direction without a zone", "name the clause's zone")
        found = table.some_of("weapons", weapons(), "weapon")
        against = self._whos(table, "against")
        return Breach(types, found, direction, against, table.strings("words"))

    def _kept(self, table: Table, signed: Signing) -> Fulfilment:
        table.known("types", "weapons", "actors", "words", "by")
        types = table.some_of("types", _TYPES, "type or family")
        if "types" not in table.values:
            table.fault("types", "no types that keep it", 'write types = ["withdrawal"]')
        by = table.maybe_day("by")
        if by is not None and by < signed.on:
            table.fault("by", f"a deadline of {by}, before the signing", "mend the day")
        found = table.some_of("weapons", weapons(), "weapon")
        actors = self._whos(table, "actors")
        return Fulfilment(types, found, actors, table.strings("words"), by)

    def _exemption(self, table: Table) -> Exemption:
        table.known("actors", "when", "note", "sources")
        actors = self._whos(table, "actors")
        if not actors:
            table.fault("actors", "an exemption of no one", 'write actors = ["ISI:REB"]')
        when = table.one_of("when", EXEMPT_AS, "either")
        return Exemption(actors, when, table.text("note"), self._cited(table))
