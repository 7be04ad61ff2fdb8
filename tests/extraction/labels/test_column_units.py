"""Columns that give a row's figure once more in a unit of their own."""

from typing import Any

import pytest
from tests.extraction.texts import facts

ENERGY = {"type": "energy content"}
CHINESE = [
    ["能源种类", "单位", "2023年消耗量", "折标准煤系数", "折标准煤（吨）"],
    ["电力", "万千瓦时", "1,155", "1.229", "1,419"],
    ["天然气", "万立方米", "120", "13.3", "1,596"],
    ["柴油", "吨", "542.12", "1.4571", "790"],
]
ENGLISH = [
    ["Energy source", "Unit", "2023", "Conversion factor", "Energy (GJ)"],
    ["Electricity", "MWh", "1,155", "3.6", "4,158"],
    ["Natural gas", "m3", "12,000", "0.0389", "467"],
]
OF_CHINESE = [
    ("electricity", 11_550_000, "kWh", {}), ("electricity", 1419, "tce", ENERGY),
    ("natural_gas", 1_200_000, "m3", {}), ("natural_gas", 1596, "tce", ENERGY),
    ("diesel", 542.12, "t", {}), ("diesel", 790, "tce", ENERGY),
]  # fmt: skip
OF_ENGLISH = [
    ("electricity", 1155, "MWh", {}), ("electricity", 4158, "GJ", ENERGY),
    ("natural_gas", 12000, "m3", {}), ("natural_gas", 467, "GJ", ENERGY),
]  # fmt: skip


def in_text(title: str, rows: list[list[str]]) -> list[tuple[str, float, str, dict[str, str]]]:
    lines = "\n".join("\t".join(row) for row in rows)
    return [(r.metric, r.value, r.unit, dict(r.breakdown)) for r in facts(f"{title}\n\n{lines}\n", year=2023)]


@pytest.mark.parametrize(("rows", "found"), [(CHINESE, OF_CHINESE), (ENGLISH, OF_ENGLISH)], ids=["zh", "en"])
def test_energy_in_coal_beside_what_was_used(rows: list[list[str]], found: list[Any]) -> None:
    assert in_text("Energy report 2023", rows) == found


def test_emissions_beside_what_was_used() -> None:
    rows = [["能源种类", "单位", "消耗量", "碳排放量（吨CO2e）"], ["电力", "万千瓦时", "1,155", "6,590"]]
    assert [(m, v, u) for m, v, u, _ in in_text("能源消耗与碳排放", rows)] == [
        ("electricity", 11_550_000, "kWh"),
        ("ghg_total", 6590, "tCO2e"),
    ]


def test_a_unit_over_all_columns_is_the_tables() -> None:
    rows = [["指标", "2022年（吨）", "2023年（吨）"], ["用电量（万千瓦时）", "7,900", "7,931"]]
    assert [(m, v, u) for m, v, u, _ in in_text("环境绩效", rows)] == [
        ("electricity", 79_000_000, "kWh"),
        ("electricity", 79_310_000, "kWh"),
    ]
