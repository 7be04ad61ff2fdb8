from pathlib import Path

import duckdb
import polars as pl
import pytest
from deltalake import write_deltalake
from tests.store.sample_rows import observations
from tests.store.writer_process import write

from cnesg.errors import StoreError
from cnesg.model import OBSERVATIONS
from cnesg.store import Store
from cnesg.store.delta import DeltaFolder
from cnesg.store.durable import file_hash

ROWS = pl.DataFrame({"n": [1, 2, 3]})


def test_each_append_is_one_version_with_one_data_file_and_one_log_file(tmp_path: Path) -> None:
    table = DeltaFolder(tmp_path / "a" / "b" / "v1", 1)
    first = table.append(ROWS, after=None)
    second = table.append(ROWS.head(1), after=first.version)
    assert [(w.schema, w.version, w.rows, len(w.files)) for w in (first, second)] == [(1, 0, 3, 2), (1, 1, 1, 2)]
    assert table.scan(1).collect().height == 4
    assert table.scan(0).collect().height == 3
    (name,) = (name for name in first.files if name.endswith(".parquet"))
    assert first.files[name] == file_hash(tmp_path / "a" / "b" / "v1" / name)
    assert len(table.data_files(1)) == 2


def test_rows_stand_in_groups_that_a_reader_can_pass_over(tmp_path: Path) -> None:
    rows = pl.DataFrame({"n": range(5000)})
    table = DeltaFolder(tmp_path / "v1", 1)
    table.append(rows, after=None, rows_a_group=2048)
    (path,) = table.data_files(0)
    counted = "SELECT count(DISTINCT row_group_id), max(row_group_num_rows) FROM parquet_metadata(?)"
    assert duckdb.execute(counted, [str(path)]).fetchall() == [(3, 2048)]
    assert table.scan(0).collect().equals(rows)


def test_rows_that_something_else_slips_in_stop_the_append(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "v1"
    table = DeltaFolder(folder, 1)
    written = table.append(ROWS, after=None)
    write_deltalake(folder, ROWS, mode="append")
    with pytest.raises(StoreError, match="something other than cnesg"):
        table.append(ROWS, after=written.version)


def test_the_store_shows_no_row_that_something_else_wrote(store: Store, folder: Path) -> None:
    write(store, 1)
    foreign = observations(1, prefix="foreign").with_columns(position=pl.lit(1, dtype=pl.Int64))
    schema = store.read("observations").clear()
    write_deltalake(
        folder / "tables" / "observations" / f"v{OBSERVATIONS.version}",
        pl.concat([schema, foreign], how="diagonal"),
        mode="append",
    )
    assert Store.open(folder).read("observations")["position"].n_unique() == 1
    expected = Store.open(folder).read("observations").height
    write(store, 2)
    assert store.read("observations", at=1).height == expected
    assert store.read("observations", where=pl.col("observation_id") == "foreign0").is_empty()
