"""Rows of a page that no wording names and that add up to the row above them, and kinds of what was cut."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.parts_below import with_parts_below
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
XS = [50, 230, 400, 470]
Read = Callable[[list[list[str]]], list[tuple[str, set[str], float]]]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge, rows_at: RowsAt) -> Read:
    def run(rows: list[list[str]]) -> list[tuple[str, set[str], float]]:
        pages = make_pages(lambda canvas: rows_at(canvas, [["Indicator", "Unit", "2022", "2023"], *rows], XS, 720))
        found: list[Any] = [one for page in pages for one in TableReader(knowledge, 2023).read(page)]
        return [(one.metric, set(one.breakdown.values()), one.value) for one in found if one.year == 2023]

    return run


def test_rows_that_add_up_to_the_row_above_are_its_parts(read: Read) -> None:
    found = read(
        [
            ["Electricity consumption", "MWh", "510", "533"],
            ["Brickyard", "MWh", "310", "320"],
            ["Sawmill", "MWh", "200", "213"],
        ]
    )
    assert found == [
        ("electricity", set(), 533),
        ("electricity", {"brickyard"}, 320),
        ("electricity", {"sawmill"}, 213),
    ]


def test_rows_that_do_not_are_none(read: Read) -> None:
    found = read(
        [
            ["Electricity consumption", "MWh", "510", "533"],
            ["Brickyard", "MWh", "310", "320"],
            ["Sawmill", "MWh", "205", "213"],
        ]
    )
    assert [one[0] for one in found if not one[1]] == ["electricity"]
    assert ("electricity", {"sawmill"}, 213) not in found


def test_a_part_of_what_was_cut_says_so() -> None:
    box = (0.0, 0.0, 1.0, 1.0)
    labels = ["碳排放量", "其中：范围一", "碳减排量", "其中：范围一", "其中:范围二"]
    rows = tuple(Row(label, (), (), (), box, line) for line, label in enumerate(labels, start=1))
    table = with_parts_below(Table(page=1, bbox=box, columns=(), rows=rows), bool)
    assert [row.label for row in table.rows] == [*labels[:3], "范围一碳减排量", "范围二碳减排量"]


def test_rows_set_in_with_dashes_are_parts_though_one_names_a_metric(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [("环保总投入", "900"), ("- 环境监管", "200"), ("- 环保培训", "250"), ("- 大气污染防治投入", "450")]
        for number, (label, value) in enumerate([("指标", "2023年"), *rows]):
            canvas.drawString(50, 720 - 16 * number, label)
            canvas.drawRightString(450, 720 - 16 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    bare = replace(table, rows=tuple(replace(row, parents=()) for row in table.rows))
    parted = with_parts_below(bare, lambda label: "投入" in label)
    assert [row.parents for row in parted.rows] == [(), *[("环保总投入",)] * 3]
