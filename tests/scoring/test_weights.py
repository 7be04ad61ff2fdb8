"""Weights by industry: the arithmetic by hand, and what must hold in any market and any industry."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, PROFILES, markets, tables
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    companies,
    inputs,
    item,
    items,
    level2,
    materiality,
    methodology,
    quantity,
)

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Profile
from cnesg.framework.materiality import load_materiality
from cnesg.framework.materiality_ratings import shifted_weights
from cnesg.framework.methodology import Methodology
from cnesg.model.tables import ADJUSTED
from cnesg.scoring import score
from cnesg.scoring.plan import Node, Part
from cnesg.scoring.weights import IndustryWeights

Market = tuple[Methodology, dict[str, str], list[dict[str, Any]]]
deterministic = settings(derandomize=True, deadline=None, max_examples=60 if FULL else 25)
BANDS = [(0.0, 0.0), (25.0, 25.0), (50.0, 50.0), (100.0, 100.0)]
ISSUES = ("E01", "E02", "E03")
PARTS = ("E0101", "E0102", "E0103")
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
    # E03 keeps 0.2 x 0.5 = 0.1; the others share 0.9 as 0.5 x 1.5 = 0.75 to 0.3 x 1 = 0.3.
    assert of_e(parts, "farm", "industry_weight") == pytest.approx([0.9 * 0.75 / 1.05, 0.9 * 0.3 / 1.05, 0.1])
    assert of_e(parts, "farm", "effective_weight") == pytest.approx([0.9 * 0.75 / 1.05, 0.9 * 0.3 / 1.05, 0.1])
    assert of_e(parts, "farm", "weight") == [0.5, 0.3, 0.2]
    assert of_e(parts, "farm", "materiality") == [3, 2, 0]
    assert e_score(scores, "farm") == pytest.approx(0.9 * (0.75 * 100 + 0.3 * 50) / 1.05)
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
    # E03 keeps 1 x 0.5; the others share the rest of 0.5 + 0.3 + 1 = 1.8.
    weights = [0.75 * 1.3 / 1.05, 0.3 * 1.3 / 1.05, 0.5]
    assert of_e(parts, "farm", "industry_weight") == pytest.approx(weights)


def one_issue() -> Methodology:
    """E01 of three indicators of 0.5, 0.3 and 0.2, the last of which says nothing of performance."""
    indicators = [
        level2(code, [quantity(f"{code}-01")], [absolute(f"{code}-01", BANDS)], weight)
        for code, weight in zip(PARTS[:2], (0.5, 0.3), strict=True)
    ]
    told = level2("E0103", [item("E0103-01")], [items(("E0103-01", 1.0))], 0.2)
    return methodology([*indicators, told, level2("E0201", [quantity("E0201-01")], [])])


def industry_weights_of_e01(kind: str, **ratings: int) -> list[Any]:
    _, parts = score(
        inputs([]),
        companies({"farm": "110101"}),
        one_issue(),
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=materiality({"110000": ratings}),
    )
    rows = parts.filter((pl.col("code") == "E01") & (pl.col("kind") == kind)).sort("part")
    return rows["industry_weight"].to_list()


def test_a_level2_indicator_weighs_by_its_own_rating_or_its_issue_s() -> None:
    found = industry_weights_of_e01("performance", E01=3, E0102=0)
    assert found == pytest.approx([0.65, 0.15, 0.2])  # E0103 has no performance and takes no part
    found = industry_weights_of_e01("disclosure", E01=3, E0102=0, E0103=1)
    assert found == [0.5, 0.3, 0.2]  # E0103 alone is disclosure, so that nothing differs


@pytest.mark.parametrize("rating", [0, 1, 2, 3])
def test_parts_that_inherit_one_rating_keep_their_weights_to_the_last_bit(rating: int) -> None:
    assert industry_weights_of_e01("performance", E01=rating) == [0.5, 0.3, 0.2]
    assert industry_weights_of_e01("performance", E01=3, E0101=rating, E0102=rating) == [0.5, 0.3, 0.2]


def test_the_ratings_of_parts_stand_in_the_table() -> None:
    _, parts = score(
        inputs([]),
        companies({"farm": "110101"}),
        one_issue(),
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=materiality({"110000": {"E01": 3, "E0102": 0}}),
    )
    rows = parts.filter((pl.col("code") == "E01") & (pl.col("kind") == "performance")).sort("part")
    assert rows["materiality"].to_list() == [3, 0, 3]


WEIGHTS = st.dictionaries(st.sampled_from([*ISSUES, "E04", "E05"]), st.floats(0.01, 10), min_size=1)


@given(WEIGHTS, st.data())
@deterministic
def test_what_is_not_material_keeps_at_most_its_share_and_the_rest_keeps_order(
    weights: dict[str, float], data: st.DataObject
) -> None:
    """Of weights among siblings, as people are shown them and as companies are scored with them."""
    ratings = data.draw(st.dictionaries(st.sampled_from(sorted(weights)), st.integers(0, 3)))
    factors = load_methodology().rules.materiality_factors.factors
    shifted = shifted_weights(weights, ratings, factors)
    assert sum(shifted.values()) == pytest.approx(sum(weights.values()))
    assert all(shifted[code] == weight for code, weight in weights.items() if code not in ratings)
    if len(set(ratings.values())) < 2:
        assert shifted == weights
        return
    scale = {shifted[code] / weights[code] / factors[rating] for code, rating in ratings.items() if rating > 0}
    assert max(scale) == pytest.approx(min(scale))
    for code, rating in ratings.items():
        assert rating > 0 or shifted[code] <= weights[code] / 10
    node = Node(
        "E", "performance", tuple(Part(code, weight, (code, "performance")) for code, weight in weights.items())
    )
    table = pl.DataFrame(
        [("A", code, rating) for code, rating in ratings.items()],
        schema=["company_id", "code", "rating"],
        orient="row",
    )
    scored_with = IndustryWeights(table, pl.Series(["A"]), factors).of(node, [np.array([True])] * len(weights))
    assert [part.weight.item() for part in scored_with] == pytest.approx(list(shifted.values()))


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
    assert set(rated["code"].str.slice(0, 1)) <= {"E", "S"}
    assert rated.is_empty() or profile.industry_weights
    shifted = parts.filter(pl.col("industry_weight") != pl.col("weight"))
    assert set(shifted["part"].str.len_chars()) <= {3, 5}
    assert shifted.join(rated, on=keys, how="anti").is_empty()
    differ = parts.group_by(keys).agg(pl.col("materiality").drop_nulls().n_unique())
    assert shifted.join(differ.filter(pl.col("materiality") > 1), on=keys, how="anti").is_empty()


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
    scores = scores.filter(pl.col("kind") != ADJUSTED)  # a synthetic score with points taken off, without parts
    sums = parts.group_by("company_id", "code", "kind").agg(pl.col("effective_weight").sum())
    present = sums.join(scores, on=["company_id", "code", "kind"], how="semi")
    assert present.height == scores.height > 31
    assert present["effective_weight"].to_list() == pytest.approx([1.0] * present.height)
    issues = parts.filter(pl.col("code").is_in(["E", "S"]) & (pl.col("kind") == "performance"))
    vectors = {tuple(issues.filter(pl.col("company_id") == code).sort("part")["industry_weight"]) for code in level1}
    # Three issues of the profile `climate` have the same ratings in many industries.
    assert len(vectors) == {"strict-2022": 1, "climate": 19}.get(profile, 31)


@pytest.mark.heavy
def test_what_an_industry_rates_0_counts_at_most_a_tenth_in_all_31() -> None:
    """At its own node, among the parts that the company has; where all of them are 0, nothing is shifted."""
    shipped, ratings = load_methodology(), load_materiality()
    level1 = [code for code, industry in shipped.industries.items() if industry.level == 1]
    rows = [
        {"company_id": code, "data_point": point.code, "value": 1.0, "text": "assurance"}
        for code in level1
        for point in shipped.data_points.values()
    ]
    found = {
        name: score(
            inputs(rows),
            companies({code: code for code in level1}),
            shipped,
            shipped.profiles["default"].model_copy(update={"industry_weights": wanted}),
            fiscal_year=YEAR,
            as_of=AS_OF,
            materiality=ratings,
        )[1]
        for name, wanted in (("shifted", True), ("plain", False))
    }
    keys = ["company_id", "code", "kind", "part"]
    plain = found["plain"].select(*keys, pl.col("effective_weight").alias("unshifted"))
    both = found["shifted"].join(plain, on=keys)
    there = both.filter((pl.col("unshifted") > 0) & pl.col("materiality").is_not_null())
    nothing = there.group_by(keys[:3]).agg(pl.col("materiality").max().alias("most"))
    zero = there.join(nothing, on=keys[:3]).filter(pl.col("materiality") == 0)
    of_all = zero["most"] == 0
    assert zero.filter(of_all)["effective_weight"].to_list() == zero.filter(of_all)["unshifted"].to_list()
    kept = zero.filter(~of_all).select(pl.col("effective_weight") / pl.col("unshifted"))["effective_weight"]
    assert kept.len() > 200
    assert all(share <= 0.1 + 1e-12 for share in kept)
    assert both.filter(pl.col("code").str.starts_with("G"))["materiality"].is_null().all()


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
    weights = shifted_weights(
        {code: shipped.level1[code].weight.value for code in rows},
        {code: ratings.rating("740000", code).rating for code in rows},
        shipped.rules.materiality_factors.factors,
    )
    for code, row in rows.items():
        assert row["industry_weight"] == pytest.approx(weights[code])
    assert rows["E04"]["industry_weight"] > rows["E04"]["weight"]
    assert rows["E05"]["industry_weight"] < rows["E05"]["weight"]
