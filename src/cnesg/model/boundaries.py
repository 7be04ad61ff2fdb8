"""How a value tells that its inputs cover different parts of a group, so that peers are not measured by it."""

from collections.abc import Sequence

import polars as pl

_FLAG = "boundaries differ"


def boundaries_differ(boundaries: Sequence[str]) -> str:
    """What `method` of table INPUTS says of a ratio of figures with these boundaries."""
    return f"{_FLAG} ({', '.join(boundaries)})"


def of_one_boundary() -> pl.Expr:
    """Whether a row of table INPUTS is no ratio of figures with different boundaries."""
    return pl.col("method").str.contains(_FLAG, literal=True).not_()
