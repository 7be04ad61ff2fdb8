"""What holds whatever the figures are."""

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.whitewash.simulated import DEFINITION, NO_DIGITS, NO_GROUPS, figures

from cnesg.whitewash import ratios_of, results, signals_of
from cnesg.whitewash.signals import leaves

METRICS = DEFINITION.metrics
RATIOS = tuple(DEFINITION.ratios)
AMOUNTS = st.one_of(st.none(), st.just(0.0), st.integers(-(10**6), 10**12).map(float), st.floats(0.01, 1e9))
BOOKS = st.fixed_dictionaries(
    {year: st.fixed_dictionaries(dict.fromkeys(METRICS, AMOUNTS)) for year in (2022, 2023, 2024)}
)
MARKETS = st.lists(BOOKS, min_size=1, max_size=4).map(lambda books: {f"C{n}": book for n, book in enumerate(books)})
GROUPS = pl.DataFrame({"company_id": [f"C{n}" for n in range(4)], "order": [0] * 4, "group": ["MARKET"] * 4})
Market = dict[str, dict[int, dict[str, float | None]]]


def table_of(market: Market) -> pl.DataFrame:
    return ratios_of(figures(market), GROUPS, DEFINITION, 2024, 2)


@pytest.mark.heavy
@seed(1)
@settings(max_examples=60 if FULL else 25, deadline=None)
@given(MARKETS)
def test_results_lie_between_0_and_1_and_nothing_is_infinite(market: Market) -> None:
    table = table_of(market)
    signals = signals_of(table, NO_DIGITS, DEFINITION)
    for name in RATIOS:
        assert all(math.isfinite(value) for value in table[name].drop_nulls())
    assert signals.filter(pl.col("value").is_null() != pl.col("raised").is_null()).is_empty()
    found = results(signals, DEFINITION)
    assert found["company_id"].to_list() == table["company_id"].to_list()
    assert found.filter(~pl.col("value").is_between(0, 1)).is_empty()
    share = pl.col("weight_judged") / pl.col("weight")
    assert found.filter((share >= DEFINITION.least_judged.value) != pl.col("value").is_not_null()).is_empty()


@pytest.mark.heavy
@seed(2)
@settings(max_examples=60 if FULL else 25, deadline=None)
@given(MARKETS, st.sampled_from([2.0**-20, 0.25, 2.0, 2.0**30]))
def test_the_unit_of_amounts_changes_no_ratio(market: Market, factor: float) -> None:
    """Powers of two, so that not even the last digit moves."""
    scaled = {
        company: {
            year: {name: None if value is None else value * factor for name, value in lines.items()}
            for year, lines in years.items()
        }
        for company, years in market.items()
    }
    one, other = table_of(market), table_of(scaled)
    assert one.select("company_id", *RATIOS).equals(other.select("company_id", *RATIOS))
    first = signals_of(one, NO_DIGITS, DEFINITION)
    assert first.equals(signals_of(other, NO_DIGITS, DEFINITION))


@pytest.mark.heavy
@seed(3)
@settings(max_examples=60 if FULL else 25, deadline=None)
@given(BOOKS, st.sampled_from(METRICS), st.sampled_from([2023, 2024]))
def test_a_missing_figure_takes_away_what_rests_on_it_and_nothing_else(
    book: dict[int, dict[str, float | None]], metric: str, year: int
) -> None:
    full = {y: {name: 1.0 if value is None else value for name, value in lines.items()} for y, lines in book.items()}
    less = {y: {n: v for n, v in lines.items() if (y, n) != (year, metric)} for y, lines in full.items()}
    gone = metric if year == 2024 else f"prior_{metric}"
    before, after = (ratios_of(figures({"C0": b}), NO_GROUPS, DEFINITION, 2024, 2) for b in (full, less))
    for name in RATIOS:
        inputs = set(leaves(name, DEFINITION))
        if gone in inputs:
            assert after[name].to_list() == [None]
        elif not any(one.startswith("past_") for one in inputs):
            assert after[name].equals(before[name])
    for signal in signals_of(after, NO_DIGITS, DEFINITION).iter_rows(named=True):
        if signal["signal"] in DEFINITION.signals:
            ratio = DEFINITION.signals[signal["signal"]].ratio
            assert (gone in signal["missing"]) == (gone in set(leaves(ratio, DEFINITION)))


@pytest.mark.heavy
@seed(4)
@settings(max_examples=30 if FULL else 12, deadline=None)
@given(MARKETS, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(market: Market, chance: Any) -> None:
    rows = figures(market)
    order = list(range(rows.height))
    chance.shuffle(order)
    one, other = (ratios_of(frame, GROUPS, DEFINITION, 2024, 2) for frame in (rows, rows[order]))
    assert one.equals(other)


@pytest.mark.heavy
@seed(5)
@settings(max_examples=30 if FULL else 12, deadline=None)
@given(MARKETS)
def test_a_later_year_changes_nothing(market: Market) -> None:
    more: dict[str, float | None] = dict.fromkeys(METRICS, 7.0)
    later = {company: {**years, 2025: more} for company, years in market.items()}
    assert table_of(market).equals(table_of(later))


def test_peers_are_the_finest_group_with_enough_values() -> None:
    """Margins 10 to 50 %: in the fine group of two no median of three, so the market's 30 % stands in."""
    book = {f"C{n}": {2024: {"revenue": 100.0, "cost_of_sales": 100.0 - 10 * n}} for n in range(1, 6)}
    fine = ["A", "A", "B", "B", "B"]
    groups = pl.DataFrame(
        [{"company_id": f"C{n}", "order": 0, "group": fine[n - 1]} for n in range(1, 6)]
        + [{"company_id": f"C{n}", "order": 1, "group": "MARKET"} for n in range(1, 6)]
    )
    table = ratios_of(figures(book), groups, DEFINITION, 2024, 3)
    assert table["industry_gross_margin_group"].to_list() == ["MARKET", "MARKET", "B", "B", "B"]
    assert table["industry_gross_margin_count"].to_list() == [5, 5, 3, 3, 3]
    assert [round(value, 9) for value in table["margin_over_industry"]] == [-0.2, -0.1, -0.1, 0.0, 0.1]


def test_the_past_is_the_mean_of_the_years_that_are_known() -> None:
    """Margins of 10, 20 and 50 %: 0.5 - (0.1 + 0.2) / 2 = 0.35; a year in which sales are missing is left out."""
    lines = {2021: 90.0, 2022: None, 2023: 80.0, 2024: 50.0}
    book = {year: {"revenue": 100.0, "cost_of_sales": cost} for year, cost in lines.items()}
    table = ratios_of(figures({"C1": book}), NO_GROUPS, DEFINITION, 2024, 3)
    assert table["margin_over_past"].to_list() == [0.35]
