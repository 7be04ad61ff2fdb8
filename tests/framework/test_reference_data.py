"""Factors, industries and derivations: published figures to the digit, derivations by hand."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.framework import Methodology, load_methodology, parse_formula

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "derivations.yaml").read_text("utf-8"))
GRID = {
    "grid-national": {2021: 0.5568, 2022: 0.5366, 2023: 0.5306},
    "grid-ets": {2015: 0.6101, 2021: 0.5810, 2022: 0.5703},
    "grid-footprint": {2023: 0.6205, 2024: 0.5777},
}
CARBON = {  # tCO2/t; natural gas kgCO2/m3; heat tCO2/GJ
    "co2-gasoline": 2.9251,
    "co2-diesel": 3.0959,
    "co2-natural-gas": 2.1650,
    "co2-natural-gas-15.3": 2.1622,
    "co2-heat": 0.11,
    "co2-raw-coal": 1.9003,
    "co2-coke": 2.8604,
    "co2-crude-oil": 3.0202,
    "co2-fuel-oil": 3.1705,
    "co2-kerosene": 3.0179,
    "co2-lpg": 3.1013,
}
STANDARD_COAL = {
    "tce-electricity": 0.1229,
    "tce-gasoline": 1.4714,
    "tce-diesel": 1.4571,
    "tce-natural-gas": 1.33,
    "tce-heat": 0.03412,
    "tce-raw-coal": 0.7143,
    "tce-coke": 0.9714,
    "tce-crude-oil": 1.4286,
    "tce-fuel-oil": 1.4286,
    "tce-kerosene": 1.4714,
    "tce-lpg": 1.7143,
}


@pytest.fixture(scope="module")
def shipped() -> Methodology:
    return load_methodology()


def test_the_grid_series_hold_the_published_values_by_data_year(shipped: Methodology) -> None:
    found = {series: {f.data_year: f.value for f in shipped.factors[series]} for series in GRID}
    assert found == GRID


@pytest.mark.parametrize(("series", "value"), [*CARBON.items(), *STANDARD_COAL.items()])
def test_fuel_factors_hold_the_published_values(shipped: Methodology, series: str, value: float) -> None:
    (factor,) = shipped.factors[series]
    assert factor.value == value


def test_no_derivation_mixes_grid_series(shipped: Methodology) -> None:
    used = {s for d in shipped.derivations for s in d.factors.values() if s.startswith("grid-")}
    assert used == {"grid-national"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['metric']}: {case['arithmetic']}"[:60])
def test_a_derivation_gives_what_one_reckons_by_hand(shipped: Methodology, case: dict[str, Any]) -> None:
    derivation = next(d for d in shipped.derivations if d.metric == case["metric"])
    values: dict[str, float | None] = {name: float(value) for name, value in case["inputs"].items()}
    for name, series in derivation.factors.items():
        factor = shipped.factor(series, case["fiscal_year"], case["known_on"])
        values[name] = factor.value if factor else None
    result = parse_formula(derivation.formula).evaluate(values)
    assert result == (None if case["expected"] is None else pytest.approx(case["expected"], rel=1e-12))


def test_a_factor_is_never_used_before_it_was_published(shipped: Methodology) -> None:
    for series, factors in shipped.factors.items():
        for factor in factors:
            day = factor.published
            for year in range(2010, 2030):
                used = shipped.factor(series, year, date(day.year, day.month, 1))
                assert used is None or used.published <= day.replace(day=1)


def test_the_industry_tree_is_whole(shipped: Methodology) -> None:
    assert Counter(industry.level for industry in shipped.industries.values()) == {1: 31, 2: 134, 3: 346}
    assert shipped.industries["340500"].name.zh == "白酒"
    assert shipped.industries["340500"].parent == "340000"
    parents = {industry.parent for industry in shipped.industries.values() if industry.parent}
    assert {code for code, industry in shipped.industries.items() if industry.level < 3} == parents
