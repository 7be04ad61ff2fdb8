"""Different values of what would be one fact: told apart by what their labels and headers say besides the metric."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Facts = set[tuple[str, float, int, tuple[tuple[str, str], ...]]]


@pytest.fixture
def facts(make_pages: MakePages, rows_at: Callable[..., None], knowledge: Knowledge) -> Callable[..., Facts]:
    def run(rows: list[list[str]], xs: list[int]) -> Facts:
        page = make_pages(lambda canvas: rows_at(canvas, rows, xs, 720))[0]
        found = TableReader(knowledge, 2023).read(page)
        return {(c.metric, c.value, c.year, tuple(sorted(c.breakdown.items()))) for c in found}

    return run


def test_rows_of_one_metric_are_its_parts_and_the_whole_is_none(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["", "2022", "2023"],
            ["Recordable injuries - workforce", "30", "28"],
            ["Recordable injuries - workforce - smelting", "12", "9"],
            ["Recordable injuries - workforce - logistics", "18", "19"],
        ],
        [50, 330, 400],
    )
    assert found == {
        ("recordable_injuries", 30, 2022, ()),
        ("recordable_injuries", 28, 2023, ()),
        ("recordable_injuries", 12, 2022, (("type", "smelting"),)),
        ("recordable_injuries", 9, 2023, (("type", "smelting"),)),
        ("recordable_injuries", 18, 2022, (("type", "logistics"),)),
        ("recordable_injuries", 19, 2023, (("type", "logistics"),)),
    }


def test_labels_that_say_the_metric_in_other_words_are_classes(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["", "2022", "2023"],
            ["Total renewable energy (MWh)", "900", "950"],
            ["Onsite renewable energy (MWh)", "200", "210"],
            ["Renewable energy bought with certificates (MWh)", "700", "740"],
        ],
        [50, 330, 400],
    )
    assert ("renewable_energy", 950, 2023, ()) in found
    assert ("renewable_energy", 210, 2023, (("type", "onsite renewable energy"),)) in found
    assert ("renewable_energy", 740, 2023, (("type", "renewable energy bought with certificates"),)) in found


def test_what_a_bracket_adds_replaces_the_shorter_class(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["Scope 1 emissions (tCO2e)", "2022", "2023"],
            ["Asia", "90", "95"],
            ["Asia (north)", "40", "42"],
        ],
        [50, 330, 400],
    )
    assert ("ghg_scope1", 95, 2023, (("region", "asia"),)) in found
    assert ("ghg_scope1", 42, 2023, (("region", "asia (north)"),)) in found


def test_one_value_twice_needs_no_class(facts: Callable[..., Facts]) -> None:
    found = facts(
        [["", "2022", "2023"], ["Renewable energy (MWh)", "9", "8"], ["Renewable energy used (MWh)", "9", "8"]],
        [50, 330, 400],
    )
    assert {breakdown for *_, breakdown in found} == {()}


def test_the_year_of_a_restated_column_is_no_class(facts: Callable[..., Facts]) -> None:
    found = facts(
        [["", "2023 restated", "2023"], ["Electricity consumption (MWh)", "90", "95"]],
        [50, 330, 430],
    )
    assert {breakdown for *_, breakdown in found} == {()}


def test_a_sum_since_a_named_year_says_over_which_years(facts: Callable[..., Facts]) -> None:
    found = facts(
        [["", "2022", "2023", "Total since 2020"], ["Renewable energy (MWh)", "9", "8", "31"]],
        [50, 250, 320, 420],
    )
    assert {dict(breakdown).get("period") for _, value, _, breakdown in found if value == 31} == {"2020-2023"}


def test_the_base_year_is_no_class(facts: Callable[..., Facts]) -> None:
    found = facts(
        [["", "2022", "2023", "2019 baseline"], ["Scope 1 emissions (tCO2e)", "9", "8", "31"]], [50, 250, 320, 420]
    )
    assert ("ghg_scope1", 31, 2019, ()) in found


def test_the_unit_of_a_column_is_no_part_of_its_class(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["Scope 3 emissions", "Inbound freight Mt CO2e", "Outbound freight Mt CO2e"],
            ["Copper (includes smelting)", "0.4", "0.7"],
            ["Zinc", "0.2", "0.3"],
        ],
        [50, 250, 400],
    )
    copper = ("type", "copper (includes smelting)")
    assert {("ghg_scope3", 400_000, 2023, (("segment", "inbound freight"), copper))} <= found


def test_a_title_says_whose_energy_a_table_counts(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["Energy use, equity basis", "", ""],
            ["", "2022", "2023"],
            ["Total energy consumption (GWh)", "900", "950"],
        ],
        [50, 330, 400],
    )
    assert ("energy_total", 950, 2023, (("boundary", "equity basis"),)) in found


def test_withdrawn_water_is_told_from_consumed(facts: Callable[..., Facts]) -> None:
    found = facts(
        [
            ["", "2022", "2023"],
            ["Total water withdrawals (ML)", "82", "80"],
            ["Total water consumption (ML)", "31", "30"],
        ],
        [50, 330, 400],
    )
    assert ("water_total", 80, 2023, (("type", "withdrawal"),)) in found
    assert ("water_total", 30, 2023, ()) in found


def test_columns_of_firms_beside_their_sum_are_entities(
    make_pages: MakePages, rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        rows = [
            ["指标", "单位", "公司", "城东子公司", "江北子公司", "合计"],
            ["总耗电量", "千瓦时", "510", "210", "130", "850"],
        ]
        rows_at(canvas, rows, [50, 150, 230, 310, 400, 490], 720)

    found = TableReader(knowledge, 2023).read(make_pages(draw)[0])
    assert {c.value: c.breakdown for c in found} == {
        510: {"entity": "公司"},
        210: {"entity": "城东子公司"},
        130: {"entity": "江北子公司"},
        850: {},
    }
