"""Classes of numbers that stand in a list. All texts are invented."""

from tests.extraction.texts import rows_of


def test_a_figure_for_each_of_several_years_is_of_one_class() -> None:
    rows = rows_of("In 2022 and 2023, our number of lost-time injuries was 22 and 18 respectively.")
    assert {(row.value, row.year, row.breakdown.get("type")) for row in rows} == {
        (22, 2022, "lost-time"),
        (18, 2023, "lost-time"),
    }


def test_scopes_of_a_sum_are_no_list_where_years_are() -> None:
    rows = rows_of("In 2022 and 2023, our Scope 1 and 2 emissions were 2,220 tCO2e and 2,070 tCO2e respectively.")
    assert {(row.metric, row.value) for row in rows} == {("ghg_total", 2220), ("ghg_total", 2070)}
