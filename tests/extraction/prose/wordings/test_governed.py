"""Lists whose items one verb governs: each item is read as if the verb stood before it."""

from pathlib import Path

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()


def told(folder: Path, sentence: str) -> list[tuple[str, float, dict[str, str]]]:
    report = folder / "report.txt"
    report.write_text(sentence + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), METHODOLOGY, year=2022)
    return [(row.metric, row.value, dict(row.breakdown)) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "metric", "facts"),
    [
        (
            "全年招聘本科生120人,硕士生30人,博士生5人。",
            "new_hires",
            [(120, {"education": "本科"}), (30, {"education": "硕士"}), (5, {"education": "博士"})],
        ),
        (
            "全年安全培训管理人员120人、特种作业人员300人。",
            "safety_training_people",
            [(120, {"level": "管理人员"}), (300, {"type": "特种作业人员"})],
        ),
        (
            "全年慰问困难职工56人,劳模12人,退休职工230人。",
            "employees_assisted",
            [(56, {}), (12, {"type": "劳模"}), (230, {"type": "退休职工"})],
        ),
        (
            "为员工缴纳养老保险1,200万元、医疗保险680万元、失业保险56万元。",
            "social_insurance_contributions",
            [(12e6, {"type": "养老保险"}), (6.8e6, {"type": "医疗保险"}), (560e3, {"type": "失业保险"})],
        ),
    ],
)
def test_items_without_a_verb_are_of_the_first_ones(
    tmp_path: Path, sentence: str, metric: str, facts: list[tuple[float, dict[str, str]]]
) -> None:
    assert told(tmp_path, sentence) == [(metric, value, classes) for value, classes in facts]


def test_what_is_saved_is_not_what_is_used(tmp_path: Path) -> None:
    found = told(tmp_path, "全年节约用电120万千瓦时、用水3.5万吨、天然气8万立方米。")
    saved = [("energy_saved", 1.2e6), ("energy_saved", 80e3), ("water_saved", 35e3)]
    assert sorted((metric, value) for metric, value, _ in found) == sorted(saved)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("公司投入380万元,开展安全培训56次、技能比武3次。", ("safety_training_sessions", 56)),  # a contest is none
        ("公司现有员工3,200人,硕士120人。", ("employees", 120)),  # no verb of a list
        ("全年节约用电120万千瓦时,用水量为3.5万吨。", ("water_total", 35e3)),  # says what it is by itself
        ("全年培训员工1,200人,开展应急演练12次。", ("emergency_drills", 12)),  # a verb of its own
    ],
)
def test_what_names_itself_is_no_item(tmp_path: Path, sentence: str, kept: tuple[str, float]) -> None:
    found = [(metric, value) for metric, value, _ in told(tmp_path, sentence)]
    assert kept in found
    assert ("safety_training_sessions", 3) not in found


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "全年未发生重伤及以上安全事故,轻伤事故2起。",
            [("safety_accidents", 0, {"severity": "重伤及以上"}), ("safety_accidents", 2, {"severity": "轻伤"})],
        ),
        ("全年未发生环境污染事故,环保处罚1起。", [("env_incidents", 0, {}), ("env_penalties", 1, {})]),
        ("志愿服务3,200小时,参与员工860人次。", [("volunteer_hours", 3200, {}), ("volunteers", 860, {})]),
        (
            "投入乡村振兴资金680万元,帮扶脱贫户320户。",
            [("poverty_alleviation_investment", 6.8e6, {}), ("households_assisted", 320, {})],
        ),
    ],
)
def test_what_follows_a_comma_is_its_own(
    tmp_path: Path, sentence: str, facts: list[tuple[str, float, dict[str, str]]]
) -> None:
    assert told(tmp_path, sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "metric", "facts"),
    [
        (
            "男女员工流失率分别为13.1%和15.6%。",
            "turnover_rate",
            [(13.1, {"gender": "male"}), (15.6, {"gender": "female"})],
        ),
        (
            "高级、中级及一般员工受训百分比分别为98%、96%及92%。",
            "trained_share",
            [(98, {"type": "高级"}), (96, {"type": "中级"}), (92, {"type": "一般"})],
        ),
    ],
)
def test_classes_before_the_noun_go_in_turn(
    tmp_path: Path, sentence: str, metric: str, facts: list[tuple[float, dict[str, str]]]
) -> None:
    assert told(tmp_path, sentence) == [(metric, value, classes) for value, classes in facts]


def test_what_is_recovered_of_waste_has_a_metric_of_its_own(tmp_path: Path) -> None:
    found = told(tmp_path, "无害废弃物产生量为3,600吨,其中回收2,900吨,填埋700吨。")
    assert [(metric, value) for metric, value, _ in found] == [
        ("non_hazardous_waste", 3600),
        ("non_hazardous_waste_recovered", 2900),
        ("non_hazardous_waste_disposed", 700),
    ]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "招聘本科生120人和硕士30人。",
            [("new_hires", 120, {"education": "本科"}), ("new_hires", 30, {"education": "硕士"})],
        ),
        (
            "全年对外披露定期报告4份和临时公告61份。",
            [
                ("disclosure_documents", 4, {"type": "定期报告"}),
                ("disclosure_documents", 61, {"type": "临时公告"}),
            ],
        ),
        (
            "年内,本集团为9名董事及3,200名雇员提供反贪污培训。",
            [
                ("anticorruption_training_people", 9, {"level": "董事"}),
                ("anticorruption_training_people", 3200, {"level": "雇员"}),
            ],
        ),
    ],
)
def test_what_a_list_joins_keeps_its_own_class(
    tmp_path: Path, sentence: str, facts: list[tuple[str, float, dict[str, str]]]
) -> None:
    assert told(tmp_path, sentence) == facts
