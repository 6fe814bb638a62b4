"""A private PostgreSQL for the tests: a cluster of its own in a temporary folder, on a socket."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
SETTINGS = (
    "listen_addresses=",  # the socket only
    "fsync=off", "synchronous_commit=off", "full_page_writes=off",
    "max_connections=50", "shared_buffers=16MB", "min_wal_size=2MB", "max_wal_size=32MB",
)  # fmt: skip


def programs() -> Path | None:
    """Find the folder of PostgreSQL's programs, of the newest release that there is."""
    found = {
        int(release[1]): path
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if (release := re.search(r"/(\d+)/bin$", str(path))) and (path / "initdb").exists()
    }
    if found:
        return found[max(found)] if max(found) >= OLDEST else None
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _user() -> str | None:
    """Name whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Run a server; yield an address of it that lacks the database's name."""
    user = _user()
    # Not below pytest's folders, which only their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="hudna-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [binaries / program, *arguments], user=user, cwd=folder, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout.decode(errors='replace')}")

    data, log = str(folder / "data"), str(folder / "log")
    options = [f"-c unix_socket_directories={folder}", *(f"-c {setting}" for setting in SETTINGS)]
    # Waits for the end of this process, however it comes, and leaves nothing behind it.
    guard = subprocess.Popen(
        ["sh", "-c", 'read line; "$0" -D "$1/data" -m immediate -w stop; rm -rf "$1"',
         str(binaries / "pg_ctl"), str(folder)],
        user=user, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with guard:
        run("initdb", "-D", data, "-U", "hudna", "-A", "trust", "-E", "UTF8", "-N",
            "--locale=C", "--wal-segsize=1")  # fmt: skip
        run("pg_ctl", "-D", data, "-l", log, "-w", "-o", " ".join(options), "start")
        yield f"postgresql:///{{}}?host={folder}&user=hudna"
    shutil.rmtree(folder, ignore_errors=True)
