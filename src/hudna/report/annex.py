"""The annex: every incident with its legs and the words that it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hudna.accords.values import Accord
from hudna.model import Incident
from hudna.monitoring.values import Finding, Ledger, Leg, Quote
from hudna.report import show
from hudna.report.values import Annex, Cell, Entry, Facts, Notes, Said, Section, Table
from hudna.report.words import Words

LISTED = 400
"""Incidents that are listed; of more the report says how many there are."""
QUOTED = 12
"""Claims of one incident whose words are shown, the first told first."""


def section(
    ledger: Ledger, incidents: Mapping[str, Incident], names: Mapping[str, str], accord: Accord,
    say: Words,
) -> Section:  # fmt: skip
    """Write the annex; the incidents in the order of their first finding."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in ledger.findings:
        groups[finding.incident].append(finding)
    entries = tuple(
        _entry(found, incidents.get(id), names, accord, say)
        for id, found in list(groups.items())[:LISTED]
    )
    rest = len(groups) - len(entries)
    more = (Notes((Cell(f"{say('annex_more', accord=accord.id)}: {rest}"),)),) if rest else ()
    none = () if entries else (Notes((Cell(say("none")),)),)
    return Section("annex", say("annex"), None, (Annex(entries), *more, *none))


def place_name(name: str, names: Mapping[str, str]) -> str:
    """A place as the articles write it, with its name in Latin script where one is known."""
    return f"{names[name]} ({name})" if name in names else name


def _entry(
    found: Sequence[Finding], incident: Incident | None, names: Mapping[str, str],
    accord: Accord, say: Words,
) -> Entry:  # fmt: skip
    first = found[0]
    act = say(incident.type, "type") if incident else first.quotes[0].span.text
    where = [Cell(place_name(place.name, names)) for place in first.places]
    sides = {side.id: say.say(side.name) for side in accord.sides}
    accused = dict.fromkeys(
        f"{show.apart(a.words, say)} ({show.apart(a.outlet or say('unknown'), say)}"
        f"{f': {sides[a.side]}' if a.side in sides else ''})"
        for a in first.accused
    )
    rows: list[tuple[str, tuple[Cell, ...]]] = [
        (say("grade"), (Cell(say(first.grade, "grade")),)),
        (say("sources"), (show.number(first.sources),)),
        (say("places"), tuple(where) or (Cell(say("no_place")),)),
        (say("accused"), tuple(map(Cell, accused)) or (Cell(say("unknown")),)),
        (say("killed"), (show.bounds(first.killed, say),)),
        (say("injured"), (show.bounds(first.injured, say),)),
    ]
    timed = next((f.on_time for f in found if f.on_time is not None), None)
    if timed is not None:
        rows.append((say("on_time"), (Cell(say(timed, "answer")),)))
    legs = Table(
        (say("clause"), say("what"), say("verdict"), *(say(leg.name, "leg") for leg in first.legs)),
        tuple(
            (
                Cell(f.clause, ltr=True), Cell(say(f.kind, "kind")),
                Cell(say(f.verdict, "verdict")),
                *(Cell(_leg(leg, sides, say)) for leg in f.legs),
            )
            for f in found
        ),
    )  # fmt: skip
    title = (show.days(first.start, first.end, say), Cell(act), *where[:1])
    return Entry(
        first.incident, title, Facts(tuple(rows)), legs, _words(found, say),
        tuple(_quotes(first, incident)),
    )  # fmt: skip


def _words(found: Sequence[Finding], say: Words) -> Facts:
    """The words behind each leg: who is named, the act, the place, the time, who may be exempt.

    They are the same for every clause, but that one which asks for weapons rests on theirs too.
    """
    return Facts(
        tuple(
            (
                say(leg.name, "evidence"),
                tuple(_cited(_alike(f.leg(leg.name) for f in found), say))
                or (Cell(say("no_words")),),
            )
            for leg in found[0].legs
        )
    )


def _alike(legs: Iterable[Leg]) -> list[Quote]:
    """The quotes of one leg, those of one article in the same words once."""
    found = {(q.article, q.outlet, q.span.text): q for leg in legs for q in leg.quotes}
    return list(found.values())[:QUOTED]


def _cited(quotes: Sequence[Quote], say: Words) -> Iterator[Cell]:
    """The words of each article, and its outlet, linked to it."""
    by_article: defaultdict[tuple[str, str | None, str | None], list[str]] = defaultdict(list)
    for one in quotes:
        by_article[one.article, one.outlet, one.url].append(one.span.text)
    for (_, outlet, url), texts in by_article.items():
        words = " ".join(show.apart(f"«{text}»", say) for text in texts)
        yield Cell(f"{words} {outlet or say('unknown')}", url=show.address(url))


def _leg(leg: Leg, sides: Mapping[str, str], say: Words) -> str:
    detail = sides.get(leg.detail) or (
        say(leg.detail, "type") if leg.detail in say.table["type"] else say(leg.detail, "detail")
    )
    return f"{say(leg.answer, 'answer')}: {detail}"


def _quotes(finding: Finding, incident: Incident | None) -> Iterator[Said]:
    """The sentence of each claim; of a claim that has none, the words of its act."""
    sentences = {c.id: c.quote.text for c in incident.claims if c.quote} if incident else {}
    for quote in finding.quotes[:QUOTED]:
        day = quote.published.isoformat() if quote.published else None
        yield Said(
            quote.outlet or "?", day, sentences.get(quote.claim, quote.span.text),
            show.address(quote.url),
        )  # fmt: skip
