"""Titles without strokes between the rows of a table whose cells are apart by strokes. All texts are invented."""

import pytest
from tests.extraction.test_text_layouts import facts

HEAD = "| Indicator | Unit | 2022 | 2023 |\n"
RULE = "|---|---|---|---|\n"


def years(text: str) -> list[tuple[str, float, int]]:
    return sorted((row.metric, row.value, row.year) for row in facts(f"2023 report\n\n{text}"))


@pytest.mark.parametrize("rule", ["", RULE])
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("title", ["Use of resources", "A2 Use of resources", "资源使用"])
def test_the_head_is_that_of_the_rows_below_a_title(rule: str, gap: str, title: str) -> None:
    text = (
        HEAD
        + rule
        + f"{gap}{title}\n{gap}| Water consumption | m3 | 412 | 398 |\n| Diesel consumption | litres | 31 | 29 |\n"
    )
    assert years(text) == [
        ("diesel", 29, 2023),
        ("diesel", 31, 2022),
        ("water_total", 398, 2023),
        ("water_total", 412, 2022),
    ]


def test_titles_may_stand_between_further_rows() -> None:
    text = (
        HEAD + "Waste\n| Hazardous waste | tonnes | 4.1 | 3.9 |\nWater\n| Water consumption | m3 | 412 | 398 |\n"
        "Employees\n| Number of employees | persons | 812 | 840 |\n"
    )
    assert years(text) == [
        ("employees_total", 812, 2022),
        ("employees_total", 840, 2023),
        ("hazardous_waste", 3.9, 2023),
        ("hazardous_waste", 4.1, 2022),
        ("water_total", 398, 2023),
        ("water_total", 412, 2022),
    ]


def test_rows_with_a_head_of_their_own_are_another_table() -> None:
    text = (
        HEAD + "| Water consumption | m3 | 412 | 398 |\nStaff\n| Indicator | Unit | 2021 | 2020 |\n"
        "| Number of employees | persons | 812 | 840 |\n"
    )
    assert ("employees_total", 812, 2021) in years(text)


@pytest.mark.parametrize("between", ["Data as at 31 December 2023", "The figures below are unaudited.", "42"])
def test_a_sentence_a_date_and_a_page_end_the_table(between: str) -> None:
    text = HEAD + f"| Water consumption | m3 | 412 | 398 |\n{between}\n| Diesel consumption | litres | 31 | 29 |\n"
    assert ("diesel", 31, 2022) not in years(text)
