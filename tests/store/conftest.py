"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hudna.store import Store, open_store
from hudna.store.tables import metadata
from hudna.store.upgrade import HEAD
from tests.store.cluster import cluster, programs

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server, with a database of Hudna's tables to copy."""
    binaries = programs()
    if binaries is None and "HUDNA_NEEDS_POSTGRESQL" in os.environ:
        pytest.fail("no PostgreSQL 15 or newer is installed, and HUDNA_NEEDS_POSTGRESQL is set")
    if binaries is None:
        pytest.skip("no PostgreSQL 15 or newer is installed (Debian: apt-get install postgresql)")
    with cluster(binaries) as address:
        _run(address, "postgres", "CREATE DATABASE made TEMPLATE template1")
        open_store(address.format("made")).close()
        yield address


def _run(address: str, database: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address.format(database), autocommit=True) as db:
        for statement in statements:
            db.execute(statement.encode())


def _clear(address: str) -> None:
    """Empty the tables: faster than a database for each test, of hundreds of files."""
    tables = ", ".join([*metadata.tables, "article_text"])
    _run(
        address, "made",
        "SET lock_timeout = '60s'",
        "SET session_replication_role = replica",  # reviews refuse to be removed
        f"TRUNCATE {tables} RESTART IDENTITY CASCADE",
        f"UPDATE alembic_version SET version_num = '{HEAD}'",
    )  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file of Hudna's tables, to copy."""
    path = tmp_path_factory.mktemp("made") / "made.sqlite"
    open_store(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if kind == "sqlite":
        yield str(tmp_path / "new" / "hudna.sqlite")
        return
    server: str = request.getfixturevalue("server")
    name = f"empty{next(_numbers)}"
    _run(server, "postgres", f"CREATE DATABASE {name} TEMPLATE template1")
    yield server.format(name)
    _run(server, "postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database with Hudna's tables and nothing in them."""
    if kind == "sqlite":
        path = tmp_path / "hudna.sqlite"
        shutil.copy(request.getfixturevalue("made"), path)
        return str(path)
    server: str = request.getfixturevalue("server")
    _clear(server)
    return server.format("made")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(address, patience=5) as opened:
        yield opened
