"""Fragments and cells whose figures look like years and are counts, as the unit in their row tells."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.labels.counts_like_years import counts_like_years
from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment


class _Heads:
    """Heads of years, row by row: below them, figures of which they have none may be counts."""

    def __init__(self) -> None:
        self._years: frozenset[str] = frozenset()

    def above(self, row: Sequence[Fragment]) -> bool:
        """Whether a row of counts stands below a head; any other row of years is the head of what follows."""
        years = [f.folded.strip() for f in row if f.kind == "year"]
        if not years:
            return False
        texts = [f.folded for f in row if f.kind == "text"]
        alone = len(years) + len(texts) == len(row)
        if alone and len(years) == len(self._years) and self._years.isdisjoint(year[:4] for year in years):
            return counts_like_years(texts, years, is_unit)
        if alone and len(years) > 1:
            self._years = frozenset(year[:4] for year in years)
        return False


def lines_with_counts(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, in which counts that look like years are numbers.

    Args:
        lines: its fragments, line by line.
    """
    heads = _Heads()
    return [[_counted(f) for f in line] if heads.above(line) else line for line in lines]


def _counted(fragment: Fragment) -> Fragment:
    return replace(fragment, kind="number") if fragment.kind == "year" else fragment


def cells_with_counts(filled: Sequence[FilledCell]) -> list[FilledCell]:
    """The cells of a drawn grid, in which counts that look like years are numbers.

    Args:
        filled: its cells.
    """
    rows: dict[int, list[FilledCell]] = {}
    for cell in filled:
        rows.setdefault(cell.cell.top, []).append(cell)
    heads = _Heads()
    counts: set[int] = set()
    for _, row in sorted(rows.items()):
        cells = sorted((c for c in row if len(c.parts) == 1), key=lambda c: c.cell.left)
        if heads.above([c.parts[0] for c in cells]):
            counts |= set(map(id, cells))
    return [FilledCell(c.cell, [_counted(c.parts[0])]) if id(c) in counts else c for c in filled]
