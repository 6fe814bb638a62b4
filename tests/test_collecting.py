"""Collecting as a whole: sources, the web, reading, storing and merging."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hudna.collecting import Collector, Outcome
from hudna.errors import StoreError
from hudna.ingest.fetch import Fetcher, Limits
from hudna.ingest.pace import Clock
from hudna.ingest.sources import Outlet, Source, Sources
from hudna.model import Article, Bounds, Event
from hudna.reading.reader import read
from hudna.store import Store, open_store
from tests.dying import plainly
from tests.ingest.news import body, feed_of, page, rss, title
from tests.ingest.server import Answer, Web, serving
from tests.ingest.test_warc import archive, record


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, to copy: making one takes a while."""
    path = tmp_path_factory.mktemp("made") / "made.sqlite"
    open_store(path).close()
    return path


@pytest.fixture
def new(made: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes an empty database of a name."""
    return lambda name: Path(shutil.copy(made, tmp_path / f"{name}.sqlite"))


@pytest.fixture
def store(new: Callable[[str], Path]) -> Iterator[Store]:
    with open_store(new("hudna")) as opened:
        yield opened


def collector(store: Store, **options: object) -> Collector:
    """Make a collector that may visit the loopback address, and never waits."""
    options.setdefault("read", plainly)
    limits = Limits(attempts=1, seconds=20, silence=5)
    fetcher = Fetcher(
        allow_private=True, interval=0, limits=limits, clock=Clock(pause=lambda seconds: None)
    )
    return Collector(store, fetcher.get, **options)  # type: ignore[arg-type]


def collect(store: Store, *sources: Source, **options: object) -> list[Outcome]:
    return list(collector(store, **options).collect(Sources(sources)))


def serve(web: Web, numbers: Sequence[int]) -> Source:
    web.answers["/feed"] = Answer(feed_of(web.root, numbers))
    for n in numbers:
        web.answers[f"/{n}"] = Answer(page(n), headers={"X-Served": "yes"})
    return Source("feed", f"{web.root}/feed", "الأخبار")


def texts(store: Store) -> list[str]:
    return sorted(stored.article.text for stored in store.articles())


def whats(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.what for outcome in outcomes]


def test_articles_are_stored_read_and_merged(web: Web, store: Store) -> None:
    outcomes = collect(store, serve(web, [1, 2]), read=read)

    assert whats(outcomes) == ["new", "new"]
    assert texts(store) == sorted(f"{title(n)}\n\n{body(n)}" for n in (1, 2))
    for stored, outcome in zip(store.articles(), outcomes, strict=True):
        assert stored.events
        assert [e.triggers for e in stored.events] == [e.triggers for e in outcome.events]
        assert stored.source == "الأخبار"
        assert stored.details["published_at"].startswith("2018-11-19T08:0")
        # What an article changed may be changed again by the next.
        now = {incident.id for incident in store.incidents_of(stored.article.id)}
        assert now
        assert now & set(outcomes[-1].incidents) or now == set(outcome.incidents)
    assert any(incident.type == "shelling" for incident in store.incidents())


def test_page_is_kept_as_it_was_served(web: Web, store: Store) -> None:
    (outcome,) = collect(store, serve(web, [1]))

    assert outcome.article is not None
    kept = store.page(outcome.article.id)
    assert kept is not None
    assert (kept.body, kept.status, kept.url) == (page(1), 200, f"{web.root}/1")
    assert kept.headers["x-served"] == "yes"
    assert kept.fetched is not None


def test_collected_twice_is_one(web: Web, store: Store) -> None:
    source = serve(web, [1, 2])
    collect(store, source)
    before = list(store.incidents())

    assert set(whats(collect(store, source))) == {"unchanged"}
    assert set(whats(collect(store, source, again=True))) == {"unchanged"}
    assert len(texts(store)) == 2
    assert list(store.incidents()) == before


def test_same_text_from_elsewhere_is_one(web: Web, store: Store, tmp_path: Path) -> None:
    collect(store, serve(web, [1]))
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"{title(1)}\n\n{body(1)}", "published": "2018-11-19"}))

    assert whats(collect(store, Source("table", str(path)))) == ["unchanged"]
    assert len(texts(store)) == 1


def test_changed_article_is_a_new_version_and_its_claims_replace_the_old(
    web: Web, store: Store
) -> None:
    source = serve(web, [1])
    (first,) = collect(store, source)
    assert first.article is not None
    web.answers["/feed"] = Answer(rss([{"title": "ارتفاع الحصيلة", "link": f"{web.root}/1"}]))
    web.answers["/1"] = Answer(page(1, killed="عشرة"))

    (second,) = collect(store, source)

    assert second.article is not None
    assert (second.what, second.version, second.article.id) == ("updated", 2, first.article.id)
    old = store.article(first.article.id, version=1)
    assert old is not None
    assert "ثلاثة" in old.article.text
    (incident,) = store.incidents()
    assert [claim.event.casualties.killed for claim in incident.claims] == [Bounds(10, 10)]


def test_article_that_goes_back_to_an_earlier_text_makes_its_claims_again(
    web: Web, store: Store
) -> None:
    source = serve(web, [1])
    for killed in ("ثلاثة", "عشرة", "ثلاثة"):
        web.answers["/1"] = Answer(page(1, killed=killed))
        (outcome,) = collect(store, source, again=True)

    assert (outcome.what, outcome.version) == ("unchanged", 1)
    (incident,) = store.incidents()
    assert [claim.event.casualties.killed for claim in incident.claims] == [Bounds(3, 3)]


def test_an_old_copy_in_an_archive_does_not_replace_the_article(
    web: Web, store: Store, tmp_path: Path
) -> None:
    source = serve(web, [1])
    web.answers["/1"] = Answer(page(1, killed="عشرة"))
    (now,) = collect(store, source)
    assert now.article is not None
    path = archive(tmp_path / "a.warc.gz", [record(f"{web.root}/1", page(1))])

    (old,) = collect(store, Source("warc", str(path)))

    assert (old.what, old.version, old.incidents) == ("updated", 2, ())
    current = store.article(now.article.id)
    assert current is not None
    assert current.article.text == now.article.text


def test_user_names_outlet_and_clock(web: Web, store: Store) -> None:
    source = serve(web, [1])
    web.answers["/1"] = Answer(
        page(1).replace(b"2018-11-19T08:01:00+02:00", b"2018-11-18T23:30:00Z")
    )
    outlet = Outlet(
        "وكالتي", country="SYR", side="x", timezone="Asia/Damascus", sites=("127.0.0.1",)
    )

    (outcome,) = collector(store).collect(Sources((source,), (outlet,)))

    assert outcome.article is not None
    assert outcome.article.outlet == "وكالتي"
    assert [(o.name, o.country, o.side) for o in store.outlets()] == [("وكالتي", "SYR", "x")]
    assert [(s.name, s.kind) for s in store.sources()] == [("الأخبار", "feed")]


def test_files_of_every_kind_are_collected(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes(page(1))
    (folder / "b.txt").write_text(f"{title(2)}\n\n{body(2)}", "utf-8")
    (folder / "c.csv").write_text(f'title,text\n{title(3)},"{body(3)}"\n', "utf-8")
    archive(folder / "d.warc.gz", [record("https://news.example/4", page(4))])

    outcomes = collect(store, Source("folder", str(folder)))

    assert whats(outcomes) == ["new"] * 4
    assert texts(store) == sorted(f"{title(n)}\n\n{body(n)}" for n in (1, 2, 3, 4))
    assert set(whats(collect(store, Source("folder", str(folder))))) == {"unchanged"}


def test_faults_are_told_and_the_rest_is_collected(web: Web, store: Store) -> None:
    good = serve(web, [1, 2])
    web.answers["/1"] = Answer(b"<html><p>x</p></html>")
    web.answers["/html"] = Answer(page(5))
    bad = Source("feed", f"{web.root}/html", "b")

    outcomes = collect(store, bad, good, Source("table", "none.csv", "c"))

    reasons = {outcome.where: outcome.reason for outcome in outcomes if outcome.what == "failed"}
    assert reasons == {
        "none.csv": "no such file or directory",
        f"{web.root}/html": "not a feed but a web page",
        f"{web.root}/1": "a page with no article",
    }
    assert texts(store) == [f"{title(2)}\n\n{body(2)}"]


def test_a_fault_of_the_reader_costs_one_article_and_is_read_the_next_time(
    web: Web, store: Store
) -> None:
    def failing(article: Article) -> Sequence[Event]:
        if title(1) in article.text:
            raise ValueError("no")
        return ()

    outcomes = collect(store, serve(web, [1, 2]), read=failing)

    assert whats(outcomes) == ["failed", "new"]
    assert "please report it: ValueError: no" in str(outcomes[0].reason)
    again = collect(store)
    assert [(o.what, bool(o.events)) for o in again] == [("new", True)]


def test_several_hosts_are_visited_at_once(store: Store) -> None:
    """Each host answers only when the other was asked as well."""
    meeting = threading.Barrier(2)
    with serving() as a, serving() as b:
        sources = []
        for web in (a, b):
            number = 1 + (web is b)
            content = page(number)

            def answer(handler, content=content):  # type: ignore[no-untyped-def]
                meeting.wait(20)
                handler.send_response(200)
                handler.end_headers()
                handler.wfile.write(content)

            web.answers["/p"] = answer
            sources.append(Source("page", f"{web.root}/p"))

        assert whats(collect(store, *sources)) == ["new", "new"]


def test_cut_off_anywhere_nothing_is_lost_or_doubled(web: Web, new: Callable[[str], Path]) -> None:
    source = serve(web, range(1, 5))
    with open_store(new("whole")) as whole:
        collect(whole, source)
        expected = texts(whole), [incident.claims for incident in whole.incidents()]

    with open_store(new("cut")) as cut:
        for most in (1, 1, 1, 9):
            for count, _ in enumerate(collector(cut).collect(Sources((source,))), 1):
                if count > most:
                    break

        assert (texts(cut), [incident.claims for incident in cut.incidents()]) == expected


@pytest.fixture(scope="module")
def dying() -> Iterator[Callable[[Path, str, str, int], int]]:
    """Collect in a process of its own that is killed after the n-th call of a store's method.

    The processes are forked from one that has everything imported, which takes seconds.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.dying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, cwd=Path(__file__).parents[1],
    ) as parent:  # fmt: skip
        assert parent.stdin is not None
        assert parent.stdout is not None
        asked, answered = parent.stdin, parent.stdout

        def run(database: Path, url: str, method: str, count: int) -> int:
            asked.write(json.dumps([str(database), url, method, count]) + "\n")
            asked.flush()
            return int(answered.readline())

        yield run
        asked.close()


@pytest.mark.parametrize(
    ("method", "count"),
    [("add_article", 1), ("add_article", 2), ("put_fetch", 2), ("put_events", 2), ("put_told", 2),
     ("put_incidents", 1), ("put_incidents", 3), ("put_fetch", 4)],
)  # fmt: skip
def test_killed_at_any_moment_nothing_is_lost_or_doubled(
    web: Web,
    new: Callable[[str], Path],
    dying: Callable[[Path, str, str, int], int],
    method: str,
    count: int,
) -> None:
    """Killed within a transaction, after each of its steps, and between transactions."""
    source = serve(web, range(1, 4))
    with open_store(new("whole")) as whole:
        collect(whole, source)
        expected = texts(whole), [incident.claims for incident in whole.incidents()]
    path = new("killed")

    assert dying(path, source.location, method, count) == signal.SIGKILL

    with open_store(path) as killed:
        collect(killed, source)
        assert (texts(killed), [incident.claims for incident in killed.incidents()]) == expected
        assert not list(killed.articles(unread=True))
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_collectors_on_one_database_double_nothing(
    web: Web, new: Callable[[str], Path]
) -> None:
    source = serve(web, range(1, 7))
    path = new("shared")
    failures: list[BaseException] = []
    told: list[Outcome] = []

    def run() -> None:
        try:
            with open_store(path) as mine:
                told.extend(collect(mine, source))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert not [outcome for outcome in told if outcome.what == "failed"]
    with open_store(path) as store:
        assert texts(store) == sorted(f"{title(n)}\n\n{body(n)}" for n in range(1, 7))
        ids = [claim.id for incident in store.incidents() for claim in incident.claims]
        assert len(ids) == len(set(ids))
        assert not list(store.articles(unread=True))


def test_waiting_and_passed_over_are_told_apart(web: Web, store: Store, tmp_path: Path) -> None:
    source = serve(web, [1])
    web.answers["/1"] = Answer(status=503)
    now = datetime(2018, 11, 19, tzinfo=UTC)
    assert whats(collect(store, source, now=lambda: now)) == ["failed"]
    assert whats(collect(store, source, now=lambda: now)) == ["waiting"]
    later = now + timedelta(hours=1)
    web.answers["/1"] = Answer(page(1))
    assert whats(collect(store, source, now=lambda: later)) == ["new"]
    path = archive(tmp_path / "a.warc.gz", [record("https://news.example/x", b"<p>English")])
    assert whats(collect(store, Source("warc", str(path)))) == ["other"]


def test_what_no_database_holds_is_left_out(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"text": body(1), "author": "سامر\0\ud800", "tags": ["هدنة\0"], "url": "http://[/\0"}
    path.write_text(json.dumps(record))

    (outcome,) = collect(store, Source("table", str(path)))

    assert outcome.article is not None
    stored = store.article(outcome.article.id)
    assert stored is not None
    assert stored.details == {"author": "سامر", "tags": ["هدنة"]}
    assert stored.article.url is None


def test_locked_database_is_told_and_loses_nothing(web: Web, new: Callable[[str], Path]) -> None:
    source, path = serve(web, [1, 2]), new("locked")
    with open_store(path, patience=0.1) as waiting, open_store(path) as other:
        with other.transaction(), pytest.raises(StoreError, match="another process is writing"):
            collect(waiting, source)

        assert whats(collect(waiting, source)) == ["new", "new"]


def test_date_is_the_articles_own_or_unknown(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{title(1)}\n\n{body(1)}", "utf-8")

    (outcome,) = collect(store, Source("folder", str(path)))

    assert outcome.article is not None
    assert outcome.article.published is None
    assert outcome.facts.published_at is None
    assert outcome.article.published != date.today()
