"""Rows that add up to the row above them, whose own wording is none or loose: 用电量, below it 办公区 and 生产区.

Below 危险废物处置量 a row such as 其中:医药废物 says no more than that it is waste.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import classed
from cnesg.extraction.grids.grid import GridRow, box_of, quote_of
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.parts import FEWEST, MOST, has_room, is_sum, may_name_a_part
from cnesg.framework.regexes import regex

_OF_WHICH = regex(r"^\s*(?:其中[:：]?|[-—·•])\s*")
_SAYS_WHOLE = regex(
    r"[\u4e00-\u9fff]{2,8}(?:总[量额数计]|投入|支出|合计)|[\u4e00-\u9fff]{0,4}(?:总投[入资]|总[量额]|合计)"
)
_TITLES = frozenset({"caption", "heading", "header", "parent"})
_ADD_UP = frozenset(
    ("t", "kg", "g", "tce", "tCO2e", "kgCO2e", "kWh", "MWh", "GWh", "GJ", "MJ", "L", "m3", "CNY", "persons", "count")
)


class PartRows:
    """Collects the rows below a total until they add up to it in every column."""

    def __init__(self, know: Knowledge) -> None:
        self._know = know
        self._total: dict[int, tuple[Number, Candidate]] = {}
        self._rows: list[tuple[GridRow, str, Mapping[int, Number], dict[str, str]]] = []
        self._known: list[tuple[Mapping[int, Number], dict[str, str]]] = []  # parts that their own words name
        self._says_whole = False  # the total's label closes with a word of sums: 环保投入, 用水总量
        self._loose = frozenset[str]()  # metrics that wording names loosely where a part of the total is meant
        self._wider = frozenset[str]()  # those of which the total's is a part, which a title may name over all rows
        self._placed: dict[tuple[int, int, int], str] = {}  # where values of such parts stand, and of what they are

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
        named = [one for one in told if one is not None]
        loose = bool(named) and self._is_loose(named, label) and self._has_room(values)
        if not loose and named and label and self._is_known_part(named) and self._has_room(values):
            self._known.append((values, named[0].breakdown))
            return self._made_up(values)
        if (named and not loose) or not label:
            self._begin(label, values, told)
            return []
        if set(values) != set(self._total) or len(self._rows) == MOST or not may_name_a_part(label):
            self._total = {}
            return []
        self._rows.append((row, label, values, named[0].breakdown if loose else {}))
        return self._made_up(values)

    def _made_up(self, values: Mapping[int, Number]) -> list[Candidate]:
        """The facts of the rows since the total that no words of theirs name, if all of them add up to it."""
        sums = {c: self._sum(c) for c in values}
        close = [is_sum(sums[c], n.value) for c, (n, _) in self._total.items()]
        if not self._rows or len(self._rows) + len(self._known) < FEWEST or not all(close):
            return []
        parts = [one for part in self._rows for one in self._parts(*part)]
        self._total, self._loose = {}, frozenset()
        self._placed |= {one.order: one.metric for one in parts}
        return parts

    def named_loosely(self, fact: Candidate) -> bool:
        """Whether a fact is what the loose wording of a part names, where the part was told of its total."""
        return fact.order in self._placed and (fact.role != "parent" or fact.metric != self._placed[fact.order])

    def _is_loose(self, named: Sequence[Candidate], label: str) -> bool:
        """Whether a row's words, or a title over all rows, may name a part of the total loosely."""
        if {one.metric for one in named} <= self._loose:
            return True
        of = next((one.metric for _, one in self._total.values()), "")
        if all(one.metric == of and one.role == "row" and not one.breakdown for one in named):
            return self._says_whole or bool(
                _OF_WHICH.match(label)
            )  # 环保投入, below it 环保设施投资 and 环保设施运行费
        return all(one.metric in self._wider and one.role in _TITLES for one in named)

    def _is_known_part(self, named: Sequence[Candidate]) -> bool:
        """Whether a row is told as a class of what the total is of: Business travel, below Scope 3."""
        of = next((one.metric for _, one in self._total.values()), "")
        return all(one.metric == of and one.breakdown for one in named)

    def _sum(self, column: int) -> float:
        rows = [*(values for _, _, values, _ in self._rows), *(values for values, _ in self._known)]
        return sum(values[column].value for values in rows)

    def _has_room(self, values: Mapping[int, Number]) -> bool:
        """Whether values may be those of a part: with the parts before no more than the total."""
        return set(values) == set(self._total) and all(
            has_room(self._sum(c) + values[c].value, total.value) for c, (total, _) in self._total.items()
        )

    def _begin(self, label: str, values: Mapping[int, Number], told: Sequence[Candidate | None]) -> None:
        """Takes a row for a total, if all of its values are amounts of one metric and not yet parts."""
        self._rows, self._known = [], []
        self._says_whole = _SAYS_WHOLE.fullmatch(BRACKETS.sub("", label)) is not None
        named = [one for one in told if one is not None]
        undivided = self._know.lexicon.roles.undivided
        whole = len(named) == len(values) and len({one.metric for one in named} - undivided) == 1
        additive = all(one.unit in _ADD_UP and not one.breakdown and one.value_kind == "actual" for one in named)
        least = any(one.value for one in named)
        kept = zip(values.items(), named, strict=True) if whole and additive and least else ()
        self._total = {column: (value, one) for (column, value), one in kept}
        self._loose = self._loosely_named(named[0].metric) if self._total else frozenset()
        sums = self._know.identities.sums if self._total and self._know.identities is not None else ()
        self._wider = frozenset(one.total for one in sums if named[0].metric in {*one.parts, *one.optional})

    def _loosely_named(self, metric: str) -> frozenset[str]:
        """Metrics that the wording of a part may name in place of its own: waste, of hazardous waste disposed of."""
        families = self._know.lexicon.families
        above = {name for name, one in families.items() if metric in one.by_class.values()} - {metric}
        held = {name for one in (metric, *above) if one in families for name in families[one].holds}
        return frozenset(held | (above if held else set()))

    def _parts(
        self, row: GridRow, label: str, values: Mapping[int, Number], named: Mapping[str, str]
    ) -> list[Candidate]:
        """The facts of one row, with the classes that its wording names, else with its name as class."""
        found = []
        for column, number in values.items():
            cell, (total, of) = row[column], self._total[column]
            if cell is None or not total.value:
                continue
            place = Place(cell.line.page, cell.line.number, box_of(cell, number.raw_value), quote_of(row))
            dimension = next((name for _, told in self._known for name in told), "type")
            own = {dimension if name == "type" else name: told for name, told in named.items()}
            metric, breakdown = classed(self._know, of.metric, own or {dimension: _name(label)})
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
