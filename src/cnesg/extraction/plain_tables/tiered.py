"""English tables in a text file whose heads are more than a row of years, in lines whose cells only blanks set apart.

`2022 2021` over `Number % Number %`, `Percentage trained` and `Average hours` over `2022 2021 2022 2021`, or heads that
name what each column measures with no year at all; below them labels with a value for each column. Lines that name a
group (By gender) stand between.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.line_cells import Span, split, with_shares, words
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.tiered_heads import Column, heads_above
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_WIDE = regex(r"[ \u00a0\u2002-\u200a]{2,}")
_ENDS_IN_FIGURE = regex(r"\S\s+(?:[\d(][\d,.]*[%)]*|[-–—]|(?i:nil|n/?a|n\.a\.))\s*$")
_GROUP = regex(r"\s*[A-Z][A-Za-z,/&() -]{2,50}:?\s*")
_LETTERS = regex(r"[A-Za-z]{2}")
_FEWEST_ROWS, _FEWEST_VALUES, _MOST_VALUES = 2, 2, 8
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class _Row:
    """A line taken apart: its label's cells and its values, by where they stand."""

    line: Line
    label: tuple[Span, ...]
    values: tuple[Span, ...]
    wide: bool


def tiered_rows(
    lines: Sequence[Line], year: int, know: Knowledge, reader: LineReader
) -> tuple[dict[int, GridRow], set[int]]:
    """Heads and rows by the number of their line, and the other lines that the heads take up.

    Args:
        lines: the lines of a page.
        year: the document's fiscal year.
        know: the vocabulary.
        reader: what tells values.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    printed = [line for line in lines if line.text.strip()]
    at = 0
    while at < len(printed):
        block, end = _block(printed, at, reader)
        if len(block) < _FEWEST_ROWS:
            at += 1
            continue
        columns = _columns(block)
        heads = heads_above(printed[:at], columns, year, know, wide=all(row.wide for row in block))
        if heads is None:
            at = end
            continue
        width = max(len(row.label) for row in block)
        for head in heads.rows:
            last = max((cell.line for cell in head if cell is not None), key=lambda line: line.number)
            rows[last.number] = (*[None] * (width - 1), *head)
        taken |= heads.lines - rows.keys()
        rows |= {row.line.number: _cells(row, width) for row in block}
        at = end
    return rows, taken


def _block(lines: Sequence[Line], at: int, reader: LineReader) -> tuple[list[_Row], int]:
    """The rows from a line on that have as many values as its own, and where they end."""
    first = _row(lines[at], reader)
    if first is None:
        return [], at + 1
    block, end = [first], at + 1
    for number in range(at + 1, len(lines)):
        row = _row(lines[number], reader, len(first.values))
        if row is not None:
            block.append(row)
            end = number + 1
        elif number > end or _GROUP.fullmatch(lines[number].text) is None:
            break
    return block, end


def _row(line: Line, reader: LineReader, count: int = 0) -> _Row | None:
    """A label with the values behind it, so many if `count` says; None for any other line."""
    text = line.text.rstrip()
    if "\t" in text or _ENDS_IN_FIGURE.search(text) is None or not is_latin(text):
        return None
    cells = with_shares(text, split(text, _WIDE))
    wide = len(cells) > _FEWEST_VALUES
    found = _parted(text, cells, reader, count) if wide else None
    if found is None:  # Senior management 100%   20.1
        found = _parted(text, with_shares(text, words(text)), reader, count)
        found = ([(found[0][0][0], found[0][-1][1])], found[1]) if found is not None else None
    if found is None:
        return None
    label, values = found
    named = text[label[0][0] : label[-1][1]]
    if len(named) > _LONGEST_LABEL or not (_LETTERS.search(named) or age_of_cell(named)):
        return None
    return _Row(line, tuple(label), tuple(values), wide)


def _parted(text: str, cells: list[Span], reader: LineReader, count: int) -> tuple[list[Span], list[Span]] | None:
    """The cells of the label and those of the values, of which there are so many if `count` says."""
    at = len(cells)
    while at and (not count or len(cells) - at < count) and reader.is_value(text[slice(*cells[at - 1])]):
        at -= 1
    values = len(cells) - at
    if not at or not _FEWEST_VALUES <= values <= _MOST_VALUES or (count and values != count):
        return None
    return cells[:at], cells[at:]


def _columns(block: Sequence[_Row]) -> tuple[Column, ...]:
    """From where to where each column of values stands."""
    return tuple(
        (min(a for a, _ in spans), max(b for _, b in spans))
        for spans in zip(*(one.values for one in block), strict=True)
    )


def _cells(row: _Row, width: int) -> GridRow:
    text = row.line.text
    label = [Cell(text[a:b], row.line, a, b) for a, b in row.label]
    values = [Cell(text[a:b], row.line, a, b) for a, b in row.values]
    return (*[None] * (width - len(label)), *label, *values)
