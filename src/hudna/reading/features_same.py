"""What the reading sees of two triggers that may tell the same happening."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from hudna.reading.evidence import Evidence
from hudna.reading.features_trigger import bucket
from hudna.reading.linear import View, namer
from hudna.reading.roles import Link, Told
from hudna.reading.what import FAMILY, Mention

LINK_FLOOR = 0.4
"""A role counts in a comparison from this probability on."""
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


@namer
def _order(between: int, before: int, size: int, definite: str, same: int) -> Sequence[str]:
    """How many triggers of the type stand between two, before both, and in the article."""
    return (
        f"between{between}|{same}|{definite}",
        f"before{min(before, 3)}|between{min(between, 3)}|{same}",
        f"size{size}|{same}",
    )


@namer
def _echo(rare: int, some: int, tenths: int, far: str, same: int) -> Sequence[str]:
    """How many words two sentences share that the article has only there, or once more."""
    return (
        f"rare{rare}|{far}",
        f"rare{min(rare, 3)}|some{some}|{same}",
        f"shared{tenths}|{same}",
        f"shared{tenths}|{far}",
    )


@namer
def _scene(
    shared: str, new: int, size: int, family: str, definite: str, same: int
) -> Sequence[str]:
    """Whether two sentences name the same places, and how many are new in the second."""
    return (
        f"scene:{shared}|{family}",
        f"new{new}of{size}|{same}",
        f"new{new}|{definite}|{shared}",
    )


def pair_features(evidence: Evidence, a: Told, b: Told, a_held: Held, b_held: Held) -> list[View]:
    """List what speaks for two triggers, the first told earlier, telling the same happening."""
    m, n = a.mention, b.mention
    forms = evidence.doc.words.forms
    same = a.type == b.type
    family = FAMILY[b.type] if same else "mixed"
    away = n.sentence - m.sentence
    far = f"s{min(away, 4)}" if m.sentence else f"title{min(away, 4)}"
    da, db = ("d" if x.hit.definite else "i" for x in (m, n))
    pa, pb = (x.hit.form.part[0] for x in (m, n))
    before = forms[n.first - 1] if n.first else "^"
    after = forms[n.last + 1] if n.last + 1 < len(forms) else "$"
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
        f"<{before}|{int(same)}",
        f"<{before}|{far[-1]}{db}",
        f">{after}|{int(same)}",
        f"first:{' '.join(forms[m.first : m.last + 1])}|{int(same)}",
        f"second:{' '.join(forms[n.first : n.last + 1])}|{int(same)}",
        _order_of(evidence, a, b, db, int(same)),
        _scene_of(evidence, m, n, family, db, int(same)),
    ]  # fmt: skip
    if a_held.sorts and b_held.sorts and a_held.sorts.isdisjoint(b_held.sorts):
        out.append(f"complement|{family}|s{min(away, 2)}")
    out += _side_by_side(evidence, a, b) if not away else _apart(evidence, m, n, far, int(same))
    return out


def _side_by_side(evidence: Evidence, a: Told, b: Told) -> Iterator[View]:
    """See what lies between two triggers of one sentence."""
    m, n = a.mention, b.mention
    syntax = evidence.syntax
    same = a.type == b.type
    pair = a.type if same else f"{a.type}+{b.type}"
    pa, pb = (x.hit.form.part[0] for x in (m, n))
    before, gap = evidence.doc.words.forms[n.first - 1], bucket(max(n.first - m.last - 1, 0))
    yield (
        _close, pair, f"{pa}>{pb}{'d' if n.hit.definite else 'i'}",
        gap,
        min(syntax.commas[n.first] - syntax.commas[m.last], 2),
        min(syntax.connectors[n.first] - syntax.connectors[m.last], 2),
        min(syntax.relatives[n.first] - syntax.relatives[m.last], 1),
    )  # fmt: skip
    yield f"and{int(n.hit.before.startswith('و'))}|{pb}|{pair}"
    yield f"<{before}|near"
    yield f"<{before}|{pair}|g{gap}"
    for at in range(m.last + 1, n.first + 1):
        if at in syntax.connector_at:
            yield f"via:{syntax.connector_at[at]}|{int(same)}"


def _apart(evidence: Evidence, m: Mention, n: Mention, far: str, same: int) -> Iterator[View]:
    """See how the second trigger's sentence opens, and what it repeats of the first's."""
    forms, connector_at = evidence.doc.words.forms, evidence.syntax.connector_at
    start = evidence.doc.sentences[n.sentence].first
    for at in (start, start + 1):
        if at in connector_at:
            yield f"opens:{connector_at[at]}"
    yield f"opens:{forms[start]}|{same}"
    yield f"opens:{' '.join(forms[start : start + 2])}|{same}"
    one, other = evidence.sentence_words[m.sentence], evidence.sentence_words[n.sentence]
    shared = one & other
    counts = [evidence.word_counts[word] for word in shared]
    rare, some = sum(count <= 2 for count in counts), counts.count(3)
    tenths = 10 * len(shared) // max(1, min(len(one), len(other)))
    yield _echo, min(rare, 5), min(some, 2), tenths, far, same


def _order_of(evidence: Evidence, a: Told, b: Told, definite: str, same: int) -> View:
    alike = evidence.alike_at.get(b.type, ())
    after = bisect_left(alike, a.mention.index)
    at = bisect_left(alike, b.mention.index)
    between = at - after - (after < len(alike) and alike[after] == a.mention.index)
    return _order, min(between, 5), min(after, 3), min(len(alike), 12) // 2, definite, same


def _scene_of(
    evidence: Evidence, m: Mention, n: Mention, family: str, definite: str, same: int
) -> View:
    here = evidence.sentence_places[n.sentence]
    new = evidence.new_places[n.sentence]
    there = evidence.sentence_places[m.sentence]
    shared = ("equal" if here else "none") if there is here else _compare(there, here)
    return _scene, shared, min(new, 3), min(len(here), 3), family, definite, same


def _compare(a: Set[object], b: Set[object]) -> str:
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
    return {evidence.codes[i] for i in _kept(links)}


def _times(evidence: Evidence, told: Told) -> set[object]:
    if not told.times:
        return set()
    best = max(told.times, key=lambda link: link.probability)
    phrase = evidence.times[best.phrase]
    return {(phrase.start, phrase.end)} if best.probability >= LINK_FLOOR else set()


def _tolls(evidence: Evidence, told: Told) -> set[object]:
    return {(evidence.tolls[i].kind, evidence.tolls[i].bounds) for i in _kept(told.tolls)}
