"""Names that come again in part: pronouns, surnames, "the organisation"."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.reading.who_code import belong, serve, take
from hudna.reading.who_lattice import Draft, Lattice

_OWNERS = frozenset(("state", "named", "force", "person", "militia", "group", "opposition"))
_NO_OWN_BAND = frozenset(("IRQ", "EGY", "TUN", "DZA", "JOR", "SAU", "KWT"))
"""Countries whose gunmen are, in the news, those of the one group that the article names."""
_REACH = 40
"""Words over which a pronoun is followed back."""
_MASCULINE_COUNTRIES = frozenset(
    ("IRQ", "LBN", "YEM", "SDN", "SSD", "JOR", "MAR", "SOM", "TCD", "NER")
)
_ANY_GROUP = frozenset(("تنظيم", "جماعه", "ميليشيا", "مليشيا", "ميليشيات", "مليشيات"))
_BROKEN_PLURALS = frozenset(
    ("قوات", "فصائل", "كتائب", "الويه", "وحدات", "سرايا", "عصائب", "جماعات", "ميليشيات", "دول")
)


def follow(lattice: Lattice, drafts: Sequence[Draft]) -> None:
    """Give phrases that refer back the code of whom they refer to."""
    _follow_groups(drafts, lattice.forms)
    _follow_band(lattice, drafts)
    _follow_pronouns(lattice, drafts)
    for draft in drafts:
        if draft.origin is None and draft.fallback is not None:
            side = draft.fallback.homes.get(lattice.home or "")
            before = draft.fallback.before
            if side is not None and before is not None:
                published = lattice.doc.article.published
                if published is not None and published < before[0]:
                    side = before[1:]
            if side is not None:
                draft.origin = side[0]
                if draft.term is draft.fallback or side[1] != "GOV":
                    draft.sector = side[1]


def _follow_pronouns(lattice: Lattice, drafts: Sequence[Draft]) -> None:
    sentence_of = lattice.doc.sentence_of
    for i, draft in enumerate(drafts):
        if not draft.owned or draft.settled or draft.term.hard or draft.term.role == "people":
            continue
        owner: Draft | None = None
        for back in range(i - 1, -1, -1):
            candidate = drafts[back]
            if draft.first - candidate.last > _REACH:
                break
            if sentence_of[candidate.first] < sentence_of[draft.first] - 1:
                break
            if candidate.origin is not None and (
                candidate.kind in _OWNERS
                or (candidate.settled and candidate.sector in ("REB", "PRM", "MIL"))
            ):
                if _agrees(candidate, draft.pronoun):
                    owner = candidate
                    break
                owner = owner or candidate
        if owner is not None:
            if draft.proxy:
                serve(draft, owner, lattice.home)
            else:
                last = draft.last
                belong(draft, owner, lattice.home)
                draft.last = last
            draft.rule += "+pronoun"


def _agrees(draft: Draft, pronoun: str) -> bool:
    """Whether a pronoun's gender is that of the phrase."""
    if pronoun not in ("ه", "ها"):
        return pronoun != "هم" or draft.kind in ("named", "group", "militia", "force")
    word = draft.word
    if draft.adjective:
        feminine = draft.term.adjective and draft.rule == "demonym" and word.endswith("ه")
    elif draft.term.kind in ("country", "capital"):
        feminine = draft.origin not in _MASCULINE_COUNTRIES
    elif draft.kind == "person":
        feminine = False
    else:
        feminine = word.endswith(("ه", "ات", "يا", "اء")) or word in _BROKEN_PLURALS
    return feminine == (pronoun == "ها")


def _follow_band(lattice: Lattice, drafts: Sequence[Draft]) -> None:
    """Take "gunmen", "terrorists" for the one foreign group that the article names, if any."""
    bands = {
        draft.origin
        for draft in drafts
        if draft.settled and draft.sector == "REB" and draft.kind == "named"
    }
    if len(bands) != 1 or not bands <= {"ISI", "AQD"} or lattice.home not in _NO_OWN_BAND:
        return
    origin = bands.pop()
    for draft in drafts:
        if (
            draft.origin is None
            and draft.sector == "REB"
            and draft.kind == "member"
            and draft.fallback is None
            and not draft.owned
        ):
            draft.origin = origin
            draft.rule += "+band"


def _occupies(draft: Draft, forms: Sequence[str]) -> bool:
    return any(word.endswith("احتلال") for word in forms[draft.first : draft.last + 1])


def _follow_groups(drafts: Sequence[Draft], forms: Sequence[str]) -> None:
    """Give "the organisation", "the movement" the code of the group of that kind named before."""
    groups: list[Draft] = []
    foreign: Draft | None = None
    for draft in drafts:
        part = draft.echo
        if draft.term.kind == "actor" and draft.term.echo:
            # الاحتلال with no nationality is whose occupation was named before.
            if foreign is not None:
                draft.origin, draft.name = foreign.origin, foreign.name
            continue
        if draft.term.loading == "pejorative" and draft.origin != "ISR" and _occupies(draft, forms):
            foreign = draft
        if draft.settled:
            if draft.kind == "named" or (draft.kind == "state" and draft.term.kind == "actor"):
                groups.append(draft)
            continue
        if part is None or not part.definite or draft.origin is not None:
            continue
        known = next(
            (g for g in reversed(groups) if part.word in (g.word, *g.term.classes)),
            None,
        )
        if known is None and part.word in _ANY_GROUP:
            known = next((g for g in reversed(groups) if g.sector in ("REB", "PRM")), None)
        if known is not None:
            take(draft, known)
            draft.rule += "+echo"


def follow_surnames(lattice: Lattice, drafts: list[Draft]) -> list[Draft]:
    """Find the later and earlier mentions of a person by surname alone."""
    surnames: dict[str, tuple[str, Draft]] = {}
    for draft in drafts:
        if draft.kind == "person":
            first, last = draft.naming or (draft.first, draft.last)
            if last > first and len(lattice.forms[last]) > 2:
                for clitic in ("", "و", "ل", "ب", "ف"):
                    surnames.setdefault(clitic + lattice.forms[last], (clitic, draft))
    if not surnames:
        return drafts
    covered = {at for draft in drafts for at in range(draft.first, draft.last + 1)}
    extra: list[Draft] = []
    for at, form in enumerate(lattice.forms):
        if form in surnames and at not in covered:
            clitic, person = surnames[form]
            extra.append(
                Draft(
                    at, at, clitic, person.term, person.origin, person.sector, person.name,
                    "person", "neutral", True, form, settled=True, rule="surname",
                )
            )  # fmt: skip
    return sorted([*drafts, *extra], key=lambda draft: draft.first) if extra else drafts
