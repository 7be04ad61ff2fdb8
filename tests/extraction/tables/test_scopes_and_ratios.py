"""Scopes told around a row rather than in it, and figures that are one of something. All of it is invented."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.extraction.labels.test_numbered_categories import CATEGORIES

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Read = Callable[..., list[tuple[str, float, str, tuple[str, ...]]]]
XS = (50, 300, 420)


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Read:
    """The facts of a page with rows of cells, each at its height; one cell alone is a title or a group."""

    def run(
        rows: list[tuple[float, list[str]]], xs: tuple[int, ...] = XS
    ) -> list[tuple[str, float, str, tuple[str, ...]]]:
        def draw(canvas: Any) -> None:
            for y, cells in rows:
                for x, cell in zip(xs, cells, strict=False):
                    canvas.drawString(x, y, cell)

        reader = TableReader(knowledge, 2023)
        found = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit, tuple(one.breakdown.values())) for one in found if one.year == 2023]

    return run


def _at(top: float, *rows: list[str]) -> list[tuple[float, list[str]]]:
    return [(top - 16 * number, row) for number, row in enumerate(rows)]


def test_a_table_with_its_own_head_over_the_labels_is_not_led_by_the_one_above(read: Read) -> None:
    waste = _at(720, ["Refuse", "2023", "2022"], ["Total non-hazardous waste generated (tons)", "71", "66"])
    staff = _at(670, ["Total workforce", "2023", "2022"], ["Male", "318", "309"], ["Female", "427", "415"])
    assert read(waste + staff) == [
        ("non_hazardous_waste", 71, "t", ()),
        ("employees", 318, "persons", ("male",)),
        ("employees", 427, "persons", ("female",)),
    ]


def test_the_head_over_the_labels_says_of_which_kind_the_waste_is(read: Read) -> None:
    rows = _at(
        720,
        ["Non-hazardous waste produced", "2023", "2022"],
        ["Timber waste (tonnes)", "41.5", "40.1"],
        ["Garden waste (tonnes)", "12.2", "13.8"],
    )
    assert [(metric, value) for metric, value, *_ in read(rows)] == [
        ("non_hazardous_waste", 41.5),
        ("non_hazardous_waste", 12.2),
    ]


def test_a_group_that_names_a_scope_is_nearer_than_a_column_of_emissions(read: Read) -> None:
    rows = _at(
        720,
        ["", "Source", "GHG emissions (tCO2e)", "Share (%)"],
        ["Scope 1 Direct", "Town gas for kitchens", "61.4", "13"],
        ["Scope 2 Indirect", "Purchased electricity", "402.9", "83"],
        ["", "Purchased town gas", "18.3", "4"],
    )
    found = read(rows, (50, 150, 330, 490))
    assert [(metric, value) for metric, value, *_ in found] == [
        ("ghg_scope1", 61.4),
        ("ghg_scope2", 402.9),
        ("ghg_scope2", 18.3),
    ]


def test_a_label_that_begins_with_a_scope_is_of_that_scope(read: Read) -> None:
    rows = _at(
        720,
        ["Greenhouse gases (tCO2e)", "2023", "2022"],
        ["Scope 1: fuel", "83", "88"],
        ["Scope 3: other GHG emission", "29", "31"],
    )
    assert read(rows)[1] == ("ghg_scope3", 29, "tCO2e", ())


def test_rows_that_add_up_to_the_row_above_are_of_its_scope(read: Read) -> None:
    rows = _at(
        720,
        ["GHG emissions (tonnes)", "2023", "2022"],
        ["Direct emissions (Scope 1)", "57", "61"],
        ["Motor fleet", "40", "43"],
        ["Standby sets", "17", "18"],
        ["Indirect emissions (Scope 2)", "907", "930"],
    )
    assert read(rows) == [
        ("ghg_scope1", 57, "tCO2e", ()),
        ("ghg_scope1", 40, "tCO2e", ("motor fleet",)),
        ("ghg_scope1", 17, "tCO2e", ("standby sets",)),
        ("ghg_scope2", 907, "tCO2e", ()),
    ]


def test_the_total_of_all_scopes_closes_the_group_of_one(read: Read) -> None:
    rows = _at(
        720,
        ["Emissions", "2023", "2022"],
        ["Scope 2: energy indirect emissions"],
        ["Purchased electricity (tCO2e)", "310", "322"],
        ["Total GHG emissions (tCO2e)", "365", "371"],
        ["GHG intensity (tCO2e/employee)", "0.83", "0.86"],
    )
    assert read(rows)[-1] == ("ghg_intensity_per_employee", 0.83, "tCO2e/employee", ())


def test_what_a_figure_is_one_of_is_no_class(read: Read) -> None:
    rows = _at(
        720,
        ["Waste", "2023", "2022"],
        ["Domestic wastes (with peels) per number of employees (tonnes/number of employees)", "0.06", "0.05"],
    )
    unlabelled = _at(
        640,
        ["Carbon footprint"],
        ["Greenhouse gas emissions", "2023", "2022"],
        ["Total GHG emissions (tCO2e)", "5,120", "5,340"],
        ["Emissions per number of employees and students (tCO2e)", "0.41", "0.44"],
    )
    assert [(unit, classes) for metric, _, unit, classes in read(rows, (50, 480, 540)) if "waste" in metric] == [
        ("t/employee", ("domestic wastes",))
    ]
    assert read(unlabelled, (50, 480, 540))[-1] == (
        "ghg_intensity", 0.41, "tCO2e/number of employees and students", (),
    )  # fmt: skip


def test_tonnes_over_an_area_are_of_gases_where_the_label_names_them(read: Read) -> None:
    rows = _at(720, ["Emissions", "2023", "2022"], ["Total GHG emissions per floor area (tonnes/m2)", "0.27", "0.29"])
    assert read(rows) == [("ghg_intensity", 0.27, "tCO2e/m2", ())]


def test_travel_and_commuting_of_staff_are_of_scope_3(read: Read) -> None:
    rows = _at(720, ["Item", "2023", "2022"], ["Staff commuting (tCO2e)", "36.4", "37.7"])
    assert read(rows) == [("ghg_scope3", 36.4, "tCO2e", ("staff commuting",))]


def test_what_comes_of_waste_paper_is_a_category_below_the_scope_alone(read: Read) -> None:
    rows = _at(
        720,
        ["", "Source", "GHG emissions (tCO2e)", "Share (%)"],
        ["Scope 3 Others", "Paper waste disposal", "3.9", "70"],
        ["", "Electricity used for processing sewage", "1.7", "30"],
    )
    assert read(rows, (50, 150, 330, 490)) == [
        ("ghg_scope3", 3.9, "tCO2e", ("paper waste disposal",)),
        ("ghg_scope3", 1.7, "tCO2e", ("electricity used for processing sewage",)),
    ]
    weighed = read(_at(720, ["Item", "2023", "2022"], ["Paper waste disposal (kg)", "812", "790"]))
    assert "ghg_scope3" not in {metric for metric, *_ in weighed}


def test_other_waste_is_a_kind_of_waste(read: Read) -> None:
    rows = _at(720, ["Refuse", "2023", "2022"], ["Other waste (kg)", "71", "66"], ["Paper (kg)", "410", "395"])
    assert read(rows)[0] == ("waste_total", 71, "kg", ("other waste",))


def test_rows_that_nothing_names_are_parts_of_the_scope_of_which_they_are_most(read: Read) -> None:
    rows = _at(
        720,
        ["GHG emissions (tonnes)", "2023", "2022"],
        ["Direct emissions (Scope 1)", "570", "612"],
        ["Ferries", "310", "333"],
        ["Piers", "171", "180"],
        ["Indirect emissions (Scope 2)", "907", "930"],
    )
    assert [(metric, value) for metric, value, *_ in read(rows)] == [
        ("ghg_scope1", 570),
        ("ghg_scope1", 310),
        ("ghg_scope1", 171),
        ("ghg_scope2", 907),
    ]


def test_a_unit_with_its_sign_in_brackets_is_one_over_another_all_the_same(read: Read) -> None:
    rows = _at(
        720,
        ["Waste", "Unit", "2023", "2022"],
        ["Hazardous waste", "kilograms (kg)", "8,120", "8,460"],
        ["Hazardous waste intensity", "kilograms (kg) per million km", "52", "57"],
        ["General waste to landfill per employee", "tonnes/employee", "0.061", "0.064"],
    )
    assert read(rows, (50, 270, 450, 520)) == [
        ("hazardous_waste", 8120, "kg", ()),
        ("hazardous_waste_intensity", 52, "kg/million km", ()),
        ("non_hazardous_waste_intensity", 0.061, "t/employee", ()),
    ]


def test_a_unit_that_stands_once_for_the_classes_of_a_group(read: Read) -> None:
    rows = _at(
        720,
        ["Total headcount", "", "no.", "274"],
        ["Gender", "Male", "%", "61.7"],
        ["", "Female", "", "38.3"],
        ["Age", "Below 30", "%", "24.1"],
        ["", "30-49", "", "49.6"],
        ["", "50 or above", "", "26.3"],
    )
    found = read(rows, (50, 170, 340, 480))
    assert [(metric, value) for metric, value, *_ in found] == [
        ("employees_total", 274),
        ("employees_share", 61.7),
        ("employees_share", 38.3),
        ("employees_share", 24.1),
        ("employees_share", 49.6),
        ("employees_share", 26.3),
    ]


def test_scopes_in_brackets_behind_equivalents_and_categories_without_a_unit(read: Read) -> None:
    rows = _at(
        720,
        ["Greenhouse gases", "2023", "2022"],
        ["CO2e emissions (Scope 1) (thousand tonnes)", "3,170", "3,254"],
        ["CO2e emissions (Scope 3) (thousand tonnes)", "818", "846"],
        ["Category 2: Capital goods", "57", "61"],
    )
    assert read(rows) == [
        ("ghg_scope1", 3_170_000, "tCO2e", ()),
        ("ghg_scope3", 818_000, "tCO2e", ()),
        ("ghg_scope3", 57_000, "tCO2e", ("category 2: capital goods",)),
    ]


@pytest.mark.parametrize(("label", "category"), CATEGORIES)
def test_a_category_is_number_and_name_as_printed(read: Read, label: str, category: str) -> None:
    rows = _at(720, ["Emissions (tCO2e)", "2023", "2022"], [label, "1,172", "1,161"], ["Scope 1", "811", "822"])
    assert read(rows) == [("ghg_scope3", 1172, "tCO2e", (category,)), ("ghg_scope1", 811, "tCO2e", ())]


def test_total_emissions_below_the_head_of_a_scope_are_of_that_scope(read: Read) -> None:
    rows = _at(
        720,
        ["", "Scope 1", "", "Scope 2"],
        ["Plant", "Total emissions (tCO2e)", "", "Total emissions (tCO2e)"],
        ["North plant", "1,204", "", "3,310"],
        ["South plant", "417", "", "2,095"],
    )
    found = read(rows, (50, 220, 330, 420))
    assert [(metric, value) for metric, value, _, _ in found] == [
        ("ghg_scope1", 1204),
        ("ghg_scope2", 3310),
        ("ghg_scope1", 417),
        ("ghg_scope2", 2095),
    ]
