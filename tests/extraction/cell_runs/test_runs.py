"""Cells of charts and tiles that stand line by line in an English text. All texts and figures are invented."""

from collections.abc import Sequence

import pytest
from tests.extraction.texts import facts

Facts = set[tuple[str, float, int, tuple[str, ...]]]


def told(text: str) -> Facts:
    """What a report of 2021 with such a page says: metric, value, year and the names of its classes."""
    rows = facts(f"Larkfield Group sustainability report 2021\n\n{text}\n\nOur suppliers\n")
    return {(row.metric, row.value, row.year, tuple(sorted(row.breakdown.values()))) for row in rows}


def of(
    metric: str, *values: tuple[float, int], classes: Sequence[str] = ()
) -> set[tuple[str, float, int, tuple[str, ...]]]:
    return {(metric, value, year, tuple(sorted(classes))) for value, year in values}


BY_YEAR = {
    "figure before its year": "Employee turnover rate\n12.4% 2021\n11.0% 2020",
    "year before its figure": "Employee turnover rate\n2021 12.4%\n2020 11.0%",
    "on lines of their own": "Employee turnover rate\n2020\n11.0%\n2021\n12.4%",
    "figures above their years": "Employee turnover rate\n11.0%\n2020\n12.4%\n2021",
    "years over figures": "Employee turnover rate\n2020 2021\n11.0% 12.4%",
    "figures over years": "Employee turnover rate\n11.0% 12.4%\n2020 2021",
    "one pair broken up": "Employee turnover rate\n11.0% 2020\n2021\n12.4%",
    "in capitals": "EMPLOYEE TURNOVER RATE (%)\n2020 2021\n11.0 12.4",
}


@pytest.mark.parametrize("page", BY_YEAR.values(), ids=BY_YEAR.keys())
def test_figures_beside_years_below_a_title(page: str) -> None:
    assert told(page) == of("turnover_rate", (12.4, 2021), (11.0, 2020))


def test_a_unit_in_brackets_below_the_title_holds_for_all_years() -> None:
    page = "Lost time injury rate\n(per 200,000 hours worked)\n2021 0.41\n2020 0.52"
    assert told(page) == of("lost_time_injury_rate", (0.41, 2021), (0.52, 2020))


def test_titles_side_by_side_have_a_set_of_years_each() -> None:
    page = "Scope 1 (tCO2e) Scope 2 (tCO2e)\n2021 8,410\n2020 8,955\n2021 3,318\n2020 4,042"
    assert told(page) == of("ghg_scope1", (8410, 2021), (8955, 2020)) | of("ghg_scope2", (3318, 2021), (4042, 2020))


def test_ticks_of_an_axis_pair_off_with_no_years() -> None:
    assert not told("Employee turnover rate\n0 5 10 15\n2019 2020 2021")


@pytest.mark.parametrize(
    "page",
    [
        "New hires Employee turnover rate\n214 9.6%",
        "214 9.6%\nNew hires Employee turnover rate",
        "New hires Employee turnover rate\n214\n9.6%",
    ],
)
def test_a_row_of_labels_and_a_row_of_figures(page: str) -> None:
    assert told(page) == of("new_hires", (214, 2021)) | of("turnover_rate", (9.6, 2021))


def test_last_years_figures_in_words_below_a_row_of_figures() -> None:
    page = "Fatalities Employee turnover rate\n1 9.6%\nDown from 2 Up from 8.8%"
    assert told(page) == of("fatalities", (1, 2021), (2, 2020)) | of("turnover_rate", (9.6, 2021), (8.8, 2020))


def test_changes_in_brackets_are_no_figures() -> None:
    page = "Scope 1 emissions Scope 2 emissions\n64,300 tCO2e\n( 3.1%)\n12,700 tCO2e\n( 41.0%)"
    assert told(page) == of("ghg_scope1", (64300, 2021)) | of("ghg_scope2", (12700, 2021))


def test_a_row_below_years_has_no_labels_in_a_row() -> None:
    page = "Indicator Unit 2021 2020\nElectricity consumption MWh\n7,931 7,946\nTotal employees persons\n842 861"
    assert told(page) == of("electricity", (7931, 2021), (7946, 2020)) | of("employees_total", (842, 2021), (861, 2020))


def test_labels_that_go_on_below_their_figures() -> None:
    people = "Our people\n3,642\nemployees\n41%\nwomen in our workforce\n"
    page = people + "0\nfatalities\n6,118\nhours volunteered by our people"
    assert told(page) == (
        of("employees_total", (3642, 2021))
        | of("employees_share", (41, 2021), classes=["female"])
        | of("fatalities", (0, 2021))
        | of("volunteer_hours", (6118, 2021))
    )


def test_a_unit_below_a_figure_and_its_label_below_that() -> None:
    page = "Planet\n14,402\ntonnes CO2e\nScope 1 and 2 emissions\n218 tonnes\nof waste recycled"
    assert told(page) == of("ghg_total", (14402, 2021)) | of("waste_recycled", (218, 2021))


@pytest.mark.parametrize(
    "page",
    [
        "Safety\n2\nFatalities\n(1 in 2020)\n0.92\nLost time injury rate\n(1.10 in 2020)",
        "Safety\n2\n(2020: 1)\nFatalities\n0.92\n(2020: 1.10)\nLost time injury rate",
    ],
)
def test_last_years_figure_in_brackets_below(page: str) -> None:
    assert told(page) == of("fatalities", (2, 2021), (1, 2020)) | of("lost_time_injury_rate", (0.92, 2021), (1.1, 2020))


def test_men_and_women_of_the_board_and_of_ranks() -> None:
    board = "Board\nMale\n5 (62.5%)\nFemale\n3 (37.5%)\n"
    page = board + "Senior managers\nMen 12\nWomen 8\nAll employees\n54%\nMen\n46%\nWomen"
    assert told(page) == (
        of("board_directors", (5, 2021), classes=["male"])
        | of("board_directors_share", (62.5, 2021), classes=["male"])
        | of("female_directors", (3, 2021))
        | of("female_directors_share", (37.5, 2021))
        | of("employees", (12, 2021), classes=["male", "senior managers"])
        | of("employees", (8, 2021), classes=["female", "senior managers"])
        | of("employees_share", (54, 2021), classes=["male"])
        | of("employees_share", (46, 2021), classes=["female"])
    )


def test_shares_by_rank_and_gender_with_the_title_behind() -> None:
    page = (
        "Senior management\nMale\n3.10%\nSenior management\nFemale\n1.90%\nGeneral\nstaff\nMale\n55.25%\n"
        "General\nstaff\nFemale\n39.75%\nTotal employees by employment category"
    )
    assert told(page) == (
        of("employees_share", (3.1, 2021), classes=["male", "senior management"])
        | of("employees_share", (1.9, 2021), classes=["female", "senior management"])
        | of("employees_share", (55.25, 2021), classes=["general staff", "male"])
        | of("employees_share", (39.75, 2021), classes=["female", "general staff"])
    )


def test_ratios_of_classes_in_one_cell() -> None:
    page = "Performance data 2020 2021\nNew hires (Persons) 910 822\n• by Gender (Female : Male) (%) 31 : 69 32 : 68"
    assert told(page) == (
        of("new_hires", (910, 2020), (822, 2021))
        | of("new_hires_share", (31, 2020), (32, 2021), classes=["female"])
        | of("new_hires_share", (69, 2020), (68, 2021), classes=["male"])
    )


def test_ratios_of_those_who_left_are_no_rates() -> None:
    page = "Performance data 2020 2021\nTurnover (Persons) 402 511\n• by Gender (Female : Male) (%) 28 : 72 30 : 70"
    assert told(page) == of("turnover_count", (402, 2020), (511, 2021))


def test_a_form_that_counts_under_letters() -> None:
    page = (
        "18. Employees at the end of the year\nParticulars Total\n(A)\nMale Female\n"
        "No. (B) % (B / A) No. (C) % (C / A)\n"
        "1. Permanent (D) 140 112 80% 28 20%\n2. Total employees (D + E) 160 126 78.75% 34 21.25%"
    )
    assert told(page) >= (
        of("employees", (140, 2021), classes=["permanent"])
        | of("employees", (112, 2021), classes=["male", "permanent"])
        | of("employees_share", (20, 2021), classes=["female", "permanent"])
        | of("employees_total", (160, 2021))
        | of("employees_share", (21.25, 2021), classes=["female"])
    )


def test_rates_of_genders_below_years_on_lines_of_their_own() -> None:
    page = (
        "20. Turnover rate for permanent employees\nFY 2020-21\n(current year)\nFY 2019-20\n(previous year)\n"
        "Male Female Total Male Female Total\nPermanent Employees 14.2% 17.8% 14.6% 12.5% 15.1% 12.8%"
    )
    assert told(page) == (
        of("turnover_rate", (14.2, 2021), (12.5, 2020), classes=["male", "permanent"])
        | of("turnover_rate", (17.8, 2021), (15.1, 2020), classes=["female", "permanent"])
        | of("turnover_rate", (14.6, 2021), (12.8, 2020), classes=["permanent"])
    )


def test_last_years_figure_in_brackets_below_where_labels_come_first() -> None:
    page = "Resources\nWater consumption (m3)\n41,200\n(2020: 43,110)\nElectricity (MWh)\n9,120\n(2020: 9,480)"
    assert told(page) == of("water_total", (41200, 2021), (43110, 2020)) | of("electricity", (9120, 2021), (9480, 2020))


def test_several_labels_each_with_its_figure_on_a_line() -> None:
    page = "At a glance\nTotal employees 3,642 New hires 512\nLost time injury rate 0.41 Fatalities 0"
    assert told(page) == (
        of("employees_total", (3642, 2021))
        | of("new_hires", (512, 2021))
        | of("lost_time_injury_rate", (0.41, 2021))
        | of("fatalities", (0, 2021))
    )


def test_labels_below_figures_that_tell_aims_or_other_people_state_no_results() -> None:
    page = "Our aims\n50%\nreduction in GHG emissions by 2030\n30%\nwomen in senior management by 2025"
    assert {year for _, _, year, _ in told(page)} == {2030, 2025}
    assert not told("Reach\n1,245\nemployees at our suppliers' factories\n37\ncountries")
