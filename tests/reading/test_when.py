"""Time phrases: a table of them, products of their parts, and what always holds."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Article
from hudna.reading.anchor import Anchor
from hudna.reading.document import prepare
from hudna.reading.when import TimePhrase, find_times

TABLE = Path(__file__).with_name("when_phrases.txt")
PUBLISHED = date(2018, 11, 19)

LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
    "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر",
)  # fmt: skip
MAGHREB = {1: "جانفي", 2: "فيفري", 4: "أفريل", 5: "ماي", 6: "جوان", 7: "جويلية", 8: "غشت"}
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
PARTS = ("فجر", "صباح", "ظهر", "عصر", "مساء", "ليل", "ليلة", "بعد ظهر")
ORDINALS = {
    1: "الأول", 2: "الثاني", 3: "الثالث", 8: "الثامن", 10: "العاشر", 11: "الحادي عشر",
    12: "الثاني عشر", 15: "الخامس عشر", 19: "التاسع عشر", 20: "العشرين",
    21: "الحادي والعشرين", 23: "الثالث والعشرين", 28: "الثامن والعشرين",
}  # fmt: skip


def times(text: str, published: date | None = PUBLISHED) -> list[TimePhrase]:
    """Find the times of a text as of a day."""
    anchor = None if published is None else Anchor(published, published, False, "published")
    return find_times(prepare(Article(text)), anchor)


def only(text: str, published: date | None = PUBLISHED) -> TimePhrase:
    """Find the one time of a text."""
    found = times(text, published)
    assert len(found) == 1, [phrase.span.text for phrase in found]
    return found[0]


def interval(text: str, published: date | None = PUBLISHED) -> tuple[date | None, date | None]:
    """Find the interval of a text's one time."""
    phrase = only(text, published)
    return phrase.start, phrase.end


def _rows() -> list[tuple[str, str, str, str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    split = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(day, text, start, end) for day, text, start, end in split]


@pytest.mark.parametrize(("day", "text", "start", "end"), _rows())
def test_phrase_of_the_table(day: str, text: str, start: str, end: str) -> None:
    found = times(text, date.fromisoformat(day))
    if start == "-":
        assert [phrase.span.text for phrase in found] == []
        return
    (phrase,) = found
    assert (str(phrase.start or "?"), str(phrase.end or "?")) == (start, end)


def _month_end(month: int, year: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@pytest.mark.parametrize("number", range(1, 13))
def test_month_in_every_name(number: int) -> None:
    levant, egypt = LEVANT[number - 1], EGYPT[number - 1]
    names = [
        levant, egypt, f"{levant}/{egypt}", f"{egypt}/ {levant}", f"{levant} ({egypt})",
        f"{egypt} {levant}", f"شهر {levant}", f"شهر {egypt}",
    ]  # fmt: skip
    if number in MAGHREB:
        names.append(MAGHREB[number])
    last = _month_end(number, 2016)
    for name in names:
        assert interval(f"وقعت في {name} 2016") == (last.replace(day=1), last), name
        assert interval(f"في 7 {name} 2016") == (last.replace(day=7), last.replace(day=7)), name
        assert interval(f"مطلع {name} 2016") == (last.replace(day=1), last.replace(day=10)), name
        assert interval(f"أواخر {name} 2016") == (last.replace(day=21), last), name
        assert interval(f"منتصف {name} عام 2016") == (
            last.replace(day=11),
            last.replace(day=20),
        ), name


@pytest.mark.parametrize("number", range(1, 13))
def test_month_by_direction(number: int) -> None:
    name = f"{LEVANT[number - 1]}/{EGYPT[number - 1]}"
    past = _month_end(number, 2018 if number < 11 else 2017)
    coming = _month_end(number, 2019 if number < 12 else 2018)
    assert interval(f"في {name} الماضي") == (past.replace(day=1), past)
    assert interval(f"في {name} المقبل") == (coming.replace(day=1), coming)
    assert interval(f"في 5 {name} الماضي") == _one(
        date(2018, number, 5) if date(2018, number, 5) < PUBLISHED else date(2017, number, 5)
    )


def _one(day: date) -> tuple[date, date]:
    return day, day


@pytest.mark.parametrize(("day", "word"), ORDINALS.items())
def test_day_as_an_ordinal(day: int, word: str) -> None:
    for month in (1, 3, 8, 10):
        levant, egypt = LEVANT[month - 1], EGYPT[month - 1]
        for text in (f"{word} من {levant} 2017", f"{word} من شهر {egypt} من عام 2017"):
            assert interval(f"في {text}") == _one(date(2017, month, day)), text
        assert interval(f"{day} {levant} 2017") == _one(date(2017, month, day))


@pytest.mark.parametrize(("part", "number"), list(product(("", *PARTS), range(1, 8))))
def test_weekday_with_its_part(part: str, number: int) -> None:
    name = WEEKDAYS[number - 1]
    last = PUBLISHED - timedelta(days=(PUBLISHED.isoweekday() - number) % 7)
    assert interval(f"قصفت القوات البلدة {part} {name}") == _one(last)
    assert interval(f"{part} يوم {name}") == _one(last)
    strictly = last if last < PUBLISHED else last - timedelta(days=7)
    assert interval(f"{part} {name} الماضي") == _one(strictly)
    coming = PUBLISHED + timedelta(days=(number - PUBLISHED.isoweekday() - 1) % 7 + 1)
    assert interval(f"{part} {name} المقبل") == _one(coming)
    following = PUBLISHED + timedelta(days=(number - PUBLISHED.isoweekday()) % 7)
    assert interval(f"سيلتقي الوفدان {part} {name}") == _one(following)


@pytest.mark.parametrize("offset", range(7))
def test_neighbouring_weekdays_on_every_day_of_the_week(offset: int) -> None:
    published = PUBLISHED + timedelta(days=offset)
    for first in range(1, 8):
        a, b = WEEKDAYS[first - 1], WEEKDAYS[first % 7]
        start, end = interval(f"ليل {a} {b}", published)
        assert start is not None
        assert end is not None
        assert start.isoweekday() == first
        assert end - start == timedelta(days=1)
        assert timedelta(0) <= published - end < timedelta(days=7)
        assert interval(f"يومي {a} و{b}", published) == (start, end)


SMALL = {
    3: ("ثلاثة", "ثلاث"), 4: ("أربعة", "أربع"), 5: ("خمسة", "خمس"), 6: ("ستة", "ست"),
    7: ("سبعة", "سبع"), 8: ("ثمانية", "ثماني"), 9: ("تسعة", "تسع"), 10: ("عشرة", "عشر"),
}  # fmt: skip


@pytest.mark.parametrize("number", SMALL)
def test_days_and_weeks_ago_and_since(number: int) -> None:
    word, feminine = SMALL[number]
    for written in (word, str(number)):
        day = PUBLISHED - timedelta(days=number)
        assert interval(f"قبل {written} أيام") == _one(day)
        assert interval(f"منذ {written} أيام") == (day, PUBLISHED)
        assert interval(f"خلال الأيام ال{word} الماضية") == (day, PUBLISHED)
        assert interval(f"خلال {written} أيام") == (day, PUBLISHED)
        week = PUBLISHED - timedelta(days=7 * number)
        assert interval(f"قبل {written} أسابيع") == _one(week)
        assert interval(f"منذ نحو {written} أسابيع") == (week, PUBLISHED)
    year = date(2018 - number, 11, 19)
    assert interval(f"منذ {feminine} سنوات") == (year, PUBLISHED)
    assert interval(f"خلال السنوات ال{feminine} الماضية") == (year, PUBLISHED)
    assert interval(f"قبل {feminine} سنوات") == (date(year.year, 1, 1), date(year.year, 12, 31))


NUMERIC = ("{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}")


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(NUMERIC))
def test_numeric_date_is_itself(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    for digits in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"):
        written = text.translate(str.maketrans("0123456789", digits))
        assert interval(f"وقع الهجوم في {written} قرب البلدة", None) == _one(day)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.booleans(), st.booleans())
def test_date_told_whole_needs_no_publication(day: date, twin: bool, weekday: bool) -> None:
    month = EGYPT[day.month - 1] + (f"/{LEVANT[day.month - 1]}" if twin else "")
    name = f"{WEEKDAYS[day.isoweekday() - 1]} " if weekday else ""
    phrase = only(f"يوم {name}{day.day} {month} {day.year}", None)
    assert (phrase.start, phrase.end, phrase.warning) == (day, day, None)


_PIECES = (
    *LEVANT, *EGYPT, *WEEKDAYS, *PARTS, *ORDINALS.values(), "منذ", "حتى", "قبل", "بعد", "خلال",
    "بين", "من", "إلى", "و", "الماضي", "المقبل", "الجاري", "يوم", "يومي", "الشهر", "العام", "عام",
    "أسبوع", "أيام", "ساعة", "الساعة", "نهاية", "مطلع", "النصف", "الربع", "عيد الفطر", "رمضان",
    "اليوم", "أمس", "غدا", "2018", "1439", "31", "29", "12", "3", "/", "-", "،", "(", ")", "صيف",
    "التسعينيات", "القرن", "في اليوم التالي", "ذلك", "بيومين", "محرم", "هـ", "نحو", "عدة", ".",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), max_size=14), st.dates(date(1925, 1, 1), date(2076, 1, 1))
)
def test_intervals_are_in_order_and_phrases_apart(pieces: list[str], published: date) -> None:
    text = " ".join(pieces)
    for anchor_day in (published, None):
        free = 0
        for phrase in times(text, anchor_day):
            assert text[phrase.span.start : phrase.span.end] == phrase.span.text
            assert phrase.first >= free
            assert phrase.last >= phrase.first
            free = phrase.last + 1
            if phrase.start is not None and phrase.end is not None:
                assert phrase.start <= phrase.end
                assert phrase.time_precision in (1, 2, 3)
                assert phrase.date_prec in range(1, 6)


_TIMELESS = (
    "قصفت", "القوات", "بلدة", "وأصيب", "جنود", "في", "ريف", "المدينة", "قال", "المتحدث", "إن",
    "انسحبت", "من", "إلى", "معارك", "عنيفة", "17", "قتيلا", "مدنيين", "اللواء", "الثاني",
)  # fmt: skip


@given(st.lists(st.sampled_from(_TIMELESS), max_size=25))
def test_no_phrase_in_a_text_without_one(words: list[str]) -> None:
    assert times(" ".join(words)) == []


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for phrase in times(text):
        assert text[phrase.span.start : phrase.span.end] == phrase.span.text


def test_inferred_publication_widens_what_hangs_on_it() -> None:
    anchor = Anchor(date(2018, 11, 1), date(2018, 11, 27), True, "told by the text")
    doc = prepare(Article("صباح اليوم، وفي 17 أيلول الماضي"))
    today, september = find_times(doc, anchor)
    assert (today.start, today.end, today.inferred) == (anchor.start, anchor.end, True)
    assert (september.start, september.inferred) == (date(2018, 9, 17), False)


def test_without_publication_only_whole_dates_are_resolved() -> None:
    assert interval("قبل يومين", None) == (None, None)
    assert interval("17 أيلول", None) == (None, None)
    assert interval("17 أيلول 2018", None) == _one(date(2018, 9, 17))


def test_impossible_day_gives_its_month_and_says_so() -> None:
    phrase = only("في 31 نيسان 2018")
    assert (phrase.start, phrase.end) == (date(2018, 4, 1), date(2018, 4, 30))
    assert phrase.warning == "the month has 30 days, not 31"
    assert phrase.time_precision == 3


def test_weekday_that_contradicts_its_date_gives_a_warning() -> None:
    phrase = only("الخميس 17 أيلول 2018")
    assert phrase.start == date(2018, 9, 17)
    assert phrase.warning is not None


def test_hijri_year_out_of_range_gives_a_warning_and_no_date() -> None:
    phrase = only("10 محرم 1600 هـ")
    assert (phrase.start, phrase.end) == (None, None)
    assert phrase.warning is not None
    assert "1600" in phrase.warning


def test_hijri_day_is_approximate() -> None:
    phrase = only("10 محرم 1440")
    assert (phrase.time_precision, phrase.date_prec) == (2, 2)


def test_precision_follows_the_length() -> None:
    codes = {
        "اليوم": (1, 1), "السبت والأحد": (2, 2), "الأسبوع الماضي": (2, 3),
        "الشهر الماضي": (3, 4), "عام 2016": (3, 5),
    }  # fmt: skip
    for text, code in codes.items():
        phrase = only(text)
        assert (phrase.time_precision, phrase.date_prec) == code


def test_anaphora_takes_up_the_time_told_before() -> None:
    found = times("هاجموا القرية في 3 أيلول. وفي اليوم التالي انسحبوا، وبعد ذلك بيومين عادوا.")
    assert [(p.start, p.anaphoric) for p in found] == [
        (date(2018, 9, 3), False),
        (date(2018, 9, 4), True),
        (date(2018, 9, 6), True),
    ]


def test_part_of_day_takes_the_day_told_before() -> None:
    assert [p.start for p in times("دخلوا البلدة السبت، وقصفوها فجرا")] == [date(2018, 11, 17)] * 2


def test_span_leaves_out_clitics_and_closes_brackets() -> None:
    assert only("وبالأمس قصفوا").span.text == "الأمس"
    assert only("قال أول من أمس (السبت).").span.text == "أول من أمس (السبت)"


def test_day_of_saying_is_told_from_the_day_of_what_is_said() -> None:
    saying = (
        "قال المتحدث باسم الجيش الخميس إن القوات انسحبت",
        "أعلن الجيش، الخميس، أن قواته دخلت البلدة",
        "قال المتحدث في بيان الخميس: انسحبت القوات",
    )
    for text in saying:
        assert only(text).of_saying, text
    happening = (
        "قال المتحدث إن القوات انسحبت الخميس من البلدة",
        "أعلن الجيش الخميس استعادة البلدة",
        "قصفت القوات الخميس البلدة",
    )
    for text in happening:
        assert not only(text).of_saying, text


def test_start_of_a_stretch_is_told_from_the_date_of_another_happening() -> None:
    assert interval("القتال المستمر منذ اندلاع الحرب في 2011") == (date(2011, 1, 1), PUBLISHED)
    assert interval("منذ دخول قواتها إلى البلاد عام 2015") == (date(2015, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize("published", [PUBLISHED, None])
@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("32 آذار", "the month has 31 days, not 32"),
        ("31 نيسان", "the month has 30 days, not 31"),
        ("31 نيسان 2017", "the month has 30 days, not 31"),
        ("31/4/2018", "the month has 30 days, not 31"),
        ("0 آذار 2018", "the month has 31 days, not 0"),
        ("29 شباط 2017", "the month has 28 days, not 29"),
        ("45/13/2018", "there is no month 13"),
        ("15/13/1439هـ", "there is no month 13"),
        ("12/7/1600هـ", "no published Hijri calendar for 1600"),
        ("5 رمضان 1250", "no published Hijri calendar for 1250"),
        ("5 رمضان 1900", "no published Hijri calendar for 1900"),
    ],
)
def test_what_no_calendar_holds_is_told(text: str, warning: str, published: date | None) -> None:
    phrase = only(f"قصفت القوات البلدة في {text}", published)
    assert phrase.warning == warning
    assert phrase.days is None or phrase.days >= 28


@pytest.mark.parametrize("published", [date.min, date(1925, 1, 1), date.max])
def test_no_day_of_publication_is_beyond_reading(published: date) -> None:
    for _, text, _, _ in _rows():
        for phrase in times(text, published):
            assert phrase.start is None or phrase.end is None or phrase.start <= phrase.end, text
