"""Last year's figure in brackets between a figure and what it counts."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Line, Page


def facts(text: str) -> set[tuple[str, float, int]]:
    page = Page(None, 0.0, 0.0, (Line(text, 1, None),))
    document = Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page]))
    return {(row.metric, row.value, row.year) for row in extract_quantities(document, KNOW, year=2023)}


@pytest.mark.parametrize(
    ("text", "metric", "values"),
    [
        ("The Group had a total of 1,216 (as at 31 December 2022: 1,118) employees.", "employees_total", (1216, 1118)),
        ("The Group consumed 12,345 (2022: 13,456) kWh of electricity.", "electricity", (12345, 13456)),
        ("Scope 1 emissions were 1.2 million (FY2022: 1.4 million) tCO2e.", "ghg_scope1", (1.2e6, 1.4e6)),
        ("We generated 2.1 tonnes (2022: 2.4 tonnes) of hazardous waste.", "hazardous_waste", (2.1, 2.4)),
        ("The board met 6 (2022: 5) times during the year.", "board_meetings", (6, 5)),
        ("于报告期末，集团共有1,216名（2022年：1,118名）员工。", "employees_total", (1216, 1118)),
        ("本集团共产生35吨（2022年：40吨）无害废弃物。", "non_hazardous_waste", (35, 40)),
    ],
)
def test_both_years_are_read(text: str, metric: str, values: tuple[float, float]) -> None:
    assert facts(text) == {(metric, values[0], 2023), (metric, values[1], 2022)}


def test_a_year_between_figure_and_bracket_is_no_figure() -> None:
    assert facts("There were 614 days lost in 2023 (2022: 587) due to accidents at work.") == {
        ("lost_days", 614, 2023), ("lost_days", 587, 2022),
    }  # fmt: skip


def test_the_bracket_of_a_noun_stays_where_it_is() -> None:
    assert facts("The Group employed 120 staff (2022: 118) in Hong Kong.") == {
        ("employees_total", 120, 2023), ("employees_total", 118, 2022),
    }  # fmt: skip


def test_hours_in_a_bracket_are_those_for_each_person_before_it() -> None:
    told = facts("Employees completed 131,000 hours of training, equivalent to 21 hours per person (2022: 19 hours).")
    assert told == {
        ("training_hours", 131_000, 2023), ("training_hours_avg", 21, 2023), ("training_hours_avg", 19, 2022),
    }  # fmt: skip


def test_figures_in_a_bracket_are_of_what_their_nouns_say() -> None:
    assert facts("There were 41 work injury cases, resulting in 620 lost days (2022: 38 cases and 590 days).") == {
        ("recordable_injuries", 41, 2023), ("recordable_injuries", 38, 2022),
        ("lost_days", 620, 2023), ("lost_days", 590, 2022),
    }  # fmt: skip


def test_the_earlier_figure_has_its_own_quote_and_digits() -> None:
    page = Page(None, 0.0, 0.0, (Line("We consumed 12,345 (2022: 13,456) kWh of electricity.", 1, None),))
    document = Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page]))
    earlier = next(row for row in extract_quantities(document, KNOW, year=2023) if row.year == 2022)
    assert (earlier.raw_value, earlier.raw_unit) == ("13,456", "kWh")
    assert "(2022: 13,456) kWh" in earlier.quote
