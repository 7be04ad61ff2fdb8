"""Units in a line of a text file: at the end of its label, before its values, or behind the last of them."""

from collections.abc import Callable, Iterator

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.labels.references import is_count
from cnesg.extraction.plain_tables.line_cells import BLANK, Span
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable
from cnesg.text import fold

_COUNT = frozenset({"count", "Count"})
_COUNTED = frozenset({"rate", "ratio", "score", "index", "points"})  # what stands for a unit in a cell of its own
_NO_COUNT = regex(r"(?i)\b(?:head|body|cell|item|total)\s+$")
_NO_UNIT_BEHIND = regex(
    r"(?i)\b(?<!disposed )(?:the|this|each|every|per|of|a|last|previous)$"
)  # patents granted in the | year
_PER_LOT = regex(  # per 200,000 hrs worked, injuries per million hours
    r"(?i)(?:(?:recordable )?(?:cases|injur(?:y|ies)|(?:ac|in)cidents|events|deaths|fatalities|lti|number|no\.?|#) )?"
    r"(?:per |/ ?)(?:\d|million|thousand|hundred)"
)
_RATE = regex(r"(?:(?i:\brates?|\bfrequency|\bindex)|[A-Z]{2,}(?:FR|R|RI?F)|\))[\d*]{0,2}$")
_COUNT_TOKENS = 3
UNIT_TOKENS = 4  # words of the longest unit: per million hours worked
_RATE_TOKENS = 6  # of a rate that says what it counts: recordable injuries per million hours worked
_WORDED_TOKENS = 12  # of one with words behind it: tonnes of standard coal/1,000 cubic metres of water treated
_LOT = regex(  # 10,000 tonnes, 1000TJ; a round sum of money needs no word: RMB10,000, RMB100 million
    r"(?P<things>10{0,2}(?:[,']?000){1,3}\s?[^\d\s,.].*)"
    r"|(?:RMB|CNY|HKD|USD|(?:HK|US)?\$|¥)\s?1(?:0{0,2}(?:[,']?000){1,3}|0{0,2} (?:million|billion))"
)
_PAIR = 2
_CLOSES = ("#", "000", "million", "billion")  # how a unit may end that is no value: RMB10,000, RMB100 million
# What is below the line in words: training hours per employee - Managers is a label
_OVER = regex(r"/|\bper\s(?=\d|million|thousand|hundred|RMB|CNY|HK|US|[$€£¥])")
_PER_TONNE = regex(r"(?i)[a-z0-9³ ]{1,40}? per (?:metric )?ton(?:ne)?s? of [a-z]")
_FOR_EACH = regex(r"([A-Za-z]+[23³²]?)/[a-z]{3}[a-z-]*")
_LATIN, _HAN = regex(r"[A-Za-z]"), regex(r"[\u4e00-\u9fff]")


class LineUnits:
    """Finds the units of lines; holds the unit table."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._cells = TableUnits(units)

    def unit(self, text: str) -> UnitReading | None:
        """The unit that a text consists of."""
        reading = self._units.whole(compact(text.strip())[0]) if text.strip() else None
        return reading if reading is not None and reading.unit else None

    def is_lot(self, text: str) -> bool:
        """Whether a text is a round number of units, and so may be the unit of figures: 1,000 m3, RMB10,000."""
        found = _LOT.fullmatch(text.strip())
        return found is not None and (found["things"] is None or self.unit(text) is not None)

    def is_rate(self, text: str, before: str = "") -> bool:
        """Whether a text is a rate by hours or heads: per 200,000 hrs; behind a rate's name what it counts too.

        Args:
            text: the text.
            before: what the line says before it.
        """
        found = _PER_LOT.match(text)
        if found is None or (found[0][0] not in "p/" and not _RATE.search(before)):
            return False
        return self._cells.of_cell(compact(text)[0]) is not None

    def of_label(
        self, text: str, cells: list[Span], *, apart: bool, has_values: bool
    ) -> tuple[list[Span], Span | None]:
        """The cells before the values without those of the unit, and its span.

        Args:
            text: the line.
            cells: its cells before the values.
            apart: whether strokes or wide gaps set the cells apart; else they are words.
            has_values: whether values stand behind them; a line without may be nothing but a unit.
        """
        worded = None if apart else self._over_words(text, cells, int(has_values))
        if worded is None and not apart:
            worded = self._of_product(text, cells)
        if apart and len(cells) > 1 and self._is_long(text[slice(*cells[-1])]):
            worded = len(cells) - 1
        if worded is not None:
            return cells[:worded], (cells[worded][0], cells[-1][1])
        for begin, rest in _ends(text, cells, 0, UNIT_TOKENS):
            before = text[cells[0][0] : cells[begin - 1][1]] if begin and not apart else ""
            unit = self.unit(rest) or self.is_rate(rest, before) or self._is_twice(rest) or self.is_lot(rest)
            unit = unit or self._is_for_each(rest) or (not apart and begin > 0 and self._is_intensity(rest))
            aged = rest[:4].lower() == "year" and before[-1:].isdigit()  # Employees aged 30-39 | years
            if unit and not aged and not _NO_UNIT_BEHIND.search(before):  # Number of | suppliers
                return cells[:begin], (cells[begin][0], cells[-1][1])
        if not cells:
            return cells, None
        for begin in range(max(1, len(cells) - _COUNT_TOKENS), len(cells)):
            last = text[cells[begin][0] : cells[-1][1]]
            sets_off = apart or last[0] in "(#nN" or (last in _COUNT and not _NO_COUNT.search(text[: cells[begin][0]]))
            if is_count(fold(last)) and sets_off:  # No. of cases, but local suppliers
                return cells[:begin], (cells[begin][0], cells[-1][1])
        start, end = cells[-1]  # 用电量 万千瓦时 in one of the cells
        for gap in BLANK.finditer(text, start, end):
            closed = text.count("(", start, gap.start()) == text.count(")", start, gap.start())
            if closed and not _NO_UNIT_BEHIND.search(text[start : gap.start()]) and self.unit(text[gap.end() : end]):
                return [*cells[:-1], (start, gap.start())], (gap.end(), end)
        return cells, None

    def behind_last(self, text: str, values: list[Span]) -> tuple[list[Span], Span | None]:
        """The values, the last without the unit behind it that is that of all of them, and its span: 52 55 tonnes."""
        start, end = values[-1]
        if len(values) > _PAIR and self.is_lot(text[start:end]):
            return values[:-1], (start, end)
        gap = BLANK.search(text, start, end)
        if gap is None or self.unit(text[gap.end() : end]) is None:
            return values, None
        return [*values[:-1], (start, gap.start())], (gap.end(), end)

    def over_words_behind(self, text: str, cells: list[Span], is_value: Callable[[str], bool]) -> int:
        """How many cells at the end of a line are a unit over something in words, or a lot, behind values.

        Two values or more stand before it: 0.61 0.67 per 200,000 hours, 52 55 RMB 10,000.

        Args:
            text: the line.
            cells: its cells.
            is_value: says whether a text is a value.
        """
        closing = text[slice(*cells[-1])] if cells else ""
        if len(cells) <= _PAIR or not (_OVER.search(text) or closing.endswith(_CLOSES)):
            return 0
        for last in range(len(cells) - 2, max(1, len(cells) - _WORDED_TOKENS), -1):
            if not is_value(text[slice(*cells[last])]) or not is_value(text[slice(*cells[last - 1])]):
                continue
            behind = cells[last + 1 :]
            lot = closing == "#" or self.is_lot(text[behind[0][0] : behind[-1][1]])
            if lot or self._over_words(text, behind, 0) == 0:
                return len(behind)
        return 0

    def behind_bare(self, text: str, cells: list[Span], is_bare: Callable[[Span], bool]) -> int:
        """How many cells at the end of a line are a unit behind two figures that print none: 52 55 | 1,000 m3.

        Args:
            text: the line.
            cells: its cells.
            is_bare: says whether a cell is a figure without a unit.
        """
        if len(cells) <= _PAIR or is_bare(cells[-1]):
            return 0
        for begin in range(max(_PAIR, len(cells) - _RATE_TOKENS), len(cells)):
            rest = text[cells[begin][0] : cells[-1][1]]
            if (rest[0].isdigit() and not self.is_lot(rest)) or not (
                is_bare(cells[begin - 1]) and is_bare(cells[begin - 2])
            ):
                continue
            if self.unit(rest) or self.is_rate(rest, "Rate") or self._is_long(rest) or is_count(fold(rest)):
                return len(cells) - begin
        return 0

    def _over_words(self, text: str, cells: list[Span], first: int) -> int | None:
        """Where the last cells begin to be a unit over something in words: kgCO2e/m3 of water treated, kg/m2 (shops).

        Behind the name of a rate it may say what is counted: Injury rate | recordable injuries per million hours.
        """
        if not cells or not _OVER.search(text, cells[0][0], cells[-1][1]):
            return None
        for begin, printed in _ends(text, cells, first, _WORDED_TOKENS):
            rest = compact(printed)[0]
            if self.is_rate(rest, text[cells[0][0] : cells[begin - 1][1]] if begin else ""):
                return begin
            above = _OVER.split(rest, maxsplit=1)[0]
            if above == rest or self.unit(above.strip()) is None:
                continue
            reading = self._cells.of_cell(rest)
            if reading is not None and reading.unit and reading.family not in {None, "other"}:
                return begin
        return None

    def is_cell(self, text: str) -> bool:
        """Whether a cell is a unit and nothing else, of many words too: tonnes/RMB million sales, kWh/m2 of shops."""
        if is_count(fold(text)) or text.strip().lower() in _COUNTED:
            return True
        return (
            self.unit(text) is not None or self.is_rate(text) or self.is_lot(text) or self._is_intensity(text.strip())
        )

    def _of_product(self, text: str, cells: list[Span]) -> int | None:
        """Where the last words of a label begin to be an amount per tonne of something; None where they don't.

        Intensity of dust |kg per tonne of clinker produced.
        """
        if " per ton" not in text or len(cells) <= UNIT_TOKENS:
            return None
        ends = _ends(text, cells, 1, _WORDED_TOKENS)
        return next((at for at, rest in ends if _PER_TONNE.match(rest) and self._is_intensity(rest)), None)

    def _is_long(self, text: str) -> bool:
        """Whether a cell is a unit of many words: tonnes of carbon dioxide equivalent per 10,000 m2 of floor area."""
        if " " not in text.strip() or self.unit(text):
            return False
        reading = self._cells.of_cell(compact(text.strip())[0])
        return reading is not None and reading.unit != "" and reading.family != "other"

    def _is_for_each(self, text: str) -> bool:
        """Whether a word is a unit for each of some things: kg/patient."""
        found = _FOR_EACH.fullmatch(text) if "/" in text else None
        return found is not None and self.unit(found[1]) is not None

    def _is_intensity(self, text: str) -> bool:
        """Whether words are an amount for each of something: Litres / ton cement, kg per tonne of product."""
        if not ("/" in text or " per " in text) or not text[0].isalpha() or text.endswith(")"):
            return False
        if text.rpartition(" ")[2] == text.partition(" ")[0]:
            return False  # Training |hours per FTE| hours
        first = self._units.read(text, 0)
        return first is not None and first.start == 0 and first.unit not in {"", "%"} and self._is_long(text)

    def _is_twice(self, text: str) -> bool:
        """Whether a text names one unit in English and then in Chinese: Hours 小時."""
        if " " not in text or not _LATIN.search(text) or not _HAN.search(text):
            return False
        reading = self._cells.of_cell(compact(text.strip())[0])
        return reading is not None and reading.unit != ""


def _ends(text: str, cells: list[Span], first: int, most: int) -> Iterator[tuple[int, str]]:
    """What the last cells print, from the longest on, without what begins inside a bracket.

    `Injury rate (cases per million hours)` ends with no unit but the one in its bracket.
    """
    for begin in range(max(first, len(cells) - most), len(cells)):
        rest = text[cells[begin][0] : cells[-1][1]]
        if rest.count(")") <= rest.count("("):
            yield begin, rest
