"""Rows above the first values that name groups, and heads that do not. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.extraction.tables.drawn.test_ruled import draw_rows

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.drawn.grid import GridCell
from cnesg.extraction.tables.drawn.openings import openings
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
XS = [50, 220, 290, 360]
HEADS = ("Indicator", "2022", "2023")


def cell(text: str, left: int, right: int = 0, start: float = 4) -> FilledCell:
    """A cell of columns 100 points wide and a row 20 high, its text so far from its left side."""
    right = right or left + 1
    box = (100.0 * left + start, 5.0, 100.0 * left + start + 5 * len(text), 15.0)
    part = Fragment(text=text, folded=text, bbox=box, height=9, line=0, start=0, kind=kind_of(text))
    return FilledCell(GridCell((100.0 * left, 0, 100.0 * right, 20), 0, 1, left, right), [part])


def row(*texts: str) -> list[FilledCell]:
    return [cell(text, at) for at, text in enumerate(texts) if text]


VALUES = [row("Women", "9", "8"), row("Men", "12", "14")]


def test_a_title_over_all_columns_opens_a_group() -> None:
    assert openings([row(*HEADS), [cell("Turnover", 0, 3)]], VALUES, [1, 2]) == 1


def test_up_to_three_titles_within_each_other_do() -> None:
    titles = [[cell(text, 0, 3)] for text in ("Social", "Employees", "Turnover", "Voluntary turnover")]
    assert openings([row(*HEADS), *titles[:2]], VALUES, [1, 2]) == 2
    assert openings([row(*HEADS), *titles[:3]], VALUES, [1, 2]) == 3
    assert openings([row(*HEADS), *titles], VALUES, [1, 2]) == 0


def test_a_title_over_all_columns_may_stand_beside_its_code() -> None:
    head = [row("No.", "Indicator", "2022", "2023")]
    coded = [cell("GRI 403-9", 0), cell("Work-related injuries", 1, 4)]
    worded = [cell("Safety", 0), cell("Work-related injuries", 1, 4)]
    values = [row("1", "Women", "9", "8")]
    assert openings([*head, coded], values, [2, 3]) == 1
    assert openings([*head, worded], values, [2, 3]) == 0


def test_a_text_at_the_right_of_all_columns_opens_none() -> None:
    assert openings([row(*HEADS), [cell("Turnover", 0, 3, start=240)]], VALUES, [1, 2]) == 0
    assert openings([row(*HEADS), [cell("Turnover", 0, 3, start=30)]], VALUES, [1, 2]) == 1


def test_nor_does_a_unit_over_all_columns_but_people_are_a_group() -> None:
    assert openings([row(*HEADS), [cell("tonnes", 0, 3)]], VALUES, [1, 2]) == 0
    assert openings([row(*HEADS), [cell("Employees", 0, 3)]], VALUES, [1, 2]) == 1


def test_a_title_without_heads_above_it_opens_none() -> None:
    assert openings([[cell("Turnover", 0, 3)]], VALUES, [1, 2]) == 0
    assert openings([[cell("Our people", 0, 3)], [cell("Turnover", 0, 3)]], VALUES, [1, 2]) == 0


def test_a_title_in_the_first_field_opens_one_where_heads_stand_over_all_columns() -> None:
    assert openings([row(*HEADS), row("Turnover")], VALUES, [1, 2]) == 1
    assert openings([row("Indicator", "2022"), row("Turnover")], VALUES, [1, 2]) == 0


def test_or_where_rows_below_name_the_next_group_so() -> None:
    below = [*VALUES, row("Training"), *VALUES]
    assert openings([row("Indicator", "2022"), row("Turnover")], below, [1, 2]) == 1


def labels(make_pages: MakePages, rows: Sequence[Sequence[str]]) -> list[tuple[tuple[str, ...], str]]:
    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, XS))[0])
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
    return [(one.parents, one.label) for one in table.rows]


def test_the_only_title_of_a_table_is_no_head_of_its_columns(make_pages: MakePages) -> None:
    rows = [HEADS, ("Turnover rate", "", ""), ("Women", "9.1", "8.2"), ("Men", "12.3", "14.4")]
    assert labels(make_pages, rows) == [(("Turnover rate",), "Women"), (("Turnover rate",), "Men")]


def test_titles_over_all_columns_within_each_other_are_both_kept_from_the_heads(make_pages: MakePages) -> None:
    titles = {1: "Turnover rate", 2: "By gender"}
    values = [("Women", "9.1", "8.2"), ("Men", "12.3", "14.4")]

    def draw(canvas: Any) -> None:
        canvas.setLineWidth(0.5)
        for at in range(6):
            canvas.line(XS[0], 700 - 20 * at, XS[-1], 700 - 20 * at)
        for x in XS:
            inner = x not in {XS[0], XS[-1]}
            for top, bottom in ((700, 680), (640, 600)) if inner else ((700, 600),):
                canvas.line(x, top, x, bottom)
        for number, texts in {0: HEADS, 3: values[0], 4: values[1]}.items():
            for x, text in zip(XS, texts, strict=False):
                canvas.drawString(x + 4, 686 - 20 * number, text)
        for number, title in titles.items():
            canvas.drawString(54, 686 - 20 * number, title)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
    assert [(one.parents, one.label) for one in table.rows] == [
        (("Turnover rate", "By gender"), "Women"),
        (("Turnover rate", "By gender"), "Men"),
    ]
