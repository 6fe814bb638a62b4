from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hudna.errors import DataError, InputError
from hudna.ingest.sources import duration, given, load

WHOLE = """
contact = "desk@monitor.example"
interval = 2

[[outlets]]
name = "وكالة المثال"
country = "SYR"
language = "ar"
side = "opposition"
timezone = "Asia/Damascus"
sites = ["news.example", "mirror.example"]

[[outlets]]
name = "أخرى"

[[sources]]
name = "الأخبار"
feed = "https://news.example/feed"
outlet = "وكالة المثال"
only = "*/syria/*"
recheck = "90m"

[[sources]]
sitemap = ["https://a.example/news.xml", "https://b.example/news.xml"]
most = 50

[[sources]]
table = "data/*.csv"
columns = { text = "content", published = "when" }
date = "%d/%m/%Y"

[[sources]]
warc = "crawl.warc.gz"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_file_of_sources_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("b.csv", "a.csv"):
        (tmp_path / "data" / name).touch()

    found = load(write(tmp_path, WHOLE))

    assert (found.contact, found.interval) == ("desk@monitor.example", 2.0)
    outlet = found.outlets[0]
    assert (outlet.name, outlet.country, outlet.language) == ("وكالة المثال", "SYR", "ar")
    assert (outlet.side, outlet.timezone) == ("opposition", "Asia/Damascus")
    kinds = [source.kind for source in found.sources]
    assert kinds == ["feed", "sitemap", "sitemap", "table", "table", "warc"]
    feed, first, second, a, b, warc = found.sources
    assert (feed.name, feed.outlet, feed.only) == ("الأخبار", outlet, ("*/syria/*",))
    assert feed.recheck == timedelta(minutes=90)
    assert (first.name, first.most, second.location) == (
        "https://a.example/news.xml", 50, "https://b.example/news.xml",
    )  # fmt: skip
    # Paths are relative to the file's folder.
    assert [a.location, b.location] == [str(tmp_path / "data" / n) for n in ("a.csv", "b.csv")]
    assert (dict(a.columns.names), a.columns.date) == (
        {"text": "content", "published": "when"}, "%d/%m/%Y",
    )  # fmt: skip
    assert warc.location == str(tmp_path / "crawl.warc.gz")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.example/1", "وكالة المثال"),
        ("https://www.NEWS.example:8080/1", "وكالة المثال"),
        ("https://othernews.example/1", None),
        (None, None),
    ],
)
def test_outlet_is_known_by_its_site(tmp_path: Path, url: str | None, name: str | None) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").touch()
    outlet = load(write(tmp_path, WHOLE)).outlet_of(url)

    assert (outlet.name if outlet else None) == name


FEED = '[[sources]]\nfeed = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", r"no \[\[sources\]\] in it"),
        ("sources = 3", r"under \[\[sources\]\]"),
        ("[[sources]]\nname = 'x'", "source 1: name exactly one of feed, sitemap"),
        (FEED + 'page = "https://a.example/1"', "exactly one"),
        (FEED + "feeds = 1", "source 1: 'feeds' means nothing here; known are"),
        (FEED + 'outlet = "x"', r"no \[\[outlets\]\] is called 'x'"),
        ('[[sources]]\nfeed = "a.example"', "not an http"),
        ('[[sources]]\nfeed = "https://u:p@a.example/"', "password"),
        ('[[sources]]\ntable = "*.csv"', r"no file is called \*\.csv"),
        (FEED + 'recheck = "soon"', "'soon' is no length of time"),
        (FEED + "most = 0", "most: expected a whole number"),
        (FEED + 'columns = { body = "b", x = "y" }', "columns: 'x' is none of text"),
        ('[[outlets]]\ncountry = "SYR"\n' + FEED, "outlet 1: name: missing"),
        ('[[outlets]]\nname = "x"\ncountry = "Syria"\n' + FEED, "no ISO code"),
        ('[[outlets]]\nname = "x"\ntimezone = "Damascus"\n' + FEED, "timezone"),
        ('[[outlets]]\nname = "x"\ntimezone = "../../etc/passwd"\n' + FEED, "timezone"),
        ('[[outlets]]\nname = "x"\n[[outlets]]\nname = "x"\n' + FEED, "two outlets of one name"),
        ("interval = -1\n" + FEED, "interval: expected seconds"),
        ("[[sources", "at end of document"),
    ],
)
def test_what_is_wrong_is_told_with_the_remedy(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(DataError, match=why) as caught:
        load(write(tmp_path, text))

    assert str(caught.value).startswith(str(tmp_path / "sources.toml"))


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.toml")


def test_names_on_the_command_line_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.csv", "a.jsonl.gz", "a.warc.gz", "a.html", "a.txt"):
        (tmp_path / name).touch()

    kinds = {name: given(str(tmp_path / name)).kind for name in
             ("a.csv", "a.jsonl.gz", "a.warc.gz", "a.html", "a.txt", ".")}  # fmt: skip
    assert list(kinds.values()) == ["table", "table", "warc", "folder", "folder", "folder"]
    assert given("https://news.example/feed").kind == "address"
    for wrong in (str(tmp_path / "none"), "ftp://a.example/", "https://"):
        with pytest.raises(InputError):
            given(wrong)


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("15m", 900), ("6h", 21600), ("1d", 86400), (" 5 m ", 300)]
)
def test_lengths_of_time_are_read(text: str, seconds: int) -> None:
    assert duration(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "-5m", "m", "1.5h", "15 minutes"])
def test_what_is_no_length_of_time_is_told(text: str) -> None:
    with pytest.raises(InputError, match="no length of time"):
        duration(text)
