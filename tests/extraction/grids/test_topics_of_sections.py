"""Rows of courses below an English title that is a topic, and units that hold money. All texts are invented."""

import pytest
from tests.extraction.test_text_layouts import facts

HEAD = "2023 report\n\nIndicator\tUnit\t2022\t2023\n"


@pytest.mark.parametrize(
    ("row", "metric"),
    [
        ("Training hours for directors\thours\t12\t14", "anticorruption_training_hours"),
        ("Number of training sessions\ttimes\t12\t14", "anticorruption_training_sessions"),
        ("Number of training participants\tperson-times\t12\t14", "anticorruption_training_people"),
        ("Water consumption\tm3\t12\t14", "water_total"),
    ],
)
def test_courses_below_a_topic_are_on_it(row: str, metric: str) -> None:
    found = {(one.metric, one.value) for one in facts(f"{HEAD}Anti-corruption\t\n{row}\n")}
    assert found == {(metric, 12), (metric, 14)}


def test_below_other_titles_they_are_any() -> None:
    found = {one.metric for one in facts(f"{HEAD}Development\t\nNumber of training sessions\ttimes\t12\t14\n")}
    assert found == {"training_sessions"}


@pytest.mark.parametrize("unit", ["tonnes/HK$1 million revenue", "m3/RMB1 million of revenue"])
def test_money_within_a_unit_is_no_revenue(unit: str) -> None:
    text = f"{HEAD}Waste intensity\t{unit}\t63.4\t61.2\n"
    assert all(one.metric != "revenue" for one in facts(text))


def test_a_unit_for_each_thing_is_not_that_of_the_row_above() -> None:
    text = (
        f"{HEAD}General waste per employee\tkg/employee\t18.8\t17.4\nWaste generated per hotel\tkg/hotel\t63.8\t76.2\n"
    )
    assert {(one.value, one.unit) for one in facts(text) if one.year == 2023} == {
        (17.4, "kg/employee"),
        (76.2, "kg/hotel"),
    }


def test_a_title_below_a_head_that_names_a_metric_names_another() -> None:
    text = (
        "2023 report\n\n| Suppliers by region | 2022 | 2023 |\n| Hong Kong | 52 | 48 |\n| Overseas | 12 | 18 |\n"
        "| Employee turnover rate by age group | | |\n| Below 30 | 32% | 28% |\n| 30-50 | 22% | 18% |\n"
    )
    assert {(one.metric, one.value) for one in facts(text) if one.year == 2023} == {
        ("suppliers", 48),
        ("suppliers", 18),
        ("turnover_rate", 28),
        ("turnover_rate", 18),
    }


@pytest.mark.parametrize("title", ["Supply chain", "B6 Product Responsibility", "Community investment"])
def test_rows_above_the_title_of_an_aspect_are_no_part_of_what_is_below(title: str) -> None:
    text = f"2023 report\n\nIndicator Unit 2022 2023\nLost days due to work injuries days 112 98\n{title}\n"
    found = {(one.metric, one.value) for one in facts(f"{text}Hong Kong number 52 48\nOverseas number 12 18\n")}
    assert found == {("lost_days", 112), ("lost_days", 98)}
