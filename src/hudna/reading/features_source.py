"""What speaks for a source near an event being one whom the article quotes for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.reading.evidence import between
from hudna.reading.linear import View, namer
from hudna.reading.source_near import Near, Source
from hudna.reading.what import FAMILY

_DEPTHS = (0, 1, 3, 6, 10, 16, 25)
"""Words from the beginning of what is said to the trigger, by steps."""
_INNER = 8
"""Attributions after one among which others are sought that speak in between."""
_STRANGE = 4
"""Triggers of other types in one quotation that are counted, at most."""
_GAPS = (2, 4, 7, 12, 20, 35)
"""Words between a cue and the nearest trigger, by steps."""


@namer
def _covered(
    kind: str, covers: int, first: bool, best: bool, share: int, size: int, away: int, count: int
) -> Sequence[str]:
    return (
        f"first{int(first)}|best{int(best)}",
        f"first{int(first)}|share{share}",
        f"share{share}|size{size}",
        f"any{covers}|away{away}",
        f"any{covers}|count{count}",
        f"{kind}|any{covers}",
    )


@namer
def _said(
    mode: str, family: str, covers: int, telling: bool, chain: bool, title: bool, alone: bool
) -> Sequence[str]:
    return (
        f"mode:{mode}",
        f"mode:{mode}|{family}",
        f"mode:{mode}|any{covers}",
        f"telling{int(telling)}|{mode}",
        f"chain{int(chain)}",
        f"title{int(title)}|any{covers}",
        f"alone{int(alone)}|any{covers}",
    )


@namer
def _word(role: str, word: str, covers: int) -> Sequence[str]:
    return (f"{role}:{word}|any{covers}",)


@namer
def _cue(cue: str, covers: int) -> Sequence[str]:
    return (f"cue:{cue}", f"cue:{cue}|any{covers}")


@namer
def _turn(
    mode: str, covers: int, place: int, telling: bool, denies: bool, goes_on: bool
) -> Sequence[str]:
    return (
        f"place{place}|{mode}|any{covers}",
        f"telling{int(telling)}|denies{int(denies)}|any{covers}",
        f"goes-on{int(goes_on)}|any{covers}",
    )


@namer
def _headed(kind: str, family: str, covers: int, length: int, last: str) -> Sequence[str]:
    return (
        f"head-{kind}|any{covers}",
        f"head-{kind}|{family}|any{covers}",
        f"length{length}",
        f"last:{last}",
    )


@namer
def _among(
    covers: int, rivals: int, count: int, rank: int, times: int, covering: int
) -> Sequence[str]:
    return (
        f"any{covers}|rivals{rivals}",
        f"any{covers}|sources{count}",
        f"any{covers}|rank{rank}",
        f"any{covers}|times{times}",
        f"covering{covering}",
    )


@namer
def _deep(mode: str, deep: int, before: int, inner: int, line: int) -> Sequence[str]:
    return (f"deep{deep}|{mode}", f"before{before}|{mode}", f"inner{inner}", f"line{line}")


@namer
def _told(
    covers: int, title: bool, ahead: int, part: str, definite: bool, after: int
) -> Sequence[str]:
    return (
        f"told-title{int(title)}|any{covers}|ahead{ahead}",
        f"part-{part}|any{covers}",
        f"definite{int(definite)}|any{covers}",
        f"after{after}|any{covers}",
    )


@namer
def _apart(covers: int, after: bool, others: int, gap: int, broken: bool) -> Sequence[str]:
    side = f"{'after' if after else 'before'}|any{covers}"
    return (f"others{others}|{side}", f"gap{gap}|{side}", f"broken{int(broken)}|{side}")


@namer
def _party(code: str, covers: int, party: bool) -> Sequence[str]:
    sector = code.rpartition(":")[2]
    return (
        f"code:{code}",
        f"sector:{sector}|any{covers}",
        f"party{int(party) if code else '-'}|any{covers}",
    )


@namer
def _placed(covers: int, line: int, told: int, quarter: int) -> Sequence[str]:
    return (f"at{line}|any{covers}", f"told{told}|any{covers}", f"quarter{quarter}|any{covers}")


@namer
def _kin(covers: int, covered: int, kin: int, strange: int) -> Sequence[str]:
    return (
        f"kin{covered}|any{covers}",
        f"all-kin{kin}|any{covers}",
        f"strange{strange}|any{covers}",
    )


def source_features(near: Near, source: Source) -> list[View]:
    """List what speaks for the article quoting a source for an event."""
    evidence, stand, kind = near.evidence, near.stand, near.kind
    doc = evidence.doc
    forms, sentence_of = doc.words.forms, doc.sentence_of
    said = evidence.attributions[source.main]
    covers, family = int(bool(source.covering)), FAMILY[kind]
    best = evidence.mention_at.get(stand.best)
    line = sentence_of[said.cue]
    begin = said.scope[0]
    views: list[View] = [
        (
            _covered, kind, covers, near.tells(source.said, stand.first),
            near.tells(source.said, stand.best),
            4 * near.told(source.covering) // len(stand.words), min(len(stand.words), 5),
            min(abs(near.ahead(i)) for i in source.said), min(evidence.referents, 5),
        ),
        (
            _said, said.mode, family, covers,
            any(evidence.attributions[i].telling for i in source.said), said.speaker is not None,
            any(sentence_of[evidence.attributions[i].cue] == 0 for i in source.said),
            len(near.sources) == 1,
        ),
        (_cue, forms[said.cue], covers),
        (_word, "before-cue", forms[said.cue - 1] if said.cue else "", covers),
        (_word, "opens", forms[begin] if begin < len(forms) else "", covers),
        (_word, "before", forms[stand.best - 1] if stand.best else "", covers),
        (
            _turn, said.mode, covers, min(said.cue - doc.sentences[line].first, 4), said.telling,
            said.denies, said.goes_on,
        ),
        (
            _headed, said.kind, family, covers, min(said.last - said.first, 5), forms[said.last],
        ),
        (
            _among, covers, min(near.covering - covers, 3), min(len(near.sources), 5),
            min(source.rank, 3), min(len(source.said), 4), min(len(source.covering), 3),
        ),
        (
            _told, covers, stand.lines[0] == 0, max(-2, min(near.ahead(source.main), 2)),
            best.hit.form.part if best else "", bool(best and best.hit.before.endswith("ال")),
            max(-1, min(stand.lines[-1] - line, 2)),
        ),
        _apart_view(near, source, covers),
        _party_view(near, source, covers),
        (
            _placed, covers, min(line, 6), min(stand.lines[0], 5),
            4 * line // len(doc.sentences),
        ),
        _kin_view(near, source, covers),
    ]  # fmt: skip
    if covers:
        views.append(_deep_view(near, source))
    words = {form.removeprefix("ال") for form in forms[said.first : said.last + 1]}
    views += (f"named:{word}" for word in sorted(words))
    return views


def _deep_view(near: Near, source: Source) -> View:
    """How deep in what is said the trigger stands, and whether somebody else speaks in between."""
    evidence = near.evidence
    said = evidence.attributions[source.main]
    word = near.stand.words[bisect_left(near.stand.words, said.scope[0])]
    inner = sum(
        said.cue < other.cue < word < other.scope[1] and other.referent != said.referent
        for other in evidence.attributions[source.main + 1 : source.main + 1 + _INNER]
    )
    lines = evidence.doc.sentence_of[word] - evidence.doc.sentence_of[said.cue]
    return (
        _deep, said.mode, bisect_left(_DEPTHS, word - said.scope[0]),
        min(len(between(evidence.mention_starts, said.scope[0], word)), 3), min(inner, 2),
        min(lines, 2),
    )  # fmt: skip


def _apart_view(near: Near, source: Source, covers: int) -> View:
    """What lies between the cue and the nearest trigger: other sources, the end of a paragraph."""
    doc = near.evidence.doc
    cue, word = near.evidence.attributions[source.main].cue, near.nearest(source.main)
    low, high = sorted((cue, word))
    first = bisect_left(near.cues, (low + 1, -1))
    others = sum(
        at < high and referent != source.referent for at, referent in near.cues[first:][:_INNER]
    )
    lines = range(doc.sentence_of[low] + 1, doc.sentence_of[high] + 1)
    broken = any("\n" in doc.words.gaps[doc.sentences[line].first] for line in lines)
    return (
        _apart, covers, cue > word, min(others, 2), bisect_left(_GAPS, high - low), broken,
    )  # fmt: skip


def _party_view(near: Near, source: Source, covers: int) -> View:
    """Whether a source is a participant, and one of those named where the event is told."""
    evidence, said = near.evidence, near.evidence.attributions[source.main]
    own = between(evidence.actor_starts, said.first, said.last + 1)
    code = evidence.codes[own[0]] if own else ""
    return (_party, code, covers, near.takes_part(code, said.first, said.last))


def _kin_view(near: Near, source: Source, covers: int) -> View:
    """Whether it is quoted for other triggers, of this type or of others."""
    evidence = near.evidence
    strange = 0
    for index in source.said[:3]:
        said = between(evidence.mention_starts, *evidence.attributions[index].scope)
        strange += sum(near.kind not in evidence.mentions[i].types() for i in said[:_STRANGE])
    alike = len(evidence.alike.get(near.kind, ())) - len(near.stand.words)
    return (
        _kin, covers, near.kin(source.said, 3), max(0, min(alike, 4)), min(strange, _STRANGE),
    )  # fmt: skip


@namer
def _mention(
    many: int, title: bool, covers: bool, rank: int, spots: int, spot: int, all_spots: int
) -> Sequence[str]:
    return (
        f"one-of{many}|title{int(title)}|covers{int(covers)}",
        f"one-of{many}|rank{rank}|of{spots}",
        f"one-of{many}|spot{spot}|of{all_spots}",
    )


@namer
def _telling(
    many: int, rank: int, best: bool, first: bool, count: int, shorter: int, length: int
) -> Sequence[str]:
    return (
        f"one-of{many}|best{int(best)}|first{int(first)}|rank{min(rank, 2)}",
        f"one-of{many}|tells{count}|rank{min(rank, 2)}",
        f"one-of{many}|rank{rank}|full{int(not shorter)}",
        f"shorter{shorter}|words{length}|any{int(count > 0)}",
    )


@namer
def _anew(many: int, new: bool, definite: bool) -> Sequence[str]:
    return (f"new{int(new)}|definite{int(definite)}|one-of{many}",)


@namer
def _where(
    many: int, covers: int, rank: int, mode: str, ahead: int, line: int, lead: int, best: int,
    first: int,
) -> Sequence[str]:  # fmt: skip
    some = f"one-of{many}|any{covers}"
    return (
        f"cited-{mode}|ahead{ahead}|{some}",
        f"cited-at{line}|{some}|rank{rank}",
        f"cited-lead{lead}|{some}",
        f"cited-best{best}|{some}",
        f"cited-first{first}|{some}",
    )


def mentions_of(near: Near, source: Source) -> list[int]:
    """List the attributions that name a source near an event, one for each time that it is named.

    Those that only go on with it count where nothing near the event names it.
    """
    said = near.evidence.attributions
    out: dict[int, int] = {}
    for index in [i for i in source.said if not said[i].goes_on] or source.said:
        out.setdefault(said[index].first, index)
    return list(out.values())


def mention_features(near: Near, source: Source, mentions: Sequence[int]) -> list[list[View]]:
    """List what speaks for each mention of a source being the one that is cited for an event."""
    evidence, stand = near.evidence, near.stand
    said, sentence_of = evidence.attributions, evidence.doc.sentence_of
    own: dict[int, list[int]] = {}
    for index in source.said:
        own.setdefault(said[index].first, []).append(index)
    spots = sorted(said[i].first for i in mentions)
    told = {spot: near.told(own[spot]) for spot in spots}
    body = sorted(
        said[i].first for i in mentions if told[said[i].first] and sentence_of[said[i].cue] > 0
    )
    many = int(len(mentions) > 1)
    longest = max(said[i].last - said[i].first for i in mentions)
    out: list[list[View]] = []
    for index in mentions:
        here = said[index]
        line, length, words = sentence_of[here.cue], here.last - here.first, told[here.first]
        spot, rank = bisect_left(spots, here.first), bisect_left(body, here.first)
        rank = min(rank, 3) if rank < len(body) and body[rank] == here.first else -1
        best, first = (near.tells(own[here.first], word) for word in (stand.best, stand.first))
        out.append(
            [
                (
                    _mention, many, line == 0, words > 0, rank, min(len(body), 3), min(spot, 3),
                    min(len(spots), 4),
                ),
                (
                    _telling, many, rank, best, first, min(words, 3), min(longest - length, 3),
                    min(length, 2),
                ),
                (
                    _anew, many, here.referent == index,
                    evidence.doc.words.forms[here.first].startswith("ال"),
                ),
                (
                    _where, many, int(words > 0), min(spot, 2), here.mode,
                    max(-2, min(near.ahead(index), 2)), min(line, 4),
                    min(abs(line - stand.lines[0]), 3),
                    max(-3, min(line - sentence_of[stand.best], 3)),
                    max(-3, min(line - sentence_of[stand.first], 3)),
                ),
            ]
        )  # fmt: skip
    return out
