"""What a column says was saved holds for rows whose names hold other metrics. All texts are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_rows_name_measures_and_no_metric(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 780, "Measures taken at our plants in the year, and what they brought about.")
        for row, cells in enumerate(
            (
                ("Measure", "Water saved (tonnes)", "Cost (CNY thousand)"),
                ("Reuse of rinse water", "21,300", "4,100"),
                ("New taps", "2,410", "350"),
                ("Total", "23,710", "4,450"),
            )
        ):
            for column, text in enumerate(cells):
                canvas.drawString(50 + 180 * column, 740 - 18 * row, text)

    (page,) = make_pages(draw)
    facts = [(fact.metric, fact.value) for fact in TableReader(knowledge, 2023).read(page) if fact.unit == "t"]
    assert facts == [("water_saved", 21_300), ("water_saved", 2_410), ("water_saved", 23_710)]
