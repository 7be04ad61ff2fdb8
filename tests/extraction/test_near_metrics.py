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
        ("慰问员工\n\n公司设立专项奖学金,资助了260多名贫困家庭大学生完成学业。", "beneficiaries", 260),
        ("员工关爱\n\n公司资助困难职工35名。", "employees_assisted", 35),
    ],
)
def test_a_figure_is_of_the_nearer_metric(tmp_path: Path, text: str, metric: str, value: float) -> None:
    assert [name for name, figure in told(tmp_path, text) if figure == pytest.approx(value)] == [metric]
