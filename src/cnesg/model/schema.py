"""Table schemas: columns with type and meaning, a version, and validation at the edge."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Column:
    """One column: its name, type, what it means, and whether it may be null."""

    name: str
    dtype: pl.DataType
    meaning: str
    nullable: bool = True


@dataclass(frozen=True)
class TableSchema:
    """A table's name, schema version, columns in order, and the columns that sort it canonically."""

    name: str
    version: int
    columns: tuple[Column, ...]
    sort_by: tuple[str, ...]

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Column names to types, in order."""
        return {column.name: column.dtype for column in self.columns}

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that sort stored rows canonically: `sort_by`, and the commit where that leaves it open."""
        return tuple(dict.fromkeys((*self.sort_by, "position")))

    def empty(self) -> pl.DataFrame:
        """A table of this schema without rows."""
        return pl.DataFrame(schema=self.dtypes)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with this schema's columns, order and types; missing nullable columns become null.

        NaN is refused and -0.0 becomes 0.0, so that equal numbers have equal bytes.

        Raises:
            ValueError: an unknown column, a missing or null required one, or NaN. Inside the house that is a
                programming error; importers validate users' input before they come here.
        """
        unknown = [name for name in frame.columns if name not in self.dtypes]
        if unknown:
            raise ValueError(f"{self.name}: unknown columns {unknown}")
        frame = frame.select(
            (pl.col(c.name) if c.name in frame.columns else pl.lit(None)).cast(c.dtype).alias(c.name)
            for c in self.columns
        )
        floats = [c.name for c in self.columns if c.dtype == pl.Float64]
        for name in floats:
            if frame[name].is_nan().any():
                raise ValueError(f"{self.name}: NaN in column {name}")
        # Adding 0.0 would do, but Polars leaves such a sum out.
        frame = frame.with_columns(
            pl.when(pl.col(name) == 0).then(pl.lit(0.0)).otherwise(pl.col(name)).alias(name) for name in floats
        )
        empty = [c.name for c in self.columns if not c.nullable and frame[c.name].has_nulls()]
        if empty:
            raise ValueError(f"{self.name}: null in required columns {empty}")
        return frame
