"""Weights by industry: the arithmetic by hand, and what must hold in any market and any industry."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, PROFILES, markets, tables
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    companies,
    inputs,
    level2,
    materiality,
    methodology,
    quantity,
)

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Profile
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import Methodology
from cnesg.scoring import score

Market = tuple[Methodology, dict[str, str], list[dict[str, Any]]]
deterministic = settings(derandomize=True, deadline=None, max_examples=60 if FULL else 25)
BANDS = [(0.0, 0.0), (25.0, 25.0), (50.0, 50.0), (100.0, 100.0)]
ISSUES = ("E01", "E02", "E03")
CHANGED = EVERYTHING.model_copy(update={"industry_weights": False})
RATINGS = materiality({"110000": {"E01": 3, "E02": 2, "E03": 0}, "340000": {"E01": 2, "E02": 2, "E03": 2}})


def three_issues() -> Methodology:
    """Three environmental issues of 0.5, 0.3 and 0.2, each with one indicator that scores what its value says."""
    indicators = [
        level2(f"{issue}01", [quantity(f"{issue}01-01")], [absolute(f"{issue}01-01", BANDS)]) for issue in ISSUES
    ]
    return methodology(indicators, weights={"E01": 0.5, "E02": 0.3, "E03": 0.2})


def scored(
    industry_of: dict[str, str], values: dict[str, float], profile: Profile = EVERYTHING
) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [
        {"company_id": company, "data_point": f"{issue}01-01", "value": value}
        for company in industry_of
        for issue, value in values.items()
    ]
    return score(
        inputs(rows),
        companies(industry_of),
        three_issues(),
        profile,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=RATINGS,
    )


def of_e(parts: pl.DataFrame, company: str, column: str) -> list[Any]:
    rows = parts.filter((pl.col("company_id") == company) & (pl.col("code") == "E") & (pl.col("kind") == "synthetic"))
    return [rows.filter(pl.col("part") == issue)[column].item() for issue in ISSUES]


def e_score(scores: pl.DataFrame, company: str) -> float:
    rows = scores.filter((pl.col("company_id") == company) & (pl.col("code") == "E") & (pl.col("kind") == "synthetic"))
    return float(rows["score"].item())


def test_weights_by_hand() -> None:
    scores, parts = scored({"farm": "110101", "unknown": "999999"}, {"E01": 100, "E02": 50, "E03": 0})
    # 0.5 x 1.5 + 0.3 x 1 + 0.2 x 0.5 = 0.75 + 0.3 + 0.1 = 1.15
    assert of_e(parts, "farm", "industry_weight") == pytest.approx([0.75 / 1.15, 0.3 / 1.15, 0.1 / 1.15])
    assert of_e(parts, "farm", "effective_weight") == pytest.approx([0.75 / 1.15, 0.3 / 1.15, 0.1 / 1.15])
    assert of_e(parts, "farm", "weight") == [0.5, 0.3, 0.2]
    assert of_e(parts, "farm", "materiality") == [3, 2, 0]
    assert e_score(scores, "farm") == pytest.approx((0.75 * 100 + 0.3 * 50) / 1.15)
    # Without a known industry: 0.5 x 100 + 0.3 x 50 = 65.
    assert of_e(parts, "unknown", "industry_weight") == [0.5, 0.3, 0.2]
    assert of_e(parts, "unknown", "materiality") == [None, None, None]
    assert e_score(scores, "unknown") == 65


def test_a_missing_issue_gives_its_industry_weight_to_the_others() -> None:
    none = {"E01": 100.0, "E02": 50.0}
    profile = EVERYTHING.model_copy(update={"indicators": ("E01", "E02")})
    scores, parts = scored({"farm": "110101"}, none, profile)
    assert of_e(parts, "farm", "effective_weight") == pytest.approx([0.75 / 1.05, 0.3 / 1.05, 0])
    assert e_score(scores, "farm") == pytest.approx((0.75 * 100 + 0.3 * 50) / 1.05)


def test_an_industry_in_which_all_matters_alike_changes_nothing() -> None:
    values = {"E01": 100.0, "E02": 50.0, "E03": 25.0}
    with_ratings, parts = scored({"spirit": "340500"}, values)
    assert e_score(with_ratings, "spirit") == e_score(scored({"spirit": "340500"}, values, CHANGED)[0], "spirit") == 70
    assert of_e(parts, "spirit", "industry_weight") == [0.5, 0.3, 0.2]


def test_a_profile_may_want_the_same_weights_in_every_industry() -> None:
    scores, parts = scored({"farm": "110101"}, {"E01": 100, "E02": 50, "E03": 0}, CHANGED)
    assert e_score(scores, "farm") == 65
    assert parts["materiality"].is_null().all()
    assert (parts["industry_weight"] == parts["weight"]).all()


def test_a_profile_s_own_weight_is_shifted_too() -> None:
    own = EVERYTHING.model_copy(update={"weights": {"E03": 1.0}})
    _, parts = scored({"farm": "110101"}, {"E01": 100, "E02": 50, "E03": 0}, own)
    # 0.75 + 0.3 + 1 x 0.5 = 1.55, brought to the 0.5 + 0.3 + 1 = 1.8 that they weigh together.
    weights = [0.75 * 1.8 / 1.55, 0.3 * 1.8 / 1.55, 0.5 * 1.8 / 1.55]
    assert of_e(parts, "farm", "industry_weight") == pytest.approx(weights)


@pytest.mark.heavy
@given(markets(), PROFILES)
@deterministic
def test_only_issues_of_rated_industries_are_shifted_and_siblings_keep_their_sum(
    market: Market, profile: Profile
) -> None:
    small, industry_of, rows = market
    _, parts = score(*tables(industry_of, rows), small, profile, fiscal_year=YEAR, as_of=AS_OF, materiality=MATERIALITY)
    keys = ["company_id", "code", "kind"]
    sums = parts.group_by(keys).agg(pl.col("weight", "industry_weight", "effective_weight").sum())
    for row in sums.iter_rows(named=True):
        assert row["industry_weight"] == pytest.approx(row["weight"])
        assert row["effective_weight"] == pytest.approx(1) or row["effective_weight"] == 0
    rated = parts.filter(pl.col("materiality").is_not_null())
    assert set(rated["code"]) <= {"E", "S"}
    assert rated.is_empty() or profile.industry_weights
    shifted = parts.filter(pl.col("industry_weight") != pl.col("weight"))
    assert set(shifted["part"].str.len_chars()) <= {3}
    assert shifted.join(rated, on=keys, how="anti").is_empty()


@pytest.mark.heavy
@pytest.mark.parametrize("profile", sorted(load_methodology().profiles))
def test_weights_of_present_parts_sum_to_one_in_every_industry(profile: str) -> None:
    shipped = load_methodology()
    level1 = [code for code, industry in shipped.industries.items() if industry.level == 1]
    assert len(level1) == 31
    rows = [
        {"company_id": code, "data_point": point.code, "value": 1.0, "text": "assurance"}
        for number, code in enumerate(level1)
        for point in shipped.data_points.values()
        if (number + int(point.code[-1])) % 3  # a third is missing, another one in each industry
    ]
    chosen = shipped.profiles[profile]
    scores, parts = score(
        inputs(rows),
        companies({code: code for code in level1}),
        shipped,
        chosen,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=load_materiality(),
    )
    sums = parts.group_by("company_id", "code", "kind").agg(pl.col("effective_weight").sum())
    present = sums.join(scores, on=["company_id", "code", "kind"], how="semi")
    assert present.height == scores.height > 31
    assert present["effective_weight"].to_list() == pytest.approx([1.0] * present.height)
    issues = parts.filter(pl.col("code").is_in(["E", "S"]) & (pl.col("kind") == "performance"))
    vectors = {tuple(issues.filter(pl.col("company_id") == code).sort("part")["industry_weight"]) for code in level1}
    assert len(vectors) == (1 if profile == "strict-2022" else 31)


def test_a_better_score_on_what_matters_counts_more_than_on_what_does_not() -> None:
    """Coal: climate is rated 3, green opportunities 1; in media both are 0."""
    ratings = load_materiality()
    assert (ratings.rating("740000", "E04").rating, ratings.rating("740000", "E05").rating) == (3, 1)
    peers = companies({"coal": "740000", "media": "720000"})
    shipped = load_methodology()
    _, parts = score(
        inputs([]),
        peers,
        shipped,
        shipped.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=ratings,
    )
    coal = parts.filter((pl.col("company_id") == "coal") & (pl.col("code") == "E") & (pl.col("kind") == "disclosure"))
    rows = {row["part"]: row for row in coal.iter_rows(named=True)}
    factors = shipped.rules.materiality_factors.factors
    weights = {
        code: shipped.level1[code].weight.value * factors[ratings.rating("740000", code).rating] for code in rows
    }
    for code, row in rows.items():
        assert row["industry_weight"] == pytest.approx(weights[code] / sum(weights.values()))
    assert rows["E04"]["industry_weight"] > rows["E04"]["weight"]
    assert rows["E05"]["industry_weight"] < rows["E05"]["weight"]
