"""Whether a text is in Arabic, which is all that Hudna reads."""

from __future__ import annotations

import re
import unicodedata

from hudna.errors import InputError

_ARABIC = re.compile("[\u0620-\u065f\u0670-\u06d3]+")
_PRESENTED = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]")
_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_PARTICLES = frozenset(
    c + w
    for c in ("", "و", "ف")
    for w in ("في", "من", "على", "إلى", "الى", "عن", "أن", "ان", "إن", "مع", "بعد", "التي")
)
_SAMPLE = 3000
"""Characters that are looked at: a report shows its language in its first paragraphs."""
_ENOUGH = 40
"""Words from which a text shows its language, not only its script."""


def refuse_unless_arabic(text: str) -> None:
    """Refuse a text that Hudna cannot read.

    Persian, Urdu, Kurdish and Pashto share the script but neither the article ال nor the commonest
    particles, which begin over a quarter of the words of Arabic news.

    Raises:
        InputError: the text is empty, in another script, or in another language of the script.
    """
    sample = text.lstrip()[:_SAMPLE]
    if not sample:
        raise InputError("empty")
    if _PRESENTED.search(sample):
        sample = unicodedata.normalize("NFKC", sample)
    arabic = len(_ARABIC.findall(sample))
    words = sample.split()
    if not arabic or 4 * arabic < sum(word.isalpha() for word in words):
        raise InputError("not Arabic text")
    if arabic >= _ENOUGH:
        heads = sum(word.startswith(_ARTICLE) or word in _PARTICLES for word in words)
        if 10 * heads < arabic:
            raise InputError("in Arabic script, but not in Arabic")
