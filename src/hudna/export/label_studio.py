"""Articles as Label Studio tasks, what was read in them as predictions to accept or correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from typing import IO, Any

from hudna.export import LeftOut
from hudna.export.articles import ROLES, Stored, mentions
from hudna.export.json_stream import array

CONFIG = f"""<View>
  <Labels name="label" toName="text">
    {" ".join(f'<Label value="{role}"/>' for role in ROLES)}
  </Labels>
  <Relations><Relation value="of"/></Relations>
  <TextArea name="code" toName="text" perRegion="true" editable="true"/>
  <Text name="text" value="$text"/>
</View>"""
"""The labelling interface that the tasks are made for."""


def write(items: Iterable[Stored], out: IO[str]) -> LeftOut:
    """Write articles, a task each."""
    model = f"hudna {version('hudna')}"
    with array(out) as add:
        for item in items:
            add(task_of(item, model))
    return Counter()


def task_of(item: Stored, model: str) -> dict[str, Any]:
    """One article as a task. Offsets count code points of the text, which is left as it is."""
    article = item.article
    results: list[dict[str, Any]] = []
    triggers: dict[int, str] = {}
    for number, (event, role, span, code) in enumerate(mentions(item.events)):
        key = f"r{number}"
        value = {"start": span.start, "end": span.end, "text": span.text}
        common = {"id": key, "to_name": "text"}
        results.append(
            {**common, "from_name": "label", "type": "labels", "value": {**value, "labels": [role]}}
        )
        if code is not None:
            text = {**value, "text": [code]}
            results.append({**common, "from_name": "code", "type": "textarea", "value": text})
        # The first trigger stands for its event; all else of the event is of it.
        first = triggers.setdefault(event, key)
        if first != key:
            results.append(
                {"type": "relation", "from_id": key, "to_id": first, "direction": "right",
                 "labels": ["of"]}
            )  # fmt: skip
    return {
        "data": {
            "text": article.text,
            "id": article.id,
            "version": item.version,
            "outlet": article.outlet,
            "url": article.url,
            "published": article.published.isoformat() if article.published else None,
        },
        "predictions": [{"model_version": model, "result": results}],
    }
