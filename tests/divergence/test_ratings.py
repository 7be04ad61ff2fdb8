"""Styles of other raters on small markets, with the arithmetic visible, and what holds on any market."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.divergence import CAUSES, Market, agreement, causes, moves, percentiles, rate, validate
from cnesg.framework.rating_styles import RatingStyle, load_rating_styles

STYLES = load_rating_styles()
ISSUES = ("E01", "E03", "G01", "S01")
NAN = float("nan")


def market(scores: Any, weights: Any = None, **changes: Any) -> Market:
    """Companies by four leaves, one an issue; numbers, all stated, one industry, no ratings unless told."""
    values = np.array(scores, dtype=np.float64)
    size = values.shape
    given_weights = np.full(size, 0.25) if weights is None else np.array(weights, dtype=np.float64)
    given_weights = np.where(np.isnan(values), 0.0, given_weights)
    total = given_weights.sum(axis=1, keepdims=True)
    fields = {
        "companies": tuple(f"C{n:03}" for n in range(size[0])),
        "peers": np.zeros(size[0], dtype=np.int64),
        "leaves": pl.DataFrame({"code": [f"{i}01" for i in ISSUES], "rule": ["relative"] * len(ISSUES)}),
        "issues": ISSUES,
        "issue_of": np.arange(len(ISSUES)),
        "scores": values,
        "weights": given_weights / np.where(total > 0, total, 1.0),
        "oriented": values,
        "stated": ~np.isnan(values),
        "ratings": np.full(size, NAN),
    }
    return Market(**{**fields, **changes})


def style(**changes: Any) -> RatingStyle:
    plain = {
        "style": "plain",
        "name": {"en": "Plain", "zh": "平"},
        "after": {"en": "Nobody", "zh": "无"},
        "scope": {"unstated": "nothing"},
        "measurement": {"leaf": "own"},
        "weights": {"issues": "equal"},
        "basis": "assumed",
        "reference": "docs/decisions/rating-styles.md",
    }
    return RatingStyle.model_validate({**plain, **changes})


def test_the_fourth_best_of_ten_has_percentile_65() -> None:
    # Six are worse, one is the same (itself): (6 + 1/2) / 10.
    assert percentiles(np.arange(10.0))[6] == pytest.approx(65.0)


def test_ties_share_the_middle_and_the_missing_have_no_place() -> None:
    # Of three, one is worse than the two equals: (1 + 2/2) / 3 = 66.7; the worst (0 + 1/2) / 3 = 16.7.
    found = percentiles(np.array([5.0, NAN, 5.0, 1.0]))
    assert found == pytest.approx([200 / 3, NAN, 200 / 3, 50 / 3], nan_ok=True)


def test_what_management_cannot_take_away_stays_as_risk() -> None:
    # Rating 3 of steps [1, 3, 6, 9] is an exposure of 9; managed at 50 of 100, of which 80 % can be managed:
    # 100 - 10 x 9 x (1 - 0.8 x 0.5) = 46. Governance: 100 - 10 x 5 x 0.6 = 70. Mean of (46, 46, 70, 46) = 52.
    rated = np.full((1, 4), 3.0)
    rated[:, 2] = NAN
    assert rate(market([[50, 50, 50, 50]], ratings=rated), STYLES["unmanaged-risk"]).totals == pytest.approx([52.0])


def test_weights_by_materiality_are_bounded_and_governance_has_its_third() -> None:
    # Ratings 3, 1, 2 share what governance's 0.33 leaves: 0.67 x (3, 1, 2) / 6 = 0.335, 0.112, 0.223; most is 0.30.
    rated = np.array([[3.0, 1.0, NAN, 2.0]])
    by_materiality = style(weights={"issues": "materiality", "least": 0.05, "most": 0.30, "governance": 0.33})
    weights = np.array([0.30, 0.67 / 6, 0.33, 0.67 * 2 / 6])
    found = rate(market([[100, 0, 50, 20]], ratings=rated), by_materiality)
    assert found.totals == pytest.approx([(weights / weights.sum()) @ [100, 0, 50, 20]])


def test_only_key_issues_and_governance_count() -> None:
    rated = np.array([[3.0, 1.0, NAN, 2.0]])
    one = style(scope={"unstated": "nothing", "key_issues": 1})
    assert rate(market([[90, 0, 10, 0]], ratings=rated), one).totals == pytest.approx([50.0])  # E01 and G01


def test_a_number_that_is_not_stated_counts_as_nothing_or_not_at_all() -> None:
    estimated = np.array([[True, False, True, True]])
    held = market([[80, 40, 80, 80]], stated=estimated)
    assert rate(held, style()).totals == pytest.approx([60.0])
    assert rate(held, style(scope={"unstated": "left-out"})).totals == pytest.approx([80.0])


def test_totals_are_spread_between_the_ends_of_the_industry() -> None:
    spread = style(measurement={"leaf": "own", "total": "industry-range", "range": [0.0, 1.0]})
    assert rate(market([[10] * 4, [30] * 4, [20] * 4]), spread).totals == pytest.approx([0.0, 100.0, 50.0])


@st.composite
def markets(draw: st.DrawFn) -> Market:
    size = draw(st.integers(2, 12))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scores = rng.choice([0.0, 25.0, 50.0, 75.0, 100.0, NAN], (size, 4))
    return market(
        scores,
        rng.uniform(0.1, 1.0, (size, 4)),
        stated=rng.random((size, 4)) < 0.7,
        peers=rng.integers(0, 3, size),
        ratings=np.where(np.array([True, True, False, True]), rng.integers(0, 4, (size, 4)).astype(np.float64), NAN),
        oriented=rng.normal(size=(size, 4)),
    )


@pytest.mark.heavy
@settings(max_examples=60, deadline=None)
@given(markets(), st.sampled_from(sorted(STYLES)))
def test_the_three_causes_add_up_to_the_move(held: Market, name: str) -> None:
    moved = moves(held, STYLES[name])
    parts = moved.select(pl.sum_horizontal(CAUSES)).to_series().to_numpy()
    assert parts == pytest.approx(moved["change"].to_numpy(), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(markets(), st.sampled_from(sorted(STYLES)))
def test_with_our_own_rules_the_totals_are_the_runs(held: Market, name: str) -> None:
    ours = rate(held, STYLES[name], scope=False, measurement=False, weights=False).totals
    expected = np.nansum(held.weights * np.where(np.isnan(held.scores), 0.0, held.scores), axis=1)
    some = held.weights.sum(axis=1) > 0
    assert ours[some] == pytest.approx(expected[some], abs=1e-9)
    assert np.isnan(ours[~some]).all()


@settings(max_examples=60, deadline=None)
@given(markets(), st.sampled_from(sorted(STYLES)))
def test_ratings_stay_in_range_and_do_not_hang_on_the_order_of_companies(held: Market, name: str) -> None:
    totals = rate(held, STYLES[name]).totals
    assert np.nanmin([*totals, 0.0]) >= 0.0
    assert np.nanmax([*totals, 0.0]) <= 100.0 + 1e-9
    back = slice(None, None, -1)
    rows = ("peers", "scores", "weights", "oriented", "stated", "ratings")
    turned = Market(**{**vars(held), **{name: getattr(held, name)[back] for name in rows}})
    assert rate(turned, STYLES[name]).totals[back] == pytest.approx(totals, nan_ok=True, abs=1e-9)


def test_a_style_that_looks_measures_and_weighs_as_we_do_moves_nobody() -> None:
    moved = moves(market([[10, 20, 30, 40], [40, 30, 20, 30], [50, 50, 60, 70]]), style())
    assert moved["change"].to_list() == [0.0, 0.0, 0.0]
    assert causes(moved)["share"].to_list() == [0.0, 0.0, 0.0]


def test_agreement_of_ratings() -> None:
    up, down, few = np.array([1.0, 2, 3, 4]), np.array([4.0, 3, 2, 1]), np.array([1.0, 2, NAN, NAN])
    rows = agreement({"up": up, "down": down, "few": few}).rows()
    assert rows[0] == ("up", "down", -1.0, -1.0, 4)
    assert rows[1] == ("up", "few", None, None, 2)


@pytest.mark.heavy
def test_an_outside_rating_is_held_against_every_reading() -> None:
    ids = tuple(f"C{n}" for n in range(6))
    ours, social = np.arange(6.0), np.array([5.0, 4, 3, 2, 1, 0])
    outside = pl.DataFrame({"company_id": [*ids, "stranger"], "rating": [6.0, 5, 4, 3, 2, 1, 0]})
    found = validate(outside, {"cnesg": ours, "S": social}, ids, "cnesg")
    assert found.companies == 6
    assert (found.spearman, found.kendall) == pytest.approx((-1.0, -1.0))
    assert found.low == pytest.approx(-1.0)
    first = found.disagreements.row(0, named=True)
    # Ours places C0 last of six, (0 + 1/2) / 6; the outsider first, (5 + 1/2) / 6, as our social score does.
    assert first["company_id"] == "C0"
    assert first["difference"] == pytest.approx(-100 * 5 / 6)
    assert first["nearest"] == "S"


@pytest.mark.heavy
def test_the_interval_is_the_same_every_time_and_holds_the_correlation() -> None:
    rng = np.random.default_rng(3)
    ours = rng.normal(size=40)
    ids = tuple(f"C{n:02}" for n in range(40))
    outside = pl.DataFrame({"company_id": ids, "rating": ours + rng.normal(size=40)})
    one, two = (validate(outside, {"cnesg": ours}, ids, "cnesg") for _ in range(2))
    assert (one.low, one.high) == (two.low, two.high)
    assert one.low is not None
    assert one.high is not None
    assert one.spearman is not None
    assert one.low < one.spearman < one.high
