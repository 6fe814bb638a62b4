"""What is remembered of a file, so that it is read once, and gone on with where it was left."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from hudna.errors import InputError
from hudna.ingest.item import Recall, Seen


@dataclass(frozen=True, slots=True)
class File:
    """A file, as it is now, and how far it was read before."""

    path: Path
    key: str
    """The address under which it is remembered."""
    state: dict[str, Any]
    """What tells that it has changed; and how it is read, which must also be what it was."""
    start: int = 0
    """Where to go on: what that counts is the reader's own affair."""
    done: bool = False

    def seen(self, at: int, *, done: bool = False) -> Seen:
        """Return what is to be remembered once it was read as far as ``at``."""
        return Seen(self.key, details={**self.state, "at": at, "done": done})


def opened(path: Path, recall: Recall, how: object = "") -> File:
    """Look at a file before it is read; ``how`` is everything that the reading depends on.

    Raises:
        InputError: it is not there.
    """
    try:
        stat = path.stat()
        whole = path.resolve()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower()) from error
    key = whole.as_uri()
    state = {"size": stat.st_size, "changed": stat.st_mtime_ns, "how": str(how)}
    known = recall(key)
    details = known.details if known is not None else {}
    if any(details.get(name) != value for name, value in state.items()):
        return File(path, key, state)
    return File(path, key, state, int(details.get("at", 0)), bool(details.get("done")))


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, decompressed where it is compressed by gzip.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as disk:
            if disk.peek(2)[:2] == b"\x1f\x8b":
                with gzip.open(disk) as stream:
                    yield cast("BinaryIO", stream)
            else:
                yield disk
    except (EOFError, gzip.BadGzipFile) as error:
        raise InputError("a broken gzip file") from error
    except OSError as error:
        raise InputError((error.strerror or os.fspath(path)).lower()) from error
