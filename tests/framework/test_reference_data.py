"""Factors, industries and derivations: published figures to the digit, derivations by hand."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.framework import Methodology, load_methodology, parse_formula
from cnesg.framework.definitions import Derivation
from cnesg.sources import source_kind

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "derivations.yaml").read_text("utf-8"))
GRID = {
    "grid-national": {2021: 0.5568, 2022: 0.5366, 2023: 0.5306},
    "grid-ets": {2015: 0.6101, 2021: 0.5810, 2022: 0.5703},
    "grid-footprint": {2023: 0.6205, 2024: 0.5777},
    "grid-residual": {2022: 0.5856, 2023: 0.6096},
    "grid-fossil": {2021: 0.8426, 2022: 0.8325, 2023: 0.8273},
    "grid-region-north": {2021: 0.7120, 2022: 0.6776, 2023: 0.6361},
    "grid-region-northeast": {2021: 0.6012, 2022: 0.5564, 2023: 0.5122},
    "grid-region-east": {2021: 0.5992, 2022: 0.5617, 2023: 0.5500},
    "grid-region-central": {2021: 0.5354, 2022: 0.5395, 2023: 0.5271},
    "grid-region-northwest": {2021: 0.5951, 2022: 0.5857, 2023: 0.5543},
    "grid-region-south": {2021: 0.4326, 2022: 0.3869},
    "grid-region-southwest": {2021: 0.2113, 2022: 0.2268},
    "grid-hk-electric": {2015: 0.78, 2016: 0.79, 2017: 0.79, 2018: 0.80, 2019: 0.81},
    "grid-hk-clp": {2019: 0.49},
}
# Provinces that press reports of the announcement for 2022 named as the highest and the lowest.
PROVINCES_2022 = {
    "he": 0.7252,
    "sx": 0.7096,
    "tj": 0.7041,
    "nm": 0.6849,
    "ah": 0.6782,
    "fj": 0.4092,
    "gx": 0.4044,
    "qh": 0.1567,
    "sc": 0.1404,
    "yn": 0.1073,
}
# Change to the year before in per cent, as the ministry stated it on publishing.
CHANGES = {
    ("grid-national", 2022): -3.6,
    ("grid-fossil", 2022): -1.2,
    ("grid-national", 2023): -1.1,
    ("grid-residual", 2023): 4.1,
    ("grid-region-north", 2023): -6.1,
    ("grid-region-northeast", 2023): -8.0,
    ("grid-region-east", 2023): -2.1,
    ("grid-region-central", 2023): -2.3,
    ("grid-region-northwest", 2023): -5.4,
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


def test_provinces_are_named_by_their_iso_codes(shipped: Methodology) -> None:
    column = next(column for column in source_kind("companies").columns if column.name == "region")
    series = {name.removeprefix("grid-province-") for name in shipped.factors if name.startswith("grid-province-")}
    regions = {code.removeprefix("CN-").lower() for code in column.choices}
    # No factor is published for Tibet, and none for Hong Kong, Macao and Taiwan in this series.
    assert series == regions - {"xz", "hk", "mo", "tw"}


def test_the_highest_and_lowest_provinces_are_those_the_press_named(shipped: Methodology) -> None:
    values = {
        name.removeprefix("grid-province-"): {f.data_year: f.value for f in factors}
        for name, factors in shipped.factors.items()
        if name.startswith("grid-province-")
    }
    assert all(set(years) == {2021, 2022} for years in values.values())
    ranked = sorted(values, key=lambda code: -values[code][2022])
    assert [*ranked[:5], *ranked[-5:]] == list(PROVINCES_2022)
    assert {code: values[code][2022] for code in PROVINCES_2022} == PROVINCES_2022


@pytest.mark.parametrize(("series", "year"), CHANGES)
def test_the_values_of_two_years_show_the_change_that_was_stated(shipped: Methodology, series: str, year: int) -> None:
    by_year = {factor.data_year: factor.value for factor in shipped.factors[series]}
    # The changes were stated from values of more digits than were printed.
    assert 100 * (by_year[year] / by_year[year - 1] - 1) == pytest.approx(CHANGES[series, year], abs=0.1)


@pytest.mark.parametrize("year", [2021, 2022])
def test_the_nation_lies_between_its_regions_and_they_between_their_provinces(shipped: Methodology, year: int) -> None:
    def values(prefix: str) -> list[float]:
        return [
            f.value
            for name, fs in shipped.factors.items()
            if name.startswith(prefix)
            for f in fs
            if f.data_year == year
        ]

    (nation,) = values("grid-national")
    regions, provinces = values("grid-region-"), values("grid-province-")
    assert len(regions) == 7
    assert len(provinces) == 30
    assert min(provinces) <= min(regions) < nation < max(regions) <= max(provinces) < values("grid-fossil")[0]


@pytest.mark.parametrize(("series", "value"), [*CARBON.items(), *STANDARD_COAL.items()])
def test_fuel_factors_hold_the_published_values(shipped: Methodology, series: str, value: float) -> None:
    (factor,) = shipped.factors[series]
    assert factor.value == value


def test_no_derivation_mixes_grid_series(shipped: Methodology) -> None:
    used = {s for d in shipped.derivations for s in d.factors.values() if s.startswith("grid-")}
    assert used == {"grid-national"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['metric']}: {case['arithmetic']}"[:60])
def test_a_derivation_gives_what_one_reckons_by_hand(shipped: Methodology, case: dict[str, Any]) -> None:
    derivation = _meant(shipped, case)
    values: dict[str, float | None] = {name: float(value) for name, value in case["inputs"].items()}
    for name, series in derivation.factors.items():
        factor = shipped.factor(series, case["fiscal_year"], case["known_on"])
        values[name] = factor.value if factor else None
    result = parse_formula(derivation.formula).evaluate(values)
    assert result == (None if case["expected"] is None else pytest.approx(case["expected"], rel=1e-12))


def _meant(shipped: Methodology, case: dict[str, Any]) -> Derivation:
    """The derivation of a case: the one of its metric whose formula has `by` in it; the first without."""
    return next(d for d in shipped.derivations if d.metric == case["metric"] and case.get("by", "") in d.formula)


def test_every_derivation_has_an_example(shipped: Methodology) -> None:
    shown = {_meant(shipped, case).formula for case in CASES if case["expected"] is not None}
    assert [d.formula for d in shipped.derivations if d.formula not in shown] == []


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


def test_what_only_one_source_showed_is_marked() -> None:
    """Whole series of the ministry and the fuels that a second table confirms are not among them."""
    factors = load_methodology().factors
    once = {(name, factor.data_year) for name, series in factors.items() for factor in series if not factor.verified}
    assert {name for name, year in once if name.startswith("grid-region-") and year == 2023} == {
        f"grid-region-{region}" for region in ("north", "northeast", "east", "central", "northwest")
    }
    assert not [
        name for name, year in once if name.startswith("grid-province-") or (year in (2021, 2022) and "region" in name)
    ]
    assert not {"grid-national", "grid-ets", "co2-gasoline", "co2-diesel", "co2-lpg", "co2-heat"} & {
        name for name, _ in once
    }
    assert ("grid-hk-clp", 2019) in once
