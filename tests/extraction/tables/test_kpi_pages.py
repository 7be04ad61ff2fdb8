"""Tables of key figures on pages: round units, labels, units and heads of two lines, a column of page numbers."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.documents.contents import contents_of_page
from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
XS = (50, 250, 380, 460, 520)
HEAD = ["Indicator", "Unit", "2022", "2023"]


def page_of(make_pages: MakePages, rows_at: RowsAt, *rows: Sequence[str]) -> Page:
    return make_pages(lambda canvas: rows_at(canvas, rows, XS, 700))[0]


@pytest.mark.parametrize(
    "text", ["10000 tons", "1000 kWh", "RMB 10000", "RMB10000", "10000 m3", "0000' RMB", "0'000 t"]
)
def test_a_round_number_without_a_comma_is_a_unit(text: str) -> None:
    assert kind_of(text) == "text"


@pytest.mark.parametrize("text", ["10200 tons", "1000", "RMB 10500", "1050 kWh"])
def test_other_numbers_are_values(text: str) -> None:
    assert kind_of(text) == "number"


def test_the_number_that_ends_a_label_is_no_value(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [HEAD, ["Scope 3", "tCO2e", "41.5", "42.5"], ["Scope 1", "tCO2e", "51.5", "52.5"]], XS, 700)
        canvas.drawString(50, 659, "Total emissions (scopes 1, and")
        canvas.drawString(50, 648, "2)")
        rows_at(canvas, [["", "tCO2e", "61.5", "62.5"]], XS, 653.5)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Scope 3", ("tCO2e",)), ("Scope 1", ("tCO2e",)), ("Total emissions (scopes 1, and 2)", ("tCO2e",)),
    ]  # fmt: skip


def test_the_head_unit_tells_the_column_of_a_single_row(make_pages: MakePages, rows_at: RowsAt) -> None:
    (table,) = find_tables(page_of(make_pages, rows_at, HEAD, ["Sulphur oxides", "kg", "41.5", "42.5"]))
    assert [(row.label, row.notes) for row in table.rows] == [("Sulphur oxides", ("kg",))]


def test_the_unit_of_the_first_row_has_both_its_lines(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [HEAD], XS, 700)
        rows_at(canvas, [["Scope 1", "", "41.5", "42.5"], ["Scope 2", "t", "51.5", "52.5"]], XS, 670, 30)
        canvas.drawString(250, 675, "Tonnes of carbon")
        canvas.drawString(250, 665, "dioxide")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.notes for row in table.rows] == [("Tonnes of carbon dioxide",), ("t",)]


def test_a_head_of_dates_in_two_lines_heads_its_columns(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Indicator", "Unit"]], XS, 706)
        for x, year in ((370, 2022), (460, 2023)):
            canvas.drawString(x, 712, "Year ended 31")
            canvas.drawString(x, 700, f"December {year}")
        rows_at(canvas, [["Scope 1", "t", "41.5", "42.5"], ["Scope 2", "t", "51.5", "52.5"]], XS, 680)

    (table,) = find_tables(make_pages(draw)[0])
    assert [" ".join(column.headers)[-4:] for column in table.columns] == ["2022", "2023"]


def test_a_last_column_of_pages_makes_no_contents_of_figures(make_pages: MakePages, rows_at: RowsAt) -> None:
    rows = [[f"Indicator {chr(97 + n)}", "kg", f"{41 + n}.5", f"{42 + n}.5", str(40 + n)] for n in range(10)]
    assert contents_of_page(page_of(make_pages, rows_at, [*HEAD, "Page"], *rows)) == set()


def test_labels_with_pages_alone_are_contents(make_pages: MakePages, rows_at: RowsAt) -> None:
    rows = [[f"Chapter {chr(97 + n)}", str(40 + n)] for n in range(10)]
    assert len(contents_of_page(page_of(make_pages, rows_at, *rows))) == len(rows)
