"""What the reading sees of a place: did what a trigger tells happen there, or only around it?"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence
from hudna.reading.features_role import relation, words_around
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention


@namer
def _located(
    sort: str,
    kind: str,
    where: str,
    prep: str,
    inside: bool,
    holds: bool,
    capital: bool,
    only: bool,
) -> Sequence[str]:
    side = where[0]
    nested = f"in{int(inside)}|holds{int(holds)}"
    return (
        f"{sort}|{side}|{prep}",
        f"{sort}|{nested}",
        f"{nested}|{side}",
        f"{kind}|{sort}",
        f"{kind}|{where}",
        f"capital{int(capital)}|{prep}",
        f"country|{prep}|{side}" if sort == "country" else f"local|{side}",
        f"only{int(only)}|{sort}",
    )


@namer
def _worded(
    noun: str | None, modifier: str | None, preposition: str | None, side: str, kind: str
) -> Sequence[str]:
    return (
        f"noun:{noun}|{side}",
        f"noun:{noun}|{FAMILY[kind]}",
        f"modifier:{modifier}|{side}",
        f"preposition:{preposition}|{side}",
        f"preposition:{preposition}|{kind}",
    )


@namer
def _met(
    title: bool, count: int, first: bool, top: bool, size: int, sort: str, side: str, kind: str
) -> Sequence[str]:
    """Whether the title names a place, how often the article does, and among how many.

    ``first``: this sentence names it first; ``top``: no other of the sentence is named more often.
    """
    return (
        f"title{int(title)}|{side}",
        f"title{int(title)}|count{count}|{FAMILY[kind]}",
        f"count{count}|{sort}",
        f"first{int(first)}|{side}",
        f"first{int(first)}|count{count}|title{int(title)}",
        f"top{int(top)}|size{size}|{sort}",
        f"size{size}|{kind}",
    )


def place_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a place being where a trigger happened, or only the area around it."""
    slot = evidence.slots["places"]
    chain, first, last = slot.chains[index], slot.starts[index], slot.ends[index]
    phrase = evidence.places[chain[0]]
    where, out = relation(evidence, mention, first, last, rank, prep)
    out.append(
        (
            _located, phrase.kind, kind, where, prep, phrase.within is not None,
            evidence.holds_places[chain[0]], phrase.capital, evidence.lone_place(chain[0]),
        )
    )  # fmt: skip
    out += words_around(evidence, first, last)
    side = where[0]
    name, line = evidence.fold_place(chain[0]), evidence.doc.sentence_of[first]
    counts, here = evidence.place_counts, evidence.sentence_places[line]
    out += (
        (_worded, phrase.noun, phrase.modifier, phrase.preposition, side, kind),
        (
            _met, name in evidence.title_places, min(counts[name], 4),
            evidence.first_named[name] == line, counts[name] == evidence.top_counts[line],
            min(len(here), 4), phrase.kind, side, kind,
        ),
    )  # fmt: skip
    if len(chain) > 1:
        out += (f"list{min(len(chain), 3)}|{where[0]}", f"list|{kind}")
    if evidence.in_source(phrase.first):
        out.append("source")
    if evidence.in_actor(phrase.first):
        out.append("actor")
    return out
