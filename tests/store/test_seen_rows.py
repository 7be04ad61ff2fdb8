"""Columns of the same rows, read one after another."""

from datetime import date

import polars as pl
import pytest
from tests.store.sample_rows import observations
from tests.store.writer_process import write

from cnesg.errors import StoreError
from cnesg.store import Store

COLUMNS = ["observation_id", "position", "value"]


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(1, 6):
        write(store, number)
    return store


@pytest.mark.parametrize("every", [1, 2, 3, 16])
@pytest.mark.parametrize("left_out", [False, True])
@pytest.mark.parametrize("compacted", [False, True])
def test_chosen_rows_are_those_of_the_whole(filled: Store, every: int, left_out: bool, compacted: bool) -> None:
    if compacted:
        filled.compact(2)
    whole = filled.read("observations", columns=COLUMNS)
    among = pl.Series([(number % every == 0) != left_out for number in range(whole.height)])
    seen = filled.seen("observations")
    assert seen.read(["observation_id"]).equals(whole[["observation_id"]])
    assert seen.read(COLUMNS, among).equals(whole.filter(among))
    assert filled.seen("observations").read(COLUMNS, among).equals(whole.filter(among))


def test_what_is_committed_meanwhile_is_not_seen(filled: Store) -> None:
    seen = filled.seen("observations", as_of=date(2030, 1, 1), where=pl.col("value") > 0)
    first = seen.read(["observation_id"])
    filled.commit({"observations": observations(40)}, note="later")
    filled.compact(2)
    again = seen.read(["observation_id", "value"])
    assert again[["observation_id"]].equals(first)
    assert (again["value"] > 0).all()


def test_a_table_without_rows_has_none(store: Store) -> None:
    seen = store.seen("observations")
    assert seen.read(COLUMNS).height == 0
    assert seen.read(COLUMNS, pl.Series([], dtype=pl.Boolean)).height == 0


def test_damage_is_told_in_words_at_the_second_reading_too(filled: Store) -> None:
    seen = filled.seen("observations")
    seen.read(["observation_id"])
    for path in filled.files("observations"):
        path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(StoreError, match="table observations can't be read"):
        seen.read(COLUMNS)
