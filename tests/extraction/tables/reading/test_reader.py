"""Facts read from tables: metric, class, year, unit, place."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., list[Candidate]]:
    def run(*draws: Callable[[Any], None]) -> list[Candidate]:
        reader = TableReader(knowledge, 2023)
        return [candidate for page in make_pages(*draws) for candidate in reader.read(page)]

    return run


def facts(found: list[Candidate]) -> list[tuple[str, float, str, int, dict[str, str]]]:
    return [(c.metric, c.value, c.unit, c.year, c.breakdown) for c in found]


def test_a_baseline_that_names_its_year_is_of_that_year(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Indicator", "Unit", "Baseline", "2022", "2023"],
                ["Scope 1 emissions", "tCO2e", "1,350 in 2019", "1,200", "1,100"],
                ["Scope 2 emissions", "tCO2e", "2,450 (in 2020)", "2,300", "2,200"],
                ["Electricity consumption", "MWh", "320", "300.5", "310"],  # of which year?
            ],
            [50, 200, 300, 370, 430],
            720,
        )

    assert facts(read(draw)) == [
        ("ghg_scope1", 1_350, "tCO2e", 2019, {}),
        ("ghg_scope1", 1_200, "tCO2e", 2022, {}),
        ("ghg_scope1", 1_100, "tCO2e", 2023, {}),
        ("ghg_scope2", 2_450, "tCO2e", 2020, {}),
        ("ghg_scope2", 2_300, "tCO2e", 2022, {}),
        ("ghg_scope2", 2_200, "tCO2e", 2023, {}),
        ("electricity", 300.5, "MWh", 2022, {}),
        ("electricity", 310, "MWh", 2023, {}),
    ]


def test_earnings_per_share_of_the_owners_are_not_their_profit(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["RMB", "Amount", "Per share"],
                ["Net profit attributable to shareholders", "1,234,567", "1.25"],
                ["Net profit", "1,334,567", "1.35"],
            ],
            [50, 320, 430],
            720,
        )

    assert sorted(c.value for c in read(draw) if c.metric == "net_profit") == [1_234_567, 1_334_567]


def test_metric_from_the_label_unit_from_its_column(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Indicator", "Unit", "2022", "2023"],
                ["Scope 1 emissions", "tCO2e", "1,200", "1,100"],
                ["Electricity consumption", "MWh", "300.5", "310"],
            ],
            [50, 200, 260, 330],
            720,
        )

    assert facts(read(draw)) == [
        ("ghg_scope1", 1200, "tCO2e", 2022, {}),
        ("ghg_scope1", 1100, "tCO2e", 2023, {}),
        ("electricity", 300.5, "MWh", 2022, {}),
        ("electricity", 310, "MWh", 2023, {}),
    ]


def test_place_box_and_quote(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Scope 1 emissions (tCO2e)", "1,200", "1,100"]], [50, 260, 330], 720)

    first = read(draw)[0]
    assert (first.place.page, first.method, first.role) == (1, "table", "row")
    assert first.place.quote == "Scope 1 emissions (tCO2e) 1,200 1,100"
    x0, y0, x1, y1 = first.place.bbox
    assert 280 < x0 < x1 <= 310.5  # right-aligned at 310
    assert y0 < 800 - 705 < y1


def test_class_rows_take_the_metric_of_their_group(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Total number of employees", "300", "320"]], [50, 260, 330], 720)
        rows_at(canvas, [["Male", "180", "190"], ["Female", "120", "130"]], [62, 260, 330], 690)

    found = facts(read(draw))
    assert ("employees_total", 320, "persons", 2023, {}) in found
    assert ("employees", 190, "persons", 2023, {"gender": "male"}) in found
    assert ("employees", 130, "persons", 2023, {"gender": "female"}) in found


def test_a_source_under_another_metric_is_a_class(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Total wastewater discharged (m3)", "300", "320"]], [50, 260, 330], 720)
        rows_at(canvas, [["Surface water", "180", "190"], ["Third party water", "120", "130"]], [62, 260, 330], 690)

    assert {(c.metric, tuple(c.breakdown.items())) for c in read(draw)} == {
        ("wastewater", ()),
        ("wastewater", (("source", "surface water"),)),
        ("wastewater", (("source", "third party water"),)),
    }


def test_a_metric_under_another_one_is_no_class_of_it(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Acid gases and VOC emissions"]], [50, 300, 370], 720)
        rows_at(canvas, [["Nitrogen oxides (NOx) (tonnes)", "10", "11"]], [50, 300, 370], 690)
        rows_at(canvas, [["VOC emissions (tonnes)", "5", "6"]], [50, 300, 370], 675)

    assert [(c.metric, c.value, c.unit) for c in read(draw)] == [
        ("nox_emissions", 10, "t"),
        ("nox_emissions", 11, "t"),
        ("voc_emissions", 5, "t"),
        ("voc_emissions", 6, "t"),
    ]


def test_unit_and_metric_from_the_caption(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 735, "Table 1 - Total energy consumption (MWh)")
        rows_at(canvas, [["", "2022", "2023"], ["Asia", "10", "11"], ["Europe", "12", "13"]], [50, 260, 330], 720)

    assert facts(read(draw))[0] == ("energy_total", 10, "MWh", 2022, {"region": "asia"})


def test_changes_notes_and_quarters_are_no_values(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["", "Note", "2022", "2023", "Change"],
                ["Scope 1 emissions (tCO2e)", "5", "1,200", "1,100", "-8.3%"],
                ["Scope 2 emissions (tCO2e)", "6", "2,200", "2,100", "-4.5%"],
            ],
            [50, 200, 260, 330, 400],
            720,
        )

    assert [c.raw_value for c in read(draw)] == ["1,200", "1,100", "2,200", "2,100"]


def test_targets_are_marked(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [["Scope 1 emissions (tCO2e)", "1,200", "900"], ["Scope 2 emissions (tCO2e)", "5", "4"]],
            [50, 260, 330],
            700,
        )
        canvas.drawRightString(310, 720, "2023")
        canvas.drawRightString(385, 720, "2030 target")

    found = read(draw)
    assert [(c.value, c.year, c.value_kind, c.breakdown) for c in found[:2]] == [
        (1200, 2023, "actual", {}),
        (900, 2030, "target", {"type": "target"}),
    ]


def test_a_table_goes_on_overleaf_without_its_header(read: Any, rows_at: RowsAt) -> None:
    rows = [[f"Scope {1 + n % 2} emissions (tCO2e)", f"{1000 + n}", f"{2000 + n}"] for n in range(44)]

    def first(canvas: Any) -> None:
        rows_at(canvas, [["", "2021", "2022"], *rows[:42]], [50, 260, 330], 720)

    def second(canvas: Any) -> None:
        rows_at(canvas, rows[42:], [50, 260, 330], 720)

    found = read(first, second)
    overleaf = [(c.raw_value, c.year) for c in found if c.place.page == 2]
    assert overleaf == [("1042", 2021), ("2042", 2022), ("1043", 2021), ("2043", 2022)]


def test_rows_go_on_in_the_next_column_under_the_same_group(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "2022", "2023"], ["Number of new hires", "30", "40"]], [40, 160, 220], 720)
        rows_at(canvas, [["Male", "10", "15"]], [50, 160, 220], 690)
        rows_at(canvas, [["", "2022", "2023"]], [320, 440, 500], 720)
        rows_at(canvas, [["Female", "20", "25"]], [330, 440, 500], 705)
        rows_at(canvas, [["Scope 1 emissions (tCO2e)", "5", "6"]], [320, 440, 500], 690)

    found = facts(read(draw))
    assert ("new_hires", 25, "persons", 2023, {"gender": "female"}) in found


def test_chinese_table_with_full_width_units(read: Any) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for x, text in ((310, "2022年"), (400, "2023年")):
            canvas.drawRightString(x, 720, text)
        rows = [("溫室氣體排放總量（噸二氧化碳當量）", "1,200", "1,100"), ("总用电量（万千瓦时）", "30", "35")]
        for number, (label, one, two) in enumerate(rows):
            canvas.drawString(50, 700 - 18 * number, label)
            canvas.drawRightString(310, 700 - 18 * number, one)
            canvas.drawRightString(400, 700 - 18 * number, two)

    assert facts(read(draw)) == [
        ("ghg_total", 1200, "tCO2e", 2022, {}),
        ("ghg_total", 1100, "tCO2e", 2023, {}),
        ("electricity", 300_000, "kWh", 2022, {}),
        ("electricity", 350_000, "kWh", 2023, {}),
    ]


def test_classes_below_a_row_of_their_whole_need_not_be_set_in(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    rows = [["", "2022", "2023"], ["Total employees", "50", "60"], ["Male", "20", "25"], ["Female", "30", "35"]]
    (page,) = make_pages(lambda canvas: rows_at(canvas, rows, [50, 260, 330], 720))
    facts = {
        (f.metric, f.breakdown.get("gender")): f.value
        for f in TableReader(knowledge, 2023).read(page)
        if f.year == 2023
    }
    assert facts == {("employees_total", None): 60, ("employees", "male"): 25, ("employees", "female"): 35}


@pytest.mark.parametrize("label", ["Number of employees - Female", "Number of employees (Female)", "员工人数：女性"])
def test_a_class_behind_a_dash_or_in_brackets_is_one(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge, label: str
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows_at(canvas, [["", "2022", "2023"], [label, "20", "25"], ["Waste (t)", "30", "35"]], [50, 260, 330], 720)

    (page,) = make_pages(draw)
    facts = [(f.metric, f.breakdown) for f in TableReader(knowledge, 2023).read(page) if f.year == 2023]
    assert facts[0] == ("employees", {"gender": "female"})


@pytest.mark.parametrize("corner", ["Item", "Year"])
def test_a_corner_that_says_what_stands_below_is_no_unit(read: Any, rows_at: RowsAt, corner: str) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [[corner, "2022", "2023"], ["New employee hires", "892", "1,484"]], [50, 260, 330], 720)

    assert facts(read(draw)) == [("new_hires", 892, "persons", 2022, {}), ("new_hires", 1484, "persons", 2023, {})]


def test_a_unit_in_a_header_is_no_column_of_row_numbers(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["Metric", "New hires (no.)", "Turnover rate (%)"]], [50, 200, 330], 720)
        rows_at(canvas, [["Male", "663", "12.5"], ["Female", "935", "11.5"]], [50, 220, 350], 705)

    found = facts(read(draw))
    assert ("new_hires", 663, "persons", 2023, {"gender": "male"}) in found
    assert ("new_hires", 935, "persons", 2023, {"gender": "female"}) in found


def test_the_code_of_a_standard_before_a_label(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [["KPI", "Unit", "2022", "2023"], ["GRI 306-1 Water consumption", "m3", "1,113", "1,141"]],
            [50, 220, 280, 350],
            720,
        )

    assert facts(read(draw)) == [("water_total", 1113, "m3", 2022, {}), ("water_total", 1141, "m3", 2023, {})]


def test_a_label_that_ends_in_a_figure_on_its_second_line(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["KPI", "2022", "2023"], ["Waste recycled (t)", "504", "612"]], [50, 260, 330], 720)
        rows_at(canvas, [["Investment in training (RMB", "700", "900"]], [50, 260, 330], 690)
        canvas.drawString(50, 680, "10,000)")

    found = facts(read(draw))
    assert ("waste_recycled", 612, "t", 2023, {}) in found
    assert ("training_investment", 9_000_000, "CNY", 2023, {}) in found


def test_a_caption_that_ends_in_group_need_name_no_company(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 745, "Employee turnover rate by age group")
        rows_at(canvas, [["", "2022", "2023"], ["Below 30", "12.4%", "11.8%"]], [50, 260, 330], 720)
        rows_at(canvas, [["Above 50", "6.1%", "5.9%"]], [50, 260, 330], 690)

    assert ("turnover_rate", 11.8, "%", 2023, {"age": "below 30"}) in facts(read(draw))


def test_a_second_column_of_text_names_the_rows(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Commitment", "Metric", "FY23", "FY22"],
                ["Circular operations", "Total waste (kt)", "304.7", "311.0"],
                ["Circular operations", "Waste diverted from landfill", "84.1%", "82.8%"],
                ["Our team", "Team members (headcount)", "118,240", "121,602"],
            ],
            [50, 170, 350, 420],
            720,
        )

    assert facts(read(draw))[::2] == [
        ("waste_total", 304.7, "kt", 2023, {}),
        ("waste_recycling_rate", 84.1, "%", 2023, {}),
        ("employees_total", 118240, "persons", 2023, {}),
    ]


def test_a_repeated_topic_names_no_row(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["", "", "Unit", "2023", "2022"],
                ["Energy", "Diesel", "million litres", "131.6", "134.9"],
                ["Energy", "Electricity", "GWh", "188", "191"],
                ["Energy", "Renewable share of electricity", "%", "74", "66"],
            ],
            [50, 120, 270, 350, 420],
            720,
        )

    assert [(m, v, u) for m, v, u, y, _ in facts(read(draw)) if y == 2023] == [
        ("diesel", 131.6e6, "L"),
        ("electricity", 188, "GWh"),
        ("renewable_energy_share", 74, "%"),
    ]


def test_marks_of_assurance_behind_figures(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Indicator", "Unit", "2022", "2023"],
                ["Scope 1 emissions", "kt CO2e", "6,480", "6,033 (A)"],
                ["Hazardous waste", "t", "1,040", "987 (A)"],
                ["SO2", "t", "1,702", "1,455"],
            ],
            [50, 200, 260, 340],
            720,
        )

    assert [(m, v) for m, v, _, y, _ in facts(read(draw)) if y == 2023] == [
        ("ghg_scope1", 6033),
        ("hazardous_waste", 987),
        ("so2_emissions", 1455),
    ]


def test_a_class_that_no_list_knows_between_known_ones(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["EEO-1 report"],
                ["", "Male", "Female", "Total"],
                ["Technicians", "600", "240", "840"],
                ["Glaziers", "17", "43", "60"],
                ["Administrative", "57", "61", "118"],
            ],
            [50, 260, 330, 400],
            720,
        )

    found = [(v, b) for m, v, _, _, b in facts(read(draw)) if m == "employees"]
    assert (17, {"type": "glaziers", "gender": "male"}) in found
    assert (118, {"function": "administrative"}) in found
    assert (61, {"function": "administrative", "gender": "female"}) in found


def test_full_time_equivalents_beside_the_headcount_are_no_second_one(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Workforce", "Unit", "2022", "2023"],
                ["Employees at 31 December", "headcount", "9,298", "9,310"],
                ["Full-time equivalents", "FTE", "8,801", "8,822"],
            ],
            [50, 200, 290, 350],
            720,
        )

    assert [(m, v, b) for m, v, _, y, b in facts(read(draw)) if y == 2023] == [("employees_total", 9310, {})]


def test_the_rest_of_the_world_is_no_home_country(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [["2023", "UK", "Global (excluding UK)"], ["Electricity (MWh)", "48,221", "6,104"]],
            [50, 260, 390],
            720,
        )

    assert [b for *_, b in facts(read(draw))] == [{"region": "uk"}, {"segment": "global (excluding uk)"}]


def test_employees_and_contractors_side_by_side(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [["2023", "Employees", "Contractors", "Total"], ["Fatalities", "0", "1", "1"]],
            [50, 260, 340, 400],
            720,
        )

    workers = [b for *_, b in facts(read(draw))]
    assert workers == [{"worker": "employees"}, {"worker": "contractors"}, {}]


@pytest.mark.parametrize(
    ("label", "unit", "metric", "given"),
    [
        ("Water withdrawal", "thousand hl", "water_total", "m3"),
        ("CO2 emissions per vehicle (kg)", "", "ghg_intensity_per_production", "kgCO2e/unit"),
        ("Carbon intensity (g CO2/revenue tonne km)", "", "ghg_intensity_per_production", "gCO2e/rtk"),
        ("Accident frequency (LTIFR)", "per 100 FTE", "lost_time_injury_rate", "per 100 employees"),
    ],
)
def test_what_stands_below_the_line(read: Any, rows_at: RowsAt, label: str, unit: str, metric: str, given: str) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "", "2022", "2023"], [label, unit, "0.8", "0.6"]], [40, 190, 380, 440], 720)

    assert [(m, u) for m, _, u, *_ in facts(read(draw))] == [(metric, given)] * 2


def test_a_row_answered_in_words_heads_no_group(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["", "2022", "2023"],
                ["Board meetings held", "11", "9"],
                ["Non-executive directors who are independent", "7 of 8", "7 of 8"],
                ["Complaints received", "41,220", "44,015"],
            ],
            [50, 300, 370],
            720,
        )

    assert [b for m, *_, b in facts(read(draw)) if m == "complaints"] == [{}, {}]


def test_a_title_above_a_sentence_names_ranks_below_women(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 16)
        canvas.drawString(50, 744, "Workforce representation")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 728, "Global data as of June 30, 2023, for the employees that our systems know.")
        rows_at(
            canvas,
            [["", "2022", "2023"], ["Women, global"], ["Overall", "33.1%", "33.8%"], ["Tech", "25.9%", "26.5%"]],
            [50, 260, 330],
            710,
        )

    assert [(m, v, b) for m, v, _, y, b in facts(read(draw)) if y == 2023] == [
        ("employees_share", 33.8, {"gender": "female"}),
        ("employees_share", 26.5, {"gender": "female", "type": "tech"}),
    ]


def test_a_metric_named_like_a_unit_has_its_unit_behind_it(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(
            canvas,
            [
                ["Theme", "Key indicator", "Unit", "2022", "2023"],
                ["Climate", "Electricity consumption", "MWh", "58,733", "55,904"],
                ["People", "Employees", "number", "9,640", "9,512"],
                ["People", "Voluntary turnover", "%", "7.1", "6.0"],
            ],
            [50, 120, 250, 350, 420],
            720,
        )

    assert [(m, v) for m, v, _, y, _ in facts(read(draw)) if y == 2023] == [
        ("electricity", 55904),
        ("employees_total", 9512),
        ("turnover_rate", 6.0),
    ]


def test_a_bracket_inside_a_chinese_name_leaves_no_gap(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [
            ["指标", "单位", "2021", "2020"],
            ["能源间接（范围二）温室气体排放", "吨二氧化碳当量", "4,120", "4,310"],
            ["其他间接（范围三）温室气体排放", "吨二氧化碳当量", "9,120", "9,310"],
        ]
        rows_at(canvas, rows, [50, 220, 330, 430], 700)

    assert [(row.metric, row.value) for row in read(draw)] == [
        ("ghg_scope2", 4120),
        ("ghg_scope2", 4310),
        ("ghg_scope3", 9120),
        ("ghg_scope3", 9310),
    ]


def test_what_is_abated_is_no_emission(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ("", "2023", "2022"),
            ("Scope 1 and 2 emissions (kt CO2e)", "412", "431"),
            ("Scope 1 and 2 abatement projects agreed (kt CO2e)", "19", "12"),
        ]
        rows_at(canvas, rows, [50, 330, 430], 700)

    assert [(row.metric, row.value) for row in read(draw) if row.metric == "ghg_total"] == [
        ("ghg_total", 412),
        ("ghg_total", 431),
    ]


def test_rows_below_a_title_of_those_punished_are_no_directors(read: Any, rows_at: RowsAt) -> None:
    def draw(title: str) -> Any:
        def page(canvas: Any) -> None:
            canvas.drawString(50, 730, title)
            rows = [("", "2023", "2022"), ("Directors", "9", "8"), ("Employees", "310", "298")]
            rows_at(canvas, rows, [50, 330, 430], 710)

        return page

    assert {row.metric for row in read(draw("Number of Directors and employees"))} == {
        "board_directors",
        "employees_total",
    }
    assert read(draw("Directors and employees against whom disciplinary action was taken")) == []


def test_a_whole_that_its_own_label_names_leads_its_classes_inside_a_group_of_another_metric(
    read: Any, rows_at: RowsAt
) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ("", "2023", "2022"),
            ("Employees trained", "", ""),
            ("Average training hours per employee", "21.5", "20.1"),
            ("Male", "22.5", "21.3"),
            ("Female", "20.5", "18.9"),
        ]
        rows_at(canvas, rows, [50, 330, 430], 700)

    assert [(one[0], one[1], one[4]) for one in facts(read(draw)) if one[3] == 2023] == [
        ("training_hours_avg", 21.5, {}),
        ("training_hours_avg", 22.5, {"gender": "male"}),
        ("training_hours_avg", 20.5, {"gender": "female"}),
    ]


def test_the_year_of_a_row_goes_before_the_year_in_words_of_its_head(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [("Year", "Patents granted during the year"), ("FY21", "716"), ("FY22", "900"), ("FY23", "882")]
        rows_at(canvas, rows, [50, 200], 700)

    assert [one[:4] for one in facts(read(draw))] == [
        ("patents_granted", 716, "count", 2021),
        ("patents_granted", 900, "count", 2022),
        ("patents_granted", 882, "count", 2023),
    ]


@pytest.mark.parametrize(("men", "metric"), [("200", "new_hires"), ("2,000", "employees")])
def test_rows_by_class_below_a_whole_are_of_it_as_far_as_they_are_no_more(
    men: str, metric: str, read: Any, rows_at: RowsAt
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [("指标", "2023年"), ("新入职员工人数", "322"), ("按性别", ""), ("男性员工", men), ("女性员工", "122")]
        rows_at(canvas, rows, [50, 330], 700)

    (found,) = [one for one in facts(read(draw)) if one[4] == {"gender": "male"}]
    assert found[0] == metric


def test_profits_of_associates_are_none_of_the_company(read: Any, rows_at: RowsAt) -> None:
    def draw(title: str) -> Any:
        def page(canvas: Any) -> None:
            canvas.drawString(50, 730, title)
            rows_at(
                canvas, [("", "2023", "2022"), ("Net profit", "512", "498"), ("Other", "7", "8")], [50, 330, 430], 710
            )

        return page

    assert read(draw("Summarised financial information of associates (RMB million)")) == []
    assert {one.metric for one in read(draw("Summarised financial information of the group (RMB million)"))} == {
        "net_profit"
    }


def test_a_whole_leads_no_row_of_another_topic(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ("", "2023", "2022"),
            ("Environment", "", ""),
            ("Water discharged via treatment (million m3)", "3.08", "3.22"),
            ("People", "", ""),
            ("Full-time equivalent positions", "1,022", "861"),
        ]
        rows_at(canvas, rows, [50, 330, 430], 700)

    assert {(one[0], one[1]) for one in facts(read(draw)) if one[3] == 2023} == {
        ("wastewater", 3_080_000),
        ("employees_total", 1022),
    }
