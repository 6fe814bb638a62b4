"""Downloading GeoNames' country dumps: resumed where it was cut off, checked before use."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
import zipfile
import zlib
from pathlib import Path

import click

from hudna.errors import InputError

MIRROR = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes ``CC.zip``, by its readme; under CC BY 4.0."""
_CHUNK = 1 << 16
_TIMEOUT = 60.0
_WHOLE, _PART, _NOT_SATISFIABLE = 200, 206, 416


def download(cc: str, folder: Path, mirror: str = MIRROR) -> Path:
    """Download the dump of a country into a folder and check that it is whole.

    A ``.part`` file left by an earlier try is gone on with, if the server allows.

    Raises:
        InputError: it cannot be fetched, or what came is not a whole zip.
    """
    url = f"{mirror.rstrip('/')}/{cc}.zip"
    part, whole = folder / f"{cc}.zip.part", folder / f"{cc}.zip"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fetch(url, part)
    except (OSError, urllib.error.URLError) as error:
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


def _fetch(url: str, part: Path) -> None:
    have = part.stat().st_size if part.is_file() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "hudna"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        answer = urllib.request.urlopen(request, timeout=_TIMEOUT)
    except urllib.error.HTTPError as error:
        if error.code == _NOT_SATISFIABLE and have:
            return  # nothing is left to fetch; the check tells whether it is whole
        raise
    with answer, part.open("ab" if answer.status == _PART else "wb") as file:
        done = have if answer.status == _PART else 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else None
        hidden = not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
        label = url.rsplit("/", 1)[-1]
        with click.progressbar(
            length=total or 0, label=label, file=sys.stderr, hidden=hidden
        ) as bar:
            bar.update(done)
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                bar.update(len(chunk))
                done += len(chunk)
    if total is not None and done < total:
        raise OSError(f"cut off after {done} of {total} bytes")
