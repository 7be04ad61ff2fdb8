"""Table schemas, periods and fact keys."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.model import (
    OBSERVATIONS,
    TABLES,
    Column,
    TableSchema,
    available_instant,
    canonical_breakdown,
    fact_key,
    fiscal_period,
    period_interval,
)

SMALL = TableSchema(
    "small", 1, (Column("id", pl.String(), "id", nullable=False), Column("x", pl.Float64(), "x")), ("id",)
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)


def test_a_date_counts_from_the_end_of_its_day_in_shanghai() -> None:
    assert available_instant(date(2023, 3, 31)) == datetime(2023, 3, 31, 15, 59, 59, tzinfo=UTC)


def test_an_instant_without_a_zone_is_shanghai_time() -> None:
    assert available_instant(datetime(2023, 3, 31, 20, 0)) == datetime(2023, 3, 31, 12, 0, tzinfo=UTC)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("year_end", "first"), [((12, 31), date(2023, 1, 1)), ((6, 30), date(2022, 7, 1)), ((3, 31), date(2022, 4, 1))]
)
def test_a_fiscal_year_ends_in_the_year_it_is_named_for(year_end: tuple[int, int], first: date) -> None:
    start, end = fiscal_period(2023, year_end)
    assert (start, end) == (first, date(2023, *year_end))
    assert period_interval(start, end) == f"{first}/{end}"


@given(st.dictionaries(words, words, max_size=4))
def test_breakdowns_are_equal_whatever_their_order(breakdown: dict[str, str]) -> None:
    turned = dict(reversed(breakdown.items()))
    assert canonical_breakdown(breakdown) == canonical_breakdown(turned) or len(
        {k.strip().lower() for k in breakdown}
    ) < len(breakdown)


@given(words, words, words, words)
def test_different_facts_have_different_keys(a: str, b: str, c: str, d: str) -> None:
    one, other = fact_key(a, b, {}, "p", "x", ""), fact_key(c, d, {}, "p", "x", "")
    assert (one == other) == ((a, b) == (c, d))


def test_conform_orders_columns_and_normalises_zero() -> None:
    frame = SMALL.conform(pl.DataFrame({"x": [-0.0, 2.0, None], "id": ["a", "b", "c"]}))
    assert frame.columns == ["id", "x"]
    assert str(frame["x"][0]) == "0.0"
    assert frame["x"][2] is None


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"id": ["a"], "x": [float("nan")]}),
        pl.DataFrame({"id": [None], "x": [1.0]}),
        pl.DataFrame({"id": ["a"], "y": [1.0]}),
    ],
)
def test_conform_refuses(frame: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="small"):
        SMALL.conform(frame)


def test_every_table_sorts_by_its_own_columns_and_explains_them() -> None:
    for table in TABLES.values():
        assert set(table.sort_by) <= set(table.dtypes)
        assert all(column.meaning for column in table.columns)
        assert table.conform(table.empty()).is_empty()
    assert OBSERVATIONS.dtypes["available_at"] == pl.Datetime("us", "UTC")
