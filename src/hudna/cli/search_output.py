"""The forms in which search results leave the command line."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from hudna.cli.output import Format, cell
from hudna.store import Hit, Snippet

COLUMNS = ("id", "given_id", "outlet", "url", "published", "score", "title", "snippet")
_BETWEEN = " … "

Write = Callable[[Hit], None]


@contextmanager
def writer(form: Format, out: IO[str] | None = None) -> Iterator[Write]:
    """Open a writer on a stream, standard output by default; leaving it completes the output."""
    stream = out or sys.stdout
    if form == "cards":
        yield _cards(stream)
    elif form == "csv":
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(COLUMNS)
        yield lambda hit: rows.writerow([cell(value) for value in _row(hit)])
    elif form == "jsonl":
        yield lambda hit: print(json.dumps(record(hit), ensure_ascii=False), file=stream)
    else:
        before = "[\n"

        def write(hit: Hit) -> None:
            nonlocal before
            stream.write(before + json.dumps(record(hit), ensure_ascii=False))
            before = ",\n"

        try:
            yield write
        finally:
            stream.write("[]\n" if before == "[\n" else "\n]\n")


def record(hit: Hit) -> dict[str, Any]:
    """Write a hit as JSON holds it; every span is the article's own words."""
    article = hit.stored.article
    return {
        "id": article.id,
        "given_id": hit.stored.given_id,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "score": round(hit.score, 4),
        "title": hit.title,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "events": list(hit.events),
    }


def _snippet(snippet: Snippet) -> dict[str, Any]:
    matches = [{"text": m.text, "start": m.start, "end": m.end} for m in snippet.matches]
    return {
        "text": snippet.text, "start": snippet.start, "end": snippet.end, "matches": matches
    }  # fmt: skip


def _row(hit: Hit) -> tuple[object, ...]:
    article = hit.stored.article
    passages = _BETWEEN.join(snippet.text for snippet in hit.snippets)
    return (
        article.id, hit.stored.given_id, article.outlet, article.url, article.published,
        round(hit.score, 4), hit.title, passages,
    )  # fmt: skip


def _cards(stream: IO[str]) -> Write:
    # rich is imported only where a person looks.
    from rich.console import Console
    from rich.text import Text

    from hudna.cli.show import WIDEST, clean, right_to_left

    console = Console(file=stream, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)

    def passage(snippet: Snippet) -> Text:
        text = Text(clean(snippet.text).replace("\n", " "))
        for match in snippet.matches:
            text.stylize("bold yellow", match.start - snippet.start, match.end - snippet.start)
        return text

    def write(hit: Hit) -> None:
        article = hit.stored.article
        day = article.published.isoformat() if article.published else "no date"
        head = " · ".join(part for part in (article.id, day, article.outlet) if part)
        console.print(Text(clean(head), style="dim"))
        console.print(*right_to_left(Text(clean(hit.title), style="bold"), console), sep="\n")
        for snippet in hit.snippets:
            console.print(*right_to_left(passage(snippet), console), sep="\n")
        for event in hit.events:
            time = event["time"] or {}
            parts = (event["type"], event["status"], time.get("start"))
            console.print(Text(" · ".join(part for part in parts if part), style="cyan"))
        console.print()

    return write
