"""Sources: where articles come from, as a user's file of sources names them, or a command line.

One TOML file holds them all::

    [[outlets]]
    name = "وكالة المثال"
    country = "SYR"
    timezone = "Asia/Damascus"

    [[sources]]
    feed = "https://news.example/feed"
    outlet = "وكالة المثال"
"""

from __future__ import annotations

import glob
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from hudna.errors import DataError, FetchError, InputError
from hudna.ingest.table import FIELDS, Columns
from hudna.ingest.url import parsed

Kind = Literal["feed", "sitemap", "page", "folder", "table", "warc", "address"]
"""``address`` is one of the web of which it is yet to be seen whether it is a feed, a sitemap or a
page; a ``folder`` may also be a single text or page."""
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "address")
WEB = frozenset(("feed", "sitemap", "page", "address"))
_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")
_ARCHIVES = (".warc",)
_DURATION = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
RECHECK = timedelta(hours=6)
"""How long a page that a feed still lists is believed before it is asked whether it changed."""
MOST = 1000
"""Pages of one list that are fetched in one pass, the newest first."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes, as the user says."""

    name: str
    country: str | None = None
    """ISO-3166 alpha-3."""
    language: str | None = None
    side: str | None = None
    """Whom it stands with, in the user's words."""
    timezone: str | None = None
    """The clock that it goes by, for times that name no zone: a name of the IANA database."""
    sites: tuple[str, ...] = ()
    """Host names by which its articles are known wherever they come from."""

    @property
    def zone(self) -> ZoneInfo | None:
        """The clock that it goes by."""
        return ZoneInfo(self.timezone) if self.timezone else None


@dataclass(frozen=True, slots=True)
class Source:
    """One place where articles come from."""

    kind: Kind
    location: str
    """An address of the web, or a path."""
    name: str = ""
    """As the user calls it; its location where the user does not."""
    outlet: Outlet | None = None
    only: tuple[str, ...] = ()
    """Patterns (``*/syria/*``) of which an article's address must match one."""
    pages: bool = True
    """Whether the pages that a feed lists are fetched; else their text is the feed's own."""
    recheck: timedelta = RECHECK
    most: int = MOST
    columns: Columns = field(default_factory=Columns)

    def wants(self, url: str) -> bool:
        """Whether an address is one of those that are collected."""
        return not self.only or any(fnmatchcase(url, pattern) for pattern in self.only)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a file of sources says."""

    sources: tuple[Source, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    contact: str | None = None
    """Where a site's owner reaches the user; sent along with each fetch."""
    interval: float = 1.0
    """Least seconds between two fetches from one host."""

    def outlet_of(self, url: str | None) -> Outlet | None:
        """Return the outlet whose site an address is of."""
        host = (url or "").partition("://")[2].partition("/")[0].partition(":")[0].lower()
        for outlet in self.outlets:
            if any(host == site or host.endswith(f".{site}") for site in outlet.sites):
                return outlet
        return None


def given(name: str, **options: Any) -> Source:
    """Tell what a name on the command line is: an address of the web, a folder, or a file.

    Raises:
        InputError: there is no such file, or no such address.
    """
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", name):
        parsed(name)
        return Source("address", name, name, **options)
    path = Path(name)
    if not path.exists():
        raise InputError(f"{name}: no such file or folder")
    return Source(kind_of(path), name, name, **options)


def kind_of(path: Path) -> Kind:
    """Tell by its name what a file is, or a folder."""
    ending = Path(path.name.lower().removesuffix(".gz")).suffix
    if ending in _TABLES and path.is_file():
        return "table"
    return "warc" if ending in _ARCHIVES and path.is_file() else "folder"


def load(path: Path) -> Sources:
    """Read a file of sources; paths in it are relative to its folder.

    Raises:
        InputError: it cannot be read.
        DataError: it breaks a rule; the message says where, and what to write.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    rules = _Rules(str(path))
    rules.known(data, "the file", ("contact", "interval", "outlets", "sources"))
    outlets = [rules.outlet(item, n) for n, item in rules.tables(data, "outlets")]
    by_name = {outlet.name: outlet for outlet in outlets}
    if len(by_name) < len(outlets):
        rules.fail("outlets", "two outlets of one name")
    found = [
        source
        for n, item in rules.tables(data, "sources")
        for source in rules.sources(item, n, by_name, path.parent)
    ]
    if not found:
        rules.fail("sources", "no [[sources]] in it")
    interval = data.get("interval", 1.0)
    if isinstance(interval, bool) or not isinstance(interval, (int, float)) or interval < 0:
        rules.fail("interval", "expected seconds, like 1.5")
    contact = rules.text(data, "contact", "the file")
    return Sources(tuple(found), tuple(outlets), contact, float(interval))


class _Rules:
    """Reads the parts of a file of sources, and says what is wrong with one."""

    def __init__(self, file: str) -> None:
        self._file = file

    def fail(self, where: str, why: str) -> None:
        raise DataError(f"{self._file}: {where}: {why}")

    def tables(self, data: Mapping[str, Any], key: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        items = data.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self.fail(key, f"write each as a table of its own, under [[{key}]]")
        return [(f"{key[:-1]} {number}", item) for number, item in enumerate(items, 1)]

    def known(self, item: Mapping[str, Any], where: str, keys: Iterable[str]) -> None:
        for key in item:
            if key not in keys:
                self.fail(where, f"{key!r} means nothing here; known are {', '.join(sorted(keys))}")

    def text(self, item: Mapping[str, Any], key: str, where: str) -> str | None:
        value = item.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fail(where, f"{key}: expected a text in quotation marks")
        return str(value).strip()

    def texts(self, item: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = item.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            self.fail(where, f'{key}: expected texts, like ["a", "b"]')
        return tuple(value)

    def outlet(self, item: Mapping[str, Any], where: str) -> Outlet:
        keys = ("name", "country", "language", "side", "timezone", "sites")
        self.known(item, where, keys)
        name = self.text(item, "name", where)
        country = self.text(item, "country", where)
        zone = self.text(item, "timezone", where)
        if name is None:
            self.fail(where, "name: missing")
        if country and not re.fullmatch("[A-Z]{3}", country):
            self.fail(where, f"country: {country!r} is no ISO code of three letters, like SYR")
        try:
            ZoneInfo(zone or "UTC")
        except (ValueError, OSError, LookupError):
            self.fail(where, f"timezone: {zone!r} is no zone like Asia/Damascus")
        return Outlet(
            name=name or "", country=country, language=self.text(item, "language", where),
            side=self.text(item, "side", where), timezone=zone,
            sites=tuple(site.lower() for site in self.texts(item, "sites", where)),
        )  # fmt: skip

    def sources(
        self, item: Mapping[str, Any], where: str, outlets: Mapping[str, Outlet], folder: Path
    ) -> list[Source]:
        options = ("name", "outlet", "only", "pages", "recheck", "most", "columns", "date")
        self.known(item, where, (*KINDS, *options))
        kinds = [kind for kind in KINDS if kind in item]
        if len(kinds) != 1:
            self.fail(where, f"name exactly one of {', '.join(KINDS)}")
        locations = self.texts(item, kinds[0], where)
        outlet = self.text(item, "outlet", where)
        if outlet is not None and outlet not in outlets:
            self.fail(where, f"outlet: no [[outlets]] is called {outlet!r}")
        most = item.get("most", MOST)
        if isinstance(most, bool) or not isinstance(most, int) or most < 1:
            self.fail(where, "most: expected a whole number from 1 up")
        source = Source(
            kinds[0], "", outlet=outlets.get(outlet or ""), only=self.texts(item, "only", where),
            pages=bool(item.get("pages", True)), recheck=self._duration(item, where), most=most,
            columns=self._columns(item, where),
        )  # fmt: skip
        name = self.text(item, "name", where)
        return [
            replace(source, location=place, name=name or place)
            for location in locations
            for place in self._places(kinds[0], location, where, folder)
        ]

    def _places(self, kind: Kind, location: str, where: str, folder: Path) -> list[str]:
        if kind in WEB:
            try:
                parsed(location)
            except FetchError as error:
                self.fail(where, str(error))
            return [location]
        path = str(folder / Path(location).expanduser())
        if not glob.has_magic(path):
            return [path]
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  (it may be absolute)
        if not found:
            self.fail(where, f"{kind}: no file is called {location}")
        return found

    def _duration(self, item: Mapping[str, Any], where: str) -> timedelta:
        value = item.get("recheck")
        if value is None:
            return RECHECK
        try:
            return duration(str(value))
        except InputError as error:
            self.fail(where, f"recheck: {error}")
            raise AssertionError from error

    def _columns(self, item: Mapping[str, Any], where: str) -> Columns:
        names = item.get("columns", {})
        if not isinstance(names, dict) or not all(isinstance(v, str) for v in names.values()):
            self.fail(where, 'columns: write { text = "body", title = "headline" }')
        for field_name in names:
            if field_name not in FIELDS:
                self.fail(where, f"columns: {field_name!r} is none of {', '.join(FIELDS)}")
        return Columns(dict(names), self.text(item, "date", where))


def duration(text: str) -> timedelta:
    """Read a length of time: ``90s``, ``15m``, ``6h``, ``1d``.

    Raises:
        InputError: it is none.
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None or not int(found[1]):
        raise InputError(f"{text!r} is no length of time like 90s, 15m, 6h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
