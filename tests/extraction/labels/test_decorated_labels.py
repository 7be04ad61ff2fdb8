"""What stands around a row's label and says nothing of its figure: units, codes, marks of footnotes, remarks."""

from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.labels.references import undecorated, without_day, without_forms
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


@pytest.mark.parametrize(
    ("decorated", "plain"),
    [
        ("KPI A1.2: Hazardous waste", "Hazardous waste"),
        ("SASB EM-MM-140a.1: Water withdrawn", "Water withdrawn"),
        ("(Core) Turnover rate", "Turnover rate"),
        ("Suppliers (overseas) (limited assurance) [1]", "Suppliers (overseas)"),
        ("Recycled water – GRI 305-1", "Recycled water"),
        ("Office buildings ✓", "Office buildings"),
        ("Employees (new)", "Employees (new)"),
        ("Water withdrawn, in m³", "Water withdrawn, in m³"),
        ("Water withdrawn (m^3)", "Water withdrawn (m^3)"),
        ("Waste gas, in Nm³", "Waste gas, in Nm³"),
        ("耗水量m³", "耗水量m³"),
        ("建筑面积km²", "建筑面积km²"),
        ("Water withdrawn³", "Water withdrawn"),
        ("Water withdrawn^1", "Water withdrawn"),
        ("24-hour hotline calls", "24-hour hotline calls"),
        ("Scope 1 (audited suppliers)", "Scope 1 (audited suppliers)"),
        ("Phase 1-2 works", "Phase 1-2 works"),
    ],
)
def test_codes_marks_and_remarks_go_together(decorated: str, plain: str) -> None:
    assert undecorated(decorated) == plain


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("1) Work-related ill health", "cases", "57"), [("occupational_disease_cases", 57, {})]),
        (("ESRS E1-6 Employees volunteering", "persons", "687"), [("volunteers", 687, {})]),
        (("Number of employees – female", "persons", "768"), [("employees", 768, {"gender": "female"})]),
        (("Workforce (male)", "persons", "768"), [("employees", 768, {"gender": "male"})]),
        (("Electricity: hotels", "MWh", "12"), [("electricity", 12, {"type": "hotels"})]),
        (("Emissions – sulphur dioxide", "tonnes", "12"), [("so2_emissions", 12, {})]),
        (("Waste (recycled)", "tonnes", "12"), [("waste_recycled", 12, {})]),
        (("Total greenhouse gas (GHG) emissions", "tCO2e", "1,234 (Note 3)"), [("ghg_total", 1234, {})]),
        (("Scope-1 emissions", "tCO2e", "✓ 12"), [("ghg_scope1", 12, {})]),
        (("Nonhazardous waste generated", "tonnes", "12 LR"), [("non_hazardous_waste", 12, {})]),
        (("Hazardous  waste", "tonnes (thousands)", "12"), [("hazardous_waste", 12_000, {})]),
    ],
)
def test_rows_said_otherwise_are_the_same_facts(
    tmp_path: Path, row: tuple[str, str, str], expected: list[tuple[str, float, dict[str, str]]]
) -> None:
    assert told(tmp_path, ("Indicator", "Unit", "2022"), row) == expected


@pytest.mark.parametrize(
    "heads",
    [
        ("2022", "2021 (restated)"),
        ("2022", "2021R"),
        ("31/12/2022", "31/12/2021"),
        ("2022†", "2021"),
        ("12/2022", "12/2021"),
    ],
)
def test_heads_of_years_may_have_dates_and_remarks(tmp_path: Path, heads: tuple[str, str]) -> None:
    report = tmp_path / "report.txt"
    lines = ["\t".join(("Indicator", "Unit", *heads, "22/21")), "Hazardous waste\ttonnes\t12.5\t13.5\t-7.4%"]
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOW, year=2022)
    assert [(row.value, row.year) for row in found] == [(12.5, 2022), (13.5, 2021)]


def test_a_column_of_definitions_is_no_part_of_labels(tmp_path: Path) -> None:
    row = ("Hazardous waste", "tonnes", "Waste as per local law", "12.5")
    assert told(tmp_path, ("Indicator", "Unit", "Definition", "2022"), row) == [("hazardous_waste", 12.5, {})]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Workforce (at 31 December)", "Workforce"),
        ("Employees (as at 31 March)", "Employees"),
        ("Employees as of 31 Dec.", "Employees"),
        ("Employees (as at 31 March 2023)", "Employees (as at 31 March 2023)"),  # names a year
        ("Meeting on 12 May", "Meeting on 12 May"),  # no day that figures are of
        ("Workforce", "Workforce"),
    ],
)
def test_a_title_without_the_day_its_figures_are_of(title: str, plain: str) -> None:
    assert without_day(title) == plain
