"""Remarks right of the values of one year that give the figure of the year before. All figures are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables import find_tables
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]
ROWS = [
    ("Women on the board", "2", ("Up from 1 in FY2022",)),
    ("Employee turnover rate", "27.5%", ("27.3% in FY2022; the increase follows the", "opening of two sites")),
    ("Training hours", "43,659", ("16,338 hours in FY2022",)),
    ("Water used (m3)", "99,463", ("First full year with all sites",)),
]


def draw(canvas: Any, rows: list[tuple[str, str, tuple[str, ...]]] = ROWS) -> None:
    canvas.drawString(40, 715, "Indicator")
    canvas.drawRightString(260, 715, "FY2023")
    for number, (label, value, remark) in enumerate(rows):
        y = 695 - 28 * number
        canvas.drawString(40, y, label)
        canvas.drawRightString(260, y, value)
        for line, text in enumerate(remark):
            canvas.drawString(290, y + 5.5 * (len(remark) - 1) - 11 * line, text)


def test_the_figures_of_remarks_are_a_column(make_pages: MakePages) -> None:
    (page,) = make_pages(draw)
    (table,) = find_tables(page)
    assert [column.headers for column in table.columns] == [("FY2023",), ("FY2022",)]
    assert [row.cells[1].text if row.cells[1] else None for row in table.rows] == ["1", "27.3%", "16,338 hours", None]


def test_they_are_facts_of_their_year(make_pages: MakePages, knowledge: Knowledge) -> None:
    pages = make_pages(draw)
    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(pages))
    found = {(row.metric, row.year, row.value) for row in extract_quantities(document, knowledge, year=2023)}
    assert {("female_directors", 2022, 1), ("turnover_rate", 2022, 27.3), ("training_hours", 2022, 16338)} <= found


def test_remarks_of_several_years_are_none(make_pages: MakePages) -> None:
    other = [*ROWS[:1], ("Training hours", "43,659", ("16,338 hours in FY2019",)), *ROWS[3:]]
    (page,) = make_pages(lambda canvas: draw(canvas, other))
    (table,) = find_tables(page)
    assert len(table.columns) == 1
