"""Bars with a name each, proved by where their figures stand."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.charts.named_bars import find_named_bars
from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.fragments import page_fragments

LOANS = {"Green buildings": 1602.15, "Clean energy": 1147.09, "Energy saving": 1012.43, "Services": 86.5, "Water": 19.3}
Place = Callable[[float, str], float]


def _title(canvas: Any) -> None:
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(60, 730, "Balance of green loans by use at the end of 2023")
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 715, "Unit: RMB100 million")
    canvas.setFont("Helvetica", 9)


def _lying(canvas: Any, at: Callable[[float], float], *, titled: bool = True, right: bool = True) -> None:
    if titled:
        _title(canvas)
    for number, (name, value) in enumerate(LOANS.items()):
        y = 695 - 20 * number
        (canvas.drawRightString if right else canvas.drawString)(200 if right else 60, y, name)
        canvas.drawString(at(value), y, f"{value:,.2f}")


@pytest.mark.parametrize("right", [True, False])
def test_lying_bars_are_a_column_of_names_and_figures_below_their_title(make_pages: MakePages, right: bool) -> None:
    page = make_pages(lambda canvas: _lying(canvas, lambda value: 210 + value / 8, right=right))[0]
    (table,) = find_tables(page)
    assert {row.label: row.cells[0].text for row in table.rows if row.cells[0]} == {
        name: f"{value:,.2f}" for name, value in LOANS.items()
    }
    assert table.captions == ("Unit: RMB100 million", "Balance of green loans by use at the end of 2023")


@pytest.mark.parametrize(
    "at",
    [
        lambda value: 210 + 0 * value,  # a column set left
        lambda value: 300 - 5 * len(f"{value:,.2f}"),  # about as a column set right
        lambda value: 400 - value / 8,  # further out the smaller they are
        lambda value: 210 + (value * 7919) % 150,  # on no scale
    ],
)
def test_figures_on_no_scale_are_no_bars(make_pages: MakePages, at: Callable[[float], float]) -> None:
    page = make_pages(lambda canvas: _lying(canvas, at))[0]
    assert find_named_bars(1, page_fragments(page)) == []


def test_bars_without_a_title_are_left(make_pages: MakePages) -> None:
    page = make_pages(lambda canvas: _lying(canvas, lambda value: 210 + value / 8, titled=False))[0]
    assert find_named_bars(1, page_fragments(page)) == []


def test_standing_bars_have_their_names_below_and_figures_on_top(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        _title(canvas)
        for number, (name, value) in enumerate(LOANS.items()):
            canvas.drawCentredString(110 + 90 * number, 500, name)
            canvas.drawCentredString(110 + 90 * number, 515 + value / 9, f"{value:,.2f}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == list(LOANS)
    assert table.captions[-1].startswith("Balance of green loans")


def test_a_row_of_figures_over_names_is_no_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        _title(canvas)
        for number, (name, value) in enumerate(LOANS.items()):
            canvas.drawCentredString(110 + 90 * number, 500, name)
            canvas.drawCentredString(110 + 90 * number, 515, f"{value:,.2f}")

    assert find_named_bars(1, page_fragments(make_pages(draw)[0])) == []


def test_charts_side_by_side_are_two_tables(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, title in ((60, "Green loans by use (RMB million)"), (340, "Complaints by product")):
            canvas.drawString(x, 715, title)
            for number, (name, value) in enumerate(list(LOANS.items())[:4]):
                canvas.drawString(x, 695 - 20 * number, name)
                canvas.drawString(x + 80 + value / 16, 695 - 20 * number, f"{value + x:,.1f}")

    tables = find_named_bars(1, page_fragments(make_pages(draw)[0]))
    assert [(table.captions[0], len(table.rows)) for table in tables] == [
        ("Green loans by use (RMB million)", 4), ("Complaints by product", 4),
    ]  # fmt: skip


def test_a_column_set_right_is_none_though_longer_figures_are_smaller(make_pages: MakePages) -> None:
    """What is longer begins further left: by its left edges such a column is on a scale."""

    def draw(canvas: Any) -> None:
        _title(canvas)
        for number, text in enumerate(("10.0000", "20.00", "30")):
            canvas.drawString(60, 695 - 20 * number, f"Site {'ABC'[number]}")
            canvas.drawRightString(300, 695 - 20 * number, text)

    assert find_named_bars(1, page_fragments(make_pages(draw)[0])) == []
