"""Columns that give changes in per cent: arithmetic tells, and a head that is of one of them alone."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.columns_of_changes import columns_of_changes, with_changes_apart
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
HEADS = (("2023",), ("2022",), ("Development",))
ROWS = (("1,072", "1,000", "7.2%"), ("450", "500", "(10.0%)"), ("2,121", "2,000", "6.1%"), ("75", "–", "n/a"))


def table(rows: Sequence[Sequence[str]], heads: Sequence[tuple[str, ...]] = HEADS) -> Table:
    def cell(text: str, at: int) -> Fragment | None:
        return Fragment(text, text, (200.0 + 60 * at, 0.0, 240.0 + 60 * at, 9.0), 9.0, 1, 0, kind_of(text) or "text")

    set_in = tuple(
        Row(f"Row {n}", (), (), tuple(cell(text, at) if text else None for at, text in enumerate(row)), (0, 0, 9, 9), n)
        for n, row in enumerate(rows)
    )
    columns = tuple(Column(200.0 + 60 * at, 240.0 + 60 * at, head) for at, head in enumerate(heads))
    return Table(1, (0, 0, 9, 9), columns, set_in)


def test_per_cent_by_which_two_columns_differ_are_changes() -> None:
    assert columns_of_changes(table(ROWS)) == {2}


def test_changes_may_stand_before_the_figures_and_be_of_earlier_years_first() -> None:
    rows = [(change, before, now) for now, before, change in ROWS]
    assert columns_of_changes(table(rows, (("Development",), ("2022",), ("2023",)))) == {0}


@pytest.mark.parametrize("change", ["-10.0%", "−10.0%", "–10.0%", "(10.0)%", "-10%"])
def test_a_fall_is_told_by_a_sign_or_brackets(change: str) -> None:
    rows = [*ROWS[:1], ("450", "500", change), ROWS[2]]
    assert columns_of_changes(table(rows)) == {2}


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([*ROWS[:2], ("2,121", "2,000", "48.0%")], HEADS),  # shares of something else
        (ROWS[:2], HEADS),  # too few rows
        ([(now, before, change.replace("%", "")) for now, before, change in ROWS[:3]], HEADS),  # amounts
        ([(now, before, "0.1%") for now, before, _ in (("1,001", "1,000", ""),) * 4], HEADS),  # as good as nothing
        ([*ROWS[:2], ("2,121", "", "6.1%")], HEADS),
        ([(before, change) for _, before, change in ROWS[:3]], HEADS[1:]),
        (ROWS, (("2023",), ("2022",), ("2021",))),  # a year of its own
    ],
)
def test_other_columns_are_no_changes(rows: Sequence[Sequence[str]], heads: Sequence[tuple[str, ...]]) -> None:
    assert columns_of_changes(table(rows, heads)) == set()


def test_one_row_of_five_may_be_off() -> None:
    rows = [*ROWS[:3], ("110", "100", "10.0%"), ("300", "200", "5.0%")]
    assert columns_of_changes(table(rows)) == {2}


@pytest.mark.parametrize(
    "head",
    ["% change", "Change (%)", "YoY change", "Variation", "变动", "同比增减", "变动率", "增减(%)", "% change (YoY)"],
)
def test_a_head_of_changes_is_taken_off_the_years_beside_them(head: str) -> None:
    heads = ((head, "2019/20"), (head, "2020/21"), (head, "2019/20-20/21"))
    found = with_changes_apart(table(ROWS, heads))
    assert [column.headers for column in found.columns] == [("2019/20",), ("2020/21",), (head, "2019/20-20/21")]


@pytest.mark.parametrize(
    "heads",
    [
        (("% change", "2022"), ("% change", "2023")),  # changes of single years
        (("Water", "2022"), ("Water", "Total")),
        (("2022",), ("2023",), ("% change",)),
    ],
)
def test_other_heads_stay_over_their_years(heads: Sequence[tuple[str, ...]]) -> None:
    asked = table([row[: len(heads)] for row in ROWS], heads)
    assert with_changes_apart(asked) is asked


@pytest.mark.parametrize("head", ["Development", "Result", ""])
def test_changes_below_an_unknown_head_are_no_figures_of_a_year(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge, head: str
) -> None:
    def draw(canvas: Any) -> None:
        rows = [["", "2022", "2023", head], ["Employees", "1,000", "1,072", "7.2%"]]
        rows += [["Male", "500", "450", "-10.0%"], ["Female", "500", "622", "24.4%"]]
        rows += [["New hires", "100", "150", "50.0%"]]
        rows_at(canvas, rows, [50, 230, 300, 370], 720)

    found = [one for page in make_pages(draw) for one in TableReader(knowledge, 2023).read(page)]
    assert [one.value for one in found] == [1000, 1072, 500, 450, 500, 622, 100, 150]


def test_figures_of_years_that_a_head_of_changes_reaches_over_are_read(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(354, 731, "% change")
        rows = [["", "2019/20", "2020/21", "2019/20-20/21"]]
        rows += [["Electricity consumption (MWh)", "1,000", "1,072", "7.2%"]]
        rows += [["Water consumption (m3)", "500", "450", "-10.0%"]]
        rows_at(canvas, rows, [50, 230, 290, 360], 720)

    (page,) = make_pages(draw)
    (table,) = find_tables(page)
    assert table.columns[1].headers == ("% change", "2020/21")
    found = TableReader(knowledge, 2021).read(page)
    assert [(one.value, one.year) for one in found] == [(1000, 2020), (1072, 2021), (500, 2020), (450, 2021)]
