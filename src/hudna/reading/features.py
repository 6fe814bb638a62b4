"""What the reading sees: the named features of each of its decisions.

A feature is a short string; its name says what was seen (``gap:2``, ``prep:على|A1``). Models in
:mod:`hudna.reading.linear` weigh them. Every function here is pure and looks only at the evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from hudna.reading.evidence import Cue, Evidence, Phrase, between
from hudna.reading.toll import Toll
from hudna.reading.what import FAMILY, Mention

_CAUSES = frozenset((
    "في", "جراء", "اثر", "نتيجه", "بسبب", "ب", "خلال", "اثناء", "بعد", "عقب", "من",
))  # fmt: skip
"""Words that name the cause of a toll, or what went with it, after it."""

_GAPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)


_BUCKETS = [max(step for step in _GAPS if step <= value) for value in range(_GAPS[-1] + 1)]


def bucket(value: int) -> int:
    """Round a distance down to the nearest step of a growing scale; below zero is zero."""
    return _BUCKETS[max(value, 0)] if value <= _GAPS[-1] else _GAPS[-1]


def frame_of(mention: Mention) -> str:
    """Name a trigger's part of speech and how its lexicon row frames its arguments."""
    hit = mention.hit
    data = hit.row.data
    if hit.form.part == "verb":
        return f"v:{data.get('subject', 'actor')}:{data.get('object', 'target')}"
    return f"n:{data.get('genitive', 'either')}"


def relation(
    evidence: Evidence,
    mention: Mention,
    phrase: Phrase,
    rank: int,
    governed: tuple[str, int],
) -> list[str]:
    """List the features of the way from a trigger to a phrase.

    ``rank`` is how many phrases of the same kind stand between the two; ``governed`` is the
    relation that governs the phrase.
    """
    syntax = evidence.syntax
    if phrase.first > mention.last:
        side, low, high = "A", mention.last + 1, phrase.first
    elif phrase.last < mention.first:
        side, low, high = "B", phrase.last + 1, mention.first
    else:
        side, low, high = "I", mention.first, mention.first
    away = evidence.doc.sentence_of[phrase.first] - mention.sentence
    commas = min(syntax.commas[high + (side == "A")] - syntax.commas[low], 3) if high > low else 0
    if side == "A" and high == low:
        commas = int(syntax.commas[high + 1] > syntax.commas[high])
    if side == "B" and high == low:
        commas = int(syntax.commas[high + 1] > syntax.commas[high])
    connectors = min(syntax.connectors[high] - syntax.connectors[low], 2)
    relatives = min(syntax.relatives[high] - syntax.relatives[low], 2)
    complements = min(syntax.complements[high] - syntax.complements[low], 1)
    triggers = min(syntax.triggers[high] - syntax.triggers[low], 3)
    gap = bucket(high - low)
    prep = governed[0] or "0"
    frame = frame_of(mention)
    if not away:
        where = f"{side}{min(rank, 3)}"
    elif -2 <= away <= 1:
        where = f"{side}{away}"
    else:
        where = "lead"
    if away and evidence.doc.sentence_of[phrase.first] < 2:
        where += "^"
    kind = mention.hit.row.data["type"]
    family = FAMILY[kind]
    return [
        f"{frame}|{where}|{prep}",
        f"{frame}|{side}|g{gap}",
        f"{where}|c{commas}|k{connectors}|t{triggers}",
        f"{where}|rank{min(rank, 3)}|{prep}",
        f"{side}|r{relatives}|m{complements}|t{min(triggers, 1)}",
        f"{where}|{prep}|g{min(gap, 5)}",
        f"{family}|{where}",
        f"{family}|{side}|{prep}",
        f"{kind}|{where}|{prep}",
        f"g{gap}",
        f"{side}|t{triggers}|g{min(gap, 8)}",
    ]


def words_around(evidence: Evidence, phrase: Phrase) -> list[str]:
    """The words just before and after a phrase, as features."""
    forms = evidence.doc.words.forms
    before = forms[phrase.first - 1] if phrase.first else "^"
    after = forms[phrase.last + 1] if phrase.last + 1 < len(forms) else "$"
    return [f"<{before}", f">{after}"]


def event_features(evidence: Evidence, mention: Mention) -> list[str]:
    """List what speaks for and against a trigger telling a happening of its article."""
    doc = evidence.doc
    forms = doc.words.forms
    hit = mention.hit
    kind = hit.row.data["type"]
    first, last = doc.sentences[mention.sentence]
    family = FAMILY[kind]
    part = hit.form.part[0]
    strength = mention.strength
    row = hit.row.name
    definite = "d" if hit.definite else "i"
    sentence = min(mention.sentence, 3)
    out = [
        f"row:{row}",
        f"form:{hit.form.text}",
        f"kind:{kind}",
        f"{strength}|{part}|{definite}",
        f"{kind}|{strength}|{definite}",
        f"lead:{hit.form.lead}|{part}",
        f"lead:{hit.form.lead}|{kind}",
        f"row:{row}|{hit.form.lead or definite}",
        f"at:{sentence}|{part}",
        f"at:{sentence}|{family}",
        f"clitic:{hit.before}",
        f"hits{min(len(mention.hits), 3)}",
    ]
    before = forms[mention.first - 1] if mention.first > first else "^"
    after = forms[mention.last + 1] if mention.last + 1 < last else "$"
    out += [f"<{before}", f">{after}", f"<{before}|{family}", f">{after}|{family}"]
    out.append(f"<{before}|{strength}|{part}")
    if mention.first - 1 > first:
        out.append(f"<<{forms[mention.first - 2]}")
        out.append(f"<{forms[mention.first - 2]} {before}")
    if mention.last + 2 < last:
        out.append(f">>{forms[mention.last + 2]}")
        out.append(f">{after} {forms[mention.last + 2]}")
    out.append(f"comma:{doc.words.gaps[mention.last + 1].strip()[:1]}")
    out.append(f"comma before:{doc.words.gaps[mention.first].strip()[:1]}")
    for other, distance in mention.means:
        out.append(f"means:{other}|{kind}|{'near' if distance < 4 else 'far'}")
    out.append(f"{kind}|means{int(bool(mention.means))}|{strength}")
    out += cue_features(evidence, mention)
    out += _company(evidence, mention, family, kind)
    quoted = int(doc.quoted(mention.first))
    out += [f"{family}|busy{evidence.busy}", f"{kind}|busy{evidence.busy}|{strength}"]
    out += [f"{family}|quoted{quoted}", f"quoted{quoted}|{part}"]
    out += _told_before(evidence, mention, kind, family, definite)
    syntax = evidence.syntax
    out.append(f"k{min(syntax.connectors[mention.first] - syntax.connectors[first], 3)}|{part}")
    out.append(f"m{min(syntax.complements[mention.first] - syntax.complements[first], 2)}|{part}")
    out.append(f"t{min(syntax.triggers[mention.first] - syntax.triggers[first], 3)}|{part}")
    for at in (mention.first, mention.first - 1):
        if at in syntax.connector_at:
            out.append(f"conn:{syntax.connector_at[at]}|{part}")
    return out


def _company(evidence: Evidence, mention: Mention, family: str, kind: str) -> Iterator[str]:
    """List what stands with a trigger in its sentence: participants, places, times, tolls."""
    first, last = evidence.doc.sentences[mention.sentence]
    part = mention.hit.form.part[0]
    actors = [evidence.actors[i] for i in between(evidence.actor_starts, first, last)]
    near = min((abs(a.first - mention.first) for a in actors), default=99)
    armed = any(a.sector in ("MIL", "REB", "PRM", "POL") for a in actors)
    places = between(evidence.place_starts, first, last)
    local = any(evidence.places[i].kind not in ("country", "unknown") for i in places)
    times = between(evidence.time_starts, first, last)
    tolls = between(evidence.toll_starts, first, last)
    close = min((abs(evidence.toll_starts[i] - mention.first) for i in tolls), default=99)
    yield f"{family}|actors{min(len(actors), 3)}|armed{int(armed)}"
    yield f"{family}|actor g{bucket(near)}"
    yield f"{family}|place{min(len(places), 2)}|local{int(local)}"
    yield f"{family}|time{min(len(times), 1)}|{part}"
    yield f"{kind}|time{min(len(times), 1)}|place{min(len(places), 1)}"
    yield f"{family}|toll{min(len(tolls), 1)}|g{bucket(close)}"
    yield f"{kind}|toll{min(len(tolls), 1)}"
    summed = any(evidence.tolls[i].cumulative for i in tolls)
    yield f"{kind}|summed{int(summed)}"
    for actor in actors:
        if actor.first == mention.last + 1:
            yield f"right:{actor.sector}|{part}|{kind}"
            yield f"right:{actor.kind}|{family}"
        elif actor.last == mention.first - 1:
            yield f"left:{actor.sector}|{part}|{kind}"
            yield f"left:{actor.kind}|{family}"
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
) -> Iterator[str]:
    """List whether the article has told, or will tell, of the like elsewhere."""
    strength = mention.strength
    alike = evidence.alike.get(kind, [])
    # Of those told before: any, one in the same sentence, a strong one, one in the title.
    at = bisect_left(alike, mention.index, key=lambda m: m.index)
    earlier = at > 0
    same = earlier and alike[at - 1].sentence == mention.sentence
    strong = earlier and evidence.first_strong.get(kind, mention.index) < mention.index
    title = earlier and alike[0].sentence == 0
    others = len(alike) - (at < len(alike) and alike[at] is mention)
    yield f"{family}|told{int(earlier)}{int(same)}{int(strong)}|{definite}"
    yield f"{strength}|told{int(earlier)}{int(same)}{int(strong)}|{definite}"
    yield f"title{int(title)}|{family}|{strength}"
    yield f"others{min(others, 4)}|{family}"


def type_features(evidence: Evidence, mention: Mention, kind: str) -> list[str]:
    """List what speaks for a trigger that tells a happening telling one of this type."""
    forms = evidence.doc.words.forms
    first, last = evidence.doc.sentences[mention.sentence]
    own = [h.row for h in mention.hits if h.row.data["type"] == kind]
    also = any(kind in h.row.data.get("also", ()) for h in mention.hits)
    origin = "own" if own else "also" if also else "means"
    hit = mention.hit
    means = dict(mention.means)
    out = [
        f"kind:{kind}|{origin}",
        f"row:{hit.row.name}|{kind}",
        f"form:{hit.form.text}|{kind}",
        f"lead:{hit.form.lead}|{kind}",
        f"{origin}|of{min(len(mention.types()), 4)}",
        f"own means{int(kind in means)}|{origin}",
    ]
    for other, distance in mention.means:
        near = "near" if distance < 3 else "mid" if distance < 7 else "far"
        out.append(f"means:{other}|{kind}|{near}")
        out.append(f"means:{other}|{kind}|{hit.row.data['type']}")
    before = forms[mention.first - 1] if mention.first > first else "^"
    after = forms[mention.last + 1] if mention.last + 1 < last else "$"
    out += [f"<{before}|{kind}", f">{after}|{kind}"]
    if mention.last + 2 < last:
        out.append(f">>{forms[mention.last + 2]}|{kind}")
    for i in between(evidence.actor_starts, first, last):
        actor = evidence.actors[i]
        side = "A" if actor.first > mention.last else "B"
        out.append(f"{actor.sector}|{side}|{kind}")
        if actor.first == mention.last + 1:
            out.append(f"right:{actor.sector}|{kind}|{hit.row.data['type']}")
        for word in forms[actor.first : actor.last + 1][:2]:
            out.append(f"who:{word}|{kind}")
    for other in evidence.doc_types:
        out.append(f"doc:{other}|{kind}|{origin}")
    tolls = between(evidence.toll_starts, first, last)
    out.append(f"toll{min(len(tolls), 1)}|{kind}")
    summed = any(evidence.tolls[i].cumulative for i in tolls)
    out.append(f"summed{int(summed)}|{kind}|{origin}")
    for name in evidence.doc_means:
        out.append(f"doc means:{name}|{kind}|{origin}")
    return list(dict.fromkeys(out))


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


def cue_features(evidence: Evidence, mention: Mention) -> Iterator[str]:
    """List the status cues of a trigger's sentence, near ones by name."""
    first, last = evidence.doc.sentences[mention.sentence]
    part = mention.hit.form.part[0]
    kind = mention.hit.row.data["type"]
    family = FAMILY[kind]
    nearest: dict[str, int] = {}
    for cue, gap in ruled(evidence, mention):
        nearest[cue.status] = min(gap, nearest.get(cue.status, 99))
        yield f"ruled by:{cue.row}"
        yield f"ruled by:{cue.row}|{family}"
    for status, gap in nearest.items():
        yield f"ruled:{status}"
        yield f"ruled:{status}|g{bucket(gap)}"
        yield f"ruled:{status}|{part}"
        yield f"ruled:{status}|{kind}"
    seen: set[str] = set()
    for i in between(evidence.cue_starts, first, last):
        cue = evidence.cues[i]
        at, status = cue.first, cue.status
        gap = mention.first - at
        commas = evidence.syntax.commas
        apart = abs(commas[mention.first] - commas[at])
        if -4 <= gap <= 8:
            side = "B" if gap > 0 else "A"
            yield f"cue:{cue.name}|{side}"
            yield f"status:{status}|{side}|c{min(apart, 1)}|{'near' if abs(gap) < 4 else 'mid'}"
        elif status not in seen:
            seen.add(status)
            yield f"status:{status}|far|c{min(apart, 2)}"
    forms = evidence.doc.words.forms
    lo = max(first, mention.first - 6)
    for at, form in enumerate(forms[lo : mention.first], lo):
        if form[:2] in ("سي", "ست", "سن"):
            yield "future"
        elif form in ("كان", "كانت", "وكان", "وكانت", "كانوا"):
            yield "pluperfect"
        elif form in ("لم", "ولم", "لا", "ولا", "لن", "ولن", "ليس", "دون", "بدون", "عدم", "بعدم"):
            yield f"negation:{mention.first - at}"
            yield f"negation|{mention.hit.row.data['type']}"
        elif form in ("قد", "وقد"):
            yield f"qad|{mention.hit.form.lead}"


def actor_features(
    evidence: Evidence,
    mention: Mention,
    index: int,
    rank: int,
    governed: tuple[str, int],
    kind: str,
) -> list[str]:
    """List what speaks for a participant being the actor or the target of a trigger."""
    phrase = evidence.actors[index]
    way = relation(evidence, mention, phrase, rank, governed)
    sector = phrase.sector
    family = FAMILY[kind]
    where = way[0].split("|", 1)[1]
    side = where[0]
    out = [
        *way,
        f"{family}|{sector}",
        f"{kind}|{sector}",
        f"{kind}|{sector}|{side}",
        f"{kind}|{where}",
        f"{sector}|{where}",
        f"{phrase.kind}|{side}",
        f"{phrase.kind}|{where}",
        f"adjective{int(phrase.adjective)}|{where}",
        f"capital{int(phrase.capital)}|{where}|{governed[0]}",
        f"{phrase.kind}|{governed[0]}|{family}",
        f"{family}|{sector}|{governed[0]}",
        f"row:{mention.hit.row.name}|{where}",
        f"form:{mention.hit.form.part}|{mention.hit.form.lead}|{where}",
    ]
    out += (f"{word}|{side}" for word in words_around(evidence, phrase))
    if index:
        left = evidence.actors[index - 1]
        if phrase.first - left.last == 1 and phrase.before.startswith("و"):
            out.append(f"and|{side}")
            out.append(f"and|{left.sector}|{sector}|{side}")
    cue = evidence.cue_at.get(phrase.first - 1)
    if cue is not None:
        out.append(f"after cue:{cue.status}|{side}")
        out.append(f"after cue:{cue.row}|{side}|{mention.hit.form.part}")
    if evidence.in_source(phrase.first):
        out.append(f"source|{side}")
        out.append(f"source|{family}")
    if mention.hit.after and side == "B":
        out.append(f"pronoun|{where}")
    return out


def place_features(
    evidence: Evidence,
    mention: Mention,
    index: int,
    rank: int,
    governed: tuple[str, int],
    kind: str,
) -> list[str]:
    """List what speaks for a place being where a trigger happened, or only the area around it."""
    phrase = evidence.places[index]
    way = relation(evidence, mention, phrase, rank, governed)
    where = way[0].split("|", 1)[1]
    side = where[0]
    inside = phrase.within is not None
    holds = evidence.holds_places[index]
    out = [
        *way,
        f"{phrase.kind}|{side}|{governed[0]}",
        f"{phrase.kind}|in{int(inside)}|holds{int(holds)}",
        f"in{int(inside)}|holds{int(holds)}|{side}",
        f"{kind}|{phrase.kind}",
        f"{kind}|{where}",
        f"capital{int(phrase.capital)}|{governed[0]}",
        f"country|{governed[0]}|{side}" if phrase.kind == "country" else f"local|{side}",
        f"only{int(evidence.lone_place(index))}|{phrase.kind}",
    ]
    out += words_around(evidence, phrase)
    if evidence.in_source(phrase.first):
        out.append("source")
    if evidence.in_actor(phrase.first):
        out.append("actor")
    return out


def time_features(
    evidence: Evidence,
    mention: Mention,
    index: int,
    rank: int,
    governed: tuple[str, int],
    kind: str,
) -> list[str]:
    """List what speaks for a time phrase being when a trigger happened."""
    phrase = evidence.times[index]
    way = relation(evidence, mention, phrase, rank, governed)
    where = way[0].split("|", 1)[1]
    side = where[0]
    return [
        *way,
        f"{phrase.granularity}|{side}",
        f"saying{int(phrase.of_saying)}|{side}",
        f"saying{int(phrase.of_saying)}|{where}",
        f"{FAMILY[kind]}|saying{int(phrase.of_saying)}",
        f"open:{phrase.open}|{side}",
        f"{kind}|{phrase.granularity}",
        f"lead:{mention.hit.form.lead}|{side}",
        *(f"{word}|{side}" for word in words_around(evidence, phrase)),
    ]


def toll_features(
    evidence: Evidence,
    mention: Mention,
    index: int,
    rank: int,
    governed: tuple[str, int],
    kind: str,
) -> list[str]:
    """List what speaks for a toll being what a trigger cost."""
    toll = evidence.tolls[index]
    way = relation(evidence, mention, toll, rank, governed)
    where = way[0].split("|", 1)[1]
    side = where[0]
    own = mention.first <= toll.anchor <= mention.last
    exact = "exact" if toll.bounds.low == toll.bounds.high else "open"
    tie = tie_of(evidence, mention, toll)
    family = FAMILY[kind]
    return [
        *way,
        f"{kind}|{where}",
        f"{kind}|own{int(own)}",
        f"subset{int(toll.subset)}|{side}",
        f"cumulative{int(toll.cumulative)}|{kind}",
        f"group:{toll.group}|{family}",
        f"update{int(toll.update)}",
        f"{toll.kind}|{kind}",
        f"{exact}|{where}",
        f"none|{where}" if toll.bounds.high == 0 else f"some|{side}",
        f"tie:{tie}",
        f"tie:{tie}|{family}",
        f"tie:{tie}|{kind}",
        f"tie:{tie}|{mention.hit.form.part[0]}|{mention.strength}",
        *(f"{word}|{side}" for word in words_around(evidence, toll)),
    ]


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


def status_features(evidence: Evidence, mention: Mention, kind: str) -> list[str]:
    """List what tells how far an event went."""
    doc = evidence.doc
    hit = mention.hit
    forms = doc.words.forms
    first, last = doc.sentences[mention.sentence]
    out = [
        f"row:{hit.row.name}",
        f"row:{hit.row.name}|{hit.form.lead}",
        f"set:{hit.row.data.get('status')}",
        f"stative{int(bool(hit.row.data.get('stative')))}|{hit.form.lead}",
        f"{kind}|{hit.form.part[0]}|{hit.form.lead}",
        f"{kind}",
        f"lead:{hit.form.lead}",
        f"<{forms[mention.first - 1]}" if mention.first > first else "^",
        f">{forms[mention.last + 1]}" if mention.last + 1 < last else "$",
        f"title{int(mention.sentence == 0)}|{hit.form.lead}|{FAMILY[kind]}",
    ]
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
