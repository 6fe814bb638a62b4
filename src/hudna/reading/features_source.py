"""What speaks for a source near an event being one whom the article quotes for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.reading.evidence import between
from hudna.reading.linear import View, namer
from hudna.reading.source_near import Near, Source
from hudna.reading.what import FAMILY
from hudna.reading.who import code_of

_DEPTHS = (0, 1, 3, 6, 10, 16, 25)
"""Words from the beginning of what is said to the trigger, by steps."""
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
    return (f"kin{covered}|any{covers}", f"all-kin{kin}|any{covers}", f"strange{strange}|any{covers}")


def source_features(near: Near, source: Source) -> list[View]:
    """List what speaks for the article quoting a source for an event."""
    evidence, stand, kind = near.evidence, near.stand, near.kind
    doc = evidence.doc
    forms, sentence_of = doc.words.forms, doc.sentence_of
    said = evidence.attributions[source.main]
    covers, family = int(source.covers), FAMILY[kind]
    told = source.told
    best = evidence.mention_at.get(stand.best)
    line = sentence_of[said.cue]
    begin = said.scope[0]
    others = sum(other.covers for other in near.sources) - covers
    rank = sum(other.referent < source.referent for other in near.sources)
    views: list[View] = [
        (
            _covered, kind, covers, stand.first in told, stand.best in told,
            4 * len(told) // len(stand.words), min(len(stand.words), 5),
            min(map(near.away, source.said)), min(evidence.referents, 5),
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
            _among, covers, min(others, 3), min(len(near.sources), 5), min(rank, 3),
            min(len(source.said), 4), min(len(source.covering), 3),
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
    if told:
        views.append(_deep_view(near, source))
    words = {form.removeprefix("ال") for form in forms[said.first : said.last + 1]}
    views += (f"named:{word}" for word in sorted(words))
    return views


def _deep_view(near: Near, source: Source) -> View:
    evidence = near.evidence
    said, word = evidence.attributions[source.main], source.told[0]
    first = next(w for w in source.told if said.scope[0] <= w < said.scope[1])
    word = first
    inner = sum(
        said.cue < other.cue < word and other.referent != said.referent
        for other in (evidence.attributions[i] for i in evidence.said_of(word))
    )
    lines = evidence.doc.sentence_of[word] - evidence.doc.sentence_of[said.cue]
    return (
        _deep, said.mode, bisect_left(_DEPTHS, word - said.scope[0]),
        min(len(between(evidence.mention_starts, said.scope[0], word)), 3), min(inner, 2),
        min(lines, 2),
    )  # fmt: skip


def _apart_view(near: Near, source: Source, covers: int) -> View:
    """What lies between the cue and the nearest trigger: other sources, the end of a paragraph."""
    doc, said = near.evidence.doc, near.evidence.attributions
    cue, word = said[source.main].cue, near.nearest(source.main)
    low, high = sorted((cue, word))
    others = sum(
        low < said[i].cue < high and said[i].referent != source.referent for i in near.attributions
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
    code = code_of(evidence.actors[own[0]], evidence.home, False) if own else ""
    party = any(
        code == other and (first > said.last or last < said.first)
        for first, last, other in near.participants
    )
    return (_party, code, covers, party)


def _kin_view(near: Near, source: Source, covers: int) -> View:
    """Whether it is quoted for other triggers, of this type or of others."""
    evidence = near.evidence
    scopes = [evidence.attributions[i].scope for i in source.said]
    kin = sum(any(first <= word < last for first, last in scopes) for word in near.kin)
    strange = sum(
        near.kind not in evidence.mentions[i].types()
        for first, last in scopes[:3]
        for i in between(evidence.mention_starts, first, last)
    )
    return (_kin, covers, min(kin, 3), min(len(near.kin), 4), min(strange, 4))


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


def mentions_of(near: Near, source: Source) -> list[int]:
    """List the attributions that name a source near an event, one for each time that it is named.

    Those that only go on with it count where nothing near the event names it.
    """
    said = near.evidence.attributions
    out: dict[int, int] = {}
    for index in [i for i in source.said if not said[i].goes_on] or source.said:
        out.setdefault(said[index].first, index)
    return list(out.values())


def mention_features(near: Near, source: Source, mentions: Sequence[int], index: int) -> list[View]:
    """List what speaks for one mention of a source being the one that is cited for an event."""
    evidence, stand = near.evidence, near.stand
    said, sentence_of = evidence.attributions, evidence.doc.sentence_of
    here = said[index]
    own = {i: sorted({w for j in source.said if said[j].first == said[i].first
                      for w in near.covered(j)}) for i in mentions}  # fmt: skip
    spots = [said[i].first for i in mentions]
    body = sorted(said[i].first for i in mentions if own[i] and sentence_of[said[i].cue] > 0)
    rank = min(body.index(here.first), 3) if here.first in body else -1
    many = int(len(mentions) > 1)
    longest = max(said[i].last - said[i].first for i in mentions)
    length = here.last - here.first
    words = own[index]
    return [
        (
            _mention, many, sentence_of[here.cue] == 0, bool(words), rank, min(len(body), 3),
            min(sorted(spots).index(here.first), 3), min(len(spots), 4),
        ),
        (
            _telling, many, rank, stand.best in words, stand.first in words, min(len(words), 3),
            min(longest - length, 3), min(length, 2),
        ),
        (
            _anew, many, here.referent == index,
            evidence.doc.words.forms[here.first].startswith("ال"),
        ),
    ]  # fmt: skip
