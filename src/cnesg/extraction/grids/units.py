"""The unit of a value in a table: from its row, its column, the lines above, or guessed from words such as 比例."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Role
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.equivalents import as_gases
from cnesg.extraction.figures.hour_rates import per_hours
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import Cell, Grid, GridRow, GridState, texts
from cnesg.extraction.labels.bracketed_classes import BRACKETS, UNIT_WORD, beside_unit
from cnesg.extraction.labels.column_units import is_given_anew, of_column, without_about
from cnesg.extraction.labels.references import counts_behind, is_count
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.rows.entity_heads import names_parent
from cnesg.extraction.tables.rows.lots_of_shares import paid_per_lot
from cnesg.extraction.tables.rows.units import TableUnits, per_heads, with_unit, without_exceptions
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable

_UNIT_AFTER = regex(
    r"(?:单位|unit)s?\s?[:：]?\s?(?:为|是)?\s?(?:人民币)?\s*([^\s,，;；)。]+(?:\s?[^\s,，;；)。]+)?)", re.IGNORECASE
)
_RATE_WORDS = regex(r"(?i)率|(?<!金额/)比例|占比|比重|\bpercent|\brate\b|%|\bproportion\b|\bshare of\b|\bratio\b")
_REMARK = regex(  # (亿元,含税)
    r"\s?[,，、/;；]?\s?(?:不?含税|税[前后]|人民币|合并(?:口径|报表)?|(?:年)?累计|(?:不)?含增值税)$|^(?:不?含税|税[前后]|人民币)\s?[,，、/;；]\s?(?=[^,，])"
)
_UNITS, _NAME_AND_UNIT = regex(r"(?i)(?:计量)?单位|units?(?: of measure(?:ment)?)?|uom"), 2
_UNIT_NAMED, _THEME = regex(r"(?i)^(?:单位|units?)\s?[:：]\s?"), regex(r"[A-Z]")  # E of ESG is no unit
_NO_LABEL = regex(  # what stands left of a label: its code, its number, the theme of several rows
    r"(?:(?:GRI|KPI|HKEX|SASB|ESRS)\s?)?[A-Z]{0,5}-?[\d.\-() ]{1,10}[a-z)]?"
    r"|(?i:social|society|environment(?:al)?|governance|people|our people|employees?|staff|workforce|employment)"
)
_TWO_DIGITS, _SEVERAL = regex(r"\d{2}"), regex(r"[,，、;；]\D")  # 元,股
_FREQUENCY = regex(
    r"(?i)频率|frequency|per |recordable|\bdart\b|百万(?:吨|工?时|小时|车公里)|[人件次]数[及和与、/]比[率例]"
    r"|\b(?:incidents?|injur(?:y|ies)|accidents?|cases?|(?:work)?days?|severity|collisions?|disease|illness|fatality"
    r"|lost[- ]time)\b.*\brates?\b"
)
_NESTED = regex(r"[(\[]([^()\[\]]+\([^()]{1,12}\)[^()\[\]]*)[)\]]$")  # (Million Metric Tons (MMT), Scope 1)
_UNIT_NESTED = regex(r"[(\[]([^\s()\[\]][^()\[\]]{0,24}\s?\([^()]{1,12}\))[)\]]$")  # (tonne(s)), (kWh (thousand))
_FIRST_OF_SEVERAL = regex(r"^([A-Za-z][^,;()]{2,30}) ?\([A-Z]{2,6}\)(?:[,;].*)?$")
_POLLUTANTS = regex(r"(?i)\bair\b|pollut|\bno\s?x\b|\bso\s?[x2]\b")
_MILLIONS = regex(r"(?i)[(\[](?:in )?((?:thousand|million|billion)s?)\b[^()]{0,16}[)\]]$")
_CURRENCY_NOTE = regex(r"币种\s?[:：]?\s?(?:人民币|元)?")  # 单位:万元币种:人民币
_PARTS = regex(r"(?:[■:：，|)）]|,(?!\d{3}(?!\d)))+")
# Where a unit may begin behind a label, if all that follows is one
_BEHIND = regex(
    r"(?<=[\w)] )(?:in )?(?=[A-Za-z$¥€£%'\d])"
    r"|(?:(?<=[\u4e00-\u9fff)])|(?<=[a-z]{4})|(?<=[\w)]\s))(?:/|[-–—]\s|【)\s?"
    r"|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff]{2,8}|吨$|%$|[A-Za-z]|(?<=[量额])[升度元]$)"
)
_BELOW = regex(
    r"(?i)\b(?:per|of|by|under|over|than|within|each|every|from|to|below|above|least|most)\s(?:in )?$"
    r"|\bper\b|每|(?<!\b20\d)(?<!\b19\d)\d\s$"  # 2024 kWh heads a column
)
_AMOUNTS = frozenset({"energy", "mass", "volume", "co2", "money", "percent", "area", "power"})
_MEASURED = _AMOUNTS | {"intensity"}
# a header such as 培训人次 says what the numbers below count
_PEOPLE = regex(r"(?i)(人次|人数|户数|^(?:(?:number|no\.) of )?(?:members|directors)$)$")
_PEOPLE_HEAD = regex(r"(?:总?人数|数量|数目)\s?[(（][人名位][)）]")
_TIMES = regex(
    r"(?i)(?:次数|频次|场次|(?<![本上前初末])期数|班次|起数|例数)$"
    r"|^(?:(?:number|no\.) of )?meetings(?: held)?(?: in (?:fy ?)?20\d\d)?$"
)
_OWN_QUOTIENT = regex(r"\((?:万?[吨升克元度]|千克|公斤|千瓦时|立方米)[^/()]{0,4}/[^/()]{1,8}\)$")  # of no known unit
_COUNTS = regex(r"(?i)(?:人数|数量|次数|人次|户数|件数)\s?(?:\(.{1,4}\))?$|\bnumber\b")
_OVER_THINGS = regex(
    r"(?i)/(?!(?:day|sec|min|hour|minute|second|week|month|year|annum)s?\b)[a-z]{3}[a-z -]*$"
)  # kg/hotel
_NUMBER_OF = regex(r"(?i)(?:[\w&]+ ){0,3}(?<!per )(?<!the )number of\b")
# Number of employees, beside a label that says which
_COUNTS_PEOPLE = regex(r"(?i)(?:total )?(?:number|no\.?|nos\.?) of (?:employees|staff|workers|people|persons)")
_FEWEST_TOLD = 3  # cells of a row with such words: its label, the words, a figure
_COUNTS_LEAVERS = regex(r"(?i)\b(?:number|no\.?) of \w+ (?:leaving|resigned|who (?:left|resigned))\b")
_CAPTION, _LONG_CAPTION = 60, 140  # characters of lines above a table that may tell its unit
_PERSONS = UnitReading(1.0, "persons", frozenset({"persons"}), None, 0, 0)
_HOUSEHOLDS = UnitReading(1.0, "households", frozenset({"households"}), None, 0, 0)
_PERSON_TIMES = UnitReading(1.0, "person-times", frozenset({"person_times"}), None, 0, 0)


def stands_beside_label(text: str) -> bool:
    """Whether a cell is no label but what stands left of one: its code, its number, a theme such as Social."""
    return _NO_LABEL.fullmatch(text) is not None or _THEME.fullmatch(text) is not None


class GridUnits:
    """Looks for units around a value."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._cells = TableUnits(units)
        self.yuan = units.whole("元")

    def near(self, row: GridRow, label: str, header: str, value: Number) -> UnitReading | None:
        """The unit that the row or the column gives, None where neither does or the cell has its own."""
        if value.unit:
            return None
        over = None if not header or names_parent(header) else self.inside(header) or paid_per_lot(header)
        own = self.of_row(row, label)
        # 立方米 beside 消费量 | 消费金额(千元): what a column of money counts in, no other column of the row does,
        # unless the label prints that its figures are a share or a count: 研发人员占比(%), 授权专利(项)
        if own is not None and over is not None and "money" in over.kinds and over.kinds.isdisjoint(own.kinds):
            counts = own.kinds.isdisjoint(_AMOUNTS) and "/" not in own.unit and self.inside(label) is not None
            return own if "percent" in own.kinds or counts else over
        if own is not None or over is not None:
            return own or over
        if (found := _PEOPLE.search(header)) and value.printed.is_integer():
            return {"人次": _PERSON_TIMES, "户数": _HOUSEHOLDS}.get(found[1], _PERSONS)
        if self.counts_times(header) and value.printed.is_integer():
            return self._units.whole("次")
        return None

    def given_anew(
        self, state: GridState, row: GridRow, label: str, column: int, values: Mapping[int, Number]
    ) -> UnitReading | None:
        """The unit of a column that gives a row's figure once more, in another than the row's: 折标准煤(吨).

        Args:
            state: the headers.
            row: the row.
            label: its label.
            column: the number of the column.
            values: the row's values by column.
        """
        if values[column].unit:
            return None
        others = (self.bracketed(state.header(at - state.shift)) for at in values if at != column)
        told = of_column(self.bracketed(state.header(column - state.shift)), others, self.inside)
        printed = next((self._units.whole(one.unit) for one in values.values() if one.unit), None)
        return told if told is not None and is_given_anew(self.of_row(row, label) or printed, told) else None

    def are_told(self, row: GridRow, label: str, values: Iterable[int], state: GridState) -> bool:
        """Whether the row, or the head of each of its values, says the unit: its figures are no pages then."""
        heads = [" ".join(cell.clean for cell in state.header(column - state.shift)) for column in values]
        return (
            self.of_row(row, label) is not None
            or counts_behind(label)
            or state.counted
            or all(one and (self.counts_times(one) or _PEOPLE.search(one) or self.inside(one)) for one in heads)
        )

    @staticmethod
    def counts(row: GridRow) -> bool:
        """Whether a cell beside the label says that the row's figures are numbers of something, in no unit: No."""
        return any(is_count(cell.clean) for cell in [*texts(row)][1:])

    @staticmethod
    def counts_times(header: str) -> bool:
        """Whether a header says that the numbers below count how often: 召开次数, 期数."""
        return _TIMES.search(header) is not None

    @staticmethod
    def counts_people(header: str) -> bool:
        """Whether a header says no more than that the numbers below count people: 人数(人), 数量(名)."""
        return _PEOPLE_HEAD.fullmatch(header) is not None

    def of_row(self, row: GridRow, label: str) -> UnitReading | None:
        """The unit in a cell of its own, or in the brackets of the label."""
        own = self.inside(label) if label else None
        cells = list(texts(row))
        for n, cell in enumerate(cells):
            if n == 0 and (own is not None or any(self._is_unit(one.clean) for one in cells[1:])):
                continue  # People | Employee engagement (%), People | Turnover rate | %
            if _TWO_DIGITS.search(cell.clean) and not self.is_lot(cell.clean):
                continue
            if n == 0 and _THEME.fullmatch(cell.clean):
                continue
            reading = self.of_cell(cell.clean) if n else self._units.whole(cell.clean)
            if reading is not None and reading.unit:
                return self._of_a_year(reading)
            if reading is not None and n and reading.scale != 1 and own is None:
                return reading  # Complaints received | thousand | 118.4
        return own

    @staticmethod
    def told(row: GridRow) -> GridRow:
        """The row with `persons` for a cell beside its label that says in words whom its figures count.

        A cell behind a code, the number of a row or a theme, before a unit, or over a column is a label itself.
        """
        filled = [(c, cell) for c, cell in enumerate(row) if cell is not None and cell.clean]
        if len(filled) < _FEWEST_TOLD or not _COUNTS_PEOPLE.fullmatch(filled[1][1].clean):
            return row
        label, (at, told), behind = filled[0][1].clean, filled[1], filled[2][1].clean
        if stands_beside_label(label) or behind[0].isalpha() or row[at + 1] is None:
            return row
        return (*row[:at], replace(told, text="persons"), *row[at + 1 :])

    def counts_in_label(self, row: GridRow, column: int, first: int) -> bool:
        """Whether a cell that counts people in words is a label all the same: B1.1 | Number of employees | persons.

        Args:
            row: the row.
            column: the number of the cell's column.
            first: the column of the row's first value.
        """
        cell = row[column]
        if cell is None or not _COUNTS_PEOPLE.fullmatch(cell.clean):
            return False
        before = [one.clean for one in texts(row[:column])]
        return all(map(stands_beside_label, before)) or any(
            self.of_cell(c.clean) for c in texts(row[column + 1 : first])
        )

    def _is_unit(self, text: str) -> bool:
        reading = self._units.whole(text)
        return reading is not None and bool(reading.unit)

    def _of_a_year(self, reading: UnitReading) -> UnitReading:
        """吨/年 beside a figure says that it is a year's; in prose it is what something is made for."""
        unit, slash, below = reading.unit.partition("/")
        plain = self._units.whole(unit) if slash and below == "year" else None
        return replace(plain, scale=reading.scale) if plain is not None else reading

    def of_cell(self, text: str) -> UnitReading | None:
        """The unit that a cell beside the label consists of: `RMB million`, `per million hours`, `kWh in '000s`."""
        if (whole := self._units.whole(text)) is not None or _SEVERAL.search(text):
            return whole
        reading = self._cells.of_cell(text)
        if reading is None or reading.family != "other" or _OVER_THINGS.search(reading.unit):
            return reading
        return None  # kg/h

    def is_measure(self, text: str) -> bool:
        """Whether a cell beside the label is a unit or says that things are counted: `No.`."""
        return is_count(text) or self.of_cell(text) is not None

    def is_lot(self, text: str) -> bool:
        """Whether a text that holds digits is a unit all the same: `10,000 tonnes`, `per 200,000 hours`, `'000 kWh`."""
        return kind_of(text) == "text" and self._cells.of_cell(text) is not None

    @staticmethod
    def percent(label: str, header: str, value: Number) -> UnitReading | None:
        """Per cent, where label or header speak of a rate or share and the number can be one."""
        for text in (label, header):
            no_rate = _FREQUENCY.search(text) or _COUNTS_LEAVERS.search(text)
            if _RATE_WORDS.search(text) and 0 <= value.printed <= 100 and not no_rate:
                return UnitReading(1.0, "%", frozenset({"percent"}), None, 0, 0)
        return None

    def told_above(self, role: Role, text: str, value: Number) -> UnitReading | None:
        """The unit that a text above the row gives; per cent below a rate: 男 | 14.1 below 员工流失率."""
        if role not in {"parent", "caption", "heading"}:
            return None
        return self.inside(text) or (
            self.percent(text, "", value) if role == "parent" or text.startswith("%") else None
        )

    @staticmethod
    def contradicts(label: str, above: UnitReading | None) -> bool:
        """Whether a row says that it counts, so that a unit from above is not its own: 男性人数 below 流失率.

        数量 may be of tonnes, `Number of` no amount is.
        """
        if above is not None and _OWN_QUOTIENT.search(label):
            return True
        if above is None or above.kinds.isdisjoint(_AMOUNTS | {"intensity"}):
            return False
        return (_COUNTS.search(label) if above.unit == "%" else _NUMBER_OF.match(label)) is not None

    def beside(self, headers: Iterable[str]) -> UnitReading | None:
        """The sums of money (万元) that some headers print, for those that print none; None where they differ."""
        told = [said for text in headers if (said := self.inside(text)) and "money" in said.kinds]
        return told[0] if len({(one.unit, one.scale) for one in told}) == 1 and told[0].scale > 1 else None

    def says_money(self, above: UnitReading | None, state: GridState) -> bool:
        """Whether the table is told to be of money: by a line above it, or by a cell over its columns (单位：万元)."""
        if above is not None:
            return "money" in above.kinds
        heads = (cell.clean for cells in state.headers.values() for cell in cells)
        told = (_UNIT_AFTER.search(text) for text in heads if "单位" in text)
        readings = (self._units.whole(found[1]) for found in told if found)
        return any(one is not None and "money" in one.kinds for one in readings)

    def above(self, grid: Grid) -> UnitReading | None:
        """The unit that the lines above the table give for all of it."""
        for line in reversed(grid.above):
            text = without_exceptions(_CURRENCY_NOTE.sub(" ", compact(line)[0]))
            found = _UNIT_AFTER.search(text)
            if found and (reading := self._named_after(text, found)) is not None:
                return reading
            asks = text.endswith(":") and len(text) < _LONG_CAPTION  # Energy used (in gigajoules), in this format:
            if (reading := self.inside(text) if asks or len(text) < _CAPTION else self._closing(text)) is not None:
                return reading
        return None

    def _named_after(self, text: str, found: re.Match[str]) -> UnitReading | None:
        """The unit behind the word that names it: all that follows (RMB 10,000), else its first words."""
        rest = text[found.start(1) :].rstrip(")。. ")
        whole = self.of_cell(rest) if rest != found[1] else None
        return whole or self._units.whole(found[1]) or self._units.whole(found[1].split()[0])

    def _closing(self, text: str) -> UnitReading | None:
        """The unit with which a long caption closes: `Greenhouse gas emissions of all plants (thousand tCO2e)`."""
        return self.in_brackets(text) if len(text) < _LONG_CAPTION else None

    def of_corner(self, state: GridState) -> UnitReading | None:
        """The unit that closes the head over the labels, which is that of all rows: `Source (tCO2e)`, `Fuels, MWh`."""
        heads = [cell.clean for cell in reversed(state.heads_of_labels)]
        told = (
            self.in_brackets(head) or self._listed_last(head) or self._of_amount(_UNIT_NAMED.sub("", head))
            or self._behind(head) or self._of_amount(head.partition(" in ")[2]) for head in heads
        )  # fmt: skip
        return next((reading for reading in told if reading is not None), None)

    def of_group(self, cells: Sequence[tuple[int, Cell]], state: GridState) -> UnitReading | None:
        """The unit in the column of units beside the name of a group, whose rows print none: Electricity | MWh.

        Args:
            cells: the cells of a row without values that hold anything, with their columns.
            state: headers so far.
        """
        if len(cells) != _NAME_AND_UNIT or not any(
            _UNITS.fullmatch(c.clean) for c in state.headers.get(cells[1][0], ())
        ):
            return None
        reading = self.of_cell(cells[1][1].clean)
        return reading if reading is not None and reading.unit else None

    def _listed_last(self, text: str) -> UnitReading | None:
        """The unit of an amount behind a text's last comma."""
        reading = self._of_amount(text.rpartition(",")[2].strip()) if "," in text else None
        return None if reading is None else as_gases(text, reading)

    def _of_amount(self, text: str) -> UnitReading | None:
        """The unit of an amount that a text consists of."""
        reading = self._units.whole(text)
        return None if reading is None or reading.kinds.isdisjoint(_MEASURED) else reading

    def bracketed(self, headers: Sequence[Cell]) -> list[str]:
        """The texts of the headers over a column, one that is nothing but the unit in brackets: 用电量 | 万千瓦时."""
        texts = [cell.clean for cell in headers]
        return [
            f"({text})" if n and text[:1] not in "([" and (said := self._units.whole(text)) and said.unit else text
            for n, text in enumerate(texts)
        ]

    def in_brackets(self, text: str) -> UnitReading | None:
        """The unit in brackets at the end of a text."""
        found = BRACKETS.findall(text) if text.endswith((")", "]")) else []
        found += _NESTED.findall(text)
        inner = _FIRST_OF_SEVERAL.sub(r"\1", UNIT_WORD.sub("", found[-1].strip())) if found else ""
        reading = self._units.whole(inner) or (self.of_cell(inner) if inner.isascii() else None)
        return reading if reading is not None and reading.unit else None

    def of_title(self, text: str) -> UnitReading | None:
        """The unit in brackets behind a group's title; tonnes are of CO2 where it names greenhouse gases alone."""
        reading = self.in_brackets(text)
        alone = reading is not None and text.isascii() and not _POLLUTANTS.search(text)
        return as_gases(text, reading) if alone and reading is not None else reading

    def scaled_money(self, label: str, value: Number) -> Number:
        """Money that prints its sign, of which the label tells the scale: Payroll (millions) | $317.1."""
        found = _MILLIONS.search(label)
        if found is None or "money" not in value.kinds or value.value != value.printed:
            return value
        scale = self._units.whole(found[1])
        return value if scale is None else with_unit(value, scale)

    def inside(self, text: str) -> UnitReading | None:
        """A unit in brackets, at the end of a label, or that a header consists of."""
        reading = self._inside(text)
        return reading and self._of_a_year(reading)

    def _inside(self, text: str) -> UnitReading | None:
        text = without_about(text)
        last = UNIT_WORD.sub("", text.rpartition(",")[2].strip()) if "," in text and "/" in text else ""
        over = None if "/" not in last else self._units.whole(last) if " " in last else self.of_cell(last)
        if over is not None and over.unit:
            return over  # Energy intensity (energy per net revenue), MWh/EURm
        if text.endswith("))") and (nested := _UNIT_NESTED.search(text)) and (reading := self._units.whole(nested[1])):
            return reading
        for printed in reversed(BRACKETS.findall(text)):
            inner = _REMARK.sub("", UNIT_WORD.sub("", printed.strip()))
            if (reading := self.of_cell(inner) or self.of_cell(beside_unit(inner, self._units.whole)[1])) and (
                reading.unit or reading.scale != 1
            ):
                return reading if reading.unit else self._behind(text) or reading  # in kWh (thousand)
        if (hours := per_hours(text)) is not None:
            return UnitReading(1.0, hours, frozenset({"rate"}), "time", 0, 0)
        if (heads := per_heads(text)) is not None:
            return heads
        last = _PARTS.split(text)[-1]  # 现金分红金额(含税)■亿元
        return self._units.whole(text) or (self._units.whole(last) if last != text else None) or self._behind(text)

    def _behind(self, text: str) -> UnitReading | None:
        """The unit of an amount right behind a label: 用电量/万千瓦时, 用电量万千瓦时, `Electricity in MWh`.

        Words for what is counted and for time are parts of labels as well, and so are units below a line.
        """
        for found in _BEHIND.finditer(text):
            reading = self._units.whole(text[found.end() :].rstrip("】 "))
            measured = reading is not None and (not reading.kinds.isdisjoint(_MEASURED) or reading.scale != 1)
            if reading is not None and reading.unit and measured:  # '000 hours is no part of a label
                return None if _BELOW.search(text[: found.end()]) else reading
        return None
