"""Which other numbers are printed near a value."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

_NEARBY_LINES = 3


class Neighbourhood:
    """Finds the numbers of the same page, or of a text's lines nearby, without a search through all values.

    Args:
        values: of `values_to_check`.
    """

    def __init__(self, values: pl.DataFrame) -> None:
        self._values = values
        self._places = _places(values)

    def of(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The neighbours of a value, the nearest first."""
        if row["page"] is not None:
            near = self._places.get((row["document"], row["page"], None), [])
        elif row["line"] is not None:
            lines = range(row["line"] - _NEARBY_LINES, row["line"] + _NEARBY_LINES + 1)
            near = [one for line in lines for one in self._places.get((row["document"], None, line), [])]
        else:
            near = []
        rows = [
            one for one in self._values[near].iter_rows(named=True) if one["observation_id"] != row["observation_id"]
        ]
        return sorted(rows, key=lambda one: (_distance(one, row), one["observation_id"]))


def _places(values: pl.DataFrame) -> dict[tuple[str, int | None, int | None], list[int]]:
    """Rows of numbers by page of a document, or line of a text."""
    found: dict[tuple[str, int | None, int | None], list[int]] = defaultdict(list)
    columns = values.select("document", "page", "line", "value").iter_rows()
    for row, (document, page, line, value) in enumerate(columns):
        if value is not None:
            found[document, page, line if page is None else None].append(row)
    return dict(found)


def _distance(one: Mapping[str, Any], row: Mapping[str, Any]) -> float:
    if one["bbox"] is None or row["bbox"] is None:
        return float(abs((one["line"] or 0) - (row["line"] or 0)))
    return float(abs(one["bbox"][1] - row["bbox"][1]) + abs(one["bbox"][0] - row["bbox"][0]))
