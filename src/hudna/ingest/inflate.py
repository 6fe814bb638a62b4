"""Decompression within bounds: a small file that unpacks to gigabytes is refused, not unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from hudna.errors import InputError

_ANY_ZLIB = 47
"""Window bits with which zlib takes both gzip and zlib streams."""


def gathered(chunks: Iterable[bytes], largest: int, encoding: str = "identity") -> bytes:
    """Join the chunks of a body, decompressed; ``encoding`` is HTTP's Content-Encoding.

    Raises:
        InputError: it is larger than ``largest`` bytes, compressed or not; it is broken; or it is
            in an encoding that was not asked for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _joined(chunks, largest)
    if name in ("gzip", "x-gzip", "deflate"):
        return _inflated(chunks, largest, raw=name == "deflate")
    raise InputError(f"in an encoding that was not asked for: {name[:40]}")


def gunzipped(data: bytes, largest: int) -> bytes:
    """Decompress bytes that begin like a gzip file; others are returned as they are.

    Raises:
        InputError: they unpack to more than ``largest`` bytes, or are broken.
    """
    return _inflated([data], largest, raw=False) if data[:2] == b"\x1f\x8b" else data


def _joined(chunks: Iterable[bytes], largest: int) -> bytes:
    out = bytearray()
    for chunk in chunks:
        out += chunk
        if len(out) > largest:
            raise _too_large(largest)
    return bytes(out)


def _inflated(chunks: Iterable[bytes], largest: int, raw: bool) -> bytes:
    out = bytearray()
    unpack = None
    served = 0
    for chunk in chunks:
        served += len(chunk)
        if served > largest:
            raise _too_large(largest)
        if unpack is None:
            unpack = zlib.decompressobj(_window(chunk, raw))
        data = chunk
        while data:
            if unpack.eof:  # the next member of a gzip file of several
                unpack = zlib.decompressobj(_ANY_ZLIB)
            try:
                out += unpack.decompress(data, largest + 1 - len(out))
            except zlib.error as error:
                raise InputError("broken compression") from error
            if len(out) > largest:
                raise _too_large(largest)
            data = unpack.unused_data or unpack.unconsumed_tail
            if unpack.eof and not data.startswith(b"\x1f\x8b"):
                data = b""  # padding after the end
    if unpack is not None and not unpack.eof:
        raise InputError("broken compression: cut off")
    return bytes(out)


def _window(head: bytes, raw: bool) -> int:
    """Tell deflate in zlib's frame, as the standard has it, from the bare one that some send."""
    framed = len(head) > 1 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return -15 if raw and not framed else _ANY_ZLIB


def _too_large(largest: int) -> InputError:
    return InputError(f"more than {largest / 1e6:g} MB")
