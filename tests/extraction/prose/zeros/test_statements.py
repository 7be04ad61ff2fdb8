"""Things that did not happen: which statements are facts, and which are aims."""

import pytest
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "全年实现零死亡、零火灾、零职业病的目标。",
            [("fatalities", "actual"), ("safety_accidents", "actual"), ("occupational_disease_cases", "actual")],
        ),
        (
            "本年实现了安全生产“零死亡”、环境保护“零污染”的年度目标。",
            [("fatalities", "actual"), ("env_incidents", "actual")],
        ),
        (
            "这一年做到了无重大火灾、无生产死亡事故、无重大责任事故的“三无”目标。",
            [("major_safety_accidents", "actual"), ("fatalities", "actual"), ("major_safety_accidents", "actual")],
        ),
        ("我们的最终目标是实现每年工伤零事故。", [("recordable_injuries", "target")]),
        ("公司追求零伤害、零事故。", [("recordable_injuries", "target"), ("safety_accidents", "target")]),
    ],
)
def test_what_is_listed_is_aimed_at_or_reached_together(text: str, facts: list[tuple[str, str]]) -> None:
    assert [(row.metric, row.value_kind) for row in rows_of(text)] == facts


def test_what_rules_ask_for_is_no_aim_where_they_were_not_broken() -> None:
    rows = rows_of("公司没有发生违背信息披露规定和要求的事项。")
    assert [(row.metric, row.value_kind) for row in rows] == [("noncompliance_cases", "actual")]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("公司污染物排放合规,也未发生环境事件,未受到相关处罚。", "env_penalties"),
        ("公司依法经营,未受到相关处罚。", None),
    ],
)
def test_a_wording_that_needs_a_word_near_it_makes_no_zero_without(text: str, metric: str | None) -> None:
    assert ("env_penalties" in {row.metric for row in rows_of(text)}) is (metric is not None)


def test_each_negation_has_its_own_thing() -> None:
    """A severity that the thing before has is not the next one's."""
    rows = rows_of("公司无重大设备事故、无火灾爆炸事故。")
    assert [row.metric for row in rows] == ["major_safety_accidents", "safety_accidents"]


def test_of_things_that_are_all_none_each_has_its_own_classes() -> None:
    rows = rows_of("重伤事故、重大火灾事故均为零。")
    assert [(row.metric, dict(row.breakdown)) for row in rows] == [
        ("recordable_injuries", {"severity": "重伤"}),
        ("major_safety_accidents", {"type": "火灾事故"}),
    ]
