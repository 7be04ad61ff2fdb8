"""Rows whose label points elsewhere have values; those that only refer have none. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page


@pytest.mark.parametrize("decorated", ["{} (Note 3)", "{} (see note 3)", "{} (see page 45)"])
def test_a_label_may_point_elsewhere(
    decorated: str, make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for y, texts in ((720, ("", "2023", "2022")), (705, (decorated.format("Total employees"), "3,520", "3,517"))):
            canvas.drawString(50, y, texts[0])
            canvas.drawRightString(300, y, texts[1])
            canvas.drawRightString(400, y, texts[2])

    reader = TableReader(knowledge, 2023)
    found = [one for page in make_pages(draw) for one in reader.read(page)]
    assert [(one.metric, one.value, one.year) for one in found] == [
        ("employees_total", 3520, 2023),
        ("employees_total", 3517, 2022),
    ]
