"""``hudna gazetteer``: look up, add, list, remove; bad input is one line and changes nothing."""

from __future__ import annotations

import functools
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hudna.cli.gazetteer import command
from hudna.cli.gazetteer_download import download
from hudna.errors import HudnaError, InputError
from hudna.gazetteer import gazetteer
from hudna.gazetteer.store import gazetteer_path
from hudna.model import Place
from hudna.place_records import place_record


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer()
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(gazetteer_path(), home / "gazetteer.sqlite")
    monkeypatch.setenv("HUDNA_HOME", str(home))


def run(*args: str) -> Result:
    return CliRunner().invoke(command, args, catch_exceptions=True)


def error_of(result: Result) -> str:
    assert isinstance(result.exception, HudnaError)
    return str(result.exception)


def dump(*names: str) -> bytes:
    rows = "".join(
        f"{n}\tName{n}\tName{n}\t{name}\t35.5\t36.5\tP\tPPL\tSY\t\t12\t\t\t\t0\t\t\tAsia\t2020-01-01\n"
        for n, name in enumerate(names, 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("SY.txt", rows)
    return out.getvalue()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a folder; yield its address and the folder."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", folder
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        rest = path.read_bytes()[start:]
        self.send_response(206 if rest else 416)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)


def test_lookup_shows_point_precision_units_and_doubt() -> None:
    out = run("lookup", "لحايا").output
    assert "35.33" in out
    assert "36.68" in out
    assert "SY05" in out
    assert "confidence" in out


def test_lookup_json_keeps_unknown_null() -> None:
    known = json.loads(run("lookup", "المنصورة", "--in", "الرقة", "--json").output)
    assert known["admin1"]["code"] == "SY-RA"
    assert known["runners_up"]
    unknown = json.loads(run("lookup", "زملطخان", "--json").output)
    assert unknown["lat"] is None
    assert unknown["gazetteer_id"] is None


def test_lookup_json_has_the_keys_of_an_events_places() -> None:
    found = json.loads(run("lookup", "لحايا", "--json").output)
    event_place = place_record(Place("لحايا", 0, 5))
    assert found.keys() - {"name"} == event_place.keys() - {"text", "start", "end"}
    assert found["gazetteer_id"] == "gn:167696"
    other = json.loads(run("lookup", "المنصورة", "--json").output)["runners_up"][0]
    assert other["gazetteer_id"]
    assert len(other["country"]) == 3


def test_lookup_heeds_words_of_position() -> None:
    between = json.loads(run("lookup", "بين سراقب ومعرة النعمان", "--json").output)
    assert (between["geo_precision"], between["name"]) == (2, "بين سراقب ومعرة النعمان")
    assert between["lat"] == pytest.approx(35.757, abs=0.02)
    assert "within 5 km" in run("lookup", "أطراف سراقب").output


def test_lookup_near_another_place() -> None:
    found = json.loads(run("lookup", "المنصورة", "--near", "حلب", "--json").output)
    assert found["admin1"]["code"] == "SY-HL"


def test_add_list_remove(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("village,y,x\nشنبوخة,35.2,36.7\nبلا,y,x\n", "utf-8")
    added = run(
        "add", str(path), "--column", "village=ar", "--column", "y=lat", "--column", "x=lon",
        "--country", "SY", "--kind", "village",
    )  # fmt: skip
    assert added.exit_code == 0, added.exception
    assert "mine: 1 places" in added.output
    assert "1 rows left out, the first at line 3" in added.output
    assert "35.2" in run("lookup", "شنبوخة").output
    assert "mine: 1 places" in run("list").output
    assert [s["name"] for s in json.loads(run("list", "--json").output)] == ["built-in", "mine"]
    assert run("remove", "mine").exit_code == 0
    assert "not known" in run("lookup", "شنبوخة").output


def test_country_dump_is_downloaded_checked_and_added(mirror: tuple[str, Path]) -> None:
    address, folder = mirror
    (folder / "SY.zip").write_bytes(dump("شنبوخة"))
    added = run("add", "sy", "--mirror", address, "--allow-private")
    assert added.exit_code == 0, added.exception
    assert "geonames-SY: 1 places" in added.output
    assert "gn:1" in run("lookup", "شنبوخة").output
    assert not list((Path(os.environ["HUDNA_HOME"]) / "downloads").iterdir())


def test_download_goes_on_where_it_was_cut_off(mirror: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = mirror
    whole = dump(*(f"شنبوخة {n}" for n in range(500)))
    (folder / "SY.zip").write_bytes(whole)
    part = tmp_path / "SY.zip.part"
    part.write_bytes(whole[:1000])
    assert download("SY", tmp_path, address, allow_private=True).read_bytes() == whole
    assert not part.exists()


def test_broken_download_is_told_and_thrown_away(mirror: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = mirror
    (folder / "SY.zip").write_bytes(dump("شنبوخة")[:-30])
    with pytest.raises(InputError, match="not a whole zip"):
        download("SY", tmp_path, address, allow_private=True)
    assert not (tmp_path / "SY.zip.part").exists()
    with pytest.raises(InputError, match="404"):
        download("YE", tmp_path, address, allow_private=True)


def test_a_mirror_in_a_private_network_must_be_allowed(mirror: tuple[str, Path]) -> None:
    address, folder = mirror
    (folder / "SY.zip").write_bytes(dump("شنبوخة"))
    assert "private" in error_of(run("add", "SY", "--mirror", address))


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add", "XX"), "no country has this code"),
        (("add", "nowhere.tsv"), "neither a file nor a country"),
        (("add", "SY", "YE", "--name", "both"), "one by one"),
        (("add", "SY", "--column", "a=b"), "write HEADER=FIELD"),
        (("remove", "nothing"), "no source is named"),
        (("remove", "built-in"), "cannot be removed"),
        (("lookup", "حلب", "--in", "زملطخان"), "no place of this name"),
    ],
)
def test_bad_input_is_one_line(args: tuple[str, ...], says: str) -> None:
    message = error_of(run(*args))
    assert says in message
    assert "\n" not in message


def test_lookup_doubts_a_place_outside_the_unit_that_is_told() -> None:
    told = json.loads(run("lookup", "شم هوى", "--in", "إدلب", "--json").output)
    alone = json.loads(run("lookup", "شم هوى", "--in", "حلب", "--json").output)
    assert told["admin1"]["code"] == alone["admin1"]["code"] == "SY-HL"
    assert told["confidence"] < alone["confidence"]
    assert "SY-ID" in {other["admin1"] for other in told["runners_up"]}
    out = run("lookup", "شم هوى", "--in", "إدلب").output
    assert "one in إدلب, of which no gazetteer knows" in out
    assert "no gazetteer" not in run("lookup", "شم هوى", "--in", "حلب").output


def test_two_processes_import_at_once(tmp_path: Path) -> None:
    names = {"one": "شنبوخة", "two": "ميرونة"}
    for source, name in names.items():
        (tmp_path / f"{source}.csv").write_text(f"ar,lat,lon,cc\n{name},35.1,36.9,SY\n", "utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "hudna", "gazetteer", "add", str(tmp_path / f"{source}.csv")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for source in names
    ]
    for process in running:
        out, error = process.communicate()
        assert process.returncode == 0, error
        assert "1 places" in out
    listed = {s["name"]: s["places"] for s in json.loads(run("list", "--json").output)}
    assert listed.keys() == {"built-in", *names}
    for name in names.values():
        assert "SYR" in run("lookup", name).output
