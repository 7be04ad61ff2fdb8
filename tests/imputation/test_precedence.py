"""Which of several rows that state the same thing counts."""

import random
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_methodology import AS_OF, PRECEDENCE, observations

from cnesg.framework import load_methodology
from cnesg.framework.definitions.rules import Criterion, Precedence
from cnesg.imputation.precedence import counting, deciding_question, preferred

ROW = {"company_id": "A", "concept": "electricity", "canonical_value": 100.0, "position": 1}
SHIPPED = load_methodology().rules.precedence

# What the better row has, what the worse has, and the question that tells them apart.
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "review": ({"review": "confirmed"}, {"review": "unreviewed", "assurance": "reasonable"}),
    "boundary": ({}, {"boundary": "equity share", "source_kind": "annual"}),
    "basis": ({"basis": "location"}, {"basis": "market", "source_kind": "annual"}),
    "length": ({}, {"valid_from": date(2023, 2, 1), "source_kind": "annual"}),
    "restated": ({"restated": True, "source_kind": "other"}, {"assurance": "reasonable", "source_kind": "annual"}),
    "assurance": ({"assurance": "limited", "source_kind": "esg"}, {"source_kind": "annual"}),
    "source": ({"source_kind": "annual"}, {"source_kind": "esg", "available_at": AS_OF}),
    "available": ({"available_at": AS_OF}, {"position": 9}),
    "recorded": ({"position": 2, "confidence": 0.1}, {"confidence": 1.0}),
    "confidence": ({"confidence": 0.95}, {"confidence": 0.94}),
}


def rows(*changes: dict[str, Any]) -> pl.DataFrame:
    """Rows on one fact."""
    kinds = [change.get("source_kind") for change in changes]
    plain = [{name: value for name, value in change.items() if name != "source_kind"} for change in changes]
    frame = observations([ROW | change for change in plain])
    return frame.with_columns(pl.Series("source_kind", kinds, dtype=pl.String), fact_key=pl.lit("A|electricity"))


@pytest.mark.parametrize("question", PAIRS)
def test_the_first_question_that_tells_rows_apart_decides(question: str) -> None:
    better, worse = PAIRS[question]
    for order in ([better, worse], [worse, better]):
        frame = rows(*order)
        winner = order.index(better)
        assert counting(frame, SHIPPED)["observation_id"].to_list() == [f"o000{winner}"]
        told = frame.to_dicts()
        assert deciding_question(told[winner], told[1 - winner], SHIPPED) == question


def test_every_question_of_the_shipped_table_is_shown_above() -> None:
    assert [criterion.by for criterion in SHIPPED.criteria] == list(PAIRS)


def test_without_any_difference_the_lower_id_decides() -> None:
    frame = rows({}, {})
    assert counting(frame, SHIPPED)["observation_id"].to_list() == ["o0000"]
    first, second = frame.to_dicts()
    assert deciding_question(first, second, SHIPPED) is None


def test_an_imported_row_is_known_by_its_method_where_no_kind_is_given() -> None:
    frame = rows({"method": "text"}, {"method": "import"}).drop("source_kind")
    assert counting(frame, SHIPPED)["observation_id"].to_list() == ["o0001"]


def test_another_table_of_the_methodology_decides_otherwise() -> None:
    latest_first = Precedence(criteria=(Criterion(by="available"),), basis="assumed", reference="tests")
    frame = rows({"review": "confirmed"}, {"available_at": AS_OF + timedelta(days=1)})
    assert counting(frame, latest_first)["observation_id"].to_list() == ["o0001"]


@pytest.mark.parametrize(
    "criteria",
    [
        [{"by": "review"}],
        [{"by": "length", "order": [["long"]]}],
        [{"by": "length"}, {"by": "length"}],
        [{"by": "luck"}],
        [],
    ],
)
def test_a_table_that_makes_no_sense_is_refused(criteria: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="criteria"):
        Precedence.model_validate({"criteria": criteria, "basis": "assumed", "reference": "tests"})


CHANGES = st.fixed_dictionaries(
    {
        "review": st.sampled_from(["confirmed", "unreviewed", "disputed"]),
        "assurance": st.sampled_from(["reasonable", "none"]),
        "source_kind": st.sampled_from(["annual", "esg", None]),
        "restated": st.booleans(),
        "position": st.integers(1, 2),
        "concept": st.sampled_from(["electricity", "water"]),
    }
)


def plain_rank(row: dict[str, Any]) -> tuple[Any, ...]:
    """The order of `PRECEDENCE`, written out by hand."""
    review = ["confirmed", "corrected", "auto-accepted", "unreviewed", "disputed"].index(row["review"])
    assurance = {"reasonable": 0, "limited": 1}.get(row["assurance"], 2)
    source = {"annual": 0, "import": 1, "esg": 2}.get(row["source_kind"], 3)
    return (review, not row["restated"], assurance, source, -row["position"], row["observation_id"])


@given(st.lists(CHANGES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_as_a_plain_loop_says_whatever_the_order_of_rows(
    changes: list[dict[str, Any]], shuffler: random.Random
) -> None:
    frame = rows(*changes)
    best: dict[str, dict[str, Any]] = {}
    for row in frame.iter_rows(named=True):
        rival = best.get(row["concept"])
        if rival is None or plain_rank(row) < plain_rank(rival):
            best[row["concept"]] = row
    expected = {concept: row["observation_id"] for concept, row in best.items()}
    order = list(range(frame.height))
    shuffler.shuffle(order)
    chosen = preferred(frame[order], ("concept",), PRECEDENCE)
    assert dict(chosen.select("concept", "observation_id").rows()) == expected
