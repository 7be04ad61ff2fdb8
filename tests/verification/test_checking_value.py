"""What checking is worth: doubt x weight x reach, by hand."""

import polars as pl
import pytest

from cnesg.framework import load_methodology
from cnesg.scoring.plan import scoring_plan
from cnesg.scoring.stakes import Stake, stakes
from cnesg.verification.checking_value import stakes_of_concepts, with_checking_value

METHODOLOGY = load_methodology()
STAKES = stakes(scoring_plan(METHODOLOGY, METHODOLOGY.profiles["default"]))


def test_the_product_by_hand() -> None:
    rows = pl.DataFrame(
        {
            "concept": ["a", "a", "b", "b", "none"],
            "confidence": [0.9, 0.9, 0.4, None, 0.1],
            "warnings": [[], ["off by 1000"], [], [], []],
        },
        schema={"concept": pl.String, "confidence": pl.Float64, "warnings": pl.List(pl.String)},
    )
    found = with_checking_value(rows, {"a": Stake(0.04, 0.03), "b": Stake(0.01)}, 0.5)
    # 0.1 x 0.04 x (1 + 0.03/0.04); a warning is at least half a doubt; what no score asks for is worth nothing
    assert found["checking_value"].to_list() == pytest.approx([0.1 * 0.04 * 1.75, 0.5 * 0.04 * 1.75, 0.6 * 0.01, 0, 0])
    assert found.columns[-4:] == ["doubt", "weight", "reach", "checking_value"]


def test_stakes_are_shares_of_the_whole_and_a_denominator_bears_what_it_divides() -> None:
    assert sum(stake.weight for stake in STAKES.values()) == pytest.approx(1)
    assert all(0 <= stake.relative <= stake.weight + 1e-15 for stake in STAKES.values())
    found = stakes_of_concepts(METHODOLOGY, STAKES)
    intensities = [
        code for code in STAKES if "revenue" in (METHODOLOGY.data_points[code].formula or "").replace("(", " ").split()
    ]
    assert found["revenue"].weight >= sum(STAKES[code].weight for code in intensities) > 0
    # Intensities are by revenue, counts by headcount.
    assert set(sorted(found, key=lambda concept: found[concept].weight)[-2:]) == {"revenue", "employees_total"}


def test_a_statement_is_observed_itself() -> None:
    items = [code for code, point in METHODOLOGY.data_points.items() if point.kind == "item" and code in STAKES]
    found = stakes_of_concepts(METHODOLOGY, STAKES)
    assert all(found[code].weight == STAKES[code].weight for code in items)
