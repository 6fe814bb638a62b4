"""The same happening told twice in an article is one event: which triggers tell the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hudna.reading.evidence import Evidence
from hudna.reading.features import bucket
from hudna.reading.linear import Models
from hudna.reading.roles import Link, Told
from hudna.reading.what import FAMILY
from hudna.reading.who import code_of

LINK_FLOOR = 0.4
"""A role counts in a comparison from this probability on."""
MEMORY = 24
"""How many triggers back one may tell the same; of a long text's first sentences, always."""
_LEAD = 2


def group(
    known: Models, evidence: Evidence, told: Sequence[Told], threshold: float
) -> list[list[Told]]:
    """Group triggers that tell the same happening, in text order.

    Each trigger joins the earlier group that holds it most probably, if above the threshold;
    else it opens its own.
    """
    model = known["same"]
    groups: list[list[Told]] = []
    holds = {one.mention.index: held(evidence, one) for one in told}
    home: list[int] = []
    lead = sum(one.mention.sentence < _LEAD for one in told[:MEMORY])
    for k, later in enumerate(told):
        best, at = threshold, -1
        by_group: dict[int, list[float]] = {}
        near = max(k - MEMORY, 0)
        for j in (*range(min(lead, near)), *range(near, k)):
            earlier = told[j]
            if kin(earlier, later):
                seen = pair_features(
                    evidence,
                    earlier,
                    later,
                    holds[earlier.mention.index],
                    holds[later.mention.index],
                )
                by_group.setdefault(home[j], []).append(model.probabilities(seen)[1])
        for i, odds in sorted(by_group.items()):
            p = 0.5 * max(odds) + 0.5 * sum(odds) / len(odds)
            if p > best:
                best, at = p, i
        if at < 0:
            at = len(groups)
            groups.append([later])
        else:
            groups[at].append(later)
        home.append(at)
    return groups


def kin(a: Told, b: Told) -> bool:
    """Whether two triggers could tell the same happening at all."""
    if a.mention.sentence == b.mention.sentence:
        return True
    return a.type == b.type or any(kind == b.type for kind, _ in a.types[1:3])


_SLOTS = ("place", "actor", "target", "time", "toll")


class Held(NamedTuple):
    """What one trigger holds, for comparing it with others."""

    values: tuple[set[object], ...]
    """The values of each slot of ``_SLOTS``."""
    sorts: set[str]
    """The sorts of its tolls."""
    status: str


def held(evidence: Evidence, told: Told) -> Held:
    """Collect what a trigger holds credibly."""
    values = (
        _places(evidence, told.places),
        _codes(evidence, told.actors),
        _codes(evidence, told.targets),
        _times(evidence, told),
        _tolls(evidence, told),
    )
    sorts: set[str] = {evidence.tolls[i].kind for i in _kept(told.tolls)}
    return Held(values, sorts, max(told.statuses, key=lambda s: s[1])[0])


def pair_features(evidence: Evidence, a: Told, b: Told, a_held: Held, b_held: Held) -> list[str]:
    """List what speaks for two triggers, the first told earlier, telling the same happening."""
    m, n = a.mention, b.mention
    doc, syntax = evidence.doc, evidence.syntax
    same = a.type == b.type
    pair = a.type if same else f"{a.type}+{b.type}"
    family = FAMILY[b.type] if same else "mixed"
    away = n.sentence - m.sentence
    far = f"s{min(away, 4)}" if m.sentence else f"title{min(away, 4)}"
    da, db = ("d" if x.hit.definite else "i" for x in (m, n))
    pa, pb = (x.hit.form.part[0] for x in (m, n))
    steps = min(n.index - m.index, 4)
    out = [
        pair,
        f"{pair}|{far}",
        f"{family}|{far}|{pa}{da}>{pb}{db}",
        f"{family}|{pb}{db}|{n.strength}",
        f"{pb}{db}|{n.strength}|{far}",
        f"row:{m.hit.row.name}|{n.hit.row.name}",
        f"row:{n.hit.row.name}|{db}",
        f"form{int(m.hit.form.text == n.hit.form.text)}|{family}|{db}",
        f"steps{steps}|{far}",
        f"p{int(10 * b.probability) // 3}|{far}",
    ]
    marks = {
        slot: _compare(va, vb)
        for slot, va, vb in zip(_SLOTS, a_held.values, b_held.values, strict=True)
    }
    for name, mark in marks.items():
        out.append(f"{name}:{mark}")
        out.append(f"{name}:{mark}|{family}|{'near' if away < 2 else 'far'}")
    out.append(f"{marks['place']}|{marks['time']}|{marks['actor']}|{int(same)}")
    kinds = [a_held.sorts, b_held.sorts]
    if all(kinds) and not kinds[0] & kinds[1]:
        out.append(f"complement|{family}|s{min(away, 2)}")
    out.append(f"status:{a_held.status}|{b_held.status}")
    if not away:
        gap = bucket(max(n.first - m.last - 1, 0))
        commas = min(syntax.commas[n.first] - syntax.commas[m.last], 2)
        links = min(syntax.connectors[n.first] - syntax.connectors[m.last], 2)
        relatives = min(syntax.relatives[n.first] - syntax.relatives[m.last], 1)
        out += [
            f"g{gap}|{pa}>{pb}{db}",
            f"g{gap}|{pair}",
            f"c{commas}|k{links}|r{relatives}|{pa}>{pb}",
            f"and{int(n.hit.before.startswith('و'))}|{pb}|{pair}",
            f"<{doc.words.forms[n.first - 1]}|near",
        ]
        for at in range(m.last + 1, n.first + 1):
            if at in syntax.connector_at:
                out.append(f"via:{syntax.connector_at[at]}|{int(same)}")
    else:
        start = doc.sentences[n.sentence].first
        for at in (start, start + 1):
            if at in syntax.connector_at:
                out.append(f"opens:{syntax.connector_at[at]}")
    return out


def _compare(a: set[object], b: set[object]) -> str:
    if not a and not b:
        return "none"
    if not a or not b:
        return "one"
    if a == b:
        return "equal"
    return "share" if a & b else "clash"


def _kept(links: Sequence[Link]) -> list[int]:
    return [link.phrase for link in links if link.probability >= LINK_FLOOR]


def _places(evidence: Evidence, links: Sequence[Link]) -> set[object]:
    return {evidence.fold_place(i) for i in _kept(links)}


def _codes(evidence: Evidence, links: Sequence[Link]) -> set[object]:
    return {code_of(evidence.actors[i], evidence.home, True) for i in _kept(links)}


def _times(evidence: Evidence, told: Told) -> set[object]:
    if not told.times:
        return set()
    best = max(told.times, key=lambda link: link.probability)
    phrase = evidence.times[best.phrase]
    return {(phrase.start, phrase.end)} if best.probability >= LINK_FLOOR else set()


def _tolls(evidence: Evidence, told: Told) -> set[object]:
    return {(evidence.tolls[i].kind, evidence.tolls[i].bounds) for i in _kept(told.tolls)}
