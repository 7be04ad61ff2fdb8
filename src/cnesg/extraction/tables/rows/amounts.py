"""The figures of a row that are amounts: plain numbers, no per cents, bounds or words."""

from cnesg.extraction.tables.model import Row
from cnesg.framework.regexes import regex

_AMOUNT = regex(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def amounts_of(row: Row) -> tuple[float | None, ...]:
    """For each cell of a row its plain number, None where it holds none."""
    texts = ("" if cell is None else cell.folded.strip() for cell in row.cells)
    return tuple(float(text.replace(",", "")) if _AMOUNT.fullmatch(text) else None for text in texts)
