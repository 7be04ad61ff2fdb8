"""Titles that part a whole, and the groups that are open below them."""

from dataclasses import replace

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.geometry.parting_titles import ends_in_by, opened, parts_a_whole
from cnesg.extraction.tables.model import Column, Row, Table
from cnesg.extraction.tables.rows.continuation import continued
from cnesg.text import Page


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("By gender", True),
        ("By employment category 按僱員類別劃分", True),
        ("按年龄划分", True),
        ("其中：按年龄分类", True),
        ("按地区分布", True),
        ("按年龄划分流失率", False),
        ("按地区划分的供应商数量", False),
        ("受训雇员百分比", False),
    ],
)
def test_a_title_that_parts_a_whole(title: str, parts: bool) -> None:
    assert parts_a_whole(title) is parts


def test_a_title_that_parts_keeps_the_one_that_names_the_whole() -> None:
    first = opened(["社会"], "受训雇员百分比")
    second = opened(first, "按性别划分")
    third = opened(second, "按年龄划分")
    assert (first, second, third) == (
        ["受训雇员百分比"],
        ["受训雇员百分比", "按性别划分"],
        ["受训雇员百分比", "按年龄划分"],
    )


def _table(page: int, headers: tuple[str, str], top: float, bottom: float, *labels: str) -> Table:
    rows = tuple(Row(label, (), (), (None, None), (50, top, 500, bottom), 1) for label in labels)
    columns = tuple(Column(x, x + 40, (header,)) for x, header in zip((400, 460), headers, strict=True))
    return Table(page, (50, top, 500, bottom), columns, rows)


def test_a_title_across_all_columns_overleaf_opens_a_group(knowledge: Knowledge) -> None:
    page = Page(2, 600, 800, ())
    before = _table(1, ("2023", "2024"), 100, 780, "雇员总数")
    after = _table(2, ("按性别划分", "按性别划分"), 40, 300, "男性", "女性")
    found = continued(after, before, page, knowledge)
    assert [column.headers for column in found.columns] == [("2023",), ("2024",)]
    assert [row.parents for row in found.rows] == [("按性别划分",)] * 2


def test_a_title_across_all_columns_is_a_header_where_no_years_stand_above(knowledge: Knowledge) -> None:
    page = Page(2, 600, 800, ())
    before = _table(1, ("北京", "上海"), 100, 780, "雇员总数")
    after = _table(2, ("占比", "占比"), 40, 300, "男性", "女性")
    assert continued(after, before, page, knowledge) == after
    assert continued(replace(after, page=3), _table(1, ("2023", "2024"), 100, 780, "雇员总数"), page, knowledge).headed


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Training hours by topic", True),
        ("Balance of green loans by use at the end of 2023", True),
        ("Complaints by product category as at 31 December 2023", True),
        ("Waste by type (tonnes), FY2023/24", True),
        ("Energy used by our sites fell in all of the years since 2019 and will go on to fall", False),
        ("Training hours", False),
    ],
)
def test_a_title_that_says_by_what_its_rows_are_told(title: str, ends: bool) -> None:
    assert ends_in_by(title) is ends


@pytest.mark.parametrize(("title", "taken_over"), [("新入职雇员比率", False), ("社会", True), ("关键绩效指标", True)])
def test_a_title_that_names_but_a_metric_overleaf_ends_the_groups_before(
    knowledge: Knowledge, title: str, taken_over: bool
) -> None:
    def table(page: int, top: float, parents: tuple[str, ...], captions: tuple[str, ...]) -> Table:
        made = _table(page, ("2024", "2023"), top, top + 60, "男性", "女性")
        rows = tuple(replace(row, parents=parents) for row in made.rows)
        return replace(made, rows=rows, captions=captions)

    found = continued(
        table(2, 40, (), (title, "ESG报告")),
        table(1, 700, ("总培训时数",), ("ESG报告",)),
        Page(2, 600, 800, ()),
        knowledge,
    )
    assert ([row.parents for row in found.rows] == [("总培训时数",)] * 2) is taken_over


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Training hours by topic", True),
        ("Total training hours per area of intervention", True),
        ("Employees per region", True),
        ("Training hours per employee", False),
        ("Water use per tonne", False),
    ],
)
def test_a_title_that_ends_in_what_its_rows_part(title: str, ends: bool) -> None:
    assert ends_in_by(title) is ends
