"""Texts of a grid that may name a value's metric, the nearest first: row, header, rows above, caption, headings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Role
from cnesg.extraction.gates import are_related
from cnesg.extraction.grid_classes import ONLY_YEAR, GridClasses
from cnesg.extraction.grid_units import BRACKETS, GridUnits
from cnesg.extraction.grids import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.passages import compact
from cnesg.extraction.tables.misnamed import is_of_boards, lists_firms, lists_holdings
from cnesg.framework.lexicon import Found
from cnesg.framework.units import UnitReading

LONGEST_HEADER = 48
_FURTHEST_UP = 45
_OWN_QUANTITY = re.compile(
    r"[\u4e00-\u9fff](?:率|比率|指数|年薪|月薪|平均工资|发电量|产量|销量|单价|价格|净资产|总资产|负债|股本|市值|存款|余额|现金流量?)\s?(?:\(.{1,6}\))?$"
    r"|(?:薪酬|薪资|工资|起薪|报酬)[^,，]{0,10}比例?$|(?i:(?<![a-z])nps(?![a-z])|净推荐)"  # 男女薪酬之比例, NPS值
)
_OF_PAY = re.compile(r"薪|工资|报酬")
_LONGEST_PARENT = 60
_AROUND = 2  # characters of a label beside the name of a metric
_STAFF = frozenset({"employees", "employees_total", "employees_share"})
# A caption that says what a table is about, so that its rows need not: 环保投入情况, 表3 员工构成, employees by age
_ANNOUNCES = re.compile(
    r"(?i)情况|统计|构成|结构|分布|分类|划分|明细|如下|一览|^[(（]?\s?[表图]\s?[\d一二三四五六七八九十]|\btable\b|\bby\b"
)


@dataclass(frozen=True)
class Context:
    """A text that may name the metric of a value."""

    role: Role
    text: str
    found: Found
    unit: UnitReading | None


class GridContexts:
    """Walks outwards from a value."""

    def __init__(self, know: Knowledge, classes: GridClasses, units: GridUnits, find: Callable[[str], Found]) -> None:
        self._know = know
        self._classes = classes
        self._units = units
        self._find = find

    def of(self, grid: Grid, state: GridState, label: str, header: str, *, measured: bool) -> Iterator[Context]:
        """The texts, the nearest first.

        Args:
            grid: the table.
            state: headers and labels so far.
            label: the value's row label; empty without one.
            header: the header over it.
            measured: the row or the column gives the value's unit.
        """
        of_a_year = bool(ONLY_YEAR.match(label)) and self._classes.names(header)  # 2016年 | 男 | 女
        named = self._classes.names(label) or not label or of_a_year
        own = [Context("row", label, self._find(label), None)] if label and not named else []
        over = [Context("header", header, self._find(header), None)] if header else []
        # a bare word in the row (煤炭) is a part of the company where the header names a metric in full
        full = over and any(not h.label_only for h in over[0].found.hits)
        bare = own and all(h.label_only for h in own[0].found.hits)
        with_unit = over and self._units.inside(header) is not None
        own += [Context("row", *wrapped, None) for wrapped in self._wrapped(state, label)]
        if label and state.nearest:  # the cell before the values, where the words before it contradict them
            own.append(Context("row", state.nearest, self._find(state.nearest), None))
        yield from self._divided(state, label)
        yield from (*over, *own) if bare and (full or with_unit) else (*own, *over)
        yield from self._whole_above(state, "" if named else label)
        summed = self._classes.totals(label)  # the rows with values above a sum are its parts
        own_thing = _OWN_QUANTITY.search(label)
        if not named and own_thing and (_OF_PAY.search(label) or not self._find(label).classes):
            return  # 健康率, 人均年薪, 发电量: a quantity of its own, whatever stands above
        for above in reversed(state.labels[-_FURTHEST_UP:]):
            if (
                above.has_values and (summed or not named or self._is_of_staff(state, above.text))
            ) or self._is_no_parent(above.text):
                continue
            yield Context("parent", above.text, self._find(above.text), None)
        for corner in state.headers.get(0, []) if label else ():
            yield Context("caption", corner.clean, self._find(corner.clean), None)
        bare_row = not any(self._find(one).hits for one in (label, header) if one)
        if not label and not header:
            return  # a chart's values: which year or part each is for is not said
        for line in reversed(grid.above):
            text = compact(line)[0]
            if len(text) <= 60 and (
                named or (_ANNOUNCES.search(text) and not measured) or (bare_row and self.is_title(text))
            ):
                yield Context("caption", text, self._find(text), None)
        if named:  # a row with words of its own is not about the heading
            for heading in reversed(grid.headings[-2:]):
                text = compact(heading)[0]
                yield Context("heading", text, self._find(text), None)
        if label and named:
            yield Context("row", label, self._find(label), None)

    def _divided(self, state: GridState, label: str) -> Iterator[Context]:
        """The row that the present one divides, if its label says no more than whom: 中层员工 below 培训覆盖率."""
        entries = self._know.lexicon.entries
        if state.whole and all(entries[h.entry].metric in _STAFF for h in self._find(label).hits):
            yield Context("parent", state.whole, self._find(state.whole), None)

    def _whole_above(self, state: GridState, label: str) -> Iterator[Context]:
        """The row with values above, if the label is a class that its metric has and others don't: 其中：发明专利."""
        for above in reversed(state.labels[-_FURTHEST_UP:] if label else []):
            found = self._find(above.text)
            metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits}
            if above.has_values and not metrics:
                continue  # another part: 其中：发明专利, 实用新型专利
            if not above.has_values or not self._classes.names_part(label, metrics):
                return
            if not self._classes.names_part(above.text, metrics):
                yield Context("parent", above.text, found, None)
                return

    def _is_of_staff(self, state: GridState, text: str) -> bool:
        """Whether a row only says whom it counts, a part of the title above as the rows below it: 中层员工."""
        if not any(one.text and self._find(one.text).hits for one in state.labels if not one.has_values):
            return False
        found = self._find(text)
        metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits}
        return bool(found.classes) and metrics <= _STAFF

    def _is_no_parent(self, text: str) -> bool:
        """Whether a text is nothing but a class, or a sentence of the page beside the table."""
        return len(text) > _LONGEST_PARENT or self._classes.names(text)

    def names_other(self, label: str, metric: str) -> bool:
        """Whether a row's label is the name of another thing than a caption's: 化学需氧量 below 万元产值能耗."""
        hits = [h for h in self._find(label).hits if h.weight >= len(label) - _AROUND and not h.label_only]
        named = {self._know.lexicon.entries[h.entry].metric for h in hits}
        return bool(named) and not any(are_related(self._know, one, metric) for one in named)

    def is_title(self, text: str) -> bool:
        """Whether a line above a table is nothing but the name of a metric: 员工培训总支出."""
        bare = BRACKETS.sub("", text).strip(" :：0123456789.年度、")
        hits = [h for h in self._find(bare).hits if h.end - h.start >= len(bare) - 2]
        whole = (
            self._know.lexicon.grammar.narrowing.whole
        )  # metrics of the company as a whole: no row is a part of them
        return any(self._know.lexicon.entries[h.entry].metric not in whole for h in hits)

    def _wrapped(self, state: GridState, label: str) -> Iterator[tuple[str, Found]]:
        """The label with the text of the row above or below, where wording runs from one into the other."""
        above = state.labels[-1].text if state.labels and not state.labels[-1].has_values else ""
        for text, join in ((label + state.below, len(label)), (above + label, len(above))):
            if 0 < join < len(text) <= LONGEST_HEADER:
                found = self._find(text)
                hits = [h for h in found.hits if h.start < join < h.end]
                if hits:
                    yield text, replace(found, hits=hits)

    def is_of_others(self, grid: Grid, metric: str, state: GridState) -> bool:
        """Whether it is a share or a figure of what the company holds in others, or of the boards beside the staff."""
        heads = [cell.clean for cells in state.headers.values() for cell in cells]
        nearest = [compact(line)[0] for line in grid.above[-1:]]
        if metric in _STAFF - {"employees_total"} and is_of_boards((*heads, *nearest)):
            return True
        if lists_firms(metric, heads):
            return True
        return metric in self._know.lexicon.grammar.narrowing.holders and lists_holdings(self._find, heads)

    def near_words(self, grid: Grid, state: GridState, label: str) -> set[int]:
        """Entries of which a `near` word stands anywhere around the value: in row, headers, caption or headings."""
        cells = [cell.clean for column in state.headers.values() for cell in column]
        around = [label, *cells, *(compact(line)[0] for line in (*grid.above, *grid.headings[-2:]) if len(line) < 90)]
        return {entry for text in around if text for entry in self._find(text).near}
