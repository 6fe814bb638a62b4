"""What the reading sees of a date: is it when what a trigger tells happened?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence, between
from hudna.reading.features_role import relation, words_around
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention
from hudna.reading.when import TimePhrase

_OLD = 400
"""Days after which a date is long past."""


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


@namer
def _told(
    count: int, own: int, away: int, all_: int, line: int, at: int, order: int,
    side: str, granularity: str, kind: str,
) -> Sequence[str]:  # fmt: skip
    """Where the dates of the article stand.

    ``count``: how often it states this one; ``own``: dates in the trigger's sentence; ``away``:
    sentences from there; ``line`` and ``at``: of the trigger and of the date; ``order`` of dates.
    """
    return (
        f"count{count}|{side}",
        f"own{own}|{side}|away{away}",
        f"all{all_}|{granularity}",
        f"line{line}|at{at}|own{min(own, 1)}",
        f"order{order}|{kind}",
        f"order{order}|own{min(own, 1)}",
    )


@namer
def _worded(
    head: str, rule: str, row: str, part: str, lead: str, weight: str, side: str, rank: int,
    kind: str,
) -> Sequence[str]:  # fmt: skip
    return (
        f"head:{head}|{side}",
        f"head:{head}|{FAMILY[kind]}",
        f"rule:{rule}|{side}",
        f"row:{row}|{side}",
        f"form:{part}|{lead}|{side}|{rank}",
        f"{weight}|{side}",
    )


@namer
def _aged(age: str, granularity: str, side: str, line: int, kind: str) -> Sequence[str]:
    return (
        f"age:{age}|{kind}",
        f"age:{age}|{granularity}",
        f"age:{age}|{side}|{FAMILY[kind]}",
        f"age:{age}|line{line}",
    )


@namer
def _flanked(left: str, right: str) -> Sequence[str]:
    return f"left:{left}", f"right:{right}", f"left:{left}|right:{right}"


def _flank(evidence: Evidence, mention: Mention, kind: str, at: int, phrase: TimePhrase) -> str:
    """What trigger stands next to a date in its sentence, if any: this one, one of its type."""
    if not 0 <= at < len(evidence.mentions):
        return "none"
    other = evidence.mentions[at]
    if other.sentence != evidence.doc.sentence_of[phrase.first]:
        return "none"
    which = "me" if other is mention else "kin" if kind in other.types() else "other"
    return f"{which}|{other.strength}|{int(abs(other.first - phrase.first) < 5)}"


def age_of(evidence: Evidence, phrase: TimePhrase) -> str:
    """How long before the article a date lies, in doubling steps of days."""
    if phrase.end is None or evidence.anchor is None:
        return "unknown"
    days = (evidence.anchor.end - phrase.end).days
    if days < 0:
        return "future"
    return "old" if days >= _OLD else str(min(days.bit_length(), 6))


def time_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a time phrase being when a trigger happened."""
    phrase = evidence.times[index]
    where, out = relation(evidence, mention, phrase.first, phrase.last, rank, prep)
    form, forms, side = mention.hit.form, evidence.doc.words.forms, where[0]
    granularity, line = phrase.granularity, evidence.doc.sentence_of[phrase.first]
    own = between(evidence.time_starts, *evidence.doc.sentences[mention.sentence])
    weight = f"{'d' if mention.hit.definite else 'i'}|{mention.strength}"
    at = bisect_left(evidence.mention_starts, phrase.first)
    out += (
        (_dated, granularity, kind, where, phrase.of_saying, phrase.open, form.lead),
        (
            _told, min(evidence.time_counts[phrase.start, phrase.end], 4), min(len(own), 3),
            max(-3, min(3, line - mention.sentence)), min(len(evidence.times), 10) // 2,
            min(mention.sentence, 3), min(line, 3), min(index, 4), side, granularity, kind,
        ),
        (
            _worded, forms[phrase.first], phrase.rule, mention.hit.row.name, form.part, form.lead,
            weight, side, rank, kind,
        ),
        (_aged, age_of(evidence, phrase), granularity, side, min(mention.sentence, 3), kind),
        (
            _flanked, _flank(evidence, mention, kind, at - 1, phrase),
            _flank(evidence, mention, kind, at, phrase),
        ),
    )  # fmt: skip
    if phrase.first > 1:
        out.append(f"<<{forms[phrase.first - 2]}|{side}")
    out += (f"{word}|{where[0]}" for word in words_around(evidence, phrase.first, phrase.last))
    return out
