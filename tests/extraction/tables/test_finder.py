"""Tables found by geometry alone: each test draws one kind of layout."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.tables import Table, find_tables
from cnesg.text import Page, read_document

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
YEARS = ["", "", "2021", "2022", "2023"]
XS = [50, 200, 260, 330, 400]


def cells(table: Table) -> list[list[str | None]]:
    return [[c.text if c else None for c in row.cells] for row in table.rows]


def labels(table: Table) -> list[str]:
    return [row.label for row in table.rows]


def headers(table: Table) -> list[tuple[str, ...]]:
    return [column.headers for column in table.columns]


def test_rows_columns_units_years_and_caption(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 735, "Environmental data")
        rows_at(
            canvas,
            [
                ["Metric", "Unit", "2021", "2022", "2023"],
                ["Water use", "t", "1,234", "1,300", "1,400"],
                ["Electricity", "MWh", "20.5", "–", "19.5"],
                ["Waste", "t", "5", "6", "7"],
            ],
            XS,
            720,
        )

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("2021",), ("2022",), ("2023",)]
    assert labels(table) == ["Water use", "Electricity", "Waste"]
    assert [row.notes for row in table.rows] == [("t",), ("MWh",), ("t",)]
    assert cells(table) == [["1,234", "1,300", "1,400"], ["20.5", "–", "19.5"], ["5", "6", "7"]]
    assert table.captions == ("Environmental data",)
    assert table.corner == ("Metric", "Unit")


def test_labels_over_two_lines_belong_to_one_row(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, year in ((310, "2022"), (380, "2023")):
            canvas.drawRightString(x, 720, year)
        canvas.drawString(50, 700, "Water use")
        canvas.drawString(50, 684, "Emissions of all plants that the company")
        canvas.drawString(50, 674, "owns or operates")
        canvas.drawString(50, 658, "Waste")
        for y, first, second in ((700, "12", "13"), (674, "20", "21"), (658, "5", "6")):
            canvas.drawRightString(310, y, first)
            canvas.drawRightString(380, y, second)

    (table,) = find_tables(make_pages(draw)[0])
    assert labels(table) == ["Water use", "Emissions of all plants that the company owns or operates", "Waste"]
    assert cells(table)[1] == ["20", "21"]


def test_group_headings_and_indentation_are_parents(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Greenhouse gases"]], [50, 230, 300], 720)
        rows_at(canvas, [["Scope 1", "12", "13"]], [50, 230, 300], 690)
        rows_at(canvas, [["Plants", "8", "9"], ["Offices", "4", "4"]], [62, 230, 300], 675)
        rows_at(canvas, [["Scope 2", "30", "31"], ["Water"], ["Intake", "7", "8"]], [50, 230, 300], 645)

    (table,) = find_tables(make_pages(draw)[0])
    assert {row.label: row.parents for row in table.rows} == {
        "Scope 1": ("Greenhouse gases",),
        "Plants": ("Greenhouse gases", "Scope 1"),
        "Offices": ("Greenhouse gases", "Scope 1"),
        "Scope 2": ("Greenhouse gases",),
        "Intake": ("Water",),
    }


def test_two_tables_side_by_side_stay_apart(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Water", "1", "2"], ["Waste", "3", "4"]], [40, 120, 180], 720)
        rows_at(canvas, [["", "2022", "2023"], ["Women", "5", "6"], ["Men", "7", "8"]], [320, 400, 460], 720)

    left, right = find_tables(make_pages(draw)[0])
    assert (labels(left), cells(left)) == (["Water", "Waste"], [["1", "2"], ["3", "4"]])
    assert (labels(right), cells(right)) == (["Women", "Men"], [["5", "6"], ["7", "8"]])


def test_a_header_over_two_columns_heads_both(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(275, 735, "Employees")
        canvas.drawCentredString(415, 735, "Managers")
        rows_at(
            canvas,
            [["", "2022", "2023", "2022", "2023"], ["Women", "10", "11", "2", "3"], ["Men", "20", "21", "4", "5"]],
            [50, 200, 270, 340, 410],
            720,
        )

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [
        ("Employees", "2022"),
        ("Employees", "2023"),
        ("Managers", "2022"),
        ("Managers", "2023"),
    ]


def test_a_new_header_of_years_starts_a_new_table(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Water", "1", "2"], ["Waste", "3", "4"]], [50, 200, 270], 720)
        rows_at(canvas, [["", "2021", "2022"], ["Women", "5", "6"], ["Men", "7", "8"]], [50, 200, 270], 660)

    first, second = find_tables(make_pages(draw)[0])
    assert (headers(first), labels(first)) == ([("2022",), ("2023",)], ["Water", "Waste"])
    assert (headers(second), labels(second)) == ([("2021",), ("2022",)], ["Women", "Men"])


def test_years_in_the_first_column_name_rows(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((230, "Scope 1"), (300, "Scope 2")):
            canvas.drawRightString(x, 720, text)
        rows = [
            ("Oil", "2022", "1.5", "2.5"),
            ("", "2023", "1.4", "2.4"),
            ("Gas", "2022", "3.5", "4.5"),
            ("", "2023", "3.4", "4.4"),
        ]
        for number, (label, year, one, two) in enumerate(rows):
            y = 700 - 15 * number
            canvas.drawString(50, y, label)
            canvas.drawString(120, y, year)
            canvas.drawRightString(230, y, one)
            canvas.drawRightString(300, y, two)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Oil", ("2022",)),
        ("Oil", ("2023",)),
        ("Gas", ("2022",)),
        ("Gas", ("2023",)),
    ]
    assert cells(table) == [["1.5", "2.5"], ["1.4", "2.4"], ["3.5", "4.5"], ["3.4", "4.4"]]


def test_a_group_column_names_rows_below(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["", "", "2022", "2023"],
                ["By region", "Asia", "10", "11"],
                ["", "Europe", "12", "13"],
                ["By source", "Ground water", "14", "15"],
                ["", "Surface water", "16", "17"],
            ],
            [50, 120, 260, 330],
            720,
        )

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("By region",), "Asia"),
        (("By region",), "Europe"),
        (("By source",), "Ground water"),
        (("By source",), "Surface water"),
    ]


def test_prose_and_page_numbers_are_no_table(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number in range(8):
            canvas.drawString(
                50, 700 - 12 * number, f"In 2023 we used {number},234 tonnes of water and saved 5% of it."
            )
        canvas.drawString(300, 20, "17")

    assert [t for t in find_tables(make_pages(draw)[0]) if t.rows and len(t.columns) > 1] == []


NUMBERS = st.integers(0, 9_999_999).map(lambda n: f"{n:,}")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=2, max_size=12))
def test_every_number_of_a_plain_table_stands_in_its_row_and_column(matrix: Sequence[Sequence[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.pdf"
        canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
        canvas.setFont("Helvetica", 9)
        for column, year in enumerate(("2021", "2022", "2023")):
            canvas.drawRightString(260 + 80 * column, 740, year)
        for number, row in enumerate(matrix):
            canvas.drawString(50, 725 - 15 * number, f"Measure {chr(65 + number)}")
            for column, text in enumerate(row):
                canvas.drawRightString(260 + 80 * column, 725 - 15 * number, text)
        canvas.save()
        (page,) = read_document(path).pages()
    (table,) = find_tables(page)
    assert cells(table) == [list(row) for row in matrix]
    assert headers(table) == [("2021",), ("2022",), ("2023",)]
    assert labels(table) == [f"Measure {chr(65 + n)}" for n in range(len(matrix))]


def test_years_down_the_first_column_name_the_rows(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((150, "Waste (t)"), (250, "Water (m3)")):
            canvas.drawRightString(x, 720, text)
        for number, row in enumerate((("2021", "10", "200"), ("2022", "11", "210"), ("2023", "12", "220"))):
            for x, text in zip((70, 150, 250), row, strict=True):
                canvas.drawRightString(x, 700 - 15 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert labels(table) == ["2021", "2022", "2023"]
    assert headers(table) == [("Waste (t)",), ("Water (m3)",)]
    assert cells(table) == [["10", "200"], ["11", "210"], ["12", "220"]]


def test_codes_of_a_standard_name_no_rows(make_pages: MakePages, rows_at: RowsAt) -> None:
    rows = [["", "", "2022", "2023"], ["A1.2", "Waste", "5", "6"], ["GRI 305-1", "Emissions", "7", "8"]]
    (table,) = find_tables(make_pages(lambda canvas: rows_at(canvas, rows, [50, 120, 260, 330], 720))[0])
    assert labels(table) == ["Waste", "Emissions"]


def test_a_unit_line_at_the_right_edge_is_a_caption(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawRightString(380, 733, "Unit: RMB million")
        rows_at(canvas, [["", "2022", "2023"], ["Revenue", "50.1", "60.2"], ["Taxes", "7", "8"]], [50, 260, 330], 720)

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("2022",), ("2023",)]
    assert table.captions == ("Unit: RMB million",)


def test_years_set_off_their_columns_head_them_in_order(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, year in ((225, "2022"), (325, "2023")):
            canvas.drawString(x, 720, year)
        for number, row in enumerate((("Waste", "5", "6"), ("Water", "70", "81"))):
            canvas.drawString(50, 700 - 15 * number, row[0])
            for x, text in zip((200, 300), row[1:], strict=True):
                canvas.drawRightString(x, 700 - 15 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("2022",), ("2023",)]


def test_group_names_drawn_after_the_rows_stand_in_a_column_of_their_own(
    make_pages: MakePages, rows_at: RowsAt
) -> None:
    def draw(canvas: Any) -> None:
        rows = [["", "2022", "2023"], ["Total", "50", "60"], ["Men", "20", "25"], ["Women", "30", "35"]]
        rows_at(canvas, rows, [150, 260, 330], 720)
        canvas.drawString(50, 705, "Number of")
        canvas.drawString(50, 696, "employees")

    (table,) = find_tables(make_pages(draw)[0])
    assert labels(table) == ["Total", "Men", "Women"]
    assert [row.parents for row in table.rows] == [("Number of employees",)] * 3


def test_a_column_headed_unit_holds_no_labels(make_pages: MakePages, rows_at: RowsAt) -> None:
    """Where labels and units are drawn apart from the values, the labels are the texts left of the unit column."""

    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Metric"], ["Injury frequency"], ["Accident rate"]], [50], 720)
        rows_at(canvas, [["Unit"], ["injuries per 200,000 hours"], ["cases per 200,000 hours"]], [180], 720)
        rows_at(canvas, [["2022", "2023"], ["0.21", "0.19"], ["0.31", "0.29"]], [300, 360], 720)

    table = find_tables(make_pages(draw)[0])[0]
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Injury frequency", ("injuries per 200,000 hours",)),
        ("Accident rate", ("cases per 200,000 hours",)),
    ]


def test_a_label_goes_on_to_the_line_that_closes_its_bracket(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["KPI", "2022", "2023"], ["Total emissions (thousand t", "120", "110"]], [50, 260, 330], 720)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 694, "CO2e)")
        canvas.setFont("Helvetica", 9)
        rows_at(canvas, [["Water use (m3)", "34", "33"], ["Waste (t)", "4", "3"]], [50, 260, 330], 676)

    (table,) = find_tables(make_pages(draw)[0])
    assert labels(table) == ["Total emissions (thousand t CO2e)", "Water use (m3)", "Waste (t)"]


def test_the_rows_of_the_table_above_are_no_captions(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Women on the board (%)", "36", "42"]], [50, 260, 330], 720)
        canvas.drawString(50, 670, "Product governance")
        rows_at(canvas, [["", "2022", "2023"], ["Complaints", "41,202", "43,118"]], [50, 260, 330], 655)

    assert [table.captions for table in find_tables(make_pages(draw)[0])] == [(), ("Product governance",)]


def test_labels_between_columns_of_values_part_them(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ("Total employees", "4,317", "Training hours", "86,420 hours"),
                ("Water consumption", "9,051 m3", "Hazardous waste", "27 tonnes"),
                ("Board meetings", "8", "Volunteers", "311"),
            ],
            [50, 170, 280, 400],
            700,
        )

    rows = {row.label: [c.text for c in row.cells if c] for t in find_tables(make_pages(draw)[0]) for row in t.rows}
    assert rows == {
        "Total employees": ["4,317"],
        "Water consumption": ["9,051 m3"],
        "Board meetings": ["8"],
        "Training hours": ["86,420 hours"],
        "Hazardous waste": ["27 tonnes"],
        "Volunteers": ["311"],
    }


def test_a_row_above_with_values_of_its_own_is_no_group(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for y, label, end, figure in (
            (700, "Board meetings", 400, "9"),
            (689, "Female employees", 400, "46%"),
            (678, "Scope 1 emissions (tCO2e)", 350, "512,730"),
            (667, "Volunteers", 300, "311"),
        ):
            canvas.drawString(50, y, label)
            canvas.drawRightString(end, y, figure)

    rows = [(row.label, row.parents) for t in find_tables(make_pages(draw)[0]) for row in t.rows]
    assert rows == [
        ("Board meetings", ()),
        ("Female employees", ()),
        ("Scope 1 emissions (tCO2e)", ()),
        ("Volunteers", ()),
    ]


def test_three_columns_that_are_drawn_one_by_one_are_one_table(make_pages: MakePages) -> None:
    """The outer ones are as near as rows go, yet the one between them is joined first."""
    rows = [("Water", "812吨", "790吨", "2.8%"), ("Power", "73,693千瓦时", "71,771千瓦时", "-6.0%")]
    rows += [("Waste", "8,407吨", "8,737吨", "-9.5%"), ("Paper", "99.00吨", "86.5吨", "-4.1%")]

    def draw(canvas: Any) -> None:
        for column, x in enumerate((50, 250, 340, 430)):
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(x, 720, ("指标", "2021年度", "2022年度", "增减（%）")[column])
            canvas.setFont("Helvetica" if column == 3 else "STSong-Light", 9)
            for number, row in enumerate(rows):
                canvas.drawString(x, 702 - 16 * number, row[column])

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2021年度",), ("2022年度",), ("增减（%）",)]
