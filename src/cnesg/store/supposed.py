"""A store read as if some observations were not in it: what would be known had a decision not been taken."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import polars as pl

from cnesg.store.seen_rows import SeenRows
from cnesg.store.store import Store


class SupposedStore(Store):
    """Another store's tables without some observations, and with the tables of a run that nobody has stored.

    It reads what the other store reads, at any position, and never writes.

    Args:
        store: the store that it stands on; it must not be closed before.
        hidden: ids of observations that are passed over.
        runs: tables of runs that are read as if they were stored: run id to table name to rows.
    """

    def __init__(
        self,
        store: Store,
        hidden: Collection[str] = (),
        runs: Mapping[str, Mapping[str, pl.DataFrame]] | None = None,
    ) -> None:
        vars(self).update(vars(store))
        self._hidden = sorted(hidden)
        self._runs = dict(runs or {})

    def read(
        self,
        table: str,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
        runs: Collection[str] | None = None,
        withdrawn: bool = False,
    ) -> pl.DataFrame:
        """As `Store.read`; of a run that is only supposed ask for this one alone."""
        if runs is not None and len(runs) == 1:
            (run,) = runs
            if run in self._runs:
                rows = self._runs[run][table]
                rows = rows if where is None else rows.filter(where)
                return rows.select(columns) if columns else rows
        where = self._without(table, where)
        return super().read(table, as_of=as_of, at=at, where=where, columns=columns, runs=runs, withdrawn=withdrawn)

    def seen(
        self,
        table: str,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
        where: pl.Expr | None = None,
    ) -> SeenRows:
        """As `Store.seen`."""
        return super().seen(table, as_of=as_of, at=at, where=self._without(table, where))

    def commit(self, *_: Any, **__: Any) -> NoReturn:
        """Refused: what is only supposed is not stored.

        Raises:
            TypeError: always.
        """
        raise TypeError("a supposed store takes no rows")

    def _without(self, table: str, where: pl.Expr | None) -> pl.Expr | None:
        if table != "observations" or not self._hidden:
            return where
        others = ~pl.col("observation_id").is_in(self._hidden)
        return others if where is None else where & others
