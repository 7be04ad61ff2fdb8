"""Sheets as issuers in Asia print them: cells for men and women, shares below counts, bare totals. All invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.figures.side_by_side import several_figures
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_years import names_day
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.fragments import is_unit, kind_of
from cnesg.text import Document, Line, Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
Facts = list[tuple[str, float, str, int, dict[str, str]]]
XS = (40, 330, 400, 470)
HEAD = ["Indicator", "Unit", "2022", "2023"]


@pytest.fixture
def read_rows(make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge) -> Callable[..., Facts]:
    """What rows set in columns give, told for 2023 alone."""

    def run(rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, title: str = "") -> Facts:
        def draw(canvas: Any) -> None:
            if title:
                canvas.drawString(40, 718, title)
            rows_at(canvas, rows, xs, 700)

        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, one.year or 0, one.breakdown) for one in found if one.year == 2023]

    return run


def test_cells_with_a_figure_for_each_thing_that_the_label_lists(read_rows: Callable[..., Facts]) -> None:
    rows = [
        HEAD,
        ["Employees", "persons", "3,010", "3,120"],
        ["New hires (men / women)", "persons", "201 / 98", "2,140 / 980"],
    ]
    rows += [["Employee turnover rate", "%", "8.1", "9.4"]]

    found = read_rows(rows)
    assert [(one[0], one[1], one[4]) for one in found] == [
        ("employees_total", 3120, {}),
        ("new_hires", 2140, {"gender": "male"}),
        ("new_hires", 980, {"gender": "female"}),
        ("turnover_rate", 9.4, {}),
    ]


@pytest.mark.parametrize("text", ["57.1 : 42.9", "2,140 / 980", "61 / 22", "21 / 16 / 15"])
def test_figures_side_by_side_are_values(text: str) -> None:
    assert several_figures(text)
    assert kind_of(text) == "number"


@pytest.mark.parametrize("text", ["4/4", "31/12", "2022/23", "2022 / 2023", "10:30", "2022: 298"])
def test_dates_and_attendance_are_none(text: str) -> None:
    assert kind_of(text) != "number"


def test_a_share_of_the_total_is_of_the_class_above_it(read_rows: Callable[..., Facts]) -> None:
    rows = [["", "As at 31 March 2022", "As at 31 March 2023"], ["Total workforce", "1,402", "1,318"], ["Gender"]]
    rows += [["Male", "1,030", "961"], ["% of total", "73.5%", "72.9%"], ["Female", "372", "357"]]
    rows += [["% of total", "26.5%", "27.1%"]]

    found = read_rows(rows, (40, 330, 450))
    assert [(one[0], one[1], one[4]) for one in found] == [
        ("employees_total", 1318, {}),
        ("employees", 961, {"gender": "male"}),
        ("employees_share", 72.9, {"gender": "male"}),
        ("employees", 357, {"gender": "female"}),
        ("employees_share", 27.1, {"gender": "female"}),
    ]


def test_the_day_of_a_column_is_no_class() -> None:
    assert all(
        map(names_day, ("As at 31 March", "For the year ended 30 June", "As of December 31,", "Dec. 31,", "30 Sept."))
    )
    assert not any(map(names_day, ("March", "May", "31 sites", "At 31 sites", "Year-end headcount")))


def test_a_bare_total_of_scopes_is_their_sum(read_rows: Callable[..., Facts]) -> None:
    rows = [HEAD, ["Direct GHG emissions", "tCO2e", "912", "857"], ["Indirect GHG emissions", "tCO2e", "338", "316"]]
    rows += [["Total", "tCO2e", "1,250", "1,173"], ["Water consumption", "m3", "410", "388"]]

    assert ("ghg_total", 1173, "tCO2e", 2023, {}) in read_rows(rows)
    assert not any(one[0] == "ghg_total" for one in read_rows([*rows[:3], ["Total", "tCO2e", "1,990", "2,173"]]))


def test_a_quote_is_what_is_printed_whatever_a_row_is_read_as(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    rows = [HEAD, ["Scope 1", "tCO2e", "1,000", "900"], ["Scope 2", "tCO2e", "2,000", "1,700"]]
    rows += [["Total", "tCO2e", "3,000", "2,600"], ["New hires (men / women)", "persons", "20 / 12", "31 / 14"]]

    page = make_pages(lambda canvas: rows_at(canvas, rows, XS, 700))[0]
    quotes = {one.value: one.place.quote for one in TableReader(knowledge, 2023).read(page)}
    assert quotes[2600] == "Total tCO2e 3,000 2,600"
    assert quotes[14].startswith("New hires (men / women) persons ")


def test_a_row_that_no_wording_names_is_no_whole_of_greater_ones(read_rows: Callable[..., Facts]) -> None:
    rows = [["Hazardous waste produced (kg)", "2022", "2023"], ["Contaminated cotton", "3.71", "3.60"]]
    rows += [["Glass tube", "11.12", "6.55"], ["Syringe", "18.54", "15.60"], ["Total", "33.37", "25.75"]]

    found = [(one[1], one[4]) for one in read_rows(rows, (40, 330, 400))]
    assert found == [
        (3.6, {"type": "contaminated cotton"}),
        (6.55, {"type": "glass tube"}),
        (15.6, {"type": "syringe"}),
        (25.75, {}),
    ]


def test_a_formula_with_a_blank_is_a_unit() -> None:
    assert all(map(is_unit, ("t-CO2 e", "kt CO2 -e", "m 3")))


def test_a_unit_of_two_lines_does_not_go_on_with_that_of_the_row_above(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [HEAD], (40, 250, 400, 470), 700)
        rows_at(canvas, [["Energy consumption", "MWh", "812", "790"]], (40, 250, 400, 470), 685)
        rows_at(canvas, [["Water consumption", "", "41,203", "38,114"]], (40, 250, 400, 470), 670)
        rows_at(canvas, [["Water consumption intensity", "", "28.52", "31.83"]], (40, 250, 400, 470), 653)
        for y, text in ((670, "m"), (657.5, "m")):
            canvas.drawString(250, y, text)
            canvas.setFont("Helvetica", 6)
            canvas.drawString(257.6, y + 4.5, "3")
            canvas.setFont("Helvetica", 9)
        canvas.drawString(262.5, 657.5, "/ revenue in HK$")
        canvas.drawString(250, 648, "million")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.notes for row in table.rows] == [("MWh",), ("m3",), ("m3 / revenue in HK$ million",)]


def test_forms_of_complaints_count_those_received(read_rows: Callable[..., Facts]) -> None:
    rows = [["", "Received during the year", "Pending resolution at end of year"], ["Advertising", "3", "1"]]
    rows += [["Other (product related)", "1,284", "36"]]

    found = read_rows(rows, (40, 250, 400), "3. Number of consumer complaints in respect of the following in FY 2023:")
    assert [one[1] for one in found if one[0] == "complaints"] == [3, 1284]


def test_the_board_in_a_form_on_women_is_people(read_rows: Callable[..., Facts]) -> None:
    rows = [["", "Total (A)", "No. (B)", "% (B/A)"], ["Board of Directors", "10", "2", "20.00%"]]
    rows += [["Key Management Personnel", "4", "1", "25.00%"]]

    found = read_rows(rows, (40, 250, 330, 410), "21. Participation/Inclusion/Representation of women")
    assert [one[0] for one in found[:3]] == ["board_directors", "female_directors", "female_directors_share"]


def test_hours_of_men_and_women_are_of_the_hours_above(read_rows: Callable[..., Facts]) -> None:
    rows = [["Disclosure", "Units", "Quantity 2023"], ["Total training hours provided to employees", "hours", "61,204"]]
    rows += [["a. Female employees", "hours", "30,980"], ["b. Male employees", "hours", "30,224"]]

    assert [(one[0], one[1], one[4]) for one in read_rows(rows, (40, 330, 420))] == [
        ("training_hours", 61204, {}),
        ("training_hours", 30980, {"gender": "female"}),
        ("training_hours", 30224, {"gender": "male"}),
    ]


def test_a_total_of_categories_of_one_scope_is_of_that_scope(read_rows: Callable[..., Facts]) -> None:
    rows = [
        HEAD,
        ["Scope 3: business travel", "tCO2e", "912", "857"],
        ["Scope 3: capital goods", "tCO2e", "338", "316"],
    ]
    rows += [["Total", "tCO2e", "1,250", "1,173"]]

    assert ("ghg_scope3", 1173, "tCO2e", 2023, {}) in read_rows(rows)


def test_staff_by_function_below_a_count_in_text(knowledge: Knowledge) -> None:
    lines = ["Annual report 2023", "Function\tNumber of Employees\t% of Total"]
    lines += [
        "Technology and product development\t1,402\t78.3",
        "Sales and marketing\t388\t21.7",
        "Total\t1,790\t100.0",
    ]
    page = Page(None, 0.0, 0.0, tuple(Line(text, number, None) for number, text in enumerate(lines, start=1)))
    document = Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page]))

    found = {
        (one.metric, one.value, *one.breakdown.values()) for one in extract_quantities(document, knowledge, year=2023)
    }
    assert found >= {
        ("employees", 1402, "technology and product development"),
        ("employees", 388, "sales and marketing"),
        ("employees_total", 1790),
    }


def test_counts_with_shares_whose_class_stands_behind_a_verb(knowledge: Knowledge) -> None:
    text = "The Group had 506 employees in 2023, of whom 391 (77.3%) were female and 115 (22.7%) were male."
    page = Page(None, 0.0, 0.0, (Line(text, 1, None),))
    document = Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page]))

    found = {(one.value, one.breakdown.get("gender")) for one in extract_quantities(document, knowledge, year=2023)}
    assert found == {(506, None), (391, "female"), (77.3, "female"), (115, "male"), (22.7, "male")}
