"""Layouts of tables and pairs in text files, and decimal commas. All texts are invented."""

from dataclasses import replace

import pytest
from tests.extraction.texts import KNOW, document

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity

_TARGET = {"type": "target"}


def facts(text: str) -> list[Quantity]:
    """The rows of an English text of 2023."""
    return extract_quantities(replace(document(text), language="en"), KNOW, year=2023)


def _rows(text: str) -> list[tuple[str, float, int]]:
    return sorted((row.metric, row.value, row.year) for row in facts(text))


@pytest.mark.parametrize(
    ("head", "year"),
    [("2030 target", 2030), ("Target (2030)", 2030), ("2030年目标值", 2030), ("目标", 2023)],
)
def test_a_column_of_targets(head: str, year: int) -> None:
    text = f"2023 report\n\nKPI\tUnit\t2023\t{head}\nHazardous waste\tt\t312\t280\nWater consumption\tm3\t410\t390\n"
    found = [(row.value, row.year) for row in facts(text) if row.breakdown == _TARGET and row.value_kind == "target"]
    assert found == [(280, year), (390, year)]


def test_a_base_year_is_a_year_and_no_class() -> None:
    text = "2023 report\n\nKPI\tUnit\t2023\tBase year (2015)\nHazardous waste generated\tt\t312\t420\n"
    assert [(row.value, row.year, row.breakdown) for row in facts(text)] == [(312, 2023, {}), (420, 2015, {})]


@pytest.mark.parametrize("head", ["2023 vs 2022", "Y-o-Y", "Δ", "升／（跌）", "2023年较2022年"])
def test_a_column_of_changes(head: str) -> None:
    text = f"2023 report\n\nKPI\tUnit\t2023\t2022\t{head}\nHazardous waste generated\tt\t312\t298\t4.6\n"
    assert _rows(text) == [("hazardous_waste", 298, 2022), ("hazardous_waste", 312, 2023)]


@pytest.mark.parametrize(
    "line",
    [
        "All figures in tonnes unless otherwise indicated",
        "Figures in tonnes, except as noted",
        "单位：吨（另有注明除外）",
        "（除特别注明外，单位为吨）",
    ],
)
def test_a_unit_of_all_rows_but_some(line: str) -> None:
    text = f"2023 report\n\n{line}\nKPI\t2023\t2022\nHazardous waste\t312\t298\nWater consumption (m3)\t410\t390\n"
    found = {(row.metric, row.value, row.unit) for row in facts(text)}
    assert {("hazardous_waste", 312, "t"), ("water_total", 410, "m3")} <= found


def test_english_labels_and_numbers_on_alternating_lines() -> None:
    text = "2023 report\n\nTotal number of\nemployees\n4,210\nWork-related fatalities\n0\nPatents held\n312\n"
    assert _rows(text) == [("employees_total", 4210, 2023), ("fatalities", 0, 2023), ("patents_held", 312, 2023)]


def test_names_of_chapters_above_their_pages_are_no_labels() -> None:
    assert ("employees_total", 34, 2023) not in _rows("2023 report\n\nEmployees\n34\nEnvironment\n41\nOur people\n52\n")


_COMMAS = "The Group used 7.946,5 MWh of electricity. The turnover rate was 13,3%. Hazardous waste was 312,4 tonnes."


def test_decimal_commas_are_told_once_a_document() -> None:
    text = f"Sustainability report 2023\n\n{_COMMAS} At the end of 2023 the Group had 8.561 employees.\n"
    assert _rows(text) == [
        ("electricity", 7946.5, 2023), ("employees_total", 8561, 2023), ("hazardous_waste", 312.4, 2023),
        ("turnover_rate", 13.3, 2023),
    ]  # fmt: skip
    row = next(row for row in facts(text) if row.metric == "electricity")
    assert row.raw_value == "7.946,5"
    assert "7.946,5 MWh" in row.quote


def test_lists_and_thousands_are_no_decimal_commas() -> None:
    text = (
        "Sustainability report 2023\n\nSee notes 12,13 and 14,15 on Scope 1,2 and 3. At the end of 2023 the Group "
        "had 8,561 employees and used 1,204,310 kWh of electricity. The turnover rate was 13.3%.\n"
    )
    assert ("employees_total", 8561, 2023) in _rows(text)
    assert ("electricity", 1204310, 2023) in _rows(text)


@pytest.mark.parametrize("head", ["本年比上年增减", "本期比上年同期增减(%)", "同比变动", "增减变动幅度（%）"])
def test_a_change_between_two_years_is_a_column_of_its_own(head: str) -> None:
    rows = "营业收入（元） 412,300 401,200 2.77% 388,100\n利润总额（元） 52,100 49,800 4.62% 47,300\n"
    text = f"2023年年度报告\n\n2023年 2022年 {head} 2021年\n{rows}"
    assert [one for one in _rows(text) if one[0] == "revenue"] == [
        ("revenue", 388100, 2021),
        ("revenue", 401200, 2022),
        ("revenue", 412300, 2023),
    ]


def test_references_to_footnotes_are_no_values_and_no_units() -> None:
    text = (
        "Sustainability figures\n\n 2021 2022 2023\nNumber of employees, total 11,702 1) 11,598 11,417\n"
        "Waste generated 2) t 512 498 n.a.\nCarbon intensity 3) kg CO2-eq/Terabyte 20 19 18\n"
    )
    assert _rows(text) == [
        ("employees_total", 11417, 2023), ("employees_total", 11598, 2022), ("employees_total", 11702, 2021),
        ("ghg_intensity_per_production", 18, 2023), ("ghg_intensity_per_production", 19, 2022),
        ("ghg_intensity_per_production", 20, 2021),
        ("waste_total", 498, 2022), ("waste_total", 512, 2021),
    ]  # fmt: skip
