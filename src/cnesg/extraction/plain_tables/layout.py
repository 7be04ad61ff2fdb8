"""Rows of tables in the lines of a text file, where no tabs set their cells apart or a row takes several lines.

Lines are taken apart from the right: values, the unit before them, and the label. Below a head of years as many values
as it has years make a row, on the label's line or on lines of their own; without one a label, a unit and a value do,
where several such rows follow each other. What is found is rows for the reader of grids, which does the rest.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact, is_tab_row
from cnesg.extraction.grids.grid import Cell, tab_cells
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.titles_by_class import is_long_title
from cnesg.extraction.plain_tables.between import ends_table
from cnesg.extraction.plain_tables.broken import breaks_gloss, is_rest_of_gloss, is_rest_of_unit
from cnesg.extraction.plain_tables.data_sheets import Sheet
from cnesg.extraction.plain_tables.heads import UNIT_HEAD, Head, Piece, head_of, is_course, joined_names
from cnesg.extraction.plain_tables.label_columns import with_labels_before
from cnesg.extraction.plain_tables.late_heads import late_heads
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.extraction.plain_tables.parts import LineReader, Parts, is_sum
from cnesg.extraction.plain_tables.records import (
    LaidOut,
    Record,
    cell_of,
    column_of,
    gap_before,
    group_apart,
    is_axis,
    is_empty_unit,
    text_of,
    without_empty_unit,
)
from cnesg.extraction.plain_tables.units_behind import parts_below
from cnesg.extraction.plain_tables.wrapped import Wrapping
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FIRST_VALUE = 4  # three columns for labels, one for units
_FEWEST = 2  # rows below a head
_FEWEST_UNHEADED = 3
_MOSTLY = 0.6  # of the rows print a unit where it has a column of its own
_LABEL_LINES = 3
_SMALL = regex(r"\d{1,2}")  # a number that ends a label: Under 30, Scope 1
_LARGE = 4  # characters of figures that a note's mark before them is none of
_MEASURED = frozenset({"energy", "mass", "volume", "co2", "money", "percent", "area", "power"})
_WORD = regex(r"[A-Za-z]{3,}(?:[ -][A-Za-z]+)*|[\u4e00-\u9fff]+")  # a unit that may be the end of a label as well


class Layout:
    """Goes through the lines of a page."""

    def __init__(self, know: Knowledge, year: int, found: LaidOut) -> None:
        self._know = know
        self._year = year
        self.reader = LineReader(know.units)
        self._found = found
        self._head: Head | None = None
        self._run: list[Record] = []
        self._labels: list[tuple[Piece, ...]] = []
        self._unit: Piece | None = None
        self._values: list[Piece] = []
        self._wrapping = Wrapping(know)
        self._head_at = 0  # the line that the heads are kept under, where they are printed behind their columns
        self._above: Cell | Record | None = None  # the row on the line above, if it may go on: by its label's cell
        self._broken = False  # the English half of the last line's label goes on below, the Chinese is whole
        self._titled = False  # a title among the rows names a metric
        self._aligned = False  # the head is that of rows with tabs, or was set over some
        self._first = _FIRST_VALUE  # the column of a row's first value
        self._sheet = Sheet()
        self._short: set[int] = set()  # rows of fewer figures than columns, between others: they end no table

    def read(self, lines: Sequence[Line], sheet: Sheet) -> LaidOut:
        """The rows of the lines; `sheet` tells which of them are rows or names of groups of rows."""
        self._sheet = sheet
        late = late_heads(lines, self.reader.parts, self._year)
        begins = {one.first: one for one in late}
        ends = {number for one in late for number in one.lines}
        for line in lines:
            if one := begins.get(line.number):
                self._take_head(one.head, tabs=False)
                self._head_at = line.number
            if line.number not in ends:
                self._take(line)
            elif self._head_at:
                self._end()
                self._head, self._head_at = None, 0
        self._end()
        return self._found

    def _take(self, line: Line) -> None:
        above, self._above = self._above, None
        if (head := head_of(line, self._year)) is not None and self._is_head(head):
            self._take_head(head, tabs="\t" in line.text.strip())
            return
        if line.number in self._sheet.ticked and self._head is not None:
            self._forget()
            return
        broken, self._broken = self._broken, self._head is not None and breaks_gloss(line.text)
        if (broken and is_rest_of_gloss(line.text)) or (isinstance(above, Record) and is_rest_of_unit(line.text)):
            self._found.taken.add(line.number)
            self._above = above
            return
        parts = parts_below(self._head, line.text, self.reader)
        if parts is None:
            self._forget()
            if line.number in self._sheet.rows and self._head is not None:
                self._found.taken |= {line.number} if self._run else set()  # a label like a sentence ends no table
            elif is_long_title(line.text):
                self._titled = self._titled or self._is_named(line.text)
            elif ends_table(line.text):
                self._end()
                self._head = None
            return
        if above is not None and self._goes_on(above, line, parts):
            return
        if line.number in self._sheet.groups and self._head is not None:
            self._run.append(Record(((line, 0, len(line.text)),), None, ()))
            self._labels, self._unit, self._values = [*self._labels[1 - _LABEL_LINES :], self._run[-1].label], None, []
        elif "\t" in line.text.strip() and parts.values and parts.label and is_tab_row(line.text):
            self._take_tabs(line, parts)
        elif not parts.values and (len(parts.label) > 1 or not (parts.label or parts.unit)):
            self._forget()
        else:
            self._take_parts(line, parts)

    def _is_head(self, head: Head) -> bool:
        """Whether years head columns: two of them do, a single one beside nothing but words such as 指标 and 单位."""
        if len(head.years) > 1:
            return True
        words = [line.text[start:end] for line, start, end in head.before]
        return all(self._know.lexicon.generic.match(compact(word)[0]) for word in words)

    def _take_head(self, head: Head, *, tabs: bool) -> None:
        stacked = self._head is not None and not self._run and not self._values and self._head.alone and head.alone
        self._forget()
        if stacked and not tabs and self._head is not None:
            both = self._head.below(head)
            if is_course(both.years, self._year):
                self._head = both
                return
            if text_of(head.years) not in map(text_of, zip(self._head.years, strict=True)):
                self._head = None  # a scan has mixed up which column is which
                return
        self._end()
        self._head = head
        column = column_of(head.years[0]) if tabs else 0  # years alone leave no room for labels
        self._aligned, self._first = column > 0, column or _FIRST_VALUE

    def _take_tabs(self, line: Line, parts: Parts) -> None:
        """A row whose cells are apart by tabs: a head above it may have lost its tabs, its label its beginning."""
        self._end_run()
        cells = tab_cells(line)
        at = [i for i, cell in enumerate(cells) if cell is not None and self.reader.is_value(cell.text.strip())]
        if not at:  # 男 | 2,480 / 123
            self._forget()
            return
        if self._head is not None and not self._aligned and len(at) == len(self._head.years) == len(parts.values):
            self._first = at[0]
            self._set_head(self._head)
            self._aligned = True
        closed = self._unit is not None  # 温室气体排放 (吨), a group's name, is no beginning of 范围一
        wrapped = None if closed else self._wrapped(tuple((line, *span) for span in parts.label))
        first, cell = next((i, cell) for i, cell in enumerate(cells) if cell is not None)
        if wrapped is not None and first < at[0]:
            cell = replace(cell, text=wrapped[1])
            self._found.rows[line.number] = (*cells[:first], cell, *cells[first + 1 :])
            self._found.taken |= {piece[0].number for piece in wrapped[0]} - {line.number}
        self._forget()
        self._above = cell if first < at[0] else None

    def _take_parts(self, line: Line, parts: Parts) -> None:
        unit = (line, *parts.unit) if parts.unit else None
        if parts.label:
            self._take_label(line, parts, unit)
            return
        if not self._labels:
            return
        begins = self._unit is None and not self._values
        if begins and unit is None and self._head is not None and self.reader.is_lot(line.text):
            self._unit = self._end_label((line, *parts.values[0]))  # 1,000 m3, and below it 52 and 55
            return
        if begins and is_empty_unit(line.text) and self._run and self._has_unit_column(self._run):
            return  # 工伤率, below it / in the column of units and then 0.32
        if unit is not None:
            self._unit = self._end_label(unit)
        values = [(line, *span) for span in parts.values]
        lot = self._unit if self._unit is not None and not self._values else None
        own = any(not self.reader.is_bare(line.text, span) for span in parts.values)
        if lot is not None and own and self.reader.is_lot(text_of((lot,))):
            values, self._unit = [lot, *values], None  # 1,000 m3, and below it 980 m3
        self._values += values
        if self._unit is None:
            self._values = without_empty_unit(self._values, self._wanted())
        left = self._wanted() - len(self._values)
        if left == 0 and (self._unit is not None or len(self._values) > 1):
            self._emit(self._labels.pop(), self._unit, self._values)
        elif left <= 0:
            self._forget()

    def _take_label(self, line: Line, parts: Parts, unit: Piece | None) -> None:
        """A label, alone or with the unit and the values of its row."""
        if self._values:
            self._forget()
        label = tuple((line, *span) for span in parts.label)
        values = [(line, *span) for span in parts.values]
        if not values:
            if self._head is not None and not self._titled:  # 平均受訓時數, above rows of 男 and 女
                self._titled = self._is_named(line.text)
            self._labels = [label] if self._unit is not None else [*self._labels[1 - _LABEL_LINES :], label]
            self._unit = unit
        elif (
            unit
            or self._head is not None
            or self.reader.says_unit(line.text, parts.label, parts.values)
            or (self._run and is_sum(text_of(label)))
        ):
            self._emit(label, unit, values)
        else:
            self._forget()

    def _end_label(self, unit: Piece) -> Piece:
        """The unit on a line of its own; a word at the end of the label that looked like one is the label's."""
        if self._unit is not None and not self._values:
            line, start, _ = self._labels[-1][-1]
            if line is self._unit[0]:
                self._labels[-1] = (*self._labels[-1][:-1], (line, start, self._unit[2]))
        return unit

    def _wanted(self) -> int:
        """How many values a row has."""
        return len(self._head.years) + len(self._head.behind) if self._head is not None else 1

    def _emit(self, label: tuple[Piece, ...], unit: Piece | None, values: list[Piece]) -> None:
        years = len(self._head.years) if self._head is not None else 1
        if unit is None:
            values = without_empty_unit(values, self._wanted())
        if len(values) == self._wanted() + 1 and _SMALL.fullmatch(text_of((values[0],))):
            if unit is None:  # Scope 1 | 4,121
                label, values = (*label[:-1], (label[-1][0], label[-1][1], values[0][2])), values[1:]
            elif all(len(text_of((one,))) >= _LARGE for one in values[1:]):  # Energy used (MWh) 6 | 2,213: a note
                values = values[1:]
        if len(values) not in {years, self._wanted()}:
            if len(values) < years and self._run:  # which of its columns are empty is not told
                self._short.add(values[-1][0].number)
            self._forget()
            return
        self._found.taken, self._short = self._found.taken | self._short, set()
        record = Record(label, unit, tuple(values))
        if (wrapped := self._wrapped(label)) is not None:
            record = replace(record, label=wrapped[0], named=wrapped[1])
        while self._run and not self._run[-1].values and self._run[-1].lines[0] in record.lines:
            self._run.pop()
        self._run.append(record)
        self._forget()
        self._above = record

    def _wrapped(self, label: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], str] | None:
        """A label with the lines above it that it goes on from, where only both together name a metric."""
        text = text_of(label)
        before = ""
        for count in range(1, len(self._labels) + 1):
            above = self._labels[-count:]
            before = text_of(above[0]) + gap_before(before) + before
            if named := self._wrapping.named(before, text):
                return (*(piece for one in above for piece in one), *label), named
        return None

    def _goes_on(self, above: "Cell | Record", line: Line, parts: Parts) -> bool:
        """Whether a line is the rest of the label of the row above it; the row takes it then."""
        if parts.values or len(parts.label) > 1:
            return False
        text = above.text if isinstance(above, Cell) else above.named or text_of(above.label)
        rest = line.text.strip()
        named = self._wrapping.goes_on(text, rest)
        if not named:
            return False
        if isinstance(above, Cell):
            row = self._found.rows.get(above.line.number) or tab_cells(above.line)
            longer = replace(above, text=named)
            self._found.rows[above.line.number] = tuple(longer if cell == above else cell for cell in row)
            self._found.taken.add(line.number)
        else:
            piece = (line, 0, len(line.text))
            self._run[-1] = replace(above, label=(*above.label, piece), named=named)
        return True

    def _forget(self) -> None:
        """Drop what was begun and makes no row."""
        self._labels, self._unit, self._values = [], None, []

    def _end_run(self) -> None:
        run, self._run, self._short = self._run, [], set()
        while run and not run[-1].values:
            run.pop()
        if self._head is None:  # what such a row is of, no other row tells
            run = [one for one in run if is_sum(text_of(one.label)) or self._names(one)]
        fewest = _FEWEST if self._head is not None else _FEWEST_UNHEADED
        titled, self._titled = self._titled, False
        titled = titled or (self._head is not None and len(self._head.years) > 1)
        rows = [one for one in run if one.values]
        years = len(self._head.years) if self._head is not None else 0
        if len(rows) == 1 and years > 1 and self._names(rows[0]) and not is_axis(rows[0].values):
            fewest = len(rows)  # a row that names a metric, with a figure for each of several years
        if len(rows) < fewest or not (titled or any(self._names(one) for one in run)):
            return
        if self._head is not None and not self._aligned:
            self._set_head(self._head)
        own_column = self._has_unit_column(run)
        behind = 2 * sum(one.unit_behind for one in run) > len(rows)  # the column of units is the last
        for one in with_labels_before(run, self._is_named):
            self._keep(one if own_column and one.unit_behind >= behind else self._without_unit(one))

    def _end(self) -> None:
        self._end_run()
        self._forget()

    def _names(self, record: Record) -> bool:
        return self._is_named(record.named or text_of(record.label))

    def _is_named(self, text: str) -> bool:
        return names_metric(text, self._know)

    def _has_unit_column(self, run: list[Record]) -> bool:
        of_head = self._head is not None and self._head.over_units
        return of_head or sum(one.unit is not None for one in run) >= _MOSTLY * sum(bool(one.values) for one in run)

    def _without_unit(self, record: Record) -> Record:
        """A row whose label ends with a word that only looks like a unit of its own: Training hours."""
        if record.unit is None or not record.label or record.unit[0] is not record.label[-1][0]:
            return record
        line, start, end = record.unit
        reading = self.reader.unit(line.text[start:end])
        measures = reading is None or not reading.kinds.isdisjoint(_MEASURED)
        if measures or record.named or not _WORD.fullmatch(line.text[start:end].strip()):
            return record
        last = record.label[-1]
        return replace(record, label=(*record.label[:-1], (line, last[1], end)), unit=None)

    def _keep(self, record: Record) -> None:
        two = self._head is not None and self._head.over_labels == 2 and not record.named
        labels = [cell_of(piece) for piece in (group_apart(record.label) if two else record.label)]
        if record.named:
            labels = [replace(labels[-1], text=record.named)]
        unit = cell_of(record.unit) if record.unit else None
        first = self._first
        room = first - 1 if unit is not None and first > 1 else first
        row: list[Cell | None] = [*labels[:room], *[None] * (first - min(room, len(labels)))]
        if room < first:
            row[room] = unit
        row += [cell_of(one) for one in record.values]
        self._store([*row, unit] if unit is not None and room == first else row, record.lines)

    def _set_head(self, head: Head) -> None:
        """The heads over the columns of values."""
        first = self._first
        row: list[Cell | None] = [None] * first
        units = [piece for piece in head.before if UNIT_HEAD.search(cell_of(piece).text)]
        names = [piece for piece in head.before if piece not in units]
        for column, piece in enumerate(joined_names(names)[: max(0, first - 1)]):
            row[column] = cell_of(piece)
        if units and first > 1:
            row[first - 1] = cell_of(units[0])
        row += [cell_of(piece) for piece in (*head.years, *head.behind)]
        numbers = sorted({piece[0].number for piece in (*head.before, *head.years, *head.behind)})
        self._store(row, [*numbers, self._head_at] if self._head_at else numbers)

    def _store(self, row: list[Cell | None], numbers: list[int]) -> None:
        self._found.rows[numbers[-1]] = tuple(row)
        self._found.taken.update(numbers[:-1])
