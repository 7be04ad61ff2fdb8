"""Counts with their shares in one cell: `1,820 (25%)` stands in two columns of values under one header.

In narrow columns the share stands below its count.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.geometry.layout import Band, Slot
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.framework.regexes import regex

_SHARE = regex(r"\(\s?(\d{1,3}(?:\.\d+)?\s?%)\s?\)")
# what the bracket of a head says of the share in the cell's bracket: `No. (%)`, `No. (rate)`, 人數（佔比）
_SHARE_HEAD = regex(
    r"(?P<counts>\b(?:nos?\b\.?|numbers?|headcount|persons|people|count)|人[数數]|[数數][目量])?\s*[(（]\s?"
    r"(?:(?:in\s)?%|(?:%\s)?(?:rate|ratio|share|percentages?|proportion|per\s?cent)|"
    r"[^()（）]{0,4}(?:[占佔]比|比[例率]|百分比|率))(?:\s?%)?\s?[)）]",
    re.IGNORECASE,
)
_BELOW = 1.8  # of the characters' height: from one line of a cell to the next


def shares_apart(bands: Sequence[Band]) -> tuple[list[Band], dict[int, Band]]:
    """Bands of values without those of shares that stand below their counts; these by the number of the band of counts.

    Args:
        bands: values by base line, from top to bottom.
    """
    kept: list[Band] = []
    shares: dict[int, Band] = {}
    for band in bands:
        below = bool(kept) and all(map(_is_share, band.values)) and _stand_below(band, kept[-1])
        if below and len(kept) - 1 not in shares:
            shares[len(kept) - 1] = band
        else:
            kept.append(band)
    return kept, shares


def row_of_shares(row: Row, shares: Band, columns: Sequence[Slot]) -> Row:
    """The row of the shares that stand below the counts of a row, each in the column of its count."""
    cells: list[Fragment | None] = [None] * len(row.cells)
    for share in shares.values:
        over = [
            at
            for at, (cell, slot) in enumerate(zip(row.cells, columns, strict=True))
            if cell is not None and slot.x0 < share.x1 and share.x0 < slot.x1
        ]
        if over:
            cells[over[-1]] = _unbracketed(share)
    return replace(row, cells=tuple(cells), line=shares.values[0].line)


def _stand_below(shares: Band, counts: Band) -> bool:
    """Whether each share stands close below a count that has none beside it."""
    height = shares.values[0].height
    plain = [f for f in counts.values if f.kind == "number" and "%" not in f.folded]
    near = shares.middle - counts.middle < _BELOW * height
    return near and all(any(f.x0 < s.x1 and s.x0 < f.x1 for f in plain) for s in shares.values)


def with_bracketed_shares(table: Table) -> Table:
    """The table with shares in brackets as plain values, and with one header over each count and its share."""
    beside = {right for right in range(1, len(table.columns)) if _holds_shares(table, right)}
    if not beside:
        return table
    columns = list(table.columns)
    for right in beside:
        counted, said = _shared(columns[right - 1].headers, columns[right].headers)
        columns[right] = replace(columns[right], headers=_of_shares(said) if said == counted else said)
        columns[right - 1] = replace(columns[right - 1], headers=heads_of_counts(counted))
    rows = tuple(replace(row, cells=_plain(row, beside)) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=rows)


def _holds_shares(table: Table, column: int) -> bool:
    """Whether a column holds bracketed shares beside counts: each that stands right of a count has one."""
    counted = [row for row in table.rows if (left := row.cells[column - 1]) is not None and "%" not in left.folded]
    shares = [row for row in counted if _is_share(row.cells[column])]
    return bool(shares) and 2 * len(shares) >= len(counted)


def _is_share(cell: Fragment | None) -> bool:
    return cell is not None and _SHARE.fullmatch(cell.folded.strip()) is not None


def _shared(counted: tuple[str, ...], said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The heads over counts and over their shares; where those of one are but a piece of the other's, the whole."""
    left, right = " ".join(counted), " ".join(said)
    if left in right:
        return said, said
    return (counted, counted) if right in left else (counted, said)


def heads_of_counts(heads: tuple[str, ...]) -> tuple[str, ...]:
    """Heads over counts and shares, as they are of the counts: `No.` of `No. (%)`."""
    plain = (_SHARE_HEAD.sub(r"\g<counts>", head).strip() for head in heads)
    return tuple(head for head in plain if head)


def _of_shares(heads: tuple[str, ...]) -> tuple[str, ...]:
    """The same as they are of the shares: `%` of `No. (%)`."""
    return tuple(_SHARE_HEAD.sub("%", head) for head in heads)


def _plain(row: Row, columns: set[int]) -> tuple[Fragment | None, ...]:
    """The cells of a row, those of shares without their brackets; a count that has no share back in its column."""
    cells = list(row.cells)
    for column in columns:
        cell = cells[column]
        if cell is None:
            continue
        if cells[column - 1] is None and cell.kind == "number" and "%" not in cell.folded:
            cells[column - 1], cells[column] = cell, None
        else:
            cells[column] = _unbracketed(cell)
    return tuple(cells)


def _unbracketed(cell: Fragment) -> Fragment:
    found = _SHARE.search(cell.folded)
    if found is None:
        return cell
    return replace(cell, text=cell.text[slice(*found.span(1))], folded=found[1], start=cell.start + found.start(1))
