"""Labels that name a figure and its part: an age is the part alone, not the whole label."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.ages import age_of_cell


@pytest.mark.parametrize("label", ["员工人数-30岁以下", "员工人数：30岁以下", "员工人数(30岁以下)"])
def test_an_age_behind_the_name_of_a_figure_is_the_class(label: str) -> None:
    text = f"2021年社会责任报告\n\n指标\t单位\t2020年\t2021年\n员工人数\t人\t3,105\t3,217\n{label}\t人\t811\t822\n"
    found = [dict(row.breakdown) for row in facts(text) if row.metric == "employees" and row.year == 2021]
    assert found == [{"age": "30岁以下"}]


@pytest.mark.parametrize(
    "label", ["Under 30 (Percentage)", "Under 30 (per cent)", "Under 30 (#)", "Under 30 (numbers)"]
)
def test_an_age_beside_what_it_is_told_in_is_the_class(label: str) -> None:
    assert age_of_cell(label) == "under 30"


def test_what_a_rate_is_told_for_is_no_class() -> None:
    text = "2021年社会责任报告\n\n指标\t2020年\t2021年\n工伤率（每百万工时）\t0.41\t0.32\n"
    assert [dict(row.breakdown) for row in facts(text) if row.year == 2021] == [{}]
