"""Which place contains which, by the words between them (بلدة كذا بريف حماة)."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.gazetteer.names import word_set
from hudna.reading.document import Document
from hudna.reading.where_base import Draft

_BESIDE = word_set(
    "في ضمن التابعه التابع الواقعه الواقع القريبه القريب قرب من بالقرب الي المحاذيه المجاوره "
    "المحتله المحتل المحرره الخاضعه الحدوديه الاستراتيجيه الاستراتيجي السوريه اليمنيه "
    "العراقيه الليبيه السوري اليمني العراقي الليبي الشرقيه الغربيه الشماليه الجنوبيه الشرقي "
    "الغربي الشمالي الجنوبي اقصي"
)
"""What may stand between a place and what contains it."""
_RELATING = word_set("في ضمن التابعه التابع الواقعه الواقع قرب")
_REACH = 4
"""Words at most between a place and what contains it."""


def link(doc: Document, drafts: Sequence[Draft]) -> list[int | None]:
    """Index of the container of each draft, or ``None``."""
    out: list[int | None] = [None] * len(drafts)
    for i in range(1, len(drafts)):
        draft, previous = drafts[i], drafts[i - 1]
        if draft.group == previous.group or not _contains(doc, previous, draft):
            continue
        for j in range(i - 1, -1, -1):
            if drafts[j].group != previous.group:
                break
            if out[j] is None:
                out[j] = i
    _before(doc, drafts, out)
    heading: int | None = None
    for i, draft in enumerate(drafts):
        if draft.section:
            heading = i
        elif heading is not None and out[i] is None and not draft.area:
            out[i] = heading
    return out


def _contains(doc: Document, inner: Draft, outer: Draft) -> bool:
    """Whether the words between say that ``outer`` holds ``inner``, which stands before it."""
    forms, gaps = doc.words.forms, doc.words.gaps
    first, last = inner.last + 1, outer.start
    if not 0 <= last - first <= _REACH or outer.before.startswith(("و", "ف")):
        return False
    if any("." in gap or "\n" in gap or ":" in gap for gap in gaps[first : last + 1]):
        return False
    between = forms[first:last]
    if any(word not in _BESIDE for word in between):
        return False
    if any(word in _RELATING for word in between):
        return True
    if outer.before[-1:] in ("ب", "ل") or outer.preposition in ("ب", "ل", "في"):
        return True
    if between:
        return False
    return outer.kind == "region" or outer.modifier is not None or gaps[last].strip() == "("


def _before(doc: Document, drafts: Sequence[Draft], out: list[int | None]) -> None:
    """Link to an area told earlier in the sentence (في ريف حماة قصفت بلدة كذا)."""
    sentence = doc.sentence_of
    area: int | None = None
    for i, draft in enumerate(drafts):
        if area is not None and sentence[draft.first] != sentence[drafts[area].first]:
            area = None
        if draft.area and draft.preposition in ("في", "ب") and not draft.section:
            if i not in out:
                area = i
        elif area is None or out[i] is not None or draft.area:
            continue
        elif drafts[area].group != draft.group:
            out[i] = area
