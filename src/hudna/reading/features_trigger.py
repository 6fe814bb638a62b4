"""What the reading sees of a trigger: whether it tells an event, of what type, and how far it went.

Every function lists views (:data:`hudna.reading.linear.View`): what was seen, beside the function
that names it. Here those functions come first (``_own`` names what a trigger is by itself); all are
pure and look only at the evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hudna.model import FAMILY
from hudna.reading.cues import Cue
from hudna.reading.evidence import Evidence, between
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention

_GAPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
_BUCKETS = [max(step for step in _GAPS if step <= value) for value in range(_GAPS[-1] + 1)]
_ARMED = frozenset(("MIL", "REB", "PRM", "POL"))
_PAST_TENSE = frozenset(("كان", "كانت", "وكان", "وكانت", "كانوا"))
_NEGATIONS = frozenset(
    ("لم", "ولم", "لا", "ولا", "لن", "ولن", "ليس", "دون", "بدون", "عدم", "بعدم")
)  # fmt: skip


def bucket(value: int) -> int:
    """Round a distance down to the nearest step of a growing scale; below zero is zero."""
    return _BUCKETS[max(value, 0)] if value <= _GAPS[-1] else _GAPS[-1]


@namer
def _own(
    row: str, form: str, kind: str, strength: str, part: str, lead: str, clitic: str, definite: str
) -> Sequence[str]:
    return (
        f"row:{row}",
        f"form:{form}",
        f"kind:{kind}",
        f"{strength}|{part}|{definite}",
        f"{kind}|{strength}|{definite}",
        f"lead:{lead}|{part}",
        f"lead:{lead}|{kind}",
        f"row:{row}|{lead or definite}",
        f"clitic:{clitic}",
    )


@namer
def _setting(
    kind: str, strength: str, part: str, line: int, busy: int, quoted: int, hits: int, armed: bool
) -> Sequence[str]:
    family = FAMILY[kind]
    return (
        f"at:{line}|{part}",
        f"at:{line}|{family}",
        f"hits{hits}",
        f"{kind}|means{int(armed)}|{strength}",
        f"{family}|busy{busy}",
        f"{kind}|busy{busy}|{strength}",
        f"{family}|quoted{quoted}",
        f"quoted{quoted}|{part}",
    )


@namer
def _word_before(word: str, family: str, strength: str, part: str) -> Sequence[str]:
    return f"<{word}", f"<{word}|{family}", f"<{word}|{strength}|{part}"


@namer
def _word_after(word: str, family: str) -> Sequence[str]:
    return f">{word}", f">{word}|{family}"


@namer
def _order(
    part: str, connectors: int, complements: int, triggers: int, before: str, after: str
) -> Sequence[str]:
    return (
        f"k{connectors}|{part}",
        f"m{complements}|{part}",
        f"t{triggers}|{part}",
        f"comma:{after}",
        f"comma before:{before}",
    )


@namer
def _told(
    family: str, strength: str, definite: str, before: str, title: bool, others: int
) -> Sequence[str]:
    return (
        f"{family}|told{before}|{definite}",
        f"{strength}|told{before}|{definite}",
        f"title{int(title)}|{family}|{strength}",
        f"others{others}|{family}",
    )


@namer
def _class_beside(side: str, coarse: str, fine: str, family: str, part: str) -> Sequence[str]:
    return (
        f"{side}coarse:{coarse}|{part}",
        f"{side}coarse:{coarse}|{family}",
        f"{side}fine:{fine}|{part}",
        f"{side}fine:{fine}|{family}",
    )


@namer
def _class_near(side: str, coarse: str, fine: str) -> Sequence[str]:
    return f"{side}coarse:{coarse}", f"{side}fine:{fine}"


_AROUND = 6
"""Words on each side of a trigger whose classes tell whether it is an event."""


def _classes_around(evidence: Evidence, mention: Mention, family: str, part: str) -> Iterator[View]:
    """See what kinds of words stand around a trigger."""
    first, last = evidence.doc.sentences[mention.sentence]
    coarse, fine = evidence.classes
    begin, end = mention.first, mention.last
    if begin > first:
        yield _class_beside, "<", coarse[begin - 1], fine[begin - 1], family, part
    if end + 1 < last:
        yield _class_beside, ">", coarse[end + 1], fine[end + 1], family, part
    if begin - 1 > first:
        yield _class_near, "<<", coarse[begin - 2], fine[begin - 2]
    if end + 2 < last:
        yield _class_near, ">>", coarse[end + 2], fine[end + 2]
    for kind in dict.fromkeys(coarse[max(first, begin - _AROUND) : begin]):
        yield f"<~{kind}"
    for kind in dict.fromkeys(coarse[end + 1 : min(last, end + 1 + _AROUND)]):
        yield f">~{kind}"


def event_features(evidence: Evidence, mention: Mention) -> list[View]:
    """List what speaks for and against a trigger telling a happening of its article."""
    doc, syntax = evidence.doc, evidence.syntax
    forms, gaps = doc.words.forms, doc.words.gaps
    hit = mention.hit
    form, row = hit.form, hit.row
    kind = row.data["type"]
    first, last = doc.sentences[mention.sentence]
    family = FAMILY[kind]
    part, strength = form.part[0], mention.strength
    definite = "d" if hit.definite else "i"
    begin, end = mention.first, mention.last
    before = forms[begin - 1] if begin > first else "^"
    after = forms[end + 1] if end + 1 < last else "$"
    out: list[View] = [
        (_own, row.name, form.text, kind, strength, part, form.lead, hit.before, definite),
        (
            _setting, kind, strength, part, min(mention.sentence, 3), evidence.busy,
            int(doc.quoted(begin)), min(len(mention.hits), 3), bool(mention.means),
        ),
        (_word_before, before, family, strength, part),
        (_word_after, after, family),
        (
            _order, part,
            min(syntax.connectors[begin] - syntax.connectors[first], 3),
            min(syntax.complements[begin] - syntax.complements[first], 2),
            min(syntax.triggers[begin] - syntax.triggers[first], 3),
            gaps[begin].strip()[:1], gaps[end + 1].strip()[:1],
        ),
    ]  # fmt: skip
    if begin - 1 > first:
        out += (f"<<{forms[begin - 2]}", f"<{forms[begin - 2]} {before}")
    if end + 2 < last:
        out += (f">>{forms[end + 2]}", f">{after} {forms[end + 2]}")
    for other, distance in mention.means:
        out.append(f"means:{other}|{kind}|{'near' if distance < 4 else 'far'}")
    out += _classes_around(evidence, mention, family, part)
    out += cue_features(evidence, mention)
    out += _company(evidence, mention, family, kind)
    out.append(_told_before(evidence, mention, kind, family, definite))
    for at in (begin, begin - 1):
        if at in syntax.connector_at:
            out.append(f"conn:{syntax.connector_at[at]}|{part}")
    return out


@namer
def _with(
    kind: str, part: str, actors: int, armed: bool, gap: int, places: int, local: bool, times: int
) -> Sequence[str]:
    family = FAMILY[kind]
    return (
        f"{family}|actors{actors}|armed{int(armed)}",
        f"{family}|actor g{gap}",
        f"{family}|place{places}|local{int(local)}",
        f"{family}|time{times}|{part}",
        f"{kind}|time{times}|place{min(places, 1)}",
    )


@namer
def _with_tolls(kind: str, tolls: int, gap: int, summed: bool) -> Sequence[str]:
    return (
        f"{FAMILY[kind]}|toll{tolls}|g{gap}",
        f"{kind}|toll{tolls}",
        f"{kind}|summed{int(summed)}",
    )


@namer
def _beside(side: str, sector: str, sort: str, part: str, kind: str) -> Sequence[str]:
    return f"{side}:{sector}|{part}|{kind}", f"{side}:{sort}|{FAMILY[kind]}"


def _company(evidence: Evidence, mention: Mention, family: str, kind: str) -> Iterator[View]:
    """List what stands with a trigger in its sentence: participants, places, times, tolls."""
    first, last = evidence.doc.sentences[mention.sentence]
    part = mention.hit.form.part[0]
    actors = [evidence.actors[i] for i in between(evidence.actor_starts, first, last)]
    near = min((abs(a.first - mention.first) for a in actors), default=99)
    armed = any(a.sector in _ARMED for a in actors)
    places = between(evidence.place_starts, first, last)
    local = any(evidence.places[i].kind not in ("country", "unknown") for i in places)
    times = between(evidence.time_starts, first, last)
    tolls = between(evidence.toll_starts, first, last)
    close = min((abs(evidence.toll_starts[i] - mention.first) for i in tolls), default=99)
    summed = any(evidence.tolls[i].cumulative for i in tolls)
    yield (
        _with, kind, part, min(len(actors), 3), armed, bucket(near),
        min(len(places), 2), local, min(len(times), 1),
    )  # fmt: skip
    yield _with_tolls, kind, min(len(tolls), 1), bucket(close), summed
    for actor in actors:
        if actor.first == mention.last + 1:
            yield _beside, "right", actor.sector, actor.kind, part, kind
        elif actor.last == mention.first - 1:
            yield _beside, "left", actor.sector, actor.kind, part, kind
    for i in places:
        gap = evidence.places[i].first - mention.last
        if 0 < gap <= 3:
            yield f"place right{gap}|{part}|{family}"
    for i in times:
        phrase = evidence.times[i]
        if phrase.start is not None and evidence.anchor is not None:
            age = (evidence.anchor.end - phrase.end).days if phrase.end else 0
            when = "future" if age < 0 else "now" if age < 8 else "past" if age < 400 else "old"
            yield f"{family}|{when}|{phrase.granularity}"


def _told_before(
    evidence: Evidence, mention: Mention, kind: str, family: str, definite: str
) -> View:
    """See whether the article has told, or will tell, of the like elsewhere."""
    alike = evidence.alike.get(kind, [])
    # Of those told before: any, one in the same sentence, a strong one, one in the title.
    at = bisect_left(alike, mention.index, key=lambda m: m.index)
    earlier = at > 0
    same = earlier and alike[at - 1].sentence == mention.sentence
    strong = earlier and evidence.first_strong.get(kind, mention.index) < mention.index
    title = earlier and alike[0].sentence == 0
    others = len(alike) - (at < len(alike) and alike[at] is mention)
    before = f"{int(earlier)}{int(same)}{int(strong)}"
    return _told, family, mention.strength, definite, before, title, min(others, 4)


def ruled(evidence: Evidence, mention: Mention) -> Iterator[tuple[Cue, int]]:
    """List the status cues that bear on a trigger by their scope and side, with the distance.

    A cue of a clause bears on the triggers after (or before) it up to the next contrast, addition
    or time connector; one of a verb on the next two words only.
    """
    first, last = evidence.doc.sentences[mention.sentence]
    syntax = evidence.syntax
    for i in between(evidence.cue_starts, first, last):
        cue = evidence.cues[i]
        if cue.last < mention.first:
            side, low, high = "after", cue.last + 1, mention.first
        elif cue.first > mention.last:
            side, low, high = "before", mention.last + 1, cue.first
        else:
            continue
        if cue.side not in (side, "both"):
            continue
        gap = high - low
        if cue.scope == "verb" and gap > 2:
            continue
        if cue.scope == "clause" and syntax.connectors[high] - syntax.connectors[low]:
            continue
        yield cue, gap


@namer
def _ruled_by(row: str, family: str) -> Sequence[str]:
    return f"ruled by:{row}", f"ruled by:{row}|{family}"


@namer
def _ruled(status: str, gap: int, part: str, kind: str) -> Sequence[str]:
    return (
        f"ruled:{status}",
        f"ruled:{status}|g{gap}",
        f"ruled:{status}|{part}",
        f"ruled:{status}|{kind}",
    )


@namer
def _cued(name: str, status: str, side: str, apart: int, near: str) -> Sequence[str]:
    return f"cue:{name}|{side}", f"status:{status}|{side}|c{apart}|{near}"


def cue_features(evidence: Evidence, mention: Mention) -> Iterator[View]:
    """List the status cues of a trigger's sentence, near ones by name."""
    first, last = evidence.doc.sentences[mention.sentence]
    kind = mention.hit.row.data["type"]
    cues = between(evidence.cue_starts, first, last)
    if cues:
        part, family = mention.hit.form.part[0], FAMILY[kind]
        nearest: dict[str, int] = {}
        for cue, gap in ruled(evidence, mention):
            nearest[cue.status] = min(gap, nearest.get(cue.status, 99))
            yield _ruled_by, cue.row, family
        for status, gap in nearest.items():
            yield _ruled, status, bucket(gap), part, kind
    commas = evidence.syntax.commas
    seen: set[str] = set()
    for i in cues:
        cue = evidence.cues[i]
        at, status = cue.first, cue.status
        gap = mention.first - at
        apart = abs(commas[mention.first] - commas[at])
        if -4 <= gap <= 8:
            near = "near" if abs(gap) < 4 else "mid"
            yield _cued, cue.name, status, "B" if gap > 0 else "A", min(apart, 1), near
        elif status not in seen:
            seen.add(status)
            yield f"status:{status}|far|c{min(apart, 2)}"
    forms = evidence.doc.words.forms
    low = max(first, mention.first - 6)
    for at, form in enumerate(forms[low : mention.first], low):
        if form[:2] in ("سي", "ست", "سن"):
            yield "future"
        elif form in _PAST_TENSE:
            yield "pluperfect"
        elif form in _NEGATIONS:
            yield f"negation:{mention.first - at}"
            yield f"negation|{kind}"
        elif form in ("قد", "وقد"):
            yield f"qad|{mention.hit.form.lead}"


@namer
def _stated(
    row: str, set_: str | None, stative: bool, kind: str, part: str, lead: str, title: bool
) -> Sequence[str]:
    return (
        f"row:{row}",
        f"row:{row}|{lead}",
        f"set:{set_}",
        f"stative{int(stative)}|{lead}",
        f"{kind}|{part}|{lead}",
        f"{kind}",
        f"lead:{lead}",
        f"title{int(title)}|{lead}|{FAMILY[kind]}",
    )


def status_features(evidence: Evidence, mention: Mention, kind: str) -> list[View]:
    """List what tells how far an event went."""
    doc = evidence.doc
    hit = mention.hit
    row, form = hit.row, hit.form
    forms = doc.words.forms
    first, last = doc.sentences[mention.sentence]
    out: list[View] = [
        (
            _stated, row.name, row.data.get("status"), bool(row.data.get("stative")),
            kind, form.part[0], form.lead, mention.sentence == 0,
        ),
        f"<{forms[mention.first - 1]}" if mention.first > first else "^",
        f">{forms[mention.last + 1]}" if mention.last + 1 < last else "$",
    ]  # fmt: skip
    if mention.first - 1 > first:
        out.append(f"<<{forms[mention.first - 2]}")
    out += cue_features(evidence, mention)
    anchor = evidence.anchor
    if anchor is not None:
        for i in between(evidence.time_starts, first, last):
            start = evidence.times[i].start
            if start is not None and start > anchor.end:
                out.append("future date")
    if evidence.denied(mention.first):
        out.append("denied")
    return out
