"""Names with their numbers one below the other: legends of charts and key figures."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.geometry.lists import find_lists
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def drawn(*lines: str, title: str = "", x: float = 200) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        if title:
            canvas.drawString(x - 120, 740, title)
        for number, line in enumerate(lines):
            canvas.drawString(x, 690 - 14 * number, line)

    return draw


def found(pages: list[Page]) -> list[tuple[str, tuple[str, ...], list[str | None]]]:
    tables = find_lists(pages[0])
    return [(r.label, r.parents, [c.text if c else None for c in r.cells]) for t in tables for r in t.rows]


def test_a_legend_stands_under_its_charts_title(make_pages: MakePages) -> None:
    lines = ("Profits $3,685m (2022: $2,429m)", "Employer taxes $52m (2022: $41m)", "Sales, duties", "and levies $7m")
    assert found(make_pages(drawn(*lines, title="Taxes paid by type"))) == [
        ("Profits", ("Taxes paid by type",), ["$3,685m", "$2,429m"]),
        ("Employer taxes", ("Taxes paid by type",), ["$52m", "$41m"]),
        ("Sales, duties and levies", ("Taxes paid by type",), ["$7m", None]),
    ]


def test_classes_of_a_legend_are_classes_of_the_titles_metric(make_pages: MakePages, knowledge: Knowledge) -> None:
    draw = drawn("Male 1,204", "Female 811", title="Number of employees by gender")
    facts = [(f.metric, f.breakdown, f.value) for f in TableReader(knowledge, 2023).read(make_pages(draw)[0])]
    assert facts == [("employees", {"gender": "male"}, 1204), ("employees", {"gender": "female"}, 811)]


def test_rows_of_tables_and_lines_of_prose_are_no_list(make_pages: MakePages) -> None:
    rows = drawn("Waste 2,401 2,300", "Water 7,001 6,900")
    prose = drawn("the number of members of the board rose to 9", "and that of those who left the company fell by 4")
    assert found(make_pages(rows)) == []
    assert found(make_pages(prose)) == []


def test_a_unit_over_several_lines_is_no_list(make_pages: MakePages) -> None:
    assert found(make_pages(drawn("injuries", "per 200,000 hours", "worked", "injuries", "per 200,000 hours"))) == []


def test_cells_of_a_row_and_the_year_over_them_are_no_list(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        rows = [("Indicator", "Unit", "2023"), ("Hazardous waste", "t", "3,529"), ("Staff", "number", "8,561")]
        for number, (label, unit, value) in enumerate(rows):
            canvas.drawString(50, 720 - 14 * number, label)
            canvas.drawString(132, 720 - 14 * number, unit)
            canvas.drawRightString(190, 720 - 14 * number, value)

    assert found(make_pages(draw)) == []


def test_units_of_items_may_be_of_several_words(make_pages: MakePages) -> None:
    lines = ("Employees: 4,317", "Scope 1 emissions: 512,730 tCO2e", "Water used: 1.36 million m3", "Energy: 8,342 MWh")
    assert [(label, cells) for label, _, cells in found(make_pages(drawn(*lines)))] == [
        ("Employees", ["4,317"]),
        ("Scope 1 emissions", ["512,730 tCO2e"]),
        ("Water used", ["1.36 million m3"]),
        ("Energy", ["8,342 MWh"]),
    ]


def test_a_line_that_goes_on_is_no_item(make_pages: MakePages) -> None:
    lines = ("Scope 1, 2 and", "Scope 1, 2 and", "Employees: 4,317")
    assert found(make_pages(drawn(*lines))) == []


def test_leaders_stand_between_a_name_and_its_number(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for number, (name, value) in enumerate(
            (("Total employees", "4,317"), ("Training hours", "86,420 hours"), ("Hazardous waste", "27 tonnes"))
        ):
            dots = "." * int((300 - canvas.stringWidth(name + value)) / canvas.stringWidth("."))
            canvas.drawString(50, 700 - 14 * number, name + dots + value)
        for number, (name, page) in enumerate((("Our people", "17"), ("Total employees", "21"))):
            canvas.drawString(50, 600 - 14 * number, f"{name}{'.' * 80}{page}")  # where to look it up

    facts = {(f.metric, f.value) for f in TableReader(knowledge, 2023).read(make_pages(draw)[0])}
    assert facts == {("employees_total", 4317), ("training_hours", 86_420), ("hazardous_waste", 27)}


def test_single_digits_in_two_columns_are_no_list(make_pages: MakePages) -> None:
    """A digit close behind a number is the mark of a footnote, one further off the figure of another year."""

    def draw(canvas: Any) -> None:
        for y, name, figures in (
            (720, "Case", ("2023", "2022")),
            (706, "Fatalities", ("0", "1")),
            (692, "Oil leakage", ("2", "0")),
        ):
            canvas.drawString(210, y, name)
            canvas.drawRightString(270, y, figures[0])
            canvas.drawRightString(292, y, figures[1])

    assert found(make_pages(draw)) == []


def test_numbers_in_line_behind_names_of_any_length_are_a_column(make_pages: MakePages) -> None:
    """A narrow table: each number stands close behind the longest name, all of them on one axis."""

    def draw(canvas: Any) -> None:
        canvas.drawCentredString(147, 715, "2023")
        for row, (name, value) in enumerate(
            (("All of the staff", "9.4%"), ("Men", "12.1%"), ("Women", "7.7%"), ("Under 30", "21.0%"))
        ):
            canvas.drawString(68, 700 - 14 * row, name)
            canvas.drawCentredString(147, 700 - 14 * row, value)

    page = make_pages(draw)[0]
    assert find_lists(page) == []
    (table,) = find_tables(page)
    assert [column.headers for column in table.columns] == [("2023",)]
    assert len(table.rows) == 4
