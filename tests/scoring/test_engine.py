"""Scoring as a whole: against the oracle, and what must hold in any market."""

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, PROFILES, QUANTITIES, markets, particulars, tables
from tests.scoring.oracle import Oracle
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
    quantity,
    relative,
    rules,
)

from cnesg.framework.definitions import DataPoint, Measure, Profile
from cnesg.framework.methodology import Methodology
from cnesg.model import PARTS, SCORES
from cnesg.scoring import score

Market = tuple[Methodology, dict[str, str], list[dict[str, Any]]]
FIGURES = ("score", "low", "high", "coverage", "confirmed_share", "estimated_share")
deterministic = settings(derandomize=True, deadline=None, max_examples=60 if FULL else 25)


def run(market: Market, profile: Profile = EVERYTHING) -> tuple[pl.DataFrame, pl.DataFrame]:
    small, industry_of, rows = market
    return score(*tables(industry_of, rows), small, profile, fiscal_year=YEAR, as_of=AS_OF, materiality=MATERIALITY)


@given(markets(), PROFILES)
@deterministic
def test_agrees_with_the_oracle(market: Market, profile: Profile) -> None:
    small, industry_of, rows = market
    scores, _ = run(market, profile)
    oracle = Oracle(rows, industry_of, small, profile, particulars(industry_of), MATERIALITY)
    found = {(row["company_id"], row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
    codes = ["TOTAL", *oracle.all_codes()]
    for key in (
        (c, code, k) for c in industry_of for code in codes for k in ("disclosure", "performance", "synthetic")
    ):
        expected = oracle.result(*key)
        assert (key in found) == (expected is not None), key
        if expected is not None:
            figures = expected.settled(oracle.own_level).published(small.rules.interval_level.value)
            for column, figure in zip(FIGURES, figures, strict=True):
                assert found[key][column] == pytest.approx(figure, abs=1e-9), (key, column)


@pytest.mark.heavy
@given(markets())
@deterministic
def test_scores_stay_in_their_ranges(market: Market) -> None:
    scores, parts = run(market)
    for row in scores.iter_rows(named=True):
        assert 0 <= row["low"] <= row["score"] <= row["high"] <= 100
        for share in FIGURES[3:]:
            assert 0 <= row[share] <= 1
        assert row["confirmed_share"] <= row["coverage"]
        assert row["coverage"] + row["estimated_share"] <= 1 + 1e-12
        assert 1 <= row["rank"] <= row["peer_count"]
        assert 0 < row["percentile"] < 1
    assert scores.columns == list(SCORES.dtypes)
    assert parts.columns == list(PARTS.dtypes)


@pytest.mark.heavy
@given(markets(), PROFILES)
@deterministic
def test_parts_add_up_to_their_score_to_the_last_bit(market: Market, profile: Profile) -> None:
    scores, parts = run(market, profile)
    sums: dict[tuple[str, str, str], float] = {}
    weights: dict[tuple[str, str, str], float] = {}
    for row in parts.iter_rows(named=True):
        key = (row["company_id"], row["code"], row["kind"])
        sums[key] = sums.get(key, 0.0) + row["effective_weight"] * (row["score"] or 0.0)
        weights[key] = weights.get(key, 0.0) + row["effective_weight"]
        assert row["score"] is not None or row["effective_weight"] == 0
    for row in scores.iter_rows(named=True):
        key = (row["company_id"], row["code"], row["kind"])
        assert min(sums[key], 100.0) == row["score"]
        assert weights[key] == pytest.approx(1, abs=1e-12)


@pytest.mark.heavy
@given(markets())
@deterministic
def test_a_parts_score_is_the_score_below(market: Market) -> None:
    scores, parts = run(market)
    of = {(row["company_id"], row["code"], row["kind"]): row["score"] for row in scores.iter_rows(named=True)}
    for row in parts.filter(pl.col("rule").is_null()).iter_rows(named=True):
        is_kind = row["part"] in ("disclosure", "performance")
        below = (row["code"], row["part"]) if is_kind else (row["part"], row["kind"])
        assert of.get((row["company_id"], *below)) == row["score"]


@pytest.mark.heavy
@given(markets(), st.randoms(use_true_random=False))
@deterministic
def test_the_order_of_rows_is_irrelevant(market: Market, random: Any) -> None:
    small, industry_of, rows = market
    shuffled, companies_shuffled = rows[:], list(industry_of.items())
    random.shuffle(shuffled)
    random.shuffle(companies_shuffled)
    for one, other in zip(run(market), run((small, dict(companies_shuffled), shuffled)), strict=True):
        assert one.equals(other)


@pytest.mark.heavy
@given(markets(), st.integers(0, 200), st.sampled_from([0.25, 1.0, 20.0]))
@deterministic
def test_a_better_value_never_lowers_a_relative_score(market: Market, pick: int, step: float) -> None:
    small, industry_of, rows = market
    chosen = [i for i, row in enumerate(rows) if row["data_point"] == "E0102-01" and row["origin"] == "reported"]
    if not chosen:
        return
    at = chosen[pick % len(chosen)]
    better = rows[at] | {name: rows[at][name] - step for name in ("value", "low", "high")}  # lower is better
    key = (pl.col("company_id") == rows[at]["company_id"]) & (pl.col("code") == "E0102")

    def performance(changed: list[dict[str, Any]]) -> list[float]:
        scores, _ = run((small, industry_of, changed))
        return scores.filter(key & (pl.col("kind") == "performance"))["score"].to_list()

    before, after = performance(rows), performance([*rows[:at], better, *rows[at + 1 :]])
    assert len(before) == len(after)
    assert all(b <= a for b, a in zip(before, after, strict=True))


@pytest.mark.heavy
@given(markets(), st.integers(-6, 6))
@deterministic
def test_the_unit_of_a_number_changes_nothing(market: Market, power: int) -> None:
    """Values and thresholds in a unit 2, 4, ... times as large; powers of two, so that no rounding comes in."""
    small, industry_of, rows = market
    unit = 2.0**power
    figures = ("value", "low", "high")
    turned = [row | ({f: row[f] * unit for f in figures} if row["data_point"] in QUANTITIES else {}) for row in rows]

    def rescaled(measure: Measure) -> Measure:
        return measure.model_copy(update=bands(measure)) if measure.data_point in QUANTITIES else measure

    def bands(entry: Measure | DataPoint) -> dict[str, Any]:
        return {"bands": tuple((least * unit, points) for least, points in entry.bands)}

    levels = [
        level2.model_copy(
            update={
                "measures": tuple(rescaled(m) for m in level2.measures),
                "data_points": tuple(point.model_copy(update=bands(point)) for point in level2.data_points),
            }
        )
        for level2 in small.level2.values()
    ]
    weights = {code: entry.weight.value for code, entry in small.dimensions.items()}
    weights |= {code: entry.weight.value for code, entry in small.level1.items()}
    other = methodology(levels, rules=small.rules, weights=weights)
    assert run((other, industry_of, turned))[0].equals(run(market)[0])


@pytest.mark.heavy
@given(markets())
@deterministic
def test_a_company_outside_every_group_that_is_used_changes_nothing(market: Market) -> None:
    """A newcomer of another Level I industry leaves scores alone as long as nobody is held against the market."""
    small, industry_of, rows = market
    farmers = dict.fromkeys(industry_of, "110101")
    newcomer = [row | {"company_id": "Z"} for row in rows if row["company_id"] == "C00"]
    small = methodology(list(small.level2.values()), rules=rules(least_peers=1))
    own, own_parts = run((small, farmers, rows))
    held_against_market = own_parts.filter(pl.col("peer_group") == "MARKET").height
    relative_points = own_parts.filter(pl.col("rule") == "relative")
    ranked = set(relative_points.filter(pl.col("peer_group").is_not_null())["part"])
    assert not held_against_market
    if not {row["data_point"] for row in newcomer} & set(relative_points["part"]) <= ranked:
        return  # it would make a data point scorable that nobody to whom it applies has in this industry
    joined, _ = run((small, farmers | {"Z": "340500"}, [*rows, *newcomer]))
    assert joined.filter(pl.col("company_id") != "Z").equals(own)


@pytest.mark.heavy
@given(markets(), st.integers(0, 200))
@deterministic
def test_an_estimate_never_raises_coverage(market: Market, pick: int) -> None:
    small, industry_of, rows = market
    own = [i for i, row in enumerate(rows) if row["origin"] in ("reported", "imported")]
    if not own:
        return
    at = own[pick % len(own)]
    estimated = rows[at] | {"origin": "carried", "penalty": 10.0}
    mine = pl.col("company_id") == rows[at]["company_id"]
    keys = ["code", "kind"]
    before, _ = run(market)
    after, _ = run((small, industry_of, [*rows[:at], estimated, *rows[at + 1 :]]))
    both = before.filter(mine).join(after.filter(mine), on=keys, suffix="_after")
    shared = both.filter(~pl.col("code").is_in(_scored_once_only(before, after)))
    assert (shared["coverage_after"] <= shared["coverage"] + 1e-12).all()


def _scored_once_only(before: pl.DataFrame, after: pl.DataFrame) -> list[str]:
    """Codes that lost their boundaries or came to apply, and all above them: there the weights have changed."""
    keys = ["company_id", "code", "kind"]
    lost, new = before.join(after, on=keys, how="anti"), after.join(before, on=keys, how="anti")
    codes = {*lost["code"].to_list(), *new["code"].to_list()}
    return [above for code in sorted(codes) for above in ("TOTAL", code[:1], code[:3], code)]


def small_market(values: dict[str, float], industry_of: dict[str, str], **changes: float) -> pl.DataFrame:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])], rules=rules(**changes))
    rows = [{"company_id": company, "data_point": "E0102-01", "value": value} for company, value in values.items()]
    _, parts = score(
        inputs(rows), companies(industry_of), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    return parts.filter(pl.col("part") == "E0102-01")


def test_too_small_a_group_gives_way_to_its_parents_and_at_last_to_the_market() -> None:
    industry_of = {
        **{f"seed{i}": "110101" for i in range(3)},
        **{f"crop{i}": "110100" for i in range(1)},
        **{f"fish{i}": "110200" for i in range(2)},
        "spirit": "340500",
        "unknown": "000000",
    }
    values = {company: float(i) for i, company in enumerate(industry_of)}
    parts = small_market(values, industry_of, least_peers=4)
    group = dict(parts.select("company_id", "peer_group").iter_rows())
    count = dict(parts.select("company_id", "peer_count").iter_rows())
    assert (group["seed0"], count["seed0"]) == ("110100", 4)  # three seed firms are too few; with crops there are four
    assert (group["fish0"], count["fish0"]) == ("110000", 6)
    assert (group["spirit"], count["spirit"]) == ("MARKET", 8)
    assert (group["unknown"], count["unknown"]) == ("MARKET", 8)


def test_a_market_with_too_few_values_ranks_nobody() -> None:
    parts = small_market({"A": 1.0, "B": 2.0}, {"A": "110101", "B": "110101"}, least_peers=4)
    assert parts["score"].null_count() == 2
    assert parts["boundaries"].null_count() == 2
    assert (parts["effective_weight"] == 0).all()


def test_silence_is_scored_where_others_speak() -> None:
    industry_of = dict.fromkeys("ABCDE", "110101")
    parts = small_market({name: float(ord(name)) for name in "ABCD"}, industry_of, undisclosed_score=5)
    silent = parts.filter(pl.col("company_id") == "E").row(0, named=True)
    assert (silent["score"], silent["points"], silent["value"], silent["effective_weight"]) == (5.0, None, None, 1.0)


def test_averages_neither_move_the_quartiles_nor_win_on_a_boundary() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    rows = [{"company_id": name, "data_point": "E0102-01", "value": float(i)} for i, name in enumerate("ABCDE")]
    median = {"company_id": "M", "data_point": "E0102-01", "value": 2.0, "low": 0.0, "high": 4.0, "penalty": 20.0}
    table = inputs([*rows, median | {"origin": "industry"}])
    scores, parts = score(
        table,
        companies(dict.fromkeys("ABCDEM", "110101")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    part = parts.filter((pl.col("company_id") == "M") & (pl.col("part") == "E0102-01")).row(0, named=True)
    assert part["boundaries"] == [1.0, 2.0, 3.0]  # of 0, 1, 2, 3, 4; the average is not among them
    assert part["points"] == 2  # the median is the 50th percentile: not above it
    total = scores.filter((pl.col("company_id") == "M") & (pl.col("code") == "TOTAL") & (pl.col("kind") == "synthetic"))
    assert total.select("score", "low", "high").row(0) == (5.0, 5.0, 100.0)  # 25 less 20; had it said 0 or 4: 25 or 100
    assert total.select("coverage", "estimated_share").row(0) == (0.0, 1.0)


@pytest.mark.parametrize(("origin", "points"), [("carried", 3), ("derived", 3), ("industry", 2), ("market", 2)])
def test_on_a_boundary_only_averages_count_to_the_worse_side(origin: str, points: int) -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    rows = [{"company_id": name, "data_point": "E0102-01", "value": float(i)} for i, name in enumerate("ABCDE")]
    placed = {"company_id": "M", "data_point": "E0102-01", "value": 2.0, "origin": origin}
    table = inputs([*rows, placed])
    _, parts = score(
        table,
        companies(dict.fromkeys("ABCDEM", "110101")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    # The middle boundary of 0, 1, 2, 3, 4 is 2, with another 2 (the derived value is a peer too) it still is.
    found = parts.filter((pl.col("company_id") == "M") & (pl.col("part") == "E0102-01"))
    assert found["points"].item() == points


def test_a_penalty_never_goes_below_zero() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    rows = [{"company_id": name, "data_point": "E0102-01", "value": float(i)} for i, name in enumerate("BCDE")]
    worst = {"company_id": "A", "data_point": "E0102-01", "value": -1.0, "origin": "carried", "penalty": 40.0}
    scores, _ = score(
        inputs([*rows, worst]),
        companies(dict.fromkeys("ABCDE", "110101")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    assert scores.filter(pl.col("company_id") == "A")["score"].to_list() == [0.0] * 8


def test_an_estimated_number_is_no_disclosure() -> None:
    small = methodology([level2("S0104", [quantity("S0104-04"), item("S0104-01")], [items(("S0104-04", 1.0))])])
    rows = [
        {"company_id": "A", "data_point": "S0104-04", "value": 3.0, "origin": "reported"},
        {"company_id": "B", "data_point": "S0104-04", "value": 3.0, "origin": "derived"},
    ]
    scores, _ = score(
        inputs(rows),
        companies({"A": "110101", "B": "110101"}),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    total = scores.filter((pl.col("code") == "TOTAL") & (pl.col("kind") == "disclosure"))
    assert total["score"].to_list() == [100.0, 0.0]


def test_ranks_percentiles_and_grades() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    values = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 3.0, "E": 9.0}
    rows = [{"company_id": name, "data_point": "E0102-01", "value": value} for name, value in values.items()]
    scores, _ = score(
        inputs(rows),
        companies(dict.fromkeys(values, "110101")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    total = scores.filter((pl.col("code") == "TOTAL") & (pl.col("kind") == "synthetic")).sort("company_id")
    # Quartiles of 1, 2, 3, 3, 9 are 2, 3 and 3.
    assert total["score"].to_list() == [25.0, 50.0, 100.0, 100.0, 100.0]
    assert total["rank"].to_list() == [5, 4, 1, 1, 1]
    # (worse + same / 2) / n: (0 + 0.5) / 5, (1 + 0.5) / 5, (2 + 1.5) / 5.
    assert total["percentile"].to_list() == pytest.approx([0.1, 0.3, 0.7, 0.7, 0.7])
    assert total["grade"].to_list() == ["C", "B", "A", "A", "A"]
    assert set(total["peer_group"]) == {"110000"}
    assert scores.filter(pl.col("code") == "E0102")["grade"].is_null().all()


def test_negative_zero_is_zero() -> None:
    _, parts = run(
        (methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])]), {"A": "110101"}, [])
    )
    assert parts.height
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])], rules=rules(least_peers=1))
    row = {"company_id": "A", "data_point": "E0102-01", "value": -0.0}
    scores, parts = score(
        inputs([row]), companies({"A": "110101"}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    value = parts.filter(pl.col("part") == "E0102-01")["value"].item()
    assert math.copysign(1.0, value) == 1.0
    assert scores.height


def test_refuses_two_rows_for_one_company_or_data_point() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    row = {"company_id": "A", "data_point": "E0102-01", "value": 1.0}
    one = companies({"A": "110101"})
    with pytest.raises(ValueError, match="two rows for one company and data point"):
        score(inputs([row, row]), one, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    with pytest.raises(ValueError, match="one row a company"):
        score(inputs([row]), pl.concat([one, one]), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    with pytest.raises(ValueError, match="one fiscal year"):
        score(
            inputs([row, row | {"fiscal_year": 2020}]),
            one,
            small,
            EVERYTHING,
            fiscal_year=YEAR,
            as_of=AS_OF,
            materiality=None,
        )


def test_nobody_to_score_gives_empty_tables() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    scores, parts = score(inputs([]), companies({}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    assert (scores.height, parts.height) == (0, 0)


def supervised(**changes: Any) -> Methodology:
    """Two siblings of equal weight; the second does not apply to companies from elsewhere."""
    return methodology(
        [
            level2("G0501", [item("G0501-01")], [items(("G0501-01", 1.0))], mix=0.0),
            level2(
                "G0502",
                [quantity("G0502-01")],
                [absolute("G0502-01", [(0.0, 1.0), (20.0, 2.0)])],
                mix=1.0,
                applies=applying(only=[case("mainland", incorporation=("CN",))]),
            ),
        ],
        **changes,
    )


def by_part(parts: pl.DataFrame, company: str, code: str, kind: str = "synthetic") -> dict[str, dict[str, Any]]:
    rows = parts.filter((pl.col("company_id") == company) & (pl.col("code") == code) & (pl.col("kind") == kind))
    return {row["part"]: row for row in rows.iter_rows(named=True)}


def test_an_indicator_that_does_not_apply_gives_its_weight_to_its_siblings_and_scores_nothing() -> None:
    rows = [
        {"company_id": company, "data_point": "G0501-01", "value": 1.0, "text": "mention"} for company in ("CN1", "KY1")
    ]
    seats = {"CN1": {"incorporation": "CN"}, "KY1": {"incorporation": "KY"}}
    peers = companies({"CN1": "110101", "KY1": "110101"}, seats)
    scores, parts = score(
        inputs(rows), peers, supervised(), EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    g05 = scores.filter((pl.col("code") == "G05") & (pl.col("kind") == "synthetic"))
    # 100 on the item; the silent supervisory board scores 0 where there could be one: 1/2 x 100 + 1/2 x 0 = 50.
    assert dict(g05.select("company_id", "score").iter_rows()) == {"CN1": 50.0, "KY1": 100.0}
    assert dict(g05.select("company_id", "coverage").iter_rows()) == {"CN1": 0.5, "KY1": 1.0}
    assert scores.filter((pl.col("company_id") == "KY1") & (pl.col("code") == "G0502")).is_empty()
    outside, inside = (by_part(parts, company, "G05")["G0502"] for company in ("KY1", "CN1"))
    assert (outside["score"], outside["effective_weight"], outside["inapplicable"]) == (None, 0.0, "mainland")
    assert (inside["score"], inside["effective_weight"], inside["inapplicable"]) == (0.0, 0.5, None)
    leaf = by_part(parts, "KY1", "G0502", "performance")["G0502-01"]
    assert (leaf["score"], leaf["value"], leaf["boundaries"], leaf["inapplicable"]) == (None, None, None, "mainland")


def test_what_is_not_known_of_a_company_keeps_nothing_from_applying() -> None:
    scores, _ = score(
        inputs([]),
        companies({"A": "110101"}),
        supervised(),
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    assert scores.filter(pl.col("code") == "G0502")["score"].to_list() == [0.0, 0.0]


def test_a_value_given_although_nothing_applies_neither_scores_nor_moves_the_quartiles() -> None:
    small = methodology(
        [
            level2(
                "G0502",
                [quantity("G0502-01")],
                [relative("G0502-01")],
                applies=applying(only=[case("mainland", incorporation=("CN",))]),
            )
        ]
    )
    values = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "K": 1_000.0}
    rows = [{"company_id": company, "data_point": "G0502-01", "value": value} for company, value in values.items()]
    seats = {company: {"incorporation": "KY" if company == "K" else "CN"} for company in values}
    peers = companies(dict.fromkeys(values, "110101"), seats)
    scores, parts = score(inputs(rows), peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    assert scores.filter(pl.col("company_id") == "K").is_empty()
    best = by_part(parts, "D", "G0502", "performance")["G0502-01"]
    assert (best["boundaries"], best["peer_count"]) == ([1.75, 2.5, 3.25], 4)


@pytest.mark.heavy
@given(markets())
@deterministic
def test_whatever_does_not_apply_has_neither_score_nor_weight(market: Market) -> None:
    scores, parts = run(market)
    outside = parts.filter(pl.col("inapplicable").is_not_null())
    assert outside["score"].is_null().all()
    assert (outside["effective_weight"] == 0).all()
    keys = outside.filter(pl.col("part").str.len_chars() == 5).select("company_id", pl.col("part").alias("code"))
    assert scores.join(keys, on=["company_id", "code"], how="semi").is_empty()
