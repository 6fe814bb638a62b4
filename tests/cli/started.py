"""A command that runs beside the test, to be interrupted by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120
"""Seconds after which a command that never ends is killed."""


def start(*args: str, folder: Path | None = None) -> subprocess.Popen[bytes]:
    """Start ``hudna`` with arguments; one that never answers fails its test, and holds up none."""
    with _heeding_interrupts():
        process = subprocess.Popen(
            [sys.executable, "-m", "hudna", *args],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
    guard = threading.Timer(PATIENCE, process.kill)
    guard.daemon = True
    guard.start()
    return process


@contextmanager
def _heeding_interrupts() -> Iterator[None]:
    """Let what is started heed interrupts, though a shell started the tests in the background.

    Such a shell has them ignored, and a signal that is ignored stays so in every new program; one
    that is handled gets its default back.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
