"""Measure how the time of reading grows with an article's length, and which articles take longest.

Long articles are made of the corpus's own paragraphs, drawn with a fixed seed. The growth exponent
is the slope between two lengths in a log-log plot: 1 is linear, 2 quadratic. *Cold* is the first
reading of an article, *warm* the fastest of several: by then the words and the views that it holds
are remembered.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import time
from dataclasses import replace
from random import Random

from bench.run import load

from hudna import Article, read
from hudna.reading.ready import make_ready

SEED = 20181119
LENGTHS = (100, 1_000, 10_000)
MADE = 50_000
"""Words of made articles that are read of each length."""
AGAIN = 3
"""Readings of an article whose first took long, of which the fastest counts."""
SUSPECT, SLOW = 0.02, 0.05
"""Seconds from which on an article is read again, and from which on it counts as slow."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many to read")
    parser.add_argument("--slow", action="store_true", help="name the articles over 50 ms")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    corpus = load(options.articles)
    make_ready()
    taken = slowest(corpus)
    figures = {**summary(taken), **growth(corpus)}
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:<44} {value:>10,.2f}")
    if options.slow:
        for warm, cold, article in taken:
            if warm > SLOW:
                words = len(article.text.split())
                print(f"{article.id}: {1000 * warm:.0f} ms, {1000 * cold:.0f} cold, {words} words")


def slowest(corpus: list[Article]) -> list[tuple[float, float, Article]]:
    """Warm and cold seconds of each article, the slowest first."""
    taken = []
    for article in corpus:
        cold = seconds(article)
        again = AGAIN if cold > SUSPECT else 0
        taken.append((min([cold, *(seconds(article) for _ in range(again))]), cold, article))
    return sorted(taken, key=lambda one: -one[0])


def seconds(article: Article) -> float:
    """Processor seconds of one reading."""
    began = time.process_time()
    read(article)
    return time.process_time() - began


def summary(taken: list[tuple[float, float, Article]]) -> dict[str, float]:
    """The slowest article and how many are slow."""
    words = len(taken[0][2].text.split())
    return {
        "slowest article, milliseconds": 1000 * taken[0][0],
        "slowest article, words": words,
        "slowest article cold, milliseconds": 1000 * max(cold for _, cold, _ in taken),
        "articles over 50 ms": sum(warm > SLOW for warm, _, _ in taken),
        "articles over 50 ms cold": sum(cold > SLOW for _, cold, _ in taken),
    }


def growth(corpus: list[Article]) -> dict[str, float]:
    """Milliseconds for 1,000 words of articles of several lengths, and how they grow."""
    figures: dict[str, float] = {}
    paragraphs = [part for article in corpus for part in article.text.split("\n") if part.strip()]
    Random(SEED).shuffle(paragraphs)
    rates = []
    for length in LENGTHS:
        articles = made(paragraphs, corpus[0], length)
        for article in articles:
            read(article)
        gc.collect()  # else one of the lengths pays for what all have left behind
        words = sum(len(article.text.split()) for article in articles)
        rates.append(min(sum(map(seconds, articles)) for _ in range(AGAIN)) / words)
        figures[f"milliseconds for 1,000 words at {length:,}"] = 1e6 * rates[-1]
    for i in range(1, len(LENGTHS)):
        slope = 1 + math.log(rates[i] / rates[i - 1]) / math.log(LENGTHS[i] / LENGTHS[i - 1])
        figures[f"growth exponent, {LENGTHS[i - 1]:,} to {LENGTHS[i]:,} words"] = slope
    return figures


def made(paragraphs: list[str], like: Article, length: int) -> list[Article]:
    """Make articles of a length out of paragraphs; every length is made of the same ones."""
    articles: list[Article] = []
    parts: list[str] = []
    words = total = 0
    for part in paragraphs:
        parts.append(part)
        words += len(part.split())
        if words >= length:
            articles.append(replace(like, id=f"made-{len(articles)}", text="\n".join(parts)))
            total += words
            parts, words = [], 0
        if total >= MADE:
            break
    return articles


if __name__ == "__main__":
    main()
