"""Circles of parents, over one import and several."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.circles import circles
from cnesg.model import RELATIONS

Link = tuple[str, str, int, int | None]
Links = Sequence[Link]


def rows(links: Links, position: int, relation: str = "subsidiary") -> pl.DataFrame:
    told = [
        {
            "company_id": below,
            "parent_id": above,
            "relation": relation,
            "share": 60.0,
            "valid_from": date(first, 1, 1),
            "valid_to": date(last, 12, 31) if last else None,
            "available_at": datetime(first, 1, 1, tzinfo=UTC),
            "position": position,
        }
        for below, above, first, last in links
    ]
    return RELATIONS.conform(pl.DataFrame(told, schema_overrides={"valid_to": pl.Date}) if told else RELATIONS.empty())


def found(stored: Links, new: Links, relation: str = "subsidiary") -> list[tuple[int, str, int]]:
    added = rows(new, 2, relation).with_columns(pl.Series("row", range(1, len(new) + 1), dtype=pl.Int64))
    return [(row, way, day.year) for row, way, day in circles(rows(stored, 1), added).rows()]


@pytest.mark.parametrize(
    ("stored", "new", "told"),
    [
        ([], [("A", "B", 2010, None), ("B", "A", 2012, None)], [(1, "A < B < A", 2012)]),
        ([("A", "B", 2010, None)], [("C", "D", 2010, None), ("B", "A", 2012, None)], [(2, "B < A < B", 2012)]),
        ([("A", "B", 2010, None), ("B", "C", 2010, None)], [("C", "A", 2005, None)], [(1, "C < A < B < C", 2010)]),
        # The first ended before the other began, or ends now by the same key.
        ([("A", "B", 2010, 2011)], [("B", "A", 2012, None)], []),
        ([("A", "B", 2010, None)], [("A", "B", 2010, 2011), ("B", "A", 2012, None)], []),
        # Three links of which no two days are common to all.
        ([("A", "B", 2010, 2012), ("B", "C", 2012, 2014)], [("C", "A", 2013, None)], []),
        # Two parents of one company and a company on its own are no circle.
        ([("A", "B", 2010, None), ("A", "C", 2010, None)], [("B", "C", 2010, None)], []),
        # What stands already is no fault of another file.
        ([("A", "B", 2010, None), ("B", "A", 2010, None)], [("C", "A", 2010, None)], []),
        # Two circles are two problems.
        (
            [("A", "B", 2010, None), ("C", "D", 2010, None)],
            [("B", "A", 2011, None), ("D", "C", 2012, None)],
            [(1, "B < A < B", 2011), (2, "D < C < D", 2012)],
        ),
    ],
)
def test_circles_are_found_once_with_their_first_day(
    stored: Links, new: Links, told: list[tuple[int, str, int]]
) -> None:
    assert found(stored, new) == told


def test_holdings_without_control_may_be_mutual() -> None:
    assert found([("A", "B", 2010, None)], [("B", "A", 2010, None)], relation="associate") == []


LINKS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), st.integers(2000, 2004), st.none()), max_size=8
)


@given(LINKS)
def test_a_circle_there_is_at_last_is_found(links: Links) -> None:
    """Links without an end all hold at last, so there is a circle where peeling off the top leaves something."""
    kept = {(below, above) for below, above, _, _ in links if below != above}
    while True:
        inner = {(below, above) for below, above in kept if above in {one for one, _ in kept}}
        if inner == kept:
            break
        kept = inner
    unique = list({(below, above, first): (below, above, first, None) for below, above, first, _ in links}.values())
    assert bool(found([], unique)) == bool(kept)
