"""Which encoding a file is in, and its text: UTF-8, UTF-16 with a mark, or legacy Arabic.

A text is never repaired in silence: broken UTF-8 and binary files are refused, with the line where
they break.
"""

from __future__ import annotations

import codecs
import re

from hudna.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1256", "iso8859-6")
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0621-\u064a]")
# A definite article or one of the commonest particles at the head of a word: about every third
# word of any Arabic text in the right encoding, next to none in a wrong one.
_HEADS = re.compile(r"(?<!\w)(?:[وفبك]?ال\w|لل\w|(?:في|من|على|إلى|أن|عن)(?!\w))")

# What ه و ى ي of one encoding look like in another: Latin letters in the middle of Arabic words.
_MIXED = re.compile("[\u0621-\u064a][à-ÿ]|[à-ÿ][\u0621-\u064a]")


def decode(raw: bytes, declared: str | None = None) -> str:
    """Decode a file's bytes; a mark of the encoding at its head is not part of the text.

    ``declared`` is the encoding that a page names for itself: tried before the legacy ones, never
    before UTF-8, which cannot be mistaken for anything else.

    Raises:
        InputError: the bytes are no text, or broken UTF-8; the message names the line.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding)
    for magic, what in _KNOWN_BINARY:
        if raw.startswith(magic):
            raise InputError(f"{what}, not text")
    head = raw[:65536]
    if b"\0" in raw or 50 * len(_CONTROLS.findall(head)) > len(head):
        raise InputError("a binary file, not text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(raw):
            raise _broken(raw, error) from error
        legacy = _legacy(raw, declared)
        if legacy is None:
            raise _broken(raw, error) from error
        return legacy


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise InputError(f"line {line}: not valid {encoding[:-3].upper()}") from error


def _broken(raw: bytes, error: UnicodeDecodeError) -> InputError:
    line = raw.count(b"\n", 0, error.start) + 1
    return InputError(f"line {line}: not valid UTF-8, nor a known Arabic encoding")


def _mostly_utf8(raw: bytes) -> bool:
    """Whether bytes beyond ASCII mostly form UTF-8 letters: a broken file, not a legacy one."""
    high = sum(byte >= 0x80 for byte in raw)
    formed = sum(len(c.encode()) for c in raw.decode("utf-8", "ignore") if ord(c) >= 0x80)
    return 2 * formed >= high


def _legacy(raw: bytes, declared: str | None) -> str | None:
    """Decode text in a legacy encoding: the one in which it reads most like Arabic, if any."""
    readings: list[tuple[int, str]] = []
    for encoding in (declared, *_LEGACY) if declared else _LEGACY:
        try:
            text = raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        readings.append((len(_HEADS.findall(text)) - len(_MIXED.findall(text)), text))
    if not readings:
        return None
    sense, text = max(readings, key=lambda reading: reading[0])
    # A text without one such word, a headline perhaps, must be Arabic letters for the most part.
    letters = len(_ARABIC.findall(text))
    return text if sense > 0 or 2 * letters > sum(not c.isspace() for c in text) else None
