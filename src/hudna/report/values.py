"""A report as values: sections of facts, tables, pictures and incidents, in one language.

Every form (HTML, PDF, Markdown) is written from the same :class:`Briefing`, whose figures are text
already, so that no form can count otherwise than another.
"""

from __future__ import annotations

from dataclasses import dataclass

from hudna.report.words import Lang


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it is shown."""

    text: str
    ltr: bool = False
    """A figure, date, range or code, which runs left to right in Arabic too."""
    url: str | None = None
    """Where it leads; only ``http`` and ``https``."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Paragraphs or points."""

    lines: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, written already."""

    svg: str
    """Safe: written by a template that escapes what it shows."""
    title: str
    instead: str
    """What a form that holds no drawing says."""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim's sentence."""

    outlet: str
    published: str | None
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident of the annex."""

    id: str
    title: tuple[Cell, ...]
    facts: Facts
    legs: Table
    words: Facts
    """Under each leg's name the words that it rests on, each with who wrote them."""
    quotes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The incidents, one by one."""

    entries: tuple[Entry, ...]


Block = Facts | Table | Notes | Picture | Annex


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its title."""

    id: str
    title: str
    lead: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole report."""

    lang: Lang
    title: str
    accord: str
    """Id of the accord."""
    name: str
    """Name of the accord."""
    period: str
    sections: tuple[Section, ...]
    link_label: str

    @property
    def dir(self) -> str:
        """The direction in which its language runs."""
        return "rtl" if self.lang == "ar" else "ltr"
