"""Titles between rows that name the year of an aim, and units of many words. All texts are invented."""

import pytest
from tests.extraction.texts import facts


@pytest.mark.parametrize(
    "title",
    ["Scopes 1 & 2: help our stores become carbon neutral by 2040", "Towards net zero in 2050", "Progress since 2015"],
)
def test_a_year_of_an_aim_is_no_head_of_a_table_of_strokes(title: str) -> None:
    text = (
        "Report 2024\n\n| Indicator | Unit | 2023 | 2024 |\n| Water consumption | m3 | 20,400 | 19,300 |\n"
        f"{title}\n| Electricity consumption | MWh | 2,140 | 1,930 |\n"
    )
    assert {(r.metric, r.year, r.value) for r in facts(text, 2024) if r.metric == "electricity"} == {
        ("electricity", 2023, 2140), ("electricity", 2024, 1930),
    }  # fmt: skip


def test_a_cell_alone_may_be_a_unit_of_many_words() -> None:
    cells = (
        "Indicator", "Unit", "2023", "2024", "GHG emissions intensity", "tCO2/RMB million sales", "58.1", "53.3",
        "Waste intensity", "tonnes/thousands of production units", "0.12", "0.11", "Electricity", "MWh", "812", "798",
    )  # fmt: skip
    found = {
        (r.metric, r.unit, r.value) for r in facts("Report 2024\n\n" + "\n".join(cells) + "\n", 2024) if r.year == 2024
    }
    assert found == {
        ("ghg_intensity_per_revenue", "tCO2e/CNY million", 53.3),
        ("waste_intensity", "t/thousand unit", 0.11),
        ("electricity", "MWh", 798),
    }


def test_words_of_a_unit_over_a_product_end_a_label() -> None:
    text = (
        "Report 2024\n\nIndicator Unit 2023 2024\n"
        "Emission intensity of nitrogen oxides kg per ton of clinker produced 0.49 0.46\n"
        "Emission of nitrogen oxides ton 31,208 27,114\nNumber of female employees aged 30-39 years 1,389 1,436\n"
    )
    assert {(r.metric, r.unit, r.value) for r in facts(text, 2024) if r.year == 2024} == {
        ("pollutant_intensity", "kg/t", 0.46), ("nox_emissions", "t", 27114), ("employees", "persons", 1436),
    }  # fmt: skip


def test_a_share_below_an_amount_has_not_its_unit() -> None:
    rows = "Water used (m3)\t\t900\t880\n% of reclaimed to tap water\t\t18\t22\n"
    text = f"Report 2024\n\nIndicator\tUnit\t2023\t2024\n{rows}"
    assert {(r.metric, r.value) for r in facts(text, 2024) if r.year == 2024} == {("water_total", 880)}


def test_cells_alone_may_be_words_for_a_count_or_none() -> None:
    cells = (
        "Indicator", "Unit", "2023", "2024", "Safety", "Fatalities of employees", "number", "0", "1",
        "Injury rate per 100 employees", "rate", "1.9", "1.7", "Women on the board of directors", "3", "4",
        "Board meetings held", "No.", "7", "8",
    )  # fmt: skip
    found = [(r.metric, r.value) for r in facts("Report 2024\n\n" + "\n".join(cells) + "\n", 2024) if r.year == 2024]
    assert sorted(found) == [
        ("board_meetings", 8), ("fatalities", 1), ("female_directors", 4), ("recordable_injury_frequency", 1.7),
    ]  # fmt: skip
