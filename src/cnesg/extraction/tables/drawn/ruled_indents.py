"""Rows of drawn grids that are set in below another row, or say that they are a part of it."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.geometry.labels import SET_IN, is_part, is_sum_alone
from cnesg.extraction.tables.model import Row

_SAME_EDGE = 3.0


def edge_of(row: Sequence[FilledCell], column: int, label: str) -> float:
    """Where the text of a row's label begins, as if it were set in where it says so; 0 where it has none."""
    edge = min((p.x0 for c in row if c.cell.left == column for p in c.parts[:1]), default=0.0)
    return edge + SET_IN if edge and is_part(label) else edge


def with_parents(rows: Sequence[tuple[Row, float]]) -> list[Row]:
    """Rows with the row that they are set in below as a group: `of which recycled`. Centred labels tell nothing."""
    edges = [edge for _, edge in rows if edge]
    base = min(edges, default=0.0)
    if (
        sum(edge - base < _SAME_EDGE for edge in edges) < 0.5 * len(edges)
        or len({round(edge / 2) for edge in edges}) > 4
    ):
        return [row for row, _ in rows]
    found: list[Row] = []
    above: tuple[str, tuple[str, ...]] | None = None
    for row, edge in rows:
        if is_sum_alone(row.label):
            found.append(row)
        elif edge - base < _SAME_EDGE:
            above = row.label, row.parents
            found.append(row)
        elif above is not None and above[1] == row.parents and above[0]:
            found.append(replace(row, parents=(*row.parents, above[0]), indent=round(edge - base, 1)))
        else:
            found.append(row)
    return found
