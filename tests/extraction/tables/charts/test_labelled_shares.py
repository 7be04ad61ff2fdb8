"""Names and shares around a pie without a legend."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
GENDERS = {("employees_share", "male", 62.0), ("employees_share", "female", 38.0)}


def shares(page: Page, knowledge: Knowledge) -> set[tuple[str, str, float]]:
    return {
        (one.metric, value, one.value)
        for one in TableReader(knowledge, 2023).read(page)
        for value in one.breakdown.values()
    }


@pytest.mark.parametrize(
    "texts",
    [
        ((270, 670, "Male"), (270, 658, "62%"), (90, 660, "Female"), (90, 648, "38%")),
        ((270, 658, "62%"), (270, 646, "Male"), (90, 648, "38%"), (90, 636, "Female")),
        ((270, 670, "Male: 62%"), (90, 640, "Female: 38%")),
        ((270, 670, "62% male"), (90, 640, "38% female")),
        ((270, 670, "Male"), (300, 670, "62%"), (90, 640, "Female"), (127, 640, "38%")),
    ],
)
def test_names_and_shares_that_add_up(
    texts: tuple[tuple[int, int, str], ...], make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 760, "Employees by gender")
        for x, y, text in texts:
            canvas.drawString(x, y, text)

    assert shares(make_pages(draw)[0], knowledge) == GENDERS


def test_two_pies_side_by_side_are_two_wholes(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for x, title, texts in (
            (40, "员工性别构成", ("男性 62%", "女性 38%")),
            (330, "员工年龄构成", ("30岁以下 20%", "30-50岁 55%", "50岁以上 25%")),
        ):
            canvas.drawString(x + 60, 760, title)
            for number, text in enumerate(texts):
                canvas.drawString(x + 75 * number, 690 - 40 * (number % 2), text)

    found = shares(make_pages(draw)[0], knowledge)
    assert found == GENDERS | {
        ("employees_share", "30岁以下", 20.0), ("employees_share", "30-50岁", 55.0),
        ("employees_share", "50岁以上", 25.0),
    }  # fmt: skip


def test_shares_that_make_up_no_whole_are_left_alone(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 760, "Employees by gender")
        canvas.drawString(270, 670, "Male: 62%")
        canvas.drawString(90, 640, "Female: 48%")

    assert find_tables(make_pages(draw)[0]) == []


@pytest.mark.parametrize(
    ("caption", "read"), [("Figure 3: Employees by gender", True), ("Employees by gender are told below.", False)]
)
def test_a_caption_below_that_says_it_is_one_names_the_chart(
    caption: str, read: bool, make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 760, "Revenue by quarter")
        for x, y, text in ((90, 660, "Male"), (90, 648, "62%"), (270, 660, "Female"), (270, 648, "38%")):
            canvas.drawString(x, y, text)
        canvas.drawString(90, 632, caption)

    assert (shares(make_pages(draw)[0], knowledge) == GENDERS) is read
