"""Classes are named by words of their own. All figures are made up."""

from pathlib import Path

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
TABLE = (
    "江澜股份有限公司2023年可持续发展报告\n\n指标\t单位\t2022年\t2023年\n员工总人数\t人\t8455\t8610\n"
    "按地区划分：中国内地\t人\t8290\t8422\n按地区划分：海外\t人\t165\t188\n范围三（差旅）\t吨CO2e\t120\t140\n"
)


def test_how_a_whole_is_parted_is_no_part_of_a_name(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TABLE, encoding="utf-8")
    rows = extract_quantities(read_document(report), METHODOLOGY, year=2023)

    read = {(row.metric, row.value): dict(row.breakdown) for row in rows if row.year == 2023}
    assert read == {
        ("employees_total", 8610.0): {},
        ("employees", 8422.0): {"region": "中国内地"},
        ("employees", 188.0): {"region": "海外"},
        ("ghg_scope3", 140.0): {"category": "差旅"},
    }
