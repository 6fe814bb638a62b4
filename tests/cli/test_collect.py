from __future__ import annotations

import http.server
import json
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hudna.store import open_store
from tests.cli.conftest import Run
from tests.cli.started import start
from tests.ingest.news import body, feed_of, page, title
from tests.ingest.server import Answer, Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        for n in (1, 2):
            server.answers[f"/{n}"] = Answer(page(n))
        server.answers["/feed"] = Answer(feed_of(server.root, [1, 2]))
        yield server


def texts(path: Path) -> list[str]:
    with open_store(path) as store:
        return sorted(stored.article.text for stored in store.articles())


def lines(raw: bytes) -> list[str]:
    return raw.decode().splitlines()


def test_sources_are_collected_and_counted(hudna: Run, web: Web, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        f'interval = 0\n[[outlets]]\nname = "وكالتي"\n[[sources]]\nname = "الأخبار"\n'
        f'feed = "{web.root}/feed"\noutlet = "وكالتي"\n',
        "utf-8",
    )
    args = ("collect", "--sources", "sources.toml", "--database", "h.sqlite", "--allow-private")

    first = hudna(*args)

    assert (first.returncode, first.stderr) == (0, b"")
    (line,) = lines(first.stdout)
    assert line.startswith("2 new, 0 updated, 0 unchanged, 0 failed; ")
    assert texts(tmp_path / "h.sqlite") == sorted(f"{title(n)}\n\n{body(n)}" for n in (1, 2))

    again = hudna(*args, "--format", "jsonl")
    assert lines(again.stderr) == ["0 new, 0 updated, 2 unchanged, 0 failed; 0 events"]
    records = [json.loads(line) for line in lines(again.stdout)]
    assert [(r["outcome"], r["source"]) for r in records] == [("unchanged", "الأخبار")] * 2


def test_records_tell_what_became_of_each_article(hudna: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        f'headline;content;when;who\n{title(1)};"{body(1)}";19/11/2018;سامر\nx;hello;1/1/2018;y\n',
        "utf-8",
    )
    done = hudna(
        "collect", "a.csv", "--database", "h.sqlite", "--format", "jsonl", "--outlet", "وكالتي",
        "--column", "title=headline", "--column", "text=content", "--column", "published=when",
        "--column", "author=who", "--date", "%d/%m/%Y",
    )  # fmt: skip

    good, bad = (json.loads(line) for line in lines(done.stdout))
    assert (good["outcome"], good["title"], good["published"]) == ("new", title(1), "2018-11-19")
    assert (good["outlet"], good["author"], good["version"]) == ("وكالتي", "سامر", 1)
    assert good["events"] >= 1
    assert good["incidents"]
    assert (bad["outcome"], bad["reason"]) == ("failed", "not Arabic text")
    assert done.returncode == 1
    assert "hudna: a.csv:5: not Arabic text" in lines(done.stderr)


def test_this_computer_is_not_visited_unless_allowed(hudna: Run, web: Web) -> None:
    done = hudna("collect", f"{web.root}/feed", "--database", "h.sqlite")

    assert done.returncode == 1
    assert b"is a loopback address; --allow-private permits it" in done.stderr
    assert not web.asked


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "name a file, a folder or an address"),
        (("none.csv",), "none.csv: no such file or folder"),
        (("--sources", "none.toml"), "none.toml: no such file"),
        (("ftp://a.example/",), "not an http:// or https:// address"),
        ((".", "--every", "soon"), "no length of time like 90s, 15m, 6h or 1d"),
        ((".", "--column", "words=x"), "FIELD is one of text, title, body"),
    ],
)
def test_what_is_wrong_with_a_command_is_told(hudna: Run, args: tuple[str, ...], why: str) -> None:
    done = hudna("collect", *args, "--database", "h.sqlite")

    assert done.returncode in (1, 2)
    assert why in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_interrupted_it_ends_at_once_and_goes_on_the_next_time(
    hudna: Run, web: Web, tmp_path: Path
) -> None:
    asked = threading.Event()

    def silent(handler: http.server.BaseHTTPRequestHandler) -> None:
        asked.set()
        web.closing.wait(60)

    web.answers["/2"] = silent
    process = start(
        "collect", f"{web.root}/feed", "--allow-private", "--database", "h.sqlite", folder=tmp_path
    )
    assert asked.wait(60)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    # Python run with -m ends itself by the signal, whatever status it was given, where an interrupt
    # fell into code run from a string, as importing a dataclass is; to a shell that is 130 as well.
    assert process.returncode in (130, -signal.SIGINT)
    assert errors.strip() == b""
    web.answers["/2"] = Answer(page(2))
    again = hudna("collect", f"{web.root}/feed", "--allow-private", "--database", "h.sqlite")
    assert again.returncode == 0
    assert texts(tmp_path / "h.sqlite") == sorted(f"{title(n)}\n\n{body(n)}" for n in (1, 2))


def test_watching_it_collects_again_until_interrupted(web: Web, tmp_path: Path) -> None:
    process = start(
        "collect", f"{web.root}/feed", "--allow-private", "--every", "1s",
        "--database", "h.sqlite", folder=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline().decode()
    web.answers["/feed"] = Answer(feed_of(web.root, [1, 2, 3]))
    web.answers["/3"] = Answer(page(3))
    seen = [process.stdout.readline().decode()]
    while " 1 new" not in seen[-1] and len(seen) < 20:
        seen.append(process.stdout.readline().decode())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    assert " 2 new, 0 updated, 0 unchanged" in first
    assert " 1 new, 0 updated, 2 unchanged" in seen[-1]
    assert process.returncode == 130


# hudna read URL


def test_addresses_are_read_like_files(hudna: Run, web: Web, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{title(3)}\n\n{body(3)}", "utf-8")

    done = hudna("read", f"{web.root}/1", "a.txt", f"{web.root}/feed", "--allow-private")

    records = [json.loads(line) for line in lines(done.stdout)]
    assert [record["id"] for record in records] == [
        f"{web.root}/1", "a.txt", f"{web.root}/1", f"{web.root}/2",
    ]  # fmt: skip
    assert records[0]["text"] == f"{title(1)}\n\n{body(1)}"
    assert records[0]["published"] == "2018-11-19"
    assert all(record["events"] for record in records)
    assert done.returncode == 0


def test_address_that_cannot_be_read_is_told(hudna: Run, web: Web) -> None:
    done = hudna("read", f"{web.root}/none", f"{web.root}/2", "--allow-private")

    assert done.returncode == 1
    assert lines(done.stderr) == [f"hudna: {web.root}/none: HTTP 404"]
    assert len(lines(done.stdout)) == 1


def test_private_address_is_not_read_unless_allowed(hudna: Run, web: Web) -> None:
    done = hudna("read", f"{web.root}/1")

    assert done.returncode == 1
    assert b"loopback" in done.stderr
    assert not web.asked
