from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from hudna.export import json_stream, label_studio, plover, web_annotation
from hudna.export.articles import ROLES
from hudna.store import Reviewed
from tests.export.made import ITEMS, QUOTE, SHELLING, STORED, TEXT

ROOT = Path(__file__).resolve().parents[2]


def read_back(module: Any, items: Any) -> Any:
    out = io.StringIO()
    module.write(iter(items), out)
    return json.loads(out.getvalue())


def test_plover_records_hold_the_fields_of_its_gold_standard() -> None:
    one, two, three = read_back(plover, ITEMS)

    fields = {
        "id", "date", "source", "target", "event", "mode", "context", "eventText", "text",
        "textInfo", "language", "publication", "coder", "comment",
    }  # fmt: skip
    assert fields <= one.keys() == two.keys() == three.keys()
    assert one["date"] == "2018-11-24"
    assert one["source"] == [
        {"actorText": "قوات النظام", "code": "SYR", "sector": "MIL", "name": ""}
    ]
    assert one["target"][0]["sector"] == "CVL"
    assert (one["event"], one["mode"], one["quad"]) == (
        "ASSAULT", "heavy-weapons", "material conflict",
    )  # fmt: skip
    assert one["eventText"] == "قصفت"
    assert TEXT[one["textInfo"]["start"] : one["textInfo"]["end"]] == one["text"] == QUOTE
    assert one["killed"] == {"best": 7, "low": 7, "high": 9}
    assert one["comment"] == "review=accepted; corrected=killed.best#4"
    assert two["date"] == ""
    assert two["killed"]["best"] is None
    assert [actor["code"] for actor in three["source"] + three["target"]] == ["RUS", "TUR"]


def test_what_plover_has_no_type_for_is_left_out() -> None:
    out = io.StringIO()
    left = plover.write([Reviewed(replace(SHELLING, type="casualties"))], out)

    assert json.loads(out.getvalue()) == []
    assert sum(left.values()) == 1


def test_label_studio_regions_are_the_articles_words() -> None:
    (task,) = read_back(label_studio, [STORED])
    text = task["data"]["text"]
    (prediction,) = task["predictions"]
    regions = [r for r in prediction["result"] if r["type"] == "labels"]

    assert text == TEXT
    assert prediction["model_version"].startswith("hudna ")
    for region in regions:
        value = region["value"]
        assert text[value["start"] : value["end"]] == value["text"]
        assert (region["from_name"], region["to_name"]) == ("label", "text")
    found = {r["value"]["labels"][0]: r["value"]["text"] for r in regions}
    assert found == {
        "trigger": "قصفت", "actor": "قوات النظام", "target": "مدنيين", "place": "جرجناز",
        "within": "ريف إدلب", "time": "السبت", "weapon": "المدفعية",
    }  # fmt: skip
    codes = {r["id"]: r["value"]["text"] for r in prediction["result"] if r["type"] == "textarea"}
    actor = next(r["id"] for r in regions if r["value"]["labels"] == ["actor"])
    assert codes[actor] == ["SYR:MIL"]
    links = [r for r in prediction["result"] if r["type"] == "relation"]
    assert {link["to_id"] for link in links} == {regions[0]["id"]}
    assert {link["from_id"] for link in links} == {r["id"] for r in regions[1:]}


def test_the_documented_interface_is_the_one_that_tasks_are_made_for() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    shown = re.findall(r"```xml\n(.*?)```", page, re.DOTALL)[0]

    def nodes(text: str) -> Iterator[tuple[str, dict[str, str]]]:
        return ((node.tag, dict(node.attrib)) for node in ElementTree.fromstring(text).iter())

    assert list(nodes(shown)) == list(nodes(label_studio.CONFIG))
    assert [a["value"] for tag, a in nodes(shown) if tag == "Label"] == list(ROLES)


def test_web_annotations_follow_the_model() -> None:
    page = read_back(web_annotation, [STORED])

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    items = page["items"]
    assert len({item["id"] for item in items}) == len(items) == 7
    for item in items:
        assert item["type"] == "Annotation"
        assert item["target"]["source"] == "https://news.example/a1"
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert position["type"] == "TextPositionSelector"
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
        assert {body["purpose"] for body in item["body"]} >= {"tagging", "linking"}
    values = [body.get("value") for body in items[0]["body"]]
    assert values == ["trigger", "shelling", "occurred", None]
    assert len({item["body"][-1]["source"] for item in items}) == 1


def test_an_article_without_an_address_is_named_by_its_id() -> None:
    nameless = replace(STORED, article=replace(STORED.article, url=None, id="a b/1"))
    page = read_back(web_annotation, [nameless])

    assert page["items"][0]["target"]["source"] == "urn:hudna:article:a%20b%2F1:2"


def test_a_document_that_an_error_cuts_short_is_no_whole_one() -> None:
    out = io.StringIO()

    def cut_short() -> None:
        with json_stream.array(out) as add:
            add({"id": 1})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()

    with pytest.raises(ValueError, match=r"."):
        json.loads(out.getvalue())
