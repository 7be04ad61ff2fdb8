"""Units that a cell gives in English and in Chinese, and what tells nothing apart in labels of two languages."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.tables.rows.glosses import ages_alone, plain

TWICE = [
    ("Total water consumption 總耗水量", "m3 立方米", "water_total", 3217.0, "m3"),
    ("Revenue 收益", "HK$ million 百萬港元", "revenue", 3217e6, "HKD"),
    ("Revenue 收益", "RMB'000 人民幣千元", "revenue", 3217e3, "CNY"),
    ("Number of complaints 投訴數目", "Number 數目", "complaints", 3217.0, "cases"),
    ("溫室氣體排放密度", "噸二氧化碳當量╱百萬港元收益", "ghg_intensity_per_revenue", 3217.0, "tCO2e/HKD million"),
    ("每百万营收温室气体排放总量", "吨二氧化碳当量/百万营收", "ghg_intensity_per_revenue", 3217.0, "tCO2e/CNY million"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "unit", "metric", "value", "named"), TWICE)
def test_a_unit_in_both_languages_counts_once(label: str, unit: str, metric: str, value: float, named: str) -> None:
    text = f"環境、社會及管治報告 2021\n\n指標\t單位\t2021\n{label}\t{unit}\t3,217\n"
    assert [(r.metric, r.value, r.unit, r.year) for r in facts(text)] == [(metric, value, named, 2021)]


def test_per_cent_in_both_languages_is_per_cent() -> None:
    text = "環境、社會及管治報告 2021\n\n指標\t單位\t2021\nEmployee turnover rate 僱員流失率\t% 百分比\t12.1\n"
    assert [(r.metric, r.value, r.unit) for r in facts(text)] == [("turnover_rate", 12.1, "%")]


def test_ages_are_told_in_chinese_alone() -> None:
    assert [plain("30 to 50 30至50歲"), plain("Below 30 30歲以下")] == ["30至50歲", "30歲以下"]
    assert [ages_alone("30岁以下"), ages_alone("Employees 员工")] == ["30岁以下", "Employees 员工"]


def test_a_heading_that_divides_its_metric_ends_the_group_above() -> None:
    text = (
        "環境、社會及管治報告 2021\n\n指標\t2021\n僱員總數（人）\t2,130\n"
        "按僱傭類型劃分的僱員人數\n全職\t2,011\n按年齡組別劃分的僱員流失比率\n30歲以下\t21.3%\n"
    )
    assert [(r.metric, r.value) for r in facts(text)] == [
        ("employees_total", 2130),
        ("employees", 2011),
        ("turnover_rate", 21.3),
    ]


def test_rows_that_would_be_one_fact_take_what_their_labels_say_besides() -> None:
    text = "社会责任报告 2021\n\n指标\t单位\t2021\n员工总数\t人\t6,233\n退役军人员工人数\t人\t43\n"
    assert [(r.metric, r.value, r.breakdown) for r in facts(text)] == [
        ("employees_total", 6233, {}),
        ("employees", 43, {"type": "退役军人"}),
    ]


@pytest.mark.parametrize("label", ["废水排放强度", "供应商因工死亡人数"])
def test_what_is_of_something_else_gives_nothing(label: str) -> None:
    unit = {"废": "吨/万元", "供": "人"}[label[0]]
    assert facts(f"社会责任报告 2021\n\n指标\t单位\t2021\n{label}\t{unit}\t12\n") == []
