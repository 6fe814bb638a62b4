"""Whether a text is in Arabic, which is all that Hudna reads."""

from __future__ import annotations

import re

from hudna.errors import InputError

_SCRIPT = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(r"(?:[وفبك]|أو)?ال\w|لل\w|[وف]?(?:في|من|على|إلى|الى|عن|أن|ان|مع|بعد|التي)$")
_ENOUGH = 40
"""Words from which a text shows its language, not only its script."""


def refuse_unless_arabic(text: str) -> None:
    """Refuse a text that Hudna cannot read.

    Persian, Urdu, Kurdish and Pashto share the script but neither the article ال nor the commonest
    particles, which begin over a quarter of the words of Arabic news.

    Raises:
        InputError: the text is empty, in another script, or in another language of the script.
    """
    if not text.strip():
        raise InputError("empty")
    words = _WORD.findall(text)
    arabic = [word for word in words if _SCRIPT.search(word)]
    if not arabic or 4 * len(arabic) < len(words):
        raise InputError("not Arabic text")
    if len(arabic) >= _ENOUGH:
        heads = sum(_HEAD.match(word) is not None for word in arabic)
        if 10 * heads < len(arabic):
            raise InputError("in Arabic script, but not in Arabic")
