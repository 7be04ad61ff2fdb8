"""Digits in groups at a blank's distance are one number; numbers of two columns are two. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page


@pytest.mark.parametrize(
    "printed", [("4 121", "12 103"), ("4'121", "12'103"), ("4,121 (1)", "12,103"), ("4,121 (+3.1%)", "12,103 (-2%)")]
)
def test_digits_in_groups(
    printed: tuple[str, str], make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for y, texts in (
            (720, ("", "2023", "2022")),
            (705, ("Total employees", *printed)),
            (690, ("New hires", "121", "103")),
        ):
            canvas.drawString(50, y, texts[0])
            canvas.drawRightString(300, y, texts[1])
            canvas.drawRightString(400, y, texts[2])

    reader = TableReader(knowledge, 2023)
    found = {(one.metric, one.value, one.year) for page in make_pages(draw) for one in reader.read(page)}
    assert found == {
        ("employees_total", 4121, 2023),
        ("employees_total", 12103, 2022),
        ("new_hires", 121, 2023),
        ("new_hires", 103, 2022),
    }


def test_numbers_of_columns_set_close_stay_apart(make_pages: Callable[..., list[Page]], knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for y, texts in ((720, ("", "2023", "2022")), (705, ("Total employees", "121", "103"))):
            canvas.drawString(50, y, texts[0])
            canvas.drawRightString(300, y, texts[1])
            canvas.drawRightString(330, y, texts[2])

    reader = TableReader(knowledge, 2023)
    found = {(one.value, one.year) for page in make_pages(draw) for one in reader.read(page)}
    assert found == {(121, 2023), (103, 2022)}
