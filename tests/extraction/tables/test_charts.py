"""Charts of bars with their values in the text layer."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def bars(canvas: Any, x: float, title: str, values: list[str], *, first_year: int = 2021) -> None:
    canvas.drawString(x, 720, title)
    for number, value in enumerate(values):
        canvas.drawCentredString(x + 20 + 45 * number, 640 + 9 * number, value)
        canvas.drawCentredString(x + 20 + 45 * number, 560, str(first_year + number))


def test_numbers_over_a_row_of_years_are_its_values(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        bars(canvas, 50, "Water consumption (m3)", ["1,200", "1,350", "1,410"])
        bars(canvas, 320, "Electricity consumption (MWh)", ["20.5", "19.1", "18.4"])

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("water_total", 2021): 1200, ("water_total", 2022): 1350, ("water_total", 2023): 1410,
        ("electricity", 2021): 20.5, ("electricity", 2022): 19.1, ("electricity", 2023): 18.4,
    }  # fmt: skip


def test_the_title_may_stand_below_the_axis(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        bars(canvas, 50, "", ["5", "6", "9"])
        canvas.drawString(60, 545, "Board meetings held")

    (table,) = find_tables(make_pages(draw)[0])
    assert table.rows[0].label == "Board meetings held"
    assert [column.headers for column in table.columns] == [("2021",), ("2022",), ("2023",)]


def test_values_above_a_tables_header_are_no_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Waste (t)")
        canvas.drawString(50, 640, "Water (t)")
        for number in range(3):
            x = 200 + 60 * number
            canvas.drawRightString(x, 700, f"10{number}")
            canvas.drawRightString(x, 660, str(2021 + number))
            canvas.drawRightString(x, 640, f"20{number}")

    labels = [row.label for table in find_tables(make_pages(draw)[0]) for row in table.rows]
    assert labels == ["Waste (t)", "Water (t)"]
