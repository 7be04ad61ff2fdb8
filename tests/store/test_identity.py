"""What a writer knows of the rows that are stored."""

from dataclasses import replace

import polars as pl
import pytest

from cnesg.model import OBSERVATIONS, TABLES, TableSchema
from cnesg.store.commit_log import Written
from cnesg.store.identity import KnownRows


def rows(schema: TableSchema, column: str, told: dict[str, int]) -> pl.DataFrame:
    """Rows with nothing but an identity and a position."""
    frame = pl.DataFrame({column: list(told), "position": list(told.values())}, schema_overrides={"position": pl.Int64})
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.dtypes.items()
    )


@pytest.mark.parametrize(("schema", "column"), [(OBSERVATIONS, "observation_id"), (TABLES["events"], "sentiment_id")])
def test_what_another_has_stored_since_is_read_on_and_nothing_else(schema: TableSchema, column: str) -> None:
    known, first = KnownRows(), Written(schema.version, 1, 2, {})
    offered = rows(schema, column, {"a": 0, "b": 0, "c": 0, "d": 0})

    def new(state: Written, stored: dict[str, int], position: int) -> list[str]:
        found = known.unknown(schema, offered, state, lambda: rows(schema, column, stored).lazy(), position)
        return sorted(found[column])

    assert new(first, {"a": 1, "b": 2}, 2) == ["c", "d"]
    assert new(first, {}, 2) == ["c", "d"]
    later = replace(first, version=2)
    assert new(later, {"forgotten": 1, "d": 2, "c": 3}, 3) == ["d"]
    known.add(schema, rows(schema, column, {"d": 0}), replace(first, version=3), 4)
    assert new(replace(first, version=3), {}, 4) == []
    assert new(replace(first, version=4), {"x": 4, "y": 5}, 5) == []
    migrated = replace(first, schema=first.schema + 1)
    assert new(migrated, {"a": 1}, 6) == ["b", "c", "d"]
