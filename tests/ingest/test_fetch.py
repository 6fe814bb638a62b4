from __future__ import annotations

import gzip
import hashlib
import http.server
import socket
import ssl
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from hudna.errors import FetchError
from hudna.ingest.addresses import forbidden
from hudna.ingest.fetch import Fetcher, Limits, resolve
from hudna.ingest.pace import Clock
from tests.ingest.server import Answer, Web, serving


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.1 stand for a site on the internet; all else is judged as always."""
    monkeypatch.setattr(
        "hudna.ingest.fetch.forbidden",
        lambda address, allow: None if address == "127.0.0.1" else forbidden(address, allow),
    )


class Time:
    """Time that passes only when it is waited for."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.pause)


def fetcher(
    *, limits: Limits | None = None, allow_private: bool = True, interval: float = 0.0,
    time: Time | None = None, addresses: Sequence[str] | None = None,
) -> Fetcher:  # fmt: skip
    """Make a fetcher for the loopback server, with time of its own."""
    return Fetcher(
        allow_private=allow_private, limits=limits or Limits(), interval=interval,
        clock=(time or Time()).clock,
        resolve=resolve if addresses is None else lambda host, port: addresses,
    )  # fmt: skip


def test_page_is_fetched_as_served_with_hash_headers_and_time(web: Web) -> None:
    web.answers["/a"] = Answer(b"<p>\xc7</p>", headers={"Content-Type": "text/html", "ETag": '"1"'})

    found = fetcher().get(f"{web.root}/a#part")

    assert (found.url, found.status, found.body) == (f"{web.root}/a", 200, b"<p>\xc7</p>")
    assert found.headers["etag"] == '"1"'
    assert found.sha256 == hashlib.sha256(b"<p>\xc7</p>").hexdigest()
    assert found.at is not None
    assert found.at.utcoffset() is not None
    assert web.asked[-1].headers["User-Agent"].startswith("hudna/")


def test_arabic_address_is_encoded(web: Web) -> None:
    web.answers["/%D9%87%D8%AF%D9%86%D8%A9"] = Answer(b"x")

    assert fetcher().get(f"{web.root}/هدنة").body == b"x"


def test_conditions_are_sent_and_not_modified_is_told(web: Web) -> None:
    web.answers["/a"] = Answer(status=304)

    found = fetcher().get(
        f"{web.root}/a", etag='"1"', last_modified="Mon, 19 Nov 2018 08:00:00 GMT"
    )

    assert found.unchanged
    assert web.asked[-1].headers["If-None-Match"] == '"1"'
    assert web.asked[-1].headers["If-Modified-Since"] == "Mon, 19 Nov 2018 08:00:00 GMT"


def test_not_modified_where_nothing_was_asked_is_no_answer(web: Web) -> None:
    web.answers["/a"] = Answer(status=304)

    with pytest.raises(FetchError, match="HTTP 304"):
        fetcher().get(f"{web.root}/a")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(web: Web, status: int) -> None:
    web.answers["/old"] = Answer(status=status, headers={"Location": "/new?a=1"})
    web.answers["/new?a=1"] = Answer(b"new")

    found = fetcher().get(f"{web.root}/old")

    assert (found.url, found.body) == (f"{web.root}/new?a=1", b"new")


def test_redirects_without_end_are_given_up(web: Web) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": "/b"})
    web.answers["/b"] = Answer(status=302, headers={"Location": "/a"})

    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher().get(f"{web.root}/a")


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://u:p@127.0.0.1/",
        "http://[",
        "javascript:0",
    ],
)
def test_redirects_lead_to_the_web_only(web: Web, target: str) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": target})

    with pytest.raises(FetchError, match="leads to"):
        fetcher().get(f"{web.root}/a")


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "file:///etc/passwd", "http://", "http:///x", "//x", "http://a b/"],
)
def test_other_than_an_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(FetchError):
        fetcher().get(address)


def test_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError) as caught:
        fetcher().get("http://user:geheim@example.org/feed")

    assert "geheim" not in str(caught.value)


# Where it may lead


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="refused"):
        fetcher(allow_private=False, addresses=[address]).get("http://news.example/feed")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "127.1", "0x7f.1"]
)
def test_loopback_is_refused_however_it_is_written(web: Web, host: str) -> None:
    web.answers["/a"] = Answer(b"secret")

    with pytest.raises(FetchError):
        fetcher(allow_private=False).get(f"http://{host}:{web.port}/a")

    assert not web.asked


def test_multicast_is_refused_even_where_private_addresses_are_allowed() -> None:
    with pytest.raises(FetchError, match="multicast"):
        fetcher(addresses=["224.0.0.1"]).get("http://news.example/")


@pytest.mark.usefixtures("loopback_is_public")
def test_redirect_to_a_private_address_is_refused(web: Web) -> None:
    """The site itself counts as public here; what it redirects to does not."""
    web.answers["/a"] = Answer(
        status=302, headers={"Location": f"http://inside.example:{web.port}/s"}
    )
    web.answers["/s"] = Answer(b"secret")
    known = {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.8"]}
    get = Fetcher(clock=Time().clock, interval=0, resolve=lambda host, port: known[host]).get

    with pytest.raises(FetchError, match=r"inside\.example: refused: 10\.0\.0\.8 is a private"):
        get(f"http://news.example:{web.port}/a")

    assert "/s" not in web.paths()


@pytest.mark.usefixtures("loopback_is_public")
def test_name_is_resolved_once_and_connected_to_what_was_judged(web: Web) -> None:
    """A name whose second answer is a private address: DNS rebinding."""
    web.answers["/a"] = Answer(b"public")
    answers = iter([["127.0.0.1"], ["192.168.0.1"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    found = Fetcher(clock=Time().clock, interval=0, resolve=rebinding).get(
        f"http://news.example:{web.port}/a"
    )
    # robots.txt and the page go over one connection, to the address that was judged.
    assert (found.body, asked) == (b"public", ["news.example"])

    fresh = Fetcher(clock=Time().clock, interval=0, resolve=rebinding)
    with pytest.raises(FetchError, match=r"192\.168\.0\.1"):
        fresh.get(f"http://news.example:{web.port}/a")


@pytest.mark.usefixtures("loopback_is_public")
def test_of_several_addresses_only_the_permitted_are_connected_to(web: Web) -> None:
    web.answers["/a"] = Answer(b"x")
    get = Fetcher(
        clock=Time().clock, interval=0, resolve=lambda host, port: ["10.0.0.1", "127.0.0.1"]
    ).get

    assert get(f"http://news.example:{web.port}/a").body == b"x"


# How long and how large


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def test_endless_body_is_cut_off(web: Web) -> None:
    web.answers["/a"] = endless

    with pytest.raises(FetchError, match="more than 1 MB"):
        fetcher(limits=Limits(size=1_000_000)).get(f"{web.root}/a")


@pytest.mark.parametrize("part", ["head", "body"])
def test_server_that_drips_is_too_slow_as_a_whole(web: Web, part: str) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n"
        handler.wfile.write(head + (b"\r\n" if part == "body" else b"X-Long: "))
        while not web.closing.wait(0.02):
            handler.wfile.write(b"x")

    web.answers["/a"] = drip
    slow = Limits(seconds=0.3, silence=0.2, attempts=1)

    with pytest.raises(FetchError, match="too slow") as caught:
        fetcher(limits=slow).get(f"{web.root}/a")

    assert caught.value.transient


def test_silent_server_is_too_slow(web: Web) -> None:
    web.answers["/a"] = lambda handler: (web.closing.wait(20), None)[1]

    with pytest.raises(FetchError, match="too slow"):
        fetcher(limits=Limits(silence=0.1, attempts=1)).get(f"{web.root}/a")


def test_compressed_body_is_decompressed(web: Web) -> None:
    bare = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(b"abc"),
        "deflate": zlib.compress(b"abc"),
        "Deflate": bare.compress(b"abc") + bare.flush(),
    }
    for i, (encoding, body) in enumerate(bodies.items()):
        web.answers[f"/{i}"] = Answer(body, headers={"Content-Encoding": encoding})

        assert fetcher().get(f"{web.root}/{i}").body == b"abc", encoding


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_bomb_is_not_unpacked(web: Web, encoding: str) -> None:
    packer = zlib.compressobj(9, wbits=31 if encoding == "gzip" else 15)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 250_000
    web.answers["/a"] = Answer(bomb, headers={"Content-Encoding": encoding})

    with pytest.raises(FetchError, match="more than 20 MB"):
        fetcher().get(f"{web.root}/a")


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "x"])
def test_encodings_that_were_not_asked_for_are_refused(web: Web, encoding: str) -> None:
    web.answers["/a"] = Answer(b"x", headers={"Content-Encoding": encoding})

    with pytest.raises(FetchError, match="not asked for"):
        fetcher().get(f"{web.root}/a")


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"abc" * 1000)[:-9], b"no gzip", b"\x1f\x8b"],
    ids=["cut", "none", "head"],
)
def test_broken_compression_is_told(web: Web, body: bytes) -> None:
    web.answers["/a"] = Answer(body, headers={"Content-Encoding": "gzip"})

    with pytest.raises(FetchError, match="broken compression"):
        fetcher().get(f"{web.root}/a")


def test_other_protocols_and_closed_ports_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetcher(limits=Limits(attempts=1)).get(f"http://127.0.0.1:{port}/")

    assert caught.value.transient


def test_answer_that_is_not_http_is_told(web: Web) -> None:
    web.answers["/a"] = lambda handler: (handler.wfile.write(b"SSH-2.0-x\r\n"), None)[1]

    with pytest.raises(FetchError, match="not HTTP"):
        fetcher().get(f"{web.root}/a")


def test_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving(server) as web:
        web.answers["/a"] = Answer(b"x")
        address = f"https://127.0.0.1:{web.port}/a"

        with pytest.raises(FetchError, match="certificate"):
            fetcher().get(address)

        known = Fetcher(allow_private=True, interval=0, clock=Time().clock, tls=trusting)
        assert known.get(address).body == b"x"
        with pytest.raises(FetchError, match="certificate"):
            # The certificate is another name's.
            Fetcher(
                allow_private=True, clock=Time().clock, tls=trusting,
                resolve=lambda host, port: ["127.0.0.1"],
            ).get(f"https://news.example:{web.port}/a")  # fmt: skip


# Manners


def test_what_robots_txt_forbids_is_not_fetched(web: Web) -> None:
    web.answers["/robots.txt"] = Answer(
        b"User-agent: hudna\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    )
    web.answers["/news"] = web.answers["/private/1"] = Answer(b"x")
    get = fetcher().get

    assert get(f"{web.root}/news").body == b"x"
    with pytest.raises(FetchError, match=r"robots\.txt"):
        get(f"{web.root}/private/1")
    assert web.paths() == ["/robots.txt", "/news"]


def test_robots_txt_is_obeyed_after_a_redirect(web: Web) -> None:
    web.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\n")
    web.answers["/a"] = Answer(status=302, headers={"Location": "/private"})
    web.answers["/private"] = Answer(b"x")

    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher().get(f"{web.root}/a")


def test_site_without_robots_txt_is_open(web: Web) -> None:
    web.answers["/a"] = Answer(b"x")

    assert fetcher().get(f"{web.root}/a").body == b"x"


def test_site_whose_robots_txt_fails_is_left_alone_for_a_while(web: Web) -> None:
    web.answers["/robots.txt"] = Answer(status=503)
    web.answers["/a"] = Answer(b"x")
    time = Time()
    get = fetcher(time=time, limits=Limits(attempts=1)).get

    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt: HTTP 503") as caught:
            get(f"{web.root}/a")
        assert caught.value.transient
    assert web.paths() == ["/robots.txt"]

    web.answers["/robots.txt"] = Answer(b"")
    time.now += 301
    assert get(f"{web.root}/a").body == b"x"


def test_robots_txt_is_asked_for_once(web: Web) -> None:
    web.answers["/a"] = Answer(b"x")
    get = fetcher().get

    get(f"{web.root}/a")
    get(f"{web.root}/a")

    assert web.paths() == ["/robots.txt", "/a", "/a"]


def test_one_host_is_asked_once_an_interval(web: Web) -> None:
    web.answers["/a"] = Answer(b"x")
    time = Time()
    get = fetcher(time=time, interval=2.0).get

    for _ in range(3):
        get(f"{web.root}/a")

    assert time.waits == [2.0, 2.0]


def test_delay_that_robots_txt_asks_for_is_kept_within_reason(web: Web) -> None:
    web.answers["/a"] = Answer(b"x")
    for asked, kept in (("7", 7.0), ("100000", 60.0), ("0.1", 1.0)):
        web.answers["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
        time = Time()
        get = fetcher(time=time, interval=1.0).get
        get(f"{web.root}/a")
        get(f"{web.root}/a")

        assert time.waits == [kept]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_failure_of_the_moment_is_retried_ever_later(web: Web, status: int) -> None:
    web.answers["/a"] = [Answer(status=status), Answer(status=status), Answer(b"x")]
    time = Time()

    assert fetcher(time=time).get(f"{web.root}/a").body == b"x"
    first, second = time.waits
    assert 0 < first < second


def test_lasting_failure_is_not_retried(web: Web) -> None:
    web.answers["/a"] = Answer(status=403)

    with pytest.raises(FetchError, match="HTTP 403") as caught:
        fetcher().get(f"{web.root}/a")

    assert not caught.value.transient
    assert web.paths().count("/a") == 1


def test_server_is_left_alone_for_as_long_as_it_asks(web: Web) -> None:
    web.answers["/a"] = [Answer(status=503, headers={"Retry-After": "9"}), Answer(b"x")]
    time = Time()

    fetcher(time=time).get(f"{web.root}/a")

    assert time.waits == [9.0]


def test_long_wait_that_a_server_asks_for_is_told_not_waited_for(web: Web) -> None:
    web.answers["/a"] = Answer(status=429, headers={"Retry-After": "3600"})
    time = Time()

    with pytest.raises(FetchError) as caught:
        fetcher(time=time).get(f"{web.root}/a")

    assert (caught.value.wait, caught.value.transient, time.waits) == (3600.0, True, [])


def test_date_until_which_a_server_asks_to_wait_is_understood(web: Web) -> None:
    web.answers["/a"] = Answer(status=503, headers={"Retry-After": "Mon, 19 Nov 2018 08:00:00 GMT"})

    with pytest.raises(FetchError) as caught:
        fetcher(limits=Limits(attempts=1)).get(f"{web.root}/a")

    assert caught.value.wait == 0.0


def test_cookies_are_not_kept(web: Web) -> None:
    web.answers["/a"] = Answer(b"x", headers={"Set-Cookie": "id=1"})
    get = fetcher().get

    get(f"{web.root}/a")
    get(f"{web.root}/a")

    assert "Cookie" not in web.asked[-1].headers
