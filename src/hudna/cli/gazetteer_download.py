"""Downloading GeoNames' country dumps: resumed where it was cut off, checked before use."""

from __future__ import annotations

import os
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.errors import FetchError, InputError

if TYPE_CHECKING:
    from hudna.ingest.fetch import Fetcher

MIRROR = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes ``CC.zip``, by its readme; under CC BY 4.0."""
_WHOLE, _PART, _NOT_SATISFIABLE = 200, 206, 416


def download(cc: str, folder: Path, mirror: str = MIRROR) -> Path:
    """Download the dump of a country into a folder and check that it is whole.

    A ``.part`` file left by an earlier try is gone on with, if the server allows.

    Raises:
        InputError: it cannot be fetched, or what came is not a whole zip.
    """
    # What fetches takes a while to import, and only this needs it.
    from hudna.ingest.fetch import Fetcher

    url = f"{mirror.rstrip('/')}/{cc}.zip"
    part, whole = folder / f"{cc}.zip.part", folder / f"{cc}.zip"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A mirror that the user names may well be in the user's own network.
        with Fetcher(allow_private=mirror != MIRROR) as fetcher:
            _fetch(url, part, fetcher)
    except FetchError as error:
        raise InputError(f"{error}; run it again to go on where it stopped") from error
    except OSError as error:
        raise InputError(f"{url}: {error}; run it again to go on where it stopped") from error
    try:
        with zipfile.ZipFile(part) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        part.unlink()
        raise InputError(f"{url}: what came is not a whole zip: {error}") from error
    if broken is not None:
        part.unlink()
        raise InputError(f"{url}: the checksum of {broken} is wrong")
    part.replace(whole)
    return whole


def _fetch(url: str, part: Path, fetcher: Fetcher) -> None:
    have = part.stat().st_size if part.is_file() else 0
    with fetcher.download(url, have) as answer:
        if answer.status == _NOT_SATISFIABLE and have:
            return  # nothing is left to fetch; the check tells whether it is whole
        if answer.status not in (_WHOLE, _PART):
            raise FetchError(f"{url}: HTTP {answer.status}")
        with part.open("ab" if answer.status == _PART else "wb") as file:
            done = have if answer.status == _PART else 0
            length = answer.headers.get("content-length")
            total = done + int(length) if length else None
            hidden = not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
            label = url.rsplit("/", 1)[-1]
            with click.progressbar(
                length=total or 0, label=label, file=sys.stderr, hidden=hidden
            ) as bar:
                bar.update(done)
                for chunk in answer.chunks:
                    file.write(chunk)
                    bar.update(len(chunk))
                    done += len(chunk)
    if total is not None and done < total:
        raise FetchError(f"{url}: cut off after {done} of {total} bytes", transient=True)
