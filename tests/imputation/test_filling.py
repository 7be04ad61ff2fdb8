"""The source's three steps for missing data: their order, penalties, intervals, factors and lineage."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from tests.small_methodology import (
    AS_OF,
    YEAR,
    applying,
    case,
    companies,
    item,
    items,
    level2,
    methodology,
    name,
    observations,
    quantity,
    relative,
    rules,
)

from cnesg.framework.definitions import Derivation, Factor
from cnesg.framework.methodology import Methodology
from cnesg.imputation import impute, select_inputs

_OURS: dict[str, Any] = {"basis": "assumed", "reference": "tests"}


def grid(data_year: int, value: float, published: date, series: str = "grid") -> Factor:
    return Factor(
        series=series,
        name=name(series),
        value=value,
        unit="tCO2/MWh",
        data_year=data_year,
        published=published,
        **_OURS,
    )


FACTORS = {
    "grid": (
        grid(2021, 0.5, date(2023, 2, 1)),
        grid(2022, 0.6, date(2024, 4, 1)),
        grid(2023, 0.7, date(2025, 12, 1)),
    ),
    "other": (grid(2023, 9.0, date(2020, 1, 1), "other"),),
}


def derivation(metric: str, formula: str, spread: float = 0.0, **factors: str) -> Derivation:
    return Derivation(metric=metric, name=name(metric), formula=formula, factors=factors, spread=spread, **_OURS)


DERIVATIONS = (
    derivation("ghg_total", "ghg_scope1 + ghg_scope2"),
    derivation("ghg_scope2", "electricity / 1000 * grid", 0.1, grid="grid"),
)


def small(**changes: float) -> Methodology:
    return methodology(
        [
            level2(
                "E0401",
                [quantity("E0401-01", "ghg_total", "lower"), quantity("E0401-02", "ghg_scope2"), item("E0401-03")],
                [relative("E0401-01"), items(("E0401-02", 1.0), ("E0401-03", 1.0))],
            )
        ],
        derivations=DERIVATIONS,
        factors=FACTORS,
        rules=rules(**changes),
    )


def fact(company: str, concept: str, value: float, year: int = YEAR) -> dict[str, Any]:
    return {"company_id": company, "concept": concept, "canonical_value": value, "fiscal_year": year}


def filled(
    rows: list[dict[str, Any]],
    industry_of: dict[str, str],
    as_of: datetime = AS_OF,
    using: Methodology | None = None,
    year: int = YEAR,
) -> dict[tuple[str, str], dict[str, Any]]:
    using = using or small()
    table = observations(rows)
    result = impute(select_inputs(table, using, year), table, companies(industry_of), using, year, as_of=as_of)
    assert not result.select("company_id", "data_point").is_duplicated().any()
    assert result.filter((pl.col("low") > pl.col("value")) | (pl.col("value") > pl.col("high"))).is_empty()
    return {(row["company_id"], row["data_point"]): row for row in result.iter_rows(named=True)}


PEERS = dict.fromkeys("PQR", "110101")
PEER_FACTS = [fact("P", "ghg_total", 10.0), fact("Q", "ghg_total", 20.0), fact("R", "ghg_total", 60.0)]


def test_what_is_reported_is_never_replaced() -> None:
    row = filled([fact("A", "ghg_total", 5.0), fact("A", "electricity", 1e6), *PEER_FACTS], {"A": "110101", **PEERS})
    assert (row["A", "E0401-01"]["value"], row["A", "E0401-01"]["origin"]) == (5.0, "reported")


def test_step_1_calculates_carbon_from_electricity_with_its_lineage() -> None:
    row = filled(
        [fact("A", "ghg_scope1", 100.0), fact("A", "electricity", 1e6), fact("A", "ghg_total", 1.0, YEAR - 1)],
        {"A": "110101"},
    )["A", "E0401-01"]
    assert row["value"] == pytest.approx(100 + 1e6 / 1000 * 0.6)  # 100 t + 1,000 MWh x 0.6 t/MWh
    assert (row["low"], row["high"]) == (pytest.approx(100 + 600 * 0.9), pytest.approx(100 + 600 * 1.1))
    assert (row["origin"], row["penalty"]) == ("derived", 0.0)
    assert row["observations"] == ["o0000", "o0001"]
    assert row["sources"] == ["ghg_scope1", "ghg_scope2"]
    assert row["method"] == (
        "ghg_total = ghg_scope1 + ghg_scope2; ghg_scope2 = electricity / 1000 * grid; grid = 0.6 tCO2/MWh (grid 2022)"
    )


@pytest.mark.parametrize(
    ("year", "as_of", "factor"),
    [
        (2023, datetime(2026, 1, 1, tzinfo=UTC), 0.7),  # the year's own
        (2023, datetime(2025, 11, 1, tzinfo=UTC), 0.6),  # not yet published: the year before
        (2023, datetime(2024, 3, 1, tzinfo=UTC), 0.5),
        (2022, datetime(2026, 1, 1, tzinfo=UTC), 0.6),  # never a later year's
        (2024, datetime(2026, 1, 1, tzinfo=UTC), 0.7),
    ],
)
def test_the_factor_is_the_latest_not_after_the_year_that_was_published(
    year: int, as_of: datetime, factor: float
) -> None:
    rows = [fact("A", "ghg_scope1", 0.0, year), fact("A", "electricity", 1000.0, year)]
    row = filled(rows, {"A": "110101"}, as_of, year=year)["A", "E0401-01"]
    assert row["value"] == pytest.approx(factor)


def test_without_any_published_factor_nothing_is_derived() -> None:
    rows = [fact("A", "ghg_scope1", 0.0), fact("A", "electricity", 1000.0)]
    assert filled(rows, {"A": "110101"}, datetime(2022, 1, 1, tzinfo=UTC)) == {}


def test_step_2_carries_the_latest_earlier_value_at_a_price_that_grows_with_age() -> None:
    earlier = [fact("A", "ghg_total", 50.0, YEAR - 1), fact("A", "ghg_total", 40.0, YEAR - 2)]
    one_year = filled([*earlier, *PEER_FACTS], {"A": "110101", **PEERS})["A", "E0401-01"]
    assert (one_year["origin"], one_year["value"], one_year["penalty"]) == ("carried", 50.0, 10.0)
    assert (one_year["low"], one_year["high"]) == (45.0, 55.0)  # 10 % of 50 a year
    assert one_year["method"] == "carried(year=2022)"
    assert one_year["observations"] == ["o0000"]
    two_years = filled([earlier[1], *PEER_FACTS], {"A": "110101", **PEERS})["A", "E0401-01"]
    assert (two_years["value"], two_years["penalty"], two_years["low"]) == (40.0, 20.0, 32.0)
    assert two_years["method"] == "carried(year=2021)"


def test_a_derived_value_of_an_earlier_year_is_carried_with_that_years_factor() -> None:
    rows = [fact("A", "ghg_scope1", 0.0, YEAR - 2), fact("A", "electricity", 1000.0, YEAR - 2)]
    row = filled(rows, {"A": "110101"})["A", "E0401-01"]
    assert (row["origin"], row["value"]) == ("carried", 0.5)
    assert row["method"].startswith("carried(year=2021); ghg_total = ghg_scope1 + ghg_scope2; ")
    assert row["low"] == pytest.approx(0.45 - 0.1)  # 10 % of the derivation, and 2 x 10 % of 0.5


def test_what_is_too_old_is_not_carried() -> None:
    rows = [fact("A", "ghg_total", 50.0, YEAR - 3), *PEER_FACTS]
    assert filled(rows, {"A": "110101", **PEERS})["A", "E0401-01"]["origin"] == "industry"


def test_step_3_borrows_the_median_of_the_industry() -> None:
    row = filled(PEER_FACTS, {"A": "110101", **PEERS})["A", "E0401-01"]
    assert (row["value"], row["origin"], row["group"], row["penalty"]) == (20.0, "industry", "110101", 20.0)
    assert (row["low"], row["high"]) == (10.0, 60.0)  # the range: nine values would be needed for 80 %
    assert (row["method"], row["observations"]) == ("median(n=3)", [])


def test_the_industry_goes_before_the_market_and_small_groups_give_way() -> None:
    far = {"X": "340500", "Y": "340500"}
    facts = [*PEER_FACTS, fact("X", "ghg_total", 1000.0), fact("Y", "ghg_total", 2000.0)]
    found = filled(facts, {"A": "110200", "B": "340500", **PEERS, **far})
    assert (found["A", "E0401-01"]["group"], found["A", "E0401-01"]["value"]) == ("110000", 20.0)
    assert (found["B", "E0401-01"]["origin"], found["B", "E0401-01"]["group"]) == ("market", "MARKET")
    assert found["B", "E0401-01"]["value"] == 60.0  # of 10, 20, 60, 1000, 2000


def test_averages_rest_on_no_other_estimate_than_derived_values() -> None:
    rows = [
        *PEER_FACTS,
        fact("C", "ghg_total", 1e6, YEAR - 1),  # carried
        fact("D", "ghg_scope1", 0.0),
        fact("D", "electricity", 1e5),  # derived: 60 t
    ]
    found = filled(rows, {"A": "110101", "C": "110101", "D": "110101", **PEERS})
    assert found["C", "E0401-01"]["origin"] == "carried"
    assert found["A", "E0401-01"]["method"] == "median(n=4)"
    assert found["A", "E0401-01"]["value"] == pytest.approx(40.0)  # between 20 and 60 of 10, 20, 60, 60


def test_too_few_values_anywhere_leave_a_gap() -> None:
    assert ("A", "E0401-01") not in filled(PEER_FACTS[:2], {"A": "110101", **PEERS})


def test_only_what_performance_measures_ask_for_is_estimated() -> None:
    rows = [*PEER_FACTS, *(fact(peer, "ghg_scope2", 1.0) for peer in PEERS)]
    rows.append({"company_id": "P", "concept": "E0401-03", "kind": "statement", "text": "policy"})
    found = filled(rows, {"A": "110101", **PEERS})
    assert [code for company, code in found if company == "A"] == ["E0401-01"]


def test_what_only_a_disclosure_measure_asks_for_is_never_estimated() -> None:
    asks = relative("E0401-01").model_copy(update={"feeds": "disclosure"})
    using = methodology([level2("E0401", [quantity("E0401-01", "ghg_total", "lower")], [asks])])
    found = filled(PEER_FACTS, {"A": "110101", **PEERS}, using=using)
    assert {company for company, _ in found} == set(PEERS)


def test_companies_that_are_not_scored_get_no_estimate() -> None:
    found = filled([*PEER_FACTS, fact("stranger", "ghg_total", 5.0, YEAR - 1)], PEERS)
    assert {company for company, _ in found} == set(PEERS)


def test_a_rule_change_changes_the_estimate() -> None:
    strict = small(average_penalty=35, least_average_peers=4)
    assert ("A", "E0401-01") not in filled(PEER_FACTS, {"A": "110101", **PEERS}, using=strict)
    one_more = [*PEER_FACTS, fact("S", "ghg_total", 30.0)]
    row = filled(one_more, {"A": "110101", "S": "110101", **PEERS}, using=strict)["A", "E0401-01"]
    assert (row["penalty"], row["value"]) == (35.0, 25.0)


def test_what_does_not_apply_is_neither_estimated_nor_averaged() -> None:
    small = methodology(
        [
            level2(
                "G0502",
                [quantity("G0502-01", "trained")],
                [relative("G0502-01")],
                applies=applying(only=[case("mainland", incorporation=("CN",))]),
            )
        ]
    )
    told = {"A": 10.0, "B": 20.0, "C": 30.0, "K": 90.0}
    observed = observations(
        [
            *({"company_id": c, "concept": "trained", "canonical_value": v} for c, v in told.items()),
            {"company_id": "L", "concept": "trained", "canonical_value": 50.0, "fiscal_year": YEAR - 1},
        ]
    )
    seats = {company: {"incorporation": "KY" if company in "KL" else "CN"} for company in "ABCDKL"}
    peers = companies(dict.fromkeys("ABCDKL", "340500"), seats)
    inputs = select_inputs(observed, small, YEAR)
    filled = impute(inputs, observed, peers, small, YEAR, as_of=AS_OF)
    value = dict(filled.select("company_id", "value").iter_rows())
    # The median of 10, 20 and 30; the 90 of a company to which it does not apply is kept but counts for nobody.
    assert value == {"A": 10.0, "B": 20.0, "C": 30.0, "D": 20.0, "K": 90.0}
