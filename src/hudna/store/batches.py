"""Many values, some at a time: how many one query may name is bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")


def batched(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Cut values into lists of a size, the last one shorter (Python 3.12 has it)."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
