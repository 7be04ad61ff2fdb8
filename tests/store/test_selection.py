import random
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.sample_rows import PUBLISHED, observation, observation_rows

from cnesg.store import selection
from cnesg.store.selection import in_order, is_standing, ordered, standing, with_state

Row = dict[str, object]


def stored(*rows: Row) -> pl.DataFrame:
    """Observations as the store gives them, with a position each."""
    positions = pl.Series("position", [row.pop("position", 1) for row in rows], dtype=pl.Int64)
    frame = observation_rows(*rows).with_columns(positions)
    missing = [name for name in ("supersedes", "decision") if name not in frame.columns]
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing)


def states(*rows: Row) -> dict[str, str]:
    return dict(with_state(stored(*rows)).select("observation_id", "state").rows())


def test_a_rejected_row_stays_visible() -> None:
    assert states(observation("good"), observation("bad", review="rejected")) == {"good": "standing", "bad": "rejected"}


def test_a_decision_replaces_the_row_that_it_names() -> None:
    found = states(observation("a"), observation("c", supersedes="a", review="corrected", position=2))
    assert found == {"a": "replaced", "c": "standing"}


def test_a_rejection_leaves_nothing_standing() -> None:
    rows = stored(observation("a"), observation("r", supersedes="a", review="rejected", position=2))
    assert standing(rows).is_empty()


def test_of_two_decisions_on_one_row_the_later_stands() -> None:
    found = states(
        observation("a"),
        observation("c", supersedes="a", review="corrected", position=2),
        observation("d", supersedes="a", review="confirmed", position=3),
    )
    assert found == {"a": "replaced", "c": "replaced", "d": "standing"}


def test_a_decision_on_a_decision_replaces_it() -> None:
    found = states(
        observation("a"),
        observation("c", supersedes="a", review="corrected", position=2),
        observation("r", supersedes="c", review="rejected", position=3),
    )
    assert found == {"a": "replaced", "c": "replaced", "r": "rejected"}


@pytest.mark.parametrize("likely", [None, [True, True, False], [True, False, False], [False, False, False]])
def test_where_replaced_rows_are_looked_for_first_changes_nothing(likely: list[bool] | None) -> None:
    rows = stored(observation("a"), observation("b"), observation("c", supersedes="a", review="corrected", position=2))
    assert is_standing(rows, None if likely is None else pl.Series(likely)).to_list() == [False, True, True]


def test_nothing_in_nothing_out() -> None:
    assert standing(stored(observation("x")).clear()).is_empty()


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    count = draw(st.integers(1, 12))
    rows = [
        observation(
            f"o{number:02}",
            available_at=PUBLISHED + timedelta(days=draw(st.integers(0, 2))),
            position=number + 1,
            review=draw(st.sampled_from(["unreviewed", "confirmed", "rejected"])),
            supersedes=draw(st.sampled_from([None, *(f"o{before:02}" for before in range(number))])),
        )
        for number in range(count)
    ]
    return stored(*rows)


@given(tables())
def test_as_a_plain_loop_says(rows: pl.DataFrame) -> None:
    replaced: set[str] = set()
    latest: dict[str, str] = {}
    for row in rows.sort("position").iter_rows(named=True):
        if row["supersedes"] is not None:
            replaced |= {row["supersedes"], latest.get(row["supersedes"], "")}
            latest[row["supersedes"]] = row["observation_id"]
    expected = {
        row["observation_id"]
        for row in rows.iter_rows(named=True)
        if row["observation_id"] not in replaced and row["review"] != "rejected"
    }
    assert set(standing(rows)["observation_id"]) == expected
    assert with_state(rows).height == rows.height


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: pl.DataFrame, shuffler: random.Random) -> None:
    order = list(range(rows.height))
    shuffler.shuffle(order)
    key = "observation_id"
    assert with_state(rows).sort(key).equals(with_state(rows[order]).sort(key))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "b", "c"]), st.integers(0, 2)), max_size=9),
    st.sampled_from([0, 200]),
)
def test_order_is_told_as_sorting_would(rows: list[tuple[int, str, int]], few_runs: int) -> None:
    frame = pl.DataFrame(rows, schema={"x": pl.Int64, "y": pl.String, "z": pl.Int64}, orient="row")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "_FEW_RUNS", few_runs)
        patch.setattr(selection, "_LONG_RUN", 0)
        assert in_order(frame, ["x", "y", "z"]) == (rows == sorted(rows))
        assert in_order(frame.sort("x", "y", "z"), ["x", "y", "z"])
        assert ordered(frame, ["x", "y", "z"]).rows() == sorted(rows)


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 2)), min_size=1, max_size=4),
    st.integers(2, 4),
    st.integers(0, 3),
)
def test_where_every_value_has_the_same_rows_the_first_ones_tell(
    block: list[tuple[str, int]], times: int, odd: int
) -> None:
    rows = [(x, *row) for x in range(times) for row in block]
    rows[-1] = (rows[-1][0], "b", odd)  # 3 stands in no other row
    frame = pl.DataFrame(rows, schema={"x": pl.Int64, "y": pl.String, "z": pl.Int64}, orient="row")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "_FEW_RUNS", 0)
        assert in_order(frame, ["x", "y", "z"]) == (rows == sorted(rows))
