"""Draws of totals, tiers and probabilities: arithmetic on small markets, and coverage of what was hidden."""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from tests.conftest import FULL
from tests.imputation.panels import AS_OF as PANEL_AS_OF
from tests.imputation.panels import YEAR as PANEL_YEAR
from tests.imputation.panels import Panel, as_observations, panel
from tests.imputation.recovery import shown_facts
from tests.scoring.markets import markets, tables
from tests.small_methodology import AS_OF, EVERYTHING, YEAR, level2, methodology, quantity, relative, rules
from tests.small_methodology import companies as listed
from tests.small_methodology import inputs as input_table

from cnesg.companies.applicability import inapplicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.framework import load_methodology
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score
from cnesg.scoring.draws import Evidence, drawn_totals
from cnesg.scoring.league import league_table, outranks
from cnesg.scoring.market import Market, scored_market
from cnesg.scoring.matrix import Floats

NO_RATINGS = pl.DataFrame(schema={"company_id": pl.String, "code": pl.String, "rating": pl.Int64})
INDUSTRY = "340500"
ONE = [level2("E0101", [quantity("E0101-01")], [relative("E0101-01")])]
Scored = tuple[Market, pl.DataFrame, Floats]


def drawn(rows: pl.DataFrame, companies: pl.DataFrame, by: Methodology, year: int, draws: int = 400) -> Scored:
    """The market, its scores, and its totals in every draw."""
    scores, parts = score(rows, companies, by, EVERYTHING, fiscal_year=year, as_of=AS_OF, materiality=None)
    market = scored_market(scores, parts, rows, NO_RATINGS, by)
    outside, groups = inapplicable(companies, rows, by, year), compared_groups(companies, by.industries, ())
    evidence = Evidence(rows, outside, groups, parts)
    return market, scores, drawn_totals(market, evidence, by, draws=draws, seed=7)


def five(*others: dict[str, Any]) -> pl.DataFrame:
    """C1 to C5 state 1 to 5: quartiles 2, 3, 4."""
    stated = [{"company_id": f"C{n}", "data_point": "E0101-01", "value": float(n)} for n in range(1, 6)]
    return input_table([*stated, *({"data_point": "E0101-01", **other} for other in others)])


def test_an_estimate_is_placed_where_its_interval_lets_it_fall() -> None:
    # Disclosed, it is one of the peers: the middle of 1 2 3 X 4 5 is (3 + X) / 2. Below 3 X lies under it and in the
    # second quarter (50), above it in the third (75), half of the draws each. What it counts is the worst reporter's 25
    # less 20.
    guess = {"company_id": "X", "value": 3.0, "low": 2.8, "high": 3.2, "origin": "industry", "penalty": 20.0}
    companies = listed(dict.fromkeys(["C1", "C2", "C3", "C4", "C5", "X"], INDUSTRY))
    market, scores, totals = drawn(five(guess), companies, methodology(ONE), YEAR, draws=4000)
    own = scores.filter((pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic") & (pl.col("company_id") == "X"))
    assert own["score"].item() == 5.0
    places, third = totals[:, market.companies.index("X")], totals[:, market.companies.index("C3")]
    assert set(np.unique(places)) == {50.0, 75.0}
    assert places.mean() == pytest.approx(62.5, abs=1.0)
    assert (places + third == 125.0).all()  # the one above the middle leaves the other below it
    assert outranks(totals, market.companies.index("X"), market.companies.index("C3")) == pytest.approx(0.5, abs=0.03)


def test_boundaries_move_with_the_estimates_behind_them() -> None:
    # With 6 the middle of 1 2 3 4 5 6 is 3.5, and C3's 3 is in the second quarter; where the estimate falls below 3 the
    # middle is at most 3, and C3 is in the third.
    guess = {"company_id": "X", "value": 6.0, "low": 0.0, "high": 7.0, "origin": "carried"}
    companies = listed(dict.fromkeys(["C1", "C2", "C3", "C4", "C5", "X"], INDUSTRY))
    market, _, totals = drawn(five(guess), companies, methodology(ONE), YEAR, draws=2000)
    places = totals[:, market.companies.index("C3")]
    assert set(np.unique(places)) == {50.0, 75.0}
    # The interval holds 80 %: a half normal 6 wide at z = 1.2816 lies below 3 at z < -0.641, a share of 0.261.
    assert (places == 75.0).mean() == pytest.approx(0.261, abs=0.03)


@pytest.mark.parametrize(("correlation", "together"), [(0.0, 0.5), (1.0, 1.0)])
def test_estimates_of_one_company_lean_the_same_way(correlation: float, together: float) -> None:
    two = [level2(f"E0{n}01", [quantity(f"E0{n}01-01")], [relative(f"E0{n}01-01")]) for n in (1, 2)]
    stated = [
        {"company_id": f"C{n}", "data_point": f"E0{k}01-01", "value": float(n)} for n in range(1, 6) for k in (1, 2)
    ]
    guesses = [
        {"company_id": "X", "data_point": f"E0{k}01-01", "value": 3.0, "low": 2.8, "high": 3.2, "origin": "market"}
        for k in (1, 2)
    ]
    by = methodology(two, rules=rules(estimate_correlation=correlation))
    companies = listed(dict.fromkeys(["C1", "C2", "C3", "C4", "C5", "X"], INDUSTRY))
    market, _, totals = drawn(input_table([*stated, *guesses]), companies, by, YEAR, draws=2000)
    places = totals[:, market.companies.index("X")]
    assert (places != 62.5).mean() == pytest.approx(together, abs=0.05)  # both low (50) or both high (75)


def test_what_is_shared_is_good_in_all_figures_or_bad_in_all() -> None:
    # Of the first figure more is better, of the second less: where X is better than its estimates, both places rise.
    two = [
        level2("E0101", [quantity("E0101-01")], [relative("E0101-01")]),
        level2("E0201", [quantity("E0201-01", direction="lower")], [relative("E0201-01")]),
    ]
    codes = ("E0101-01", "E0201-01")
    stated = [{"company_id": f"C{n}", "data_point": k, "value": float(n)} for n in range(1, 6) for k in codes]
    guesses = [
        {"company_id": "X", "data_point": k, "value": 3.0, "low": 2.8, "high": 3.2, "origin": "market"} for k in codes
    ]
    by = methodology(two, rules=rules(estimate_correlation=1.0))
    companies = listed(dict.fromkeys(["C1", "C2", "C3", "C4", "C5", "X"], INDUSTRY))
    market, _, totals = drawn(input_table([*stated, *guesses]), companies, by, YEAR, draws=200)
    assert set(np.unique(totals[:, market.companies.index("X")])) == {50.0, 75.0}


@pytest.mark.heavy
@settings(max_examples=300 if FULL else 40, deadline=None)
@given(markets())
def test_where_nothing_is_estimated_every_draw_is_the_runs_total(made: Any) -> None:
    by, industry_of, rows = made
    frame, companies = tables(industry_of, [row for row in rows if row["origin"] in ("reported", "imported")])
    market, scores, totals = drawn(frame, companies, by, YEAR, draws=3)
    own = scores.filter((pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic")).sort("company_id")
    expected = own["score"].fill_null(0.0).to_numpy()
    assert np.abs(totals - expected).max(initial=0.0) < 1e-9
    assert market.companies == tuple(own["company_id"])


def test_tiers_end_where_the_first_outranks_for_sure() -> None:
    # A is above B in 60 %, above C and D always: C opens the second tier. C is above D in half of the draws.
    draws = 100
    totals = np.zeros((draws, 4))
    totals[:, 0] = np.where(np.arange(draws) < 60, 80.0, 70.0)
    totals[:, 1], totals[:, 2] = 75.0, 50.0
    totals[:, 3] = np.where(np.arange(draws) < 50, 49.0, 50.9)
    own = pl.DataFrame({"company_id": list("ABCD"), "score": [70.0, 75.0, 50.0, 40.0]})
    table = league_table(list("ABCD"), own, totals, sure=0.95)
    assert table.select("company_id", "tier", "place").rows() == [("A", 1, 1), ("B", 1, 2), ("C", 2, 3), ("D", 2, 4)]
    assert table["above_next"].to_list() == [0.6, 1.0, 0.5, None]
    assert table["expected"].to_list() == pytest.approx([76.0, 75.0, 50.0, 49.95])


def test_probabilities_of_two_add_up_to_one() -> None:
    totals = np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 1.0]])
    assert outranks(totals, 0, 1) + outranks(totals, 1, 0) == 1.0
    assert outranks(totals, 0, 1) == 0.5


def estimated(facts: pl.DataFrame, made: Panel, by: Methodology) -> pl.DataFrame:
    """Inputs of the panel's year from these facts, estimates included."""
    observed = as_observations(facts)
    inputs = select_inputs(observed, by, PANEL_YEAR, made.companies)
    return impute(inputs, observed, made.companies, by, PANEL_YEAR, as_of=PANEL_AS_OF)


def as_if_stated(inputs: pl.DataFrame) -> pl.DataFrame:
    """The same values, none of them an estimate: what nobody states in the panel is what follows from its facts."""
    return inputs.with_columns(pl.lit("reported").alias("origin"), pl.lit(0.0).alias("penalty"))


def disclosed_totals(market: Market, parts: pl.DataFrame, valued: pl.DataFrame) -> Floats:
    """Totals with each number that has a value scored as `parts` has it; items and silence as they are."""
    places = {company: place for place, company in enumerate(market.companies)}
    kinds = ("code", "kind", "part", "rule")
    leaves = {leaf: place for place, leaf in enumerate(market.leaves.select(kinds).iter_rows())}
    scores = np.where(market.weights > 0, market.scores, 0.0)
    numbers = parts.filter(pl.col("rule").is_in(["relative", "absolute"]) & pl.col("score").is_not_null())
    known = valued.filter(pl.col("value").is_not_null()).select("company_id", pl.col("data_point").alias("part"))
    for company, *leaf, true in (
        numbers.join(known, on=["company_id", "part"]).select("company_id", *kinds, "score").rows()
    ):
        scores[places[company], leaves[tuple(leaf)]] = true
    totals: Floats = (scores * market.weights).sum(axis=1)
    return totals


@pytest.mark.heavy
def test_draws_and_bounds_hold_the_totals_of_what_was_hidden() -> None:
    shipped = load_methodology()
    # Panels hold figures alone, so that little of the whole is known of anybody: here everybody is rated.
    by = replace(shipped, rules=shipped.rules.model_copy(update={"least_information": None}))
    industries = sorted(code for code, industry in by.industries.items() if industry.level == 3)[::12]
    total = (pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic")
    in_draws, in_bounds = [], []
    for seed in (1, 2, 3, 4, 5, 6) if FULL else (1, 2):
        made = panel(160, industries, seed)
        filled = estimated(shown_facts(made, "at random", seed, misprints=False), made, by)
        market, scores, totals = drawn(filled, made.companies, by, PANEL_YEAR, draws=300)
        _, true_parts = score(
            as_if_stated(estimated(made.facts, made, by)),
            made.companies,
            by,
            EVERYTHING,
            fiscal_year=PANEL_YEAR,
            as_of=AS_OF,
            materiality=None,
        )
        truth = disclosed_totals(market, true_parts, filled)
        low, high = np.quantile(totals, (0.05, 0.95), axis=0)
        in_draws += ((truth >= low) & (truth <= high)).tolist()
        bounds = scores.filter(total).sort("company_id")
        in_bounds += ((truth >= bounds["low"].to_numpy() - 1e-9) & (truth <= bounds["high"].to_numpy() + 1e-9)).tolist()
    assert np.mean(in_draws) >= 0.9
    assert np.mean(in_bounds) >= 0.9  # as much as the interval of each estimate is to hold
