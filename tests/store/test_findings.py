from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hudna.model import Bounds, Span, Where
from hudna.monitoring.values import Accused, Finding, Leg, Quote
from hudna.store import Store
from tests.store.test_incidents import AT, DAY, LATER

QUOTE = Quote("a1#shelling@0", "a1", "وكالة", None, DAY, Span("قصف", 0, 3))
REPORTED = Finding(
    "sochi-2018", "3", "i1", "breach", "reported", (Leg("act", "yes", "shelling", (QUOTE,)),),
    (QUOTE,), (Accused("وكالة", "SYR:MIL", "قوات النظام", "government"),), ("government",),
    date(2018, 11, 24), None, None, (Where("جرجناز", 35.62, 36.78, 1.5, 0.9),), Bounds(7, None),
    None, 1, ("وكالة",),
)  # fmt: skip
CONTESTED = replace(REPORTED, grade="contested", sources=2)
OTHER = replace(REPORTED, accord="hodeidah-2018", incident="i2")


def test_findings_are_kept_with_their_past(store: Store) -> None:
    store.put_findings([REPORTED, OTHER], at=AT)

    assert store.put_findings([REPORTED, OTHER], at=LATER) == 0
    assert store.put_findings([CONTESTED, OTHER], at=LATER) == 1
    assert store.findings() == [CONTESTED, OTHER]
    assert store.findings("sochi-2018", as_of=AT) == [REPORTED]
    assert store.put_findings([]) == 2
    assert store.findings() == []
    assert store.findings(as_of=LATER) == [CONTESTED, OTHER]


def test_the_findings_of_one_accord_leave_those_of_another(store: Store) -> None:
    store.put_findings([REPORTED, OTHER], at=AT)

    assert store.put_findings([], "sochi-2018", at=AT + timedelta(days=1)) == 1
    assert store.findings() == [OTHER]
