from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hudna.errors import InputError
from hudna.ingest.item import Failed, Found, Item, Passed, Skipped
from hudna.ingest.warc import items
from tests.ingest.news import Memory, body, page, title

HTML = "Content-Type: text/html; charset=utf-8\r\n"


def record(
    url: str, content: bytes, headers: str = HTML, status: str = "200 OK", kind: str = "response"
) -> bytes:
    """Make one record of an archive."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + content
    mime = "application/http; msgtype=response"
    if kind == "resource":
        block, mime = content, "text/html"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\n"
        f"WARC-Date: 2018-11-20T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def archive(path: Path, records: Sequence[bytes], how: str = "members") -> Path:
    if how == "plain":
        path.write_bytes(b"".join(records))
    elif how == "members":
        path.write_bytes(b"".join(map(gzip.compress, records)))
    else:
        path.write_bytes(gzip.compress(b"".join(records)))
    return path


def read(path: Path, memory: Memory | None = None, most: int | None = None) -> list[Item]:
    memory = Memory() if memory is None else memory
    out: list[Item] = []
    for item in items(path, memory.get):
        out.append(item)
        memory.keep(item.seen)
        if len(out) == most:
            break
    return out


def found(path: Path) -> list[Found]:
    return [item for item in read(path) if isinstance(item, Found)]


@pytest.mark.parametrize("how", ["plain", "members", "whole"])
def test_articles_of_an_archive_are_read(tmp_path: Path, how: str) -> None:
    path = archive(
        tmp_path / "a.warc.gz", [record(f"https://news.example/{n}", page(n)) for n in (1, 2)], how
    )

    first, second = found(path)

    assert first.article.text == f"{title(1)}\n\n{body(1)}"
    assert (first.article.url, first.article.published) == (
        "https://news.example/1", date(2018, 11, 19),
    )  # fmt: skip
    assert first.page is not None
    assert (first.page.body, first.page.at) == (page(1), datetime(2018, 11, 20, 10, tzinfo=UTC))
    assert first.page.headers["content-type"] == "text/html; charset=utf-8"
    assert second.article.text.startswith(title(2))


@pytest.mark.parametrize(
    "other",
    [
        record("https://news.example/i.png", b"\x89PNG", "Content-Type: image/png\r\n"),
        record("https://news.example/1", page(1), status="404 Not Found"),
        record("https://news.example/1", b"<p>" + b"English text. " * 500),
        record("https://news.example/1", "<p>نص قصير</p>".encode()),
        record("dns:news.example", page(1)),
        record("https://news.example/1", page(1), kind="revisit"),
    ],
)
def test_what_is_no_arabic_article_is_passed_over(tmp_path: Path, other: bytes) -> None:
    path = archive(tmp_path / "a.warc.gz", [other, record("https://news.example/2", page(2))])

    told = read(path)

    assert [type(item) for item in told[-2:]] == [Found, Passed]
    assert all(isinstance(item, Skipped) and item.why == "other" for item in told[:-2])


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(page(1)), HTML + "Content-Encoding: gzip\r\n"),
        (page(1), HTML + "Content-Encoding: gzip\r\n"),
        (
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(1)), page(1)),
            HTML + "Transfer-Encoding: chunked\r\n",
        ),
        (
            page(1).decode().replace("<meta charset='utf-8'>", "").encode("cp1256", "ignore"),
            "Content-Type: text/html; charset=windows-1256\r\n",
        ),
    ],
    ids=["gzip", "decoded already", "chunked", "windows-1256"],
)
def test_pages_are_decoded(tmp_path: Path, content: bytes, headers: str) -> None:
    path = archive(tmp_path / "a.warc.gz", [record("https://news.example/1", content, headers)])

    (only,) = found(path)
    assert only.article.text.startswith(title(1))


def test_saved_resource_is_read(tmp_path: Path) -> None:
    one = record("https://news.example/1", page(1), kind="resource")

    assert len(found(archive(tmp_path / "a.warc", [one], "plain"))) == 1


def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz", [record(f"https://{h}.example/1", page(1)) for h in ("a", "b")]
    )
    told = list(items(path, Memory().get, lambda url: "b.example" in url))

    assert [type(item) for item in told] == [Skipped, Found, Passed]


@pytest.mark.parametrize("how", ["plain", "members", "whole"])
def test_cut_off_reading_goes_on_where_it_was(tmp_path: Path, how: str) -> None:
    path = archive(
        tmp_path / "a.warc", [record(f"https://news.example/{n}", page(n)) for n in range(5)], how
    )
    memory = Memory()
    before = read(path, memory, most=3)
    after = read(path, memory)

    urls = [item.article.url for item in (*before, *after) if isinstance(item, Found)]
    assert set(urls) == {f"https://news.example/{n}" for n in range(5)}
    # The last record met may be met again; what was passed before it is not, where an archive can
    # be entered in the middle.
    assert len(urls) == (6 if how != "whole" else 8)
    assert read(path, memory) == [Skipped(str(path), "same")]


def test_bomb_in_a_record_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    path = archive(
        tmp_path / "a.warc.gz",
        [
            record("https://news.example/1", bomb, HTML + "Content-Encoding: gzip\r\n"),
            record("https://news.example/2", page(2)),
        ],
    )

    failed, good, _ = read(path)

    assert isinstance(failed, Failed)
    assert "more than 20 MB" in str(failed.error)
    assert isinstance(good, Found)


def test_record_larger_than_a_page_is_passed_over(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz",
        [
            record("https://news.example/1", page(1) + bytes(21_000_000)),
            record("https://news.example/2", page(2)),
        ],
    )

    assert len(found(path)) == 1


@pytest.mark.parametrize(
    ("how", "cut"),
    [("plain", 20), ("plain", 500), ("members", 20), ("members", 200), ("whole", 20)],
)
def test_archive_that_is_cut_off_is_read_as_far_as_it_goes(
    tmp_path: Path, how: str, cut: int
) -> None:
    records = [record(f"https://news.example/{n}", page(n)) for n in range(3)]
    path = archive(tmp_path / "a.warc", records, how)
    path.write_bytes(path.read_bytes()[:-cut])

    told = read(path)

    # Half a page is no article.
    texts = [item.article.text for item in told if isinstance(item, Found)]
    assert texts == [f"{title(n)}\n\n{body(n)}" for n in range(2)]
    assert "cut off" in str(next(item.error for item in told if isinstance(item, Failed)))


@pytest.mark.parametrize(
    "raw", [b"hello world\n" * 100, b"\x1f\x8bxxxxxxxxxxxxx", b"WARC/1.0\r\n" + b"a" * 10**6]
)
def test_what_is_no_archive_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(raw)

    with pytest.raises(InputError, match="cannot be read any further"):
        read(path)


def test_memory_is_flat(tmp_path: Path) -> None:
    padding = f"<!--{'x' * 200_000}-->"

    def peak(count: int) -> int:
        path = archive(
            tmp_path / f"{count}.warc.gz",
            [record(f"https://news.example/{n}", page(n, head=padding)) for n in range(count)],
        )
        tracemalloc.start()
        for item in items(path, Memory().get):
            assert isinstance(item, (Found, Passed))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(2)
    few = peak(10)
    assert few > len(padding)
    assert peak(60) - few < 10 * len(padding)
