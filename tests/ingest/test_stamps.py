from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.ingest.stamps import day_of, moment, spoken

DAMASCUS = ZoneInfo("Asia/Damascus")
DAY = date(2018, 11, 19)
EIGHT = datetime(2018, 11, 19, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2018-11-19T08:05:00Z", "2018-11-19T11:05:00+03:00", "2018-11-19T11:05+0300",
        "2018-11-19 11:05:00.123 +03", "2018-11-19 T 11:35:00 +0330", "2018-11-19 08:05 GMT",
        "Mon, 19 Nov 2018 08:05:00 GMT", "Mon, 19 Nov 2018 11:05:00 +0300",
        "19 Nov 2018 08:05:00 UT",
    ],
)  # fmt: skip
def test_time_with_its_zone_is_read(text: str) -> None:
    assert moment(text) == EIGHT


@pytest.mark.parametrize("text", ["2018-11-19T10:05:00", "Mon, 19 Nov 2018 10:05:00 -0000"])
def test_time_that_names_no_zone_has_none(text: str) -> None:
    assert moment(text) is None
    assert moment(text, DAMASCUS) == EIGHT


@pytest.mark.parametrize(
    "text", ["", "2018-11-19", "2018-13-45T08:05:00Z", "2018-11-19T08:05:00+99:00", "أمس", "12:30"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment(text, UTC) is None


def test_the_day_is_that_of_the_writers_clock() -> None:
    assert day_of("2018-11-19T00:30:00+03:00") == DAY
    assert day_of("Mon, 19 Nov 2018 00:30:00 +0300") == DAY
    assert day_of("2018-11-19") == DAY
    assert day_of("19/11/2018") is None


@pytest.mark.parametrize(
    ("text", "zone", "hour"),
    [
        ("الإثنين، 19 نوفمبر 2018 - 12:09 م", DAMASCUS, 12),
        ("الإثنين، 19 نوفمبر 2018 - 12:09 ص", DAMASCUS, 0),
        ("19 تشرين الثاني 2018 الساعة 9:30 مساءً", DAMASCUS, 21),
        ("19.11.2018 17:27 GMT", None, 17),
        ("آخر تحديث ١٩ نوفمبر ٢٠١٨ - ١٧:٢٧ بتوقيت غرينتش", None, 17),
    ],
)
def test_hour_of_a_byline_is_read(text: str, zone: tzinfo | None, hour: int) -> None:
    found = spoken(text, DAY, zone)

    assert found is not None
    assert (found.date(), found.hour) == (DAY, hour)
    assert found.utcoffset() is not None


def test_clock_that_a_byline_names_comes_before_the_outlets() -> None:
    found = spoken("الساعة 10:00 بتوقيت مكة المكرمة", DAY, DAMASCUS)

    assert found is not None
    assert found.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "text", ["الإثنين 19 نوفمبر", "دمشق 10:00", "13:30 م", "نسبة 10.5", "25:00 GMT"]
)
def test_no_hour_is_made_up(text: str) -> None:
    assert spoken(text, DAY) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), st.integers(-14 * 4, 14 * 4))
def test_every_time_in_iso_form_is_read_back(at: datetime, quarters: int) -> None:
    stamp = at.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))

    assert moment(stamp.isoformat()) == stamp
    assert day_of(stamp.isoformat()) == stamp.date()
