"""Times as pages, feeds and tables write them: ISO 8601, RFC 2822, Arabic words; with their zone.

A time that names no zone has none, unless whoever knows the outlet says which clock it goes by.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from hudna.text.fold import fold_term

_ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:\s*T\s*|\s+)(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?![\w:])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2,8} \d{4} \d\d:\d\d")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:.])"
    r"\s*(?P<half>(?:ص|م|صباحا|مساء|ظهرا|am|pm)(?!\w))?",
    re.IGNORECASE,
)
_LATE = ("م", "مساء", "ظهرا", "pm")


def moment(text: str, zone: tzinfo | None = None) -> datetime | None:
    """Read the time that a machine wrote (ISO 8601, RFC 2822); None where it names no zone.

    ``zone`` is that of a time that names none.
    """
    found = _ISO.search(text)
    if found is not None:
        return _iso(found, zone)
    if _MAIL.match(text.strip()):
        try:
            return _zoned(parsedate_to_datetime(text.strip()), zone)
        except (ValueError, OverflowError):
            return None
    return None


def day_of(text: str) -> date | None:
    """Read the day that a machine wrote, by the clock that it wrote it by."""
    stamp = moment(text, UTC)
    if stamp is not None:
        return stamp.date()
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def spoken(text: str, day: date, zone: tzinfo | None = None) -> datetime | None:
    """Read the hour that a byline gives in words or figures, of a day that is known.

    The zone is the one that the byline names (بتوقيت دمشق, GMT), else ``zone``; None without any.
    """
    folded = fold_term(text)
    clock = _CLOCK.search(folded)
    by = _named_zone(folded) or zone
    if clock is None or by is None:
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in _LATE else 0)
    return datetime.combine(day, time(hour, int(clock["minute"])), by)


def _iso(found: re.Match[str], zone: tzinfo | None) -> datetime | None:
    try:
        stamp = datetime.fromisoformat(f"{found['day']}T{found['time']}")
    except ValueError:
        return None
    named = (found["zone"] or "").upper()
    if not named:
        return _zoned(stamp, zone)
    if named in ("Z", "UTC", "GMT"):
        return stamp.replace(tzinfo=UTC)
    digits = named[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=15):
        return None
    return stamp.replace(tzinfo=timezone(-offset if named[0] == "-" else offset))


def _zoned(stamp: datetime, zone: tzinfo | None) -> datetime | None:
    if stamp.tzinfo is None:
        return stamp.replace(tzinfo=zone) if zone is not None else None
    return stamp


def _named_zone(folded: str) -> tzinfo | None:
    pattern, zones = _names()
    found = pattern.search(folded)
    if found is None:
        return None
    name = zones[found[1]]
    return UTC if name == "UTC" else ZoneInfo(name)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    data = tomllib.loads(files(__package__).joinpath("zones.toml").read_text("utf-8"))
    zones = {fold_term(name): zone for zone, names in data.items() for name in names}
    words = "|".join(sorted(map(re.escape, zones), key=len, reverse=True))
    # A city alone is where the report is from; only after "بتوقيت" is it a clock.
    latin = "|".join(name for name in zones if name.isascii())
    return re.compile(rf"(?:بتوقيت\s+|(?={latin}))({words})(?!\w)"), zones
