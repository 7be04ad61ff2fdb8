"""Tables whose cells, labels or columns have come apart in an English text. All texts and figures are invented."""

from tests.extraction.cell_runs.test_runs import of, told


def test_a_label_that_ends_behind_its_figure_and_figures_before_the_next_label() -> None:
    page = (
        "Average training hours by employee category\nSenior management\n6.1 hours Below middle\n"
        "14.5 hours management\nMiddle management\n4.9 hours"
    )
    assert told(page) == (
        of("training_hours_avg", (6.1, 2021), classes=["senior management"])
        | of("training_hours_avg", (14.5, 2021), classes=["below middle management"])
        | of("training_hours_avg", (4.9, 2021), classes=["middle management"])
    )


def test_several_classes_with_their_figures_on_a_line() -> None:
    page = "Number of employees by region\nAsia 4,212 Europe 1,877 North America 930"
    assert told(page) == (
        of("employees", (4212, 2021), classes=["asia"])
        | of("employees", (1877, 2021), classes=["europe"])
        | of("employees", (930, 2021), classes=["north america"])
    )


def test_a_title_that_parts_what_the_title_above_it_names() -> None:
    page = "Employee turnover rate\nBy gender\nMale\n34% Female\n32%\nBy age group\nBelow 30\n41%\nAbove 30\n19%"
    assert told(page) == (
        of("turnover_rate", (34, 2021), classes=["male"])
        | of("turnover_rate", (32, 2021), classes=["female"])
        | of("turnover_rate", (41, 2021), classes=["below 30"])
        | of("turnover_rate", (19, 2021), classes=["above 30"])
    )


def test_whom_a_row_is_about_where_the_row_above_names_what() -> None:
    page = (
        "Safety Category 2021 2020\nNumber of fatalities Employees 0 1\nWorkers 1 2\n"
        "Total recordable injuries Employees 3 5\nWorkers 14 18"
    )
    assert told(page) == (
        of("fatalities", (0, 2021), (1, 2020), classes=["employees"])
        | of("fatalities", (1, 2021), (2, 2020), classes=["workers"])
        | of("recordable_injuries", (3, 2021), (5, 2020), classes=["employees"])
        | of("recordable_injuries", (14, 2021), (18, 2020), classes=["workers"])
    )


def test_the_last_column_of_a_table_of_years_below_its_rows() -> None:
    page = "Year Work-related fatalities No. of lost days\n2021 0\n2020 1\n2019 0\n182 days\n247 days\n310 days"
    assert told(page) == (
        of("fatalities", (0, 2021), (1, 2020), (0, 2019)) | of("lost_days", (182, 2021), (247, 2020), (310, 2019))
    )


def test_an_english_table_of_years_that_runs_on_within_a_line() -> None:
    page = (
        "Indicators Unit 2020 2021 Changes 2021 vs. 2020 Water consumption m³ 4,112 3,998 -2.8% "
        "Electricity consumption MWh 931 902 -3.1% HSE training Number of HSE training hours hours 610 588 -3.6%"
    )
    assert told(page) == (
        of("water_total", (4112, 2020), (3998, 2021))
        | of("electricity", (931, 2020), (902, 2021))
        | of("safety_training_hours", (610, 2020), (588, 2021))
    )


def test_a_row_whose_unit_stands_on_a_line_of_its_own_names_no_group() -> None:
    page = (
        "Recycled items 2020 2021 Change\nToner and ink cartridges\n(pieces)\n1,388 1,097 -21.0%\n"
        "Copper (tonnes) 12.08 9.87 -18.3%"
    )
    assert told(page) == of("waste_recycled", (12.08, 2020), (9.87, 2021), classes=["copper"])


def test_a_label_whose_first_line_ends_with_a_preposition_is_read_whole() -> None:
    page = "Our year\nWomen in\nsenior management\n38%\nMen in\nsenior management\n62%"
    assert told(page) == (
        of("employees_share", (38, 2021), classes=["female", "senior management"])
        | of("employees_share", (62, 2021), classes=["male", "senior management"])
    )
