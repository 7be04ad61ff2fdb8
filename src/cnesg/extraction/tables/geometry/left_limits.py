"""How far left a table may reach: to the table beside it, to prose, to the fold of a spread, to its first head."""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.label_edge import topics_edge
from cnesg.extraction.tables.geometry.prose_beside import prose_edge
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment

_FEWEST_ROWS = 2


def left_limit(region: Region, regions: Sequence[Region], texts: Sequence[Fragment], fold: float) -> float:
    """How far left the labels of a region may reach, in points.

    Args:
        region: the values of a table.
        regions: those of all tables of the page.
        texts: texts of the page.
        fold: where the right of two pages begins, 0 for one.
    """
    beside = fold if fold < region.bbox[0] else 0.0
    return max(_values_left(region, regions), prose_edge(region, texts), topics_edge(region, texts), beside)


def _values_left(region: Region, regions: Sequence[Region]) -> float:
    """Where the values of the table left of a region end.

    A lone number beside several rows is no table: `1,000 | sheets` of a narrow column of units.
    """
    x0, y0, _, y1 = region.bbox
    fewest = 1 if len({f.line for f in region.values}) < _FEWEST_ROWS else _FEWEST_ROWS
    others = [
        r.bbox
        for r in regions
        if r is not region and len(r.values) >= fewest and any(f.kind == "number" for f in r.values)
    ]
    return max((b[2] for b in others if b[2] < x0 and b[1] < y1 and y0 < b[3]), default=0.0)
