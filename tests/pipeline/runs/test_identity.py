"""Hashes of a run's rows: the same rows the same hash however they come, any other row another."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.model import INPUTS, PARTS
from cnesg.pipeline.runs.identity import canonical_hash
from cnesg.pipeline.runs.row_sums import RowSum, row_sum

WORDS = st.text(alphabet="ab|\n", max_size=3)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
            "text": st.one_of(st.none(), WORDS),
            "method": WORDS,
            "observations": st.one_of(st.none(), st.lists(st.one_of(st.none(), WORDS), max_size=3)),
        }
    ),
    min_size=1,
    max_size=4,
)


def inputs(rows: list[dict[str, object]]) -> pl.DataFrame:
    fixed = {"fiscal_year": 2023, "origin": "reported", "review": "confirmed", "penalty": 0.0}
    numbered = [{"company_id": f"C{n}", "data_point": "E0102-01", **fixed, **row} for n, row in enumerate(rows)]
    return INPUTS.conform(pl.DataFrame(numbered, schema={n: INPUTS.dtypes[n] for n in numbered[0]}))


@pytest.mark.heavy
@given(ROWS, ROWS)
def test_other_rows_other_hash_and_the_same_rows_the_same(
    one: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    first, second = inputs(one), inputs(other)
    assert (canonical_hash("inputs", first) == canonical_hash("inputs", second)) == first.equals(second)


@given(ROWS)
def test_neither_order_nor_pieces_nor_what_the_store_gives_change_it(rows: list[dict[str, object]]) -> None:
    whole = inputs(rows)
    pieces = pl.concat([whole[n : n + 1] for n in reversed(range(whole.height))], rechunk=False)
    stamped = pieces.with_columns(run_id=pl.lit("r"), position=pl.lit(7, dtype=pl.Int64))
    assert canonical_hash("inputs", stamped) == canonical_hash("inputs", whole)


@pytest.mark.heavy
@given(ROWS, ROWS)
def test_other_rows_sum_to_another_number_and_the_same_rows_to_the_same(
    one: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    first, second = inputs(one), inputs(other)
    assert (row_sum(first) == row_sum(second)) == first.equals(second)
    assert row_sum(first.reverse()) == row_sum(first)
    assert row_sum(first[1:]) + row_sum(first[:1]) == row_sum(first)
    assert row_sum(first) - row_sum(first[:1]) == row_sum(first[1:])


def test_sums_are_the_same_on_every_machine() -> None:
    """Worked out once and for all: another number here gives every run another id."""
    rows = inputs([{"value": 1.5, "text": None, "method": "m", "observations": ["a", None]}])
    assert row_sum(rows, ["as_of"]) == RowSum(1, 13_591_402_200_043_238_471)


def test_what_moves_from_one_text_or_list_to_the_next_is_seen() -> None:
    def hashed(first: list[str], second: list[str]) -> str:
        return canonical_hash("inputs", inputs([{"method": "m", "observations": o} for o in (first, second)]))

    assert (
        len({hashed(["ab"], ["c"]), hashed(["a"], ["bc"]), hashed(["a", "b"], ["c"]), hashed(["a"], ["b", "c"])}) == 4
    )


def test_a_part_without_a_rule_stands_first_and_a_column_without_anything_changes_nothing() -> None:
    rows = {"company_id": ["A", "A"], "code": "E01", "kind": "performance", "part": "E0101", "rule": ["item", None]}
    frame = PARTS.conform(
        pl.DataFrame(rows | {"weight": 1.0, "industry_weight": 1.0, "effective_weight": [0.25, 0.75]})
    )
    assert canonical_hash("parts", frame) == canonical_hash("parts", frame[::-1])
    assert canonical_hash("parts", frame) == canonical_hash("parts", frame.drop("peer_source"))
    with pytest.raises(ValueError, match="NaN"):
        canonical_hash("parts", frame.with_columns(score=pl.lit(float("nan"))))
