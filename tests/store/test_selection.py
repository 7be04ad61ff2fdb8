import random
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.sample_rows import PUBLISHED, observation, observation_rows

from cnesg.store.selection import PRECEDENCE, current, with_verdict

Row = dict[str, object]


def stored(*rows: Row) -> pl.DataFrame:
    """Observations as the store gives them, with a position each."""
    positions = pl.Series("position", [row.pop("position", 1) for row in rows], dtype=pl.Int64)
    return observation_rows(*rows).with_columns(positions)


WINNERS: dict[str, tuple[Row, Row]] = {
    "later available": ({"available_at": PUBLISHED + timedelta(days=1)}, {"position": 2, "restated": True}),
    "then later recorded": ({"position": 2}, {"restated": True, "confidence": 1.0}),
    "then the restatement": ({"restated": True, "confidence": 0.1}, {"confidence": 1.0}),
    "then the surer reading": ({"confidence": 0.95}, {"confidence": 0.94}),
}


@pytest.mark.parametrize("case", WINNERS)
def test_precedence(case: str) -> None:
    better, worse = WINNERS[case]
    for first, second in (("a", "b"), ("b", "a")):
        rows = stored(observation(first, **better), observation(second, **worse))
        for order in (rows, rows.reverse()):
            assert current(order)["observation_id"].to_list() == [first]


def test_other_facts_do_not_compete() -> None:
    rows = stored(
        observation("plain"),
        observation("other company", company_id="C2"),
        observation("other metric", concept="water"),
        observation("other basis", basis="target"),
        observation("other boundary", boundary="operational control"),
    )
    assert current(rows).height == 5


def test_a_rejected_row_never_counts_but_stays_visible() -> None:
    later = PUBLISHED + timedelta(days=1)
    rows = stored(
        observation("good"),
        observation("bad", review="rejected", available_at=later),
        observation("only", concept="water", review="rejected"),
    )
    assert with_verdict(rows).select("observation_id", "counts").rows() == [
        ("good", True),
        ("bad", False),
        ("only", False),
    ]
    assert current(rows)["observation_id"].to_list() == ["good"]


def test_nothing_in_nothing_out() -> None:
    assert current(stored(observation("x")).clear()).is_empty()


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    count = draw(st.integers(1, 12))
    rows = [
        observation(
            f"o{number}",
            concept=draw(st.sampled_from(["electricity", "water"])),
            available_at=PUBLISHED + timedelta(days=draw(st.integers(0, 2))),
            position=draw(st.integers(1, 3)),
            restated=draw(st.booleans()),
            confidence=draw(st.sampled_from([0.5, 0.9])),
            review=draw(st.sampled_from(["unreviewed", "confirmed", "rejected"])),
        )
        for number in range(count)
    ]
    return stored(*rows)


@given(tables())
def test_as_a_plain_loop_says(rows: pl.DataFrame) -> None:
    best: dict[str, Row] = {}
    for row in rows.iter_rows(named=True):
        rival = best.get(row["fact_key"])
        if row["review"] == "rejected":
            continue
        if rival is None or [row[name] for name in PRECEDENCE] > [rival[name] for name in PRECEDENCE]:
            best[row["fact_key"]] = row
    assert current(rows)["observation_id"].to_list() == [best[key]["observation_id"] for key in sorted(best)]
    assert with_verdict(rows).height == rows.height


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: pl.DataFrame, shuffler: random.Random) -> None:
    order = list(range(rows.height))
    shuffler.shuffle(order)
    assert with_verdict(rows[order]).equals(with_verdict(rows))
