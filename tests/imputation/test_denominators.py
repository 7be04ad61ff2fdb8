"""Other denominators where revenue is no measure: worked cases, the flag in inputs and scores, never a negative one."""

import functools
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.small_methodology import (
    AS_OF,
    INDUSTRIES,
    YEAR,
    companies,
    level2,
    methodology,
    observations,
    quantity,
    relative,
    rules,
)

from cnesg.explanation import explain, render_tree
from cnesg.framework import load_methodology
from cnesg.framework.definitions.rules import OtherDenominators
from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.imputation import impute, select_inputs
from cnesg.model import DOCUMENTS, available_instant
from cnesg.scoring import score

CASE = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "imputation" / "other-denominators.yaml").read_text(encoding="utf-8")
)
_EXPECTED = {expected["id"]: expected for expected in CASE["expected"]}
_MILLIONS = ("revenue", "total_assets")


@functools.cache
def selected() -> dict[str, dict[str, Any]]:
    stated = [
        {
            "company_id": company["id"],
            "concept": metric,
            "canonical_value": company[metric] * (1e6 if metric in _MILLIONS else 1.0),
            "fiscal_year": CASE["fiscal_year"],
        }
        for company in CASE["companies"]
        for metric in ("ghg_total", *_MILLIONS)
        if metric in company
    ]
    table = companies({company["id"]: company["industry"] for company in CASE["companies"]})
    found = select_inputs(observations(stated), load_methodology(), CASE["fiscal_year"], table)
    return {row["company_id"]: row for row in found.to_dicts() if row["data_point"] == CASE["data_point"]}


@pytest.mark.parametrize("name", _EXPECTED)
def test_the_worked_cases(name: str) -> None:
    wanted = _EXPECTED[_EXPECTED[name].get("same_as", name)]
    row = selected().get(name)
    if "value" not in wanted:
        assert row is None, wanted["arithmetic"]
        return
    assert row is not None
    assert {key: row[key] for key in ("origin", "method", "sources")} == {
        key: wanted[key] for key in ("origin", "method", "sources")
    }
    figures = [row["value"], row["low"], row["high"]]
    assert figures == pytest.approx([wanted["value"], wanted["low"], wanted["high"]], rel=1e-6), wanted["arithmetic"]


@pytest.mark.heavy
def test_an_estimate_of_later_steps_rests_on_the_same_denominators() -> None:
    """What is missing this year is carried from a year whose amount was divided by assets too."""
    banks = {f"bank-{number}": "480201" for number in range(6)}
    rows = [
        {"company_id": bank, "concept": concept, "canonical_value": value, "fiscal_year": year}
        for bank in banks
        for year in (2023, 2024)
        for concept, value in (("revenue", 1e6), ("total_assets", 4e6), ("electricity", 8.0))
        if not (bank == "bank-0" and year == 2024 and concept == "electricity")
    ]
    shipped, table = load_methodology(), observations(rows)
    chosen = select_inputs(table, shipped, 2024, companies(banks))
    filled = impute(chosen, table, companies(banks), shipped, 2024, as_of=available_instant(CASE["as_of"]))
    (row,) = filled.filter((pl.col("company_id") == "bank-0") & (pl.col("data_point") == "E0102-02")).to_dicts()
    assert (row["origin"], row["value"]) == ("carried", 8.0)
    assert "revenue = total_assets * 0.25 (median(n=6)" in row["method"]


def test_every_intensity_by_a_million_of_revenue_has_another_denominator() -> None:
    shipped = load_methodology()
    (other,) = shipped.rules.other_denominators.instead
    by_the_million = [
        code
        for code, point in shipped.data_points.items()
        if point.formula and "revenue" in parse_formula(point.formula).divisors and point.formula.endswith("* 1000000")
    ]
    assert set(by_the_million) <= set(other.data_points)
    assert len(by_the_million) == 15
    assert {"480000", "490000"} == set(other.industries)


def small(*industries: str) -> Methodology:
    points = [quantity("E0401-01", "ghg_total"), quantity("E0401-02", direction="lower", formula="E0401-01 / revenue")]
    instead = {
        "metric": "revenue",
        "by": "total_assets",
        "industries": industries,
        "data_points": ("E0401-02",),
    }
    others = OtherDenominators(instead=(instead,), basis="assumed", reference="tests")
    return methodology(
        [level2("E0401", points, [relative("E0401-02")])],
        rules=rules(least_average_peers=2, least_peers=2).model_copy(update={"other_denominators": others}),
    )


def facts(company: str, **values: float) -> list[dict[str, Any]]:
    return [{"company_id": company, "concept": name, "canonical_value": value} for name, value in values.items()]


def test_the_score_counts_it_as_an_estimate_and_not_as_reported() -> None:
    rows = [
        *facts("A", ghg_total=5.0, revenue=0.0, total_assets=100.0),
        *facts("B", ghg_total=5.0, revenue=10.0, total_assets=50.0),
        *facts("C", ghg_total=9.0, revenue=10.0, total_assets=50.0),
    ]
    peers, using = companies(dict.fromkeys("ABC", "340500")), small()
    inputs = select_inputs(observations(rows), using, YEAR, peers)
    scores, parts = score(
        inputs, peers, using, using.profiles["everything"], fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    shares = {
        row["company_id"]: (row["coverage"], row["estimated_share"])
        for row in scores.filter((pl.col("code") == "E0401") & (pl.col("kind") == "performance")).to_dicts()
    }
    assert shares == {"A": (0.0, 1.0), "B": (1.0, 0.0), "C": (1.0, 0.0)}
    tree = explain(scores, parts, inputs, observations(rows), DOCUMENTS.empty(), using, "A", code="E0401-02")
    console = Console(width=200)
    with console.capture() as shown:
        console.print(render_tree(tree, "en"))
    # 10 / 50 = 0.2 a yuan of assets at both others.
    assert "revenue = total_assets * 0.2 (median(n=2) of revenue / total_assets in 340500)" in shown.get()
    assert [evidence.concept for evidence in tree.inputs[0].evidence] == ["ghg_total", "total_assets"]


def test_an_amount_under_another_boundary_is_told_of_assets_too() -> None:
    rows = [
        *facts("A", revenue=-3.0, total_assets=100.0),
        {"company_id": "A", "concept": "ghg_total", "canonical_value": 5.0, "boundary": "operational control"},
        *facts("B", ghg_total=5.0, revenue=10.0, total_assets=50.0),
        *facts("C", ghg_total=9.0, revenue=10.0, total_assets=50.0),
    ]
    found = select_inputs(observations(rows), small(), YEAR, companies(dict.fromkeys("ABC", "340500")))
    method = found.filter((pl.col("company_id") == "A") & (pl.col("data_point") == "E0401-02"))["method"][0]
    assert method.endswith("; boundaries differ (operational control, reporting company)")


AMOUNTS = st.one_of(
    st.sampled_from([0.0, -1.0, -1e300, 1e-308, 5e-324, 1e308]),
    st.floats(allow_nan=False, allow_infinity=False),
)
MAYBE = st.one_of(st.none(), AMOUNTS)


@pytest.mark.heavy
@given(
    stated=st.lists(st.tuples(MAYBE, MAYBE, MAYBE, st.sampled_from(["340500", "110101", "110200"])), max_size=8),
    industries=st.sampled_from([(), ("340000",), ("110000", "340500")]),
)
def test_no_intensity_has_a_denominator_of_zero_or_less(
    stated: list[tuple[float | None, float | None, float | None, str]], industries: tuple[str, ...]
) -> None:
    rows, industry_of = [], {}
    for number, (amount, revenue, assets, industry) in enumerate(stated):
        name = f"c{number}"
        industry_of[name] = industry
        given_facts = {"ghg_total": amount, "revenue": revenue, "total_assets": assets}
        rows += facts(name, **{concept: value for concept, value in given_facts.items() if value is not None})
    using = small(*industries)
    found = select_inputs(observations(rows), using, YEAR, companies(industry_of))
    named = {code for code in INDUSTRIES if code in industries or INDUSTRIES[code].parent in industries}
    for row in found.filter(pl.col("data_point") == "E0401-02").iter_rows(named=True):
        amount, revenue, assets, industry = stated[int(row["company_id"][1:])]
        assert amount is not None
        assert all(abs(row[end]) < float("inf") for end in ("low", "value", "high"))
        assert row["low"] <= row["value"] <= row["high"]
        assert row["value"] * amount >= 0  # the sign is the amount's, so the denominator was above zero
        by_assets = "total_assets" in row["sources"]
        denominator = assets if by_assets else revenue
        assert denominator is not None
        assert denominator > 0
        is_named = industry in named or INDUSTRIES[industry].parent in named
        # What stands in by definition is as sure as what it is made of; elsewhere it is an estimate.
        assert row["origin"] == ("derived" if by_assets and not is_named else "reported")
        assert by_assets == (is_named or (revenue is not None and revenue <= 0))
