"""JSON documents that hold a long array, written item by item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol


class Add(Protocol):
    """Adds one item to the array."""

    def __call__(self, item: Any) -> None:
        """Add it."""


@contextmanager
def array(out: IO[str], head: str = "[", tail: str = "]") -> Iterator[Add]:
    """Write ``head``, the items, one on a line, and ``tail``.

    A document that an error cuts short stays without its tail, so that nobody takes it for whole.
    """
    out.write(head)
    before = "\n"

    def add(item: Any) -> None:
        nonlocal before
        out.write(before + json.dumps(item, ensure_ascii=False, allow_nan=False))
        before = ",\n"

    yield add
    out.write(f"\n{tail}\n")
