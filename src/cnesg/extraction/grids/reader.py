"""Facts in a grid of cells."""

from collections.abc import Collection, Mapping

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.candidates import Candidate, Method, Place
from cnesg.extraction.documents.company_names import CompanyNames, found_in_cell
from cnesg.extraction.documents.contents import is_footer, is_index_entry
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.cell_marks import NOT_GIVEN
from cnesg.extraction.figures.equivalents import gases_in
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.gates import classed, held
from cnesg.extraction.grids.aim_years import with_years_of_aims
from cnesg.extraction.grids.amounts_avoided import as_avoided
from cnesg.extraction.grids.asked import as_asked
from cnesg.extraction.grids.broken_figures import with_figures_whole
from cnesg.extraction.grids.choice import GridChoice
from cnesg.extraction.grids.classes import GridClasses
from cnesg.extraction.grids.columns import GridColumns
from cnesg.extraction.grids.columns_beside import without_columns_beside_names
from cnesg.extraction.grids.compositions import without_compositions
from cnesg.extraction.grids.contexts import LONGEST_HEADER, GridContexts
from cnesg.extraction.grids.corners import counts_standards, first_and_nearest, heads_by_name, names_no_row, of_plant
from cnesg.extraction.grids.dividends import still_proposed, with_heads_of_dividends
from cnesg.extraction.grids.divisions import take_division, wholes_divided
from cnesg.extraction.grids.figure_cells import heads_no_column
from cnesg.extraction.grids.giving import classes_of_gift, gift_meant, worth_alone
from cnesg.extraction.grids.glued_cells import with_cells_apart
from cnesg.extraction.grids.grid import (
    NOTHING_AROUND,
    Around,
    Grid,
    GridRow,
    GridState,
    RowLabel,
    box_of,
    quote_of,
)
from cnesg.extraction.grids.groups import GroupNames, of_groups, of_titled_company, titles_of
from cnesg.extraction.grids.heads_beside import head_beside, label_behind
from cnesg.extraction.grids.intensities import named_above
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.listings import GridListing, sums_others
from cnesg.extraction.grids.name_columns import NameColumns
from cnesg.extraction.grids.numbering import headed_cells, is_answered, take_title, title_above
from cnesg.extraction.grids.of_others import is_of_others
from cnesg.extraction.grids.pairs_beside import with_pairs_apart
from cnesg.extraction.grids.repeated_groups import with_groups_once
from cnesg.extraction.grids.rows import continued_labels, holds_pages, lists_pages, meant_rows, without_list
from cnesg.extraction.grids.shares_of_counts import with_shares_of_counts
from cnesg.extraction.grids.short_heads import with_heads_over_values
from cnesg.extraction.grids.silent import silent_rows
from cnesg.extraction.grids.spans import NamesBeside
from cnesg.extraction.grids.stacked_rows import with_rows_apart
from cnesg.extraction.grids.staff_parts import Told, of_staff_above
from cnesg.extraction.grids.told_cells import with_figures_told
from cnesg.extraction.grids.topics import begins_topic, is_title_over, labels_kept, without_scope_summed
from cnesg.extraction.grids.totals import SummedRows
from cnesg.extraction.grids.two_languages import in_one_language
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.grids.units_taken import with_units_taken
from cnesg.extraction.grids.values import SERIAL, values_of
from cnesg.extraction.grids.waste_groups import of_waste_above
from cnesg.extraction.grids.women_told import with_women_told
from cnesg.extraction.grids.worker_groups import of_worker_groups
from cnesg.extraction.grids.years import YearOrder, shift_of, so_far, year_above
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.column_units import ENERGY_CONTENT
from cnesg.extraction.labels.divisions import of_division
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import title_alone, undecorated
from cnesg.extraction.labels.waste_labels import waste_first
from cnesg.extraction.prose.meanings.no_facts import for_each_head
from cnesg.extraction.prose.told_labels import SilentRow
from cnesg.extraction.tables.reading.misnamed import is_balance, is_no_holder, moves_staff
from cnesg.extraction.tables.reading.twins import Twins
from cnesg.extraction.tables.rows.glosses import ages_alone, class_alone, plain
from cnesg.framework.lexicon import Found
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_AMOUNT = regex(r"\d[\d.,]*\s?(?:万元|亿元|元|%)|10\D{0,3}派\d")
_LONGEST_WITH_UNIT, _LONGEST_KIND = 90, 12  # characters; a longer kind below such a head describes what stands before
_LINES_KEPT = 4  # of a caption, of a unit, titles of parts
_DIVIDES = regex(r"(?i)按|划分|构成|结构|分布|分类|性别|年龄|学历|职级|地区|区域|\bby\b")
_OTHER_LINE = regex(r"(?:[\u4e00-\u9fff]\s?){4}|[A-Za-z]{3,}\s[A-Za-z]{3,}")  # more than a name on a map
_DESCRIBES = regex(r"(?:培训|活动|课程|演练|工作)?(?:目标|目的|意义|成效|效果)|(?:培训|活动|课程|演练)内容")
_UNIT_LINE = regex(r"单位\s?[:：]\s?[^\s\d|]{1,8}")  # 单位: | 千元人民币


class GridReader:
    """Reads grids; holds what is fixed for a document."""

    def __init__(self, know: Knowledge, year: int, method: Method = "table", names: CompanyNames | None = None) -> None:
        self.know, self._names = know, names or CompanyNames()
        self.year = year
        self.method = method
        self._units = GridUnits(know.units)
        self._order = YearOrder(year)
        self.silent: list[SilentRow] = []  # rows of the last grid that no wording names
        self._cache: dict[str, Found] = {}
        self._columns = GridColumns(know, self._units, self._find, year)
        self._classes = GridClasses(know, year, self._find)
        self._contexts = GridContexts(know, self._classes, self._units, self._find)
        self._choice = GridChoice(know, self._units, self._contexts, self._find)
        self._twins = Twins(know, year, self._find)

    def read(self, grid: Grid, state: GridState | None = None) -> list[Candidate]:
        """The facts of a grid, row by row.

        Args:
            grid: the table.
            state: headers and labels of the part before, if this one may go on from it; it is carried on.
        """
        state, self.silent = state or GridState(), []
        grid = with_units_taken(self.know, self._find, in_one_language(grid, state))
        grid = as_asked(with_women_told(with_heads_of_dividends(with_years_of_aims(grid))))
        if lists_pages(grid, self.know.units, self.is_class) and not self._units.above(Grid((), grid.above[-1:])):
            return []
        rows = self._meant(grid)
        below = continued_labels(rows, self.know.units)
        wholes = wholes_divided(self.know, self._find, rows, self._values_of)
        names, groups = NamesBeside(self._contexts.is_measure), GroupNames(self._contexts.is_measure)
        sums = SummedRows(self.know, self._classes.totals, self._is_unit)
        columns = NameColumns(self.know, self._classes.totals)
        listing, told = GridListing(grid), list[Told]()
        owns: list[Around] = []  # labels of rows with a unit, and above: 员工关爱 | 45 may be a page
        for number, row in enumerate(rows):
            values = self._columns.undated(self._values_of(row), state)
            if not values:
                for one in (names, groups, sums, columns):
                    one.end()
                self._take_header(grid, row, state, None if number else self._values_of(rows[min(1, len(rows) - 1)]))
                continue
            first = min(values)
            state.beside, group = names.of(row, first), groups.of(row, first, state.group)
            state.names = columns.of(row, values, state)
            label = self._label_of(grid, row, first, state)
            state.below = below[number]
            take_division(row, label, state, wholes.get(number, ""))
            if listing.leaves_out(row, label, state) or (
                (is_index_entry(label) or is_footer(label))
                and holds_pages(row, values, self.know.units)
                and not self._columns.of_years(values, state)
            ):
                continue
            label, state.refused, state.counted = undecorated(label), False, self._units.counts(row)
            state.shift = shift_of(row, list(values), state, self.year)
            by_cell = (self._value(grid, state, row, label, column, values) for column in values)
            asked = sums.across(row, values, list(by_cell), state)
            found = worth_alone(self.know, [one for one in asked if one is not None])
            told += [(one, "", "") for one in sums.add(row, label, values, asked)]
            owns += [NOTHING_AROUND] * (len(told) - len(owns))
            if not (found or state.refused or not label or self._classes.names(label)):
                self._take_silent(row, label, values, state)
            dated = found if any(state.header(c) for c in values) else self._order.dated(found, len(values))
            told += [(of_titled_company(one, titles_of(state, grid.above), self._names), *group) for one in dated]
            told_units = self._units.are_told(row, label, values, state)
            owns += [state.around(label, row, one.order[2]) if told_units else NOTHING_AROUND for one in dated]
            self._take_row(label, found, state)
        return self._settled(told, owns, rows, sums)

    def _settled(self, told: list[Told], owns: list[Around], rows: list[GridRow], sums: SummedRows) -> list[Candidate]:
        """The facts of all rows, as they are meant beside one another."""
        facts = of_worker_groups(of_staff_above(told, self.know), rows, self.know)
        grouped = of_groups(facts, owns, self._classes.on_topic_of_group, sums.named_loosely)
        kept = without_compositions(self._twins.apart(list(grouped)), told, self.know)
        return with_shares_of_counts(self.know, list(kept))

    def _take_row(self, label: str, found: list[Candidate], state: GridState) -> None:
        """Keep the label of a row that was read, and the unit that it gives the rows below."""
        if "元" in label and (said := self._units.inside(label)) and "money" in said.kinds:
            state.unit = said  # 年度合计社会贡献(亿元): its parts below print none
        state.take(label, found[0].metric if found else "")

    def _meant(self, grid: Grid) -> list[GridRow]:
        """The rows of a table as they are meant."""
        told = with_rows_apart(with_figures_told(grid.rows, self.is_class))
        whole = with_figures_whole(with_pairs_apart(told, self.know.units))
        apart = with_cells_apart(whole, self._names_place)
        rows = [self._units.told(row) for row in meant_rows(apart, self.know.units)]
        rows = without_columns_beside_names(rows, self._values_of, self.know, self._find)
        return list(
            with_groups_once(with_heads_over_values(rows, self._values_of, self._heads_column), self._values_of)
        )

    def _values_of(self, row: GridRow) -> dict[int, Number]:
        """The cells of a row that are values, by column."""
        return {} if self._order.heads(row) else values_of(self.know.units, self._units, row, self.year)

    def _heads_column(self, text: str) -> bool:
        """Whether a text may head a column of values by what it names."""
        named = bool(self._find(text).hits) or self._classes.names(text) or age_of_cell(text) is not None
        return named or self._contexts.is_measure(text)

    def _take_silent(self, row: GridRow, label: str, values: Mapping[int, Number], state: GridState) -> None:
        """Keep a row that no wording names, with the columns that may hold values, for who reads labels as prose."""
        heads = ((c, compact(" ".join(h.clean for h in state.header(c - state.shift)))[0]) for c in values)
        read = {c: (values[c], head) for c, head in heads if not self._columns.skips(head, label)}
        self.silent += silent_rows(row, label, read, self._units, self.year)

    def pass_line(self, text: str, state: GridState) -> None:
        """A line between two parts of a table; one that names a metric is the next part's title and ends the groups."""
        text = title_alone(plain(text) if state.glossed else text)
        if self._contexts.titles.is_alone(text):
            state.labels = []
        self._columns.end(text, state)
        if _OTHER_LINE.search(text) and not _DIVIDES.search(text) and not self.is_class(text):
            state.earlier = len(state.labels)
        take_title(compact(text)[0], state)
        state.passed = (*state.passed[1 - _LINES_KEPT :], text)

    def is_class(self, text: str) -> bool:
        """Whether a label is nothing but a class, so that what it counts stands above it."""
        return self._classes.names(compact(text)[0])

    def _names_place(self, text: str) -> bool:
        """Whether a text is nothing but a class that people or suppliers are counted by."""
        return self.is_class(text) or self._classes.names_part(compact(text)[0], self.know.lexicon.roles.staff)

    def unit_said(self, text: str) -> UnitReading | None:
        """The unit of money that a line such as 单位：万元 gives for what follows."""
        reading = self._units.above(Grid((), (text,))) if "单位" in text else None
        return reading if reading is not None and "money" in reading.kinds else None

    def _find(self, text: str) -> Found:
        if text not in self._cache:
            self._cache[text] = found_in_cell(self.know.lexicon, text)
        return self._cache[text]

    def _label_of(self, grid: Grid, row: GridRow, first: int, state: GridState) -> str:
        """The label of a row, with its first and its last cell kept in the state."""
        parts = self._label_parts(row, first, state)
        label = named_above(waste_first(" ".join(parts)), row, grid, state, self._units, self._find)
        state.first, state.nearest = first_and_nearest(state, row, parts)
        return label

    def _label_parts(self, row: GridRow, first: int, state: GridState) -> list[str]:
        """The row's label: the text cells before its first value, without serial number and unit."""
        parts: list[str] = []
        for column, cell in enumerate(row[:first]):
            heads = [h.clean for h in state.header(column)] if column else []
            aside = "名称" in heads and 0 not in state.headers  # beside what is named in the first column
            described = cell is not None and len(cell.clean) > _LONGEST_KIND and any(map(_DESCRIBES.fullmatch, heads))
            if parts and described:
                continue  # 领航计划 | 提升一线班组长管理能力,打造优秀班组 below 培训项目 | 培训目标
            of_name = not all(map(self.is_class, parts))  # and no class: 主管 | 男
            if aside or any(names_no_row(h, cell, state, self.is_class, labelled=of_name) for h in heads):
                continue
            if cell is None or not cell.clean or SERIAL.match(cell.clean) or self._is_unit(cell.clean):
                continue
            measure = self._contexts.is_measure(cell.clean) and not self._units.counts_in_label(row, column, first)
            if column and (measure or NOT_GIVEN.match(cell.clean)):
                continue
            if _AMOUNT.search(undecorated(cell.clean)):  # a note such as 每10股派0.9元
                continue
            parts.append(glossed if self.is_class(glossed := class_alone(cell.clean)) else ages_alone(cell.clean))
        return self._contexts.without_topic(without_list(parts), state)

    def _is_unit(self, text: str) -> bool:
        """Whether a cell is a unit, and no label that ends in one: hours, but not Volunteer hours."""
        return bool(self.know.units.whole(text)) and not any(not h.label_only for h in self._find(text).hits)

    def _take_header(self, grid: Grid, row: GridRow, state: GridState, below: Collection[int] | None) -> None:
        cells = headed_cells(row)
        if not cells:
            return
        column, cell = cells[0]
        if len(cells) > 1 and (line := _UNIT_LINE.fullmatch(" ".join(c.clean for _, c in cells))):
            state.said = self.unit_said(line[0]) or state.said
            return
        if len(cells) == sum(map(bool, row)) == 1 and self._columns.goes_on(cell.clean, column, state):
            state.headers[column].append(cell)  # 占净利润的比 | 率(%)
            return
        if (unit := self._units.of_group(cells, state)) is not None:
            state.section, state.unit = unit, None
            text = f"{cell.clean} ({cells[1][1].clean})"
            state.labels.append(RowLabel(text, matching_form(text), has_values=False))
            return
        last = cells[-1][1].clean
        unread = len(cells) > 1 and heads_no_column(last)
        empty = len(cells) > 1 and NOT_GIVEN.match(cells[-1][1].clean) is not None  # a row of dashes names no group
        if (
            len(cells) == 1
            or unread
            or any(self._is_too_long(c.clean) for _, c in cells[is_title_over(cells) :])
            or empty
            or is_answered([cell for _, cell in cells], self.know.units, self.year)
        ):
            text = title_alone(cells[0][1].clean)
            take_title(text, state)
            state.section = None if unread else self._units.of_title(text)
            state.unit = None if begins_topic(text) and not unread else state.unit
            state.labels.append(RowLabel(text, matching_form(text), has_values=unread or empty))
            return
        if not any(self._columns.heads(one.clean) for _, one in cells) and not heads_by_name(cells, below or ()):
            return
        anew = state.valued and (state.unlabelled or (state.labels and state.labels[-1].has_values))
        covered = sum(i in state.headers for i, _ in cells if i)
        if below is not None or not state.headers or anew or (state.valued and covered > 1):
            state.labels, state.headers = labels_kept(cells, state, self._find), {}
            state.unit, state.over, state.caption = None, self._units.above(grid), grid.above
            state.unlabelled = state.valued = False
        for column, cell in self._order.repaired(cells):
            state.headers.setdefault(column, []).append(cell)

    def _is_too_long(self, text: str) -> bool:
        """Whether a text is too long for a head: none is that closes with its unit, but for whole sentences."""
        if len(text) <= LONGEST_HEADER:
            return False
        return len(text) > _LONGEST_WITH_UNIT or self._units.in_brackets(text) is None

    def _is_of_another(self, grid: Grid, state: GridState, label: str, header: str, metric: str) -> bool:
        """Whether a row's label or what stands around it says that its figure is another thing's."""
        excluded = self.know.exclusions
        another = (
            (excluded.keeps_out_label(label, metric) and not counts_standards(self.know, grid, label, metric))
            or excluded.keeps_out_header(header, metric)
            or for_each_head(self.know.lexicon.roles, label, metric)
            or is_balance(self.know, metric, (header,))
            or moves_staff(self.know, metric, header)
            or (state.summed and self.know.unit_of(metric) not in {"CNY", "%"})
            or is_no_holder(self.know, metric, label)
            or is_of_others(self.know, self._find, grid, metric, state)
            or (self._classes.totals(label) and sums_others(self.know, state, metric))
        )
        state.refused = state.refused or another
        return another

    def _value(
        self, grid: Grid, state: GridState, row: GridRow, label: str, column: int, values: Mapping[int, Number]
    ) -> Candidate | None:
        value, headers = values[column], state.header(column - state.shift)
        # a header may be broken over rows: 分红年度合并报表中归属 / 于上市公司股东的净利润
        header = state.take_heads(headers, self._units.bracketed(headers))
        if label.endswith((":", "：")) and header_year(header, self.year) is None:
            header = ""  # 姓名: | 张三 | 性别: | 女
        if self._columns.skips(header, label, headers[-1].clean if headers else ""):
            return None
        cell = row[column]
        if cell is None or (value.printed < 0 and "money" not in value.kinds | self._kinds_above(header, label)):
            return None
        value = self._units.scaled_money(label, value)
        anew = self._units.given_anew(state, row, label, column, values)
        unit = gases_in(label, state.section) or anew or self._units.near(row, label, header, value)
        energy = anew is not None and "energy" in anew.kinds  # of what the row names: 电力 | 折标准煤(吨)
        named = "" if energy else head_beside(self.know, self._find, state, column - state.shift, label) or header
        own = label or label_behind(self.know, self._find, row, column, value)
        told = of_waste_above(self.know, self._choice.choose(grid, state, own, named, value, unit), state, grid)
        chosen = as_avoided(self.know, told, state, grid, header)
        if chosen is None or self._is_of_another(grid, state, label, header, chosen[2].metric):
            return None
        context, hit, how, number = chosen
        label = context.text if context.role == "row" and label in context.text else label  # it may go on elsewhere
        section = title_above(label, state) or without_scope_summed(
            state.group, state, self.know.lexicon.roles.gases_in_all
        )
        part = named if named is not header else self._columns.dividing(header, state)
        alone = sum(c is not None and read_cell(c.clean, self.know.units) is not None for c in row) == 1
        meant = self._classes.below_title(context.role, how, grid.above, section, label, state.corner)
        breakdown = self._classes.of(
            context.role, hit, label, part, meant if context.role == "row" else how.metric, section, alone=alone
        )
        breakdown = self._classes.of_further(context.role, context.text, headers, how.metric, breakdown)
        whose = (context.role != "row" and self._classes.of_corner(state, label, how.metric)) or of_division(
            section or " ".join(grid.above[-1:]), label, state.nearest, breakdown
        )
        breakdown = classes_of_gift(self.know, grid.above, how.metric, own, state.names, whose)
        whole = self._classes.settled(context.role, label, header, how, *classed(self.know, meant, breakdown))
        if whole is None:
            return None
        (metric, breakdown), summed = whole, self._classes.summed_years(state, label, self.year)
        if summed:
            if "money" not in number.kinds and metric != self.know.lexicon.roles.payout_ratio:
                return None
            breakdown = {**breakdown, "period": summed}
        breakdown = still_proposed(
            self.know, f"{state.first} {label}", header, " ".join(grid.above[-1:]), metric, self.year,
            self._columns.classed(header, headers, state, breakdown | (ENERGY_CONTENT if energy else {}))
            | so_far(self.know, grid, label, header, metric),
        )  # fmt: skip
        metric, breakdown = held(self.know, metric, self._classes.of_item(state, metric, of_plant(state, breakdown)))
        dated = label if len(label) <= LONGEST_HEADER else ""  # a sentence beside a figure tells of other years
        dated = state.first if ONLY_YEAR.match(state.first) else dated  # 2021年 | 2022年7月31日: for it, paid then
        said = self._classes.last_summed(state, summed, self.year) or header_year(dated, self.year)
        year = self._columns.year(header, state) or said or year_above(grid, self.year)
        metric = gift_meant(self.know, context.role, (label, header, *grid.above[-2:]), metric, breakdown, state)
        place = Place(cell.line.page, cell.line.number, box_of(cell, value.raw_value), quote_of(row))
        return Candidate.of_number(
            number, self.know.lexicon.roles, metric=metric, unit=how.unit, breakdown=breakdown, year=year,
            value_kind="target" if breakdown.get("type") == "target" else "actual", role=context.role,
            method=self.method, place=place, offset=cell.start, named=context.text,
        )  # fmt: skip

    def _kinds_above(self, header: str, label: str) -> frozenset[str]:
        """Kinds of the metrics that header and label may name: only money may be negative."""
        hits = [h for text in (header, label) if text for h in self._find(text).hits]
        return frozenset().union(*(self.know.lexicon.kinds[h.entry] for h in hits))
