"""Texts of a grid that may name a value's metric, the nearest first: row, header, rows above, caption, headings."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Role
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.gates import are_related, whole_of
from cnesg.extraction.grids.bare_titles import bare_title
from cnesg.extraction.grids.classes import GridClasses
from cnesg.extraction.grids.corners import below_corner, counts_by_division, lists_people
from cnesg.extraction.grids.courses import head_of_trained
from cnesg.extraction.grids.grid import Grid, GridState, RowLabel
from cnesg.extraction.grids.innermost_heads import named_over
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.numbering import lines_around
from cnesg.extraction.grids.part_titles import is_parted
from cnesg.extraction.grids.row_labels import OF_STAFF, RowLabels
from cnesg.extraction.grids.surveys import titles_of_survey
from cnesg.extraction.grids.titles import GridTitles
from cnesg.extraction.grids.topics import of_topic
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.grids.whole_names import hits_of_whole, names_pollutant
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.divided_lines import is_division, without_divisions
from cnesg.extraction.labels.named_parts import NAME_AND_PART
from cnesg.extraction.labels.titles_by_class import divides_by_class, is_of_title, names_alone
from cnesg.extraction.labels.waste_labels import says_what_became
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading
from cnesg.text.language import is_latin

LONGEST_HEADER = 48
_FURTHEST_UP = 45
_OWN_QUANTITY = regex(
    r"[\u4e00-\u9fff](?:率|比率|指数|年薪|月薪|平均工资|发电量|产量|销量|单价|价格|净资产|所有者权益|股东权益|股东应占权益|权益总额|总资产|负债|股本|市值|存款|余额|现金流量?)\s?(?:\(.{1,6}\))?$"
    r"|(?:薪酬|薪资|工资|起薪|报酬)[^,，]{0,10}比例?$|(?i:(?<![a-z])nps(?![a-z])|净推荐)"  # 男女薪酬之比例, NPS值
)
_AVERAGE = regex(
    r"^(?:员工|雇员|职工)?(?:的)?(?:平均|人均)(?:年龄|年资|服务年[资期限]|工龄|司龄|任期)"
)  # it counts nobody
_AMOUNT = regex(
    r"(?:实际|本[年期]|当年|累计|年度|全年)*(?:已?[提计]取|使用|投入|支出|完成|发生|列支|[拨支]付)*(?:的?(?:金额|费用|资金|总额|数额|额))"
)
_OF_DATES = regex(r"[日期]$|时间$")
_DIVISORS = {"employee": "雇员", "money": "营业收入"}  # what units of these families are per
_OF_PAY = regex(r"薪|工资|报酬")
_LONGEST_PARENT, _LONGEST_LATIN = 60, 110
_COUNTED_STAFF = "员工人数"
_OF_PEOPLE = frozenset({"gender", "age", "employment", "level", "education", "ethnicity"})  # dimensions of classes
# 注:主要补助项目为研发费用: of the table above it
_FOOTNOTE = regex(r"(?i)[\W_]*(?:[备附]?注\s?[\d一二三①-⑨]{0,2}\s?[:•■·.、]|notes?\s?:)")


@dataclass(frozen=True)
class Context:
    """A text that may name the metric of a value."""

    role: Role
    text: str
    found: Found
    unit: UnitReading | None
    own_from: int = 0  # where a column's own head begins, behind those over several columns


class GridContexts:
    """Walks outwards from a value."""

    def __init__(self, know: Knowledge, classes: GridClasses, units: GridUnits, find: Callable[[str], Found]) -> None:
        self._know = know
        self._staff = know.lexicon.roles.staff
        self._classes = classes
        self._units = units
        self._find = find
        self.labels, self.titles = RowLabels(know, find), GridTitles(know, classes, find)
        heads = know.lexicon.grammar.narrowing.heads
        self._name_heads = {*heads.get("type", ()), *heads.get("purpose", ())}

    def of(
        self,
        grid: Grid,
        state: GridState,
        label: str,
        header: str,
        unit: UnitReading | None,
        printed: frozenset[str],
        near: AbstractSet[int],
    ) -> Iterator[Context]:
        """The texts, the nearest first.

        Args:
            grid: the table.
            state: headers and labels so far.
            label: the value's row label; empty without one.
            header: the header over it.
            unit: the value's unit, if the row or the column gives it.
            printed: what the value may be of by the unit that its own cell prints.
            near: the entries of which a `near` word stands around the value (`near_words`).
        """
        header = head_of_trained(header, grid.above[-2:], (c.clean for cells in state.headers.values() for c in cells))
        of_a_year = bool(ONLY_YEAR.match(label)) and self._classes.names(header)  # 2016年 | 男 | 女
        named = not label or of_a_year or (self._classes.names(label) and not self.labels.is_its_own(label))
        named = named or (lists_people(state) and self._classes.names_staff_alone(label))
        over = self._over(grid, state, header)
        own = [Context("row", label, self._find(label), None)] if label and not named else []
        own = self._head_counted(state) or own
        yield from map(self._parent, titles_of_survey(self._know, self._find, grid, state, (label, header), unit))
        own = self._carrier_beside(state) + own
        # a bare word in the row (煤炭) is a part of the company where the header names a metric in full
        full = over and any(not h.label_only for h in over[0].found.hits)
        with_unit = over and self._units.inside(header) is not None
        shortest = (
            len(label) if full and with_unit else 0
        )  # 节能环保 | 年减排CO2(万吨): half a label says less than a head
        bare = own and all(h.label_only or 2 * h.weight <= shortest for h in own[0].found.hits)
        own += self._joined(state, label, named=named)
        yield from self._divided(grid, state, label, headed=bool(full))
        yield from () if any(one.found.hits for one in over) else self._below_title_in_corner(state, label)
        yield from self._whole_above(state, label) if self._classes.is_unknown_part(label) else ()
        yield from () if label else self._titled(grid, state, over)
        yield from (*over, *own) if bare and (full or with_unit) else (*own, *over)
        yield from self._whole_above(state, "" if named else label)
        own_thing = _OWN_QUANTITY.search(label)
        if not named and own_thing and (_OF_PAY.search(label) or not self.labels.is_of_class(label, own_thing)):
            return  # 健康率, 人均年薪, 发电量: a quantity of its own, whatever stands above
        parted = is_parted(self._know, self._find, grid)
        yield from self._above(state, label, named=named, parted=parted)
        if any(_AVERAGE.match(compact(line)[0]) for line in grid.above):
            return  # 平均年龄 above 行政人员 | 41
        if not label and not header:
            return  # a chart's values: which year or part each is for is not said
        bare_row, measured = self._left_to_title(grid, state, (label, header), unit, printed, near)
        apart = bool(grid.above) and state.caption != grid.above and is_latin("".join(state.caption))
        carried = state.caption if named and apart else ()  # Workforce structure, above headers and a line `Gender`
        below = replace(grid, above=(*carried, *grid.above))
        yield from self._around(below, named=named, bare_row=bare_row, measured=measured, parted=parted)
        total = is_latin(label) and self._classes.totals(label)
        if label and named and (not total or self._is_of_people(grid, state, by_class=True)):
            yield Context("row", label, self._find(label), None)
        yield from self._by_division(grid, state, parted=parted)
        if label and counts_by_division(grid, state, header):
            yield Context("caption", _COUNTED_STAFF, self._find(_COUNTED_STAFF), None)

    def _over(self, grid: Grid, state: GridState, header: str) -> list[Context]:
        """The header over a value, and what it goes on from in the corner."""
        over = [Context("header", header, named_over(self._find, header, state), None, state.own_from(header))]
        if not header or (self._know.lexicon.generic.match(header) and not self._is_of_people(grid, state)):
            over = []  # Total, above tonnes of waste
        return over + self._below_corner(state, header)

    def _parent(self, text: str) -> Context:
        return Context("parent", text, self._find(text), None)

    def _says_only_how(self, header: str) -> bool:
        """Whether a head says no more than how its figures are counted, or of which year they are."""
        bare = BRACKETS.sub("", header)  # 金额(万元), 次数, 使用金额(万元), 2023年(万元), 产生量(吨)
        of_a_year = ONLY_YEAR.match(bare) if bare != header else None  # a unit elsewhere is the row's own
        only = self._know.lexicon.generic.match(bare) or of_a_year or _AMOUNT.fullmatch(bare)
        return only is not None or self._units.counts_times(header) or says_what_became(bare)

    def _by_division(self, grid: Grid, state: GridState, *, parted: bool) -> Iterator[Context]:
        """What says no more than by what rows divide a figure, which is of the staff where nothing tells of another."""
        labels = [one.text for one in state.labels if parted and not one.has_values]
        for text in reversed([*(compact(line)[0] for line in grid.above), *labels]):
            if is_division(text):
                yield Context("parent", text, self._find(text), None)

    def _left_to_title(
        self,
        grid: Grid,
        state: GridState,
        texts: tuple[str, str],
        unit: UnitReading | None,
        printed: frozenset[str],
        near: AbstractSet[int],
    ) -> tuple[bool, bool]:
        """Whether a row's label and header leave it to a title to name a metric, and whether they say what it is."""
        label, header = texts
        vague = self._says_only_how(header)
        told = unit or self._units.above(grid) or state.said
        kinds = told.kinds if told is not None else printed
        bare = not any(self.titles.measures(one, kinds, near) for one in (label, "" if vague else header) if one)
        return bare, unit is not None and not vague  # 金额(万元), 次数 say no more than their unit

    def _below_corner(self, state: GridState, header: str) -> list[Context]:
        """A header that goes on from the corner over the labels: Patents | Applied | Granted."""
        for corner in state.heads_of_labels if header and not self._find(header).hits else ():
            joint, join = below_corner(corner.clean, header)
            found = self._find(joint)
            over = [h for h in found.hits if h.start < join < h.end and not h.label_only]
            hits = [h for h in over if not h.start or h.end == len(joint)]  # 公益项目|数量/内容 count no projects
            if hits and len(joint) <= LONGEST_HEADER:
                return [Context("header", joint, replace(found, hits=hits), None)]
        return []

    def _is_of_people(self, grid: Grid, state: GridState, *, by_class: bool = False) -> bool:
        """Whether what stands around names the staff, or a class of people, so that a bare total is theirs."""
        corner = (cell.clean for column, cells in state.headers.items() if by_class or not column for cell in cells)
        lines = (compact(line)[0] for line in (*grid.above, *grid.headings[-2:]) if len(line) <= _LONGEST_LATIN)
        groups = (one.text for one in state.labels[-_FURTHEST_UP:] if not self._classes.totals(one.text))
        entries, found = self._know.lexicon.entries, [self._find(text) for text in (*corner, *lines, *groups)]
        if any(entries[hit.entry].metric in self._staff for one in found for hit in one.hits):
            return True
        classes = self._know.lexicon.classes
        return by_class and any(classes[i].dimension in _OF_PEOPLE for one in found for *_, i in one.classes)

    def _head_counted(self, state: GridState) -> list[Context]:
        """The first cell of a label that counts the staff, of which the last is a class: 员工人数 | 男性."""
        if not state.first or not self._classes.names(state.nearest) or self._classes.totals(state.nearest):
            return []
        found = self._find(state.first)
        metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits if not h.label_only}
        counted = bool(metrics) and metrics <= self._staff and OF_STAFF.search(state.first) is not None
        return [Context("parent", state.first, found, None)] if counted else []

    def _carrier_beside(self, state: GridState) -> list[Context]:
        """The last cell of a label that names one of what its first cell sums up: Energy consumption | Electricity."""
        entries, roles = self._know.lexicon.entries, self._know.lexicon.roles
        if not state.first or not state.nearest:
            return []
        whole = hits_of_whole(state.nearest, self._find)
        named = {entries[hit.entry].metric for hit in whole}
        summed = roles.energy_sums | {roles.gases_in_all}
        over = any(entries[hit.entry].metric in summed for hit in self._find(state.first).hits)
        if named & roles.pollutants or (over and named & roles.amounts_of_sources):  # 废气 | SO2(吨)
            return [Context("row", state.nearest, replace(self._find(state.nearest), hits=whole), None)]
        return []

    def is_measure(self, text: str) -> bool:
        """Whether a cell beside a label says how its figures are counted, and not of what they are a share.

        `% of employees` is a unit; `% of energy from renewables` beside the name of a theme is a label.
        """
        kinds = self._know.lexicon.kinds
        named = text.startswith("%") and any(
            not h.label_only and "percent" in kinds[h.entry] for h in self._find(text).hits
        )
        return self._units.is_measure(text) and not (named or names_pollutant(self._know, text, self._find))

    def without_topic(self, parts: list[str], state: GridState) -> list[str]:
        """The cells of a label without a first one that only groups rows: 员工权益 | 男性 below 员工权益 | 员工总数."""
        if (
            len(parts) < 2
            or any(map(str.isdigit, parts[0]))
            or not any(one.text.startswith(f"{parts[0]} ") for one in state.labels[-_FURTHEST_UP:])
        ):
            return parts
        found = self._find(parts[0])
        metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits}
        named = bool(found.classes) or bool(metrics - self._staff) or OF_STAFF.search(parts[0]) is not None
        return parts if named or not self._classes.names(" ".join(parts[1:])) else parts[1:]

    def _titled(self, grid: Grid, state: GridState, over: list[Context]) -> Iterator[Context]:
        """The title right above headers that say no more than whom: 男性员工 below 按性别划分的员工流失比例."""
        entries = self._know.lexicon.entries
        hits = [hit for one in over for hit in one.found.hits]
        if not hits or any(entries[hit.entry].metric not in self._staff for hit in hits):
            return
        if not over[0].found.classes and not self._classes.names(over[0].text):
            return
        last = state.labels[-1] if state.labels and not state.labels[-1].has_values else None
        text = last.text if last else compact(grid.above[-1])[0] if grid.above else ""
        found = self._find(text)
        whole = [hit for hit in found.hits if hit.end >= len(text.rstrip(" :：")) - 1]
        if any(entries[hit.entry].metric not in self._staff for hit in whole):
            yield Context("caption", text, found, None)

    def _joined(self, state: GridState, label: str, *, named: bool) -> Iterator[Context]:
        """The label with what stands above, below or beside it."""
        for wrapped in self._wrapped(state, label):
            yield Context("row", *wrapped, None)
        if label and state.nearest:  # the cell before the values, where the words before it contradict them
            yield Context("row", state.nearest, self._find(state.nearest), None)
        if (told := NAME_AND_PART.fullmatch(label)) is not None and self._classes.names(told["part"] or told["inner"]):
            yield Context("parent", told["whole"], self._find(told["whole"]), None)
        if label and state.beside and not is_division(state.beside):  # 有害废弃物 | 总量, below it 密度
            joint = state.beside if named else compact(f"{state.beside} {label}")[0]
            yield Context("parent" if named else "row", joint, self._find(joint), None)

    def _above(self, state: GridState, label: str, *, named: bool, parted: bool) -> Iterator[Context]:
        """The labels of the rows above that may say what the present one is a part of, and the table's corner."""
        summed = self._classes.totals(label)  # the rows with values above a sum are its parts
        whose = state.labels[-_FURTHEST_UP:] if label else state.labels[state.earlier :]  # no row of another table's
        for above in of_topic(whose):
            apart = above.has_values and (summed or not named or self.labels.is_apart(state, label, above.text))
            if not apart and not self._is_no_parent(above) and not (parted and is_division(above.text)):
                yield Context("parent", above.text, self._of_its_metric(above), None)
        for corner in state.heads_of_labels if label else ():
            # 公告日 heads dates: no figure beside them is of what happened then; 投入领域 heads names
            if not _OF_DATES.search(corner.clean) and corner.clean not in self._name_heads:
                yield Context("caption", corner.clean, self._find(corner.clean), None)

    def _of_its_metric(self, above: RowLabel) -> Found:
        """What the label of a row names, of a row with values no other thing than they measure."""
        found = self._find(above.text)
        if not above.metric:
            return found
        entries, measured = self._know.lexicon.entries, {above.metric, whole_of(self._know, above.metric)}
        kept = [h for h in found.hits if any(are_related(self._know, entries[h.entry].metric, one) for one in measured)]
        return replace(found, hits=kept) if kept and len(kept) < len(found.hits) else found

    def _around(self, grid: Grid, *, named: bool, bare_row: bool, measured: bool, parted: bool) -> Iterator[Context]:
        """The lines above the table, and the headings above a row without words of its own."""
        for line in reversed(grid.above):
            text = compact(line)[0]
            if _FOOTNOTE.match(text) or (parted and is_division(text)):
                continue
            longest = _LONGEST_LATIN if divides_by_class(text) else _LONGEST_PARENT
            if len(text) <= longest and (named or self.titles.tells(text, bare_row=bare_row, measured=measured)):
                forms = dict.fromkeys((text, bare_title(text)))
                yield from (Context("caption", one, self._find(one), None) for one in forms)
        for heading in reversed(grid.headings[-2:]) if named else ():
            text = compact(heading)[0]
            yield Context("heading", text, self._find(text), None)

    def _divided(self, grid: Grid, state: GridState, label: str, *, headed: bool) -> Iterator[Context]:
        """The row that the present one divides, if its label says no more than whom: 中层员工 below 培训覆盖率.

        A title does so for columns whose heads name no metric in full.
        """
        entries = self._know.lexicon.entries
        if state.whole and all(entries[h.entry].metric in self._staff for h in self._find(label).hits):
            yield Context("parent", state.whole, self._find(state.whole), None)
        if headed:
            return
        titles = without_divisions(one.text for one in state.labels if not one.has_values)[-1:]
        lines = without_divisions(compact(line)[0] for line in grid.above)[-1:]
        for title in (*lines, *self._titles_in_corner(state), *titles):
            if is_of_title(self._know, title, found := self._find(title), label, self._find(label)):
                yield Context("parent", title, found, None)

    def _below_title_in_corner(self, state: GridState, label: str) -> Iterator[Context]:
        """The head over the labels, if it names a metric, for a row that is but a class: 员工流失率(%) | 30岁以下."""
        for head in self._titles_in_corner(state) if label and self._classes.names(label) else ():
            yield Context("parent", head, self._find(head), None)

    def _titles_in_corner(self, state: GridState) -> Iterator[str]:
        """The heads over the labels that are nothing but the name of a metric, until a title names another."""
        entries = self._know.lexicon.entries
        if any(not h.label_only and entries[h.entry].metric not in self._staff for h in self._find(state.group).hits):
            return iter(())
        heads = (one.clean for one in state.heads_of_labels)
        return (head for head in heads if names_alone(head, self._find(head)))

    def _whole_above(self, state: GridState, label: str) -> Iterator[Context]:
        """The row with values above, if the label is a class that its metric has and others don't: 其中：发明专利."""
        for above in reversed(state.labels[-_FURTHEST_UP:] if label else []):
            found = self._find(above.text)
            metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits}
            if above.has_values and not metrics and self._classes.may_be_beside(above.text, label):
                continue  # another part: 其中：发明专利, 实用新型专利
            unit = self._units.inside(above.text) if above.has_values and metrics else None
            if unit is not None and not self.titles.measures(above.text, unit.kinds):
                continue  # Ink cartridges (pieces), and below it Paper (tonnes): no part of what was not measured
            if not above.has_values or not self._classes.names_part(label, metrics):
                return
            if not self._classes.names_part(above.text, metrics):
                yield Context("parent", above.text, found, None)
                return

    def _is_no_parent(self, above: RowLabel) -> bool:
        """Whether a text is nothing but a class, or a sentence of the page beside the table."""
        text, long = above.text, divides_by_class(above.text) or (above.has_values and is_latin(above.text))
        if len(text) > (_LONGEST_LATIN if long else _LONGEST_PARENT):
            return True
        return self._classes.names(text) and not self.labels.divides_counted(text)

    def _wrapped(self, state: GridState, label: str) -> Iterator[tuple[str, Found]]:
        """The label with the text of the row above or below, where wording runs from one into the other."""
        above = state.labels[-1].text if state.labels and not state.labels[-1].has_values else ""
        ends = self.titles.is_alone(state.below) or is_division(state.below)
        below = "" if ends else state.below  # 一般员工 above the title 平均受训时数
        for text, join in ((label + below, len(label)), (above + label, len(above))):
            if 0 < join < len(text) <= LONGEST_HEADER:
                found = self._find(text)
                hits = [h for h in found.hits if h.start < join < h.end]
                if hits:
                    yield text, replace(found, hits=hits)

    def near_words(self, grid: Grid, state: GridState, label: str, unit: UnitReading | None = None) -> set[int]:
        """Entries of which a `near` word stands anywhere around the value: in row, headers, caption or headings.

        What the unit divides by counts too: 耗水密度 | 立方米/雇员.
        """
        cells = [cell.clean for column in state.headers.values() for cell in column]
        per = _DIVISORS.get(unit.family or "", "") if unit is not None else ""
        lines = (compact(line)[0] for line in (*grid.above, *grid.headings[-2:]) if len(line) < 90)
        around = [label, per, state.group, *cells, *lines, *lines_around(label, state)]
        return {entry for text in around if text for entry in self._find(text).near}
