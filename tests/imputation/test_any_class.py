"""`metric[*]`: figures of any class count where a rule asks whether a company gives numbers at all."""

from typing import Any

import polars as pl
import pytest
from tests.small_methodology import YEAR, level2, methodology, observations, quantity

from cnesg.imputation import select_inputs

FIGURES = level2("E0102", [quantity("E0102-01", formula="count(training_people[*], training_hours[*])")], [])


def figures(*rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    table = select_inputs(observations(rows), methodology([FIGURES]), YEAR)
    return {row["company_id"]: row for row in table.iter_rows(named=True)}


def people(breakdown: str, **more: Any) -> dict[str, Any]:
    return {"company_id": "A", "concept": "training_people", "breakdown": breakdown, "canonical_value": 9.0} | more


MANAGERS, WHOLE = people('{"level":"managers"}'), people("{}")


def test_a_figure_of_a_class_counts_though_none_of_the_whole_is_given() -> None:
    row = figures(MANAGERS)["A"]
    assert (row["value"], row["low"], row["high"], row["origin"]) == (1.0, 1.0, 1.0, "reported")
    assert (row["observations"], row["sources"]) == (["o0000"], ["training_people[*]"])


def test_each_metric_counts_once_however_many_classes_are_given() -> None:
    hours = MANAGERS | {"concept": "training_hours"}
    assert figures(MANAGERS, WHOLE)["A"]["value"] == 1.0
    assert figures(MANAGERS, WHOLE, hours)["A"]["value"] == 2.0


def test_the_figure_of_the_whole_is_the_evidence_where_there_is_one() -> None:
    assert figures(MANAGERS, WHOLE)["A"]["observations"] == ["o0001"]


@pytest.mark.parametrize("reviews", [("confirmed", "unreviewed"), ("unreviewed", "confirmed")])
def test_the_weakest_review_counts(reviews: tuple[str, str]) -> None:
    given = [row | {"review": review} for row, review in zip((MANAGERS, WHOLE), reviews, strict=True)]
    assert figures(*given)["A"]["review"] == "unreviewed"


def test_the_order_of_rows_does_not_matter() -> None:
    rows = observations([MANAGERS, WHOLE, people('{"level":"staff"}')])
    one = select_inputs(rows, methodology([FIGURES]), YEAR)
    assert one.equals(select_inputs(rows.reverse(), methodology([FIGURES]), YEAR))
    assert one.schema["value"] == pl.Float64


def test_a_company_without_any_figure_has_none() -> None:
    assert figures(people("{}", concept="revenue")) == {}
