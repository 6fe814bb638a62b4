"""What may be one incident told twice adds to the lower bound of a toll once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Bounds, Incident
from hudna.monitoring import doubles, ledger
from hudna.monitoring.doubles import least, may_be_one, twins
from hudna.monitoring.values import Sum
from tests.monitoring.made import incident, truce

ACCORD = truce()
DAY = date(2020, 3, 4)
ONE = incident("one", days=DAY, killed=Bounds(7, 7))


def killed(*incidents: Incident) -> Sum:
    return ledger(ACCORD, incidents, date(2020, 3, 1), date(2020, 3, 31)).total.breaches.killed


def of_one_report(one: Incident, other: Incident) -> Incident:
    """The other, told by the report that tells the first."""
    article = one.claims[0].article
    return replace(other, claims=tuple(replace(c, article=article) for c in other.claims))


def test_a_toll_told_again_without_its_day_counts_once() -> None:
    again = incident("two", days=None, killed=Bounds(7, 7), published=date(2020, 3, 20))
    assert killed(ONE, again) == Sum(7, 14, 0)


def test_a_toll_told_again_without_its_place_counts_once() -> None:
    again = replace(incident("two", days=DAY, killed=Bounds(5, None)), places=())
    assert killed(ONE, again) == Sum(7, None, 0)


def test_one_toll_given_to_two_events_of_one_report_counts_once() -> None:
    again = incident("two", type="ground-attack", days=DAY, killed=Bounds(7, 7))
    assert killed(ONE, again) == Sum(14, 14, 0)
    assert killed(ONE, of_one_report(ONE, again)) == Sum(7, 14, 0)


@pytest.mark.parametrize(
    "other",
    [
        incident("two", days=None, killed=Bounds(9, 9)),
        incident("two", days=None, killed=Bounds(7, 7), place="قرية"),
        incident("two", days=None, killed=Bounds(7, 7), actors=[("SYR:REB", None)]),
        incident("two", days=None, killed=Bounds(7, 7), published=date(2020, 3, 2)),
        incident("two", days=None, killed=Bounds(7, 7), published=date(2020, 5, 2)),
        incident("two", days=date(2020, 3, 5), killed=Bounds(7, 7)),
        incident("two", days=DAY, killed=Bounds(7, 7)),
        incident("two", type="protest", days=None, killed=Bounds(7, 7)),
        incident("two", days=None, injured=Bounds(7, 7)),
        incident("two", days=None, killed=Bounds(7, 7), injured=Bounds(1, 1)),
    ],
    ids=[
        "another toll", "another place", "another side", "told before it", "told long after it",
        "another day", "merging knew all", "another kind of act", "another harm", "rival injured",
    ],
)  # fmt: skip
def test_what_differs_is_two(other: Incident) -> None:
    one = replace(ONE, injured=incident(injured=Bounds(5, 5)).injured)
    assert not may_be_one(one, other)
    assert not may_be_one(other, one)
    assert not twins([one, other])


graphs = st.integers(1, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 9), min_size=n, max_size=n),
        st.sets(st.sampled_from(list(combinations(range(n), 2)) or [(0, 0)])),
    )
)


def drawn(graph: tuple[list[int], set[tuple[int, int]]]) -> tuple[dict[str, int], doubles.Twins]:
    counts, pairs = graph
    ids = "abcdefgh"
    known: dict[str, set[str]] = {ids[i]: set() for i in range(len(counts))}
    for i, j in pairs:
        if i != j:
            known[ids[i]].add(ids[j])
            known[ids[j]].add(ids[i])
    return (
        {ids[i]: n for i, n in enumerate(counts)},
        {id: frozenset(others) for id, others in known.items()},
    )


def every_way(ids: list[str], known: doubles.Twins) -> list[list[list[str]]]:
    """All ways to put ids into groups whose members may all be one."""
    if not ids:
        return [[]]
    head, *tail = ids
    out = []
    for groups in every_way(tail, known):
        out.append([[head], *groups])
        for i, group in enumerate(groups):
            if all(other in known[head] for other in group):
                out.append([*groups[:i], [head, *group], *groups[i + 1 :]])
    return out


@given(graphs)
def test_the_least_is_that_of_the_best_of_all_ways(
    graph: tuple[list[int], set[tuple[int, int]]],
) -> None:
    lows, known = drawn(graph)
    ways = every_way(list(lows), known)
    assert least(lows, known) == min(
        sum(max(lows[id] for id in group) for group in way) for way in ways
    )


@given(graphs)
def test_of_too_many_to_try_the_count_is_still_no_more_than_the_least(
    graph: tuple[list[int], set[tuple[int, int]]],
) -> None:
    lows, known = drawn(graph)
    exact = least(lows, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubles, "MANY", 0)
        rough = least(lows, known)
    assert max(lows.values()) <= rough <= exact


def test_a_hundred_told_without_a_day_are_counted_in_no_time() -> None:
    many = [incident(f"{i:03}", days=None, killed=Bounds(1, 1)) for i in range(100)]
    assert killed(*many) == Sum(1, 100, 0)
