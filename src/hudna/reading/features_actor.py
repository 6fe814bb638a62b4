"""What the reading sees of a participant: does it act in what a trigger tells, or suffer it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence, between
from hudna.reading.features_role import relation, words_around
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention

_COMPANIONS = 6
"""Other participants of a sentence that are looked at."""


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


@namer
def _coded(code: str, kind: str, side: str, prep: str) -> Sequence[str]:
    return f"code:{code}|{kind}|{side}", f"code:{code}|{FAMILY[kind]}", f"code:{code}|{side}|{prep}"


@namer
def _met(
    title: bool, count: int, codes: int, first: bool, sector: str, side: str, rank: int, kind: str
) -> Sequence[str]:
    """Whether the title names a participant's code, how often the article does, among how many."""
    return (
        f"title{int(title)}|{side}|{sector}",
        f"title{int(title)}|count{count}|{kind}",
        f"title{int(title)}|rank{rank}",
        f"count{count}|{sector}|{side}",
        f"codes{codes}|{side}",
        f"first{int(first)}|{side}",
    )


@namer
def _company(
    away: int, size: int, sectors: str, sector: str, side: str, kind: str
) -> Sequence[str]:
    """Who else stands in the trigger's sentence, and how far from it this one does."""
    return (
        f"away{away}|size{size}|{side}",
        f"away{away}|{kind}",
        f"with:{sectors}|{sector}|{kind}",
        f"with:{sectors}|{sector}|{side}",
    )


def _companions(
    evidence: Evidence, mention: Mention, index: int, side: str, rank: int, kind: str
) -> Iterator[View]:
    slot, codes = evidence.slots["actors"], evidence.codes
    own = between(slot.starts, *evidence.doc.sentences[mention.sentence])
    me = slot.chains[index][0]
    code, phrase = codes[me], evidence.actors[me]
    away = evidence.doc.sentence_of[phrase.first] - mention.sentence
    sectors = evidence.sectors[mention.sentence]
    yield _company, away, min(len(own), 3), sectors, phrase.sector, side, kind
    others = [head for i in own[: _COMPANIONS + 1] if (head := slot.chains[i][0]) != me]
    for other in dict.fromkeys(codes[head] for head in others[:_COMPANIONS]):
        yield f"with:{other}|{code}|{FAMILY[kind]}"
    twins = evidence.sentence_codes[mention.sentence][code] - (index in own)
    yield f"twin{int(twins > 0)}|{side}|rank{rank}"


def actor_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a list of participants being the actors or the targets of a trigger."""
    slot = evidence.slots["actors"]
    chain, first, last = slot.chains[index], slot.starts[index], slot.ends[index]
    phrase = evidence.actors[chain[0]]
    where, out = relation(evidence, mention, first, last, rank, prep)
    sector, family, side = phrase.sector, FAMILY[kind], where[0]
    form, forms, code = mention.hit.form, evidence.doc.words.forms, evidence.codes[chain[0]]
    before, after = words_around(evidence, first, last)
    out += (
        (_of_sector, kind, sector, where, prep),
        (_of_sort, phrase.kind, family, where, prep, phrase.adjective, phrase.capital),
        (_from, mention.hit.row.name, form.part, form.lead, where),
        f"{before}|{side}",
        f"{after}|{side}",
        f"{forms[first]}|{side}",
        f"{forms[first]}|{family}",
        (_coded, code, kind, side, prep),
        (
            _met, code in evidence.title_codes, min(evidence.code_counts[code], 5),
            min(len(evidence.code_counts), 8), evidence.first_codes[code] == chain[0],
            sector, side, min(rank, 4), kind,
        ),
    )  # fmt: skip
    out += _companions(evidence, mention, index, side, min(rank, 4), kind)
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
