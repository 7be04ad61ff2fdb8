"""Units that sentences tell by subject, for tables that print none."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Read = Callable[..., dict[str, tuple[float, str]]]
BY_SUBJECT = [
    (
        ["除另有註明外，排放以公噸二氧化碳當量、能源以兆瓦時、", "廢棄物及物料以公噸列示。"],
        [("能源", "能源總耗量"), ("廢棄物", "無害廢棄物"), ("溫室氣體排放", "範圍1排放")],
    ),
    (
        ["能源消耗的計量單位為兆瓦時，廢棄物單位為公噸，", "溫室氣體排放單位為公噸二氧化碳當量。"],
        [("能源", "能源總耗量"), ("廢棄物", "無害廢棄物"), ("溫室氣體排放", "範圍1排放")],
    ),
    (
        ["Energy is reported in MWh, waste in metric tonnes and", "GHG emissions are shown in tonnes of CO2e."],
        [("Energy", "Total energy"), ("Waste", "Non-hazardous waste"), ("GHG emissions", "Scope 1 emissions")],
    ),
]
UNITS = {"energy_total": "MWh", "non_hazardous_waste": "t", "ghg_scope1": "tCO2e"}


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Read:
    """Metric, value and unit of what is read in tables, each with a head over its labels, below sentences."""

    def facts(said: Sequence[str], tables: Sequence[tuple[str, ...]], below: str = "") -> dict[str, tuple[float, str]]:
        return {one.metric: (one.value, one.unit) for one in candidates(make_pages, knowledge, said, tables, below)}

    return facts


def candidates(
    make_pages: MakePages, knowledge: Knowledge, said: Sequence[str], tables: Sequence[tuple[str, ...]], below: str
) -> list[Candidate]:
    def draw(canvas: Any) -> None:
        y = 780.0
        for line in said:
            canvas.setFont("Helvetica" if line.isascii() else "STSong-Light", 9)
            canvas.drawString(40, y, line)
            y -= 13
        for head, *labels in tables:
            y -= 30
            for number, text in enumerate((head, *labels)):
                canvas.setFont("Helvetica" if text.isascii() else "STSong-Light", 9)
                canvas.drawString(40, y, text)
                canvas.setFont("Helvetica", 9)
                for x, year in ((300, 2023), (380, 2022)):
                    canvas.drawRightString(x, y, str(4000 + 10 * number + year - 2000 if number else year))
                y -= 15
        if below:
            canvas.setFont("STSong-Light", 8)
            canvas.drawString(40, y, below)

    return list(TableReader(knowledge, 2023).read(make_pages(draw)[0]))


@pytest.mark.parametrize(("said", "tables"), BY_SUBJECT)
def test_each_table_has_the_unit_of_its_subject(read: Read, said: list[str], tables: list[tuple[str, ...]]) -> None:
    found = read(said, tables)
    assert {metric: unit for metric, (_, unit) in found.items()} == UNITS


@pytest.mark.parametrize(("said", "tables"), BY_SUBJECT)
def test_a_quote_holds_nothing_but_what_is_printed(
    make_pages: MakePages, knowledge: Knowledge, said: list[str], tables: list[tuple[str, ...]]
) -> None:
    found = candidates(make_pages, knowledge, said, tables, "")
    assert {one.place.quote for one in found} == {f"{label} 4033 4032" for _, label in tables}


def test_a_row_of_a_table_of_all_has_the_unit_of_its_own_subject(read: Read) -> None:
    said = ["Energy is reported in MWh and waste in metric tonnes."]
    found = read(said, [("Environment", "Total energy", "Non-hazardous waste")])
    assert {metric: unit for metric, (_, unit) in found.items()} == {"energy_total": "MWh", "non_hazardous_waste": "t"}


def test_a_unit_of_its_own_stands(read: Read) -> None:
    found = read(["Energy is reported in MWh."], [("Energy (GJ)", "Total energy"), ("Waste", "Waste (tonnes)")])
    assert {metric: unit for metric, (_, unit) in found.items()} == {"energy_total": "GJ", "waste_total": "t"}


def test_a_sentence_right_above_tells_the_unit_of_its_table(read: Read) -> None:
    said = ["Waste during the year, expressed in kilograms, is set out below:"]
    found = read(said, [("", "Non-hazardous waste", "Hazardous waste")])
    assert {metric: unit for metric, (_, unit) in found.items()} == {
        "non_hazardous_waste": "kg",
        "hazardous_waste": "kg",
    }


def test_a_unit_right_below_is_of_the_table(read: Read) -> None:
    found = read([], [("", "有害废弃物", "无害废弃物")], below="单位：吨")
    assert {metric: unit for metric, (_, unit) in found.items()} == {"non_hazardous_waste": "t", "hazardous_waste": "t"}


def test_shares_have_no_unit_of_their_subject(read: Read) -> None:
    said = ["Waste is reported in metric tonnes."]
    found = read(said, [("Waste", "Non-hazardous waste", "Waste recycling rate")])
    assert {metric: unit for metric, (_, unit) in found.items() if unit == "t"} == {"non_hazardous_waste": "t"}


LEADING = "In accordance with the Regulations 2018, the table below sets out our energy use and greenhouse"
LEADING_END = "gas emissions for the financial years ended 30 September, "


@pytest.mark.parametrize("end", ["in tonnes of CO2e unless stated.", "in tonnes of CO2e, except where indicated."])
def test_the_end_of_a_sentence_that_leads_to_a_table_tells_its_unit(read: Read, end: str) -> None:
    found = read([LEADING, LEADING_END + end], [("", "Combustion of fuel (Scope 1)", "Energy use (MWh)")])
    assert found == {"ghg_scope1": (4032, "tCO2e"), "energy_total": (4042, "MWh")}


def test_a_sentence_that_leads_to_no_table_tells_no_unit(read: Read) -> None:
    said = ["Suppliers report their greenhouse gas emissions to", "their parents, in tonnes of CO2e unless stated."]
    assert not read(said, [("", "Combustion of fuel (Scope 1)")])


@pytest.mark.parametrize(("unit", "told"), [("in t CO2e", True), ("(in t CO2e)", True), ("Group", False)])
def test_a_unit_over_the_last_column_is_that_of_all(
    make_pages: MakePages, knowledge: Knowledge, unit: str, told: bool
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 730, "Gross GHG emissions")
        canvas.drawRightString(540, 730, unit)
        canvas.drawCentredString(384, 717, "Retrospective")
        canvas.drawRightString(540, 717, "Target")
        lines = [
            ("", "2022", "2023", "Change in %", "2030"),
            ("Gross Scope 1 emissions", "26,940", "24,618", "-8.6", "13,470"),
            ("Gross market-based Scope 2 emissions", "38,770", "19,846", "-48.8", "3,877"),
        ]
        for number, (label, *cells) in enumerate(lines):
            canvas.drawString(40, 704 - 15 * number, label)
            for right, cell in zip((320, 390, 470, 540), cells, strict=True):
                canvas.drawRightString(right, 704 - 15 * number, cell)

    rows = TableReader(knowledge, 2023).read(make_pages(draw)[0])
    found = {(one.metric, one.year, one.value) for one in rows if one.value_kind == "actual"}
    expected = {("ghg_scope1", 2022, 26940), ("ghg_scope1", 2023, 24618)}
    expected |= {("ghg_scope2", 2022, 38770), ("ghg_scope2", 2023, 19846)}
    assert found == (expected if told else set())
