"""What the documentation shows works as it is written.

Blocks marked ``console`` are run; what needs a network or a user's own file is marked ``sh``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from itertools import groupby
from pathlib import Path

import pytest

from hudna.cli.output import COLUMNS
from hudna.model import EVENT_TYPES, STATUSES

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def blocks(page: Path, language: str) -> list[str]:
    return [m[2] for m in _BLOCK.finditer(page.read_text("utf-8")) if m[1] == language]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """Split a console block into commands, each with the output that the page shows."""
    out: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        elif line == ">" or line.startswith("> "):
            command, shown = out[-1]
            out[-1] = (f"{command}\n{line[2:]}", shown)
        else:
            out[-1][1].append(line)
    return out


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``hudna`` is this checkout's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    hudna = folder / "hudna"
    hudna.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hudna "$@"\n')
    hudna.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pages
def test_commands_run_and_print_what_the_page_shows(
    page: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    found = [step for block in blocks(page, "console") for step in steps(block)]
    for command, shown in found:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        printed = done.stdout.decode()
        assert done.returncode == 0, f"{command}\n{printed}"
        assert "Traceback" not in printed
        for elided, lines in groupby(shown, key=lambda line: line.strip() in ("…", "...")):
            assert elided or "\n".join(lines) in printed, f"{command}\n{printed}"


@pages
def test_python_runs(page: Path, tmp_path: Path) -> None:
    for code in blocks(page, "python"):
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)


@pages
def test_links_lead_to_files(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link


@pages
def test_what_is_made_can_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"\bmake ((?:[a-z]+ ?)+)(?=[`\n#]|\s{2})", page.read_text("utf-8"))
    for words in named:
        assert set(words.split()) <= targets, words


def test_every_type_and_status_is_explained() -> None:
    page = (ROOT / "docs" / "event-types.md").read_text("utf-8")

    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == [*EVENT_TYPES, *STATUSES]


def test_every_column_is_explained() -> None:
    csv = (ROOT / "docs" / "output.md").read_text("utf-8").partition("## CSV")[2]

    assert tuple(re.findall(r"`([a-z_0-9]+)`", csv))[: len(COLUMNS)] == COLUMNS


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")

    wanted = {re.split(r"[<>=~\[; ]", name)[0] for name in project["dependencies"]}
    assert wanted == set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))


def test_locks_name_no_address_and_hold_hashes() -> None:
    for lock in ("runtime.txt", "dev.txt", "train.txt"):
        text = (ROOT / "requirements" / lock).read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"(?:^| )(?:/|--(?:index|extra|find))", text, re.MULTILINE)
        names = re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE)
        assert names
        entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)
