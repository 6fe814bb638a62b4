"""Writes whole numbers in Arabic words, for the round trip."""

from __future__ import annotations

from typing import Literal

Case = Literal["nominative", "oblique"]
Gender = Literal["masculine", "feminine"]

_BARE = ["", "واحد", "اثن", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
_TENS = ["", "عشر", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
_HUNDREDS = ["", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def spell(n: int, case: Case, gender: Gender) -> str:
    """Spell ``n`` (0 to 999,999,999) as it counts a noun of a gender, in a case."""
    if n == 0:
        return "صفر"
    parts: list[str] = []
    for scale, one, two, few, many in (
        (1_000_000, "مليون", "مليون", "ملايين", "مليونا"),
        (1_000, "ألف", "ألف", "آلاف", "ألفا"),
    ):
        count, n = divmod(n, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two + ("ان" if case == "nominative" else "ين"))
        elif count:
            last = count % 100
            noun = few if 3 <= last <= 10 else many if last > 10 else one
            parts.append(f"{_below_thousand(count, case, 'masculine')} {noun}")
    if n:
        parts.append(_below_thousand(n, case, gender))
    return " و".join(parts)


def _below_thousand(n: int, case: Case, gender: Gender) -> str:
    hundreds, rest = divmod(n, 100)
    parts: list[str] = []
    if hundreds == 1:
        parts.append("مئة")
    elif hundreds == 2:
        parts.append("مئتان" if case == "nominative" else "مئتين")
    elif hundreds:
        parts.append(_HUNDREDS[hundreds] + "مئة")
    if rest:
        parts.append(_below_hundred(rest, case, gender))
    return " و".join(parts)


def _below_hundred(n: int, case: Case, gender: Gender) -> str:
    tens, units = divmod(n, 10)
    if tens == 0:
        return _unit(units, case, gender)
    if n == 10:
        return "عشرة" if gender == "masculine" else "عشر"
    if tens == 1:
        ten = "عشر" if gender == "masculine" else "عشرة"
        if units == 1:
            return ("أحد " if gender == "masculine" else "إحدى ") + ten
        if units == 2:
            ending = "ا" if case == "nominative" else "ي"
            return ("اثن" if gender == "masculine" else "اثنت") + ending + " " + ten
        return f"{_unit(units, case, gender)} {ten}"
    ten = _TENS[tens] + ("ون" if case == "nominative" else "ين")
    return f"{_unit(units, case, gender)} و{ten}" if units else ten


def _unit(n: int, case: Case, gender: Gender) -> str:
    if n == 1:
        return "واحد" if gender == "masculine" else "واحدة"
    if n == 2:
        stem = "اثن" if gender == "masculine" else "اثنت"
        return stem + ("ان" if case == "nominative" else "ين")
    # Three to ten take the gender that their noun has not.
    return _BARE[n] + "ة" if gender == "masculine" else _BARE[n]
