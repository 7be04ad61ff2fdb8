"""Grids that have figures in one row and what they are in the row below, or above: boxes of key figures.

4,317      | 86,420 hours
Employees  | Training hours
311        | 27 tonnes
Volunteers | Hazardous waste
"""

from collections.abc import Sequence

from cnesg.extraction.tables.drawn.filled import FilledCell, NumberedRow


def rows_of_boxes(rows: list[NumberedRow]) -> list[list[NumberedRow]]:
    """The rows, each row of names before its row of figures and apart from others if both take turns all the way down.

    Args:
        rows: rows of a grid; titles of one cell may stand over them.
    """
    first = next((at for at, (_, row) in enumerate(rows) if len(row) > 1), len(rows))
    body = rows[first:]
    pairs = list(zip(body[::2], body[1::2], strict=False))
    if not pairs or len(body) % 2:
        return [rows]
    if all(_are_boxes(above, below) for (_, above), (_, below) in pairs):
        pairs = [(names, figures) for figures, names in pairs]
    elif len(pairs) < 2 or not all(_are_boxes(below, above) for (_, above), (_, below) in pairs):
        return [rows]
    return [[*(rows[:first] if at == 0 else ()), *pair] for at, pair in enumerate(pairs)]


def _are_boxes(figures: Sequence[FilledCell], names: Sequence[FilledCell]) -> bool:
    """Whether a row holds figures and nothing else, and another a text for each."""
    only = all(c.value is not None and c.value.kind == "number" for c in figures)
    named = all(c.value is None for c in names)
    return only and named and [c.cell.left for c in figures] == [c.cell.left for c in names]
