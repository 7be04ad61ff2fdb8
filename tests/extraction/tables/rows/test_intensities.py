"""Rows called `Intensity` are of the row above; kinds of waste below a heading are of what it names."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.extraction.tables.rows.intensities import with_named_intensities
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.units import load_units
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
XS = [50, 230, 400, 470]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., list[tuple[str, float, str]]]:
    def run(draw: Callable[[Any], None]) -> list[tuple[str, float, str]]:
        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.unit) for one in found if one.year == 2023]

    return run


def test_an_intensity_is_of_the_row_above(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["Nitrogen oxides", "kg", "812", "774"],
            ["Intensity", "kg/employee", "2.1", "1.9"],
            ["Scope 1 (direct emissions)", "tonnes CO2e", "402", "377"],
            ["Intensity", "tonnes CO2e/employee", "1.04", "0.93"],
            ["Electricity consumption", "MWh", "5,310", "5,044"],
            ["Total energy consumption", "MWh", "6,120", "5,903"],
            ["Intensity by floor area", "MWh/m2", "0.16", "0.15"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert read(draw) == [
        ("nox_emissions", 774, "kg"),
        ("pollutant_intensity", 1.9, "kg/employee"),
        ("ghg_scope1", 377, "tCO2e"),
        ("ghg_intensity_per_employee", 0.93, "tCO2e/employee"),
        ("electricity", 5044, "MWh"),
        ("energy_total", 5903, "MWh"),
        ("energy_intensity", 0.15, "MWh/m2"),
    ]


def test_an_intensity_below_the_scopes_of_a_total_is_of_the_total(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["Total GHG emissions", "tonnes CO2e", "512", "477"],
            ["Scope 1", "tonnes CO2e", "402", "377"],
            ["Scope 2", "tonnes CO2e", "110", "100"],
            ["Intensity", "tonnes CO2e/employee", "1.04", "0.93"],
        ]
        rows_at(canvas, rows, XS, 720)

    found = [one for page in make_pages(draw) for one in TableReader(knowledge, 2023).read(page)]
    assert [(one.metric, one.breakdown) for one in found if one.value == 0.93] == [("ghg_intensity_per_employee", {})]


def test_an_intensity_whose_bracket_names_scopes_is_of_what_its_unit_says(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["Total energy consumption", "MWh", "6,120", "5,903"],
            ["Renewable energy consumption", "MWh", "412", "468"],
            ["Emission intensity (Scope 1+2 / sales)", "MWh/EUR million", "17.2", "16.4"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert read(draw)[-1] == ("energy_intensity_per_revenue", 16.4, "MWh/EUR million")


def test_an_intensity_in_chinese_is_of_the_row_above(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [
            ["指标", "单位", "2022", "2023"],
            ["有害废弃物"],
            ["总量", "吨", "1.2", "1.1"],
            ["密度", "吨/百万港元收益", "0.3", "0.2"],
            ["耗水量", "立方米", "1,345", "1,234"],
            ["强度", "立方米/雇员", "13.4", "12.3"],
            ["用电量", "千瓦时", "8,345", "8,234"],
            ["每名雇员", "千瓦时/雇员", "83.4", "82.3"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert read(draw) == [
        ("hazardous_waste", 1.1, "t"),
        ("hazardous_waste_intensity", 0.2, "t/HKD million"),
        ("water_total", 1234, "m3"),
        ("water_intensity_per_employee", 12.3, "m3/employee"),
        ("electricity", 8234, "kWh"),
        ("electricity_intensity_per_employee", 82.3, "kWh/employee"),
    ]


def test_an_intensity_that_only_its_unit_tells_of(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "Unit", "2022", "2023"], ["Paper used", "kg", "900", "880"]], XS, 720)
        rows_at(canvas, [["Intensity per revenue", "tCO2e/HK$'000 revenue", "0.021", "0.019"]], XS, 690)

    assert read(draw) == [("ghg_intensity_per_revenue", 0.019, "tCO2e/HKD thousand")]


def test_kinds_of_waste_are_of_the_heading_above(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["Hazardous waste"],
            ["Drug waste", "kg", "412", "398"],
            ["Total waste", "kg", "1,904", "1,877"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert read(draw) == [("hazardous_waste", 398, "kg"), ("waste_total", 1877, "kg")]


def test_intensities_of_pollutants_are_none_of_greenhouse_gases(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["VOC emission intensity", "kg/HK$ million", "0.19", "0.17"],
            ["GHG emission intensity", "tCO2e/HK$ million", "31.2", "30.4"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert [metric for metric, *_ in read(draw)] == ["pollutant_intensity", "ghg_intensity_per_revenue"]


def test_a_label_goes_on_with_a_year(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows_at(canvas, [["", "Unit", "2022", "2023"], ["Electricity consumption", "MWh", "5,310", "5,044"]], XS, 720)
        rows_at(canvas, [["Energy used (tonnes of standard coal)", "", "880", "871"]], XS, 690)
        canvas.drawString(50, 675, "Change of intensity compared with")
        canvas.drawString(50, 665, "2021 (%)")
        for x, text in zip(XS[2:], ("3", "2"), strict=True):
            canvas.drawRightString(x, 665, text)

    assert read(draw) == [("electricity", 5044, "MWh"), ("energy_total", 871, "tce")]


def test_kinds_and_densities_by_their_own_names(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Unit", "2022", "2023"],
            ["Water consumption per RMB million revenue", "m3/RMB million", "41.2", "39.9"],
            ["Used batteries", "kg", "212", "198"],
            ["Domestic waste per employee", "kg/employee", "31.1", "30.4"],
            ["Solar power", "MWh", "402", "511"],
            ["Particular matter", "kg", "12.1", "11.4"],
            ["Recycled raw materials used", "tonnes", "88", "91"],
        ]
        rows_at(canvas, rows, XS, 720)

    assert read(draw) == [
        ("water_intensity_per_revenue", 39.9, "m3/CNY million"),
        ("hazardous_waste", 198, "kg"),
        ("non_hazardous_waste_intensity", 30.4, "kg/employee"),
        ("renewable_energy", 511, "MWh"),
        ("pm_emissions", 11.4, "kg"),
    ]


def named(*rows: tuple[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...], str]]:
    """Label, notes and what is quoted of rows with a figure each, their intensities named."""
    cell = Fragment("412", "412", (200.0, 0.0, 215.0, 9.0), 9.0, 1, 0, "number")
    printed = tuple(Row(label, (), notes, (cell,), (0, 0, 9, 9), n) for n, (label, notes) in enumerate(rows))
    table = Table(1, (0, 0, 9, 9), (), printed)
    return [(row.label, row.notes, row.quoted) for row in with_named_intensities(table, TableUnits(load_units())).rows]


@pytest.mark.parametrize(
    ("label", "notes"),
    [
        ("Intensity (per employee)", ()),
        ("Intensity per employee", ()),
        ("Intensity (per employee)", ("m3",)),
        ("Density (per employee)", ("m3",)),
    ],
)
def test_an_intensity_has_the_unit_of_the_row_above_or_its_own_for_each_of_what_it_names(
    label: str, notes: tuple[str, ...]
) -> None:
    below = named(("Water consumption", ("m3",)), (label, notes))[1]
    assert below[1] == ("m3/employee",)
    assert below[2] == (f"{label} m3" if notes else "")


def test_a_density_in_chinese_with_the_unit_of_its_amount_is_for_each(read: Any, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [["指标", "单位", "2022", "2023"], ["耗水总量", "立方米", "1,345", "1,234"]]
        rows += [["密度（每名雇员）", "立方米", "13.4", "12.3"]]
        rows_at(canvas, rows, XS, 720)

    assert read(draw) == [("water_total", 1234, "m3"), ("water_intensity_per_employee", 12.3, "m3/employee")]


def test_an_intensity_that_says_of_what_has_its_unit_for_each_beside_one_that_does_not() -> None:
    rows = named(
        ("Water consumption", ("m3",)),
        ("Water intensity (per employee)", ("m3",)),
        ("Intensity (per employee)", ("m3",)),
    )
    assert [(label, notes) for label, notes, _ in rows[:2]] == [
        ("Water consumption", ("m3",)),
        ("Water intensity (per employee)", ("m3/employee",)),
    ]


@pytest.mark.parametrize("notes", [("m3/employee",), ("thousand tonnes",), ("see below",)])
def test_an_intensity_with_another_unit_keeps_it(notes: tuple[str, ...]) -> None:
    assert named(("Water consumption", ("m3",)), ("Intensity (per employee)", notes))[1][1] == notes
