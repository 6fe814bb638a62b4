"""Runs the command line as a user does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def hudna(tmp_path: Path) -> Run:
    """Return a function that runs ``hudna`` with arguments in an empty folder."""

    def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "hudna", *args]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, check=False)

    return run
