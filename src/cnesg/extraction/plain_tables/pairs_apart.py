"""Several labels on a line, each with its figure and unit behind it, which nothing but blanks or strokes set apart.

综合能源消费量 45,120 吨标准煤 全年用电 8,764 万千瓦时: a blank parts a label from its figure as it parts one pair from
the next, so a sentence's reader takes the figure of one for that of the other. Where lines below each other give the
same labels, a name before the first of them is that of the line: 风电 装机 186.5 万千瓦 全年发电 37.2 亿千瓦时.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.pair_words import PairWords
from cnesg.extraction.plain_tables.word_cells import WordCell, joined_cell, word_cells
from cnesg.extraction.prose.reader import ProseReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_HAN = regex(r"[\u4e00-\u9fff]")
_TITLE_UNIT = regex(r"[\u4e00-\u9fff].*(?P<unit>[（(][^（）()]{1,16}[）)])$")
_SUM = regex(r"\s?(?:小|合|总|總)[计計]$")
_FEWEST, _MOST, _LABEL_CELLS, _LONGEST_LABEL, _LONGEST_TITLE = 2, 6, 2, 24, 40


@dataclass(frozen=True)
class Pair:
    """A label, of one cell or several, and its figure."""

    label: tuple[WordCell, ...]
    figure: Cell
    value: float
    has_unit: bool

    def named(self, lead: str) -> Cell:
        """The label, below the name that its line begins with."""
        cell = joined_cell(self.label)
        return replace(cell, text=f"{lead}{cell.text}") if lead else cell


def pairs_of(line: Line, grids: GridReader) -> list[Pair]:
    """The pairs of a line that holds nothing else, none where it holds but one.

    Args:
        line: the line.
        grids: the reader of tables, for its units.
    """
    found: list[Pair] = []
    label: list[WordCell] = []
    for one in word_cells(line, grids.know.units):
        if one.number is None:
            label.append(one)
            continue
        if not 0 < len(label) <= _LABEL_CELLS or any(word.is_year for word in label):
            return []
        found.append(Pair(tuple(label), one.cell, one.number.value, bool(one.number.unit)))
        label = []
    short = all(
        _HAN.search(cell.text) and len(cell.text) <= _LONGEST_LABEL for cell in (one.named("") for one in found)
    )
    return found if not label and _FEWEST <= len(found) <= _MOST and short else []


def _lead(pairs: Sequence[Pair], beside: Sequence[Sequence[Pair]]) -> str:
    """The name that a line begins with, where a line beside it has another name before the same labels."""
    if len(pairs[0].label) < _FEWEST:
        return ""
    own = _labels(pairs)
    return pairs[0].label[0].text if any(other and _labels(other) == own for other in beside) else ""


def _title(above: Sequence[Line], pairs: Sequence[Sequence[Pair]]) -> str:
    """The line above pairs that gives the unit of their figures; empty without one."""
    near = next((line.text.strip() for line, own in zip(reversed(above), reversed(pairs), strict=True) if not own), "")
    return near if len(near) <= _LONGEST_TITLE and _TITLE_UNIT.search(near) else ""


def _over_parts(pairs: Sequence[Pair], title: str) -> str:
    """What parts are below whose sum closes the line, with its unit: 车队燃料 80｜制冷剂 20｜范围一小计 100."""
    name = _SUM.sub("", pairs[-1].named("").text)
    if name == pairs[-1].named("").text or round(sum(one.value for one in pairs[:-1]) - pairs[-1].value, 6) != 0:
        return ""
    unit = _TITLE_UNIT.search(title)
    return name + unit["unit"] if unit is not None else name


def _labels(pairs: Sequence[Pair]) -> list[str]:
    """The labels of a line without the name before the first."""
    first, *others = pairs
    return ["".join(word.text for word in first.label[1:]), *("".join(w.text for w in one.label) for one in others)]


class PairsApart:
    """Holds what reads labels and sentences."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._words = PairWords(grids, prose)

    def read(self, lines: Sequence[Line]) -> tuple[list[Candidate], set[int]]:
        """The facts of lines of pairs at least half of which tell something, and the numbers of the lines.

        Args:
            lines: the lines of a page.
        """
        printed = [line for line in lines if line.text.strip()]
        pairs = [pairs_of(line, self._grids) for line in printed]
        found: list[Candidate] = []
        held: set[int] = set()
        for at, (line, own) in enumerate(zip(printed, pairs, strict=True)):
            if not own:
                continue
            lead = _lead(own, (*pairs[max(0, at - 1) : at], *pairs[at + 1 : at + 2]))
            rest = replace(own[0], label=own[0].label[1:]) if lead else own[0]
            title = "" if any(one.has_unit for one in own) else _title(printed[:at], pairs[:at])
            titles = [_over_parts(own, title) or title] * (len(own) - 1) + [title]
            told = [
                self._words.told(one.named(lead), one.figure, over)
                for one, over in zip((rest, *own[1:]), titles, strict=True)
            ]
            units = {fact.unit for facts in told for fact in facts}
            if 2 * sum(map(bool, told)) >= len(told) and not (title and len(units) > 1):
                found += [fact for facts in told for fact in facts]
                held.add(line.number)
        return found, held
