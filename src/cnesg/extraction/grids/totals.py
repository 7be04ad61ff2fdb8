"""Rows that say no more than that they are the sum of those above: Scope 1, Scope 2, Total.

What such a row counts, its parts tell: their figures must add up to it, column by column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import needs_class
from cnesg.extraction.grids.grid import GridRow, GridState, box_of, quote_of
from cnesg.extraction.grids.sums import PartRows
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.column_units import ENERGY_CONTENT
from cnesg.framework.regexes import regex

TOTAL_OF_OTHERS = regex(  # Total number of visitors, Total floor area: no staff
    r"total (?:number of )?(?!(?:employ|staff|work|people|person|colleague|head|full|part|perm|temp|(?:fe)?male"
    r"|(?:wo)?m[ae]n|senior|manag|group|company)\w*|(?:for|of|in|at|as|by|the)\b)[a-z]"
)
_FEWEST, _MOST = 2, 20  # rows of parts
_AFAR = frozenset({"caption", "heading"})  # what names a sum from there is less sure than what it adds up
_ROUNDED = 1e-3  # of the sum
_ENERGY = frozenset({"kWh", "MWh", "GWh", "GJ", "MJ", "tce", "TJ"})
_ADD_UP = _ENERGY | {"t", "kg", "g", "tCO2e", "ktCO2e", "kgCO2e", "L", "m3", "persons", "count"}
_Part = tuple[Mapping[int, Number], tuple[Candidate, ...]]  # the values of a row, and what was told of it


class SummedRows:
    """Keeps the rows of a table until one is the sum of them, and those below a total that they add up to."""

    def __init__(self, know: Knowledge, totals: Callable[[str], bool], is_unit: Callable[[str], bool]) -> None:
        self._know, self._totals, self._is_unit = know, totals, is_unit
        self._below = PartRows(know)
        self._parts: list[_Part] = []

    def end(self) -> None:
        """A header or a title: what stands above it is part of no sum below it."""
        self._parts = []

    def add(
        self, row: GridRow, label: str, values: Mapping[int, Number], told: Sequence[Candidate | None]
    ) -> list[Candidate]:
        """What a row and those before it add up to tells.

        Args:
            row: its cells.
            label: its label.
            values: its values, by column.
            told: the fact of each value, None where no wording names it.
        """
        return [*self._below.add(row, label, values, told), *self._summed(row, label, values, told)]

    def across(
        self, row: GridRow, values: Mapping[int, Number], told: Sequence[Candidate | None], state: GridState
    ) -> list[Candidate | None]:
        """What was told of a row, in which the sum of the figures before it is of what they are: 水电 | 风电 | 合计.

        Args:
            row: its cells.
            values: its values, by column.
            told: the fact of each value, None where no wording names it.
            state: the heads over it.
        """
        facts = list(told)
        for at, column in enumerate(values):
            cell, number = row[column], values[column]
            parts = self._parts_of(at, values, told) if cell is not None else []
            summed = bool(parts) and self._heads_sum(state, column)
            metric = self._whole({one.metric for one in parts}, parts[0].unit) if summed else ""
            named = facts[at]
            if cell is None or not metric or (named is not None and named.metric == metric):
                continue
            shared = _shared(parts, metric)
            if not shared and needs_class(self._know, metric):
                continue  # the classes of the staff add up to all of it
            place = Place(cell.line.page, cell.line.number, box_of(cell, number.raw_value), quote_of(row))
            facts[at] = replace(
                parts[-1], metric=metric, value=sum(one.value for one in parts), raw_value=number.raw_value,
                place=place, breakdown=shared, role="parent", order=(place.page or 0, place.line, cell.start),
            )  # fmt: skip
        return facts

    def _heads_sum(self, state: GridState, column: int) -> bool:
        """Whether a column is headed by no more than that it is a sum: 合计, maybe above a unit."""
        over = (cell.clean for cell in state.header(column - state.shift) if not self._is_unit(cell.clean))
        heads = [bare for head in over if (bare := BRACKETS.sub("", head).strip())]
        return bool(heads) and self._totals(heads[-1])

    def _parts_of(self, at: int, values: Mapping[int, Number], told: Sequence[Candidate | None]) -> list[Candidate]:
        """The facts before a figure of a row that add up to it, all of one unit and year; none where they do not."""
        numbers = list(values.values())
        facts = [one for one in told[:at] if one is not None]
        if at < _FEWEST or len(facts) != at or len({(one.unit, one.year, one.value_kind) for one in facts}) != 1:
            return []
        added, total = sum(one.printed for one in numbers[:at]), numbers[at].printed
        return facts if total and abs(added - total) <= _ROUNDED * abs(total) else []

    def named_loosely(self, fact: Candidate) -> bool:
        """Whether a fact was told again as what it is a part of."""
        return self._below.named_loosely(fact)

    def _summed(
        self, row: GridRow, label: str, values: Mapping[int, Number], told: Sequence[Candidate | None]
    ) -> list[Candidate]:
        """The facts of a row that is a sum of those before it and has none of its own."""
        named = tuple(one for one in told if one is not None)
        if not self._totals(label):
            self._parts = [*self._parts[1 - _MOST :], (values, named)]
            return []
        parts, self._parts = self._parts, []
        if any(one.role not in _AFAR for one in named) or len(parts) < _FEWEST:
            return []
        sums = [self._sum(row, column, number, parts) for column, number in values.items()]
        known = {one.metric for one in named}
        return [one for one in sums if one is not None and (not known or one.metric in known)]

    def _sum(
        self,
        row: GridRow,
        column: int,
        number: Number,
        parts: Sequence[tuple[Mapping[int, Number], tuple[Candidate, ...]]],
    ) -> Candidate | None:
        """The fact of one column of a sum."""
        cell = row[column]
        above = [(told_values[column], told) for told_values, told in parts if column in told_values]
        if cell is None or len(above) != len(parts) or not number.printed:
            return None
        if abs(sum(part.printed for part, _ in above) - number.printed) > _ROUNDED * abs(number.printed):
            return None
        found = [next((c for c in told if c.raw_value == part.raw_value), None) for part, told in above]
        facts = [one for one in found if one is not None]
        if len(facts) != len(above) or len({(one.unit, one.year, one.value_kind) for one in facts}) != 1:
            return None
        metric, last = self._whole({one.metric for one in facts}, facts[0].unit), facts[-1]
        if not metric:
            return None
        shared = _shared(facts, metric)
        scale = next((one.value / part.printed for (part, _), one in zip(above, facts, strict=True) if part.printed), 1)
        place = Place(cell.line.page, cell.line.number, box_of(cell, number.raw_value), quote_of(row))
        return replace(
            last, metric=metric, value=number.printed * scale, raw_value=number.raw_value, place=place,
            breakdown=shared, role="parent", order=(place.page or 0, place.line, cell.start),
        )  # fmt: skip

    def _whole(self, metrics: set[str], unit: str) -> str:
        """The metric of the sum of these, empty where none is."""
        roles = self._know.lexicon.roles
        if unit not in _ADD_UP or not metrics.isdisjoint(roles.ratios | roles.avoided):
            return ""  # no parts of what is used or given off
        if len(metrics) == 1:
            return next(iter(metrics))
        for one in self._know.identities.sums if self._know.identities is not None else ():
            if metrics <= {*one.parts, *one.optional}:
                return one.total
        return self._know.lexicon.roles.energy_in_all if unit in _ENERGY else ""


def _shared(facts: Sequence[Candidate], metric: str) -> dict[str, str]:
    """The classes that all of several facts have; energy of several carriers is not given once more in their sum."""
    shared = {k: v for k, v in facts[-1].breakdown.items() if all(one.breakdown.get(k) == v for one in facts)}
    given_once = any(one.metric != metric for one in facts)
    return {k: v for k, v in shared.items() if not (given_once and {k: v} == ENERGY_CONTENT)}
