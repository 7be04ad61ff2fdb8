"""Tables as untidy as invented reports made them: heads, units, numbers of rows and cells of several lines."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Cell = tuple[float, str]  # right edge of a figure or a head, left edge of another text
Facts = set[tuple[str, float, int, frozenset[str]]]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., Facts]:
    """The facts of lines of cells, each line at its own height; figures and heads are set right, other texts left."""

    def run(lines: Sequence[tuple[float, Sequence[Cell]]], year: int = 2024, heads: tuple[str, ...] = ()) -> Facts:
        def draw(canvas: Any) -> None:
            for y, cells in lines:
                for x, text in cells:
                    right = text[0].isdigit() or text[0] in "(–-" or text[:2] in {"FY", "HK"} or "%" in text[:8]
                    (canvas.drawRightString if right else canvas.drawString)(x, y, text)

        reader = TableReader(knowledge, year)
        found = [one for page in make_pages(draw) for one in reader.read(page, heads)]
        return {(one.metric, one.value, one.year, frozenset(one.breakdown.values())) for one in found}

    return run


def none(*facts: tuple[str, float, int]) -> Facts:
    return {(*fact, frozenset()) for fact in facts}


def test_a_head_over_counts_and_shares_is_told_apart(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (712, [(330, "FY2024"), (480, "FY2023")]),
            (700, [(50, "Workforce by category"), (330, "No. (%)"), (480, "No. (%)")]),
            (684, [(50, "Male"), (290, "2,946"), (330, "(53.1%)"), (440, "3,120"), (480, "(52.4%)")]),
            (668, [(50, "Female"), (290, "2,602"), (330, "(46.9%)"), (440, "2,834"), (480, "(47.6%)")]),
            (652, [(50, "Total"), (330, "5,548"), (480, "5,954")]),
        ]
    )
    assert ("employees", 2946, 2024, frozenset({"male"})) in facts
    assert ("employees_share", 47.6, 2023, frozenset({"female"})) in facts
    assert none(("employees_total", 5548, 2024), ("employees_total", 5954, 2023)) <= facts


def test_boards_and_ranks_by_gender_count_people(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (720, [(50, "Gender diversity")]),
            (700, [(300, "Male"), (380, "Female")]),
            (684, [(50, "Board of Directors"), (320, "5"), (400, "4")]),
            (668, [(50, "Senior managers"), (320, "61"), (400, "43")]),
            (652, [(50, "All employees"), (320, "13,402"), (400, "21,319")]),
        ]
    )
    assert none(("female_directors", 4, 2024)) <= facts
    assert ("board_directors", 5, 2024, frozenset({"male"})) in facts
    assert ("employees", 43, 2024, frozenset({"female", "senior managers"})) in facts
    assert "board_meetings" not in {metric for metric, *_ in facts}


def test_women_are_no_part_of_a_share_of_electricity(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (700, [(50, "Indicator"), (280, "Unit"), (400, "2024"), (480, "2023")]),
            (684, [(50, "Renewable electricity"), (280, "%"), (400, "80"), (480, "70")]),
            (668, [(50, "Women in senior management"), (280, "%"), (400, "35"), (480, "33")]),
        ]
    )
    assert ("employees_share", 35, 2024, frozenset({"female", "senior management"})) in facts


def test_an_intensity_may_be_called_by_its_unit_alone(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (700, [(400, "2024"), (480, "2023")]),
            (684, [(50, "Total gross emissions (tCO2e)"), (400, "178,158"), (480, "180,511")]),
            (668, [(50, "Intensity ratio: tCO2e per FTE"), (400, "3.1"), (480, "3.8")]),
            (652, [(50, "tCO2e per £m of revenue"), (400, "37.3"), (480, "38.5")]),
        ]
    )
    assert facts == none(
        ("ghg_total", 178158, 2024), ("ghg_total", 180511, 2023),
        ("ghg_intensity_per_employee", 3.1, 2024), ("ghg_intensity_per_employee", 3.8, 2023),
        ("ghg_intensity_per_revenue", 37.3, 2024), ("ghg_intensity_per_revenue", 38.5, 2023),
    )  # fmt: skip


def test_labels_with_brackets_make_no_index_of_a_table_with_codes(read: Callable[..., Facts]) -> None:
    rows = [
        ("302-1", "Natural gas", "GJ", "3,018", "3,120", "3,240"), ("", "Coal", "GJ", "7,951", "7,604", "7,188"),
        ("305-1", "Scope 1 emissions", "tCO2e", "932", "921", "897"),
        ("305-2", "Scope 2 emissions (location-based)", "tCO2e", "268", "274", "283"),
        ("", "Scope 2 emissions (market-based)", "tCO2e", "258", "251", "240"),
        ("305-4", "GHG intensity (Scope 1 and 2)", "tCO2e/t", "0.047", "0.045", "0.043"),
        ("303-5", "Total water consumption", "m3", "31,640", "32,018", "31,275"),
    ]  # fmt: skip
    facts = read(
        [
            (700, [(50, "GRI"), (90, "Indicator"), (300, "Unit"), (420, "FY2022"), (490, "FY2023"), (560, "FY2024")]),
            *(
                (684 - 16 * n, [*([(50, row[0])] if row[0] else []), (90, row[1]), (300, row[2]),
                                (420, row[3]), (490, row[4]), (560, row[5])])
                for n, row in enumerate(rows)
            ),
        ]
    )  # fmt: skip
    assert none(("natural_gas", 3018, 2022), ("coal", 7188, 2024), ("water_total", 32018, 2023)) <= facts
    assert len({(metric, year, classes) for metric, _, year, classes in facts}) == 21


def test_numbers_of_rows_name_none_and_labels_go_on_around_their_line(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (740, [(40, "Scope 3 emissions (tCO2e)")]),
            (720, [(40, "No."), (63, "Category"), (300, "2023"), (380, "2024"), (400, "Method")]),
            (706, [(63, "Purchased goods")]), (700, [(45, "1"), (300, "2,984"), (380, "3,106"), (400, "Spend-based")]),
            (694, [(63, "and services")]), (664, [(45, "2"), (63, "Capital goods"), (300, "112"), (380, "84")]),
            (634, [(45, "3"), (63, "Business travel"), (300, "49"), (380, "47")]),
            (604, [(40, "Total Scope 3"), (300, "3,145"), (380, "3,237")]),
        ]
    )  # fmt: skip
    assert ("ghg_scope3", 2984, 2023, frozenset({"purchased goods and services"})) in facts
    assert none(("ghg_scope3", 3237, 2024)) <= facts


def test_a_year_over_the_middle_of_three_heads_all_three(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (712, [(353, "2023"), (528, "2022")]),
            (700, [(265, "Total"), (310, "Data centres"), (392, "Offices"), (505, "Total")]),
            (684, [(50, "Electricity (MWh)"), (290, "4,183"), (350, "3,955"), (420, "228"), (530, "3,870")]),
            (668, [(50, "Water consumption (m3)"), (290, "9,827"), (350, "8,106"), (420, "1,721"), (530, "9,114")]),
        ],
        2023,
    )
    assert ("electricity", 228, 2023, frozenset({"offices"})) in facts
    assert none(("electricity", 4183, 2023), ("electricity", 3870, 2022)) <= facts


def test_aims_and_results_stand_each_below_their_year(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (712, [(300, "2020"), (400, "2021"), (500, "2022")]),
            (700, [(268, "Actual"), (338, "Target"), (390, "Actual"), (468, "Target")]),
            (684, [(50, "Energy consumption (tce)"), (295, "563"), (365, "560"), (417, "556"), (495, "553")]),
            (668, [(50, "Water consumption (t)"), (295, "286"), (365, "270"), (417, "263"), (495, "255")]),
        ],
        2021,
    )
    assert none(("energy_total", 563, 2020), ("energy_total", 556, 2021)) <= facts
    assert ("energy_total", 560, 2021, frozenset({"target"})) in facts


def test_two_classes_side_by_side_lead_nothing(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (700, [(50, "Indicator"), (280, "Unit"), (400, "2024"), (480, "2023")]),
            (684, [(50, "Total number of employees"), (280, "person"), (400, "56,533"), (480, "58,104")]),
            (668, [(50, "Male employees"), (280, "person"), (400, "38,951"), (480, "40,315")]),
            (652, [(50, "Female employees"), (280, "person"), (400, "17,582"), (480, "17,789")]),
            (636, [(50, "Aged 29 and below"), (280, "person"), (400, "12,048"), (480, "14,577")]),
        ]
    )
    assert ("employees", 12048, 2024, frozenset({"aged 29 and below"})) in facts


def test_goals_of_two_lines_with_base_and_year_beside_them(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (724, [(50, "Topic"), (110, "Goal"), (330, "Baseline"), (420, "By"), (480, "Target")]),
            (706, [(110, "Reduce absolute Scope 1")]),
            (700, [(50, "Carbon"), (355, "2019/20"), (440, "2029/30"), (510, "38%")]),
            (694, [(110, "and 2 emissions")]), (676, [(110, "Share of renewable energy")]),
            (670, [(50, "Energy"), (355, "n/a"), (440, "2029/30"), (510, "10%")]),
            (664, [(110, "in total energy use")]),
        ]
    )  # fmt: skip
    target = frozenset({"target"})
    assert facts == {("ghg_reduction_rate", 38, 2030, target), ("renewable_energy_share", 10, 2030, target)}


def test_figures_over_the_heads_of_the_next_table_are_no_chart(read: Callable[..., Facts]) -> None:
    heads = [(50, "Item"), (322, "FY2021"), (402, "FY2022"), (482, "FY2023"), (562, "FY2024")]
    facts = read(
        [
            (700, heads),
            (684, [(50, "Scope 1 (tCO2e)"), (340, "61.2"), (420, "63.8"), (500, "58.4"), (567, "52.7")]),
            (668, [(50, "Scope 2 (tCO2e)"), (340, "–"), (408, "11,250"), (488, "10,894"), (580, "9,738")]),
            (640, [(50, "Resources")]), (624, heads),
            (608, [(50, "Water consumption (m3)"), (340, "5,614"), (420, "5,702"), (500, "5,488"), (580, "5,230")]),
        ]
    )  # fmt: skip
    assert none(("ghg_scope1", 52.7, 2024), ("ghg_scope2", 11250, 2022), ("water_total", 5230, 2024)) <= facts


def test_a_column_says_what_is_of_the_company_alone(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (700, [(50, "Item"), (200, "Boundary"), (300, "Unit"), (420, "FY2023"), (500, "FY2024")]),
            (684, [(50, "Electricity"), (200, "Consolidated"), (300, "MWh"), (420, "9,512"), (500, "9,104")]),
            (668, [(50, "Employees"), (200, "Non-consolidated"), (300, "Persons"), (420, "8,109"), (500, "8,055")]),
        ]
    )
    assert ("employees_total", 8055, 2024, frozenset({"non-consolidated"})) in facts
    assert none(("electricity", 9104, 2024)) <= facts


def test_a_region_that_ends_in_sar_is_no_sum_of_money(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (720, [(50, "Number of suppliers by region")]),
            (700, [(400, "2024"), (480, "2023")]),
            (684, [(50, "Macau SAR"), (400, "1,384"), (480, "1,251")]),
            (668, [(50, "Taipa"), (400, "62"), (480, "40")]),
            (652, [(50, "Mainland China"), (400, "118"), (480, "96")]),
        ]
    )
    assert ("suppliers", 1384, 2024, frozenset({"macau sar"})) in facts
    assert ("suppliers", 118, 2024, frozenset({"mainland china"})) in facts


def test_heads_of_years_may_be_broken_behind_the_stroke(read: Callable[..., Facts]) -> None:
    facts = read(
        [
            (712, [(50, "Parameter"), (400, "FY 2023-"), (480, "FY 2022-")]), (702, [(400, "24"), (480, "23")]),
            (684, [(50, "Water consumption (m3)"), (400, "64.2"), (480, "51.7")]),
            (668, [(50, "Electricity (MWh)"), (400, "37.6"), (480, "41.2")]),
        ]
    )  # fmt: skip
    assert none(("water_total", 64.2, 2024), ("electricity", 41.2, 2023)) <= facts


def test_a_unit_stands_over_a_column_of_remarks(read: Callable[..., Facts]) -> None:
    remark = "Meters that are read each month, and bills of suppliers"
    facts = read(
        [
            (730, [(50, "Water")]), (716, [(480, "Unit: m3")]),
            (700, [(50, "Indicator"), (240, "2023"), (300, "2024"), (320, "Method of calculation")]),
            (684, [(50, "Total consumption"), (240, "2,984"), (300, "3,106"), (320, remark)]),
            (668, [(50, "Total discharge"), (240, "1,129"), (300, "1,084"), (320, remark)]),
        ]
    )  # fmt: skip
    assert ("water_total", 3106, 2024, frozenset()) in facts


def test_a_large_heading_heads_the_tables_of_its_page(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 18)
        canvas.drawString(50, 740, "Our people")
        canvas.setFont("Helvetica", 9)
        for y, label, value in ((700, "", "2024"), (684, "Hong Kong", "61"), (668, "Mainland China", "43")):
            canvas.drawString(50, y, label)
            canvas.drawRightString(400, y, value)
        canvas.drawString(50, 640, "What follows is text of the usual size, of which a page has more than headings.")
        canvas.drawString(50, 626, "It goes on for a second line.")

    (page,) = make_pages(draw)
    assert not any(
        one.metric.startswith("suppliers") for one in TableReader(knowledge, 2024).read(page, ("Number of suppliers",))
    )


def test_an_exponent_is_no_figure(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Item")
        canvas.drawString(250, 700, "Unit")
        for x, year in ((400, "2023"), (480, "2024")):
            canvas.drawRightString(x, 700, year)
        for y, label, values in ((684, "Water withdrawal", ("22,480", "22,307")), (668, "Wastewater", ("720", "493"))):
            canvas.drawString(50, y, label)
            canvas.drawString(250, y, "10")
            canvas.setFont("Helvetica", 5)
            canvas.drawString(260.2, y + 3.4, "3")
            canvas.setFont("Helvetica", 9)
            canvas.drawString(265.6, y, "m3")
            for x, value in zip((400, 480), values, strict=True):
                canvas.drawRightString(x, y, value)

    (page,) = make_pages(draw)
    facts = {(one.metric, one.value, one.year) for one in TableReader(knowledge, 2024).read(page)}
    assert facts == {
        ("water_total", 22_480_000, 2023), ("water_total", 22_307_000, 2024),
        ("wastewater", 720_000, 2023), ("wastewater", 493_000, 2024),
    }  # fmt: skip


@pytest.mark.parametrize("drawn", [True, False])
def test_numbered_titles_open_groups(make_pages: MakePages, knowledge: Knowledge, *, drawn: bool) -> None:
    rows = [
        ("Ref.", "Metric", "2023", "2024"), ("1", "Water withdrawal (m3)", "", ""),
        ("1.i", "Surface water", "120", "119"), ("1.ii", "Groundwater", "92", "96"),
        ("2", "Waste generated (t)", "", ""), ("2.i", "Hazardous", "12", "11"), ("2.iv", "Non-hazardous", "72", "76"),
    ]  # fmt: skip

    def draw(canvas: Any) -> None:
        if drawn:
            canvas.setLineWidth(0.5)
            for n in range(len(rows) + 1):
                canvas.line(50, 700 - 16 * n, 460, 700 - 16 * n)
            for x in (50, 90, 300, 380, 460):
                canvas.line(x, 700, x, 700 - 16 * len(rows))
        for n, row in enumerate(rows):
            for x, text in zip((54, 94, 310, 390), row, strict=True):
                canvas.drawString(x, 688 - 16 * n, text)

    (page,) = make_pages(draw)
    facts = {(one.metric, one.value, one.year) for one in TableReader(knowledge, 2024).read(page)}
    assert {("water_total", 96, 2024), ("hazardous_waste", 11, 2024), ("non_hazardous_waste", 72, 2023)} <= facts


def test_heads_in_two_languages_are_said_once(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for x, han, gloss in ((340, "集团", "Group"), (440, "母公司", "Parent Company")):
            canvas.drawRightString(x, 716, "2024年")
            canvas.drawRightString(x, 704, han)
            canvas.setFont("Helvetica", 7)
            canvas.drawRightString(x, 692, gloss)
            canvas.setFont("STSong-Light", 9)
        for y, label, values in ((672, "用电量（兆瓦时）", ("386,425", "101,207")), (656, "柴油（吨）", ("425", "17"))):
            canvas.drawString(50, y, label)
            for x, value in zip((340, 440), values, strict=True):
                canvas.drawRightString(x, y, value)

    (page,) = make_pages(draw)
    facts = {(one.metric, one.value, tuple(one.breakdown.values())) for one in TableReader(knowledge, 2024).read(page)}
    assert ("electricity", 101207, ("母公司",)) in facts
    assert ("electricity", 386425, ()) in facts
