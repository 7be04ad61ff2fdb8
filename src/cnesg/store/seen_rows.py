"""The rows of one table that a reader sees at one moment, of which columns are read one after another.

Most of what a reader needs to know to choose among rows stands in a few columns. Reading these first and the others
only where rows were chosen saves copying the whole table, which takes as long as reading it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import polars as pl

ROW = "_row"
"""The column that counts the rows of a table's files; not part of any table."""

_FEW = 8  # a list of every eighth row or fewer is worth looking up while reading


class SeenRows:
    """Rows in the order in which they are stored; every reading gives the same ones, whatever is committed meanwhile.

    Args:
        frame: the rows with `ROW`.
        reading: a context that turns what goes wrong while reading into an error of the house.
    """

    def __init__(self, frame: pl.LazyFrame, reading: Callable[[], AbstractContextManager[None]]) -> None:
        self._frame = frame
        self._reading = reading
        self._rows: pl.Series | None = None

    def read(self, columns: Sequence[str], among: pl.Series | None = None) -> pl.DataFrame:
        """Some columns of the rows.

        Args:
            columns: their names.
            among: of all rows those to give, as a mask; all by default.

        Raises:
            StoreError: the table's files are damaged.
        """
        with self._reading():
            if self._rows is None:
                found = self._frame.select(ROW, *columns).collect()
                self._rows = found[ROW]
                found = found[list(columns)]
                return found if among is None else found.filter(among)
            if among is None or among.all():
                return self._frame.select(columns).collect()
            chosen = int(among.sum())
            if chosen * _FEW <= among.len():
                wanted = pl.col(ROW).is_in(self._rows.filter(among).implode())
            elif (among.len() - chosen) * _FEW <= among.len():
                wanted = ~pl.col(ROW).is_in(self._rows.filter(~among).implode())
            else:
                return self._frame.select(columns).collect().filter(among)
            return self._frame.filter(wanted).select(columns).collect()
