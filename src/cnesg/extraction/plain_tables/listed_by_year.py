"""The same list below one year and below the next, in Chinese: 2016年 / 培训班 326 场 / 2015年 / 培训班 287 场."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.plain_tables.pair_words import PairWords
from cnesg.extraction.plain_tables.word_cells import joined_cell, word_cells
from cnesg.extraction.prose.reader import ProseReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_YEAR = regex(
    r"\s*[【\[（(]?(?P<year>(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s?年?(?:度|末|底)?)[】\])）]?\s*"
)
_LABELLED = regex(
    r"\s*(?P<label>[^\d:：]*[\u4e00-\u9fff][^\d:：]*?)\s*[:：]"
    r"\s*(?P<figure>\d[\d,]*(?:\.\d+)?[^。；，,;:：]{0,8}?)\s*"
)
_FEWEST = 2


@dataclass(frozen=True)
class _Item:
    label: Cell
    figure: Cell


@dataclass(frozen=True)
class _List:
    """A year, and the items below the line that it is."""

    year: int
    items: tuple[_Item, ...]

    @property
    def labels(self) -> list[str]:
        return ["".join(one.label.text.split()) for one in self.items]

    def is_like(self, other: "_List") -> bool:
        """Whether it has most items of a list of another year, so that no year is of more than its own list."""
        shared = len({*self.labels} & {*other.labels})
        return self.year != other.year and shared >= _FEWEST and 2 * shared >= len(other.items)


class ListsByYear:
    """Holds what reads the items."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._year = prose.year
        self._words = PairWords(grids, prose)

    def read(self, lines: Sequence[Line]) -> tuple[list[Candidate], set[int]]:
        """The facts of lists that come again below another year, and the numbers of the lines of their items.

        Args:
            lines: the lines of a page.
        """
        found: list[Candidate] = []
        held: set[int] = set()
        lists = list(self._lists([line for line in lines if line.text.strip()]))
        for at, one in enumerate(lists):
            beside = (*lists[max(0, at - 1) : at], *lists[at + 1 : at + 2])
            if not any(other.is_like(one) for other in beside):
                continue
            for item in one.items:
                if facts := self._words.told(item.label, item.figure):
                    found += [replace(fact, year=one.year) if fact.year == self._year else fact for fact in facts]
                    held.add(item.label.line.number)
        return found, held

    def _lists(self, lines: Sequence[Line]) -> Iterator[_List]:
        """The lines that are a year, each with the items right below it."""
        for at, line in enumerate(lines):
            told = _YEAR.fullmatch(line.text)
            year = header_year(told["year"], self._year) if told is not None else None
            if year is None:
                continue
            items: list[_Item] = []
            for below in lines[at + 1 :]:
                item = self._item(below)
                if item is None:
                    break
                items.append(item)
            if len(items) >= _FEWEST:
                yield _List(year, tuple(items))

    def _item(self, line: Line) -> _Item | None:
        """A label and its figure, which a blank or a colon sets apart."""
        cells = word_cells(line, self._grids.know.units)
        if cells and cells[-1].number is not None and len(cells) > 1:
            return _Item(joined_cell(cells[:-1]), cells[-1].cell) if all(c.number is None for c in cells[:-1]) else None
        if (found := _LABELLED.fullmatch(line.text)) is None:
            return None
        return _Item(*(Cell(found[part], line, *found.span(part)) for part in ("label", "figure")))
