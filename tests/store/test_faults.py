"""What becomes of the store when the world around it fails."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hudna.errors import StoreError
from hudna.model import Article
from hudna.store import Store, address_of, open_store
from tests.store.cluster import programs

TEXTS = [f"خبر رقم {i}\n\nقصفت قوات النظام البلدة رقم {i} فقتل {i + 3} مدنيين." for i in range(40)]

ADD_ALL = """
import json, sys
from hudna.model import Article
from hudna.store import Page, open_store
address, texts = sys.argv[1], json.load(open(sys.argv[2]))
with open_store(address) as store:
    print("open", flush=True)
    sys.stdin.readline()
    for i, text in enumerate(texts):
        url = f"https://example.org/{i}"
        kept = store.add_article(Article(text, url=url), page=Page(url, text.encode() * 50))
        print(kept.outcome, flush=True)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def go(process: subprocess.Popen[str]) -> None:
    """Let a started program begin, once it has opened the store."""
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "open\n", process.stderr and process.stderr.read()
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A file of all texts."""
    path = tmp_path / "texts.json"
    path.write_text(json.dumps(TEXTS))
    return path


def texts(store: Store) -> list[str]:
    return [stored.article.text for stored in store.articles()]


def whole(store: Store) -> None:
    """Check that each article has its version, its page and its place in the index, once."""
    with store.database.reading() as db:
        counts = [
            db.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("article", "version", "page", "address")
        ]
    assert len(set(counts)) == 1
    assert len(list(store.search("خبر"))) == counts[0]


def test_a_killed_collector_loses_nothing_and_doubles_nothing(
    address: str, everything: Path
) -> None:
    """Kill it each time that it has told of so many articles more, until it is through."""
    kept = 0
    while kept < len(TEXTS):
        process = start(ADD_ALL, address, str(everything))
        go(process)
        assert process.stdout
        told = min(kept + 15, len(TEXTS))
        assert [process.stdout.readline() for _ in range(told)][kept:] == ["new\n"] * (told - kept)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with open_store(address) as store:
            found = texts(store)
            whole(store)
        assert found == TEXTS[: len(found)]
        assert len(found) >= told
        kept = len(found)


def test_a_process_killed_inside_a_transaction_leaves_nothing_of_it(address: str) -> None:
    program = """if True:
        import os, signal, sys
        from hudna.model import Article
        from hudna.store import open_store
        store = open_store(sys.argv[1])
        store.add_article(Article("first"))
        with store.transaction():
            store.add_article(Article("second"))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    process = start(program, address)
    process.communicate()

    assert process.returncode == -signal.SIGKILL
    with open_store(address) as store:
        assert texts(store) == ["first"]
        assert store.add_article(Article("second")).outcome == "new"
        whole_words = [hit.title for hit in store.search("second")]
    assert whole_words == ["second"]


def test_two_collectors_on_one_database_add_each_article_once(
    address: str, everything: Path
) -> None:
    both = [start(ADD_ALL, address, str(everything)) for _ in range(2)]
    for process in both:
        go(process)
    outcomes = []
    for process in both:
        out, err = process.communicate()
        assert process.returncode == 0, err
        outcomes += out.split()

    assert sorted(outcomes) == ["known"] * len(TEXTS) + ["new"] * len(TEXTS)
    with open_store(address) as store:
        assert sorted(texts(store)) == sorted(TEXTS)
        whole(store)


def test_two_processes_may_make_the_tables_at_once(empty: str, everything: Path) -> None:
    both = [start(ADD_ALL, empty, str(everything)) for _ in range(2)]
    for process in both:
        _, err = process.communicate("\n")
        assert process.returncode == 0, err

    with open_store(empty) as store:
        assert texts(store) == TEXTS


def test_a_writer_waits_no_longer_than_its_patience(address: str) -> None:
    with open_store(address) as busy, open_store(address, patience=0.2) as store:
        with busy.transaction():
            busy.add_article(Article(TEXTS[0]))
            with pytest.raises(StoreError, match=r"another process .* waited 0\.2 seconds"):
                store.add_article(Article(TEXTS[1]))
            assert texts(store) == []  # readers do not wait
        store.add_article(Article(TEXTS[1]))
        assert texts(store) == TEXTS[:2]


def test_a_writer_waits_for_another(address: str) -> None:
    with open_store(address) as busy, open_store(address) as store:
        with busy.transaction():
            thread = threading.Thread(target=store.add_article, args=(Article(TEXTS[1]),))
            thread.start()
            busy.add_article(Article(TEXTS[0]))
        thread.join()

        assert texts(store) == TEXTS[:2]


def test_a_full_database_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "hudna.sqlite"
    with open_store(path) as store:
        store.add_article(Article(TEXTS[0]))
        with store.database.reading() as db:
            # The connection goes back to the pool and is the one that writes next.
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        long = Article("خبر طويل\n\n" + " ".join(TEXTS) * 100)
        with pytest.raises(StoreError, match=r"no room to write .* unchanged"):
            store.add_article(long)
        assert texts(store) == TEXTS[:1]
    with open_store(path) as store:
        assert store.add_article(long).outcome == "new"
        assert [len(t) for t in texts(store)] == [len(TEXTS[0]), len(long.text)]


def test_a_full_disk_keeps_what_it_had(tmp_path: Path) -> None:
    """The system refuses to let the files grow, as where a quota or the disk is used up."""
    path = tmp_path / "hudna.sqlite"
    open_store(path).close()
    most = path.stat().st_size + 100_000

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    many = [text * 200 for text in TEXTS]
    file = tmp_path / "texts.json"
    file.write_text(json.dumps(many))
    done = subprocess.run(
        [sys.executable, "-c", ADD_ALL, str(path), str(file)], preexec_fn=limited,
        input="\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    added = done.stdout.split().count("new")

    assert done.returncode == 1
    assert "StoreError" in done.stderr
    assert "no room to write" in done.stderr
    assert 0 < added < len(many)
    with open_store(path) as store:
        assert texts(store) == many[:added]
        whole(store)
        for text in many[added:]:
            store.add_article(Article(text))
        assert texts(store) == many


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("قصف على البلدة\n" * 100, "utf-8")
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"notes\.txt: not a database of Hudna's"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_database_of_other_tables_is_left_alone(empty: str) -> None:
    opened = open_store(empty)
    with opened.database.writing() as db:
        for name in ("alembic_version", "claim", "span", "event"):
            db.exec_driver_sql(f"DROP TABLE {name}")
    opened.close()

    with pytest.raises(StoreError, match="holds other tables than Hudna's"):
        open_store(empty)


def test_a_database_of_a_newer_release_is_left_alone(address: str) -> None:
    with open_store(address) as store, store.database.writing() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreError, match="made by a newer Hudna"):
        open_store(address)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()

    with pytest.raises(StoreError, match=r"file/hudna\.sqlite"):
        open_store(blocker / "hudna.sqlite")
    with pytest.raises(StoreError, match="a folder; name a file in it"):
        open_store(tmp_path)


SECRET = "s3cr3t"


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://user:{SECRET}@localhost/hudna",
        f"postgresql://user:{SECRET}@localhost:99999/hudna",
        f"postgresql://user:{SECRET}@localhost:1/hudna",
        f"postgresql://localhost:1/hudna?user=u&password={SECRET}",
        f"postgresql://user:{SECRET}/w@localhost:1/hudna",
        f"postgresql://user:{SECRET}@x@localhost:1/hudna?nonsense={SECRET}",
        f"postgresql:// user {SECRET}",
        f"postgresql://user:%{SECRET}@localhost/hudna",
        f"sqlite://{SECRET}",
    ],
)
def test_a_wrong_address_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("HUDNA_DATABASE", url)
    with pytest.raises(StoreError) as caught:
        open_store(patience=2)

    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_password_is_not_shown(server: str) -> None:
    assert programs()
    with pytest.raises(StoreError) as caught:
        open_store(server.format("nowhere").replace("user=hudna", f"user=u&password={SECRET}"))
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(address_of(f"postgresql://u:{SECRET}@localhost/hudna"))


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_an_sqlite_file_opens_in_any_tool(tmp_path: Path, form: str) -> None:
    path = tmp_path / "سجل الهدنة.sqlite"
    with open_store(form.format(path)) as store:
        store.add_article(Article(TEXTS[0]))

    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("SELECT text FROM version").fetchall() == [(TEXTS[0],)]
    db.close()
