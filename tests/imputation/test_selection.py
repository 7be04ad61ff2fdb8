"""Which observation answers a data point, and what a row of INPUTS then says."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_methodology import YEAR, item, level2, methodology, name, observations, quantity

from cnesg.framework.definitions import Metric, Selection
from cnesg.framework.methodology import Methodology
from cnesg.imputation import select_inputs
from cnesg.model import INPUTS

ELECTRICITY = {"company_id": "A", "concept": "electricity", "canonical_value": 100.0}


def small() -> Methodology:
    share = quantity("S0101-01").model_copy(
        update={"select": Selection(metric="employees", breakdown={"gender": "female"})}
    )
    points = [
        quantity("E0102-01", "electricity"),
        quantity("E0102-02", formula="electricity / revenue * 1000000"),
        quantity("E0102-03", formula="E0102-02 * 2"),
        item("E0102-04", "policy"),
        item("E0102-05", kind="list"),
        item("E0102-06", kind="event"),
        item("E0102-07", kind="analysis"),
        item("E0102-08", "system"),
        share,
    ]
    metrics = {
        metric: Metric(
            name=metric, label=name(metric), definition=name(metric), dimension="E", unit="kWh", period=period
        )
        for metric, period in (("electricity", "flow"), ("employees", "stock"))
    }
    return methodology([level2("E0102", points[:-1], []), level2("S0101", points[-1:], [])], metrics=metrics)


def selected(*rows: dict[str, Any], year: int = YEAR) -> dict[tuple[str, str], dict[str, Any]]:
    table = select_inputs(observations(rows), small(), year)
    assert table.columns == list(INPUTS.dtypes)
    return {(row["company_id"], row["data_point"]): row for row in table.iter_rows(named=True)}


def test_a_quantity_is_the_fact_of_its_metric_with_lineage() -> None:
    row = selected(ELECTRICITY)["A", "E0102-01"]
    assert (row["value"], row["low"], row["high"]) == (100.0, 100.0, 100.0)
    assert (row["origin"], row["review"], row["penalty"], row["method"]) == ("reported", "unreviewed", 0.0, "selection")
    assert (row["observations"], row["sources"]) == (["o0000"], ["electricity"])


def test_the_breakdown_must_match_exactly() -> None:
    women = {"company_id": "A", "concept": "employees", "breakdown": '{"gender":"female"}', "canonical_value": 40.0}
    everybody = women | {"breakdown": "{}", "canonical_value": 90.0}
    young_women = women | {"breakdown": '{"age":"under 30","gender":"female"}', "canonical_value": 9.0}
    assert selected(women, everybody, young_women)["A", "S0101-01"]["value"] == 40.0
    assert ("A", "S0101-01") not in selected(everybody, young_women)
    assert ("A", "E0102-01") not in selected(ELECTRICITY | {"breakdown": '{"region":"north"}'})


@pytest.mark.parametrize(
    "change",
    [
        {"value_kind": "target"},
        {"value_kind": "forecast"},
        {"value_kind": "baseline"},
        {"canonical_value": None},
        {"review": "rejected"},
        {"fiscal_year": YEAR - 1},
        {"kind": "event"},
    ],
)
def test_what_is_no_actual_value_of_the_year_is_not_selected(change: dict[str, Any]) -> None:
    assert ("A", "E0102-01") not in selected(ELECTRICITY | {"value": 100.0} | change)


def test_a_half_year_is_no_figure_of_a_flow_but_one_of_a_stock() -> None:
    half = {"valid_from": pl.date(YEAR, 7, 1), "valid_to": pl.date(YEAR, 12, 31)}
    half = {key: pl.select(value).item() for key, value in half.items()}
    women = {"company_id": "A", "concept": "employees", "breakdown": '{"gender":"female"}', "canonical_value": 40.0}
    found = selected(ELECTRICITY | half, women | half)
    assert set(found) == {("A", "S0101-01")}


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"review": "unreviewed"}, {"review": "confirmed"}),
        ({"review": "disputed"}, {"review": "unreviewed"}),
        ({"boundary": "head office"}, {"boundary": "reporting company"}),
        ({"basis": "market"}, {"basis": "location"}),
        ({"confidence": 0.5}, {"confidence": 0.6}),
        ({"review": "unreviewed", "confidence": 1.0}, {"review": "corrected", "confidence": 0.1}),
        ({}, {}),  # the first id
    ],
)
def test_precedence_between_facts_on_the_same_thing(worse: dict[str, Any], better: dict[str, Any]) -> None:
    first, second = ELECTRICITY | better | {"observation_id": "a"}, ELECTRICITY | worse | {"observation_id": "b"}
    second["canonical_value"] = 7.0
    for rows in ((first, second), (second, first)):
        found = selected(*rows)["A", "E0102-01"]
        assert (found["value"], found["observations"]) == (100.0, ["a"])


def test_a_formula_over_facts_keeps_their_lineage_and_weakest_review() -> None:
    revenue = {"company_id": "A", "concept": "revenue", "canonical_value": 5e6, "origin": "imported"}
    found = selected(ELECTRICITY | {"review": "confirmed"}, revenue | {"review": "auto-accepted"})
    row = found["A", "E0102-02"]
    assert row["value"] == 20.0  # 100 kWh / CNY 5 million
    assert (row["origin"], row["review"]) == ("reported", "auto-accepted")
    assert (row["observations"], row["sources"]) == (["o0000", "o0001"], ["electricity", "revenue"])
    assert row["method"] == "electricity / revenue * 1000000"
    assert found["A", "E0102-03"]["value"] == 40.0
    assert found["A", "E0102-03"]["observations"] == ["o0000", "o0001"]


def test_a_formula_without_all_its_inputs_gives_nothing() -> None:
    assert set(selected(ELECTRICITY)) == {("A", "E0102-01")}
    zero = {"company_id": "A", "concept": "revenue", "canonical_value": 0.0}
    assert ("A", "E0102-02") not in selected(ELECTRICITY, zero)


def test_a_value_given_for_the_data_point_itself_goes_first() -> None:
    given_directly = {"company_id": "A", "concept": "E0102-02", "canonical_value": 3.0, "origin": "imported"}
    revenue = {"company_id": "A", "concept": "revenue", "canonical_value": 5e6}
    row = selected(ELECTRICITY, revenue, given_directly)["A", "E0102-02"]
    assert (row["value"], row["origin"]) == (3.0, "imported")


STATEMENT = {"company_id": "A", "concept": "E0102-04", "kind": "statement", "negated": False}


def test_an_item_takes_the_highest_level_that_is_not_negated() -> None:
    row = selected(
        STATEMENT | {"text": "mention"},
        STATEMENT | {"text": "system", "confidence": 0.6},
        STATEMENT | {"text": "system", "confidence": 0.8},
        STATEMENT | {"text": "assurance", "negated": True},
    )["A", "E0102-04"]
    assert (row["value"], row["text"]) == (1.0, "system")
    assert row["observations"] == ["o0002", "o0001"]  # the most certain first


@pytest.mark.parametrize(
    ("statement", "text"), [({"text": "mention"}, "mention"), ({"text": "action", "negated": True}, "none")]
)
def test_an_item_below_its_level_is_there_with_zero(statement: dict[str, Any], text: str) -> None:
    row = selected(STATEMENT | statement)["A", "E0102-04"]
    assert (row["value"], row["text"]) == (0.0, text)


@pytest.mark.parametrize(
    ("levels", "value", "text"),
    [
        (["target"], 0.0, "target"),
        (["target", "system"], 1.0, "system"),
        (["target", "action"], 1.0, "action"),
        (["target", "policy"], 0.0, "target"),
    ],
)
def test_a_plan_to_have_a_system_is_no_system(levels: list[str], value: float, text: str) -> None:
    about = STATEMENT | {"concept": "E0102-08"}
    said = [
        about | {"text": level, "confidence": 0.9 if level == "target" else 0.8, "observation_id": f"o{number}"}
        for number, level in enumerate(levels)
    ]
    row = selected(*said)["A", "E0102-08"]
    assert (row["value"], row["text"]) == (value, text)


def test_a_target_reaches_a_policy() -> None:
    assert selected(STATEMENT | {"text": "target"})["A", "E0102-04"]["value"] == 1.0


def test_of_equal_statements_the_reviewed_ones_count() -> None:
    row = selected(
        STATEMENT | {"text": "policy", "review": "unreviewed", "confidence": 1.0},
        STATEMENT | {"text": "policy", "review": "confirmed", "confidence": 0.2},
    )["A", "E0102-04"]
    assert (row["review"], row["observations"]) == ("confirmed", ["o0001"])


def test_list_entries_count_while_they_are_valid() -> None:
    entry = {
        "company_id": "A",
        "concept": "E0102-05",
        "kind": "list",
        "text": "Green factories, 5th batch",
        "fiscal_year": 2021,
        "valid_from": pl.select(pl.date(2021, 3, 1)).item(),
        "valid_to": pl.select(pl.date(2024, 2, 28)).item(),
    }
    for year in (2021, 2023):
        row = selected(entry, year=year)["A", "E0102-05"]
        assert (row["value"], row["text"]) == (1.0, "Green factories, 5th batch")
    assert selected(entry, year=2020) == {}
    assert selected(entry, year=2024) == {}, "it ended before the last day of the year"


def test_events_are_counted_and_an_explicit_zero_is_none() -> None:
    event = {"company_id": "A", "concept": "E0102-06", "kind": "event"}
    assert selected(event, event | {"value": 3.0})["A", "E0102-06"]["value"] == 4.0
    assert selected(event | {"value": 0.0})["A", "E0102-06"]["value"] == 0.0


def test_the_latest_analysis_counts() -> None:
    analysis = {"company_id": "A", "concept": "E0102-07", "kind": "analysis", "value": 0.2, "text": "low"}
    later = analysis | {
        "value": 0.9,
        "text": "high",
        "available_at": pl.select(pl.datetime(2025, 1, 1, time_zone="UTC")).item(),
    }
    for rows in ((analysis, later), (later, analysis)):
        row = selected(*rows)["A", "E0102-07"]
        assert (row["value"], row["text"]) == (0.9, "high")


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "company_id": st.sampled_from("AB"),
            "concept": st.sampled_from(["electricity", "revenue", "E0102-02"]),
            "canonical_value": st.floats(-10, 10),
            "review": st.sampled_from(["unreviewed", "confirmed", "rejected", "disputed"]),
            "boundary": st.sampled_from(["reporting company", "head office"]),
            "confidence": st.sampled_from([0.5, 0.9]),
        }
    ),
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_the_order_of_observations_is_irrelevant(rows: list[dict[str, Any]], random: Any) -> None:
    numbered = [row | {"observation_id": f"x{count}"} for count, row in enumerate(rows)]
    shuffled = numbered[:]
    random.shuffle(shuffled)
    one, other = (select_inputs(observations(order), small(), YEAR) for order in (numbered, shuffled))
    assert one.equals(other)


def test_nothing_observed_gives_an_empty_table() -> None:
    assert select_inputs(observations([]), small(), YEAR).height == 0
