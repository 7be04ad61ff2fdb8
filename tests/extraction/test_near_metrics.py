"""Figures between two metrics: what one was given and all giving, prizes and patents, poverty and many causes."""

from pathlib import Path

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()


def told(folder: Path, text: str) -> list[tuple[str, float]]:
    report = folder / "report.txt"
    report.write_text(text + "\n", encoding="utf-8")
    return [(row.metric, row.value) for row in extract_quantities(read_document(report), METHODOLOGY, year=2022)]


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("公司历年来向东湖小学捐款累计35万元。", "donations_cash", 350_000),
        ("公司参加“暖冬一日捐”活动,累计捐款3.2万元。", "donations_cash", 32_000),
        ("公司累计向社会捐款2亿元。", "donations_total", 200_000_000),
        ("指标\t2021年\t2022年\n慈善捐赠(万元)\t12\t25", "donations_total", 250_000),
        ("项目\t2022年\n现金捐赠(万元)\t20", "donations_cash", 200_000),
        ("受赠单位\t捐赠金额(万元)\n东湖小学\t20\n西山中学\t30", "donations_cash", 300_000),
        ("公司获得中国专利金奖2项。", "science_awards", 2),
        ("公司获得授权专利12项。", "patents_granted", 12),
        ("公司在扶贫帮困、文化建设、救灾捐款等方面投入210万元。", "donations_cash", 2_100_000),
        ("公司开展扶贫济困活动,向青溪村捐款5万元。", "poverty_alleviation_investment", 50_000),
    ],
)
def test_a_figure_is_of_the_nearer_metric(tmp_path: Path, text: str, metric: str, value: float) -> None:
    assert [name for name, figure in told(tmp_path, text) if figure == pytest.approx(value)] == [metric]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标\t单位\t2022年\n有效授权专利数\t件\t388", [("patents_held", 388)]),
        ("指标\t单位\t2022年\n新引进员工数\t人\t61", [("new_hires", 61)]),
        ("指标\t单位\t2022年\n新进供应商数量\t家\t15", [("suppliers_new", 15)]),
        ("指标\t单位\t2022年\n人均年带薪休假天数\t天\t7.4", [("paid_leave_days_avg", 7.4)]),
        ("指标\t单位\t2022年\n废气排放合规率\t%\t99.8", [("emission_compliance_rate", 99.8)]),
        ("指标\t单位\t2022年\n危害废弃物\t吨\t22.4", [("hazardous_waste", 22.4)]),
        ("指标\t单位\t2022年\n医疗废弃物产生量\t吨\t3.4", [("hazardous_waste", 3.4)]),
        ("指标\t单位\t2022年\n产品不合格率\t%\t0.12", []),
        ("指标\t单位\t2022年\n除死亡外的工伤人数\t人\t6", []),
        ("指标\t单位\t2022年\n能耗强度\t吨标煤/百万收入\t21.3", [("energy_intensity_per_revenue", 21.3)]),
        ("指标\t单位\t2022年\n安全事故数量\t起\t2", [("safety_accidents", 2)]),
        ("公司开展员工满意度调查,参与度92.1%,整体满意度93.6分。", [("employee_satisfaction", 93.6)]),
        ("公司对7家不合格供应商予以清退,6家供应商被列入黑名单。", []),
        ("截至年末,公司与326家供应商建立了合作关系。", [("suppliers_total", 326)]),
        ("公司通过技能培训惠及果农180人。", [("beneficiaries", 180)]),
        ("指标\t单位\t2022年\n因质量问题剔除供应商数量\t家\t4", []),
        ("指标\t单位\t2022年\n每亿营收员工培训投入\t万元\t1.82", []),
        ("指标\t单位\t2022年\n职业病发生人数\t人次\t0", [("occupational_disease_cases", 0)]),
        ("指标\t单位\t2022年\n职业健康岗中体检率\t%\t100", [("health_check_coverage", 100)]),
        ("2022年离职员工中,30岁以下员工占68%,30至50岁员工占32%。", []),
        ("公司举办质量培训,116家核心供应商现场参与。", []),
        ("公司环保设施向公众开放,累计接待师生180余人次。", []),
        ("报告期内,集团未发生已售产品因安全理由而须回收的事件。", [("recall_rate", 0)]),
        ("公司围绕危废管理、环保应急演练等内容,共举办环保培训24场次。", [("training_sessions", 24)]),
    ],
)
def test_what_is_counted_is_of_its_own_metric(tmp_path: Path, text: str, expected: list[tuple[str, float]]) -> None:
    assert told(tmp_path, text) == [(name, pytest.approx(value)) for name, value in expected]
