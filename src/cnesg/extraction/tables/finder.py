"""Tables of a page, by the geometry of its words and the lines drawn on it."""

from collections.abc import Sequence

from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.headers import TextRow, column_headers, split_above, text_rows
from cnesg.extraction.tables.labels import Label, label_lines, labels, parents_of
from cnesg.extraction.tables.layout import Band, Slot, bands, cells_of, slots
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.extraction.tables.ruled import ruled_tables
from cnesg.extraction.tables.regions import Region, find_regions, is_year_line, join_columns, value_fragments
from cnesg.model.records import BoundingBox
from cnesg.text import Page

_LONGEST_LABEL = 220


def find_tables(page: Page) -> list[Table]:
    """The tables of a page, from top to bottom and from left to right.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.

    Returns:
        Tables with at least one row that has a label and a value.
    """
    if page.number is None:
        return []
    ruled = ruled_tables(page)
    boxes = [grid.bbox for _, grid in ruled]
    lines = [line for line in page_fragments(page) if not any(_inside(line, box) for box in boxes)]
    plain = [line for line in lines if not is_year_line(line)]
    taken = {id(f) for line in plain for f in value_fragments(line)}
    texts = [f for line in lines for f in line if id(f) not in taken]
    regions = join_columns(find_regions(plain), texts)
    horizontal = [r for r in page.rulings if r[2] - r[0] > 4 * (r[3] - r[1])]
    found = [table for table, _ in ruled if table is not None]
    for region in regions:
        limit = _left_limit(region, regions)
        found += _tables_of(page.number, region, limit, texts, horizontal)
    return sorted(found, key=lambda t: (t.bbox[1], t.bbox[0]))


def _inside(line: Sequence[Fragment], box: BoundingBox) -> bool:
    """Whether most of a line's fragments stand in a box."""
    inside = sum(box[0] - 1 <= (f.x0 + f.x1) / 2 <= box[2] + 1 and box[1] - 1 <= f.middle <= box[3] + 1 for f in line)
    return 2 * inside > len(line)


def _left_limit(region: Region, regions: Sequence[Region]) -> float:
    """How far left the labels of a region may reach: to the values of the table beside it."""
    x0, y0, _, y1 = region.bbox
    others = [r.bbox for r in regions if r is not region]
    return max((b[2] for b in others if b[2] < x0 and b[1] < y1 and y0 < b[3]), default=0.0)


def _tables_of(
    page: int, region: Region, limit: float, texts: Sequence[Fragment], rulings: Sequence[BoundingBox]
) -> list[Table]:
    """The tables of a region: one for each header of years in it."""
    left = _label_edge(region, limit, texts)
    if left is None:
        return []
    x0, _, x1, _ = region.bbox
    years = [t for t in texts if t.kind == "year" and x0 - t.height <= t.x1 and t.x0 <= x1 + t.height]
    parts: list[list[Band]] = [[]]
    for band in bands(region.values):
        if parts[-1] and any(parts[-1][-1].middle < year.middle < band.middle for year in years):
            parts.append([])
        parts[-1].append(band)
    found = []
    ceiling = 0.0
    for index, part in enumerate(parts):
        following = parts[index + 1][0].top if index + 1 < len(parts) else None
        heads = [y.bbox[1] for y in years if following is not None and part[-1].middle < y.middle < following]
        table = _table(page, part, left, (ceiling, min(heads, default=following)), texts, rulings)
        ceiling = part[-1].bottom
        if table is not None:
            found.append(table)
    return found


def _label_edge(region: Region, limit: float, texts: Sequence[Fragment]) -> float | None:
    """The left edge of the label column: of the labels drawn with the values, else of those beside them."""
    lines = {f.line for f in region.values}
    x0 = region.bbox[0]
    drawn = [t.x0 for t in texts if t.line in lines and t.x1 <= x0 + 1 and t.x0 >= limit]
    if drawn:
        return min(drawn)
    beside = []
    for band in bands(region.values):
        row = [t for t in texts if abs(t.middle - band.middle) < 0.5 * t.height and limit <= t.x0 and t.x1 <= x0 + 1]
        if row:
            beside.append(max(row, key=lambda t: t.x1).x0)
    return min(beside) if beside else None


def _table(
    page: int,
    part: Sequence[Band],
    left: float,
    limits: tuple[float, float | None],
    texts: Sequence[Fragment],
    rulings: Sequence[BoundingBox],
) -> Table | None:
    body = part
    columns = slots(body)
    first_x = columns[0].x0
    inside = _texts_inside(texts, left, first_x, body, limits)
    notes = _note_edge(inside, body)
    lines = label_lines([t for t in inside if t.x0 < notes - 1], body)
    found = labels(lines, body, rulings)
    heads_end = max((t.bbox[3] for t in texts if t.kind == "year" and _heads(t, columns, body[0])), default=0.0)
    found = [label for label in found if label.lines[-1].middle > heads_end - 1]
    top = min([body[0].top, *(line.top for label in found for line in label.lines)])
    above = [
        t
        for t in texts
        if t.bbox[3] <= top + 1 and t.bbox[1] >= limits[0] - 1 and left - 3 <= t.x0 < columns[-1].x1 + 20
    ]
    heads, captions = split_above(text_rows(above), top, first_x, region_height(body))
    headers = column_headers(heads, columns)
    rows = _rows(found, body, columns, [t for t in inside if t.x0 >= notes - 1])
    if not rows:
        return None
    boxes = [f.bbox for row in heads for f in row] + [row.bbox for row in rows]
    return Table(
        page=page,
        bbox=around(boxes),
        columns=tuple(Column(c.x0, c.x1, h) for c, h in zip(columns, headers, strict=True)),
        rows=tuple(rows),
        captions=tuple(_text(row) for row in captions),
        corner=tuple(f.text for row in heads for f in row if f.x1 <= first_x),
        headed=any(headers),
    )


def _text(row: TextRow) -> str:
    return " ".join(f.text for f in row)


def _texts_inside(
    texts: Sequence[Fragment],
    left: float,
    first_x: float,
    body: Sequence[Band],
    limits: tuple[float, float | None],
) -> list[Fragment]:
    """Texts that stand left of the values, from a little above the first row to a little below the last."""
    height = body[0].values[0].height
    top = max(body[0].top - 2.2 * height, limits[0])
    bottom = min(body[-1].bottom + 1.2 * height, limits[1] or float("inf"))
    return [
        t
        for t in texts
        if left - 3 <= t.x0 < first_x and top <= t.bbox[1] and t.bbox[3] <= bottom and len(t.text) <= _LONGEST_LABEL
    ]


def _note_edge(inside: Sequence[Fragment], body: Sequence[Band]) -> float:
    """Where the columns of units and notes begin, right of the labels; infinite where there are none."""
    seconds: list[float] = []
    for band in body:
        row = sorted((t for t in inside if abs(t.middle - band.middle) < 0.5 * t.height), key=lambda t: t.x0)
        seconds += [t.x0 for t in row[1:2]]
    seconds.sort()
    usual = [x for x in seconds if sum(abs(x - other) < 4 for other in seconds) >= max(2, 0.2 * len(body))]
    return min(usual, default=float("inf"))


def _heads(year: Fragment, columns: Sequence[Slot], first: Band) -> bool:
    """Whether a year stands over the columns, a little above the first row."""
    near = 0 < first.top - year.bbox[1] < 4 * year.height
    return near and columns[0].x0 - year.height < year.x1 and year.x0 < columns[-1].x1 + year.height


def region_height(body: Sequence[Band]) -> float:
    """The usual height of a table's characters."""
    heights = sorted(f.height for band in body for f in band.values)
    return heights[len(heights) // 2]


def _rows(
    found: Sequence[Label], body: Sequence[Band], columns: Sequence[Slot], notes: Sequence[Fragment]
) -> list[Row]:
    rows = []
    for label, parents in zip(found, parents_of(found), strict=True):
        for number in label.bands:
            band = body[number]
            low, high = label.lines[0].top - 1, label.lines[-1].bottom + 1
            beside = [t for t in notes if low <= t.middle <= high or abs(t.middle - band.middle) < 0.5 * t.height]
            cells = cells_of(band, columns)
            boxes = [f.bbox for f in band.values] + [f.bbox for line in label.lines for f in line.fragments]
            rows.append(
                Row(label.text, parents, tuple(t.text for t in beside), cells, around(boxes), band.values[0].line)
            )
    return rows
