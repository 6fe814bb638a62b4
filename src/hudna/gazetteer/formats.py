"""Reading other gazetteers: GeoNames dumps, and tables of any columns.

A *table* is TSV, CSV or JSON lines, plain or gzipped, with a header; its columns are known by the
names that Who's On First extracts and OCHA's COD tables use, or mapped by the caller. A GeoNames
dump is the nineteen columns without a header of ``CC.txt``, plain or in its zip. A row that cannot
be read is counted and left out.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast, get_args

from hudna.errors import InputError
from hudna.gazetteer.file_units import FileUnits
from hudna.gazetteer.geonames_dump import COLUMNS, dump_records
from hudna.gazetteer.headers import Plan, plan_of
from hudna.gazetteer.index import Index
from hudna.gazetteer.records import PLACE_KINDS, PlaceKind, Record
from hudna.gazetteer.tally import Tally, degrees

_KINDS: dict[str, PlaceKind] = {
    "country": "country", "region": "admin1", "county": "admin2", "localadmin": "admin3",
    "locality": "village", "borough": "neighbourhood", "macrohood": "neighbourhood",
    "microhood": "neighbourhood", "city_neighbourhoods": "neighbourhood", "campus": "site",
    **{kind: kind for kind in get_args(PlaceKind)},
}  # fmt: skip
_UNIT_KINDS: frozenset[PlaceKind] = frozenset(("admin1", "admin2"))
"""Kinds that hold others by a file's own ids."""
_LAYER = re.compile(r"(?:adm|admin)_?([0-3])", re.IGNORECASE)
_SPLIT = re.compile(r"[|;]")
_WORD = re.compile(r"[^\W\d_]")


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_file(
    path: Path, index: Index, columns: Mapping[str, str], defaults: Mapping[str, str], tally: Tally
) -> Iterator[Record]:
    """Read the records of a file, whatever of the known formats it is.

    Args:
        path: the file.
        index: the gazetteer in use, whose units give names of regions their codes.
        columns: the caller's columns, ``{"NAME_AR": "ar"}``.
        defaults: values for fields that the file lacks (``cc``, ``kind``).
        tally: counts rows and broken rows.

    Raises:
        InputError: the file cannot be read, is cut short, or holds no column that can be used.
    """
    try:
        with _opened(path) as lines:
            first = lines.readline()
            if not first.strip():
                raise InputError(f"{path}: is empty")
            if first.count("\t") == COLUMNS - 1 and first.split("\t", 1)[0].isdigit():
                yield from dump_records(_chain(first, lines), index, tally)
                return
            units = FileUnits(index)
            # A village may stand before the region that holds it: the units are read beforehand.
            with _opened(path) as again:
                rows = _rows(again.readline(), again, Tally())
                for _ in _table(path, rows, units, columns, defaults, Tally(), _UNIT_KINDS):
                    pass
            rows = _rows(first, lines, tally)
            yield from _table(path, rows, units, columns, defaults, tally)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"{path}: cannot be read whole: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text: {error}") from error


def _rows(first: str, rest: Iterable[str], tally: Tally) -> Iterator[tuple[int, dict[str, str]]]:
    lines = _chain(first, rest)
    if first.lstrip().startswith("{"):
        return _json_rows(lines, tally)
    return _separated_rows(lines, first, tally)


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Open a text file, a gzipped one, or the table inside a GeoNames zip."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
            yield cast(TextIO, lines)
    elif magic == b"PK\x03\x04" or path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if not n.lower().startswith("readme")]
            if not names:
                raise InputError(f"{path}: the zip holds no table")
            with archive.open(names[0]) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    else:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield lines


def _json_rows(lines: Iterable[str], tally: Tally) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield number, {str(k): "" if v is None else str(v) for k, v in row.items()}
        except (ValueError, AttributeError) as error:
            tally.rows += 1
            tally.count(number, error)


def _separated_rows(
    lines: Iterable[str], first: str, tally: Tally
) -> Iterator[tuple[int, dict[str, str]]]:
    if "\t" in first:
        yield from _tabbed_rows(lines, tally)
        return
    reader = csv.reader(
        (line.replace("\0", "") for line in lines),
        delimiter=";" if first.count(";") > first.count(",") else ",",
    )
    header = [name.strip() for name in next(reader)]
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            tally.rows += 1
            tally.count(reader.line_num, error)
            continue
        if len(cells) == len(header):
            yield reader.line_num, dict(zip(header, cells, strict=True))
        elif cells:
            tally.rows += 1
            tally.count(reader.line_num, f"{len(cells)} cells, not {len(header)}")


def _tabbed_rows(lines: Iterable[str], tally: Tally) -> Iterator[tuple[int, dict[str, str]]]:
    """Read TSV, in which a quotation mark is a letter unless a cell cannot be read otherwise."""
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        cells = line.split("\t")
        if header is None:
            header = [cell.strip() for cell in cells]
            continue
        if not line:
            continue
        if len(cells) != len(header) and '"' in line:
            cells = next(csv.reader([line], delimiter="\t"), cells)
        if len(cells) == len(header):
            yield number, dict(zip(header, cells, strict=True))
        else:
            tally.rows += 1
            tally.count(number, f"{len(cells)} cells, not {len(header)}")


def _table(
    path: Path, rows: Iterator[tuple[int, dict[str, str]]], units: FileUnits,
    columns: Mapping[str, str], defaults: Mapping[str, str], tally: Tally,
    kinds: Container[PlaceKind] = PLACE_KINDS,
) -> Iterator[Record]:  # fmt: skip
    """Read the rows of some kinds."""
    plan: Mapping[str, list[str]] | None = None
    for number, row in rows:
        if plan is None:
            planned = _plan(path, row, columns)
            plan = planned.columns
            if planned.kind is not None:
                defaults = {"kind": planned.kind, **defaults}
        tally.rows += 1
        if kinds is not PLACE_KINDS and _kind_of(row, plan, defaults) not in kinds:
            continue
        try:
            record = _record(row, plan, defaults, units, path.name)
        except ValueError as error:
            tally.count(number, error)
            continue
        yield record


def _plan(path: Path, row: Mapping[str, str], columns: Mapping[str, str]) -> Plan:
    """Tell which columns give each field."""
    missing = [name for name in columns if name not in row]
    if missing:
        raise InputError(f"{path}: no column {missing[0]!r}; there are: {', '.join(row)}")
    plan = plan_of(row, columns)
    if not plan.named:
        raise InputError(
            f"{path}: no column of names is known among {', '.join(row)}; "
            "say which with --column NAME=ar"
        )
    return plan


def _kind_of(
    row: Mapping[str, str], plan: Mapping[str, list[str]], defaults: Mapping[str, str]
) -> PlaceKind:
    return _kind(_cell(row, plan, defaults, "kind"))


def _cell(
    row: Mapping[str, str], plan: Mapping[str, list[str]], defaults: Mapping[str, str], field: str
) -> str:
    """The first column of a field that is not empty."""
    for column in plan.get(field, ()):
        if row[column].strip():
            return row[column].strip()
    return defaults.get(field, "")


def _record(
    row: Mapping[str, str], plan: Mapping[str, list[str]], defaults: Mapping[str, str],
    units: FileUnits, file: str,
) -> Record:  # fmt: skip
    def get(name: str) -> str:
        return _cell(row, plan, defaults, name)

    names = [
        name.strip()
        for target in ("ar", "en", "names")
        for column in plan.get(target, ())
        for name in (_SPLIT.split(row[column]) if target != "en" else [row[column]])
        if _WORD.search(name)
    ]
    if not names:
        raise ValueError("no name")
    lat, lon = degrees(get("lat"), 90), degrees(get("lon"), 180)
    kind = _kind(get("kind"))
    cc = get("cc")[:2].upper()
    pcode = get("pcode")
    own = get("id")
    geonames = get("geonames")
    id_ = f"gn:{geonames}" if geonames else f"wof:{own}" if "wof_id" in row else own
    if id_ and ":" not in id_:
        id_ = f"{file}:{id_}"  # else rows of two files would be one place
    if not id_ and pcode:
        id_ = f"ocha:{pcode}"
    elif not id_:
        content = repr(sorted(row.items())).encode()
        id_ = f"{file}:{hashlib.sha256(content).hexdigest()[:10]}"
    admin1, admin2 = units.admin1(get("admin1")), units.admin2(get("admin2"))
    if kind in ("admin1", "admin2"):
        same = units.same(cc, kind, names)
        units.learn(kind, own, same, id_)
        if same is not None:
            id_, admin1 = same.id, same.admin1
    population = get("population")
    return Record(
        id_, tuple(dict.fromkeys(names)), kind, lat if lon is not None else None,
        lon if lat is not None else None, cc, admin1=admin1, admin2=admin2, pcode=pcode,
        population=int(population) if population.isdigit() else 0,
    )  # fmt: skip


def _kind(text: str) -> PlaceKind:
    found = _KINDS.get(text.lower())
    if found is not None:
        return found
    layer = _LAYER.search(text)
    if layer is not None:
        return _KINDS[("country", "admin1", "admin2", "admin3")[int(layer[1])]]
    return "village"
