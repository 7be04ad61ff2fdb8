"""Layouts of data sheets and of forms: heads, groups, shares, titles and units that stand apart. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
Facts = list[tuple[str, float, str, dict[str, str]]]
Read = Callable[[Callable[[Any], None]], Facts]
XS = (50, 250, 330, 410)


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Read:
    def run(draw: Callable[[Any], None]) -> Facts:
        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, one.breakdown) for one in found if one.year == 2023]

    return run


def _grid(canvas: Any, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]]) -> None:
    """A drawn grid; an empty cell is part of the one left of it."""
    height = 20
    canvas.setLineWidth(0.5)
    for number in range(len(rows) + 1):
        canvas.line(xs[0], top - height * number, xs[-1], top - height * number)
    for number, row in enumerate(rows):
        y = top - height * number
        for at, text in enumerate(row):
            if text or at == 0:
                canvas.line(xs[at], y, xs[at], y - height)
                canvas.drawString(xs[at] + 3, y - 13, text)
        canvas.line(xs[-1], y, xs[-1], y - height)


def test_shares_below_their_counts_are_rows_of_the_same_label(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((300, "2023"), (360, "2022")):
            canvas.drawRightString(x, 720, text)
        rows = [("Managers and heads of", "teams", "1,204", "1,117", "(31%)", "(29%)")]
        rows += [("Technicians", "", "2,318", "2,406", "(44%)", "(46%)")]
        for number, (first, second, *values) in enumerate(rows):
            y = 700 - 32 * number
            canvas.drawString(50, y, first)
            canvas.drawString(50, y - 11, second)
            for at, text in enumerate(values):
                canvas.drawRightString(300 + 60 * (at % 2), y - 11 * (at // 2), text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, [c.text if c else None for c in row.cells]) for row in table.rows] == [
        ("Managers and heads of teams", ["1,204", "1,117"]),
        ("Managers and heads of teams", ["31%", "29%"]),
        ("Technicians", ["2,318", "2,406"]),
        ("Technicians", ["44%", "46%"]),
    ]


def test_a_group_with_the_rows_of_the_group_before_is_of_its_title(make_pages: MakePages, rows_at: RowsAt) -> None:
    rows = [["Metric", "2023", "2022"], ["Staff turnover", "9.1%", "9.9%"], ["Diversity by gender"]]
    rows += [["Overall workforce"], ["Women", "41%", "40%"], ["Men", "59%", "60%"]]
    rows += [["Managers"], ["Women", "27%", "25%"], ["Men", "73%", "75%"]]
    rows += [["Safety"], ["Incident rate", "0.71", "0.74"]]
    (table,) = find_tables(make_pages(lambda canvas: rows_at(canvas, rows, XS, 700))[0])
    assert [row.parents for row in table.rows] == [
        (),
        ("Diversity by gender", "Overall workforce"),
        ("Diversity by gender", "Overall workforce"),
        ("Diversity by gender", "Managers"),
        ("Diversity by gender", "Managers"),
        ("Safety",),
    ]


def test_the_number_of_a_standard_on_a_second_line_is_no_value(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Metric", "Unit", "2023", "2022"]], XS, 700)
        rows_at(
            canvas, [["Electricity", "MWh", "5,120", "5,304"], ["Plants certified to ISO", "%", "91", "88"]], XS, 685
        )
        canvas.drawString(50, 659, "45001")
        rows_at(canvas, [["Waste", "t", "610", "622"]], XS, 640)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Electricity", ("MWh",)), ("Plants certified to ISO 45001", ("%",)), ("Waste", ("t",)),
    ]  # fmt: skip


def test_a_year_that_closes_the_bracket_of_a_title_is_no_value(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        title = "Staff by region (at 30 June 2023)"
        canvas.drawString(300 - canvas.stringWidth(title, "Helvetica", 9), 720, title)
        rows_at(canvas, [["Region", "Women", "Men"]], XS, 700)
        rows_at(canvas, [["North", "1,204", "1,318"], ["South", "2,117", "2,240"]], XS, 685)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["North", "South"]


def test_heads_with_frames_belong_to_rows_that_have_none(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        _grid(canvas, [45, 240, 300, 360], 740, [["Metric", "Years ended 31 May", ""], [" ", "2023", "2022"]])
        rows_at(
            canvas, [["Scope 1 (tCO2e)", "4,120", "4,366"], ["Scope 2 (tCO2e)", "9,204", "9,511"]], (50, 240, 300), 685
        )

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[-1:] for column in table.columns] == [("2023",), ("2022",)]
    assert [row.label for row in table.rows] == ["Scope 1 (tCO2e)", "Scope 2 (tCO2e)"]


def test_units_below_a_head_set_in_their_middle_are_no_part_of_labels(make_pages: MakePages, rows_at: RowsAt) -> None:
    rows = [["Rate of recordable injuries of all our own staff", "per million hours", "2.41", "2.60"]]
    rows += [["Deaths at work", "#", "1", "0"], ["Hours worked", "millions", "31.4", "30.9"]]

    def draw(canvas: Any) -> None:
        units = 54 + canvas.stringWidth(rows[0][0], "Helvetica", 9)  # so close that label and unit are drawn as one
        canvas.drawString(units + 25, 700, "Unit")
        rows_at(canvas, [["Metric", "", "2023", "2022"]], (50, units, 330, 410), 700)
        rows_at(canvas, rows, (50, units, 330, 410), 685)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.notes for row in table.rows] == [("per million hours",), ("#",), ("millions",)]


def test_a_title_on_women_in_leadership_is_of_all_its_ranks(read: Read, rows_at: RowsAt) -> None:
    rows = [["Women in leadership (%)"], ["Level", "2023", "2022"], ["Board", "40", "36"]]
    rows += [["Chief executive and direct reports", "31", "28"], ["Middle management", "37", "35"]]
    assert read(lambda canvas: rows_at(canvas, rows, XS, 700)) == [
        ("female_directors_share", 40, "%", {}),
        ("employees_share", 31, "%", {"gender": "female", "level": "chief executive and direct reports"}),
        ("employees_share", 37, "%", {"gender": "female", "level": "middle management"}),
    ]


def test_a_unit_of_women_says_whom_a_row_counts(read: Read, rows_at: RowsAt) -> None:
    rows = [["Impact area", "Unit", "2023", "2022"], ["Gender diversity – Board", "% female", "45", "42"]]
    rows += [
        ["Gender diversity – all employees", "% female", "51", "50"],
        ["Turnover of employees", "Rate (%)", "12.4", "14.0"],
    ]
    assert read(lambda canvas: rows_at(canvas, rows, XS, 700)) == [
        ("female_directors_share", 45, "%", {}),
        ("employees_share", 51, "%", {"gender": "female"}),
        ("turnover_rate", 12.4, "%", {}),
    ]


def test_rows_that_add_up_to_a_scope_are_of_it(read: Read, rows_at: RowsAt) -> None:
    rows = [["Operational emissions", "Unit", "2023", "2022"], ["Natural gas", "tCO2e", "1,200", "1,300"]]
    rows += [["Vehicles of our own", "tCO2e", "800", "750"], ["Total Scope 1", "tCO2e", "2,000", "2,050"]]
    facts = read(lambda canvas: rows_at(canvas, rows, XS, 700))
    assert [(metric, value) for metric, value, _, _ in facts] == [
        ("ghg_scope1", 1200), ("ghg_scope1", 800), ("ghg_scope1", 2000),  # 1,200 + 800, 1,300 + 750
    ]  # fmt: skip


def test_directors_below_money_are_no_money(read: Read, rows_at: RowsAt) -> None:
    rows = [["Measure", "2023", "2022"], ["Donations ($)", "41,000", "38,500"], ["Non-executive directors", "8", "9"]]
    assert ("non_executive_directors", 8, "persons", {}) in read(lambda canvas: rows_at(canvas, rows, XS, 700))


def test_turnover_counted_beside_those_hired(read: Read, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "New hires and turnover in 2023")
        for x, text in ((300, "New hires"), (440, "Turnover")):
            canvas.drawCentredString(x, 700, text)
        for x, text in ((270, "Number"), (330, "Rate (%)"), (410, "Number"), (470, "Rate (%)")):
            canvas.drawCentredString(x, 688, text)
        for number, row in enumerate(
            (("Women", "812", "14.2", "611", "10.7"), ("Men", "1,340", "12.9", "1,207", "11.6"))
        ):
            canvas.drawString(50, 672 - 14 * number, row[0])
            for x, text in zip((285, 345, 425, 485), row[1:], strict=True):
                canvas.drawRightString(x, 672 - 14 * number, text)

    women = [(metric, value) for metric, value, _, classes in read(draw) if classes == {"gender": "female"}]
    assert women == [("new_hires", 812), ("new_hire_rate", 14.2), ("turnover_count", 611), ("turnover_rate", 10.7)]


def test_raised_figures_make_cubic_metres(read: Read, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Measure", "2023", "2022"], ["Water used (thousand m", "41.2", "43.0"]], XS, 700)
        end = 50 + canvas.stringWidth("Water used (thousand m", "Helvetica", 9)
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(end + 0.3, 688, "3")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(end + 4.8, 685, ")")
        rows_at(canvas, [["Paper used (t)", "12", "14"]], XS, 670)

    assert ("water_total", 41200, "m3", {}) in read(draw)


def test_employees_and_workers_of_a_form_have_their_groups_and_counts(read: Read) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(45, 725, "7. Details of all employees and workers of the Company at the end of 2023")
        rows = [["No.", "Particulars", "Total (A)", "Male", "", "Female", ""]]
        rows += [[" ", " ", " ", "No. (B)", "% (B/A)", "No. (C)", "% (C/A)"]]
        rows += [
            ["EMPLOYEES", "", "", "", "", "", ""],
            ["1.", "Permanent (D)", "500", "400", "80.00%", "100", "20.00%"],
        ]
        rows += [["2.", "Others (E)", "90", "60", "66.67%", "30", "33.33%"], ["WORKERS", "", "", "", "", "", ""]]
        rows += [["3.", "Permanent (F)", "700", "630", "90.00%", "70", "10.00%"]]
        _grid(canvas, [45, 75, 190, 260, 330, 400, 470, 540], 715, rows)

    facts = read(draw)
    assert ("employees", 400, "persons", {"gender": "male", "employment": "permanent"}) in facts
    assert ("employees_share", 20, "%", {"gender": "female", "employment": "permanent"}) in facts
    workers = [(value, set(classes.values())) for metric, value, _, classes in facts if value in {700, 70}]
    assert workers == [(700, {"workers", "permanent"}), (70, {"workers", "permanent", "female"})]


def test_a_merged_label_over_employees_and_workers(read: Read, rows_at: RowsAt) -> None:
    rows = [["Incident", "Category", "2023", "2022"], ["Number of fatalities", "Employees", "0", "1"]]
    rows += [["Number of fatalities", "Workers", "2", "3"], ["Total recordable injuries", "Employees", "14", "12"]]
    rows += [["Total recordable injuries", "Workers", "41", "44"]]
    assert read(lambda canvas: rows_at(canvas, rows, XS, 700)) == [
        ("fatalities", 0, "persons", {"worker": "employees"}),
        ("fatalities", 2, "persons", {"worker": "workers"}),
        ("recordable_injuries", 14, "cases", {"worker": "employees"}),
        ("recordable_injuries", 41, "cases", {"worker": "workers"}),
    ]


def test_a_sum_over_several_groups_of_a_form_is_of_none(read: Read, rows_at: RowsAt) -> None:
    rows = [["Parameter", "Unit", "2023", "2022"], ["From renewable sources"]]
    rows += [["Electricity used (A)", "GJ", "300", "280"], ["From non-renewable sources"]]
    rows += [["Electricity used (B)", "GJ", "700", "720"], ["Fuel used (C)", "GJ", "500", "510"]]
    rows += [["Total energy consumed (A+B+C)", "GJ", "1,500", "1,510"]]  # 300 + 700 + 500
    assert ("energy_total", 1500, "GJ", {}) in read(lambda canvas: rows_at(canvas, rows, XS, 700))


@pytest.mark.parametrize(
    ("label", "classes"),
    [
        ("Employee work-related fatalities", {"worker": "employee"}),
        ("Fatalities (employees and contractors)", {}),
    ],
)
def test_whose_deaths_a_label_counts(label: str, classes: dict[str, str], read: Read, rows_at: RowsAt) -> None:
    rows = [["Safety", "2023", "2022"], [label, "2", "1"], ["Lost days", "41", "52"]]
    assert read(lambda canvas: rows_at(canvas, rows, XS, 700))[0] == ("fatalities", 2, "persons", classes)


def test_what_is_reused_keeps_its_name(read: Read, rows_at: RowsAt) -> None:
    rows = [["Waste recovered (tonnes)", "2023", "2022"], ["Recycled", "710", "690"], ["Re-used", "120", "141"]]
    assert ("waste_recycled", 120, "t", {"type": "re-used"}) in read(lambda canvas: rows_at(canvas, rows, XS, 700))
