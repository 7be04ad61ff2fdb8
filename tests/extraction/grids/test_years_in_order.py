"""Years of a head that recognition set over other columns than their figures are told by their order."""

from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document


def told(text: str, path: Path) -> list[tuple[str, float, int]]:
    path.write_text(f"2016年社会责任报告\n\n{text}\n", encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=2016)
    return sorted((row.metric, float(row.raw_value.rstrip("%")), row.year) for row in rows)


@pytest.mark.parametrize(
    "head",
    [
        "指标名称\t2016年\t2015年\t2014年",
        "指标名称\t2016\t年 2015年 2014年\t\t",
        "指标名称\t2016年 2015年\t2014年",
        "指标名称\t2016年 2015年 2014年\t\t",
    ],
)
@pytest.mark.parametrize("gap", ["", "\t"])
def test_figures_are_of_the_years_in_their_order(head: str, gap: str, tmp_path: Path) -> None:
    rows = f"用电量（千瓦时）\t712\t{gap}633\t588\n耗水量（吨）\t51.2\t{gap}44.1\t36.9"
    assert told(f"{head}\n{rows}", tmp_path / "report.txt") == [
        ("electricity", 588.0, 2014),
        ("electricity", 633.0, 2015),
        ("electricity", 712.0, 2016),
        ("water_total", 36.9, 2014),
        ("water_total", 44.1, 2015),
        ("water_total", 51.2, 2016),
    ]


def test_rows_with_gaps_of_their_own_are_told_too(tmp_path: Path) -> None:
    rows = "用电量（千瓦时）\t712\t\t633\t588\n耗水量（吨）\t51.2\t44.1\t\t36.9"
    found = told(f"指标\t2014年\t2015年\t2016年\n{rows}", tmp_path / "report.txt")
    assert ("electricity", 633.0, 2015) in found
    assert ("water_total", 36.9, 2016) in found


def test_rows_of_fewer_figures_tell_no_order(tmp_path: Path) -> None:
    rows = "用电量（千瓦时）\t712\t633\n耗水量（吨）\t51.2\t44.1"
    found = told(f"指标\t2014年\t2015年\t2016年\n{rows}", tmp_path / "report.txt")
    assert found == [
        ("electricity", 633.0, 2015),
        ("electricity", 712.0, 2014),
        ("water_total", 44.1, 2015),
        ("water_total", 51.2, 2014),
    ]
