"""Columns of the group and of its parent alone. All invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Facts = list[tuple[str, float, int, list[str]]]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[[list[list[str]]], Facts]:
    """What rows of a label, a unit and two values give: metric, value, year and the names of its classes."""

    def run(rows: list[list[str]]) -> Facts:
        def draw(canvas: Any) -> None:
            canvas.setFont("STSong-Light", 9)
            for number, row in enumerate(rows):
                for x, text in zip((40, 250, 330, 430), row, strict=True):
                    canvas.drawString(x, 700 - 15 * number, text)

        reader = TableReader(knowledge, 2023)
        found = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.year, list(one.breakdown.values())) for one in found]

    return run


@pytest.mark.parametrize(
    ("heads", "parent"),
    [
        (["Group", "Company"], "company"),
        (["2023 Group", "2023 Company"], "company"),
        (["Consolidated FY2023", "Standalone FY2023"], "standalone"),
        (["2023年本集团", "2023年本公司"], "本公司"),
        (["2023集团", "2023母公司"], "母公司"),
    ],
)
def test_the_column_of_the_parent_is_a_class_and_that_of_the_group_none(
    heads: list[str], parent: str, read: Callable[[list[list[str]]], Facts]
) -> None:
    rows = [
        ["Indicator", "Unit", *heads],
        ["Electricity consumption", "kWh", "1,250.5", "820.4"],
        ["Total water consumption", "m3", "3,300", "2,100"],
    ]
    assert read(rows) == [
        ("electricity", 1250.5, 2023, []),
        ("electricity", 820.4, 2023, [parent]),
        ("water_total", 3300, 2023, []),
        ("water_total", 2100, 2023, [parent]),
    ]


@pytest.mark.parametrize("heads", [["2022", "Company"], ["FY2022", "本公司"]])
def test_a_company_without_a_group_beside_it_is_no_class(
    heads: list[str], read: Callable[[list[list[str]]], Facts]
) -> None:
    rows = [["Indicator", "Unit", *heads], ["Electricity consumption", "kWh", "1,250.5", "820.4"]]
    assert [classes for *_, classes in read(rows)] == [[], []]


def test_company_over_a_column_is_no_unit_of_its_counts(read: Callable[[list[list[str]]], Facts]) -> None:
    rows = [["Indicator", "", "Group", "Company"], ["Number of employees", "", "1,125", "224"]]
    assert read(rows) == [("employees_total", 1125, 2023, []), ("employees_total", 224, 2023, ["company"])]
