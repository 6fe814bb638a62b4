"""The work of reading grows with the length of an article, not faster.

Work is counted, not timed: every call that the interpreter makes, each step of a generator among
them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from hudna.model import Article
from hudna.reading.reader import read

REPORTS = Path(__file__).parents[1] / "reports" / "reports.jsonl"
SHORT, TIMES = 2000, 4
GROWTH = 1.15
"""By how much the work of a word may grow where an article is ``TIMES`` as long."""


def paragraphs() -> list[str]:
    texts = [json.loads(line)["text"] for line in REPORTS.read_text("utf-8").splitlines()]
    found = [part for text in texts for part in text.split("\n") if part.strip()]
    Random(5).shuffle(found)
    return found


def shuffled_sentences() -> Iterator[str]:
    found = [s.strip(". ") + ".\n" for part in paragraphs() for s in part.split(". ") if s.strip()]
    Random(7).shuffle(found)
    return cycle(found)


def repeated_paragraph() -> Iterator[str]:
    return cycle([max(paragraphs(), key=len) + "\n"])


def repeated_article() -> Iterator[str]:
    return cycle(part + "\n" for part in paragraphs()[:12])


def no_full_stop() -> Iterator[str]:
    return (sentence.strip(".\n") + " " for sentence in shuffled_sentences())


def one_denial() -> Iterator[str]:
    return cycle(
        ["نفت الوزارة قصف حلب، وقالت مصادر إن ثلاثة مدنيين قتلوا بقذائف هاون في بلدة تل رفعت.\n"]
    )


def sized(parts: Iterator[str], words: int) -> str:
    out: list[str] = []
    while words > 0:
        out.append(next(parts))
        words -= len(out[-1].split())
    return "".join(out)


def work(text: str) -> int:
    """Count the calls that reading a text takes, once everything it needs is remembered."""
    article = Article(text, published=date(2018, 11, 19), outlet="وكالة")
    read(article)
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        read(article)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "parts",
    [shuffled_sentences, repeated_paragraph, repeated_article, no_full_stop, one_denial],
)
def test_a_longer_article_takes_no_more_work_a_word(parts: Callable[[], Iterator[str]]) -> None:
    short, long = (sized(parts(), SHORT * times) for times in (1, TIMES))
    longer = len(long.split()) / len(short.split())
    assert work(long) < GROWTH * longer * work(short)
