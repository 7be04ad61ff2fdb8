"""Data sheets as several countries print them: units, groups, sums and heads of their own kinds. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.extraction.tables.drawn.test_ruled import draw_rows

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables import find_tables
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]
Rows = Sequence[Sequence[str]]
Fact = tuple[str, float, str, int, dict[str, str]]
Read = Callable[..., list[Fact]]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Read:
    """What rows give whose texts stand left and whose figures right in columns, from the top down."""

    def run(rows: Rows, xs: Sequence[float], top: float = 700) -> list[Fact]:
        def draw(canvas: Any) -> None:
            for number, row in enumerate(rows):
                for at, text in enumerate(row):
                    figure = at >= len(xs) - 1 - _values(rows) and not text[:1].isalpha()
                    (canvas.drawRightString if figure and text not in {"/", "-"} else canvas.drawString)(
                        xs[at + 1] - 8 if figure and text not in {"/", "-"} else xs[at], top - 18 * number, text
                    )

        document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
        found = extract_quantities(document, knowledge, year=2023)
        return [(r.metric, r.value, r.unit, r.year, r.breakdown) for r in found]

    return run


def _values(rows: Rows) -> int:
    """How many columns of figures there are: as many years as the first row with one holds."""
    return next(n for row in rows if (n := sum(text[-4:].isdecimal() and "20" in text for text in row)))


def of(facts: Sequence[Fact], metric: str) -> list[tuple[float, str, int, dict[str, str]]]:
    return [fact[1:] for fact in facts if fact[0] == metric]


KOREA = (40, 120, 290, 400, 470, 540)


def test_categories_named_once_and_units_of_one_million(read: Read) -> None:
    facts = read(
        [
            ("Category", "", "Unit", "2022", "2023"),
            ("Economic", "Sales", "KRW 100 million", "44,890", "43,120"),
            ("", "R&D expenses", "1 million KRW", "91,240", "95,010"),
            ("Energy", "Total consumption", "TJ", "17,990", "17,410"),
            ("Water", "Withdrawal", "1,000 tons", "12,120", "11,804"),
            ("Employees", "Total", "Persons", "4,188", "4,240"),
            ("", "Female", "Persons", "640", "671"),
            ("", "Training cost", "KRW 1 million", "840", "902"),
        ],
        KOREA,
    )
    assert of(facts, "revenue")[-1] == (4_312_000_000_000, "KRW", 2023, {})
    assert of(facts, "rd_spend")[-1] == (95_010_000_000, "KRW", 2023, {})
    assert of(facts, "energy_total")[-1] == (17_410, "TJ", 2023, {})
    assert of(facts, "water_total")[-1][:3] == (11_804_000, "t", 2023)
    assert of(facts, "employees_total")[-1] == (4_240, "persons", 2023, {})
    assert of(facts, "employees")[-1] == (671, "persons", 2023, {"gender": "female"})
    assert of(facts, "training_investment")[-1] == (902_000_000, "KRW", 2023, {})


def test_a_category_of_two_lines_stands_around_its_row(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = (
        ("Indicator", "Unit", "2022", "2023"),
        ("Total consumption", "TJ", "17,990", "17,410"),
        ("Renewable energy", "MWh", "8,240", "12,804"),
        ("Withdrawal", "m3", "12,120", "11,804"),
        ("Discharge", "m3", "9,120", "8,804"),
        ("Nitrogen oxides", "t", "390", "366"),
        ("Dust", "t", "19", "17"),
    )

    def draw(canvas: Any) -> None:
        for number, row in enumerate(rows):
            for x, text in zip((130, 330, 470, 540), row, strict=True):
                (canvas.drawString if x < 470 else canvas.drawRightString)(x, 700 - 30 * number, text)
        for y, text in ((700, "Category"), (670, "Energy"), (610, "Water"), (556, "Air"), (544, "pollutants")):
            canvas.drawString(40, y, text)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    told = {(one.metric, one.value) for one in found}
    assert {("energy_total", 17_410), ("water_total", 11_804), ("nox_emissions", 366)} <= told


def test_units_behind_commas_and_of_million_cubic_metres(read: Read) -> None:
    facts = read(
        [
            ("Indicator", "2022", "2023"),
            ("Wastewater discharged, mcm", "76.76", "66.39"),
            ("Energy intensity for water supply, GJ/mcm billed volume", "1,250.67", "1,276.17"),
            ("Fatality as a result of a work-related injury, count", "0", "1"),
        ],
        (40, 380, 460, 540),
    )
    assert of(facts, "wastewater")[-1] == (66_390_000, "m3", 2023, {})
    assert of(facts, "energy_intensity_per_production")[-1][:2] == (1_276.17, "GJ/mcm")
    assert of(facts, "fatalities")[-1][:1] == (1,)


def test_power_that_was_used_is_energy_and_ranks_have_ages(read: Read) -> None:
    facts = read(
        [
            ("Indicator", "Measurement Unit", "2022", "2023"),
            ("Total energy consumption", "Megawatt", "18,204.11", "17,950.40"),
            ("Employees by age group, for each employee category", "", "", ""),
            ("Management Under 30", "Percentage", "2.00", "3.00"),
            ("Executive Between 30-50", "Percentage", "60.00", "61.00"),
        ],
        (40, 310, 400, 470, 540),
    )
    assert of(facts, "energy_total")[-1] == (17_950.4, "MWh", 2023, {})
    shares = of(facts, "employees_share")
    assert shares[1][3] == {"level": "management", "age": "under 30"}
    assert shares[3][3] == {"level": "executive", "age": "between 30-50"}


def test_sums_are_in_the_unit_of_their_parts(read: Read) -> None:
    facts = read(
        [
            ("Parameter", "2022", "2023"),
            ("Total electricity consumption (GJ)", "9,800", "12,400"),
            ("Total fuel consumption (GJ)", "900", "1,100"),
            ("Total energy consumed", "10,700", "13,500"),
        ],
        (40, 380, 460, 540),
    )
    assert of(facts, "energy_total") == [(10_700, "GJ", 2022, {}), (13_500, "GJ", 2023, {})]


def test_units_over_each_column_beside_a_title_head_no_table(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = (
        ("Environment", "FY23", "FY22", "FY21"),
        ("Carbon emissions by scope", "Metric tons of CO2e", "Metric tons of CO2e", "Metric tons of CO2e"),
        ("Scope 1", "22,038", "17,804", "9,250"),
        ("Scope 2", "4,786", "8,356", "70,659"),
        ("Office energy by source", "MWh", "MWh", "MWh"),
        ("Natural gas", "21,162", "21,726", "16,854"),
        ("Diesel", "3,129", "2,415", "2,994"),
    )

    def draw(canvas: Any) -> None:
        for number, row in enumerate(rows):
            canvas.line(40, 712 - 18 * number, 560, 712 - 18 * number)
            canvas.drawString(44, 700 - 18 * number, row[0])
            for x, text in zip((350, 455, 556), row[1:], strict=True):
                canvas.drawRightString(x, 700 - 18 * number, text)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    told = {(one.metric, one.value, one.unit, one.year) for one in found}
    assert {
        ("ghg_scope1", 17_804, "tCO2e", 2022),
        ("natural_gas", 21_162, "MWh", 2023),
        ("natural_gas", 21_726, "MWh", 2022),
        ("diesel", 2_415, "MWh", 2022),
    } <= told


def test_changes_against_a_base_are_cuts(read: Read) -> None:
    facts = read(
        [
            ("Indicator", "2021", "2022", "2023"),
            ("Change in Scope 1 and 2 emissions vs. 2018 baseline (%)", "12", "-58", "-67"),
            ("Change in Scope 3 emissions against 2022 (%)", "3", "-4", "-6"),
        ],
        (40, 350, 410, 470, 540),
    )
    assert [(value, year) for value, _, year, _ in of(facts, "ghg_reduction_rate")] == [
        (-12, 2021), (58, 2022), (67, 2023),
    ]  # fmt: skip


def test_an_aim_whose_year_wraps_parts_no_table(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        rows = (
            ("Renewable electricity in our operations", "92%", "94%", "100% by"),
            ("Recycled waste", "71%", "79%", "90% by"),
            ("Female managers", "31%", "33%", "40% by"),
        )
        for x, text in zip((40, 300, 360, 420), ("KPI", "2022", "2023", "Target"), strict=True):
            canvas.drawString(x, 700, text)
        for number, row in enumerate(rows):
            for x, text in zip((40, 300, 360, 420), row, strict=True):
                canvas.drawString(x, 670 - 34 * number, text)
            canvas.drawString(420, 658 - 34 * number, "2030")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    told = {(one.metric, one.value, one.year) for one in found if one.value_kind == "actual"}
    assert {("renewable_energy_share", 94, 2023), ("employees_share", 33, 2023), ("employees_share", 31, 2022)} <= told


def test_heads_set_left_and_figures_right_below_each(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, text in zip((300, 380, 460), ("Male", "Female", "Total"), strict=True):
            canvas.drawString(x, 688, text)
        canvas.drawString(40, 694, "Employees by contract")
        for number, row in enumerate((("Permanent", "592", "233", "825"), ("Temporary", "6", "5", "11"))):
            canvas.drawString(40, 670 - 16 * number, row[0])
            for x, text in zip((372, 452, 532), row[1:], strict=True):
                canvas.drawRightString(x, 670 - 16 * number, text)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    told = {(one.value, one.breakdown.get("gender", "")) for one in found if one.metric == "employees"}
    assert {(592, "male"), (233, "female"), (6, "male"), (5, "female")} <= told


def test_blanks_set_left_are_no_column(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, row in enumerate(
            (("Scope 1", "1,204", "1,180"), ("Scope 2", "2,010", "1,944"), ("Scope 3", "/", "9,120"))
        ):
            canvas.drawString(40, 670 - 16 * number, row[0])
            for x, text in zip((372, 532), row[1:], strict=True):
                (canvas.drawString if text == "/" else canvas.drawRightString)(
                    300 if text == "/" else x, 670 - 16 * number, text
                )
        for x, text in ((300, "2022"), (460, "2023")):
            canvas.drawString(x, 688, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]


def test_years_of_the_republic_down_a_column_and_the_hours_of_a_note(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    xs = (40, 90, 170, 270, 350, 430, 540)
    rows = (
        ("年度", "類別", "工作時數", "死亡人數", "輕傷件數", "可記錄工傷頻率"),
        ("110", "員工", "20,921,313", "0", "9", "1.10"),
        ("", "承攬商", "22,690,862", "1", "13", "1.50"),
        ("111", "員工", "20,976,151", "0", "10", "1.00"),
        ("", "承攬商", "19,519,409", "0", "12", "1.28"),
    )

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 4, 690 - 24 * number, text)
        for at, x in enumerate(xs):
            canvas.line(x, 705, x, 705 - 24 * len(rows))
            if at:
                for line in range(len(rows) + 1):
                    whole = at > 1 or line in {0, 1, 3, 5}
                    canvas.line(xs[at - 1], 705 - 24 * line, x if whole else xs[at - 1], 705 - 24 * line)
        canvas.drawString(40, 560, "註：可記錄工傷頻率＝可記錄之職業傷害數x1,000,000÷工作時數。")

    document = Document("0" * 64, "report.pdf", "application/pdf", "zh", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2022)
    told = [(one.metric, one.value, one.year, one.unit) for one in found]
    assert ("hours_worked", 20_921_313, 2021, "hours") in told
    assert ("fatalities", 1, 2021, "persons") in told
    assert ("recordable_injury_frequency", 1.28, 2022, "per million hours") in told
    assert [one.breakdown.get("severity") for one in found if one.metric == "recordable_injuries"][:1] == ["輕傷"]


def test_employees_over_all_columns_are_no_class(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(40, 694, "New hires by region and gender")
        canvas.drawCentredString(440, 702, "EMPLOYEES")
        for x, text in ((400, "MALE"), (480, "FEMALE")):
            canvas.drawCentredString(x, 686, text)
        for number, row in enumerate((("Northern Province", "36", "13"), ("Southern Province", "4", "1"))):
            canvas.drawString(40, 668 - 16 * number, row[0])
            for x, text in zip((400, 480), row[1:], strict=True):
                canvas.drawCentredString(x, 668 - 16 * number, text)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    hires = [one for one in found if one.metric == "new_hires"]
    assert len(hires) == 4
    assert not any("worker" in one.breakdown for one in hires)


def test_a_category_told_by_its_number_alone_and_topics_behind_training(read: Read) -> None:
    xs = (40, 290, 400, 470, 540)
    gases = read(
        [
            ("Indicator", "Unit", "2022", "2023"),
            ("Scope 3", "tCO2e", "9,500", "9,700"),
            ("Scope 3 Category 1", "tCO2e", "8,200", "8,340"),
            ("Scope 3 Category 4", "tCO2e", "1,200", "1,340"),
        ],
        xs,
    )
    named = [one[3] for one in of(gases, "ghg_scope3")[1::2]]
    assert named == [{}, {"category": "category 1"}, {"category": "category 4"}]
    hours = read(
        [
            ("Indicator", "Unit", "2022", "2023"),
            ("Training hours", "", "", ""),
            ("Training on the code of conduct", "hours", "1,200", "1,340"),
        ],
        xs,
    )
    assert of(hours, "training_hours")[-1] == (1_340, "hours", 2023, {"topic": "code of conduct"})


def test_a_rate_of_harm_without_a_unit_has_not_the_per_cent_above_it(read: Read) -> None:
    facts = read(
        [
            ("Metric", "Unit", "2022", "2023"),
            ("Employees covered by ISO 45001", "%", "81.2", "88.4"),
            ("Lost-time injury frequency rate", "", "0.41", "0.36"),
        ],
        (40, 290, 400, 470, 540),
    )
    assert of(facts, "lost_time_injury_rate")[-1] == (0.36, "per million hours", 2023, {})


def test_years_hold_below_several_titles_in_a_row(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = (
        ("Indicator", "Measurement Unit", "2022", "2023"),
        ("Total number of beneficiaries", "Number", "5,120", "6,044"),
        ("(Diversity)",),
        ("C3(a) Percentage of employees by gender and",),
        ("age group, for each employee category",),
        ("Age Group by Employee Category",),
        ("Management Under 30", "Percentage", "2.00", "3.00"),
        ("Management Above 50", "Percentage", "38.00", "36.00"),
    )

    def draw(canvas: Any) -> None:
        y = 740
        for row in rows:
            for x, text in zip((40, 330), row, strict=False):
                canvas.drawString(x, y, text)
            for x, text in zip((470, 540), row[2:], strict=False):
                canvas.drawRightString(x, y, text)
            y -= 18 if row[1:] else 24

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    found = extract_quantities(document, knowledge, year=2023)
    shares = [(one.value, one.year) for one in found if one.metric == "employees_share"]
    assert shares == [(2, 2022), (3, 2023), (38, 2022), (36, 2023)]


def test_units_of_round_sums_and_over_each_column_in_drawn_cells(make_pages: MakePages, knowledge: Knowledge) -> None:
    def run(rows: Rows, xs: Sequence[float]) -> list[tuple[str, float, str, int]]:
        (page,) = make_pages(lambda canvas: draw_rows(canvas, rows, xs))
        document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter([page]))
        return [(r.metric, r.value, r.unit, r.year) for r in extract_quantities(document, knowledge, year=2023)]

    sums = run(
        [
            ("Indicator", "Unit", "2022", "2023"),
            ("Sales", "KRW 1,000", "44,890", "43,120"),
            ("Training cost", "KRW 1 million", "840", "902"),
        ],
        [50, 200, 300, 380, 460],
    )
    assert ("revenue", 43_120_000, "KRW", 2023) in sums
    assert ("training_investment", 902_000_000, "KRW", 2023) in sums
    titled = run(
        [
            ("Environment", "FY23", "FY22"),
            ("Carbon emissions by scope", "tCO2e", "tCO2e"),
            ("Scope 1", "22,038", "17,804"),
            ("Office energy by source", "MWh", "MWh"),
            ("Natural gas", "21,162", "21,726"),
        ],
        [50, 250, 330, 410],
    )
    assert titled == [
        ("ghg_scope1", 22_038, "tCO2e", 2023),
        ("ghg_scope1", 17_804, "tCO2e", 2022),
        ("natural_gas", 21_162, "MWh", 2023),
        ("natural_gas", 21_726, "MWh", 2022),
    ]


def test_a_row_of_employees_counts_none_below_a_head_that_nothing_knows(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    rows = (
        ("對象", "工作時數", "死亡人數", "輕傷件數", "就診件數"),
        ("員工", "20,921,313", "0", "9", "412"),
        ("承攬商", "22,690,862", "1", "13", "77"),
    )

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        draw_rows(canvas, rows, [50, 130, 230, 320, 410, 500])

    document = Document("0" * 64, "report.pdf", "application/pdf", "zh", 1, lambda: iter(make_pages(draw)))
    found = {one.metric for one in extract_quantities(document, knowledge, year=2022)}
    assert "fatalities" in found
    assert not found & {"employees", "employees_total"}


def test_a_head_over_a_name_of_two_lines_is_no_part_of_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((40, "Topic"), (110, "Code"), (190, "Metric"), (350, "Unit"), (440, "2022"), (510, "2023")):
            canvas.drawString(x, 700, text)
        for y, text in ((682, "Activity"), (671, "Metrics")):
            canvas.drawString(40, y, text)
        for y, text in ((671, "category: municipal,"), (660, "commercial, residential")):
            canvas.drawString(190, y, text)
        rows = (
            (682, "A-1", "Number of customers by", "thousands", "8,140", "7,950"),
            (640, "A-2", "Vehicle fleet size", "#", "10,840", "10,912"),
            (616, "A-3", "Materials handled", "tons", "51.8", "52.6"),
        )
        for y, *row in rows:
            for x, text in zip((110, 190, 350), row, strict=False):
                canvas.drawString(x, y, text)
            for x, text in zip((462, 532), row[3:], strict=True):
                canvas.drawRightString(x, y, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.parents for row in table.rows] == [("Activity Metrics",)] * 3
