"""Fetching: the only code that opens a connection to the web, polite to servers and safe from them.

A name is resolved once, and the connection goes to the very address that was judged, so that
neither a redirect nor a second answer of the DNS can lead into a private network.
"""

from __future__ import annotations

import contextvars
import email.utils
import random
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import httpcore2
import httpx2

from hudna.errors import FetchError, InputError
from hudna.ingest import robots
from hudna.ingest.addresses import forbidden
from hudna.ingest.fetched import ACCEPT, Fetched
from hudna.ingest.inflate import gathered
from hudna.ingest.pace import CLOCK, Clock, Pace
from hudna.ingest.url import joined, parsed

AGENT = "hudna"
"""The name that robots.txt may address, and the beginning of the User-Agent header."""
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LATER = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses after which the same request may do."""
_LONGEST_DELAY = 60.0
"""Seconds: the most that a robots.txt's Crawl-delay is obeyed to."""
_LONGEST_WAIT = 30.0
"""Seconds: a server that asks for more is not waited for, but told of."""
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how large, how far."""

    seconds: float = 60.0
    """One request, from connecting to the last byte received."""
    silence: float = 20.0
    """Seconds without a byte."""
    size: int = 20_000_000
    """Bytes of a body, as served and as decompressed."""
    redirects: int = 5
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Download:
    """A large file as it comes."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    chunks: Iterable[bytes]


Resolve = Callable[[str, int], Iterable[str]]
"""Lists the IP addresses of a host name.

Raises:
    OSError: it has none.
"""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Fetcher:
    """Fetches addresses; safe to share between threads.

    Compression is undone within limits, TLS certificates are verified, no cookie is kept and no
    proxy is used: a proxy would resolve names on its own.
    """

    def __init__(
        self, *, allow_private: bool = False, limits: Limits = Limits(), interval: float = 1.0,
        contact: str | None = None, clock: Clock = CLOCK, resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        """Prepare; nothing is connected to yet.

        ``interval`` is the least number of seconds between two fetches from one host, ``contact``
        an address at which a site's owner reaches the user, for the User-Agent header. ``tls``
        decides which certificates are trusted, by default those that the system trusts.
        """
        self._limits = limits
        self._interval = interval
        self._clock = clock
        self._pace = Pace(clock)
        self._robots = robots.Robots(AGENT, self._robots_txt, clock.seconds)
        self._agent = f"{AGENT}/{version('hudna')}" + (f" (+{contact})" if contact else "")
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls or httpcore2.default_ssl_context(),
            network_backend=_Guarded(resolve, allow_private),
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None,
        accept: str = ACCEPT,
    ) -> Fetched:  # fmt: skip
        """Fetch an address: robots.txt obeyed, redirects followed, failures of the moment retried.

        With what an earlier answer gave as ``etag`` or ``last_modified`` the server may say that
        nothing has changed: then ``unchanged`` holds and the body is empty.

        Raises:
            FetchError: it may not or cannot be fetched, or is not there; the message names it.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        found = self._retried(parsed(url), headers)
        if found.status in range(200, 300) or (found.unchanged and (etag or last_modified)):
            return found
        wait = _retry_after(found)
        later = found.status in _LATER
        raise FetchError(f"{url}: HTTP {found.status}", transient=later, wait=wait)

    def _retried(self, url: httpx2.URL, headers: Mapping[str, str]) -> Fetched:
        for attempt in range(1, self._limits.attempts + 1):
            last = attempt == self._limits.attempts
            # Doubled each time, and not the same for all that were turned away at once.
            wait = 2.0 ** (attempt - 1) * random.uniform(0.75, 1.25)
            try:
                found = self._followed(url, headers, self._limits.size, obey=True)
            except FetchError as error:
                if last or not error.transient:
                    raise
            else:
                if last or found.status not in _LATER:
                    return found
                wait = max(wait, _retry_after(found) or 0.0)
                if wait > _LONGEST_WAIT:
                    return found
            self._clock.pause(wait)
        raise AssertionError("at least one attempt is made")

    def _robots_txt(self, url: str) -> Fetched:
        return self._followed(parsed(url), {}, robots.LARGEST, obey=False)

    def _followed(
        self, url: httpx2.URL, headers: Mapping[str, str], size: int, obey: bool
    ) -> Fetched:
        asked = url
        for _ in range(self._limits.redirects + 1):
            if obey:
                self._take_turn(url)
            with _told(url), _deadline(self._limits.seconds), self._asked(url, headers) as answer:
                names = _headers(answer.headers)
                target = _target(answer, names)
                body = b""
                if target is None:
                    chunks = answer.iter_stream()
                    body = gathered(chunks, size, names.get("content-encoding", ""))
            if target is None:
                return Fetched(str(url), answer.status, names, body, datetime.now(UTC))
            url = joined(url, target)
        raise FetchError(f"{asked}: more than {self._limits.redirects} redirects")

    @contextmanager
    def download(self, url: str, start: int = 0) -> Iterator[Download]:
        """Open one large file that the user asked for by name, from byte ``start`` where it can be.

        It is not held to a size or a total time, only to the silence that the limits allow.

        Raises:
            FetchError: it cannot be fetched, or breaks off; not for a status other than 200.
        """
        at = parsed(url)
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        for _ in range(self._limits.redirects + 1):
            with _told(at), self._asked(at, headers) as answer:
                names = _headers(answer.headers)
                target = _target(answer, names)
                if target is None:
                    yield Download(answer.status, names, answer.iter_stream())
                    return
            at = joined(at, target)
        raise FetchError(f"{url}: more than {self._limits.redirects} redirects")

    def _take_turn(self, url: httpx2.URL) -> None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if not self._robots.permits(origin, str(url)):
            raise FetchError(f"{url}: the site's robots.txt asks not to")
        delay = min(self._robots.delay(origin), _LONGEST_DELAY)
        self._pace.wait(url.host, max(delay, self._interval))

    @contextmanager
    def _asked(self, url: httpx2.URL, headers: Mapping[str, str]) -> Iterator[httpcore2.Response]:
        sent = {
            "Host": url.netloc.decode("ascii"), "User-Agent": self._agent,
            "Accept-Encoding": "gzip, deflate", "Accept-Language": "ar,*;q=0.5", **headers,
        }  # fmt: skip
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self._limits.silence)
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        with self._pool.stream(
            "GET", target, headers=list(sent.items()), extensions={"timeout": timeout}
        ) as answer:
            yield answer


@contextmanager
def _told(url: httpx2.URL) -> Iterator[None]:
    """Turn every failure of a connection into one line that names the address."""
    try:
        yield
    except FetchError:
        raise
    except InputError as error:
        raise FetchError(f"{url}: {error}") from error
    except (httpcore2.TimeoutException, TimeoutError) as error:
        raise FetchError(f"{url}: too slow", transient=True) from error
    except httpcore2.NetworkError as error:
        certificate = "certificate" in str(error).lower()
        why = " ".join(str(error).split()) or "cannot be reached"
        raise FetchError(f"{url}: {why}", transient=not certificate) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        # A connection that the server closed just then looks the same.
        why = f"{url}: an answer that is not HTTP: {error}"
        raise FetchError(why, transient=True) from error


def _target(answer: httpcore2.Response, headers: Mapping[str, str]) -> str | None:
    """Return where an answer redirects to, if it does."""
    return headers.get("location") or None if answer.status in _REDIRECTS else None


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").replace("\0", "")
        out[key] = f"{out[key]}, {text}" if key in out else text
    return out


def _retry_after(found: Fetched) -> float | None:
    """Return the seconds that a server asks to be left alone for."""
    value = found.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    now = found.at or datetime.now(UTC)
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


_ends: contextvars.ContextVar[float] = contextvars.ContextVar("ends")
"""When the try under way in this thread must be over, on the monotonic clock."""


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def _left(timeout: float | None) -> float:
    """Return how long the next step of a connection may take."""
    left = _ends.get(float("inf")) - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("too slow as a whole")
    return left if timeout is None else min(left, timeout)


class _Guarded(httpcore2.NetworkBackend):
    """Connects to addresses that were judged, and holds every step to the deadline.

    Without the latter a server that sends a byte now and then would never be too slow.
    """

    def __init__(self, resolve: Resolve, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None, socket_options: Any = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        try:
            addresses = list(self._resolve(host.strip("[]"), port))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host}: no such host, or no network", transient=True) from error
        refused = [(a, why) for a in addresses if (why := forbidden(a, self._allow_private))]
        permitted = [a for a in addresses if a not in {a for a, _ in refused}]
        if not permitted:
            address, why = refused[0] if refused else (host, "no address")
            hint = "" if self._allow_private else "; --allow-private permits it"
            raise FetchError(f"{host}: refused: {address} is {why}{hint}")
        failure: Exception | None = None
        for address in permitted[:4]:
            try:
                return _Stream(self._inner.connect_tcp(address, port, _left(timeout)))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        assert failure is not None
        raise failure


class _Stream(httpcore2.NetworkStream):
    """A connection of which every step is held to the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
