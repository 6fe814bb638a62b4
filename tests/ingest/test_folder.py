from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from hudna.ingest.folder import items, paths
from hudna.ingest.item import Failed, Found, Item, Passed, Skipped
from tests.ingest.news import Memory, body, page, title


def read(folder: Path, memory: Memory | None = None) -> list[Item]:
    memory = Memory() if memory is None else memory
    out = []
    for path in paths(folder):
        for item in items(path, memory.get):
            out.append(item)
            memory.keep(item.seen)
    return out


def test_pages_and_texts_are_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.html").write_bytes(page(1))
    (tmp_path / "sub" / "c.txt").write_text(f"{title(2)}\n\n{body(2)}", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps([{"text": body(3)}]), "utf-8")
    (tmp_path / ".hidden.html").write_bytes(page(4))

    found = [item for item in read(tmp_path) if isinstance(item, Found)]

    assert [item.article.text for item in found] == [
        body(3), f"{title(1)}\n\n{body(1)}", f"{title(2)}\n\n{body(2)}",
    ]  # fmt: skip


def test_saved_page_is_kept_as_it_was_with_what_it_says(tmp_path: Path) -> None:
    link = "<link rel='canonical' href='https://news.example/1'>"
    (tmp_path / "a.html").write_bytes(page(1, head=link))

    (found,) = read(tmp_path)

    assert isinstance(found, Found)
    assert found.page is not None
    assert found.page.body == page(1, head=link)
    assert found.article.url == "https://news.example/1"
    assert found.article.published == date(2018, 11, 19)
    assert found.facts.published_at is not None


def test_files_are_read_once_and_again_when_changed(tmp_path: Path) -> None:
    memory = Memory()
    (tmp_path / "a.html").write_bytes(page(1))
    (tmp_path / "b.txt").write_text(body(2), "utf-8")
    read(tmp_path, memory)

    assert all(isinstance(item, Skipped) for item in read(tmp_path, memory))

    (tmp_path / "a.html").write_bytes(page(1, killed="خمسة وعشرين"))
    again = read(tmp_path, memory)
    assert [type(item) for item in again] == [Found, Skipped]


def test_faults_are_told_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html></html>")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(body(1), "utf-8")

    first, second, *rest = read(tmp_path)

    assert isinstance(first, Failed)
    assert isinstance(second, Failed)
    assert (str(first.error), str(second.error)) == ("a page with no article", "empty")
    assert [type(item) for item in rest] == [Passed, Found, Passed]
