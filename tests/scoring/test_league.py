"""Tiers and probabilities from scores and their intervals: arithmetic on small tables."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.scoring.league import league_table, outranks

LEVEL = 0.9  # an interval reaches 1.6449 standard deviations to each side
ONE = 1.6448536269514722


def scored(rows: dict[str, tuple[float, float]]) -> pl.DataFrame:
    """Companies with their scores and standard deviations."""
    return pl.DataFrame(
        [(c, score, score - ONE * sd, score + ONE * sd) for c, (score, sd) in rows.items()],
        schema=["company_id", "score", "low", "high"],
        orient="row",
    )


def test_tiers_end_where_the_first_outranks_for_sure() -> None:
    # A is 1 above B: 1 / sqrt(3² + 4²) = 0.2, and half a normal ends there at 0.579. It is 10 above C, 2.0: 0.977, the
    # first that it outranks with 0.95. C is told from D by nothing: 0.5.
    table = league_table(scored({"D": (50.0, 4.0), "A": (60.0, 3.0), "C": (50.0, 4.0), "B": (59.0, 4.0)}), LEVEL, 0.95)
    assert table.select("company_id", "tier", "place").rows() == [("A", 1, 1), ("B", 1, 2), ("C", 2, 3), ("D", 2, 4)]
    assert table["above_next"].to_list() == [
        pytest.approx(0.5793, abs=1e-4),
        pytest.approx(0.9442, abs=1e-4),  # 9 / sqrt(4² + 4²) = 1.591
        0.5,
        None,
    ]
    assert table["score"].to_list() == [60.0, 59.0, 50.0, 50.0]


def test_without_doubt_a_point_is_a_tier() -> None:
    table = league_table(scored({"A": (60.0, 0.0), "B": (59.0, 0.0), "C": (59.0, 0.0)}), LEVEL, 0.95)
    assert table["tier"].to_list() == [1, 2, 2]
    assert table["above_next"].to_list() == [1.0, 0.5, None]


def test_nobody_makes_an_empty_table() -> None:
    assert league_table(
        scored({}).cast({"score": pl.Float64, "low": pl.Float64, "high": pl.Float64}), LEVEL, 0.95
    ).is_empty()


_SCORES = st.tuples(st.floats(0, 100), st.floats(0, 30))


@given(_SCORES, _SCORES)
def test_probabilities_of_two_add_up_to_one(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert outranks(one, other) + outranks(other, one) == pytest.approx(1.0)
    if one[0] > other[0] + 1e-6:
        assert outranks(one, other) > 0.5
