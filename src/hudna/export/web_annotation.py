"""What was read in articles as W3C Web Annotations: one JSON-LD page of them.

Each annotation points at words by what they are (with the words around them) and by where they
stand, so that a reader can find them in the page and check that they are the ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any
from urllib.parse import quote

from hudna.export import LeftOut
from hudna.export.articles import Mention, Stored, mentions
from hudna.export.json_stream import array
from hudna.model import Article, Event

_HEAD = (
    '{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:hudna:annotations", '
    '"type": "AnnotationPage", "items": ['
)
_AROUND = 32
"""Characters before and after the words that a quote is found by."""


def write(items: Iterable[Stored], out: IO[str]) -> LeftOut:
    """Write the annotations of articles, one for each of the words that an event rests on."""
    with array(out, _HEAD, "]}") as add:
        for item in items:
            for annotation in annotations_of(item):
                add(annotation)
    return Counter()


def annotations_of(item: Stored) -> Iterator[dict[str, Any]]:
    """The annotations of one article."""
    name = f"urn:hudna:article:{quote(item.article.id, safe='')}:{item.version}"
    for number, mention in enumerate(mentions(item.events)):
        yield {
            "id": f"{name}:{number}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": list(_bodies(mention, item.events[mention.event], f"{name}:event")),
            "target": {
                "source": item.article.url or name,
                "selector": _selectors(item.article, mention),
            },
        }


def _bodies(mention: Mention, event: Event, name: str) -> Iterator[dict[str, str]]:
    yield {"type": "TextualBody", "purpose": "tagging", "value": mention.role}
    if mention.code is not None:
        yield {"type": "TextualBody", "purpose": "classifying", "value": mention.code}
    if mention.role == "trigger":
        yield {"type": "TextualBody", "purpose": "describing", "value": event.status}
    yield {"type": "SpecificResource", "purpose": "linking", "source": f"{name}:{mention.event}"}


def _selectors(article: Article, mention: Mention) -> list[dict[str, Any]]:
    text, span = article.text, mention.span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
