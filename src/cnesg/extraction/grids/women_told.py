"""Rows of text tables below a title that tells of women: the title's word for them in each row's label."""

from dataclasses import replace

from cnesg.extraction.grids.grid import Grid, GridRow, texts
from cnesg.extraction.labels.women_told import GENDER, OTHER_THAN_STAFF, of_women, says_share_of_women, tells_of_women
from cnesg.framework.regexes import regex

_FIGURE = regex(r"(?!(?:19|20)\d\d(?:\D|$))\d[\d,.]*\s?%?")
_SHARE = regex(r"\d{1,2}(?:\.\d+)?\s?%?|100\s?%?")
_LINES = 2  # above a table that may say what is counted of the women
_UNIT = regex(r"%|(?i:percent(?:age)?|per cent)")


def with_women_told(grid: Grid) -> Grid:
    """The table with the word for women in rows that only a title says are about them: Women (%) | 2023, Managers | 31.

    Args:
        grid: the table; one with columns of women and of men stays as it is.
    """
    title = next((one.strip() for one in grid.above[-1:] if tells_of_women(one)), "")
    if not title and not any(cell is not None and tells_of_women(cell.text) for row in grid.rows for cell in row[:1]):
        return grid
    if any(OTHER_THAN_STAFF.search(one) for one in grid.above[-_LINES:]):
        return grid
    rows: list[GridRow] = []
    for row in grid.rows:
        cells = list(texts(row))
        has_figures = any(_FIGURE.fullmatch(cell.text.strip()) for cell in cells[1:])
        if has_figures:
            rows.append(_told(row, title) if title else row)
            continue
        if cells and cells[0] is row[0]:
            name = cells[0].text.strip()
            title = name if tells_of_women(name) and not any(GENDER.search(c.text) for c in cells[1:]) else ""
        elif any(GENDER.search(cell.text) for cell in cells):
            title = ""
        rows.append(row)
    return replace(grid, rows=tuple(rows)) if rows != list(grid.rows) else grid


def _told(row: GridRow, title: str) -> GridRow:
    """A row under the label that says of whom its shares are."""
    label, *rest = row
    figures = [cell.text.strip() for cell in texts(row) if cell is not label and _FIGURE.fullmatch(cell.text.strip())]
    if label is None or not label.text.strip() or not all(map(_SHARE.fullmatch, figures)):
        return row
    name = of_women(label.text)
    if name == label.text:
        return row
    bare = not any("%" in figure for figure in figures)
    if bare and not any(cell is not None and _UNIT.fullmatch(cell.text.strip()) for cell in rest):
        if not says_share_of_women(title):
            return row
        name = f"{name} (%)"
    return (replace(label, text=name), *rest)
