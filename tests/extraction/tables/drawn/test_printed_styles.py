"""One table printed in several styles: lines and alignment do not change what it says. All is invented."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Rows = tuple[tuple[str, ...], ...]
XS = (50, 130, 290, 350, 420, 490)
HEADS = ("Topic", "Indicator", "Unit", "2022", "2023")
ROWS: Rows = (
    ("Water", "Total water consumption", "m3", "9,500", "9,700"),
    ("", "Recycled water", "m3", "1,200", "1,340"),
    ("Waste", "Hazardous waste generated", "t", "312", "298"),
    ("", "Non-hazardous waste generated", "t", "841", "866"),
    ("Energy", "Electricity consumption", "MWh", "7,946", "7,931"),
)
FACTS = {
    ("water_total", 9500, 2022, "m3"), ("water_total", 9700, 2023, "m3"),
    ("water_recycled", 1200, 2022, "m3"), ("water_recycled", 1340, 2023, "m3"),
    ("hazardous_waste", 312, 2022, "t"), ("hazardous_waste", 298, 2023, "t"),
    ("non_hazardous_waste", 841, 2022, "t"), ("non_hazardous_waste", 866, 2023, "t"),
    ("electricity", 7946, 2022, "MWh"), ("electricity", 7931, 2023, "MWh"),
}  # fmt: skip
STAFF: Rows = (
    ("", "Male", "persons", "612", "640"),
    ("Employees", "Female", "persons", "388", "402"),
    ("", "Managers", "persons", "41", "43"),
    ("", "Male", "%", "9.1", "8.4"),
    ("Turnover rate", "Female", "%", "7.2", "6.9"),
    ("", "Managers", "%", "3.3", "3.1"),
)  # topics in the middle of their rows
STAFF_FACTS = {
    ("employees", 640, "persons", "male"), ("turnover_rate", 8.4, "%", "male"),
    ("employees", 402, "persons", "female"), ("turnover_rate", 6.9, "%", "female"),
    ("employees", 43, "persons", "managers"), ("turnover_rate", 3.1, "%", "managers"),
}  # fmt: skip
ENDS = {ROWS: {1, 3, 4}, STAFF: {2, 5}}  # the last rows of their topics
Lines = Callable[[Any, Sequence[float], Rows], None]


def ruled(canvas: Any, ys: Sequence[float], rows: Rows) -> None:
    across_cells(canvas, ys, rows)
    for x in XS:
        canvas.line(x, ys[0], x, ys[-1])


def unruled(_canvas: Any, _ys: Sequence[float], _rows: Rows) -> None:
    """No lines."""


def across(canvas: Any, ys: Sequence[float], _rows: Rows) -> None:
    for y in ys:
        canvas.line(XS[0], y, XS[-1], y)


def across_cells(canvas: Any, ys: Sequence[float], rows: Rows) -> None:
    """A line below each cell; a topic beside several rows has one, below the last."""
    for at, y in enumerate(ys):
        for column, (x0, x1) in enumerate(pairwise(XS)):
            if column or at < 2 or at - 2 in ENDS[rows]:
                canvas.line(x0, y, x1, y)


def zebra(canvas: Any, ys: Sequence[float], _rows: Rows) -> None:
    canvas.setFillGray(0.9)
    for top, bottom in list(pairwise(ys))[::2]:
        canvas.rect(XS[0], bottom, XS[-1] - XS[0], top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)


def drawn(lines: Lines, align: str, rows: Rows = ROWS) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        canvas.setLineWidth(0.5)
        lines(canvas, [700 - 20 * at for at in range(len(rows) + 2)], rows)
        for number, texts in enumerate((HEADS, *rows)):
            y = 686 - 20 * number
            for column, (text, (x0, x1)) in enumerate(zip(texts, pairwise(XS), strict=True)):
                if align == "centred":
                    canvas.drawCentredString((x0 + x1) / 2, y, text)
                elif align == "right" and column > 2:
                    canvas.drawRightString(x1 - 4, y, text)
                else:
                    canvas.drawString(x0 + 4, y, text)

    return draw


@pytest.mark.parametrize("align", ["left", "right", "centred"])
@pytest.mark.parametrize("lines", [ruled, unruled, across, across_cells, zebra])
def test_a_table_says_the_same_in_each_style(
    make_pages: MakePages, knowledge: Knowledge, lines: Lines, align: str
) -> None:
    found = TableReader(knowledge, 2023).read(make_pages(drawn(lines, align))[0])
    assert {(c.metric, c.value, c.year, c.unit) for c in found} == FACTS


@pytest.mark.parametrize("align", ["left", "right", "centred"])
@pytest.mark.parametrize("lines", [ruled, unruled, across, across_cells, zebra])
def test_so_does_one_whose_topics_stand_in_the_middle_of_their_rows(
    make_pages: MakePages, knowledge: Knowledge, lines: Lines, align: str
) -> None:
    found = TableReader(knowledge, 2023).read(make_pages(drawn(lines, align, STAFF))[0])
    told = {(c.metric, c.value, c.unit, "".join(c.breakdown.values())) for c in found if c.year == 2023}
    assert told == STAFF_FACTS


@pytest.mark.parametrize("align", ["left", "right", "centred"])
@pytest.mark.parametrize("lines", [ruled, across_cells])
def test_lines_tell_the_topic_of_each_row(make_pages: MakePages, lines: Lines, align: str) -> None:
    (table,) = find_tables(make_pages(drawn(lines, align))[0])
    assert [row.parents for row in table.rows] == [("Water",)] * 2 + [("Waste",)] * 2 + [("Energy",)]
    assert [row.label for row in table.rows] == [row[1] for row in ROWS]
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
