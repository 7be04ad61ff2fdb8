"""Rates by hours worked beside those of the industry, and rows of American data sheets. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

Facts = list[tuple[str, float, str, dict[str, str]]]
ReadRows = Callable[[Sequence[Sequence[str]]], Facts]


@pytest.fixture
def read_rows(make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge) -> ReadRows:
    """What rows set in columns give for 2023."""

    def run(rows: Sequence[Sequence[str]]) -> Facts:
        def draw(canvas: Any) -> None:
            rows_at(canvas, rows, (40, 380, 450), 700)

        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, one.breakdown) for one in found if one.year == 2023]

    return run


def test_the_benchmark_below_a_rate_is_not_the_companys(read_rows: ReadRows) -> None:
    rows = [["Health and safety", "2023", "2022"], ["Total Recordable Rate (incidents per 200,000 work-hours)"]]
    rows += [["Workforce", "0.31", "0.36"], ["Benchmark", "0.52", "0.55"], ["Contractors", "0.44", "0.49"]]
    rows += [["Industry average", "0.61", "0.63"]]

    assert read_rows(rows) == [
        ("recordable_injury_frequency", 0.31, "per 200,000 hours", {}),
        ("recordable_injury_frequency", 0.44, "per 200,000 hours", {"worker": "contractors"}),
    ]


def test_the_deadly_among_lost_time_incidents_are_no_rate_of_deaths(read_rows: ReadRows) -> None:
    title = "Lost-Time Incident Frequency (absences and fatalities per million work-hours)"
    rows = [
        ["Health and safety", "2023", "2022"],
        [title],
        ["Employees", "0.21", "0.24"],
        ["Contractors", "0.4", "0.3"],
    ]

    assert {one[:3] for one in read_rows(rows)} == {
        ("lost_time_injury_rate", 0.21, "per million hours"),
        ("lost_time_injury_rate", 0.4, "per million hours"),
    }


@pytest.mark.parametrize(
    ("label", "value", "metric"),
    [
        ("Percent employees represented by unions", "12.6", "union_membership_rate"),
        ("Tabletop exercises", "41", "emergency_drills"),
        ("Total number of board of directors", "9", "board_directors"),
    ],
)
def test_rows_of_american_sheets(label: str, value: str, metric: str, read_rows: ReadRows) -> None:
    found = read_rows([["Our indicators", "2023", "2022"], [label, value, value]])
    assert [(one[0], one[1]) for one in found] == [(metric, float(value))]
