from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hudna.store import Store, open_store
from hudna.store.tables import metadata
from hudna.store.upgrade import HEAD, _config, upgrade

ROOT = Path(__file__).resolve().parents[2]


def test_the_migrations_make_the_tables_that_are_described(store: Store) -> None:
    def ours(name: str | None, kind: str, parents: Any) -> bool:
        return kind != "table" or name in metadata.tables

    with store.database.reading() as db:
        context = MigrationContext.configure(db, opts={"include_name": ours})
        found = compare_metadata(context, metadata)

    # An index over an expression, which a description cannot hold for both databases.
    assert [step for step in found if "ix_place_point" not in str(step)] == []


def test_the_last_step_is_the_one_that_opening_expects() -> None:
    assert ScriptDirectory.from_config(_config()).get_current_head() == HEAD


def test_tables_are_made_once(empty: str) -> None:
    with open_store(empty) as store:
        assert upgrade(store.database) == HEAD
        with store.database.reading() as db:
            assert db.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [(HEAD,)]


def test_the_indexes_of_words_and_places_are_used(store: Store, kind: str) -> None:
    explain = "EXPLAIN " if kind == "postgresql" else "EXPLAIN QUERY PLAN "
    if kind == "postgresql":
        words = "SELECT version_id FROM article_text WHERE words @@ 'قصف'::tsquery"
        area = "SELECT id FROM place WHERE point(lon, lat) <@ box(point(1, 1), point(2, 2))"
        expected = ("ix_article_text_words", "ix_place_point")
    else:
        words = "SELECT rowid FROM article_text WHERE article_text MATCH 'قصف'"
        area = "SELECT id FROM place_box WHERE min_lon <= 2 AND max_lon >= 1"
        expected = ("VIRTUAL TABLE INDEX", "VIRTUAL TABLE INDEX")
    with store.database.reading() as db:
        if kind == "postgresql":
            db.exec_driver_sql("SET enable_seqscan = off")
        for query, index in zip((words, area), expected, strict=True):
            plan = " ".join(str(row) for row in db.exec_driver_sql(explain + query))
            assert index in plan


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", str(folder), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_migrations_ship_in_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    steps = [name for name in names if name.startswith("hudna/store/migrations/versions/s")]
    assert "hudna/store/migrations/env.py" in names
    assert len(steps) == len(list((ROOT / "src/hudna/store/migrations/versions").glob("s*.py")))
