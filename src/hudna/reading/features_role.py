"""What the reading sees of the way from a trigger to a phrase: does it take part, or tell when?

Every function lists views (:data:`hudna.reading.linear.View`): what was seen, beside the function
that names it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence
from hudna.reading.features_trigger import bucket
from hudna.reading.linear import View, namer
from hudna.reading.toll import Toll
from hudna.reading.what import Mention

_CAUSES = frozenset((
    "في", "جراء", "اثر", "نتيجه", "بسبب", "ب", "خلال", "اثناء", "بعد", "عقب", "من",
))  # fmt: skip
"""Words that name the cause of a toll, or what went with it, after it."""


def frame_of(mention: Mention) -> str:
    """Name a trigger's part of speech and how its lexicon row frames its arguments."""
    hit = mention.hit
    data = hit.row.data
    if hit.form.part == "verb":
        return f"v:{data.get('subject', 'actor')}:{data.get('object', 'target')}"
    return f"n:{data.get('genitive', 'either')}"


@namer
def _governed(frame: str, kind: str, where: str, rank: int, prep: str) -> Sequence[str]:
    side, family = where[0], FAMILY[kind]
    return (
        f"{frame}|{where}|{prep}",
        f"{where}|rank{rank}|{prep}",
        f"{family}|{where}",
        f"{family}|{side}|{prep}",
        f"{kind}|{where}|{prep}",
    )


@namer
def _between(
    where: str, gap: int, commas: int, connectors: int, triggers: int, relatives: int, that: int
) -> Sequence[str]:
    side = where[0]
    return (
        f"{where}|c{commas}|k{connectors}|t{triggers}",
        f"{side}|r{relatives}|m{that}|t{min(triggers, 1)}",
        f"g{gap}",
        f"{side}|t{triggers}|g{min(gap, 8)}",
    )


@namer
def _reach(frame: str, where: str, prep: str, gap: int) -> Sequence[str]:
    return f"{frame}|{where[0]}|g{gap}", f"{where}|{prep}|g{min(gap, 5)}"


_WHERE = {side: [f"{side}{rank}" for rank in range(4)] for side in "ABI"}


def relation(
    evidence: Evidence, mention: Mention, first: int, last: int, rank: int, prep: str
) -> tuple[str, list[View]]:
    """See the way from a trigger to words ``first`` to ``last``.

    ``rank`` is how many phrases of the same kind stand between the two; ``prep`` the relation that
    governs the phrase. Returned first is where the phrase stands, its side before all: ``A`` after
    the trigger, ``B`` before it, ``I`` within it, ``l`` in the lead.
    """
    syntax = evidence.syntax
    if first > mention.last:
        side, low, high = "A", mention.last + 1, first
    elif last < mention.first:
        side, low, high = "B", last + 1, mention.first
    else:
        side, low, high = "I", mention.first, mention.first
    line = evidence.doc.sentence_of[first]
    away = line - mention.sentence
    counted = syntax.commas
    if high > low:
        commas = counted[high + (side == "A")] - counted[low]
    else:
        commas = int(side != "I" and counted[high + 1] > counted[high])
    rank = rank if rank < 3 else 3
    if not away:
        where = _WHERE[side][rank]
    elif -2 <= away <= 1:
        where = f"{side}{away}"
    else:
        where = "lead"
    if away and line < 2:
        where += "^"
    gap = bucket(high - low)
    prep = prep or "0"
    frame = frame_of(mention)
    connectors = syntax.connectors[high] - syntax.connectors[low]
    triggers = syntax.triggers[high] - syntax.triggers[low]
    relatives = syntax.relatives[high] - syntax.relatives[low]
    complements = syntax.complements[high] - syntax.complements[low]
    return where, [
        (_governed, frame, mention.hit.row.data["type"], where, rank, prep),
        (
            _between, where, gap, commas if commas < 3 else 3,
            connectors if connectors < 2 else 2, triggers if triggers < 3 else 3,
            relatives if relatives < 2 else 2, 1 if complements > 0 else complements,
        ),
        (_reach, frame, where, prep, gap),
    ]  # fmt: skip


def words_around(evidence: Evidence, first: int, last: int) -> tuple[str, str]:
    """The words just before and after words ``first`` to ``last``, as features."""
    forms = evidence.doc.words.forms
    before = forms[first - 1] if first else "^"
    after = forms[last + 1] if last + 1 < len(forms) else "$"
    return f"<{before}", f">{after}"


@namer
def _of_sector(kind: str, sector: str, where: str, prep: str) -> Sequence[str]:
    family, side = FAMILY[kind], where[0]
    return (
        f"{family}|{sector}",
        f"{kind}|{sector}",
        f"{kind}|{sector}|{side}",
        f"{kind}|{where}",
        f"{sector}|{where}",
        f"{family}|{sector}|{prep}",
    )


@namer
def _of_sort(
    sort: str, family: str, where: str, prep: str, adjective: bool, capital: bool
) -> Sequence[str]:
    return (
        f"{sort}|{where[0]}",
        f"{sort}|{where}",
        f"adjective{int(adjective)}|{where}",
        f"capital{int(capital)}|{where}|{prep}",
        f"{sort}|{prep}|{family}",
    )


@namer
def _from(row: str, part: str, lead: str, where: str) -> Sequence[str]:
    return f"row:{row}|{where}", f"form:{part}|{lead}|{where}"


@namer
def _after_cue(status: str, row: str, side: str, part: str) -> Sequence[str]:
    return (
        f"after cue:{status}|{side}",
        f"after cue:{row}|{side}",
        f"after cue:{row}|{side}|{part}",
    )


def actor_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a list of participants being the actors or the targets of a trigger."""
    slot = evidence.slots["actors"]
    chain, first, last = slot.chains[index], slot.starts[index], slot.ends[index]
    phrase = evidence.actors[chain[0]]
    where, out = relation(evidence, mention, first, last, rank, prep)
    sector, family, side = phrase.sector, FAMILY[kind], where[0]
    form = mention.hit.form
    before, after = words_around(evidence, first, last)
    out += (
        (_of_sector, kind, sector, where, prep),
        (_of_sort, phrase.kind, family, where, prep, phrase.adjective, phrase.capital),
        (_from, mention.hit.row.name, form.part, form.lead, where),
        f"{before}|{side}",
        f"{after}|{side}",
    )
    if len(chain) > 1:
        out += (f"list{min(len(chain), 3)}|{side}", f"list|{kind}")
    cue = evidence.cue_at.get(first - 1)
    if cue is not None:
        out.append((_after_cue, cue.status, cue.row, side, form.part))
    if evidence.in_source(first):
        out += (f"source|{side}", f"source|{family}")
    if mention.hit.after and side == "B":
        out.append(f"pronoun|{where}")
    return out


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
    if len(chain) > 1:
        out += (f"list{min(len(chain), 3)}|{where[0]}", f"list|{kind}")
    if evidence.in_source(phrase.first):
        out.append("source")
    if evidence.in_actor(phrase.first):
        out.append("actor")
    return out


@namer
def _dated(
    granularity: str, kind: str, where: str, saying: bool, open_: str | None, lead: str
) -> Sequence[str]:
    side = where[0]
    return (
        f"{granularity}|{side}",
        f"saying{int(saying)}|{side}",
        f"saying{int(saying)}|{where}",
        f"{FAMILY[kind]}|saying{int(saying)}",
        f"open:{open_}|{side}",
        f"{kind}|{granularity}",
        f"lead:{lead}|{side}",
    )


def time_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a time phrase being when a trigger happened."""
    phrase = evidence.times[index]
    where, out = relation(evidence, mention, phrase.first, phrase.last, rank, prep)
    lead = mention.hit.form.lead
    out.append((_dated, phrase.granularity, kind, where, phrase.of_saying, phrase.open, lead))
    out += (f"{word}|{where[0]}" for word in words_around(evidence, phrase.first, phrase.last))
    return out


def tie_of(evidence: Evidence, mention: Mention, toll: Toll) -> str:
    """How a trigger and a toll of its sentence are tied: as cause, or as what brought it about.

    Arabic news names the cause after the toll, behind a preposition (مقتل ثلاثة في غارة), or tells
    it first and the toll as its outcome (قصفت … ما أدى إلى مقتل ثلاثة). The trigger next to the
    toll on either side is the likely one; one beyond it is not.
    """
    doc = evidence.doc
    if doc.sentence_of[toll.anchor] != mention.sentence:
        return "away"
    starts = evidence.mention_starts
    if toll.first <= mention.first <= toll.last:
        return "inside"
    after = bisect_left(starts, toll.last + 1)
    before = bisect_left(starts, toll.first) - 1
    forms = doc.words.forms
    cause = ""
    if after < len(starts) and evidence.mentions[after].sentence == mention.sentence:
        word = forms[starts[after] - 1]
        near = starts[after] - toll.last <= 4
        if evidence.mentions[after].hit.before[-1:] in ("ب", "ل"):
            word = "ب"
        cause = f"{word}{int(near)}" if word in _CAUSES else f"-{int(near)}"
    if mention.first > toll.last:
        step = bisect_left(starts, mention.first) - after
        return f"after{min(step, 2)}:{cause}"
    step = before - bisect_left(starts, mention.first)
    return f"before{min(step, 2)}:{cause}"


@namer
def _counted(
    sort: str,
    kind: str,
    where: str,
    own: bool,
    subset: bool,
    summed: bool,
    group: str,
    update: bool,
) -> Sequence[str]:
    side = where[0]
    return (
        f"{kind}|{where}",
        f"{kind}|own{int(own)}",
        f"subset{int(subset)}|{side}",
        f"cumulative{int(summed)}|{kind}",
        f"group:{group}|{FAMILY[kind]}",
        f"update{int(update)}",
        f"{sort}|{kind}",
    )


@namer
def _tied(tie: str, kind: str, part: str, strength: str) -> Sequence[str]:
    return (
        f"tie:{tie}",
        f"tie:{tie}|{FAMILY[kind]}",
        f"tie:{tie}|{kind}",
        f"tie:{tie}|{part}|{strength}",
    )


@namer
def _bounded(where: str, exact: bool, none: bool) -> Sequence[str]:
    return (
        f"{'exact' if exact else 'open'}|{where}",
        f"none|{where}" if none else f"some|{where[0]}",
    )


def toll_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a toll being what a trigger cost."""
    toll = evidence.tolls[index]
    where, out = relation(evidence, mention, toll.first, toll.last, rank, prep)
    own = mention.first <= toll.anchor <= mention.last
    tie = tie_of(evidence, mention, toll)
    bounds = toll.bounds
    out += (
        (
            _counted, toll.kind, kind, where, own, toll.subset, toll.cumulative, toll.group,
            toll.update,
        ),
        (_tied, tie, kind, mention.hit.form.part[0], mention.strength),
        (_bounded, where, bounds.low == bounds.high, bounds.high == 0),
    )  # fmt: skip
    out += (f"{word}|{where[0]}" for word in words_around(evidence, toll.first, toll.last))
    return out
