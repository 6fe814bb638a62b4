"""What the rows about participants say, in the shape that reading them asks for.

Row kinds: ``actor`` (named groups, forces, persons), ``country``, ``demonym``, ``capital``,
``region``, ``head`` (nouns that head the name of a participant) and ``modifier``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hudna.lexicon import Row
from hudna.model import Loading
from hudna.text.fold import fold_term

NAMES = ("actor", "country", "capital", "region")
"""Kinds that name something: no pronoun may follow them."""
KINDS = (*NAMES, "demonym", "head", "modifier", "given")


@dataclass(frozen=True, slots=True)
class Term:
    """One row, read once."""

    kind: str
    """The row's kind."""
    origin: str | None
    sector: str
    role: str
    """An actor's kind, a head's role, a modifier's class."""
    name: str | None
    loading: Loading
    before: tuple[date, str, str] | None
    """Up to (not including) which day another origin and sector held."""
    homes: Mapping[str, tuple[str, str]]
    """Origin and sector by the country that the text is about."""
    classes: frozenset[str]
    """First words of a group's names, folded and bare: what the group may be called later."""
    adjective: bool
    state: bool
    hard: bool
    weak: bool
    builder: bool
    echo: bool
    titled: bool
    body: bool
    """Whether the head is a body of people, whose member's name does not follow it."""
    front: bool
    """Whether the head means no group before a place, but where one fights."""
    relation: str


_TERMS: dict[int, Term] = {}
_ROWS: list[Row] = []


def term_of(row: Row) -> Term:
    """Read a row; the same row gives the same term."""
    term = _TERMS.get(id(row))
    if term is None:
        term = _read(row)
        _ROWS.append(row)  # A row that lives on keeps its id.
        _TERMS[id(row)] = term
    return term


def split_code(code: str) -> tuple[str, str]:
    """Split ``SYR:REB`` into origin and sector."""
    origin, _, sector = code.partition(":")
    return origin, sector


def word_set(text: str) -> frozenset[str]:
    """Read a set of folded words from a text."""
    return frozenset(text.split())


def bare(word: str) -> str:
    """Take ال off a folded word."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _read(row: Row) -> Term:
    data = row.data
    kind = row.kind
    origin, sector = data.get("iso"), data.get("sector", "")
    if "code" in data:
        origin, sector = split_code(data["code"])
    elif kind in ("country", "capital", "demonym", "region"):
        sector = "GOV"
    before = None
    if "before" in data:
        before = (data["before"], *split_code(data["before_code"]))
    classes = {bare(fold_term(noun).split(" ")[0]) for noun in row.nouns} if "kind" in data else ()
    return Term(
        kind=kind,
        origin=origin,
        sector=sector,
        role=data.get("role") or data.get("kind") or data.get("class") or kind,
        name=data.get("name"),
        loading=data.get("loading", "neutral"),
        before=before,
        homes={home: split_code(code) for home, code in data.get("homes", {}).items()},
        classes=frozenset(classes),
        adjective=kind == "demonym" or bool(data.get("adjective")),
        state=bool(data.get("state")),
        hard=bool(data.get("hard")),
        weak=bool(data.get("weak")),
        builder=bool(data.get("builder")),
        echo=bool(data.get("echo")),
        titled=bool(data.get("title")) or data.get("role") in ("office", "spokes", "rank"),
        body=bool(data.get("body")),
        front=bool(data.get("front")),
        relation=data.get("relation", ""),
    )
