"""Runs the command line as a user does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hudna.cli import main

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def hudna(tmp_path: Path) -> Run:
    """Return a function that runs ``hudna`` with arguments in an empty folder."""

    def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "hudna", *args]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, check=False)

    return run


@pytest.fixture
def within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Return a function that does as ``hudna`` does, in this process: ten times as fast."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        monkeypatch.setattr(sys, "argv", ["hudna", *args])
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsysbinary.readouterr()
        code = int(left.value.code or 0)
        return subprocess.CompletedProcess(args, code, printed.out, printed.err)

    return run
