"""New articles are merged with what the store knows as if all were merged at once."""

from __future__ import annotations

from datetime import date

from hudna.merging.groups import group_all, group_new
from hudna.merging.keys import held
from hudna.merging.sketch import Told, told
from hudna.model import Article
from hudna.reading.reader import read
from hudna.store import Store

SATURDAY = date(2018, 11, 24)
TEXTS = (
    "قصف على جرجناز\n\nقصفت قوات النظام مدرسة في بلدة جرجناز بريف إدلب السبت وقتل سبعة مدنيين.",
    "قتلى في جرجناز\n\nقتل سبعة مدنيين اليوم السبت في قصف لقوات النظام على بلدة جرجناز بريف إدلب.",
    "محادثات أستانة\n\nستعقد الجولة الحادية عشرة من محادثات أستانة الأربعاء المقبل.",
    "ارتفاع الحصيلة\n\nارتفع عدد قتلى القصف على بلدة جرجناز بريف إدلب السبت إلى تسعة مدنيين.",
)


def add(store: Store, text: str) -> tuple[str, tuple[Told, ...]]:
    kept = store.add_article(Article(text, outlet=f"وكالة {len(text)}", published=SATURDAY))
    stored = store.article(kept.id)
    assert stored
    return kept.id, told(stored.article, read(stored.article))


def test_claims_come_back_by_key_and_by_id(store: Store) -> None:
    key, claims = add(store, TEXTS[0])
    assert claims
    assert store.put_told(key, claims) == frozenset()

    known = store.known()
    assert list(store.told()) == list(claims)
    assert list(known.named([claims[0].claim.id, "x"])) == [claims[0]]
    assert claims[0] in known.holding(held(claims[0].sketch)[:1])
    assert list(known.holding(["no such key"])) == []
    assert list(known.holding([])) == []


def test_claims_that_are_no_longer_made_are_told(store: Store) -> None:
    key, claims = add(store, TEXTS[0])
    store.put_told(key, claims)

    assert store.put_told(key, claims) == frozenset()
    assert store.put_told(key, ()) == {told.claim.id for told in claims}
    assert list(store.told()) == []
    assert list(store.known().holding(held(claims[0].sketch))) == []


def test_merging_piece_by_piece_gives_what_merging_at_once_gives(store: Store) -> None:
    groups: dict[str, tuple[str, ...]] = {}
    everything: list[Told] = []
    for text in TEXTS:
        key, claims = add(store, text)
        everything += claims
        for group in group_new(claims, store.known()):
            ids = tuple(sorted(t.claim.id for t in group))
            for claim in ids:
                groups[claim] = ids
        store.put_told(key, claims)

    expected = {tuple(sorted(t.claim.id for t in group)) for group in group_all(everything)}
    assert set(groups.values()) == expected
    assert max(len(group) for group in expected) >= 2
