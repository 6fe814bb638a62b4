"""Which place contains which, by the words between them (بلدة كذا بريف حماة)."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.reading.document import Document
from hudna.reading.where_scan import Draft

_CONTAINERS = frozenset(
    [
        "في",
        "ب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "وسط",
        "ضمن",
        "قرب",
        "محيط",
        "من",
        "ل",
    ]
)


def link(doc: Document, drafts: Sequence[Draft]) -> list[int | None]:
    """Index of the container of each draft, or ``None``."""
    out: list[int | None] = [None] * len(drafts)
    forms, gaps = doc.words.forms, doc.words.gaps
    for i, draft in enumerate(drafts[1:], 1):
        previous = drafts[i - 1]
        if draft.group == previous.group:
            continue
        between = range(previous.last + 1, draft.start)
        if len(between) > 5:
            continue
        if any(
            "." in gaps[j] or "\n" in gaps[j] for j in range(previous.last + 1, draft.start + 1)
        ):
            continue
        adjacent = not between
        ok = (
            (adjacent and (draft.before.lstrip("وف")[:1] in ("ب", "ل") or draft.kind == "region"))
            or (adjacent and draft.modifier is not None)
            or (adjacent and gaps[draft.start].strip() in ("(",))
            or any(
                forms[j] in ("في", "ضمن", "التابعه", "التابع", "الواقعه", "الواقع", "قرب")
                for j in between
            )
            or (draft.preposition in ("ب",) and not between)
        )
        if not ok and adjacent and draft.preposition in ("في", "ب"):
            ok = True
        if not ok:
            continue
        for j in range(i - 1, -1, -1):
            if drafts[j].group != previous.group:
                break
            if out[j] is None:
                out[j] = i
    heading: int | None = None
    for i, draft in enumerate(drafts):
        if draft.section:
            heading = i
        elif heading is not None and out[i] is None and not draft.area:
            out[i] = heading
    return out
