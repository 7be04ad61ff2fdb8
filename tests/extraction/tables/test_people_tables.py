"""English tables of people and safety: years over groups of columns, whose figures these are, what counts others."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Lines = list[tuple[str, ...]]
Facts = list[tuple[str, float, int, dict[str, str]]]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., Facts]:
    """The facts of a table; its lines are label, maybe unit, and values, each value at its place from the right."""

    def run(lines: Lines, years: tuple[str, ...] = ("2023", "2022"), *, over: tuple[str, ...] = ()) -> Facts:
        places = [560 - 55 * n for n in range(len(over) or len(years))][::-1]

        def draw(canvas: Any) -> None:
            each = len(places) // len(years)
            for number, year in enumerate(years):
                group = places[number * each : (number + 1) * each]
                canvas.drawCentredString(group[len(group) // 2] - 12, 735 if over else 720, year)
            for x, text in zip(places, over, strict=False):
                canvas.drawCentredString(x - 12, 720, text)
            for number, (label, *cells) in enumerate(lines):
                y = 700 - 16 * number
                canvas.drawString(60 if label.startswith(" ") else 50, y, label.strip())
                values = cells[-len(places) :] if cells else []
                for text in cells[: len(cells) - len(values)]:
                    for at, part in enumerate(text.split("|")):
                        canvas.drawString(250, y - 8 * at, part)
                for x, text in zip(places, values, strict=False):
                    canvas.drawCentredString(x - 12, y, text)

        reader = TableReader(knowledge, 2023)
        found = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.year, one.breakdown) for one in found]

    return run


def test_a_year_over_the_middle_of_three_columns_is_that_of_all_three(read: Any) -> None:
    facts = read(
        [
            ("New hires", "210", "188", "398", "240", "201", "441"),
            ("Resigned employees", "19", "14", "33", "20", "16", "36"),
        ],
        over=("Male", "Female", "Total") * 2,
    )
    assert ("new_hires", 240, 2022, {"gender": "male"}) in facts
    assert ("turnover_count", 36, 2022, {}) in facts


def test_a_unit_over_two_lines_holds_no_value(read: Any) -> None:
    facts = read(
        [
            ("Number of fatalities", "Persons", "0", "1"),
            ("Lost time injury rate", "Cases per|200,000 hours", "0.24", "0.11"),
            ("Total recordable injury rate", "Cases per|200,000 hours", "0.35", "0.32"),
        ]
    )
    assert [one[:3] for one in facts] == [
        ("fatalities", 0, 2023), ("fatalities", 1, 2022),
        ("lost_time_injury_rate", 0.24, 2023), ("lost_time_injury_rate", 0.11, 2022),
        ("recordable_injury_frequency", 0.35, 2023), ("recordable_injury_frequency", 0.32, 2022),
    ]  # fmt: skip


def test_groups_of_workers_are_classes_and_their_total_is_none(read: Any) -> None:
    facts = read(
        [
            ("Total (employees and contractors)",), (" Number of fatalities", "3", "4"),
            ("Employees",), (" Number of fatalities", "1", "2"),
            ("Suppliers' employees",), (" Number of fatalities", "2", "2"),
        ]
    )  # fmt: skip
    classes = [breakdown for _, _, year, breakdown in facts if year == 2023]
    assert classes == [{}, {"worker": "employees"}, {"worker": "suppliers' employees"}]


@pytest.mark.parametrize(
    "label",
    [
        "Number of employees taking childcare leave", "Number of employees entitled to parental leave",
        "Gender pay gap", "Median remuneration of employees",
    ],
)  # fmt: skip
def test_who_takes_leave_and_what_is_paid_are_no_staff(read: Any, label: str) -> None:
    facts = read([("Total employees", "812", "790"), (label, "71", "65"), (" Men", "31", "25"), (" Women", "40", "40")])
    assert [one[:2] for one in facts] == [("employees_total", 812), ("employees_total", 790)]


def test_a_ratio_below_a_count_is_one_among_those_counted(read: Any) -> None:
    facts = read([("Number of new graduates hired", "people", "24", "17"), (" Female ratio", "%", "41.7", "47.1")])
    assert ("new_hires_share", 41.7, 2023) in [one[:3] for one in facts]


@pytest.mark.parametrize(("unit", "value"), [("INR crore", 6e8), ("Rm", 6e7), ("TEUR", 6e4), ("million won", 6e7)])
def test_money_of_other_countries(read: Any, unit: str, value: float) -> None:
    assert read([("Training expenses", unit, "60", "50"), ("Community investment", unit, "4", "3")])[0][1] == value


def test_ages_beside_named_classes_are_labels(read: Any) -> None:
    facts = read(
        [
            ("Total employees", "24,910", "25,602"),
            ("Share of employees (% women)",), (" Managers", "58", "57"), (" Leadership team", "41", "40"),
            ("Employees by age (%)",), (" < 30", "41", "42"), (" 30 - 50", "46", "45"), (" > 50", "13", "13"),
        ]
    )  # fmt: skip
    assert ("employees_total", 25602, 2022, {}) in facts
    assert ("employees_share", 58, 2023, {"gender": "female", "level": "managers"}) in facts
    assert [value for metric, value, year, of in facts if "age" in of and year == 2023] == [41, 46, 13]


def test_of_whom_women_on_the_board(read: Any) -> None:
    facts = read([("Board members", "10", "11"), (" - of whom women", "4", "5")])
    assert ("female_directors", 4, 2023, {}) in facts
