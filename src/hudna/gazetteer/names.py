"""One key for the many spellings of a place's name.

Two names share a key when they differ only in what Arabic news spells freely: hamza, ة/ه, ى/ي and
marks (by :func:`hudna.text.fold.fold`), the article ال, spaces inside the name (كفر زيتا /
كفرزيتا), a final ء, and تلة for تل. Latin names lose case, accents, hyphens and the transliterated
article (``Al-``, ``Ash-`` …).
"""

from __future__ import annotations

import re
import unicodedata

from hudna.text.fold import fold

_ARABIC = re.compile("[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W_]+")
_LATIN_ARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "ad",
        "adh",
        "ar",
        "an",
        "at",
        "ath",
        "az",
        "es",
        "et",
        "en",
        "er",
        "ed",
        "ez",
        "ul",
        "the",
    ]
)
HEADS = (
    "دير", "راس", "عين", "تل", "كفر", "بيت", "خان", "ام", "ابو", "جسر", "باب", "قلعه", "حي", "جب",
    "خربه", "شيخ", "دارت", "نبع", "بير", "برج", "وادي", "جبل", "قصر",
)  # fmt: skip
_INNER_ARTICLE = re.compile(f"^({'|'.join(HEADS)})ال(?=..)")
_VARIANTS = {"تله": "تل", "ابي": "ابو", "ابا": "ابو", "بن": "ابن", "بئر": "بير", "يا": "يا"}
_DROPPED = str.maketrans("", "", "ʿʾʼʻ'`’‘´")
_ENDING_HAMZA = re.compile("ء$")


def is_arabic(name: str) -> bool:
    """Whether a name holds a letter of the Arabic script."""
    return _ARABIC.search(name) is not None


def word_key(word: str) -> str:
    """Key of one *folded* Arabic word."""
    if word.startswith("ال") and len(word) > 3:
        word = word[2:]
    if word.endswith("ء") and len(word) > 2:
        word = word[:-1]
    return _VARIANTS.get(word, word)


def join_keys(first: str, *rest: str) -> str:
    """Key of a name from the keys of its words."""
    joined = first + "".join(rest)
    return _INNER_ARTICLE.sub(r"\1", joined) if "ال" in joined else joined


def name_key(name: str) -> str:
    """Key of a name in either script; empty if it holds no letter or digit."""
    if is_arabic(name):
        return join_keys(*(map(word_key, _WORD.findall(fold(name).text))), "")
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED).lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    words = _WORD.findall(plain)
    if len(words) > 1:
        words = [w for i, w in enumerate(words) if w not in _LATIN_ARTICLES or i == len(words) - 1]
    return "".join(words)
