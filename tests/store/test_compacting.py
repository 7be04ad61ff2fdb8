"""Compaction puts rows into few files in order, also those that another tool left in disorder."""

from pathlib import Path

import polars as pl
from deltalake import DeltaTable, PostCommitHookProperties
from hypothesis import given
from hypothesis import strategies as st
from tests.store.sample_rows import observations
from tests.store.writer_process import write

from cnesg.model import OBSERVATIONS
from cnesg.store import Store
from cnesg.store.commit_log import Written
from cnesg.store.compacting import DataFile, groups
from cnesg.store.delta import DeltaFolder
from cnesg.store.selection import in_order

SPANS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 20), st.integers(0, 6)), max_size=12)


@given(SPANS, st.integers(1, 30))
def test_files_whose_positions_overlap_stay_together_and_none_is_lost(
    spans: list[tuple[int, int, int]], rows_a_file: int
) -> None:
    files = [DataFile(f"{n:02}", rows, first, first + more) for n, (rows, first, more) in enumerate(spans)]
    found = groups(files, rows_a_file)
    assert sorted(file.name for group in found for file in group) == [file.name for file in files]
    for number, group in enumerate(found):
        for other in found[number + 1 :]:
            assert max(file.last for file in group) < min(file.first for file in other)
        apart = {file.first > max(other.last for other in group if other is not file) for file in group[1:]}
        if sum(file.rows for file in group) > rows_a_file and len(group) > 1:
            assert apart != {True}  # only an overlap makes a file larger


def test_files_are_filled_up_to_the_number_of_rows() -> None:
    files = [DataFile(f"{n}", 4, n, n) for n in range(5)]
    assert [[file.name for file in group] for group in groups(files, 8)] == [["0", "1"], ["2", "3"], ["4"]]


def test_rows_that_stand_in_disorder_are_sorted_and_sorted_ones_left_alone(tmp_path: Path) -> None:
    table, order = DeltaFolder(tmp_path / "t" / "v1", 1), ["position", "observation_id"]
    state: Written | None = None
    for position in (2, 1, 3):
        rows = OBSERVATIONS.conform(observations(3)).with_columns(position=pl.lit(position, dtype=pl.Int64))
        state = table.append(rows[::-1], after=state.version if state else None)
    assert state is not None
    done = table.compact(after=state.version, order=order)
    assert done is not None
    (path,) = table.data_files(done.version)
    assert done.files.keys() >= {path.name}
    assert len(done.removed) == 3
    found = table.scan(done.version).collect()
    assert in_order(found.select(order), order)
    assert found["position"].to_list() == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert found["observation_id"].to_list() == ["o0", "o1", "o2"] * 3
    assert found["bbox"].to_list() == [[1.0, 2.0, 3.0, 4.0]] * 9
    assert table.compact(after=done.version, order=order) is None


def test_other_tools_read_a_compacted_table(store: Store, folder: Path) -> None:
    for number in range(1, 4):
        write(store, number)
    before = store.read("observations")
    store.compact(2)
    place = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}"
    told = DeltaTable(place)
    assert told.count() == before.height
    counted = store.sql("SELECT count(*) AS n, max(position) AS last FROM observations")
    assert counted.row(0) == (before.height, before["position"].max())
    hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
    told.optimize.compact(post_commithook_properties=hooks)  # must be able to read what stands there
