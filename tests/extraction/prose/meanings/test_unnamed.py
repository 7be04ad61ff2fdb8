"""Labels that name nothing by themselves, so that a figure is of what was named before. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of


def values(text: str) -> list[tuple[str, float, dict[str, str]]]:
    return [(row.metric, row.value, dict(row.breakdown)) for row in rows_of(text)]


@pytest.mark.parametrize(
    "label",
    ["保持在", "基本稳定在", "高达", "指标为", "数据为", "首次达到", "仍为", "同比下降8.6%至", "增加8.6%至", "为"],
)
def test_words_behind_a_bracket_leave_the_figure_to_what_stands_before_it(label: str) -> None:
    told = values(f"2023年，公司温室气体排放总量（范围一和范围二）{label}9,201吨二氧化碳当量。")
    assert told == [("ghg_total", 9201, {})]


def test_another_label_ends_it() -> None:
    assert values("2023年，公司温室气体排放总量（范围一和范围二）以及机组出力9,201吨二氧化碳当量。") == []


def test_words_for_anybody_name_no_group() -> None:
    assert ("anticorruption_training_people", 650, {}) in values("公司举办反腐败培训12场，参与人员650人次。")
    assert ("safety_training_people", 650, {}) in values("公司开展安全培训30场，涉及员工650人次。")
