"""English tables as web pages and converters write them out: strokes, captions with units, marks. All is invented."""

from dataclasses import replace

import pytest
from tests.extraction.texts import KNOW, document

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity


def facts(text: str, year: int | None = 2023) -> list[Quantity]:
    """The rows of an English text."""
    return extract_quantities(replace(document(text), language="en"), KNOW, year=year)


def _told(text: str, year: int | None = 2023) -> list[tuple[str, float, str, int]]:
    return [(row.metric, row.value, row.unit, row.year) for row in facts(text, year)]


def test_a_year_of_aims_and_bases_is_not_the_documents() -> None:
    text = (
        "Our ambitions\n\nUnit | 2019 | 2020 | 2021 | ||\nRevenue | US$ million | 611 | 598 | 640 | |\n"
        "Hazardous waste (& sludge prior to 2010) | tonnes | 41 | 38 | 36 | |\n"
        "\nCut waste by 40% by 2035, water by 25% by 2035 and fuel by 20% by 2035, from a 2017 base year.\n"
    )
    assert _told(text, None)[:3] == [
        ("revenue", 611e6, "USD", 2019),
        ("revenue", 598e6, "USD", 2020),
        ("revenue", 640e6, "USD", 2021),
    ]


@pytest.mark.parametrize("ticks", ["P P -", "✓ ✓ ✓", "Yes Yes No", "yes yes n/a"])
def test_rows_of_ticks_end_no_table(ticks: str) -> None:
    text = (
        "Sustainability data\n\n2023 2022 2021\nTargets Approved by the initiative: we will reduce the water that our "
        f"sites use per unit of what they make and have them all certified by 2035 {ticks}\n"
        "GHG emissions Scope 1 (thousand tonnes of CO2e) 817 844 795\nScope 2 (thousand tonnes of CO2e) 150 149 137\n"
    )
    assert ("ghg_scope1", 817_000, "tCO2e", 2023) in _told(text)
    assert ("ghg_scope2", 137_000, "tCO2e", 2021) in _told(text)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (
            "Category 4: Upstream transportation and distribution",
            "category 4: upstream transportation and distribution",
        ),
        ("• Cat. 6 – Business travel (t CO2e)", "cat. 6 – business travel"),
        ("7. Employee commuting", "7. employee commuting"),
        ("Business travel (Category 6)", "business travel (category 6)"),
        ("Business travel", "business travel"),
    ],
)
def test_a_category_has_its_number(label: str, name: str) -> None:
    text = f"2023 report\n\n| Scope 3 emissions (tCO2e) | 2023 | 2022 |\n|---|---|---|\n| {label} | 412 | 398 |\n"
    assert [(row.value, row.breakdown) for row in facts(text)] == [
        (412, {"category": name}),
        (398, {"category": name}),
    ]


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("k GJ", 512_000),
        ("1,000GJ", 512_000),
        ("10^3 GJ", 512_000),
        ("10³ GJ", 512_000),
        ("Thousands of Gigajoules (k GJ)", 512_000),
        ("GJ", 512),
    ],
)
def test_a_caption_tells_the_unit_and_its_power_of_ten(unit: str, value: float) -> None:
    text = (
        "2023 report\n\nThe table gives what our sites have used in each of the years.\n"
        f"Energy consumption ({unit})\n2023 | 2022 | |\n---|---|---|\nTotal energy consumption | 512 | 498 |\n"
    )
    assert _told(text)[0] == ("energy_total", value, "GJ", 2023)


def test_a_long_caption_closes_with_the_unit() -> None:
    text = (
        "2023 report\n\nGreenhouse gas emissions of all our plants, Scope 1 and 2 (Thousands of tonnes (k tCO2e))\n"
        "| | 2023 | 2022 |\n|---|---|---|\n| Scope 1 | 51.2 | 49.8 |\n| Scope 2 | 9.1 | 9.4 |\n"
    )
    assert _told(text)[0] == ("ghg_scope1", 51_200, "tCO2e", 2023)


def test_an_intensity_over_millions_of_money() -> None:
    text = (
        "FY23 report\n\n| Metric | FY23 | FY22 |\n|---|---|---|\n"
        "| GHG emissions intensity per revenue (t CO2e/$M revenue) | 3.4 | 3.9 |\n"
        "| Energy intensity (GJ per million U.S. Dollars of Revenue) | 244 | 280 |\n"
    )
    assert _told(text) == [
        ("ghg_intensity_per_revenue", 3.4, "tCO2e/USD million", 2023),
        ("ghg_intensity_per_revenue", 3.9, "tCO2e/USD million", 2022),
        ("energy_intensity_per_revenue", 244, "GJ/USD million", 2023),
        ("energy_intensity_per_revenue", 280, "GJ/USD million", 2022),
    ]


def test_numbered_rows_with_other_numbers_of_figures_end_no_table() -> None:
    text = (
        "ESG data\n\nCoverage FY2021 FY2022 FY2023 Unit\nScope1 3,920 4,210 4,480 t-CO2e\n"
        "Scope2 9,310 9,120 8,870 t-CO2e\n"
        "10. Processing of the goods that we have sold 65,070 66,250 t-CO2e\n11. Use of sold products t-CO2e\n"
        "Total waste generated 24.1 25.6 28.9 kt\n"
        "Withdrawal: Total municipal water supplies (or from utilities) 391 380 366 "
        "thousand m3\nWithdrawal: Fresh groundwater 33 34 35 thousand m3\n"
    )
    assert [(row.metric, row.value, row.breakdown) for row in facts(text) if row.year == 2023] == [
        ("ghg_scope1", 4480, {}),
        ("ghg_scope2", 8870, {}),
        ("waste_total", 28.9, {}),
        ("water_total", 366_000, {"source": "municipal water supplies"}),
        ("water_fresh", 35_000, {"source": "groundwater"}),
    ]


@pytest.mark.parametrize("head", ["FY2021 FY2022 FY2023 ★", "2021/6 2022/6 2023/6"])
def test_a_head_of_years_over_a_single_row(head: str) -> None:
    text = f"Report 2023\n\nAt our firms\n{head}\nRatio of female managers 19.1% 21.2% 23.0%\n\nNotes.\n"
    assert [(row.value, row.year) for row in facts(text)] == [(19.1, 2021), (21.2, 2022), (23.0, 2023)]


def test_a_head_of_several_words_tells_title_and_unit() -> None:
    text = (
        "Report 2023\n\nEMISSIONS\nSignificant emissions [kg] 2023 2022 2021\nNOX 5.38 4.87 3.84\n"
        "SOX 0.12 0.14 0.13\n\n"
        "WATER DISCHARGES All areas [ML] 2023 2022 2021\nSurface water 1.2 1.4 1.5\nSea water 2.7 3.4 2.8\n"
    )
    found = [(row.metric, row.value, row.unit, row.breakdown) for row in facts(text) if row.year == 2023]
    assert found == [
        ("nox_emissions", 5.38, "kg", {}),
        ("so2_emissions", 0.12, "kg", {}),
        ("wastewater", 1.2, "megalitre", {"source": "surface water"}),
        ("wastewater", 2.7, "megalitre", {"source": "sea water"}),
    ]


def test_figures_of_the_company_alone_beside_those_of_the_group() -> None:
    text = (
        "2023 report\n\n| | | Unit | FY2021 | FY2022 | FY2023 | |\n|---|---|---|---|---|---|---|\n"
        "| Energy consumption | non-consolidated | (TJ) | 624 | 633 | 641 | |\n"
        "| Water usage | consolidated | (1,000㎥) | 1,624 | 1,633 | 1,641 | |\n"
        "| Scope 3 | consolidated | (1,000t-CO2) | - | 689 | 752 | |\n"
    )
    found = [(row.metric, row.value, row.unit, row.year, row.breakdown) for row in facts(text) if row.year != 2021]
    assert found == [
        ("energy_total", 633, "TJ", 2022, {"entity": "non-consolidated"}),
        ("energy_total", 641, "TJ", 2023, {"entity": "non-consolidated"}),
        ("water_total", 1_633_000, "m3", 2022, {}),
        ("water_total", 1_641_000, "m3", 2023, {}),
        ("ghg_scope3", 689_000, "tCO2e", 2022, {}),
        ("ghg_scope3", 752_000, "tCO2e", 2023, {}),
    ]
