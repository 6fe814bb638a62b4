"""The gazetteer's file: imports are whole or not at all."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hudna.errors import DataError, InputError
from hudna.gazetteer import Index, Record, store
from hudna.gazetteer.formats import read_file
from hudna.gazetteer.names import name_key
from hudna.gazetteer.tally import Tally

HEADER = "wof_id\tcc\tplacetype\tname_en\tnames_ar\tlat\tlon\tregion_id\tcounty_id\n"


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(row + "\n" for row in rows), "utf-8")
    return path


def dump(*places: tuple[int, str, str]) -> str:
    return "".join(
        f"{number}\t{name}\t{name}\t{arabic}\t35.5\t36.5\tP\tPPL\tSY\t\t12\t\t\t\t0\t\t\tAsia\t2020-01-01\n"
        for number, name, arabic in places
    )


def bring(path: Path, file: Path, index: Index, **columns: str) -> tuple[store.Source, Tally]:
    tally = Tally()
    records = read_file(path, index, columns, {}, tally)
    return store.add(path.name, "", "", records, tally, file), tally


def knows(file: Path, name: str) -> bool:
    return bool(store.load(file).rows(name_key(name)))


def test_added_places_are_found_and_removed_ones_are_not(
    tmp_path: Path, file: Path, index: Index
) -> None:
    source, tally = bring(
        table(tmp_path / "extra.tsv", "7\tSY\tlocality\tShan\tشنبوخة|الشنبوخة\t35.1\t36.9\t\t"),
        file,
        index,
    )
    assert (source.places, source.names, tally.broken) == (1, 3, 0)
    assert knows(file, "شنبوخة")
    assert [s.name for s in store.sources(file)] == [store.BUILTIN, "extra.tsv"]
    store.remove("extra.tsv", file)
    assert not knows(file, "شنبوخة")
    assert knows(file, "حلب")


def test_adding_again_replaces(tmp_path: Path, file: Path, index: Index) -> None:
    bring(table(tmp_path / "a.tsv", "7\tSY\tlocality\tOne\tشنبوخة\t35.1\t36.9\t\t"), file, index)
    bring(table(tmp_path / "a.tsv", "7\tSY\tlocality\tTwo\tميرونة\t35.1\t36.9\t\t"), file, index)
    assert knows(file, "ميرونة")
    assert not knows(file, "شنبوخة")


def test_broken_rows_are_counted_and_the_rest_imported(
    tmp_path: Path, file: Path, index: Index
) -> None:
    source, tally = bring(
        table(
            tmp_path / "b.tsv",
            "7\tSY\tlocality\tShanbukha\tشنبوخة\t35.1\t36.9\t\t",
            "8\tSY\tlocality\tNowhere\tبلا موضع\tnorth\t36.9\t\t",
            "9\tSY\tlocality\tFar\tبعيدة جدا\t135.1\t36.9\t\t",
            "10\tSY\tcut",
            '11\tSY\tregion\tQuoted\t"أبو\tقوس"\t34.1\t36.2\t\t',
        ),
        file,
        index,
    )
    assert (source.places, source.broken, tally.rows) == (2, 3, 5)
    assert tally.first_broken.startswith("line 3: ")
    assert knows(file, "شنبوخة")


def test_geonames_dump_in_its_zip(tmp_path: Path, file: Path, index: Index) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
        archive.writestr("SY.txt", dump((1, "Shanbukha", "شنبوخة,Şanbuxa")) + "broken\trow\n")
    source, tally = bring(path, file, index)
    assert (source.places, tally.broken) == (1, 1)
    place = next(map(store.load(file).place, store.load(file).rows(name_key("شنبوخة"))))
    assert (place.id, place.admin1) == ("gn:1", "SY-ID")


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.95])
def test_truncated_zip_changes_nothing(
    tmp_path: Path, file: Path, index: Index, cut: float
) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", dump(*((n, f"N{n}", f"شنبوخة {n}") for n in range(2000))))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    before = file.read_bytes()
    with pytest.raises(InputError, match=r"SY\.zip"):
        bring(path, file, index)
    assert file.read_bytes() == before


def test_truncated_gzip_changes_nothing(tmp_path: Path, file: Path, index: Index) -> None:
    path = tmp_path / "t.tsv.gz"
    rows = "".join(f"{n}\tSY\tlocality\tN{n}\tشنبوخة {n}\t35.1\t36.9\t\t\n" for n in range(5000))
    whole = gzip.compress((HEADER + rows).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="cannot be read whole"):
        bring(path, file, index)
    assert not knows(file, "شنبوخة 1")
    assert knows(file, "حلب")


def test_file_without_names_says_how_to_map_columns(
    tmp_path: Path, file: Path, index: Index
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("ort,breite\nشنبوخة,35.2\n", "utf-8")
    with pytest.raises(InputError, match="--column"):
        bring(path, file, index)
    source, _ = bring(path, file, index, ort="ar", breite="lat")
    assert source.places == 1


def test_empty_and_hopeless_files_change_nothing(tmp_path: Path, file: Path, index: Index) -> None:
    empty = tmp_path / "empty.tsv"
    empty.touch()
    with pytest.raises(InputError, match="empty"):
        bring(empty, file, index)
    with pytest.raises(InputError, match="no row could be read"):
        bring(table(tmp_path / "bad.tsv", "1\tSY"), file, index)
    assert [s.name for s in store.sources(file)] == [store.BUILTIN]


def test_p_code_table_without_coordinates_names_units(
    tmp_path: Path, file: Path, index: Index
) -> None:
    path = tmp_path / "cod.csv"
    path.write_text(
        "ADM1_PCODE,NAME_AR,NAME_EN,PCODE,ADM0_PCODE,layer\n"
        "YE18,المنصورية,Al Mansuriyah,YE1899,YE,yem_admin3\n"
        "LY01,برقة الشرقية,Test,LY9901,LY,lby_admin2\n",
        "utf-8",
    )
    bring(path, file, index)
    loaded = store.load(file)
    places = [loaded.place(row) for row in loaded.rows(name_key("المنصورية"))]
    place = next(p for p in places if p.pcode == "YE1899")
    assert (place.lat, place.kind, place.admin1) == (None, "admin3", "YE-HU")


def test_village_before_the_region_that_holds_it_knows_its_region(
    tmp_path: Path, file: Path, index: Index
) -> None:
    path = table(
        tmp_path / "extra.tsv",
        "7\tSY\tlocality\tShan\tشنبوخة\t35.1\t36.9\t90\t91",
        "90\tSY\tregion\tHamah\tمحافظة حماة\t35.2\t37.2\t90\t",
        "91\tSY\tcounty\tHamah\tحماة\t35.1\t36.8\t90\t91",
    )
    source, _ = bring(path, file, index)
    loaded = store.load(file)
    (village,) = (loaded.place(row) for row in loaded.rows(name_key("شنبوخة")))
    assert source.places == 3
    assert village.admin1 == "SY-HM"
    assert village.admin2 == "ocha:SY0501"


def test_two_imports_at_once_wait_or_say_so(
    file: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    record = Record("x:1", ("شنبوخة",), "village", 35.0, 36.0, "SY")
    with pytest.raises(DataError, match="another import"):
        store.add("x", "", "", [record], Tally(), file)
    other.execute("ROLLBACK")
    other.close()
    store.add("x", "", "", [record], Tally(), file)
    assert knows(file, "شنبوخة")


def test_readers_see_the_old_gazetteer_while_an_import_runs(file: Path, index: Index) -> None:
    def records() -> Iterator[Record]:
        yield Record("x:1", ("شنبوخة",), "village", 35.0, 36.0, "SY")
        assert not knows(file, "شنبوخة")
        assert knows(file, "حلب")

    store.add("x", "", "", records(), Tally(), file)
    assert knows(file, "شنبوخة")


def test_failure_midway_changes_nothing(file: Path, index: Index) -> None:
    def records() -> Iterator[Record]:
        yield Record("x:1", ("شنبوخة",), "village", 35.0, 36.0, "SY")
        raise InputError("cut off")

    with pytest.raises(InputError, match="cut off"):
        store.add("x", "", "", records(), Tally(), file)
    assert not knows(file, "شنبوخة")
    assert [s.name for s in store.sources(file)] == [store.BUILTIN]


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX has it")
def test_full_disk_changes_nothing(file: Path, index: Index) -> None:
    limit = file.stat().st_size + 200_000
    script = f"""
import resource
from pathlib import Path
from hudna.errors import DataError
from hudna.gazetteer import Record, store
from hudna.gazetteer.tally import Tally
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
def many():
    for n in range(9000):
        yield Record(f"x:{{n}}", (f"شنبوخة {{n}}" * 9,), "village", 35.0, 36.0, "SY")
try:
    store.add("x", "", "", many(), Tally(), Path({str(file)!r}))
except DataError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "the old gazetteer is unchanged" in done.stdout
    assert [s.name for s in store.sources(file)] == [store.BUILTIN]
    assert knows(file, "حلب")


def test_file_that_is_no_gazetteer_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_text("not a database, and long enough to be read as one" * 50)
    with pytest.raises(DataError, match="move it away"):
        store.add("x", "", "", [], Tally(), path)
    assert store.load(path).rows(name_key("حلب"))


def test_unknown_and_built_in_sources_cannot_be_removed(file: Path, index: Index) -> None:
    with pytest.raises(InputError, match="no source is named"):
        store.remove("nothing", file)
    with pytest.raises(InputError, match="built-in"):
        store.remove(store.BUILTIN, file)


def test_index_survives_the_file(file: Path, index: Index) -> None:
    loaded = store.load(file)
    assert len(loaded) == len(index)
    for key in ("حلب", "راشدين", "لحايا"):
        assert [loaded.place(r) for r in loaded.rows(key)] == [
            index.place(r) for r in index.rows(key)
        ]
