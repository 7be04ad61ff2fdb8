"""What stands around a row's label and says nothing of its figure: units, codes, marks of footnotes, remarks."""

from pathlib import Path

import pytest
from tests.extraction.test_quantities import KNOW

from cnesg.extraction.labels.references import undecorated, without_forms
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

PLAIN = [  # label, unit, figure, heading above
    ("Ecological restoration expenditure", "RMB million", "14.6", ""),
    ("Contractors", "No.", "3", "Fatalities"),
    ("Product and service complaints received", "No.", "27", ""),
    ("董事会女性成员比例", "%", "18.5", ""),
    ("人均有害废弃物产生量", "千克/人", "2.13", ""),
    ("单位发电量氮氧化物排放", "克/千瓦时", "0.214", ""),
]


def told(folder: Path, *rows: tuple[str, ...]) -> list[tuple[str, float, dict[str, str]]]:
    report = folder / "report.txt"
    report.write_text("\n".join("\t".join(row) for row in rows if row[0]) + "\n", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOW, year=2022)
    return [(row.metric, row.value, dict(row.breakdown)) for row in found]


@pytest.mark.parametrize(("label", "unit", "figure", "heading"), PLAIN)
def test_a_row_gives_the_same_however_its_label_is_decorated(
    tmp_path: Path, label: str, unit: str, figure: str, heading: str
) -> None:
    head, note = ("Indicator", "Note 1") if label.isascii() else ("指标", "注1")
    plain = told(tmp_path, (head, "Unit", "2022"), (heading,), (label, unit, figure))
    assert plain, label
    for decorated in (f"{label} ({note})", f"{label}*", f"{label}[1]", f"B6.2 {label}"):
        assert told(tmp_path, (head, "Unit", "2022"), (heading,), (decorated, unit, figure)) == plain, decorated
    assert told(tmp_path, (head, "2022"), (heading,), (f"{label} ({unit})", figure)) == plain
    assert told(tmp_path, (head, "2022"), (heading,), (f"B6.2 {label} ({unit})", figure)) == plain


@pytest.mark.parametrize(
    ("label", "unit", "metric"),
    [
        ("Water consumption (per employee)", "m3/employee", "water_intensity_per_employee"),
        ("Hazardous waste produced (per unit of revenue)", "t/RMB million", "hazardous_waste_intensity"),
        ("用水量（人均）", "吨/人", "water_intensity_per_employee"),
        ("能源消耗（每百万元营收）", "兆瓦时/百万元", "energy_intensity_per_revenue"),
        ("人均无害废弃物排放量", "千克/人", "non_hazardous_waste_intensity"),
    ],
)
def test_what_an_amount_is_divided_by_may_stand_in_brackets(tmp_path: Path, label: str, unit: str, metric: str) -> None:
    assert told(tmp_path, ("Indicator", "Unit", "2022"), (label, unit, "3.4")) == [(metric, 3.4, {})]


def test_codes_go_and_what_looks_like_one_stays() -> None:
    assert undecorated("A2.1 Electricity") == "Electricity"
    assert undecorated("GRI 305-1 Scope 1 emissions*") == "Scope 1 emissions"
    assert undecorated("①间接能源") == "间接能源"
    assert undecorated("B2B customers") == "B2B customers"
    assert undecorated("G7 countries") == "G7 countries"
    assert without_forms("Contractors (No.)") == "Contractors (number)"


def test_a_page_of_an_index_is_no_value(tmp_path: Path) -> None:
    rows = [("A1.3 Total hazardous waste produced", "24"), ("B6.2 Number of complaints received", "31")]
    assert told(tmp_path, ("KPI", "Page"), *rows) == []
