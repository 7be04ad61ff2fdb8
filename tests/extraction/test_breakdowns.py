"""Names of classes without the marks of lists before them."""

import pytest
from tests.extraction.texts import KNOW, facts, rows_of

from cnesg.extraction.breakdowns import residual


@pytest.mark.parametrize("mark", ["①", "⑴", "❶", "➢", "□", "◆", "•"])
def test_marks_of_lists_are_no_part_of_a_name(mark: str) -> None:
    assert residual(KNOW, f"{mark} 机关后勤") == "机关后勤"
    assert [dict(row.breakdown) for row in rows_of(f"{mark}食水用量为612,204立方米。")] == [{}]


def test_the_company_as_a_whole_is_no_class() -> None:
    assert [dict(row.breakdown) for row in rows_of("2023年，本集团食水用量为612,204立方米。")] == [{}]


@pytest.mark.parametrize("age", ["未满30岁", "满30岁未满50岁", "30岁至未满50岁", "满30岁至未满50岁"])
def test_an_age_that_is_not_yet_reached_is_one(age: str) -> None:
    text = f"2021年报告\n\n| 员工人数 | 2021年 | 2020年 |\n|---|---|---|\n| {age} | 51 | 49 |\n"
    assert [(row.metric, row.value, row.breakdown) for row in facts(text)] == [
        ("employees", 51, {"age": age}),
        ("employees", 49, {"age": age}),
    ]


def test_an_age_that_is_reached_is_told_so() -> None:
    rows = rows_of("2023年，满50岁以上的员工有112人。")
    assert [(row.value, row.breakdown) for row in rows] == [(112, {"age": "满50岁以上"})]


@pytest.mark.parametrize(
    ("label", "unit", "metric"),
    [
        ("General office waste", "tonnes", "non_hazardous_waste"),
        ("Senior management travel emissions (Scope 3)", "tCO2e", "ghg_scope3"),
        ("Electricity, female dormitories", "kWh", "electricity"),
    ],
)
def test_figures_of_the_environment_have_no_ranks_and_genders(label: str, unit: str, metric: str) -> None:
    text = f"Report 2021\n\n| | Unit | 2021 | 2020 |\n|---|---|---|---|\n| {label} | {unit} | 51 | 49 |\n"
    rows = facts(text)
    assert {row.metric for row in rows} == {metric}
    assert not any({"level", "gender", "function"} & row.breakdown.keys() for row in rows)


def test_those_of_people_have() -> None:
    rows = "| | Unit | 2021 | 2020 |\n|---|---|---|---|\n| Employees, senior management | persons | 5 | 4 |\n"
    assert {row.breakdown.get("level") for row in facts(f"Report 2021\n\n{rows}")} == {"senior management"}
