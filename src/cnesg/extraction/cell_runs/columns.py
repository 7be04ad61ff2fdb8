"""A row of labels over or under the row of their figures: `New hires Leavers` over `214 1,036`.

The figures may also stand on lines of their own below the labels, and last year's in a line of words below this year's
(`Down from 3.1 Up from 44`). The labels are parted so that each names a metric.
"""

from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.titles import Titles
from cnesg.extraction.cell_runs.tokens import Token, Tokens
from cnesg.extraction.cell_runs.years import Found, blocks
from cnesg.extraction.grids.grid import Cell, Grid
from cnesg.framework.regexes import regex
from cnesg.text import Line

_BEFORE = regex(r"(?i)(?:(?:up|down|unchanged|increased|decreased) )?from\s")
_FEWEST, _MOST, _HEAD_LINES = 2, 6, 24
_SMALL = regex(r"[a-z]")


def figures_in_columns(lines: Sequence[Line], tokens: Tokens, titles: Titles, year: int) -> Iterator[list[Found]]:
    """For each row of figures the tables that it may be: below the labels above it, and above those below it.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
        titles: what parts labels.
        year: the document's fiscal year.
    """
    for begin, end in blocks(lines, tokens):
        block = lines[begin:end]
        row = [one for line in block for one in tokens.of(line) if one.kind == "value"]
        years = [one for line in block for one in tokens.of(line) if one.kind == "year"]
        if not _FEWEST <= len(row) <= _MOST or len(years) > 1 or (years and years[0].text != str(year)):
            continue
        if any(_years(one, tokens) > 1 for one in lines[max(0, begin - _HEAD_LINES) : begin]):
            continue  # a row of a table whose columns are years
        earlier = _earlier(lines[end], tokens, len(row)) if end < len(lines) else []
        sides = []
        upper = begin - 1
        if upper > 0 and _SMALL.match(lines[upper].text.strip()) and not titles.parted(lines[upper], len(row)):
            upper -= 1  # the last label goes on in the next line
        if upper >= 0:
            sides.append((lines[upper], lines[upper:begin]))
        if not earlier and end < len(lines) and len(block) == 1:
            sides.append((lines[end], lines[end : end + 1]))
        yield [
            _found(labels, row, earlier, [*label_lines, *block, *(lines[end : end + 1] if earlier else ())], year)
            for line, label_lines in sides
            if (labels := titles.parted(line, len(row)))
        ]


def _years(line: Line, tokens: Tokens) -> int:
    return sum(one.kind == "year" for one in tokens.of(line))


def _earlier(line: Line, tokens: Tokens, count: int) -> list[Token]:
    """The figures of the year before, each behind words that say so; none where a line tells anything else."""
    if "from" not in line.text:
        return []
    found = tokens.of(line)
    values = [one for one in found if one.kind == "value"]
    words = [one for one in found if one.kind == "words"]
    told = len(values) == len(words) == count and all(_BEFORE.fullmatch(one.text + " ") for one in words)
    return values if told else []


def _found(
    labels: Sequence[Cell], row: Sequence[Token], earlier: Sequence[Token], lines: Sequence[Line], year: int
) -> Found:
    rows: list[tuple[Cell | None, ...]] = []
    if earlier:
        line = row[0].line
        rows.append((None, Cell(str(year), line, 0, 0), Cell(str(year - 1), line, 0, 0)))
    for at, label in enumerate(labels):
        rows.append((label, row[at].cell, *([earlier[at].cell] if earlier else [])))
    return Found(Grid(tuple(rows)), frozenset(line.number for line in lines))
