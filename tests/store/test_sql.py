"""SQL sees what `read` sees."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.store.sample_rows import PUBLISHED, observation, observation_rows, scores
from tests.store.test_migrations import OLD_TABLES, old_rows

from cnesg.errors import InputError
from cnesg.store import Store

IDS = "SELECT observation_id FROM observations ORDER BY 1"


@pytest.fixture
def filled(store: Store) -> Store:
    store.commit({"observations": observation_rows(observation("a"), observation("b", concept="water"))}, note="")
    later = observation("c", available_at=PUBLISHED + timedelta(days=9))
    store.commit({"observations": observation_rows(later), "scores": scores("r1", ["C1"])}, note="")
    return store


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, ["a", "b", "c"]), ({"as_of": PUBLISHED}, ["a", "b"]), ({"at": 1}, ["a", "b"]), ({"at": 0}, [])],
)
def test_as_of_and_at_hold_in_sql_as_in_reads(filled: Store, given: dict[str, int], expected: list[str]) -> None:
    assert filled.sql(IDS, **given)["observation_id"].to_list() == expected  # type: ignore[arg-type]
    assert filled.read("observations", **given)["observation_id"].sort().to_list() == expected  # type: ignore[arg-type]


def test_tables_can_be_joined_and_empty_ones_are_there(filled: Store) -> None:
    joined = "SELECT count(*) AS n FROM observations JOIN scores USING (company_id)"
    assert filled.sql(joined)["n"].to_list() == [3]
    assert filled.sql("SELECT * FROM runs").is_empty()


def test_maintenance_changes_nothing_in_sql(filled: Store) -> None:
    before = filled.sql("SELECT * FROM observations ORDER BY observation_id")
    filled.compact(2)
    filled.vacuum(timedelta(0))
    assert filled.sql("SELECT * FROM observations ORDER BY observation_id").equals(before)


def test_an_older_workspace_is_migrated_first(folder: Path) -> None:
    Store.create(folder, tables=OLD_TABLES).commit({"observations": old_rows(3)}, note="")
    assert Store.open(folder).sql("SELECT supersedes FROM observations")["supersedes"].null_count() == 3


@pytest.mark.parametrize("statement", ["SELEKT 1", "SELECT * FROM rumours"])
def test_a_statement_that_is_refused_is_told_in_one_line(filled: Store, statement: str) -> None:
    with pytest.raises(InputError, match="DuckDB refuses") as caught:
        filled.sql(statement)
    assert len(caught.value.lines()) == 1


def test_types_are_those_of_the_table(filled: Store) -> None:
    row = filled.sql("SELECT available_at, bbox, value FROM observations LIMIT 1")
    assert row.schema["value"] == pl.Float64
    assert row.schema["bbox"] == pl.List(pl.Float64)
