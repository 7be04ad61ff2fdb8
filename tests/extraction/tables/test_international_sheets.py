"""Data sheets and indexes of issuers outside China: units, coverage, dates, aims, answers in figures. All invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
Draw = Callable[[Any], None]
Facts = list[tuple[str, float, str, int, dict[str, str]]]
Read = Callable[[Draw], Facts]
XS = (40, 250, 330, 400, 470)


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Read:
    """What the tables of a page give."""

    def run(draw: Draw) -> Facts:
        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, one.year, one.breakdown) for one in found]

    return run


@pytest.fixture
def read_rows(read: Read, rows_at: RowsAt) -> Callable[..., Facts]:
    """What rows set in columns give."""

    def run(rows: Sequence[Sequence[str]], xs: Sequence[float] = XS) -> Facts:
        return read(lambda canvas: rows_at(canvas, rows, xs, 700))

    return run


@pytest.mark.parametrize(("unit", "canonical"), [("t-CO2e", "tCO2e"), ("1,000 t-CO2", "tCO2e"), ("kL", "m3")])
def test_a_column_of_units_right_of_the_values(read_rows: Callable[..., Facts], unit: str, canonical: str) -> None:
    label = "Water consumption" if canonical == "m3" else "Scope 1 emissions"
    rows = [["", "FY2022", "FY2023", "Unit"], [label, "5,310", "5,170", unit], ["Board meetings", "11", "12", "times"]]

    found = read_rows(rows, (40, 250, 330, 420))
    times = 1000 if unit.startswith("1,000") else 1
    assert [one[1:4] for one in found[:2]] == [(5310 * times, canonical, 2022), (5170 * times, canonical, 2023)]


def test_a_unit_said_once_holds_for_the_rows_below(read_rows: Callable[..., Facts]) -> None:
    rows = [["", "Unit", "FY2022", "FY2023"], ["Scope 1", "t-CO2e", "812", "790"], ["Scope 2", "", "2,310", "2,044"]]
    rows += [["Number of employees", "", "1,203", "1,215"]]

    assert [one[:4] for one in read_rows(rows, (40, 200, 260, 340))] == [
        ("ghg_scope1", 812, "tCO2e", 2022),
        ("ghg_scope1", 790, "tCO2e", 2023),
        ("ghg_scope2", 2310, "tCO2e", 2022),
        ("ghg_scope2", 2044, "tCO2e", 2023),
        ("employees_total", 1203, "persons", 2022),
        ("employees_total", 1215, "persons", 2023),
    ]


def test_a_unit_of_two_lines_right_of_the_values_is_one(read: Read) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((250, "FY2022"), (330, "FY2023"), (420, "Unit")):
            canvas.drawString(x, 700, text)
        for x, text in ((40, "Net fresh water consumption"), (250, "6,310"), (330, "6,170")):
            canvas.drawString(x, 670, text)
        canvas.drawString(420, 675, "thousand")
        canvas.drawString(420, 665, "m3")

    assert {one[1:4] for one in read(draw)} == {(6310000, "m3", 2022), (6170000, "m3", 2023)}


def test_a_lone_number_in_a_column_of_units_hides_no_labels(read: Read) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((300, "Unit"), (380, "FY2022"), (460, "FY2023")):
            canvas.drawString(x, 700, text)
        rows = [("Electricity consumption", "MWh", "4,812", "4,790"), ("Waste generated", "t", "311", "302")]
        for number, (label, unit, *values) in enumerate(rows):
            canvas.drawString(40, 680 - 20 * number, label)
            canvas.drawString(300, 680 - 20 * number, unit)
            for at, value in enumerate(values):
                canvas.drawRightString(410 + 80 * at, 680 - 20 * number, value)
        canvas.drawString(40, 630, "Paper used")
        for y, text in ((637, "1,000"), (623, "sheets")):
            canvas.drawString(300, y, text)
        for at, value in enumerate(("2,411", "2,380")):
            canvas.drawRightString(410 + 80 * at, 630, value)

    assert [one[:2] for one in read(draw) if one[3] == 2023] == [("electricity", 4790), ("waste_total", 302)]


def test_coverage_tells_rows_of_one_label_apart(read_rows: Callable[..., Facts]) -> None:
    rows = [["Indicator", "Scope", "FY2022", "FY2023"]]
    rows += [
        ["Scope 1 emissions (t-CO2)", "non-consolidated", "4,115", "4,098"],
        ["", "consolidated", "8,612", "8,570"],
    ]
    rows += [[f"{name} (t)", "non-consolidated", "18.2", "20.7"] for name in ("Scope 3", "NOx", "SOx", "VOC", "Lead")]
    rows += [["Hazardous waste (t)", "non-consolidated", "19.4", "less than 3t"]]

    found = read_rows(rows, (40, 200, 300, 380))
    told = [(one[1], list(one[4].values())) for one in found if one[3] == 2023]
    assert told[:2] == [(4098, ["non-consolidated"]), (8570, [])]
    assert told[-1] == (3, ["non-consolidated"])


def test_dates_with_two_digits_for_the_year_head_columns(read_rows: Callable[..., Facts]) -> None:
    rows = [["Emissions (tCO2 -e)", "30 Jun 23", "30 Jun 22"], ["Scope 1 emissions", "7,115", "8,204"]]

    assert [one[:4] for one in read_rows(rows, (40, 280, 380))] == [
        ("ghg_scope1", 7115, "tCO2e", 2023),
        ("ghg_scope1", 8204, "tCO2e", 2022),
    ]


def test_rates_of_classes_that_add_up_to_a_hundred_are_a_composition(read_rows: Callable[..., Facts]) -> None:
    rows = [["New hires by gender", "No.", "%"], ["Male", "812", "71.2"], ["Female", "328", "28.8"]]

    shares = [one for one in read_rows(rows, (40, 250, 330)) if one[2] == "%"]
    assert [(one[0], one[1]) for one in shares] == [("new_hires_share", 71.2), ("new_hires_share", 28.8)]


def test_aims_and_baselines_carry_their_years(read_rows: Callable[..., Facts]) -> None:
    rows = [["Commitment", "Baseline", "Target", "2023 progress"]]
    rows += [["Women in senior management", "23% (2018)", "41% by 2028", "34%"]]
    rows += [["Renewable electricity", "31% (2019)", "95% by 2026", "77%"]]

    found = read_rows(rows, (40, 240, 330, 420))
    assert [(one[1], one[3], one[4].get("type")) for one in found] == [
        (23, 2018, None),
        (41, 2028, "target"),
        (34, 2023, None),
        (31, 2019, None),
        (95, 2026, "target"),
        (77, 2023, None),
    ]


def test_columns_for_the_years_of_baselines_and_targets(read_rows: Callable[..., Facts]) -> None:
    rows = [["Goal", "Base year", "Base value", "Target year", "Target", "FY23"]]
    rows += [["Scope 1 and 2 emissions (tCO2e)", "2018", "81,304", "2031", "40,700", "60,225"]]
    rows += [["Total water consumption (ML)", "2019", "1,720", "2029", "1,410", "1,688"]]

    found = read_rows(rows, (40, 200, 260, 330, 400, 470))
    assert [(one[1], one[3], one[4].get("type")) for one in found] == [
        (81304, 2018, None),
        (40700, 2031, "target"),
        (60225, 2023, None),
        (1720, 2019, None),
        (1410, 2029, "target"),
        (1688, 2023, None),
    ]


def test_years_of_merged_heads_stand_above_those_of_targets(read: Read) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(455, 720, "Targets")
        for x, text in ((260, "FY2022"), (330, "FY2023")):
            canvas.drawRightString(x, 711, text)
        for x, text in ((420, "FY2025"), (490, "FY2030")):
            canvas.drawRightString(x, 702, text)
        rows = [("Waste generated (t)", "411", "398", "350", "310"), ("Hazardous waste (t)", "21", "19", "15", "12")]
        for number, (label, *values) in enumerate(rows):
            canvas.drawString(40, 682 - 16 * number, label)
            for x, value in zip((260, 330, 420, 490), values, strict=True):
                canvas.drawRightString(x, 682 - 16 * number, value)

    assert [(one[1], one[3], one[4].get("type")) for one in read(draw)][:4] == [
        (411, 2022, None),
        (398, 2023, None),
        (350, 2025, "target"),
        (310, 2030, "target"),
    ]


INDEX = [
    (["(1) Gross global Scope 1 emissions, percentage", "covered under (2) emissions-limiting rules"],
     ["IF-EU-", "110a.1"], ["Metric tons (t)", "CO2-e, %"], ["(1) 21,304,000", "(2) 0%"]),
    (["(1) Total water withdrawn, (2) total water", "consumed, percentage of each in areas", "with High Water Stress"],
     ["IF-EU-", "140a.1"], ["Thousand cubic", "meters (m3), %"], ["(1) 612,300; 4%", "(2) 51,820; 6%"]),
    (["Amount of hazardous waste generated,", "percentage recycled"], ["IF-EU-", "150a.1"], ["Metric tons (t)", "/ %"],
     ["1,240 / 63%"]),
    (["(1) Total recordable incident rate (TRIR), (2)", "fatality rate"], ["IF-EU-", "320a.1"], ["Rate"],
     ["(1) 0.82", "(2) 0.00"]),
]  # fmt: skip


def test_an_index_answered_in_figures(read: Read) -> None:
    def draw(canvas: Any) -> None:
        y = 700
        for x, text in ((40, "Metric"), (280, "Code"), (350, "Unit of measure"), (460, "Response")):
            canvas.drawString(x, y + 18, text)
        for row in INDEX:
            for x, lines in zip((40, 280, 350, 460), row, strict=True):
                for at, text in enumerate(lines):
                    canvas.drawString(x, y - 11 * at, text)
            y -= 11 * max(map(len, row)) + 8

    found = [one[:3] for one in read(draw)]
    assert [one for one in found if one[2] != "%"] == [
        ("ghg_scope1", 21_304_000, "tCO2e"),
        ("water_total", 612_300_000, "m3"),
        ("water_total", 51_820_000, "m3"),
        ("hazardous_waste", 1240, "t"),
        ("recordable_injury_frequency", 0.82, "per 200,000 hours"),
        ("fatality_rate", 0, "as printed"),
    ]
    assert [one for one in found if one[0] == "water_stress_share"] == [
        ("water_stress_share", 4, "%"),
        ("water_stress_share", 6, "%"),
    ]


def test_a_region_in_the_title_of_a_table_is_that_of_its_rows(read_rows: Callable[..., Facts]) -> None:
    rows = [["Greenhouse gas emissions (Australia) tCO2e", "2023", "2022"], ["Scope 1 emissions", "6,915", "7,204"]]

    assert [one[4] for one in read_rows(rows, (40, 330, 420))] == [{"region": "australia"}] * 2


def test_marks_of_notes_are_no_part_of_labels(read_rows: Callable[..., Facts]) -> None:
    rows = [["(t-CO2)", "FY2022", "FY2023"], ["Scope 1*1", "812", "790"], ["Scope1+Scope2*2, *3", "3,122", "2,834"]]

    assert [one[:2] for one in read_rows(rows) if one[3] == 2023] == [("ghg_scope1", 790), ("ghg_total", 2834)]


def test_emissions_per_unit_of_sales_in_any_currency(read_rows: Callable[..., Facts]) -> None:
    rows = [["(t-CO2/million yen)", "FY2022", "FY2023"], ["CO2 per unit of sales", "0.36", "0.29"]]

    assert [one[:3] for one in read_rows(rows)] == [
        ("ghg_intensity_per_revenue", 0.36, "tCO2e/JPY million"),
        ("ghg_intensity_per_revenue", 0.29, "tCO2e/JPY million"),
    ]


def test_a_label_that_goes_on_as_a_sentence_is_none_of_a_tile(read: Read) -> None:
    def draw(canvas: Any) -> None:
        for x, number, *label in (
            (50, "14", "directors, 9 of whom", "are independent"),
            (220, "47", "countries in which our", "suppliers are based"),
            (400, "$38M", "given to communities since", "2007"),
        ):
            canvas.setFont("Helvetica", 24)
            canvas.drawString(x, 700, number)
            canvas.setFont("Helvetica", 9)
            for at, line in enumerate(label):
                canvas.drawString(x, 684 - 11 * at, line)

    assert read(draw) == []  # the three are read as sentences
