from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hudna.errors import InputError
from hudna.ingest.item import Failed, Found, Item, Passed, Skipped
from hudna.ingest.table import Columns, items
from tests.ingest.news import Memory, body, page, title


def read(path: Path, memory: Memory | None = None, columns: Columns | None = None) -> list[Item]:
    memory = Memory() if memory is None else memory
    out = []
    for item in items(path, memory.get, columns or Columns()):
        out.append(item)
        memory.keep(item.seen)
    return out


def only(path: Path, **columns: str) -> Found:
    (found, last) = read(path, columns=Columns(columns))
    assert isinstance(found, Found), found
    assert isinstance(last, Passed)
    return found


def write(path: Path, rows: Sequence[str]) -> Path:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def jsonl(path: Path, records: Sequence[object]) -> Path:
    return write(path, [json.dumps(record, ensure_ascii=False) for record in records])


def test_columns_are_mapped(tmp_path: Path) -> None:
    record = {
        "Headline": title(1), "Content": body(1), "Link": "https://news.example/1",
        "Date": "2018-11-19T00:30:00+03:00", "Source": "وكالة المثال", "By": "سامر", "Tags": "أ، ب",
        "Nr": 7,
    }  # fmt: skip
    found = only(
        jsonl(tmp_path / "a.jsonl", [record]), title="Headline", text="Content", url="Link",
        published="Date", outlet="Source", author="By", tags="Tags", id="Nr",
    )  # fmt: skip

    assert found.article.text == f"{title(1)}\n\n{body(1)}"
    assert (found.article.id, found.article.url) == ("7", "https://news.example/1")
    assert (found.article.outlet, found.article.published) == ("وكالة المثال", date(2018, 11, 19))
    assert found.facts.published_at == datetime(2018, 11, 18, 21, 30, tzinfo=UTC)
    assert (found.facts.author, found.facts.tags) == ("سامر", ("أ", "ب"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_csv_is_read_whatever_its_delimiter_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    text = body(1).replace(",", "").replace("\n", "\r\n")
    source = delimiter.join(["title", "text", "published"]) + "\r\n"
    source += delimiter.join([title(1), f'"{text}"', "2018-11-19"]) + "\r\n"
    path = tmp_path / "a.csv"
    path.write_bytes(source.encode(encoding))

    found = only(path)

    assert found.article.text == f"{title(1)}\n\n{body(1)}"
    assert found.article.published == date(2018, 11, 19)


def test_compressed_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": body(1)}).encode()))

    assert only(path).article.text == body(1)


def test_text_in_html_is_read_as_text(tmp_path: Path) -> None:
    html = "".join(f"<p>{line}</p>" for line in body(1).split("\n"))
    path = jsonl(tmp_path / "a.jsonl", [{"title": f"<b>{title(1)}</b>", "body": html}])

    assert only(path).article.text == f"{title(1)}\n\n{body(1)}"


def test_page_of_a_column_is_read_as_a_page(tmp_path: Path) -> None:
    record = {"html": page(1).decode(), "url": "https://news.example/1"}
    found = only(jsonl(tmp_path / "a.jsonl", [record]), page="html")

    assert found.article.text == f"{title(1)}\n\n{body(1)}"
    assert (found.article.published, found.article.outlet) == (date(2018, 11, 19), "وكالة المثال")


def test_dates_are_read_as_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ["text,published", f'"{body(1)}",19/11/2018'])

    (failed, _) = read(path)
    assert isinstance(failed, Failed)
    assert "--date" in str(failed.error)

    (found, _) = read(path, columns=Columns(date="%d/%m/%Y"))
    assert isinstance(found, Found)
    assert found.article.published == date(2018, 11, 19)
    assert found.facts.published_at is None


def test_zone_is_the_outlets_where_a_time_names_none(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": body(1), "published": "2018-11-18T23:30:00Z"}])

    found = next(iter(items(path, Memory().get, zone=ZoneInfo("Asia/Damascus"))))

    assert isinstance(found, Found)
    assert found.article.published == date(2018, 11, 19)


def test_faults_are_told_by_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": body(1)})
    path.write_text("\n".join(["{", "[1]", "", good, '{"text": 7}', '{"text": "hello"}']), "utf-8")

    found = read(path)

    told = {item.where: str(item.error) for item in found if isinstance(item, Failed)}
    assert [where.rpartition(":")[2] for where in told] == ["1", "2", "5", "6"]
    assert list(told.values())[1:2] == ["not a JSON object"]
    assert sum(isinstance(item, Found) for item in found) == 1


def test_table_without_the_column_says_which_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ["headline,content", "a,b"])

    with pytest.raises(InputError, match=r"among headline, content; .*--column text=NAME"):
        read(path)


def test_unchanged_table_is_not_read_again_and_a_changed_one_is(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": body(1)}])
    memory = Memory()
    read(path, memory)

    (again,) = read(path, memory)
    assert again == Skipped(str(path), "same")

    jsonl(path, [{"text": body(1)}, {"text": body(2)}])
    assert len(read(path, memory)) == 3


def test_table_is_read_anew_with_other_columns(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": body(1), "content": body(2)}])
    memory = Memory()
    read(path, memory)

    found = read(path, memory, Columns({"text": "content"}))[0]

    assert isinstance(found, Found)
    assert found.article.text == body(2)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_cut_off_reading_goes_on_where_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.csv":
        write(path, ["text", *(f'"{body(n)} {n}"' for n in range(5))])
    else:
        jsonl(path, [{"text": f"{body(n)} {n}"} for n in range(5)])
    memory = Memory()
    met = []
    for item in items(path, memory.get):
        met.append(item)
        memory.keep(item.seen)
        if len(met) == 2:
            break

    rest = read(path, memory)

    texts = [item.article.text[-1] for item in (*met, *rest) if isinstance(item, Found)]
    assert texts == ["0", "1", "2", "3", "4"]


def test_memory_is_flat(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for n in range(count):
                file.write(json.dumps({"text": f"{body(n)} {n}"}, ensure_ascii=False) + "\n")
        tracemalloc.start()
        for _ in items(path, Memory().get):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(1000) < 2 * peak(100)


def test_endless_cell_and_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"x" * 21_000_000 + b'"}\n')
        file.write(json.dumps({"text": body(1)}).encode())
    failed, found, _ = read(path)
    assert isinstance(failed, Failed)
    assert isinstance(found, Found)

    csv = tmp_path / "a.csv"
    csv.write_bytes(b'text\n"' + b"x\n" * 11_000_000)
    with pytest.raises(InputError, match="not CSV"):
        read(csv)


def test_missing_and_broken_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.csv")
    broken = tmp_path / "a.jsonl.gz"
    broken.write_bytes(gzip.compress(json.dumps({"text": body(1)}).encode() * 50)[:-20])
    with pytest.raises(InputError, match="broken gzip"):
        read(broken)
