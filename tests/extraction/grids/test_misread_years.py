"""Years of a head that recognition misread are told by those beside them."""

from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

ROWS = "用电量\t万千瓦时\t412.5\t398.1\t377.4\t360.2\n"


@pytest.mark.parametrize(
    ("head", "years"),
    [
        ("指标\t单位\t2013年\t2014年\t2015年\t2016年", [2013, 2014, 2015, 2016]),
        ("指标\t单位\t2013年\t贿\t2015年\t2016年", [2013, 2014, 2015, 2016]),
        ("指标\t单位\t知丨13年\t2014年\t2015年\t2016年", [2013, 2014, 2015, 2016]),
        ("指标\t单位\t2016年\t2015年\t2014年\t201啤", [2016, 2015, 2014, 2013]),
    ],
)
def test_each_column_has_its_year(head: str, years: list[int], tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"2016年社会责任报告\n\n{head}\n{ROWS}", encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=2016)
    found = [(float(row.raw_value), row.year) for row in rows if row.metric == "electricity"]
    assert sorted(found) == sorted(zip([412.5, 398.1, 377.4, 360.2], years, strict=True))
    assert all(not row.breakdown for row in rows)


@pytest.mark.parametrize("head", ["指标\t单位\t2013年\t变动\t2016年\t2015年", "指标\t单位\t2015年\t2016年\t同比\t备注"])
def test_other_heads_are_no_years(head: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"2016年社会责任报告\n\n{head}\n{ROWS}", encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=2016)
    assert 2014 not in {row.year for row in rows}
    assert 2017 not in {row.year for row in rows}
