"""What a line of a text file may be of a table: its label, its unit and its values, whatever sets them apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cnesg.extraction.breakdowns import age_of_cell
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.cell_marks import NOT_GIVEN_WORDS
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.labels.references import is_count
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.units import UnitReading, UnitTable
from cnesg.text import fold
from cnesg.text.language import is_latin

Span = tuple[int, int]

STROKE = re.compile(r"[|｜│┃║]")
_BETWEEN = re.compile(r"[|｜│┃║]|\t|[ \u00a0\u2002-\u200a]{2,}|\s*\u3000\s*|\s*(?:[.．·]{4,}|…{2,}|(?:\. ){3,}\.?)\s*")
_BLANK = re.compile(r"[ \u00a0\u2002-\u200a]+")
_NOT_GIVEN = re.compile(r"(?i)(?:-{1,3}|[—–]{1,2}|/|n[/.]?a\.?|不适用|未披露|未統計|未统计)$")
_NOT_GIVEN_WORDS = re.compile(rf"(?i){NOT_GIVEN_WORDS}$")
_ZERO_WORDS = frozenset({"nil", "none", "zero"})
_NOTE_MARK = re.compile(r"\d{1,2}\)$")  # 11,702 4)
_SENTENCE = re.compile(
    r"[。；;！!？?]|[，,、](?!\d{3}(?!\d))|[:：].*[:：]|(?<![A-Z.]\.[A-Z])(?<!\bAvg)(?<!\bNo)(?<!^\d)(?<!^\d\d)\.\s[A-Z]"
)
_LIST_COMMA = re.compile(r",(?= [A-Za-z(])")  # leaks, thefts or losses of customer data
_AFTER_COMMA = re.compile(r"[，,]\s?(?=[^，,]{1,12}$)")
_OF_WHICH = re.compile(r"(?i)^of (?:which|whom), (?=[a-z])")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_UNIT_WORD = re.compile(r"(?i)^(?:单位|unit)\s?[:：]?\s?")
_LETTERS = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{3}")
_BROKEN = re.compile(r"\d[.,]$|(?<!\d)[:：]\s*\d+$")  # 捐赠金额：35. | 32万元
_AGE_LINE = re.compile(r"(?i)\s*(?:under|below|over|above|aged?|[<>≤≥])\s?\d\d\s*$")
_RANGE = re.compile(r"\d+\s?[-–—~～至]\s?\d+$")
_LIKE_AGE = re.compile(r"岁|歲|\byears?\b|^(?:over|under|above|below|aged?)\s\d\d$", re.IGNORECASE)
_COUNT = frozenset({"count", "Count"})
_NO_COUNT = re.compile(r"(?i)\b(?:head|body|cell|item|total)\s+$")
_NO_UNIT_BEHIND = re.compile(r"(?i)\b(?:the|this|each|every|per|of|a|last|previous)$")  # patents granted in the | year
# 综合能耗吨标准煤2.31: a label, maybe a unit, and the first of the values with nothing between them
_PER_LOT = re.compile(r"(?i)per (?:\d|million|thousand|hundred)")
_GLUED = re.compile(r"(?P<label>.*[\u4e00-\u9fff].*?[\u4e00-\u9fff)）a-zA-Z%²³])(?P<value>\d[\d,]*(?:\.\d+)?%?)$")
_LONGEST_GLUED = 14  # characters of a unit that nothing sets off from its label
# Words that a number behind them belongs to: ISO 45001, age <30
_NUMBERED = re.compile(
    r"(?:(?i:age[ds]?)|ISO(?:/IEC)?|IEC|OHSAS|EN|SA|AS|GRI|SDGs?|Goal|IFRS|PM)$"
)  # what ends with a number
_COUNT_TOKENS = 3
_UNIT_TOKENS = 4  # words of the longest unit: per million hours worked
_WORDED_TOKENS = 12  # of one with words behind it: tonnes of standard coal/1,000 cubic metres of water treated
_LOT = re.compile(  # 10,000 tonnes is a unit, and so is RMB10,000
    r"10{0,2}(?:[,']?000){1,3}\s?[^\d\s,.]"
    r"|(?:RMB|CNY|HKD|USD|(?:HK|US)?\$|¥)\s?1(?:0{0,2}(?:[,']?000){1,3}|0{0,2} (?:million|billion))$"
)
_LONGEST = 190  # characters of a line of a table, besides the blanks that set its cells apart
_LONGEST_LABEL = 70
_LONGEST_APART = 100  # of one that a wide gap sets off from its values
_LONGEST_BESIDE = 150  # of an English label that blanks set apart from the values beside it
_PAIR = 2
_MONEY = "RCHU$¥"  # first letters of a currency
_CLOSES = ("#", "000", "million", "billion")  # how a unit may end that is no value: RMB10,000, RMB100 million
_YEARS = (1990, 2100)
_SHARE_BEHIND = re.compile(r"\(\d{1,3}(?:\.\d+)?\s?%\)$")
_BEFORE_SHARE = re.compile(r"\d[\d,]*(?:\.\d+)?$")
# What is below the line in words: training hours per employee - Managers is a label
_OVER = re.compile(r"/|\bper\s(?=\d|million|thousand|hundred|RMB|CNY|HK|US|[$€£¥])")
_LATIN, _HAN = re.compile(r"[A-Za-z]"), re.compile(r"[\u4e00-\u9fff]")
_SUM = re.compile(r"(?i)(?:grand )?total:?|合计[:：]?|总计[:：]?")


def is_sum(label: str) -> bool:
    """Whether a label says no more than that its row is the sum of those above."""
    return _SUM.fullmatch(label.strip()) is not None


@dataclass(frozen=True)
class Parts:
    """A line as a part of a table; spans are into its text.

    Attributes:
        label: the cells that name the row; none where the line holds values or a unit alone.
        unit: the cell of the unit, where it has one.
        values: the cells of its values, from left to right.
    """

    label: tuple[Span, ...]
    unit: Span | None
    values: tuple[Span, ...]


def _split(text: str, between: re.Pattern[str]) -> list[Span]:
    found, at = [], 0
    for gap in between.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(text)))
    return [stripped for span in found if (stripped := _stripped(text, span))[0] < stripped[1]]


def _words(text: str) -> list[Span]:
    """The words of a text, those together that say that no figure is given: Not available."""
    found: list[Span] = []
    for start, end in _split(text, _BLANK):
        if found and text[end - 1] == ")" and _is_note(text, start, end):
            continue
        joined = found and _NOT_GIVEN_WORDS.match(text, found[-1][0], end)
        found.append((found.pop()[0] if joined else start, end))
    return found


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether a word behind another refers to a footnote: 2) in `Energy intensity 2) kWh/t`, but not in `(1 or 2)`."""
    return bool(_NOTE_MARK.match(text[start:end])) and text.count("(", 0, start) == text.count(")", 0, start)


def _stripped(text: str, span: Span) -> Span:
    part = text[slice(*span)]
    return span[0] + len(part) - len(part.lstrip()), span[1] - len(part) + len(part.rstrip())


def _with_shares(text: str, cells: list[Span]) -> list[Span]:
    """The cells, each count in one with the share in brackets behind it: 128 (82%)."""
    found: list[Span] = []
    for cell in cells:
        if found and _SHARE_BEHIND.match(text, *cell) and _BEFORE_SHARE.match(text, *found[-1]):
            found[-1] = (found[-1][0], cell[1])
        else:
            found.append(cell)
    return found


class LineReader:
    """Takes lines apart; holds the unit table."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._cells = TableUnits(units)
        self.parts = lru_cache(maxsize=4096)(self._parts)

    def unit(self, text: str) -> UnitReading | None:
        """The unit that a text consists of."""
        reading = self._units.whole(compact(text.strip())[0]) if text.strip() else None
        return reading if reading is not None and reading.unit else None

    def is_unit(self, text: str) -> bool:
        """Whether a text consists of a unit."""
        return self.unit(text) is not None

    def _is_long_unit(self, text: str) -> bool:
        """Whether a cell is a unit of many words: tonnes of carbon dioxide equivalent per 10,000 m2 of floor area."""
        if " " not in text.strip() or self.unit(text):
            return False
        reading = self._cells.of_cell(compact(text.strip())[0])
        return reading is not None and reading.unit != "" and reading.family != "other"

    def _is_rate(self, text: str) -> bool:
        """Whether a text is a rate over hours or heads: per 200,000 hrs worked."""
        return _PER_LOT.match(text) is not None and self._cells.of_cell(compact(text)[0]) is not None

    def _is_unit_twice(self, text: str) -> bool:
        """Whether a text names one unit in English and then in Chinese: Hours 小時."""
        if " " not in text or not _LATIN.search(text) or not _HAN.search(text):
            return False
        reading = self._cells.of_cell(compact(text.strip())[0])
        return reading is not None and reading.unit != ""

    def _number(self, text: str) -> Number | None:
        """The number that a cell as printed consists of."""
        return read_cell(compact(text)[0], self._units)

    def says_unit(self, text: str, label: tuple[Span, ...], values: tuple[Span, ...]) -> bool:
        """Whether a label ends with a unit in brackets, or each value has its own."""
        found = _IN_BRACKETS.search(compact(text[label[-1][0] : label[-1][1]])[0])
        if found is not None and self.unit(_UNIT_WORD.sub("", found[1])):
            return True
        numbers = [self._number(text[slice(*one)]) for one in values]
        return all(one is not None and bool(one.unit) for one in numbers)

    def _parts(self, text: str) -> Parts | None:
        """What a line holds of a table, None for a sentence or anything else that is no part of one."""
        if not text.strip() or (len(text) > _LONGEST and len(_BETWEEN.sub("", text)) > _LONGEST):
            return None
        if _AGE_LINE.match(text):
            return Parts((_stripped(text, (0, len(text))),), None, ())
        if self._is_rate(text.strip()):  # per 200,000 hours, on a line of its own
            return Parts((), _stripped(text, (0, len(text))), ())
        cells = _split(text, _BETWEEN)
        whole = len(cells) > 1  # 317 322 with nothing beside it are two figures rather than one
        split = _with_shares(text, cells if whole else _words(text))
        behind = self._worded_behind(text, split)
        values, rest = self._values(text, split[: len(split) - behind])
        unit: Span | None
        if behind:
            unit = (split[-behind][0], split[-1][1])
        elif len(values) > 1 and self._trails(text, values):
            values, unit = self._trailing(text, values)
        elif glued := self._glued(text, rest, values):
            rest, unit, values = glued
        else:
            rest, unit = self._unit_of(text, rest, apart=whole, has_values=bool(values))
        label = tuple(rest) if whole or not rest else ((rest[0][0], rest[-1][1]),)
        named = _BETWEEN.sub(" ", text[label[0][0] : label[-1][1]]) if label else ""
        row = len(values) > 1 and is_latin(named)  # GHG emissions intensity per million revenue (tCO2e/HK$ million)
        if values and is_latin(named) and (whole or row):
            longest = _LONGEST_BESIDE
        else:
            longest = _LONGEST_APART if whole and len(label) == 1 else _LONGEST_LABEL
        if label and not self._is_label(_LIST_COMMA.sub("", named) if row else named, longest):
            return None
        return Parts(label, unit, tuple(values))

    def _is_label(self, label: str, longest: int) -> bool:
        bare = _OF_WHICH.sub("", _AFTER_COMMA.sub(" ", label))
        if len(label) > longest or _BROKEN.search(label):
            return False
        return bool(_LETTERS.search(label) or age_of_cell(label)) and not _SENTENCE.search(bare)

    def _values(self, text: str, cells: list[Span]) -> tuple[list[Span], list[Span]]:
        """The values at the end of a line, each with its own unit, and the cells before them."""
        values: list[Span] = []
        at = len(cells)
        while at:
            if at > 1 and _NUMBERED.match(text[slice(*cells[at - 2])]):
                break  # Sites certified to ISO 45001
            if values and self._is_lot(text, cells[max(0, at - 2) : at], values) and self._is_bare(text, values[-1]):
                break  # 10,000 tonnes | 41
            if self.is_value(text[slice(*cells[at - 1])]):
                values.append(cells[at - 1])
                at -= 1
                continue
            if inner := self._several(text, cells[at - 1]):
                values += reversed(inner)
                at -= 1
                continue
            begin = self._value_with_unit(text, cells, at)
            if begin < 0 or (values and self._is_bare(text, values[-1])):  # 10,000 kWh | 41 and Under 30 persons | 41
                break
            values.append((cells[begin][0], cells[at - 1][1]))
            at = begin
        return values[::-1], cells[:at]

    @staticmethod
    def _is_lot(text: str, cells: list[Span], values: list[Span]) -> bool:
        """Whether the last of two cells, or both before two values, are a unit of many: 10,000 tonnes, RMB 10,000."""
        if _LOT.match(text[slice(*cells[-1])]):
            return True
        both = text[cells[0][0] : cells[-1][1]] if len(values) >= _PAIR else ""
        return both[:1] in _MONEY and _LOT.match(both) is not None

    def _is_bare(self, text: str, value: Span) -> bool:
        number = self._number(text[slice(*value)])
        return number is None or not number.unit

    def _several(self, text: str, cell: Span) -> list[Span]:
        """The values of which a cell consists that holds some side by side."""
        inner = [(cell[0] + a, cell[0] + b) for a, b in _words(text[slice(*cell)])]
        return inner if len(inner) > 1 and all(self.is_value(text[slice(*one)]) for one in inner) else []

    def _glued(
        self, text: str, rest: list[Span], values: list[Span]
    ) -> tuple[list[Span], Span | None, list[Span]] | None:
        """Label, unit and values where the first value stands right behind its unit, and the unit behind the label.

        The longest word that is a unit counts as one: 吨标煤/万元, and not 万元. A value that is alone needs a unit.
        """
        if len(rest) != 1 or "\t" in text or (found := _GLUED.match(text, *rest[0])) is None:
            return None
        start, end = found.span("label")
        first = max(start + 2, end - _LONGEST_GLUED)
        at = next((at for at in range(first, end) if self.unit(text[at:end]) is not None), end)
        if at == end and not values:
            return None
        return [(start, at)], (at, end) if at < end else None, [found.span("value"), *values]

    def _value_with_unit(self, text: str, cells: list[Span], at: int) -> int:
        """Where the cells before `at` begin to be a number and its unit; -1 where they are none."""
        for begin in range(at - 2, max(-1, at - 2 - _UNIT_TOKENS), -1):
            if not self.is_value(text[slice(*cells[begin])]):
                continue
            both = text[cells[begin][0] : cells[at - 1][1]]
            return begin if self.unit(text[cells[begin + 1][0] : cells[at - 1][1]]) and self.is_value(both) else -1
        return -1

    def is_value(self, text: str) -> bool:
        """Whether a cell holds a figure, or a mark where none is given; a year is none."""
        if _NOT_GIVEN.match(text) or _NOT_GIVEN_WORDS.match(text) or text.strip().lower() in _ZERO_WORDS:
            return True
        text = _SHARE_BEHIND.sub("", text)  # 128 (82%)
        if not any(character.isdecimal() for character in text) or _LIKE_AGE.search(text) or _RANGE.match(text):
            return False
        number = self._number(text)
        if number is None:
            return False
        return not (_YEARS[0] <= number.printed <= _YEARS[1] and number.raw_value == text.strip() and len(text) == 4)

    def _trails(self, text: str, values: list[Span]) -> bool:
        """Whether the unit behind the last value is that of all of them."""
        numbers = [self._number(text[slice(*one)]) for one in values]
        return all(n is not None and not n.unit for n in numbers[:-1]) and bool(numbers[-1] and numbers[-1].unit)

    def _trailing(self, text: str, values: list[Span]) -> tuple[list[Span], Span | None]:
        start, end = values[-1]
        if len(values) > _PAIR and _LOT.match(text[start:end]):
            return values[:-1], (start, end)
        gap = _BLANK.search(text, start, end)
        if gap is None or self.unit(text[gap.end() : end]) is None:
            return values, None
        return [*values[:-1], (start, gap.start())], (gap.end(), end)

    def _worded_behind(self, text: str, cells: list[Span]) -> int:
        """How many cells at the end of a line are a unit over something in words behind two values or more."""
        closing = text[slice(*cells[-1])] if cells else ""
        if len(cells) <= _PAIR or not (_OVER.search(text) or closing.endswith(_CLOSES)):
            return 0
        for last in range(len(cells) - 2, max(1, len(cells) - _WORDED_TOKENS), -1):
            if not self.is_value(text[slice(*cells[last])]) or not self.is_value(text[slice(*cells[last - 1])]):
                continue  # 0.61 0.67 per 200,000 hours
            behind = cells[last + 1 :]
            lot = closing == "#" or _LOT.match(text[behind[0][0] : behind[-1][1]])
            if lot or self._worded_from(text, behind, 0) == 0:
                return len(behind)
        return 0

    def _worded_from(self, text: str, cells: list[Span], first: int) -> int | None:
        """Where the last cells begin to be a unit over something in words: kgCO2e/m3 of water treated."""
        if not cells or not _OVER.search(text, cells[0][0], cells[-1][1]):
            return None
        for begin in range(max(first, len(cells) - _WORDED_TOKENS), len(cells)):
            rest = compact(text[cells[begin][0] : cells[-1][1]])[0]
            above = _OVER.split(rest, maxsplit=1)[0]
            if self._is_rate(rest):
                return begin
            if above == rest or self.unit(above.strip()) is None:
                continue
            reading = self._cells.of_cell(rest)
            if reading is not None and reading.unit and reading.family not in {None, "other"}:
                return begin
        return None

    def _unit_of(
        self, text: str, cells: list[Span], *, apart: bool, has_values: bool
    ) -> tuple[list[Span], Span | None]:
        """The cells before the values without those of the unit, and its span; `apart` where wide gaps set them off.

        A line without values may be nothing but a unit.
        """
        begin = len(cells) - 1 if apart and len(cells) > 1 and self._is_long_unit(text[slice(*cells[-1])]) else None
        if begin is None and not apart:
            begin = self._worded_from(text, cells, int(has_values))
        if begin is not None:
            return cells[:begin], (cells[begin][0], cells[-1][1])
        for begin in range(max(0, len(cells) - _UNIT_TOKENS), len(cells)):
            span = (cells[begin][0], cells[-1][1])
            rest = text[slice(*span)]
            before = text[cells[0][0] : cells[begin - 1][1]] if begin and not apart else ""
            unit = self.unit(rest) or self._is_rate(rest) or self._is_unit_twice(rest) or _LOT.match(rest)
            if rest.endswith(")") and "(" not in rest:  # LTIR (per 200,000 | hours)
                continue
            if unit and not _NO_UNIT_BEHIND.search(before):  # Number of | suppliers
                return cells[:begin], span
        if not cells:
            return cells, None
        for begin in range(max(1, len(cells) - _COUNT_TOKENS), len(cells)):
            last = text[cells[begin][0] : cells[-1][1]]
            sets_off = apart or last[0] in "(#nN" or (last in _COUNT and not _NO_COUNT.search(text[: cells[begin][0]]))
            if is_count(fold(last)) and sets_off:  # No. of cases, but local suppliers
                return cells[:begin], (cells[begin][0], cells[-1][1])
        start, end = cells[-1]  # 用电量 万千瓦时 in one of the cells
        for gap in _BLANK.finditer(text, start, end):
            closed = text.count("(", start, gap.start()) == text.count(")", start, gap.start())
            if closed and not _NO_UNIT_BEHIND.search(text[start : gap.start()]) and self.unit(text[gap.end() : end]):
                return [*cells[:-1], (start, gap.start())], (gap.end(), end)
        return cells, None
