"""The unit that stands behind a row's last value alone, from a column of units: 94 | 96 | 91 %, 412 | 398 tCO2e."""

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Row
from cnesg.framework.regexes import regex

_BARE = regex(r"[-(–−]?[\d.,]+\)?")
_BEHIND_VALUE = regex(rf"{_BARE.pattern} ([^\d\s(].*)")
_FIGURE = regex(r"\d[\d,]*(?:\.\d+)?")
_WHOLE, _ROUNDED = 100, 0.06
_YEAR = "year"


def unit_behind_last(row: Row) -> str:
    """That unit; empty where the last value is a share of the others, and the sign its own: 73 | 29 | 39.7 %.

    In a row of a year each figure is of a metric of its own, as its head says: 2021 | 0 | 1,374 days.

    Args:
        row: a row of a table.
    """
    cells = [cell.folded.strip() for cell in row.cells if cell is not None and cell.kind == "number"]
    if len(cells) < 2 or not (behind := _BEHIND_VALUE.fullmatch(cells[-1])) or kind_of(row.label.strip()) == _YEAR:
        return ""
    if not all(map(_BARE.fullmatch, cells[:-1])) or (behind[1] == "%" and _is_share_of_others(cells)):
        return ""
    return behind[1]


def _is_share_of_others(cells: list[str]) -> bool:
    """Whether a per cent at a row's end is none that the counts before it are, too."""
    *before, last = map(_figure, cells)
    if any(value > _WHOLE for value in before):
        return True
    # per cents beside 100 % are what they are of it
    pairs = ((part, whole) for whole in before for part in before if 0 < part < whole < _WHOLE)
    return any(abs(_WHOLE * part / whole - last) < _ROUNDED for part, whole in pairs)


def _figure(cell: str) -> float:
    found = _FIGURE.search(cell)
    return float(found[0].replace(",", "")) if found is not None else 0.0
