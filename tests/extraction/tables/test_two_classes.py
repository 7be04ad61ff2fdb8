"""Rows of English data sheets that have two classes, and rows of which a second one must not be made."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Classes = dict[float, set[str]]


@pytest.fixture
def classes(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., Classes]:
    """The classes of each value of a table, whatever their dimensions; a label is set in by the blanks before it."""

    def run(rows: list[list[str]], *heads: str) -> Classes:
        def draw(canvas: Any) -> None:
            for line, (label, unit, *values) in enumerate([["Indicator", "Unit", *(heads or ("2024",))], *rows]):
                y = 720 - 15 * line
                canvas.drawString(50 + 5 * (len(label) - len(label.lstrip())), y, label.strip())
                canvas.drawString(310, y, unit)
                for column, value in enumerate(values):
                    canvas.drawRightString(430 + 80 * column, y, value)

        found = TableReader(knowledge, 2024).read(make_pages(draw)[0])
        return {c.value: set(c.breakdown.values()) for c in found}

    return run


def test_beginnings_and_endings_that_cross_are_a_class_each(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Oil spilled volume", "litres", "9100"],
            ["  Pipelines – lost", "litres", "1200"],
            ["  Pipelines – cleaned up", "litres", "3100"],
            ["  Terminals – lost", "litres", "700"],
            ["  Terminals – cleaned up", "litres", "4100"],
        ]
    )
    assert found[9100] == set()
    assert found[1200] == {"pipelines", "lost"}
    assert found[3100] == {"pipelines", "cleaned up"}
    assert found[700] == {"terminals", "lost"}
    assert found[4100] == {"terminals", "cleaned up"}


def test_a_pair_that_lacks_its_fellow_crosses_through_the_others(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Hazardous waste generated", "tonnes", "900"],
            ["  Dyeing – burnt", "tonnes", "200"],
            ["  Dyeing – buried", "tonnes", "300"],
            ["  Spinning – buried", "tonnes", "400"],
        ]
    )
    assert found[400] == {"spinning", "buried"}


def test_a_destination_behind_a_part_is_a_class(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Total wastewater discharged", "m3", "88000"],
            ["  Tanneries – sent to a town sewer", "m3", "51000"],
            ["  Tanneries – sent to own ponds", "m3", "37000"],
        ]
    )
    assert found[51000] == {"tanneries", "sent to a town sewer"}


def test_endings_of_one_beginning_are_kinds_of_it(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Non-hazardous waste generated", "tonnes", "900"],
            ["  Plastics – film", "tonnes", "210"],
            ["  Plastics – crates", "tonnes", "330"],
            ["  Wood", "tonnes", "360"],
        ]
    )
    assert found[210] == {"plastics – film"}


def test_a_metric_before_the_dash_is_no_class(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Hazardous waste – Lyon", "tonnes", "21"],
            ["Hazardous waste – Turin", "tonnes", "33"],
            ["Non-hazardous waste – Lyon", "tonnes", "44"],
            ["Non-hazardous waste – Turin", "tonnes", "58"],
        ]
    )
    assert all(len(names) == 1 for names in found.values())


def test_totals_before_the_dash_are_no_class(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Employee turnover rate", "%", "9.5"],
            ["  Total – women", "%", "8.1"],
            ["  Total – men", "%", "10.2"],
            ["  Drivers – women", "%", "12.4"],
            ["  Drivers – men", "%", "13.6"],
        ]
    )
    assert (found[8.1], found[12.4]) == ({"female"}, {"drivers", "female"})


def test_what_stands_between_a_subject_and_the_metric_is_a_part_if_a_row_has_its_name(
    classes: Callable[..., Classes],
) -> None:
    found = classes(
        [
            ["Discharges to water – Pulp mills COD discharged", "tonnes", "310"],
            ["Total water withdrawal", "m3", "91000"],
            ["  Pulp mills", "m3", "60000"],
            ["  Sawmills", "m3", "31000"],
        ]
    )
    assert (found[310], found[60000]) == ({"pulp mills"}, {"pulp mills"})


def test_groups_of_one_subject_are_parts(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Discharges to water – Tissue", ""],
            ["  COD discharged", "tonnes", "310"],
            ["Discharges to water – Newsprint", ""],
            ["  COD discharged", "tonnes", "120"],
        ]
    )
    assert (found[310], found[120]) == ({"tissue"}, {"newsprint"})


def test_words_with_which_all_labels_begin_are_no_class(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Concerns raised with the ombudsman", "number", "131"],
            ["Concerns raised through the Speak Out line", "number", "77"],
        ]
    )
    assert found[77] == {"speak out line"}


def test_the_row_that_others_go_on_from_takes_no_class_from_above(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Injuries – plants", ""],
            ["Recordable injuries", "number", "44"],
            ["Recordable injuries – smelters", "number", "15"],
            ["Recordable injuries – foundries", "number", "29"],
        ]
    )
    assert found[15] == {"smelters"}


def test_boundary_in_a_label(classes: Callable[..., Classes]) -> None:
    found = classes([["GHG emissions in our net zero boundary", "tCO2e", "8100"]])
    assert found[8100] == {"net zero boundary"}


def test_a_target_keeps_the_class_of_its_row(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Carbon intensity by product", ""],
            ["  Lime", "kgCO2e/t", "910", "705"],
            ["  Gypsum", "kgCO2e/t", "64", "41"],
        ],
        "2024",
        "2030 target",
    )
    assert (found[910], found[705]) == ({"lime"}, {"lime", "target"})


def test_a_head_that_tells_columns_apart_in_one_row_does_in_all(classes: Callable[..., Classes]) -> None:
    found = classes(
        [
            ["Financed emissions", ""],
            ["  Shipping", "tCO2e", "52000", "71000"],
            ["  Farming", "tCO2e", "33000", "n/a"],
        ],
        "Scope 1-2",
        "Scope 3",
    )
    assert {"farming", "scope 1-2"} <= found[33000]
