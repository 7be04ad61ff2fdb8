"""Years set over the middle of wide groups of columns. All figures are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_the_years_over_pairs_of_columns_may_stand_left_of_the_first_figures(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(40, 740, "Workforce by gender")
        canvas.drawCentredString(220, 715, "2023")
        canvas.drawCentredString(430, 715, "2022")
        for y, cells in (
            (700, ("Workforce", "%", "Workforce", "%")),
            (685, ("1,240", "62", "1,180", "64")),
            (670, ("760", "38", "664", "36")),
        ):
            for x, text in zip((265, 300, 475, 510), cells, strict=True):
                canvas.drawRightString(x, y, text)
        canvas.drawString(40, 685, "Men")
        canvas.drawString(40, 670, "Women")

    reader = TableReader(knowledge, 2023)
    found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
    assert {(one.metric, one.value, one.year) for one in found} == {
        ("employees", 1240, 2023),
        ("employees_share", 62, 2023),
        ("employees", 1180, 2022),
        ("employees_share", 64, 2022),
        ("employees", 760, 2023),
        ("employees_share", 38, 2023),
        ("employees", 664, 2022),
        ("employees_share", 36, 2022),
    }
