"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hudna.store import Store, open_store
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
        create(address, "made", "template1")
        open_store(address.format("made")).close()
        yield address


def create(address: str, name: str, template: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(address.format("postgres"), autocommit=True) as db:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        db.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


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
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    if kind == "sqlite":
        return str(tmp_path / "new" / "hudna.sqlite")
    address: str = request.getfixturevalue("server")
    name = f"empty{next(_numbers)}"
    create(address, name, "template1")
    return address.format(name)


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database with Hudna's tables and nothing in them."""
    if kind == "sqlite":
        path = tmp_path / "hudna.sqlite"
        shutil.copy(request.getfixturevalue("made"), path)
        return str(path)
    server: str = request.getfixturevalue("server")
    name = f"copy{next(_numbers)}"
    create(server, name, "made")
    return server.format(name)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(address, patience=5) as opened:
        yield opened
