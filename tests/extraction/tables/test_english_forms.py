"""Forms of English data sheets: shares in brackets, fates of waste, row numbers, columns of change, dates."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
XS = [50, 260, 330]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., list[tuple[str, float, int, dict[str, str]]]]:
    def run(draw: Callable[[Any], None]) -> list[tuple[str, float, int, dict[str, str]]]:
        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.year, one.breakdown) for one in found]

    return run


def test_counts_with_their_shares_in_brackets(read: Any) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((300, "2023"), (400, "2022")):
            canvas.drawRightString(x, 720, text)
        rows = [
            ("Total employees", "2,660", "2,620"),
            ("Female employees", "1,540 (58%)", "1,490 (57%)"),
            ("New hires", "380 (14.3%)", "410 (15.6%)"),
        ]
        for number, (label, *values) in enumerate(rows):
            y = 705 - 15 * number
            canvas.drawString(50, y, label)
            for x, text in zip((300, 400), values, strict=True):
                canvas.drawRightString(x, y, text)

    assert read(draw)[2:] == [
        ("employees", 1540, 2023, {"gender": "female"}),
        ("employees_share", 58, 2023, {"gender": "female"}),
        ("employees", 1490, 2022, {"gender": "female"}),
        ("employees_share", 57, 2022, {"gender": "female"}),
        ("new_hires", 380, 2023, {}),
        ("new_hire_rate", 14.3, 2023, {}),
        ("new_hires", 410, 2022, {}),
        ("new_hire_rate", 15.6, 2022, {}),
    ]


def test_recycled_below_hazardous_is_of_hazardous_waste(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Waste (tonnes)", "2023", "2022"], ["Hazardous waste", "96", "101"]], XS, 720)
        rows_at(canvas, [["of which recycled", "71", "77"]], [60, 260, 330], 690)
        rows_at(canvas, [["Non-hazardous waste", "142", "155"]], XS, 675)

    assert [(metric, value) for metric, value, _, _ in read(draw)] == [
        ("hazardous_waste", 96),
        ("hazardous_waste", 101),
        ("hazardous_waste_recovered", 71),
        ("hazardous_waste_recovered", 77),
        ("non_hazardous_waste", 142),
        ("non_hazardous_waste", 155),
    ]


def test_women_among_those_hired_are_no_rate_of_hiring(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2023", "2022"], ["New hires", "3,120", "4,870"]], XS, 720)
        rows_at(canvas, [["women", "31%", "30%"]], [60, 260, 330], 690)

    assert read(draw)[2:] == [
        ("new_hires_share", 31, 2023, {"gender": "female"}),
        ("new_hires_share", 30, 2022, {"gender": "female"}),
    ]


def test_a_group_of_rows_set_in_ends_with_them(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2023", "2022"], ["Total turnover", "9.1%", "11.6%"], ["By age group"]], XS, 720)
        rows_at(canvas, [["Under 30", "12%", "13%"], ["Over 50", "5%", "6%"]], [60, 260, 330], 675)
        rows_at(canvas, [["Smelters validated", "100%", "99%"]], XS, 645)

    assert 100 not in [value for _, value, _, _ in read(draw)]


def test_numbered_rows_are_named_by_the_text_behind(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["No.", "Metric", "Unit", "2023", "2022"],
            ["1", "SOx", "tonnes", "46", "48"],
            ["2", "NOx", "tonnes", "780", "804"],
        ]
        for number, row in enumerate(rows):
            for x, text in zip((50, 80, 200, 300, 370), row, strict=True):
                canvas.drawString(x, 720 - 15 * number, text)

    assert [(metric, value) for metric, value, _, _ in read(draw)] == [
        ("so2_emissions", 46),
        ("so2_emissions", 48),
        ("nox_emissions", 780),
        ("nox_emissions", 804),
    ]


@pytest.mark.parametrize("head", ["Δ %", "+/- %", "Chg. %", "YoY"])
def test_a_column_of_changes_holds_no_values(read: Any, rows_at: RowsAt, head: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawRightString(310, 720, "2023")
        canvas.drawRightString(380, 720, "2022")
        canvas.drawRightString(450, 720, head.replace("Δ", "chg."))
        rows = [["Electricity (MWh)", "310", "300", "3.3"], ["Water withdrawal (m3)", "980", "1,000", "(2.0)"]]
        rows_at(canvas, rows, [50, 260, 330, 400], 705)

    assert sorted(value for _, value, _, _ in read(draw)) == [300, 310, 980, 1000]


def test_columns_headed_by_days(read: Any) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((310, "31.12.2023"), (400, "31.12.2022")):
            canvas.drawRightString(x, 720, text)
        for number, row in enumerate([("Employees at year end", "1,490", "1,521"), ("Women (%)", "22.1", "21.4")]):
            canvas.drawString(50, 705 - 15 * number, row[0])
            for x, text in zip((310, 400), row[1:], strict=True):
                canvas.drawRightString(x, 705 - 15 * number, text)

    assert [(value, year) for _, value, year, _ in read(draw)] == [
        (1490, 2023),
        (1521, 2022),
        (22.1, 2023),
        (21.4, 2022),
    ]


def test_events_are_no_class_of_the_workforce_in_the_head(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["Workforce", "2023", "2022"],
            ["Total headcount", "6,821", "6,988"],
            ["Code violations: written warnings", "40", "37"],
            ["Product recalls, class I", "0", "0"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert [(metric, value) for metric, value, _, _ in read(draw)] == [
        ("employees_total", 6821),
        ("employees_total", 6988),
    ]


def test_a_total_has_no_class_where_its_parts_are_set_in(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["tCO2e", "2023", "2022"], ["Scope 1", "72,300", "76,910"]], XS, 720)
        rows_at(canvas, [["Mobile combustion", "58,100", "61,480"]], [60, 260, 330], 690)
        rows_at(canvas, [["Fugitive emissions", "14,200", "15,430"]], [60, 260, 330], 675)

    assert [(value, list(breakdown.values())) for _, value, year, breakdown in read(draw) if year == 2023] == [
        (72300, []),
        (58100, ["mobile combustion"]),
        (14200, ["fugitive emissions"]),
    ]


def test_rows_below_a_heading_that_are_another_thing_than_it(read: Any, rows_at: RowsAt) -> None:
    rows = [
        ["Energy consumption", "", ""],
        ["Electricity consumption (GJ)", "900", "950"],
        ["Renewable (GJ)", "210", "220"],
        ["Non-renewable (GJ)", "721", "762"],
        ["Cooling (GJ)", "31", "32"],
        ["Electricity sold (GJ)", "41", "42"],  # none of what is used
        ["Hazardous waste", "", ""],
        ["Incineration without energy recovery (t)", "11", "12"],
        ["Composting (t)", "13", "14"],
        ["Hazardous air pollutants (t)", "15", "16"],
        ["Occupational illness rate", "1", "2"],  # a rate is no count of cases
    ]

    def draw(canvas: Any) -> None:
        for x, year in ((300, "2022"), (400, "2023")):
            canvas.drawRightString(x + 50, 735, year)
        rows_at(canvas, rows, [50, 300, 400], 720)

    assert [(metric, value) for metric, value, year, _ in read(draw) if year == 2023] == [
        ("electricity", 950),
        ("renewable_energy", 220),
        ("energy_total", 762),
        ("energy_indirect", 32),
        ("hazardous_waste_disposed", 12),
        ("hazardous_waste_recovered", 14),
    ]


def test_kinds_that_labels_of_data_sheets_name(read: Any, rows_at: RowsAt) -> None:
    rows = [
        ["Renewables in electricity mix (%)", "11.5", "14.5"],
        ["Tailings produced (t)", "1,300", "1,200"],
        ["New cases of silicosis reported", "4", "2"],
        ["Environmental incidents, level 3 and above", "0", "1"],
        ["Fines for environmental non-compliance", "1", "3"],
        ["Lost-time accidents, contractors", "70", "64"],
        ["Electricity – renewable (GWh)", "3.5", "4.5"],
        ["GHG removals from newly planted trees (tCO2e)", "1.8", "2.2"],
        ["Case rate of recordable injuries (per 200,000 h)", "0.38", "0.35"],
        ["Host-community employment (%)", "61", "63"],
        ["Colleagues who joined us", "1,677", "1,420"],
    ]

    def draw(canvas: Any) -> None:
        for x, year in ((300, "2022"), (400, "2023")):
            canvas.drawRightString(x + 50, 735, year)
        rows_at(canvas, rows, [50, 300, 400], 720)

    assert [(metric, value, list(classes.values())) for metric, value, year, classes in read(draw) if year == 2023] == [
        ("renewable_energy_share", 14.5, ["electricity"]),
        ("solid_waste_generated", 1200, ["tailings"]),
        ("occupational_disease_cases", 2, ["silicosis"]),
        ("env_incidents", 1, ["level 3 and above"]),
        ("env_penalties", 3, []),
        ("recordable_injuries", 64, ["lost-time", "contractors"]),
        ("renewable_energy", 4.5, []),
        ("ghg_reduction", 2.2, []),
        ("recordable_injury_frequency", 0.35, []),
        ("employees_share", 63, ["host-community"]),
        ("new_hires", 1420, []),
    ]


def test_columns_of_sources_of_water(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 750, "Water withdrawal in 2023 (m3)")
        rows_at(
            canvas,
            [["", "Municipal water", "Groundwater"], ["Europe", "121", "84"], ["Asia", "66", "15"]],
            [50, 260, 380],
            720,
        )

    found = {(value, tuple(sorted(classes.values()))) for _, value, _, classes in read(draw)}
    assert {(121, ("europe", "municipal water")), (84, ("europe", "groundwater"))} <= found


def test_columns_that_say_how_is_counted_below_what(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(330, 735, "Joiners in the year")
        canvas.drawCentredString(480, 735, "Leavers in the year")
        rows_at(canvas, [["", "Headcount", "%", "Headcount", "%"]], [50, 260, 340, 410, 490], 720)
        rows_at(canvas, [["Women", "512", "13.1", "410", "10.5"]], [50, 260, 320, 410, 470], 700)
        rows_at(canvas, [["Men", "604", "12.2", "506", "9.9"]], [50, 260, 320, 410, 470], 685)

    assert {(metric, value) for metric, value, _, classes in read(draw) if "female" in classes.values()} == {
        ("new_hires", 512),
        ("new_hire_rate", 13.1),
        ("turnover_count", 410),
        ("turnover_rate", 10.5),
    }


def test_turnover_of_people_by_class(read: Any, rows_at: RowsAt) -> None:
    rows = [["Turnover", "", ""], ["Male", "12.4%", "15.0%"], ["Female", "11.5%", "13.5%"]]

    def draw(canvas: Any) -> None:
        for x, year in ((300, "2022"), (400, "2023")):
            canvas.drawRightString(x + 50, 735, year)
        rows_at(canvas, rows, [50, 300, 400], 720)

    assert [(metric, value) for metric, value, year, _ in read(draw) if year == 2023] == [
        ("turnover_rate", 15.0),
        ("turnover_rate", 13.5),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Fatalities (including contractors)",
        "Fatalities (1 Jan – 31 Dec)",
        "Fatalities \uf0b7",
    ],
)
def test_what_stands_behind_a_label_names_no_class_of_it(read: Any, rows_at: RowsAt, label: str) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2023", "2022"], [label, "3", "4"], ["Recordable injuries", "12", "17"]], XS, 720)

    assert read(draw)[:2] == [("fatalities", 3, 2023, {}), ("fatalities", 4, 2022, {})]


@pytest.mark.parametrize(
    ("unit", "value"), [("TCO2E", 4103), ("tn CO2e", 4103), ("MWh p.a.", 7946), ("MWh/year", 7946)]
)
def test_units_as_they_are_seldom_written(read: Any, rows_at: RowsAt, unit: str, value: int) -> None:
    energy = "MWh" in unit
    label = "Electricity consumption" if energy else "Scope 1 emissions"

    def draw(canvas: Any) -> None:
        rows = [["Metric", "Unit", "2023", "2022"], [label, unit, f"{value:,}", "4,121"], ["Water use", "m3", "7", "8"]]
        rows_at(canvas, rows, [50, 200, 270, 330], 720)

    assert read(draw)[:1] == [("electricity" if energy else "ghg_scope1", value, 2023, {})]


def test_tax_that_would_fall_due_at_some_rate_is_not_paid(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 735, "RMB million")
        rows = [
            ["", "2023", "2022"],
            ["Profit before tax", "4,032", "3,921"],
            ["Tax at the applicable income tax rate", "1,008", "980"],
            ["Income tax paid", "904", "871"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert [(value / 1e6, year) for metric, value, year, _ in read(draw) if metric == "tax_paid"] == [
        (904, 2023),
        (871, 2022),
    ]
