"""Rows of drawn grids that are set in below another row, or say that they are a part of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.labels import SET_IN, is_part, is_sum_alone, join_lines
from cnesg.extraction.tables.geometry.parting_titles import opened
from cnesg.extraction.tables.model import Row

STAFF = re.compile(r"(?i)employees|workers|staff|contractors|people")  # names a group, though a unit elsewhere
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])(?:[.)]|\.\))|\d{1,3}|\d{1,2}(?:\.(?:\d{1,2}|[ivx]{1,4})){1,4}\.?"
)
_SAME_EDGE = 3.0


def numbers_row(text: str) -> bool:
    """Whether a text left of a label is the row's number: 3., (iv), 2.v.iv."""
    return _NUMBER.fullmatch(text.strip()) is not None


def unnumbered(row: Sequence[FilledCell]) -> Sequence[FilledCell]:
    """The cells of a row without a first one that is nothing but its number."""
    return row[1:] if len(row) > 1 and numbers_row(row[0].text) else row


def edge_of(row: Sequence[FilledCell], column: int, label: str) -> float:
    """Where the text of a row's label begins, as if it were set in where it says so; 0 where it has none."""
    edge = min((p.x0 for c in row if c.cell.left == column for p in c.parts[:1]), default=0.0)
    return edge + SET_IN if edge and is_part(label) else edge


class OpenGroups:
    """The groups that rows without values open.

    A label further out than the title of labels above it ends them, and so does one at the edge of a title below which
    all are set in, unless it is their total.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._edges: dict[str, float] = {}
        self._holding = False
        self._set_in: dict[str, bool] = {}  # whether all rows of a group are, once it has one

    def open(self, row: Sequence[FilledCell]) -> None:
        """A row without values: its title is the innermost group now."""
        row = unnumbered(sorted(row, key=lambda c: c.cell.left))
        self.names = _opened(self.names, row)
        first = row[0]
        self._edges = {name: self._edges.get(name, first.parts[0].x0) for name in self.names}
        self._set_in = {name: inside for name, inside in self._set_in.items() if name in self.names[:-1]}
        self._holding = False

    def of(self, edge: float, *, total: bool = False) -> list[str]:
        """The groups of a row whose label begins at an edge, 0 where it has none; of their total, if it is one."""
        if edge and self.names:
            inside = [name for name in self.names if self._edges[name] - _SAME_EDGE < edge]
            if self._holding:
                self.names = inside
            self._holding = len(inside) == len(self.names)
        if edge and not total:
            while self.names and self._set_in.get(self.names[-1]) and not self._is_inside(self.names[-1], edge):
                self.names = self.names[:-1]
            for name in self.names[-1:]:
                self._set_in[name] = self._set_in.get(name, True) and self._is_inside(name, edge)
        return self.names

    def _is_inside(self, name: str, edge: float) -> bool:
        """Whether a label is set in below the title of a group."""
        return edge > self._edges[name] + _SAME_EDGE


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


def _opened(parents: list[str], row: Sequence[FilledCell]) -> list[str]:
    texts: list[str] = []  # a row without values opens a group
    for cell in row:
        if texts and texts[-1].count("(") > texts[-1].count(")"):  # `Emissions (million | tonnes CO2e)` over two fields
            texts[-1] = join_lines([texts[-1], cell.text])
        else:
            texts.append(cell.text)
    titles = [text for text in texts if not is_unit(text) or STAFF.fullmatch(text)]
    units = [text.strip("()（） ") for text in texts if text not in titles]
    title = f"{titles[0]} ({units[0]})" if len(titles) == len(units) == 1 else titles[0] if titles else ""
    return opened(parents, title) if len(titles) == 1 else parents
