"""Boundaries of other companies: with a market's boundaries a company alone stands where it stands in the market."""

from typing import Any

import polars as pl
from hypothesis import given, settings
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, markets, tables
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    companies,
    inputs,
    level2,
    methodology,
    quantity,
    relative,
    rules,
)

from cnesg.companies.applicability import inapplicable
from cnesg.companies.peer_groups import peer_groups
from cnesg.companies.quartiles import GIVEN_QUARTILES, finest_quartiles, group_quartiles
from cnesg.framework.methodology import Methodology
from cnesg.scoring import score
from cnesg.scoring.peers import peer_values

FIGURES = ["code", "kind", "score", "low", "high", "coverage", "confirmed_share", "estimated_share"]
PLACED = ["code", "kind", "part", "rule", "score", "points", "value", "boundaries", "peer_group", "peer_count"]


def one_group(*rows: tuple[str, str, float, int, bool], point: str = "E0101-01") -> pl.DataFrame:
    """Rows of given quartiles from group, source, median (the others stand one beside it), count and `always`."""
    filled = [
        {
            "data_point": point,
            "group": group,
            "count": count,
            "q1": q2 - 1,
            "q2": q2,
            "q3": q2 + 1,
            "source": source,
            "always": always,
        }
        for group, source, q2, count, always in rows
    ]
    return pl.DataFrame(filled, schema=GIVEN_QUARTILES)


@given(markets())
@settings(derandomize=True, deadline=None, max_examples=40 if FULL else 12)
def test_a_company_alone_with_the_markets_boundaries_is_scored_as_in_the_market(
    market: tuple[Methodology, dict[str, str], list[dict[str, Any]]],
) -> None:
    small, industry_of, rows = market
    stated, known = tables(industry_of, rows)
    # A list counts once somebody stands on it, which a company alone can't see of the others.
    somebodys = set(stated.filter(pl.col("value").is_not_null())["data_point"])
    told: dict[str, Any] = {"fiscal_year": YEAR, "as_of": AS_OF, "materiality": MATERIALITY}
    scores, parts = score(stated, known, small, EVERYTHING, **told)
    groups = peer_groups(known, small.industries)
    values = peer_values(stated, inapplicable(known, stated, small, YEAR), list(small.data_points))
    of_groups = group_quartiles(values, groups, small.rules.least_peers.value)
    market_wide = of_groups.with_columns(source=pl.lit("market"), always=pl.lit(value=True))
    for company in industry_of:
        mine = pl.col("company_id") == company
        alone, alone_parts = score(
            stated.filter(mine), known.filter(mine), small, EVERYTHING, **told, given=market_wide, elsewhere=somebodys
        )
        assert alone.select(FIGURES).equals(scores.filter(mine).select(FIGURES))
        assert alone_parts.select(PLACED).equals(parts.filter(mine).select(PLACED))


def placed(given_rows: pl.DataFrame | None, own: int) -> dict[str, Any]:
    """How a company with the value 5 is placed among `own` companies of its industry, each with the value 5."""
    small = methodology([level2("E0101", [quantity("E0101-01")], [relative("E0101-01")])], rules=rules(least_peers=3))
    ids = [f"C{number}" for number in range(own)]
    stated = inputs([{"company_id": one, "data_point": "E0101-01", "value": 5.0} for one in ids])
    _, parts = score(
        stated,
        companies(dict.fromkeys(ids, "110101")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
        given=given_rows,
    )
    row = parts.filter((pl.col("company_id") == "C0") & (pl.col("part") == "E0101-01")).row(0, named=True)
    return {name: row[name] for name in ("points", "peer_group", "peer_count", "peer_source")}


def test_own_values_go_first_where_there_are_enough() -> None:
    elsewhere = one_group(("110101", "elsewhere", 9.0, 50, False))
    own = {"points": 4.0, "peer_group": "110101", "peer_count": 3, "peer_source": None}
    assert placed(elsewhere, own=3) == own
    assert placed(None, own=3) == own
    assert placed(elsewhere, own=2) == own | {"points": 1.0, "peer_count": 50, "peer_source": "elsewhere"}


def test_a_finer_group_from_elsewhere_goes_before_a_broader_one_of_ones_own() -> None:
    industries = {"110101": "110101", "110200": "110200"}
    known = peer_groups(companies(industries), methodology([]).industries)
    own = one_group(("MARKET", "", 5.0, 4, False)).drop("source", "always")
    elsewhere = one_group(("110101", "elsewhere", 9.0, 50, False), ("MARKET", "elsewhere", 9.0, 90, False))
    nobody = pl.DataFrame(schema={"company_id": pl.String, "data_point": pl.String, "value": pl.Float64})
    found = finest_quartiles(own, known, nobody, 4, elsewhere)
    assert found.select("company_id", "group", "source").rows() == [
        ("110101", "110101", "elsewhere"),
        ("110200", "MARKET", None),
    ]


def test_what_is_always_to_be_taken_goes_before_ones_own_however_broad() -> None:
    elsewhere = one_group(("MARKET", "elsewhere", 5.5, 90, True))
    assert placed(elsewhere, own=3) == {
        "points": 2.0,
        "peer_group": "MARKET",
        "peer_count": 90,
        "peer_source": "elsewhere",
    }


def test_boundaries_of_another_data_point_or_group_place_nobody() -> None:
    nowhere = {"points": None, "peer_group": None, "peer_count": None, "peer_source": None}
    assert placed(one_group(("340000", "elsewhere", 9.0, 50, True)), own=1) == nowhere
    assert placed(one_group(("110101", "elsewhere", 9.0, 50, True), point="E0102-01"), own=1) == nowhere
