"""Titles that name a measure, rows that name classes of it, and totals that close them. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Told = list[tuple[str, float, str, tuple[str, ...]]]
Read = Callable[..., Told]


@pytest.fixture
def told(make_pages: MakePages, knowledge: Knowledge) -> Read:
    """What a page tells for 2023: rows of a label and values, set in where the label begins with blanks."""

    def read(rows: Sequence[Sequence[str]], heads: Sequence[str] = ("", "2023", "2022"), title: str = "") -> Told:
        def draw(canvas: Any) -> None:
            if title:
                canvas.drawString(50, 745, title)
            for number, (label, *texts) in enumerate([heads, *rows]):
                plain = label.lstrip()
                canvas.drawString(50 + 4 * (len(label) - len(plain)), 720 - 18 * number, plain)
                for x, text in zip((330, 400, 470, 540), texts, strict=False):
                    canvas.drawRightString(x, 720 - 18 * number, text)

        (page,) = make_pages(draw)
        found = TableReader(knowledge, 2023).read(page)
        return [(c.metric, c.value, c.unit, tuple(c.breakdown.values())) for c in found if c.year == 2023]

    return read


def test_a_total_at_the_edge_of_its_title_has_its_measure_and_unit(told: Read) -> None:
    rows = [
        ["Water withdrawal by source (ML)"],
        ["   Groundwater", "310", "300"],
        ["   Surface water", "200", "190"],
        ["Total", "510", "490"],
        ["Waste (t)"],
        ["   Hazardous waste", "31", "30"],
        ["   Non-hazardous waste", "200", "190"],
        ["All waste", "231", "220"],
    ]
    assert [(metric, value) for metric, value, *_ in told(rows)] == [
        ("water_total", 310),
        ("water_total", 200),
        ("water_total", 510),
        ("hazardous_waste", 31),
        ("non_hazardous_waste", 200),
        ("waste_total", 231),
    ]


def test_a_total_that_is_no_sum_of_the_group_is_not_of_it(told: Read) -> None:
    rows = [["Water withdrawal by source (ML)"], ["   Groundwater", "310", "300"], ["   Wells", "200", "190"]]
    assert len(told([*rows, ["Total", "777", "490"]])) == 2


def test_rows_are_parts_of_the_total_below_them(told: Read) -> None:
    rows = [
        ["Plants", "8,320", "8,771"],
        ["Offices", "3,188", "3,522"],
        ["People employed at 31 March", "11,508", "12,293"],
    ]
    assert [(metric, value) for metric, value, *_ in told(rows)] == [
        ("employees", 8320),
        ("employees", 3188),
        ("employees_total", 11508),
    ]
    rows[-1] = ["People employed at 31 March", "11,608", "12,293"]
    assert [metric for metric, *_ in told(rows)] == ["employees_total"]


def test_rows_that_add_up_to_a_kind_of_what_the_title_names_are_of_that_kind(told: Read) -> None:
    rows = [
        ["Packaging", "1,236", "1,271"],
        ["Distribution", "208", "233"],
        ["Cooling in shops", "301", "322"],
        ["Value chain (scope 3)", "1,745", "1,826"],
    ]
    found = told(rows, title="Greenhouse gas emissions, kilotonnes CO2e")
    assert {metric for metric, _, _, classes in found if "distribution" in classes} == {"ghg_scope3"}


def test_a_row_below_a_scope_that_says_emissions_alone_is_of_the_scope(told: Read) -> None:
    rows = [
        ["Scope 1 - direct emissions (t CO2e)"],
        ["Total gross emissions", "29,553", "30,859"],
        ["   Calcination", "18,211", "19,106"],
        ["   Kiln fuels", "11,342", "11,753"],
        ["Scope 2 - purchased electricity (t CO2e)"],
        ["Market-based", "1,366", "1,540"],
    ]
    assert [(metric, value) for metric, value, *_ in told(rows)] == [
        ("ghg_scope1", 29553),
        ("ghg_scope1", 18211),
        ("ghg_scope1", 11342),
        ("ghg_scope2", 1366),
    ]


@pytest.mark.parametrize(
    ("title", "metric", "unit"),
    [
        ("Turnover rate by gender", "turnover_rate", "%"),
        ("Personnel by gender", "employees", "persons"),
        ("FTEs by gender", "employees", "persons"),
        ("Our people by gender", "employees", "persons"),
        ("New employees by gender", "new_hires", "persons"),
    ],
)
def test_a_title_names_what_rows_of_classes_are_of(told: Read, title: str, metric: str, unit: str) -> None:
    found = told([["Women", "43", "51"], ["Men", "63", "61"]], title=title)
    assert found == [(metric, 43, unit, ("female",)), (metric, 63, unit, ("male",))]


def test_a_title_on_age_groups_of_a_year_is_no_company(told: Read) -> None:
    found = told(
        [["Below 30", "54", "87"], ["30 to 50", "64", "77"]], ("", "Men", "Women"), "Leavers by age group 2023"
    )
    assert [(metric, value) for metric, value, *_ in found] == [("turnover_count", v) for v in (54, 87, 64, 77)]


def test_figures_below_no_dot_are_counts_where_they_number_no_rows(told: Read) -> None:
    rows = [
        ["Directors", "13", "100.0"],
        ["Women", "6", "46.2"],
        ["Independent", "9", "69.2"],
        ["Meetings held", "18", ""],
    ]
    assert [(metric, value) for metric, value, *_ in told(rows, ("31.12.2023", "No.", "%"), "Board of Directors")] == [
        ("board_directors", 13),
        ("female_directors", 6),
        ("female_directors_share", 46.2),
        ("independent_directors", 9),
        ("independent_directors_share", 69.2),
        ("board_meetings", 18),
    ]


def test_a_letter_for_tonnes_set_apart_is_the_unit(told: Read) -> None:
    found = told([["Hazardous waste, t", "54", "87"], ["NOx emissions t", "64", "77"]])
    assert [(metric, unit) for metric, _, unit, _ in found] == [("hazardous_waste", "t"), ("nox_emissions", "t")]


def test_a_segment_that_begins_like_reference_is_a_column_of_values(told: Read) -> None:
    found = told([["NOx emissions (t)", "54", "87"], ["SO2 emissions (t)", "64", "77"]], ("", "Upstream", "Refining"))
    assert [value for _, value, *_ in found] == [54, 87, 64, 77]


def test_titles_of_a_group_and_of_the_first_group_in_it_both_stand_below_the_years(told: Read) -> None:
    rows = [
        ["Training hours per employee"],
        ["By gender"],
        ["   Women", "21.8", "12.4"],
        ["   Men", "52.4", "10.3"],
        ["New hires", "597", "757"],
        ["Days lost to injuries at work", "165", "828"],
    ]
    assert [(metric, value) for metric, value, *_ in told(rows)] == [
        ("training_hours_avg", 21.8),
        ("training_hours_avg", 52.4),
        ("new_hires", 597),
        ("lost_days", 165),
    ]


def test_a_title_by_what_makes_each_row_one_of_it(told: Read) -> None:
    rows = [["Digital skills", "2,118", "1,244"], ["Languages", "2,228", "1,344"]]
    assert told(rows, title="Training hours by topic") == [
        ("training_hours", 2118, "hours", ("digital skills",)),
        ("training_hours", 2228, "hours", ("languages",)),
    ]
    assert told(rows, title="Training hours") == []


@pytest.mark.parametrize(
    ("label", "age"), [("Aged over 50", "aged over 50"), ("Age: under 30", "under 30"), ("Age: 30-49", "30-49")]
)
def test_an_age_is_told_without_the_head_before_it(told: Read, label: str, age: str) -> None:
    found = told([[label, "43", "51"], ["Men", "63", "61"]], title="Employees by age and gender")
    assert found[0] == ("employees", 43, "persons", (age,))


def test_rands_and_units_broken_over_lines_scale_values(told: Read) -> None:
    found = told([["Taxes paid", "43", "51"], ["Revenue", "631", "612"]], title="Value added (R million)")
    assert [(metric, value, unit) for metric, value, unit, _ in found] == [
        ("tax_paid", 43_000_000, "ZAR"),
        ("revenue", 631_000_000, "ZAR"),
    ]
