"""Tables that stand below each other, closer than their titles keep them apart, and have columns of their own."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cnesg.extraction.tables.geometry.layout import Band, Slot, bands, slots
from cnesg.extraction.tables.geometry.regions import Region, lines_up
from cnesg.extraction.tables.geometry.spanning import heads_each, overlap
from cnesg.extraction.tables.model import Fragment

_NEAR = 2  # rows above and below tell how the figures of each stand; further up other tables may have others
_FEWEST = 3  # columns of the lower table: two may stand anywhere
_FEWEST_TITLED = 2  # columns of one with a title of its own
_SET_OFF = 0.8  # of a title's height: rows stand closer


def part_by_columns(regions: Iterable[Region], texts: Sequence[Fragment]) -> list[Region]:
    """The regions, parted at lines of heads below which the figures stand in other columns than above.

    Figures of one table may line up with some of another's; a table whose heads name no year has nothing else that
    keeps it apart: Hires | Hiring rate | Leavers | Turnover rate, below a table of two years.

    Args:
        regions: groups of values.
        texts: texts of the page, among them what heads columns.
    """
    return [part for region in regions for part in _parted(region, texts)]


def _parted(region: Region, texts: Sequence[Fragment]) -> list[Region]:
    rows = bands(region.values)
    starts = [at for at in range(1, len(rows)) if _begins_table(rows, at, texts)]
    cuts = [0, *starts, len(rows)]
    return [Region([f for row in rows[a:b] for f in row.values]) for a, b in pairwise(cuts)] if starts else [region]


def _begins_table(rows: Sequence[Band], at: int, texts: Sequence[Fragment]) -> bool:
    """Whether a row has a line of heads right above it, one for each of its figures, and stands in other columns.

    Others are also more than there are above. Below a title of its own a table may stand in the same columns.
    """
    row = rows[at].values
    between = [t for t in texts if rows[at - 1].middle < t.middle < rows[at].middle and t.kind == "text"]
    if len(row) < (_FEWEST_TITLED if between else _FEWEST):
        return False
    figures = [Slot([f]) for f in row]
    if _is_titled(figures, between, rows[at - 1], texts):
        return True
    if len(row) < _FEWEST or all(any(lines_up(f, g) for g in rows[at - 1].values) for f in row):
        return False
    if not any(len(heads) == len(row) and heads_each(heads, figures) for heads in _lines(between, row[0].x0)):
        return False
    above, below = slots(rows[max(0, at - _NEAR) : at]), slots(rows[at : at + _NEAR])
    alike = sum(any(column.lines_up(cell) for column in above for cell in one.cells) for one in below)
    return 2 * alike < len(below) or len(above) < len(below)


def _is_titled(figures: Sequence[Slot], between: Sequence[Fragment], above: Band, texts: Sequence[Fragment]) -> bool:
    """Whether a row has heads over all its figures, below a title that is set off from the row above it.

    Heads that are said again, by a section of one table, begin none.
    """
    title = min(between, key=lambda t: t.middle, default=None)
    if title is None or title.x0 >= figures[0].x0 or title.bbox[1] - above.bottom < _SET_OFF * title.height:
        return False
    if any(t is not title and t.bbox[1] < title.middle for t in between):
        return False
    heads = [t for t in between if t is not title and any(overlap(t, f) > 0 for f in figures)]
    if not all(any(overlap(t, f) > 0 for t in heads) for f in figures):
        return False
    said = {t.folded for t in texts if t.middle < title.middle}
    return any(head.folded not in said for head in heads)


def _lines(texts: Iterable[Fragment], left: float) -> Iterable[list[Fragment]]:
    """Texts that reach right of an edge, line by line, each from left to right."""
    lines: dict[int, list[Fragment]] = {}
    for text in sorted(texts, key=lambda t: t.x0):
        if text.x1 > left:
            lines.setdefault(text.line, []).append(text)
    return lines.values()
