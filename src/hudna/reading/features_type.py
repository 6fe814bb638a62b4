"""What the reading sees of the type of a happening that a trigger tells.

Every function lists views (:data:`hudna.reading.linear.View`): what was seen, beside the function
that names it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence, between
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention


@namer
def _typed(
    kind: str, origin: str, row: str, own: str, form: str, lead: str, of: int, meant: bool
) -> Sequence[str]:
    return (
        f"kind:{kind}|{origin}",
        f"row:{row}|{kind}",
        f"form:{form}|{kind}",
        f"lead:{lead}|{kind}",
        f"{origin}|of{of}",
        f"own means{int(meant)}|{origin}",
    )


@namer
def _meant(other: str, kind: str, near: str, own: str) -> Sequence[str]:
    return f"means:{other}|{kind}|{near}", f"means:{other}|{kind}|{own}"


@namer
def _amid(
    kind: str, origin: str, counted: bool, summed: bool, told: bool, meant: bool
) -> Sequence[str]:
    return (
        f"toll{int(counted)}|{kind}",
        f"summed{int(summed)}|{kind}|{origin}",
        f"doc{int(told)}|{kind}|{origin}",
        f"doc means{int(meant)}|{kind}|{origin}",
        f"doc{int(told)}{int(meant)}|{origin}",
    )


@namer
def _echoed(way: str, kind: str, origin: str, definite: str, away: int, own: str) -> Sequence[str]:
    return (
        f"{way}{away}|{origin}|{definite}",
        f"{way}{away}|{kind}|{definite}",
        f"{way}{away}|{kind}|{own}",
    )


_NEIGHBOURS = 8
"""Triggers on each side of one that may tell the same happening more plainly."""


def _away(evidence: Evidence, mention: Mention, kind: str, step: int) -> int:
    """Sentences to the next strong trigger of a type on one side; 4 if there is none near."""
    mentions = evidence.mentions
    at = mention.index + step
    for _ in range(_NEIGHBOURS):
        if not 0 <= at < len(mentions):
            break
        other = mentions[at]
        if other.strength == "strong" and other.hit.row.data["type"] == kind:
            return min(abs(other.sentence - mention.sentence), 3)
        at += step
    return 4


def _prior(evidence: Evidence, mention: Mention) -> str:
    """The type of the nearest strong trigger of violence before one."""
    for at in range(mention.index - 1, max(mention.index - 1 - _NEIGHBOURS, -1), -1):
        other = evidence.mentions[at]
        if other.strength == "strong":
            kind: str = other.hit.row.data["type"]
            if FAMILY[kind] == "violence":
                return kind
    return "none"


_REACH = 8
"""Words on each side of a trigger whose classes tell its type."""


def type_features(evidence: Evidence, mention: Mention, kind: str) -> list[View]:
    """List what speaks for a trigger that tells a happening telling one of this type."""
    forms = evidence.doc.words.forms
    first, last = evidence.doc.sentences[mention.sentence]
    mine = any(h.row.data["type"] == kind for h in mention.hits)
    also = any(kind in h.row.data.get("also", ()) for h in mention.hits)
    origin = "own" if mine else "also" if also else "means"
    hit = mention.hit
    own = hit.row.data["type"]
    meant = any(other == kind for other, _ in mention.means)
    out: list[View] = [
        (
            _typed, kind, origin, hit.row.name, own, hit.form.text, hit.form.lead,
            min(len(mention.types()), 4), meant,
        )
    ]  # fmt: skip
    for other, distance in mention.means:
        near = "near" if distance < 3 else "mid" if distance < 7 else "far"
        out.append((_meant, other, kind, near, own))
    before = forms[mention.first - 1] if mention.first > first else "^"
    after = forms[mention.last + 1] if mention.last + 1 < last else "$"
    out += (f"<{before}|{kind}", f">{after}|{kind}")
    fine = evidence.classes.fine
    low, high = max(first, mention.first - _REACH), min(last, mention.last + 1 + _REACH)
    around = dict.fromkeys((*fine[low : mention.first], *fine[mention.last + 1 : high]))
    out += [f"~{word}|{kind}" for word in around]
    if mention.last + 2 < last:
        out.append(f">>{forms[mention.last + 2]}|{kind}")
    definite = "d" if hit.definite else "i"
    out += (
        (_echoed, "back", kind, origin, definite, _away(evidence, mention, kind, -1), own),
        (_echoed, "on", kind, origin, definite, _away(evidence, mention, kind, 1), own),
    )
    prior = _prior(evidence, mention)
    out.append(f"prior:{prior}|{kind}|{definite}")
    company: dict[tuple[str, str], None] = {}
    for i in between(evidence.actor_starts, first, last):
        actor = evidence.actors[i]
        company[actor.sector, "A" if actor.first > mention.last else "B"] = None
        out.append(f"{actor.origin or evidence.home}:{actor.sector}|{kind}|{own}")
        if actor.first == mention.last + 1:
            out.append(f"right:{actor.sector}|{kind}|{own}")
    out += [f"{sector}|{side}|{kind}" for sector, side in company]
    tolls = between(evidence.toll_starts, first, last)
    summed = any(evidence.tolls[i].cumulative for i in tolls)
    out.append(
        (
            _amid, kind, origin, len(tolls) > 0, summed, kind in evidence.doc_types,
            kind in evidence.doc_means,
        )
    )  # fmt: skip
    return out
