"""Downloading GeoNames' country dumps: resumed where it was cut off, checked before use."""

from __future__ import annotations

import os
import sys
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from hudna.errors import FetchError, InputError

if TYPE_CHECKING:
    from hudna.ingest.fetch import Download, Fetcher

MIRROR = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes ``CC.zip``, by its readme; under CC BY 4.0."""
_OK, _PART, _NOT_SATISFIABLE = 200, 206, 416


def download(cc: str, folder: Path, mirror: str = MIRROR, *, allow_private: bool = False) -> Path:
    """Download the dump of a country into a folder and check that it is whole.

    A ``.part`` file left by an earlier try is gone on with, if the server allows.

    Args:
        cc: ISO 3166 alpha-2.
        folder: where to put it; made if it is not there.
        mirror: address of the folder that holds ``CC.zip``.
        allow_private: whether the mirror may lie in a private network, as one's own may.

    Raises:
        InputError: it cannot be fetched, or what came is not a whole zip.
    """
    from hudna.ingest.fetch import Fetcher

    url = f"{mirror.rstrip('/')}/{cc}.zip"
    part, whole = folder / f"{cc}.zip.part", folder / f"{cc}.zip"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Fetcher(allow_private=allow_private) as fetcher:
            _fetch(fetcher, url, part)
    except (OSError, FetchError) as error:
        raise InputError(f"{error}; run it again to go on where it stopped") from error
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


def _fetch(fetcher: Fetcher, url: str, part: Path) -> None:
    have = part.stat().st_size if part.is_file() else 0
    with fetcher.download(url, have) as answer:
        if answer.status == _NOT_SATISFIABLE and have:
            return  # nothing is left to fetch; the check tells whether it is whole
        if answer.status not in (_OK, _PART):
            raise FetchError(f"{url}: HTTP {answer.status}")
        done = have if answer.status == _PART else 0
        with part.open("ab" if done else "wb") as file:
            _write(answer, file, url.rsplit("/", 1)[-1], done)


def _write(answer: Download, file: IO[bytes], label: str, done: int) -> None:
    length = answer.headers.get("content-length", "")
    total = done + int(length) if length.isdigit() else None
    hidden = not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
    with click.progressbar(
        length=total or 0, label=label, file=sys.stderr, hidden=hidden
    ) as progress:
        progress.update(done)
        for chunk in answer.chunks:
            file.write(chunk)
            progress.update(len(chunk))
            done += len(chunk)
    if total is not None and done < total:
        raise OSError(f"{label}: cut off after {done} of {total} bytes")
