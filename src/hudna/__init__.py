"""Hudna reads Arabic reporting on conflicts and keeps the record of a truce, every value cited.

The whole library in three names::

    from hudna import Article, Event, read

    events = read(Article(text, published=date(2018, 11, 19)))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hudna.model import Article as Article
    from hudna.model import Event as Event
    from hudna.reading.reader import read as read

__all__ = ["Article", "Event", "read"]

# Where each public name lives. They are imported when first asked for, so that ``import hudna``
# costs nothing and the command line starts at once.
_HOMES = {"Article": "hudna.model", "Event": "hudna.model", "read": "hudna.reading.reader"}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
