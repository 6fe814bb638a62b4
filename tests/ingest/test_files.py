from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import InputError
from hudna.ingest import files
from hudna.ingest.files import Defaults, articles, find
from hudna.model import Article

REPORT = "هدوء في ريف حماة\n\nقالت مصادر محلية إن الهدوء عاد إلى البلدة صباح اليوم الإثنين."
RECORD = {"id": "a", "outlet": "وكالة", "published": "2018-11-19", "text": REPORT}


PLAIN = Defaults()


def collect(*paths: Path | str, defaults: Defaults = PLAIN) -> tuple[list[Article], list[str]]:
    """Read paths to the end; return the articles and the faults."""
    faults: list[str] = []

    def report(error: InputError) -> None:
        faults.append(str(error))

    sources = find(map(str, paths), report)
    return [r.article for r in articles(sources, report, defaults)], faults


def lines(*records: object) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def test_a_text_is_taken_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(REPORT.replace("\n", "\r\n").encode())

    found, faults = collect(file)

    assert not faults
    assert found == [Article(REPORT.replace("\n", "\r\n"), id=str(file))]


def test_defaults_fill_only_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(RECORD), "utf-8")

    bare, dated = collect(tmp_path, defaults=Defaults(date(2020, 1, 2), "صحيفة"))[0]

    assert (bare.published, bare.outlet) == (date(2020, 1, 2), "صحيفة")
    assert (dated.published, dated.outlet) == (date(2018, 11, 19), "وكالة")


def test_records_come_from_lists_lines_and_single_objects(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps([RECORD, RECORD], indent=1), "utf-8")
    (tmp_path / "2.json").write_text(json.dumps(RECORD, indent=2), "utf-8")
    (tmp_path / "3.jsonl").write_text(lines(RECORD) + "\n" + lines(RECORD), "utf-8")
    (tmp_path / "4.json").write_text(lines(RECORD, RECORD), "utf-8")

    found, faults = collect(tmp_path)

    assert not faults
    assert len(found) == 7


def test_an_article_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(lines(RECORD, {"text": REPORT}), "utf-8")

    assert [a.id for a in collect(file)[0]] == ["a", f"{file}:2"]


def test_compressed_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl.gz"
    file.write_bytes(gzip.compress(lines(RECORD, RECORD).encode()))

    assert len(collect(file)[0]) == 2


def test_a_folder_is_walked_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.TXT", ".hidden/3.txt", ".4.txt", "notes.md", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT, "utf-8")

    found, faults = collect(tmp_path)

    assert not faults
    assert [Path(a.id).name for a in found] == ["c.txt", "1.TXT", "2.txt"]


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("report", REPORT.encode(), 1),
        ("records", lines(RECORD, RECORD).encode(), 2),
        ("record", json.dumps(RECORD, indent=1).encode(), 1),
        ("list", json.dumps([RECORD]).encode(), 1),
        (
            "page.php",
            f"<html><body><article><p>{REPORT * 9}</p></article></body></html>".encode(),
            1,
        ),
    ],
)
def test_an_unknown_ending_is_told_by_the_content(
    tmp_path: Path, name: str, content: bytes, count: int
) -> None:
    (tmp_path / name).write_bytes(content)

    found, faults = collect(tmp_path / name)

    assert (len(found), faults) == (count, [])


def test_utf16_records_are_read(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(lines(RECORD, RECORD), "utf-16")

    assert [a.text for a in collect(file)[0]] == [REPORT, REPORT]


def test_legacy_records_are_read(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(lines(RECORD).encode("cp1256"))

    assert collect(file)[0][0].text == REPORT


GOOD = lines(RECORD).encode()
BROKEN = REPORT.encode()[:60] + b"\xff" + REPORT.encode()[60:]
UNDATED = lines({**RECORD, "published": "Monday"}).encode()
BAD = [
    ("empty.txt", b"", ": empty"),
    ("blank.txt", b" \n\n", ": empty"),
    ("empty.jsonl", b"\n", ": empty"),
    ("binary.txt", b"\x00\x01\x02", "binary"),
    ("paper.txt", b"%PDF-1.4", "a PDF"),
    ("english.txt", b"Quiet near Hama.", "not Arabic"),
    (
        "broken.txt",
        REPORT.encode()[:60] + b"\xff" + REPORT.encode()[60:],
        "line 3: not valid UTF-8",
    ),
    ("nothing.html", b"<html><body></body></html>", "a page with no article"),
    ("list.json", b"[]", "no records"),
    ("cut.json", b'{"text": "', "not JSON"),
    ("cut.json.gz", gzip.compress(GOOD)[:-9], "broken gzip"),
    ("no.json.gz", b"hello", "broken gzip"),
    ("line.jsonl", GOOD * 2 + b"{oops}\n" + GOOD * 2, "line 3: column 2: not JSON"),
    ("utf.jsonl", GOOD + GOOD[:99] + b"\xff" + GOOD[99:], "line 2: not valid UTF-8"),
    ("scalar.jsonl", b"42\n", "line 1: the record: expected an object, found a number"),
    ("textless.jsonl", b'{"id": 1}\n', "line 1: text: expected a string, found nothing"),
    (
        "date.jsonl",
        lines({**RECORD, "published": "Monday"}).encode(),
        "line 1: published: 'Monday'",
    ),
    ("half.jsonl", b'{"text": "\\ud800"}\n', "half a character"),
    ("deep.json", b"[" * 200_000, "too deep"),
    ("digits.json", b'{"id": ' + b"9" * 5000 + b"}", "too long"),
    ("second.json", json.dumps([RECORD, 3]).encode(), "record 2: the record: expected an object"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[b[0] for b in BAD])
def test_bad_input_is_one_line_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.jsonl"
    bad.write_bytes(content)
    good.write_bytes(GOOD)

    found, faults = collect(bad, good)

    assert len(faults) == 1
    assert faults[0].startswith(f"{bad}: ")
    assert message in faults[0]
    assert "\n" not in faults[0]
    assert found[-1].id == "a"


def test_good_lines_around_a_bad_one_are_read(tmp_path: Path) -> None:
    file = tmp_path / "line.jsonl"
    file.write_bytes(GOOD * 2 + b"{oops}\n" + GOOD * 2)

    assert len(collect(file)[0]) == 4


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert collect(tmp_path / "no.txt")[1] == [f"{tmp_path / 'no.txt'}: no such file"]


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)

    assert len(collect(loop)[1]) == 1


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not bind the root user that some test machines run as.
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    file = tmp_path / "secret.txt"
    file.write_text(REPORT, "utf-8")
    monkeypatch.setattr(Path, "open", refuse)

    assert collect(file)[1] == [f"{file}: no permission to read it"]


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    assert "no .txt" in collect(tmp_path)[1][0]


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    big = lines({**RECORD, "text": REPORT * 20})
    (tmp_path / "a.txt").write_text(REPORT * 20, "utf-8")
    (tmp_path / "b.jsonl").write_text(big + lines(RECORD) + big + lines(RECORD), "utf-8")

    found, faults = collect(tmp_path)

    assert [a.id for a in found] == ["a", "a"]
    assert [f.partition(": ")[2].rpartition("more")[0] for f in faults] == [
        "", "line 1: a line of ", "line 3: a line of ",
    ]  # fmt: skip


def test_progress_counts_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD * 3)
    (tmp_path / "b.txt").write_text(REPORT, "utf-8")
    sources = find([str(tmp_path)], lambda error: None)

    done = [r.done for r in articles(sources, lambda error: None)]

    assert done == sorted(done)
    assert done[-1] == sum(source.size or 0 for source in sources)


@given(st.binary(max_size=200), st.sampled_from(["x.txt", "x.html", "x.json", "x.jsonl", "x"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    file = tmp_path_factory.mktemp("any") / name
    file.write_bytes(raw)

    _, faults = collect(file)

    assert all("\n" not in fault for fault in faults)
