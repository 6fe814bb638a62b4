from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from hudna.cli.verbs import hudna as group
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


def test_help_names_every_verb(hudna: Run) -> None:
    done = hudna("--help")

    assert done.returncode == 0
    for verb in group.commands or group.list_commands(None):  # type: ignore[arg-type]
        assert verb.encode() in done.stdout


def test_the_version_is_the_packages(hudna: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert hudna("--version").stdout.decode().strip() == f"hudna {version('hudna')}"
    assert version("hudna") == project["version"]


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import hudna", {"click", "rich", "ahocorasick_rs", "hudna.model", "trafilatura"}),
        (
            "import hudna.cli.verbs",
            {"rich", "ahocorasick_rs", "hudna.model", "sqlalchemy", "trafilatura"},
        ),
        ("import hudna.cli.read", {"rich", "ahocorasick_rs", "sqlalchemy", "trafilatura", "lxml"}),
    ],
)
def test_nothing_is_imported_before_it_is_used(statement: str, forbidden: set[str]) -> None:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not forbidden & set(done.stdout.split())


def test_the_three_names_of_the_library() -> None:
    import hudna
    from hudna import Article, Event
    from hudna.model import Article as ModelArticle
    from hudna.model import Event as ModelEvent

    assert (Article, Event) == (ModelArticle, ModelEvent)
    assert {"read", "Article", "Event"} <= set(dir(hudna))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = hudna.nothing
