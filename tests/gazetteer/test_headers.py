"""What the columns of other people's tables are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from hudna.gazetteer import Index
from hudna.gazetteer.formats import read_file
from hudna.gazetteer.headers import plan_of
from hudna.gazetteer.records import Record
from hudna.gazetteer.tally import Tally


def rows_of(path: Path, text: str, index: Index, **mapped: str) -> list[Record]:
    path.write_text(text, "utf-8")
    return list(read_file(path, index, mapped, {}, Tally()))


def test_the_fields_own_names_need_no_mapping(tmp_path: Path, index: Index) -> None:
    (row,) = rows_of(tmp_path / "a.csv", "AR,lat,lon,cc,kind\nشنبوخة,35.1,36.9,sy,camp\n", index)
    assert (row.names, row.lat, row.lon, row.cc, row.kind) == (
        ("شنبوخة",), 35.1, 36.9, "SY", "camp",
    )  # fmt: skip


def test_mapping_one_column_leaves_the_usual_ones_known(tmp_path: Path, index: Index) -> None:
    text = "Village Arabic,name,Latitude,Longitude\nشنبوخة,Shanbukha,35.1,36.9\n"
    (row,) = rows_of(tmp_path / "a.csv", text, index, **{"Village Arabic": "ar"})
    assert (row.names, row.lat) == (("شنبوخة", "Shanbukha"), 35.1)


def test_a_field_that_is_mapped_has_no_other_column(tmp_path: Path, index: Index) -> None:
    text = "ar,lat,lon,y,x\nشنبوخة,1,2,35.1,36.9\n"
    (row,) = rows_of(tmp_path / "a.csv", text, index, y="lat", x="lon")
    assert (row.lat, row.lon) == (35.1, 36.9)


@pytest.mark.parametrize(
    "header",
    [
        "ADM3_EN,ADM3_AR,ADM3_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM0_PCODE",
        "admin3Name_en,admin3Name_ar,admin3Pcode,admin2Name_en,admin2Name_ar,admin2Pcode,"
        "admin1Name_en,admin1Name_ar,admin1Pcode,admin0Pcode",
        "adm3_name,adm3_name1,adm3_pcode,adm2_name,adm2_name1,adm2_pcode,adm1_name,adm1_name1,"
        "adm1_pcode,adm0_pcode",
    ],
)
def test_table_of_p_codes_lists_its_deepest_level(
    tmp_path: Path, index: Index, header: str
) -> None:
    text = f"{header}\nShanbukha,شنبوخة,SY050199,Hama,حماة,SY0501,Hama,حماة,SY05,SY\n"
    (row,) = rows_of(tmp_path / "cod.csv", text, index)
    assert set(row.names) == {"Shanbukha", "شنبوخة"}
    assert (row.id, row.pcode, row.kind) == ("ocha:SY050199", "SY050199", "admin3")
    assert (row.cc, row.admin1, row.admin2) == ("SY", "SY-HM", "ocha:SY0501")


def test_names_of_the_country_are_no_names_of_its_places() -> None:
    assert not plan_of(["ADM0_EN", "ADM0_AR", "ADM0_PCODE", "y"], {}).named


def test_rows_numbered_alike_in_two_files_are_two_places(tmp_path: Path, index: Index) -> None:
    (one,) = rows_of(tmp_path / "a.csv", "id,ar\n1,شنبوخة\n", index)
    (two,) = rows_of(tmp_path / "b.csv", "id,ar\n1,ميرونة\n", index)
    assert one.id != two.id
