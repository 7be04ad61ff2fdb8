"""Rows that no wording names and that add up to the row above them: 用电量, below it 办公区 and 生产区."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.bracketed_classes import BRACKETS
from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.gates import classed
from cnesg.extraction.grids import GridRow, box_of, quote_of
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.numbers import Number

_FEWEST, _MOST = 2, 12  # rows of parts
_ROUNDED = 2e-4  # of the sum
_LONGEST = 20  # characters of a part's name
# of these other rows below may add up: liabilities and equity, costs and profit
_STATEMENTS = frozenset({"total_assets", "net_profit", "total_profit", "dividends_total"})
_NO_PART = re.compile(r"(?i)成本|毛利|利润|费用|负债|权益|税前|cost|margin|profit|expense|liabilit|equity")
_OF_WHICH = re.compile(r"^\s*(?:其中[:：]?|[-—·•])\s*")
_ADD_UP = frozenset(
    ("t", "kg", "g", "tce", "tCO2e", "kgCO2e", "kWh", "MWh", "GWh", "GJ", "MJ", "L", "m3", "CNY", "persons", "count")
)


class PartRows:
    """Collects the rows below a total until they add up to it in every column."""

    def __init__(self, know: Knowledge) -> None:
        self._know = know
        self._total: dict[int, tuple[Number, Candidate]] = {}
        self._rows: list[tuple[GridRow, str, Mapping[int, Number]]] = []

    def add(
        self, row: GridRow, label: str, values: Mapping[int, Number], told: Sequence[Candidate | None]
    ) -> list[Candidate]:
        """The facts of all rows since a total, if with this one they add up to it.

        Args:
            row: its cells.
            label: its label.
            values: its values, by column.
            told: the fact of each value, None where no wording names it.
        """
        if any(told) or not label:
            self._begin(values, told)
            return []
        if (
            set(values) != set(self._total)
            or len(self._rows) == _MOST
            or len(label) > _LONGEST
            or _NO_PART.search(label)
        ):
            self._total = {}
            return []
        self._rows.append((row, label, values))
        sums = {c: sum(part[c].value for _, _, part in self._rows) for c in values}
        close = [abs(sums[c] - n.value) <= _ROUNDED * abs(n.value) for c, (n, _) in self._total.items()]
        if len(self._rows) < _FEWEST or not all(close):
            return []
        parts = [one for cells, name, part in self._rows for one in self._parts(cells, name, part)]
        self._total = {}
        return parts

    def _begin(self, values: Mapping[int, Number], told: Sequence[Candidate | None]) -> None:
        """Takes a row for a total, if all of its values are amounts of one metric and not yet parts."""
        self._rows = []
        named = [one for one in told if one is not None]
        whole = len(named) == len(values) and len({one.metric for one in named} - _STATEMENTS) == 1
        additive = all(one.unit in _ADD_UP and not one.breakdown and one.value_kind == "actual" for one in named)
        least = any(one.value for one in named)
        kept = zip(values.items(), named, strict=True) if whole and additive and least else ()
        self._total = {column: (value, one) for (column, value), one in kept}

    def _parts(self, row: GridRow, label: str, values: Mapping[int, Number]) -> list[Candidate]:
        """The facts of one row."""
        found = []
        for column, number in values.items():
            cell, (total, of) = row[column], self._total[column]
            if cell is None or not total.value:
                continue
            place = Place(cell.line.page, cell.line.number, box_of(cell, number.raw_value), quote_of(row))
            metric, breakdown = classed(self._know, of.metric, {"type": _name(label)})
            found.append(
                replace(
                    of,
                    metric=metric,
                    value=number.value * of.value / total.value,
                    raw_value=number.raw_value,
                    place=place,
                    breakdown=breakdown,
                    role="parent",
                    order=(place.page or 0, place.line, cell.start),
                )
            )
        return found


def _name(label: str) -> str:
    """The part's name, without its unit and without 其中."""
    return _OF_WHICH.sub("", BRACKETS.sub("", label)).strip(" -—·•").lower()
