"""The same happening told twice in an article is one event: which triggers tell the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hudna.reading.evidence import Evidence
from hudna.reading.features_trigger import bucket
from hudna.reading.linear import Models, View, namer
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
    if a.type == b.type or any(kind == b.type for kind, _ in a.types[1:3]):
        return True
    return any(kind == a.type for kind, _ in b.types[1:3])


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
    return Held(values, sorts, told.status)


@namer
def _pair(
    a: str, b: str, far: str, first: str, second: str, strength: str, alike: bool
) -> Sequence[str]:
    same = a == b
    pair, family = (a, FAMILY[b]) if same else (f"{a}+{b}", "mixed")
    return (
        pair,
        f"{pair}|{far}",
        f"{family}|{far}|{first}>{second}",
        f"{family}|{second}|{strength}",
        f"{second}|{strength}|{far}",
        f"form{int(alike)}|{family}|{second[-1]}",
    )


@namer
def _rows(first: str, second: str, definite: str) -> Sequence[str]:
    return f"row:{first}|{second}", f"row:{second}|{definite}"


@namer
def _marks(family: str, near: str, *marks: str) -> Sequence[str]:
    named = [f"{slot}:{mark}" for slot, mark in zip(_SLOTS, marks, strict=True)]
    place, actor, _, time, _ = marks
    return (
        *named,
        *(f"{name}|{family}|{near}" for name in named),
        f"{place}|{time}|{actor}|{int(family != 'mixed')}",
    )


@namer
def _close(
    pair: str, parts: str, gap: int, commas: int, links: int, relatives: int
) -> Sequence[str]:
    return f"g{gap}|{parts}", f"g{gap}|{pair}", f"c{commas}|k{links}|r{relatives}|{parts[:3]}"


def pair_features(evidence: Evidence, a: Told, b: Told, a_held: Held, b_held: Held) -> list[View]:
    """List what speaks for two triggers, the first told earlier, telling the same happening."""
    m, n = a.mention, b.mention
    doc, syntax = evidence.doc, evidence.syntax
    same = a.type == b.type
    family = FAMILY[b.type] if same else "mixed"
    away = n.sentence - m.sentence
    far = f"s{min(away, 4)}" if m.sentence else f"title{min(away, 4)}"
    da, db = ("d" if x.hit.definite else "i" for x in (m, n))
    pa, pb = (x.hit.form.part[0] for x in (m, n))
    out: list[View] = [
        (
            _pair, a.type, b.type, far, pa + da, pb + db, n.strength,
            m.hit.form.text == n.hit.form.text,
        ),
        (_rows, m.hit.row.name, n.hit.row.name, db),
        f"steps{min(n.index - m.index, 4)}|{far}",
        f"p{int(10 * b.probability) // 3}|{far}",
        (
            _marks, family, "near" if away < 2 else "far",
            *map(_compare, a_held.values, b_held.values),
        ),
        f"status:{a_held.status}|{b_held.status}",
    ]  # fmt: skip
    if a_held.sorts and b_held.sorts and a_held.sorts.isdisjoint(b_held.sorts):
        out.append(f"complement|{family}|s{min(away, 2)}")
    if not away:
        pair = a.type if same else f"{a.type}+{b.type}"
        out += (
            (
                _close, pair, f"{pa}>{pb}{db}", bucket(max(n.first - m.last - 1, 0)),
                min(syntax.commas[n.first] - syntax.commas[m.last], 2),
                min(syntax.connectors[n.first] - syntax.connectors[m.last], 2),
                min(syntax.relatives[n.first] - syntax.relatives[m.last], 1),
            ),
            f"and{int(n.hit.before.startswith('و'))}|{pb}|{pair}",
            f"<{doc.words.forms[n.first - 1]}|near",
        )  # fmt: skip
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
