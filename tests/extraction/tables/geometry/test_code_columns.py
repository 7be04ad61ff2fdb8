"""Codes of disclosure standards in columns of their own are no labels and no values."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.tables import Table, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
ROWS = [("Hazardous waste", "306-3", "812", "790"), ("Waste recycled", "306-4", "604", "588")]


def told(table: Table) -> list[tuple[str, list[str | None]]]:
    return [(row.label, [cell.text if cell else None for cell in row.cells]) for row in table.rows]


def drawn(canvas: Any, head: Sequence[str], rows: Sequence[Sequence[str]], xs: Sequence[float]) -> None:
    for number, row in enumerate([head, *rows]):
        for x, text in zip(xs, row, strict=True):
            canvas.drawString(x, 700 - 24 * number, text)


@pytest.mark.parametrize("head", ["GRI", "GRI Standard", "Reference", "ESRS / GRI", "Disclosure"])
def test_codes_between_labels_and_values_name_no_row(make_pages: MakePages, head: str) -> None:
    (table,) = find_tables(
        make_pages(lambda canvas: drawn(canvas, ("Waste (t)", head, "2023", "2022"), ROWS, (50, 200, 300, 360)))[0]
    )
    assert told(table) == [("Hazardous waste", ["812", "790"]), ("Waste recycled", ["604", "588"])]
    assert [column.headers for column in table.columns] == [("2023",), ("2022",)]


def test_a_code_broken_over_lines_is_no_value(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((50, "Waste (t)"), (200, "2023"), (260, "2022"), (330, "GRI")):
            canvas.drawString(x, 700, text)
        for number, (label, _, now, before) in enumerate(ROWS):
            y = 660 - 40 * number
            for x, text in ((50, label), (200, now), (260, before)):
                canvas.drawString(x, y, text)
            for down, piece in enumerate(("GRI", "306-", str(3 + number))):
                canvas.drawString(330, y + 10 - 10 * down, piece)

    (table,) = find_tables(make_pages(draw)[0])
    assert told(table) == [("Hazardous waste", ["812", "790"]), ("Waste recycled", ["604", "588"])]


def test_the_head_of_codes_close_to_another_is_parted_from_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Waste (t)")
        canvas.drawString(200, 700, "Plants")
        canvas.drawString(258, 700, "Group total GRI")
        for number, (label, code, now, before) in enumerate(ROWS):
            for x, text in ((50, label), (200, now), (270, before), (310, f"GRI {code}")):
                canvas.drawString(x, 676 - 24 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("Plants",), ("Group total",)]


def test_numbers_below_another_head_stay(make_pages: MakePages) -> None:
    rows = [("Hazardous waste", "30", "812", "790"), ("Waste recycled", "36", "604", "588")]
    (table,) = find_tables(
        make_pages(lambda canvas: drawn(canvas, ("Waste (t)", "Sites", "2023", "2022"), rows, (50, 200, 300, 360)))[0]
    )
    assert [values for _, values in told(table)] == [["30", "812", "790"], ["36", "604", "588"]]
