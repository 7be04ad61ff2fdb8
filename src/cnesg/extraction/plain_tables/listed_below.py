"""Lists below a Chinese sentence that closes with the sum of what they part.

全年提取并使用安全费用4.72亿元，包括： / 龙泉矿 1.58亿元 / 东岭矿 1.04亿元: they are parts of the last figure that the
sentence has in their unit. So each item is read below the words that name its metric there.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage, compact
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.listed_parts import Item, items_from
from cnesg.extraction.prose.reader import ProseReader
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.paragraphs import Paragraph

_LEADS = regex(r"(?:[:：]|——|其中|包括|如下)\s*$")
_FEWEST = 2


class ListsBelow:
    """Holds what reads sentences and tables."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._prose = prose

    def read(self, lines: Sequence[Line]) -> tuple[list[Candidate], set[int]]:
        """The facts of lists all of whose items are parts of what a sentence above them counts, and their lines.

        Args:
            lines: the lines of a page.
        """
        printed = [line for line in lines if line.text.strip()]
        found: list[Candidate] = []
        held: set[int] = set()
        for at, line in enumerate(printed[:-_FEWEST]):
            if not _LEADS.search(line.text):
                continue
            items = items_from(printed, at + 1, self._grids.know)
            facts = self._of(line, items) if len(items) >= _FEWEST else []
            if len(facts) == len(items):
                found += facts
                held |= {one.line.number for one in items}
        return found, held

    def _of(self, line: Line, items: Sequence[Item]) -> list[Candidate]:
        """What the items are, if the sentence names it."""
        numbers = [self._number(one) for one in items]
        told = [one for one in numbers if one is not None]
        if len(told) < len(items):
            return []
        passage = Passage.of(Paragraph(line.text, (line,), (0,)), ())
        sums = [one for one in self._prose.read(passage) if one.value_kind == "actual"]
        unit = told[0].unit
        sums = [one for one in sums if not unit or one.unit.split("/")[0] == unit]
        if not sums:
            return []
        whole = max(sums, key=lambda one: one.order)
        title = self._title(passage.text, whole)
        if not title or (not unit and not passage.text[: passage.text.rfind(whole.raw_value)].strip()):
            return []
        rows = tuple(self._row(one, "" if unit else whole.raw_unit) for one in items)
        facts = [one for one in self._grids.read(Grid(rows, (title,))) if one.breakdown]
        same = len({one.metric for one in facts}) == 1
        return [replace(one, year=whole.year) for one in facts] if same else []

    def _number(self, item: Item) -> Number | None:
        return read_cell(compact(item.line.text[slice(*item.figure)])[0], self._grids.know.units)

    def _row(self, item: Item, unit: str) -> GridRow:
        text = item.line.text
        return (
            Cell(item.name, item.line, *item.label),
            Cell(text[slice(*item.figure)], item.line, *item.figure, unit_below=unit),
        )

    def _title(self, text: str, whole: Candidate) -> str:
        """The words before the sum that name its metric; else the metric's own name."""
        lexicon = self._grids.know.lexicon
        before = text[: max(text.rfind(whole.raw_value), 0)]
        hits = [
            hit for hit in lexicon.find(matching_form(before)).hits if lexicon.entries[hit.entry].metric == whole.metric
        ]
        if not hits:
            known = self._grids.know.metrics.get(whole.metric)
            return known.label.zh if known is not None else ""
        last = max(hits, key=lambda hit: (hit.end, hit.start))
        return before[min(hit.start for hit in hits if hit.end == last.end) : last.end]
