"""What a line of a text file may be of a table: its label, its unit and its values, whatever sets them apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.plain_tables.line_cells import (
    BETWEEN,
    NOT_GIVEN,
    SHARE_BEHIND,
    Span,
    split,
    stripped,
    with_shares,
    words,
)
from cnesg.extraction.plain_tables.line_units import UNIT_TOKENS, LineUnits
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable
from cnesg.text.language import is_latin

_GIVES_NONE = regex(r"(?i)(?:-{1,3}|[—–]{1,2}|/|n[/.]?a\.?|不适用|未披露|未統計|未统计)$")
_ZERO_WORDS = frozenset({"nil", "none", "zero"})
_SENTENCE = regex(
    r"[。；;！!？?]|[，,、](?!\d{3}(?!\d))|[:：].*[:：]|(?<![A-Z.]\.[A-Z])(?<!\bAvg)(?<!\bNo)(?<!^\d)(?<!^\d\d)"
    r"(?<!\(\d)(?<!\(\d\d)\.\s[A-Z]"
)
_LIST_COMMA = regex(  # leaks, thefts or losses of customer data; Scope 1, 2 and 3 emissions
    r",(?= (?:[A-Za-z(]|\d(?:, \d)*,? ?(?:&|\+|and|or) ?\d))"
)
_SCOPES_COMMA = regex(r"(?i)(?<=scope \d),(?= \d)|(?<=scopes \d),(?= \d)")  # emissions (Scope 1, 2 and 3)
_AFTER_COMMA = regex(r"[，,]\s?(?=[^，,]{1,12}$)")
_OF_WHICH = regex(r"(?i)^of (?:which|whom), (?=[a-z])")
_IN_BRACKETS = regex(r"[(\[]([^()\[\]]+)[)\]]$")
_UNIT_WORD = regex(r"(?i)^(?:单位|unit)\s?[:：]?\s?")
_LETTERS = regex(r"[\u4e00-\u9fff]|[A-Za-z]{3}|^(?:UK|US|EU|SO2|CO2|PM(?:2\.5|10)?|HF)\b")
_BROKEN = regex(r"\d[.,]$|(?<!\d)[:：]\s*\d+$")  # 捐赠金额：35. | 32万元
_AGE_LINE = regex(r"(?i)\s*(?:under|below|over|above|aged?|[<>≤≥])\s?\d\d\s*$")
_RANGE = regex(r"\d+\s?[-–—~～至]\s?\d+$")
_LIKE_AGE = regex(r"岁|歲|\byears?\b|^(?:over|under|above|below|aged?)\s\d\d$", re.IGNORECASE)
# 综合能耗吨标准煤2.31: a label, maybe a unit, and the first of the values with nothing between them
_GLUED = regex(r"(?P<label>.*[\u4e00-\u9fff].*?[\u4e00-\u9fff)）a-zA-Z%²³])(?P<value>\d[\d,]*(?:\.\d+)?%?)$")
_LONGEST_GLUED = 14  # characters of a unit that nothing sets off from its label
# Words that a number behind them belongs to: ISO 45001, age <30
_NUMBERED = regex(
    r"(?:(?i:age[ds]?)|ISO(?:/IEC)?|IEC|OHSAS|EN|SA|AS|GRI|SDGs?|Goal|IFRS|PM)$"
)  # what ends with a number
_STEP = regex(r"(?:Scope|Category|Tier|Level|Class|Phase|Stage)\s\d{1,2}[*†‡]{0,3}")
_LONGEST = 190  # characters of a line of a table, besides the blanks that set its cells apart
_LONGEST_LABEL = 70
_LONGEST_APART = 100  # of one that a wide gap sets off from its values
_LONGEST_BESIDE = 150  # of an English label that blanks set apart from the values beside it
_YEARS = (1990, 2100)
_SUM = regex(r"(?i)(?:grand )?total:?|合计[:：]?|总计[:：]?")


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


class LineReader:
    """Takes lines apart; holds the unit table."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._of_line = LineUnits(units)
        self.parts = lru_cache(maxsize=4096)(self._parts)

    def unit(self, text: str) -> UnitReading | None:
        """The unit that a text consists of."""
        return self._of_line.unit(text)

    def is_unit(self, text: str) -> bool:
        """Whether a text consists of a unit."""
        return self.unit(text) is not None

    def is_unit_cell(self, text: str) -> bool:
        """Whether a text that is a cell of its own is a unit, of many words too."""
        return self._of_line.is_cell(text)

    def is_lot(self, text: str) -> bool:
        """Whether a text is a round number of units, and so may be the unit of figures: 1,000 m3, RMB10,000."""
        return self._of_line.is_lot(text)

    def is_bare(self, text: str, value: Span) -> bool:
        """Whether a value of a line prints no unit."""
        number = self._number(text[slice(*value)])
        return number is None or not number.unit

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
        if not text.strip() or (len(text) > _LONGEST and len(BETWEEN.sub("", text)) > _LONGEST):
            return None
        if _AGE_LINE.match(text):
            return Parts((stripped(text, (0, len(text))),), None, ())
        if self._of_line.is_rate(text.strip()):  # per 200,000 hours, on a line of its own
            return Parts((), stripped(text, (0, len(text))), ())
        cells = split(text, BETWEEN)
        whole = len(cells) > 1  # 317 322 with nothing beside it are two figures rather than one
        cells = with_shares(text, cells if whole else words(text))
        behind = self._behind(text, cells)
        values, rest = self._values(text, cells[: len(cells) - behind])
        if behind:
            unit: Span | None = (cells[-behind][0], cells[-1][1])
        elif len(values) > 1 and self._trails(text, values):
            values, unit = self._of_line.behind_last(text, values)
        elif glued := self._glued(text, rest, values):
            rest, unit, values = glued
        else:
            rest, unit = self._of_line.of_label(text, rest, apart=whole, has_values=bool(values))
        label = tuple(rest) if whole or not rest else ((rest[0][0], rest[-1][1]),)
        named = BETWEEN.sub(" ", text[label[0][0] : label[-1][1]]) if label else ""
        row = len(values) > 1 and is_latin(named)  # GHG emissions intensity per million revenue (tCO2e/HK$ million)
        if values and is_latin(named) and (whole or row):
            longest = _LONGEST_BESIDE
        else:
            longest = _LONGEST_APART if whole and len(label) == 1 else _LONGEST_LABEL
        if label and not self._is_label(_LIST_COMMA.sub("", named) if row else named, longest):
            return None
        return Parts(label, unit, tuple(values))

    def _behind(self, text: str, cells: list[Span]) -> int:
        """How many cells at the end of a line are the unit of the figures before it."""

        def is_bare(cell: Span) -> bool:
            return self.is_value(text[slice(*cell)]) and self.is_bare(text, cell)

        return self._of_line.over_words_behind(text, cells, self.is_value) or self._of_line.behind_bare(
            text, cells, is_bare
        )

    def _is_label(self, label: str, longest: int) -> bool:
        bare = _OF_WHICH.sub("", _AFTER_COMMA.sub(" ", _SCOPES_COMMA.sub(" ", label)))
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
            if at > 1 and values and _STEP.fullmatch(text, cells[at - 2][0], cells[at - 1][1]):
                break  # Scope 1
            if values and self._ends_with_lot(text, cells[:at], values) and self.is_bare(text, values[-1]):
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
            if begin < 0 or (values and self.is_bare(text, values[-1])):  # 10,000 kWh | 41 and Under 30 persons | 41
                break
            values.append((cells[begin][0], cells[at - 1][1]))
            at = begin
        return values[::-1], cells[:at]

    def _ends_with_lot(self, text: str, cells: list[Span], values: list[Span]) -> bool:
        """Whether the last cell, or before some values the last two, are a lot: 10,000 tonnes, RMB | 10,000."""
        if self.is_lot(text[slice(*cells[-1])]):
            return True
        return len(values) > 1 and len(cells) > 1 and self.is_lot(text[cells[-2][0] : cells[-1][1]])

    def _several(self, text: str, cell: Span) -> list[Span]:
        """The values of which a cell consists that holds some side by side."""
        inner = [(cell[0] + a, cell[0] + b) for a, b in words(text[slice(*cell)])]
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
        for begin in range(at - 2, max(-1, at - 2 - UNIT_TOKENS), -1):
            if not self.is_value(text[slice(*cells[begin])]):
                continue
            both = text[cells[begin][0] : cells[at - 1][1]]
            return begin if self.unit(text[cells[begin + 1][0] : cells[at - 1][1]]) and self.is_value(both) else -1
        return -1

    def is_value(self, text: str) -> bool:
        """Whether a cell holds a figure, or a mark where none is given; a year is none."""
        if _GIVES_NONE.match(text) or NOT_GIVEN.match(text) or text.strip().lower() in _ZERO_WORDS:
            return True
        text = SHARE_BEHIND.sub("", text)  # 128 (82%)
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
