"""Powers of ten in columns of units."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page


def test_a_small_exponent_in_front_of_a_unit_scales_it(
    make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((50, "Indicator"), (200, "Unit"), (300, "2023"), (360, "2022")):
            canvas.drawString(x, 720, text)
        for number, (label, *values) in enumerate(
            (("Water withdrawal", "21.4", "20.1"), ("Water recycled", "8.7", "7.9"))
        ):
            y = 700 - 16 * number
            canvas.drawString(50, y, label)
            canvas.drawString(200, y, "10")
            canvas.setFont("Helvetica", 5.2)
            canvas.drawString(210, y + 4, "6")
            canvas.setFont("Helvetica", 9)
            canvas.drawString(215.4, y, "m3")
            for x, value in zip((300, 360), values, strict=True):
                canvas.drawString(x, y, value)

    (page,) = make_pages(draw)
    found = [(one.metric, one.value, one.year) for one in TableReader(knowledge, 2023).read(page)]
    assert found == [
        ("water_total", 21_400_000, 2023),
        ("water_total", 20_100_000, 2022),
        ("water_recycled", 8_700_000, 2023),
        ("water_recycled", 7_900_000, 2022),
    ]
