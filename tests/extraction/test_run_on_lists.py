"""English lists whose items only blanks set apart: each label is that of its own figure."""

from tests.extraction.test_chinese_lists import rows_of, told


def test_shares_of_a_line_keep_their_classes() -> None:
    rows = rows_of("Employees by gender: Male 64% Female 36%")
    assert [told(row) for row in rows] == ["employees_share 64 gender=male", "employees_share 36 gender=female"]


def test_figures_of_a_line_keep_their_metrics() -> None:
    rows = rows_of("Energy consumption 11,560 MWh Water consumption 34,200 m3 Waste 1,150 tonnes")
    assert [told(row) for row in rows] == ["energy_total 11560", "water_total 34200", "waste_total 1150"]
