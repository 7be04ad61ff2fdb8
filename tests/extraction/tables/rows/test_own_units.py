"""Values with a unit of their own, counts beside shares in brackets, groups of women; all invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

Facts = list[tuple[str, float, str]]
Read = Callable[..., list[Candidate]]


@pytest.fixture
def read(make_pages: Callable[..., list[Page]], knowledge: Knowledge, rows_at: Callable[..., None]) -> Read:
    """What a table drawn below a title gives."""

    def run(title: str, rows: list[list[str]], xs: tuple[float, ...] = (50, 260, 330, 400)) -> list[Candidate]:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 740, title)
            rows_at(canvas, rows, xs, 720)

        reader = TableReader(knowledge, 2023)
        return [one for page in make_pages(draw) for one in reader.read(page)]

    return run


def facts(found: list[Candidate]) -> Facts:
    return [(one.metric, one.value, one.unit) for one in found]


def test_money_with_its_sign_is_in_the_scale_of_the_table(read: Read) -> None:
    rows = [["(Dollars in millions)", "2023", "2022"], ["Net income", "$1,415", "$1,322"], ["Tax paid", "$208", "$196"]]

    assert facts(read("Results", [rows[0], *([a, f" {b}", f" {c}"] for a, b, c in rows[1:])])) == [
        ("net_profit", 1_415_000_000, "USD"),
        ("net_profit", 1_322_000_000, "USD"),
        ("tax_paid", 208_000_000, "USD"),
        ("tax_paid", 196_000_000, "USD"),
    ]


def test_a_ratio_has_not_the_unit_of_its_group(read: Read) -> None:
    rows = [
        ["Energy (GWh)", "2023", "2022"],
        ["Total energy use", "812", "790"],
        ["Average PUE of server halls", "1.38", "1.41"],
    ]

    assert facts(read("Planet", rows)) == [
        ("energy_total", 812, "GWh"),
        ("energy_total", 790, "GWh"),
        ("pue", 1.38, "ratio"),
        ("pue", 1.41, "ratio"),
    ]


def test_a_short_count_stands_in_the_column_of_counts_though_below_a_share(read: Read) -> None:
    rows = [
        ["Employees", "2023", "2022"],
        ["Full-time", "51,300 (64%)", "50,700 (65%)"],
        ["Part-time", "28,900 (36%)", "27,300 (35%)"],
        ["Women in the business"],
        ["Board", "5 (42%)", "4 (36%)"],
        ["Senior management", "93 (27%)", "85 (20%)"],
        ["Executive Committee", "3 (30%)", "2 (18%)"],
    ]

    found = read("People", rows, (50, 260, 360))
    of_women = [(one.metric, one.value, one.breakdown.get("level", "")) for one in found[8:]]
    assert of_women == [
        ("female_directors", 5, ""),
        ("female_directors_share", 42, ""),
        ("female_directors", 4, ""),
        ("female_directors_share", 36, ""),
        ("employees", 93, "senior management"),
        ("employees_share", 27, "senior management"),
        ("employees", 85, "senior management"),
        ("employees_share", 20, "senior management"),
        ("employees", 3, "executive committee"),
        ("employees_share", 30, "executive committee"),
        ("employees", 2, "executive committee"),
        ("employees_share", 18, "executive committee"),
    ]


def test_a_short_count_that_ends_below_a_sum_has_its_share_beside_it(
    make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    rows = [["Metric", "2023", "2022"], ["Total employees", "134,700", "131,900"]]
    rows += [["Full-time", "51,300 (38%)", "50,800 (39%)"], ["Part-time", "83,400 (62%)", "81,100 (61%)"]]
    rows += [["Women on the board", "5 (42%)", "4 (36%)"], ["Women on the executive committee", "3 (30%)", "2 (18%)"]]
    rows += [["Women in senior management", "118 (37.4%)", "104 (35.1%)"]]

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, 740, "People")
        for number, (label, *values) in enumerate(rows):
            canvas.drawString(50, 720 - 11 * number, label)
            for edge, value in zip((400, 495), values, strict=True):
                canvas.drawRightString(edge + 0.03 * (number > 3), 720 - 11 * number, value)  # as browsers print

    reader = TableReader(knowledge, 2023)
    found = [one for page in make_pages(draw) for one in reader.read(page)]
    board = [(one.metric, one.value, one.year) for one in found if one.metric.startswith("female_directors")]
    assert board == [
        ("female_directors", 5, 2023),
        ("female_directors_share", 42, 2023),
        ("female_directors", 4, 2022),
        ("female_directors_share", 36, 2022),
    ]


def test_what_is_given_in_kind_is_a_part_of_what_the_community_got(read: Read) -> None:
    rows = [
        ["Giving", "2023", "2022"],
        ["Community contributions (EUR million)"],
        ["Cash", "4.8", "4.7"],
        ["In-kind", "2.6", "2.2"],
    ]

    assert {one.metric for one in read("Community", rows)} == {"community_investment"}


def test_no_value_above_a_hundred_is_in_the_per_cent_of_its_table(read: Read) -> None:
    rows = [
        ["", "2023", "2022"],
        ["Employee turnover rate", "12.5", "13.1"],
        ["Total number of employees", "1,512", "1,490"],
    ]

    assert facts(read("Our people (%)", rows)) == [
        ("turnover_rate", 12.5, "%"),
        ("turnover_rate", 13.1, "%"),
        ("employees_total", 1512, "persons"),
        ("employees_total", 1490, "persons"),
    ]


def test_the_per_cent_of_the_row_above_goes_on_for_shares_alone(read: Read) -> None:
    rows = [
        ["", "Unit", "2023", "2022"],
        ["Employee turnover rate", "%", "12.5", "13.1"],
        ["Male turnover rate", "", "12.7", "13.4"],
        ["New hires", "", "98", "96"],
        ["Waste recycled", "t", "41", "40"],
    ]

    found = facts(read("Our people", rows, (50, 230, 300, 400)))
    assert [one for one in found if one[1] in {12.7, 98}] == [
        ("turnover_rate", 12.7, "%"),
        ("new_hires", 98, "persons"),
    ]


def test_rows_are_in_the_unit_that_the_total_which_closes_them_has(read: Read) -> None:
    rows = [["Scope 3 emissions", ""], ["  Business travel", "1,936"], ["  Employee commuting", "1,285"]]
    found = read("Emissions in 2023", [*rows, ["  Total (tCO2e)", "3,221"]], (50, 260))
    assert facts(found) == [("ghg_scope3", value, "tCO2e") for value in (1_936, 1_285, 3_221)]
    assert {one.unit for one in read("Emissions in 2023", [*rows, ["  Total", "3,221"]], (50, 260))} <= {""}
