"""Whole runs from rows of which a run has only those that an earlier one has not: see `cnesg.model.shared`.

A month of a history in which few companies changed has its own rows where they differ, and a line in SHARED that names
the run whose rows are its other ones. Everybody who reads sees the rows of every run, put together here.
"""

import polars as pl

from cnesg.model.shared import KEYS

_GIVEN = ("run_id", "as_of", "recorded_at", "position")
"""Columns in which rows that are shared say what the later run says, not what stands in them."""
_GONE = "_gone"


def whole(rows: pl.LazyFrame, table: str, shared: pl.DataFrame) -> pl.LazyFrame:
    """The rows of a table, and for each run that shares some those of the run it shares them with.

    Args:
        rows: the table as it stands in files; of runs in `shared` and of their bases all rows that may be asked for.
        table: inputs, scores or parts.
        shared: rows of SHARED on this table.
    """
    names = rows.collect_schema().names()
    keys, given = list(KEYS[table]), [name for name in _GIVEN if name in names]
    later = shared.lazy().select("base", *given)
    own = rows.filter(pl.col("run_id").is_in(shared["run_id"].implode())).select("run_id", *keys)
    others = (
        rows.filter(pl.col("run_id").is_in(shared["base"].unique().implode()))
        .rename({"run_id": "base"})
        .drop(name for name in given if name != "run_id")
        .join(later, on="base")
        .join(own, on=["run_id", *keys], how="anti")
    )
    gone = shared.filter(pl.col("gone").list.len() > 0).select("run_id", pl.col("gone").alias(_GONE)).explode(_GONE)
    if gone.height:
        others = others.with_columns(key_of(table).alias(_GONE)).join(gone.lazy(), on=["run_id", _GONE], how="anti")
    return pl.concat([rows, others.select(names)])


def key_of(table: str) -> pl.Expr:
    """A row's key as SHARED names it in `gone`."""
    return pl.concat_str(*KEYS[table], separator="|")


def whole_view(table: str, files: str, shared_files: str, columns: tuple[str, ...]) -> str:
    """SQL that gives the same rows as `whole`.

    Args:
        table: inputs, scores or parts.
        files: SQL that reads the table's files.
        shared_files: SQL that reads those of SHARED.
        columns: of the table.
    """
    given = [name for name in _GIVEN if name in columns]
    named = ", ".join(f's."{name}"' if name in given else f'b."{name}"' for name in columns)
    keys = KEYS[table]
    same = " AND ".join(f'o."{name}" = b."{name}"' for name in keys)
    key = " || '|' || ".join(f'b."{name}"' for name in keys)
    plain = ", ".join(f'"{name}"' for name in columns)
    return (  # names of our own and paths that are quoted; what the user says is not in it
        f"SELECT {plain} FROM {files} UNION ALL SELECT {named} FROM {files} b "  # noqa: S608
        f"JOIN {shared_files} s ON s.base = b.run_id AND s.\"table\" = '{table}' "
        f"WHERE NOT EXISTS (SELECT 1 FROM {files} o WHERE o.run_id = s.run_id AND {same}) "
        f"AND NOT coalesce(list_contains(s.gone, {key}), false)"
    )
