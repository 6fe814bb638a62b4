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


def word_set(text: str) -> frozenset[str]:
    """Return the words of a string, for closed classes of words in code."""
    return frozenset(text.split())


_ARABIC = re.compile("[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W_]+")
_LATIN_ARTICLES = word_set("al el as ash ad adh ar an at ath az es et en er ed ez ul the")
HEADS = (
    "دير", "راس", "عين", "تل", "كفر", "بيت", "خان", "ام", "ابو", "جسر", "باب", "قلعه", "حي", "جب",
    "خربه", "شيخ", "دارت", "نبع", "بير", "برج", "وادي", "جبل", "قصر",
)  # fmt: skip
_INNER_ARTICLE = re.compile(f"^({'|'.join(HEADS)})ال(?=..)")
_VARIANTS = {"تله": "تل", "ابي": "ابو", "ابا": "ابو", "بن": "ابن"}
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


GENERIC = frozenset(
    map(
        word_key,
        word_set(
            "تل تله تلول تلال خربه خربت رسم جب عين مزرعه قريه كفر بير بئر ابو ام حوش مستريحه وادي "
            "جبل الشيخ النبي نهر قبر موقع حقل حويجه حاوي سوح باديه حوايج زور "
            "جزره مخيم حي ارض ظهر ضهره بيت حاره"
        ),
    )
)
"""Words that begin many names and are none by themselves (تل، خربة), as keys."""
_QUALIFYING = frozenset(
    map(
        word_key,
        word_set(
            "كبير كبيره صغير صغيره فوقاني تحتاني فوقا تحتا فوقانيه تحتانيه شرقي شرقيه غربي غربيه "
            "شمالي شماليه جنوبي جنوبيه قبلي قبليه وسطاني الكبري الصغري جديده قديمه شاميه جزيره عرب "
            "العسكري الدولي القريبه المحتله السوريه"
        ),
    )
)
_SOUNDS = str.maketrans(
    {
        "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r",
        "ز": "z", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "", "غ": "g",
        "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "", "و": "", "ي": "",
        "ا": "", "ء": "",
    }
)  # fmt: skip
_DIGRAPHS = (
    ("ş", "c"), ("ç", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "g"), ("th", "t"),
    ("dh", "d"), ("ph", "f"),
)  # fmt: skip
_SILENT = str.maketrans("qpvy", "kbf ", "aeiouwâêîôû")
_DOUBLED = re.compile(r"(.)\1+")


def core_key(name: str) -> str:
    """Key of an Arabic name less generic first words and qualifying last ones (تل كذا الكبير)."""
    words = [word_key(w) for w in _WORD.findall(fold(name).text)]
    start, end = 0, len(words)
    while end - start > 1 and words[end - 1] in _QUALIFYING:
        end -= 1
    while end - start > 1 and words[start] in GENERIC:
        start += 1
    return join_keys(words[start], *words[start + 1 : end]) if words else ""


def sounds(name: str) -> str:
    """What a name keeps in any spelling and either script: its consonants, those alike made one."""
    if is_arabic(name):
        found = name_key(name).translate(_SOUNDS)
    else:
        text = name.lower()
        for pair, letter in _DIGRAPHS:
            text = text.replace(pair, letter)
        found = name_key(text).translate(_SILENT).replace(" ", "").removesuffix("h")
    return _DOUBLED.sub(r"\1", found)
