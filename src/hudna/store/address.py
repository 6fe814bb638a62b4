"""Where the database is: a file of SQLite's by default, or what ``HUDNA_DATABASE`` names.

What is shown to a user is rebuilt from the address's harmless parts: a password, wherever in the
address it stands, is in no message.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from hudna.errors import StoreError

VARIABLE = "HUDNA_DATABASE"
_FORMS = "a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """A database, named."""

    kind: Literal["sqlite", "postgresql"]
    url: str = field(repr=False)
    """For the driver; may hold a password."""
    shown: str
    """For people."""
    secret: str = field(default="", repr=False)
    """The password, to be kept out of messages."""
    path: Path | None = None
    """The file of an SQLite database."""


def default_path() -> Path:
    """Where the database lies by default: in ``$HUDNA_HOME``, else in the user's data folder."""
    home = os.environ.get("HUDNA_HOME")
    if home:
        return Path(home) / "hudna.sqlite"
    from platformdirs import user_data_path

    return user_data_path("hudna", appauthor=False) / "hudna.sqlite"


def address_of(given: str | Path | None = None) -> Address:
    """Read an address: what is given, else ``$HUDNA_DATABASE``, else the default file.

    Raises:
        StoreError: it is in none of the forms ``FILE``, ``sqlite:///FILE``, ``postgresql://…``.
    """
    text = str(given or os.environ.get(VARIABLE) or default_path())
    if "\0" in text:
        raise StoreError(f"{VARIABLE}: a database's address holds no null character")
    scheme, separator, rest = text.partition("://")
    if not separator:
        return _file(text)
    scheme = scheme.lower().partition("+")[0]
    if scheme == "sqlite":
        if not rest.startswith("/") or len(rest) < 2:
            raise StoreError(f"{VARIABLE}: write sqlite:///FILE, with three slashes")
        return _file(unquote(rest[1:]))
    if scheme in ("postgresql", "postgres"):
        return _server(f"postgresql://{rest}")
    raise StoreError(
        f"{VARIABLE}: {scheme[:20]}:// is no database that Hudna knows; write {_FORMS}"
    )


def _file(text: str) -> Address:
    path = Path(text).expanduser().absolute()
    if path.is_dir():
        raise StoreError(f"{path}: a folder; name a file in it")
    return Address("sqlite", "", str(path), path=path)


def _server(url: str) -> Address:
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    # The driver's own words may hold the password.
    wrong = StoreError(
        f"{VARIABLE}: write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with %XX for each of"
        " : / @ ? # % and the space in a password"
    )
    try:
        parts = conninfo_to_dict(url)
    except (Error, UnicodeError):
        raise wrong from None
    host, port, name, password = (
        str(parts.get(key) or "") for key in ("host", "port", "dbname", "password")
    )
    # Where a password was not encoded, a piece of it is taken for one of these.
    if not re.fullmatch(r"[\d,]*", port) or "@" in host + name:
        raise wrong
    where = f"{host}:{port}" if port else host
    return Address("postgresql", url, f"postgresql://{where}/{name}", secret=password)
