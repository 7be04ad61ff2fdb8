"""Sheets in the forms of raters and of standards for industries: heads, examples, money named once. All invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
Facts = list[tuple[str, float, str, int, dict[str, str]]]
ReadRows = Callable[..., Facts]


@pytest.fixture
def read_rows(make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge) -> ReadRows:
    """What rows set in columns give."""

    def run(rows: Sequence[Sequence[str]], xs: Sequence[float] = (40, 330, 400, 470)) -> Facts:
        def draw(canvas: Any) -> None:
            rows_at(canvas, rows, xs, 700)

        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, one.year, one.breakdown) for one in found]

    return run


def test_the_head_of_a_share_out_of_a_hundred_is_no_value(read_rows: ReadRows) -> None:
    rows = [["Diversity indicator", "Percentage (0 - 100 %)"], ["Share of women in total workforce", "33.7"]]
    rows += [["Share of women in technical roles (as % of all technical roles)", "19.2"]]

    assert [(one[0], one[1], one[4].get("gender")) for one in read_rows(rows, (40, 420))] == [
        ("employees_share", 33.7, "female"),
        ("employees_share", 19.2, "female"),
    ]


def test_examples_in_a_label_are_not_what_is_used(read_rows: ReadRows) -> None:
    rows = [["Energy", "Unit", "2022", "2023"]]
    rows += [["Non-renewable fuels (nuclear, coal, natural gas, etc.) purchased and consumed", "MWh", "6,120", "5,980"]]
    rows += [["Total renewable energy (wind, geothermal, etc.) purchased", "MWh", "812", "904"]]

    found = read_rows(rows, (40, 400, 450, 510))
    assert [one[0] for one in found] == ["energy_direct", "energy_direct", "renewable_energy", "renewable_energy"]
    assert all(not one[4] for one in found)


def test_a_scale_alone_is_of_the_money_that_other_rows_name(read_rows: ReadRows) -> None:
    rows = [["Economic impact", "2022", "2023"], ["Total revenue (in billions)", "3.21", "3.48"]]
    rows += [["Adjusted income from operations (in billions)", "0.72", "0.81"]]
    rows += [["Hours worked (in millions)", "21.4", "22.6"], ["Income taxes paid ($ in millions)", "64.2", "71.8"]]

    found = [one[:4] for one in read_rows(rows, (40, 330, 400)) if one[3] == 2023]
    assert found == [
        ("revenue", 3_480_000_000, "USD", 2023),
        ("hours_worked", 22_600_000, "hours", 2023),
        ("tax_paid", 71_800_000, "USD", 2023),
    ]


def test_waste_burnt_without_recovery_is_not_recycled(read_rows: ReadRows) -> None:
    rows = [["Waste", "Unit", "2022", "2023"], ["Total waste recycled/reused", "t", "711", "698"]]
    rows += [["Waste incinerated without energy recovery", "t", "88", "93"]]

    assert {one[1] for one in read_rows(rows) if one[0] == "waste_recycled"} == {711, 698}


def test_what_hires_cost_are_no_hires(read_rows: ReadRows) -> None:
    rows = [
        ["Total number of new employee hires", "2022", "2023"],
        ["Total number of new employee hires", "214", "207"],
    ]
    rows += [["Average hiring cost/ FTE", "3,120", "3,045"]]

    assert {one[1] for one in read_rows(rows, (40, 330, 400)) if one[0] == "new_hires"} == {214, 207}


def test_a_head_of_two_lines_tells_the_column_of_units_of_an_index(make_pages: MakePages, knowledge: Knowledge) -> None:
    items = [
        ("RT-IG-000.B", ["Number of employees"], ["Number"], ["3,918"]),
        (
            "RT-IG-130a.1",
            ["(1) total energy consumed", "(2) percentage renewable"],
            ["Gigajoules", "%"],
            ["517,300", "2.4%"],
        ),
        (
            "RT-IG-320a.1",
            ["(1) total recordable incident rate", "(2) fatality rate"],
            ["Rate*", "Rate*"],
            ["1.72", "0.02"],
        ),
        ("RT-IG-410a.2", ["Sales-weighted fuel efficiency of machines"], ["Gallons per", "hour"], []),
        ("RT-IG-410a.3", ["Sales-weighted fuel efficiency of engines"], ["Watts per", "hour"], ["N/A"]),
    ]

    def draw(canvas: Any) -> None:
        for x, lines in zip(
            (40, 130, 340, 460), (["Code"], ["Metric"], ["Unit of", "Measure"], ["Response"]), strict=True
        ):
            for n, text in enumerate(lines):
                canvas.drawString(x, 730 - 10 * n, text)
        y = 700
        for code, *cells in items:
            for x, lines in zip((40, 130, 340, 460), ([code], *cells), strict=True):
                for n, text in enumerate(lines):
                    canvas.drawString(x, y - 12 * n, text)
            y -= 40

    found = [one for page in make_pages(draw) for one in TableReader(knowledge, 2023).read(page)]
    assert ("energy_total", 517300, "GJ") in {(one.metric, one.value, one.unit) for one in found}


def test_whose_emissions_are_counted_stands_before_their_name(read_rows: ReadRows) -> None:
    rows = [
        ["Metric", "2022", "2023"],
        ["Net Equity Greenhouse Gas Emissions (kilotonnes CO2e)", "8,140", "7,930"],
    ]

    assert [one[4] for one in read_rows(rows, (40, 400, 470))] == [{"boundary": "net equity"}] * 2


def test_a_total_column_of_a_class_is_of_the_class(read_rows: ReadRows) -> None:
    rows = [["Workforce by contract type", "Men", "Women", "Total"]]
    rows += [["Number of permanent employees", "512", "208", "720"]]
    rows += [["Non-guaranteed hours employees", "31", "19", "50"]]

    found = read_rows(rows)
    assert ("employees", 50, "persons", 2023, {"employment": "non-guaranteed hours"}) in found
    assert not any(one[0] == "employees_total" for one in found)


def test_specific_consumption_is_no_kind_of_itself(read_rows: ReadRows) -> None:
    rows = [["Indicator", "Unit", "2022", "2023"], ["Specific water consumption", "L/t cement", "318", "305"]]

    assert [one[4] for one in read_rows(rows)] == [{}, {}]
