"""What the grammar hands on."""

from __future__ import annotations

from typing import NamedTuple

from hudna.reading.when.nodes import Node


class Parsed(NamedTuple):
    """A phrase read off the line."""

    node: Node
    first: int
    last: int
