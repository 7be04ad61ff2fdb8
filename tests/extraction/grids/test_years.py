"""Years of tables whose header is broken or stayed on the page before. All texts are invented."""

from tests.extraction.texts import facts

PROSE = "\n这一段文字写得很长,使上面的表格到此结束,下面的各行因此没有自己的表头,只印有与前面相同顺序的数字而已。\n\n"


def dated(text: str, metric: str) -> list[tuple[float, int]]:
    return [(row.value, row.year) for row in facts(text) if row.metric == metric]


def test_a_broken_year_is_the_one_that_its_neighbours_ask_for() -> None:
    text = "指标\t2019年\t2020年\t202^\n员工总数(人)\t1019\t976\t985\n"
    assert dated(text, "employees_total") == [(1019, 2019), (976, 2020), (985, 2021)]


def test_a_broken_year_beside_the_one_before_is_the_reports() -> None:
    assert dated("指标\t202禅\t2020年\n员工总数(人)\t1019\t976\n", "employees_total") == [(1019, 2021), (976, 2020)]


def test_rows_without_a_header_take_the_usual_order() -> None:
    text = f"指标\t2021年\t2020年\n员工总数(人)\t1019\t976\n{PROSE}废水排放量(吨)\t240\t300\n"
    assert dated(text, "wastewater") == [(240, 2021), (300, 2020)]
