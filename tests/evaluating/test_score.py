"""The scorer gives the figures of the reference scorer, to the digit."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hudna.evaluating.score import SLOTS, lines_of, score
from hudna.model import (
    EVENT_TYPES,
    STATUSES,
    Actor,
    Article,
    Bounds,
    Casualties,
    Event,
    Place,
    Span,
    Time,
)
from hudna.records import article_of, events_of, record_of

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
Coded = list[tuple[Article, tuple[Event, ...]]]


def coded(name: str) -> Coded:
    """Read a gold file, or skip where it is absent."""
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"no {name} beside the checkout")
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    articles = [article_of(record) for record in records]
    return [(a, events_of(r, a)) for a, r in zip(articles, records, strict=True)]


def spoil(event: Event, dice: random.Random) -> Event:
    """Change an event the way a poor reader would."""
    out = event
    if dice.random() < 0.3:
        out = replace(out, type=dice.choice(EVENT_TYPES))
    if dice.random() < 0.2:
        out = replace(out, status=dice.choice(STATUSES))
    if dice.random() < 0.3:
        out = replace(out, actors=out.targets, targets=out.actors)
    if dice.random() < 0.3:
        out = replace(out, places=(*out.places[1:], *out.within, *out.within))
    if dice.random() < 0.2:
        out = replace(out, triggers=out.triggers[1:] or out.places[:1] or out.triggers)
    if dice.random() < 0.2 and out.time:
        out = replace(out, time=replace(out.time, inferred=True))
    if dice.random() < 0.2:
        out = replace(out, casualties=Casualties(killed=Bounds(3, None)))
    if dice.random() < 0.2:
        out = replace(out, according_to=(*out.according_to, *out.places))
    return out


def prediction(gold: Coded, seed: int) -> dict[str, list[Event]]:
    dice = random.Random(seed)
    out: dict[str, list[Event]] = {}
    for article, events in gold:
        if dice.random() < 0.1:
            continue
        said = [spoil(e, dice) for e in events if dice.random() < 0.8]
        said += [spoil(e, dice) for e in events if dice.random() < 0.2]
        dice.shuffle(said)
        out[article.id] = said
    return out


@pytest.mark.parametrize("seed", range(3))
def test_equals_the_reference_scorer(seed: int, tmp_path: Path) -> None:
    gold = coded("dev.jsonl")
    said = prediction(gold, seed)
    file = tmp_path / "said.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for article, _ in gold:
            if article.id in said:
                out.write(json.dumps(record_of(article, said[article.id])) + "\n")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "dev.jsonl"), str(file)]
    many = ["--errors", "100000"]
    plain = subprocess.run([*command, *many], capture_output=True, text=True, check=True).stdout
    as_json = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)

    scores = score(gold, said)

    assert scores.as_record() == json.loads(as_json.stdout)
    table = plain.splitlines()
    assert list(lines_of(scores)) == table[: len(scores.figures) + 1]
    differences = [line for line in table if line.startswith("- ") and ": gold [" in line]
    assert [f"- {d.article} {d.kind}" for d in scores.differences] == [
        line.split(": gold [")[0] for line in differences
    ]


def article(text: str) -> Article:
    return Article(text, id="a")


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))


TEXT = "قصف الجيش بلدة التح بالمدفعية. واندلعت اشتباكات قرب التح."
TAH = Place("التح", TEXT.index("التح"), TEXT.index("التح") + 4)
SHELLING = Event("shelling", "occurred", (find(TEXT, "قصف"),), places=(TAH,))
CLASH = Event("armed-clash", "occurred", (find(TEXT, "اشتباكات"),))


def test_gold_against_itself_is_perfect() -> None:
    scores = score([(article(TEXT), (SHELLING, CLASH))], {"a": (CLASH, SHELLING)})

    assert scores.figures["record"].f1 == 1.0
    assert scores.figures["event"].right == 2
    assert not scores.differences


def test_an_unread_article_counts_as_missed() -> None:
    scores = score([(article(TEXT), (SHELLING,))], {})

    assert scores.unread == 1
    assert scores.figures["record"].recall == 0.0
    assert [d.kind for d in scores.differences] == ["missed"]


def test_nothing_to_find_and_nothing_found_is_zero_not_an_error() -> None:
    scores = score([], {})

    assert {figure.f1 for figure in scores.figures.values()} == {0.0}


def test_a_happening_coded_twice_costs_precision() -> None:
    scores = score([(article(TEXT), (SHELLING,))], {"a": (SHELLING, SHELLING)})

    event = scores.figures["event"]
    assert (event.gold, event.said, event.right) == (1, 2, 1)


def test_one_sentence_and_one_type_answer_each_other_without_a_shared_trigger() -> None:
    elsewhere = replace(SHELLING, triggers=(find(TEXT, "بالمدفعية"),))

    scores = score([(article(TEXT), (SHELLING,))], {"a": (elsewhere,)})

    assert scores.figures["event"].f1 == 1.0


def test_a_shared_trigger_of_another_type_of_the_family_is_half_right() -> None:
    scores = score([(article(TEXT), (SHELLING,))], {"a": (replace(SHELLING, type="air-strike"),)})

    assert scores.figures["event"].right == 0
    assert scores.figures["event, family only"].right == 1


def test_an_inferred_time_claims_nothing() -> None:
    day = date(2018, 11, 19)
    guessed = replace(SHELLING, time=Time(day, day, inferred=True))

    scores = score([(article(TEXT), (SHELLING,))], {"a": (guessed,)})

    assert scores.figures["record"].f1 == 1.0


def test_codes_count_as_often_as_they_stand() -> None:
    army = find(TEXT, "الجيش")
    actor = Actor(army.text, army.start, army.end, "SYR:MIL")
    twice = replace(SHELLING, actors=(actor, actor))

    scores = score([(article(TEXT), (replace(SHELLING, actors=(actor,)),))], {"a": (twice,)})

    actors = scores.figures["slot: actors"]
    assert (actors.gold, actors.said, actors.right) == (1, 2, 1)
    assert SLOTS.index("actors") == 2
