"""Rows of several years whose header was lost. All texts are invented."""

from tests.extraction.grids.test_years import PROSE, dated

ROW = "员工总数(人)\t1019\t976\t985\n"


def test_what_prose_says_of_this_year_tells_the_order() -> None:
    said = "截至2021年底,公司共有员工985人。"
    assert dated(f"{said}\n{PROSE}{ROW}", "employees_total") == [(1019, 2019), (976, 2020), (985, 2021)]


def test_rows_with_a_header_tell_the_order() -> None:
    table = "指标\t2021年\t2020年\n废水排放量(吨)\t240\t300\n"
    assert dated(f"{table}{PROSE}{ROW}", "employees_total") == [(1019, 2021), (976, 2020), (985, 2019)]


def test_without_a_hint_nothing_is_guessed() -> None:
    assert {year for _, year in dated(ROW, "employees_total")} == {2021}


def test_figures_that_are_no_series_stay_as_they_are() -> None:
    table = "指标\t2021年\t2020年\n废水排放量(吨)\t240\t300\n"
    row = "植树(棵)\t72945\t465822\t12\n"
    assert {year for _, year in dated(f"{table}{PROSE}{row}", "trees_planted")} == {2021}
