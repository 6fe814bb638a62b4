"""The gazetteer as it ships, and copies of its file to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hudna.gazetteer import Index, gazetteer
from hudna.gazetteer.store import gazetteer_path


@pytest.fixture(scope="session")
def index() -> Index:
    return gazetteer()


@pytest.fixture
def file(tmp_path: Path, index: Index) -> Path:
    """Return a copy of the gazetteer's file."""
    copy = tmp_path / "gazetteer.sqlite"
    shutil.copy(gazetteer_path(), copy)
    return copy
