"""Reads the runs of a page's cells."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.cell_runs.changes_beside import with_changes_beside
from cnesg.extraction.cell_runs.columns import figures_in_columns
from cnesg.extraction.cell_runs.compositions import compositions
from cnesg.extraction.cell_runs.genders import genders_of_groups
from cnesg.extraction.cell_runs.lettered_forms import lettered_forms
from cnesg.extraction.cell_runs.pairs_in_line import pairs_in_lines
from cnesg.extraction.cell_runs.ranks_by_gender import ranks_by_gender
from cnesg.extraction.cell_runs.ratios import ratio_rows
from cnesg.extraction.cell_runs.titles import Titles
from cnesg.extraction.cell_runs.tokens import Tokens
from cnesg.extraction.cell_runs.words_below import Item, figures_over_words
from cnesg.extraction.cell_runs.years import Found, figures_by_year
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.gates import needs_class
from cnesg.extraction.grids.grid import Cell, Grid
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.prose.reader import ProseReader
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.paragraphs import Paragraph

# a time that is aimed at, whose people are others: what only a sentence's reader knows
_IN_SENTENCE = regex(
    r"(?i)\b(?:by|before|until) (?:the end of )?(?:FY ?)?20\d\d\b"
    r"|\b(?:suppliers|customers|clients|tenants|partners)['’]"
    r"|\b(?:our|of|at|by) (?:suppliers|customers|clients|tenants|partners)\b"
)
_TAKEN = "—"
_FEWEST = 2  # figures of a run that leave no doubt what it is


class RunReader:
    """Holds what reads tables and sentences."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._prose = prose
        self._tokens = Tokens(LineReader(prose.know.units))
        self._titles = Titles(prose.know, self._tokens)

    def read(self, lines: Sequence[Line], taken: AbstractSet[int]) -> tuple[list[Candidate], set[int]]:
        """The facts of a page's runs, and the numbers of the lines that they take up.

        Args:
            lines: the lines of the page.
            taken: the numbers of those that other tables take up.
        """
        printed = _without(taken, [line for line in lines if line.text.strip()])
        rows: list[Candidate] = []
        held: set[int] = set()
        for found in figures_by_year(printed, self._tokens, self._titles, self._prose.year):
            if told := list(self._grids.read(found.grid)):
                rows += told
                held |= found.lines
        for found in self._of_kinds(printed):
            if held.isdisjoint(found.lines):
                told = list(self._grids.read(found.grid)) if found.grid.rows else []
                rows += [one for one in told if len(one.breakdown) >= found.classes]
                held |= found.lines
        free = _without(held, printed)
        for ways in figures_in_columns(free, self._tokens, self._titles, self._prose.year):
            if best := self._best([one for one in ways if held.isdisjoint(one.lines)]):
                rows += best[0]
                held |= best[1]
        for run in figures_over_words(_without(held, printed), self._tokens):
            told, lines_told = self._over_words(run)
            rows += told
            held |= lines_told
        return rows, held

    def _of_kinds(self, lines: Sequence[Line]) -> Iterator[Found]:
        """The tables that count people by gender and by what else divides them, and lines of several pairs."""
        yield from lettered_forms(lines, self._tokens)
        yield from ranks_by_gender(lines)
        yield from with_changes_beside(lines, self._tokens, self._prose.year)
        yield from ratio_rows(lines, self._prose.know)
        yield from compositions(lines, self._tokens)
        yield from genders_of_groups(lines, self._tokens, self._prose.know)
        yield from pairs_in_lines(lines, self._tokens, self._titles)

    def _best(self, ways: Sequence[Found]) -> tuple[list[Candidate], frozenset[int]] | None:
        """What the way says that has more facts; nothing where none has or two have as many."""
        read = sorted(((list(self._grids.read(one.grid)), one.lines) for one in ways), key=lambda one: -len(one[0]))
        if not read or not read[0][0] or (len(read) > 1 and len(read[0][0]) == len(read[1][0])):
            return None
        return read[0]

    def _over_words(self, run: Sequence[Item]) -> tuple[list[Candidate], set[int]]:
        """What the figures of a run say; where several do, none of them is read otherwise."""
        if not any(one.is_small for one in run):
            run = self._turned(run)
        told = [list(self._item(one)) for one in run]
        sure = sum(map(bool, told)) >= _FEWEST
        lines = {one.value.line.number for one, rows in zip(run, told, strict=True) if rows or sure}
        lines |= {one.earlier.line.number for one in run if one.earlier is not None and one.value.line.number in lines}
        return [row for rows in told for row in rows], lines

    def _turned(self, run: Sequence[Item]) -> Sequence[Item]:
        """The run with its labels on the side where more of them are names; nothing where none tells which."""
        other = [replace(one, label=(one.above,)) for one in run if one.above is not None]
        above, below = self._named([one.above for one in run]), self._named([one.label[0] for one in run])
        if above == below:  # Water use | 41,200 | (2020: 43,110)
            above, below = ((sum(len(list(self._item(one))) for one in way), 0) for way in (other, run))
        if above == below:
            return []
        return other if above > below else run

    def _named(self, lines: Sequence[Line | None]) -> tuple[int, int]:
        """How many lines are names of metrics, and how many hold one."""
        texts = [line.text for line in lines if line is not None]
        return sum(map(self._titles.named_whole, texts)), sum(map(self._titles.names, texts))

    def _item(self, item: Item) -> Iterator[Candidate]:
        ways = [self._said, self._in_row] if item.bare != item.text else [self._in_row, self._said]
        if _IN_SENTENCE.search(item.text):
            ways.remove(self._in_row)
        for way in ways:
            if rows := way(item):
                yield from rows
                return

    def _in_row(self, item: Item) -> list[Candidate]:
        label = Cell(item.bare, item.label[0], 0, len(item.label[0].text))
        value = replace(item.value.cell, unit_below=f" {item.unit}" if item.unit else "")
        if item.earlier is None or item.earlier_year is None:
            rows = self._grids.read(Grid(((label, value),)))
        else:
            year = Cell(str(self._prose.year), item.value.line, 0, 0)
            heads = (None, year, item.earlier_year.cell)
            rows = self._grids.read(Grid((heads, (label, value, item.earlier.cell))))
        return [one for one in rows if one.breakdown or not needs_class(self._prose.know, one.metric)]

    def _said(self, item: Item) -> list[Candidate]:
        lines = (item.value.line, *item.label)
        texts = [line.text.strip() for line in lines]
        starts = [0]
        for text in texts[:-1]:
            starts.append(starts[-1] + len(text) + 1)
        paragraph = Paragraph(" ".join(texts), lines, tuple(starts))
        rows = self._prose.read(Passage.of(paragraph, ()))
        return [one for one in rows if one.place.line == item.value.line.number]


def _without(taken: AbstractSet[int], lines: Sequence[Line]) -> list[Line]:
    """The lines, a mark in the place of those that are taken: what stood around them does not follow each other."""
    return [replace(line, text=_TAKEN) if line.number in taken else line for line in lines]
