"""Which lines are cells of a table, each on a line of its own, and which rows they make."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.grids.grid import GridRow
from cnesg.extraction.plain_tables.lone_blocks import lone_blocks
from cnesg.extraction.plain_tables.lone_charts import lone_charts
from cnesg.extraction.plain_tables.lone_columns import lone_columns
from cnesg.extraction.plain_tables.lone_lines import Lone, lone_lines
from cnesg.extraction.plain_tables.lone_lists import lone_lists
from cnesg.extraction.plain_tables.lone_tables import lone_tables
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.unit_cells import rows_below_labels
from cnesg.text import Line

READER = LineReader(KNOW.units)


def lines(text: str) -> list[Line]:
    return [Line(one, number, None) for number, one in enumerate(text.split("\n"), start=1)]


def kinds(text: str) -> list[Lone]:
    return lone_lines(lines(text), READER)


def printed(rows: dict[int, GridRow]) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in rows[number]] for number in sorted(rows)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30歲以下", "label"),
        ("其中：女性", "label"),
        ("97.8%", "value"),
        ("62,400人次", "value"),
        ("—", "value"),
        ("二零一六年", "year"),
        ("2016年末", "year"),
        ("（单位：万元）", "unit"),
        ("年度\t每10股派息", "tabs"),
        ("用电量\t486", "other"),
        ("公司坚持以人为本。", "other"),
        ("旧衣募集 2.6万件", "other"),
    ],
)
def test_a_line_has_a_kind(text: str, kind: str) -> None:
    assert [one.kind for one in kinds(text)] == [kind]


def test_rows_have_as_many_figures_as_there_are_heads() -> None:
    rows, taken = lone_tables(kinds("类别\n流失人数\n流失率\n男性\n64\n8.9%\n女性\n27\n9.6%"), KNOW)
    assert printed(rows) == [["类别", "流失人数", "流失率"], ["男性", "64", "8.9%"], ["女性", "27", "9.6%"]]
    assert taken == {2, 3, 5, 6, 8, 9}


@pytest.mark.parametrize(
    "text",
    [
        "类别\n流失人数\n流失率\n男性\n64\n8.9%",  # one row
        "类别\n流失人数\n男性\n64\n8.9%\n女性\n27\n9.6%",  # a head is missing
        "董事长致辞\n公司概况\n男性\n64\n8.9%\n女性\n27\n9.6%",  # no heads of figures
    ],
)
def test_what_lacks_a_head_or_rows_is_no_table(text: str) -> None:
    assert lone_tables(kinds(text), KNOW) == ({}, set())


def test_heads_apart_by_tabs_may_be_broken_over_lines() -> None:
    text = "年度\t每10股派息\n数（元）\t现金分红的数额\n（含税）\n2016年\n2.60\n416.0\n2015年\n3.20\n512.0"
    rows, _ = lone_tables(kinds(text), KNOW)
    assert printed(rows)[0] == ["年度", "每10股派息数（元）", "现金分红的数额（含税）"]
    assert [row[0] for row in printed(rows)[1:]] == ["2016年", "2015年"]


def test_rows_between_rows_with_tabs_have_their_columns() -> None:
    text = "公司\t污染物\t总量\t核定量\n甲公司\t二氧化硫\t12\t40\n乙公司\n二氧化硫\n8\n30\n氮氧化物\n9\n20\n公司共2家。"
    rows, _ = lone_blocks(kinds(text), READER)
    assert printed(rows) == [["乙公司", "二氧化硫", "8", "30"], ["", "氮氧化物", "9", "20"]]


def test_figures_have_the_years_below_them() -> None:
    rows, _ = lone_charts(kinds("纳税总额\n（单位：亿元）\n8.2\n10.4\n2015年\n2016年"), KNOW, 2016)
    assert printed(rows) == [["", "2015年", "2016年"], ["纳税总额(亿元)", "8.2", "10.4"]]


@pytest.mark.parametrize("years", ["2013年\n2014年", "2016年\n2016年"])
def test_years_that_do_not_lead_to_the_fiscal_year_head_no_figures(years: str) -> None:
    assert lone_charts(kinds(f"纳税总额（亿元）\n8.2\n10.4\n{years}"), KNOW, 2016) == ({}, set())


def test_the_first_figure_is_the_first_labels() -> None:
    rows, _ = lone_columns(kinds("关键绩效\n员工总数（人）\n培训投入（万元）\n3,412\n560"), KNOW)
    assert printed(rows) == [["员工总数（人）", "3,412"], ["培训投入（万元）", "560"]]


def test_labels_of_rows_of_several_figures_are_no_column() -> None:
    text = "2015年\n2016年\n环保投入（万元）\n培训投入（万元）\n3,412\n560"
    assert lone_columns(kinds(text), KNOW) == ({}, set())


def test_names_of_parts_stand_above_their_figures_or_below_all_of_them() -> None:
    above, below = "性别构成\n男性\n58.1%\n女性\n41.9%\n47", "性别构成\n58.1%\n男性\n41.9%\n女性"
    for text in (above, below):
        (found,) = lone_lists(lines(text), KNOW)
        rows = [[cell.text for cell in row if cell is not None] for row in found.grid.rows]
        assert rows == [["男性", "58.1%"], ["女性", "41.9%"]]
        assert found.grid.above == ("性别构成",)


def test_brackets_end_the_label_of_the_line_above() -> None:
    rows, taken = rows_below_labels(kinds("研发人员数量\n（人）\t486\t431\n（注）\t见附录"), READER)
    assert printed(rows) == [["研发人员数量（人）", "486", "431"]]
    assert taken == {1}
