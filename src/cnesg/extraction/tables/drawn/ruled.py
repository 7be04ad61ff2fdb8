"""Tables with drawn grids: what stands in each cell, and which rows and columns are headers, labels and values."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from cnesg.extraction.tables.counts_like_years import cells_with_counts
from cnesg.extraction.tables.drawn.filled import FilledCell, NumberedRow, are_ages, filled_cells, holds_value
from cnesg.extraction.tables.drawn.grid import DrawnGrid, grids_of
from cnesg.extraction.tables.drawn.group_cells import GroupCells, labelled_as_above
from cnesg.extraction.tables.drawn.heads_above import with_heads_above
from cnesg.extraction.tables.drawn.level_grids import level_grids
from cnesg.extraction.tables.drawn.openings import openings
from cnesg.extraction.tables.drawn.ruled_indents import (
    STAFF,
    OpenGroups,
    edge_of,
    inner_titles,
    numbers_row,
    with_parents,
)
from cnesg.extraction.tables.drawn.shares_in_cells import with_shares_beside
from cnesg.extraction.tables.drawn.side_by_side import side_by_side
from cnesg.extraction.tables.drawn.stub_columns import label_column, names_row, names_rows
from cnesg.extraction.tables.drawn.told_cells import told_rows
from cnesg.extraction.tables.drawn.unit_cells import cells_with_units_once, with_units_down
from cnesg.extraction.tables.drawn.upended import rows_of_boxes
from cnesg.extraction.tables.drawn.years_down import with_years_down
from cnesg.extraction.tables.fragments import is_code, is_unit, kind_of, line_fragments, page_fragments
from cnesg.extraction.tables.geometry.headers import captions_above, column_headers
from cnesg.extraction.tables.geometry.labels import is_total, join_lines
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.regions import AGES
from cnesg.extraction.tables.geometry.text_rows import text_rows
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around, holds
from cnesg.framework.regexes import regex
from cnesg.text import Page, fold

_STOP = regex(r"[。；;]")
_MARKS = {"#", "*"}  # of a figure that is not told
_MOST_CROWDED = 0.12
_LEAST_FILLED = 4
_MOST_IN_BANDS = 0.5  # of the numbers
_PAGE_TOP = 0.15
_LEAST_HEADERS = 3
_SERIAL = regex(r"\d{1,3}(?:\.\d{1,2}){0,2}")
_UNIT_LINE = regex(r"(?i)[(（]?(?:(?:金额|货币)?单位|units?)\s?[:：]")
_DIRECTLY_BELOW = 24.0  # points
_MOST_HEADS = 3  # rows
_FEW = 5  # times fewer numbers in a first column than in the fullest
_MOST_FIELDS = 2  # of one value
_LONGEST_HEADER = 40
_LONGEST_CORNER = 90  # of a head that frames nothing else


def ruled_tables(page: Page) -> list[tuple[Table | None, DrawnGrid]]:
    """The tables of a page that have drawn grids, each with its grid; None for a grid that holds no values.

    A grid whose cells hold several numbers side by side or one below the other is left out: not all its columns or rows
    are drawn.
    """
    drawn = grids_of(page)
    grids = sorted([*drawn, *level_grids(page, drawn)], key=lambda grid: (grid.bbox[1], grid.bbox[0]))
    if not grids:
        return []
    found: list[tuple[Table | None, DrawnGrid]] = []
    last: tuple[str, ...] = ()
    for grid in grids:
        filled = cells_with_units_once(
            with_units_down(with_years_down(cells_with_counts(filled_cells(grid, page.lines))))
        )
        if len(filled) < _LEAST_FILLED or _crowded(filled):
            continue
        above = max((g.bbox[3] for g in grids if g.bbox[3] <= grid.bbox[1] + 1), default=0.0)
        captions = captions_above(page, grid.bbox, above)
        if not captions and 0 < grid.bbox[1] - above < _DIRECTLY_BELOW:
            captions = last  # a unit line over two tables, one directly below the other
        last = tuple(text for text in captions if _UNIT_LINE.match(fold(text).strip()))
        fields = rows_of_fields(grid, filled)
        told, numbers = told_rows(grid, fields, captions, page.number or 0)
        if told is not None:
            found.append((told, grid))
            filled = [c for c in filled if not numbers.issuperset(range(c.cell.top, c.cell.bottom))]
            fields = rows_of_fields(grid, filled)
        tables = _tables(page, grid, fields, captions)
        tables = [with_heads_above(tables[0], page), *tables[1:]] if tables else tables
        if not tables and not _is_head(grid, filled) and not _is_undivided(page, grid, filled):
            found.append((None, grid))
        elif any(_is_whole(table, page) for table in tables):
            found += [(table, grid) for table in tables]
    return found


def _is_whole(table: Table, page: Page) -> bool:
    """Whether a grid can be read by itself: with headers inside, going on from the page before, or of one column.

    Grids that only shade or underline rows leave the header outside; word geometry reads those better.
    """
    return table.headed or table.bbox[1] < _PAGE_TOP * page.height or len(table.columns) == 1


def _crowded(filled: Sequence[FilledCell]) -> bool:
    """Whether cells hold several values side by side."""
    values = crowded = 0
    for cell in filled:
        tokens = [kind_of(token) for part in cell.parts for token in part.folded.split()]
        numbers = sum(kind == "number" for kind in tokens)
        values += numbers > 0
        crowded += numbers > 1 and numbers >= 0.7 * len(tokens)
    return values > 0 and crowded > _MOST_CROWDED * values


def _is_head(grid: DrawnGrid, filled: Sequence[FilledCell]) -> bool:
    """Whether a grid without values frames no more than the heads of a table that goes on below it without one."""
    if len(grid.ys) - 1 > _MOST_HEADS:
        return False
    return all(len(c.text) <= (_LONGEST_HEADER if c.cell.left else _LONGEST_CORNER) for c in filled)


def _is_undivided(page: Page, grid: DrawnGrid, filled: Sequence[FilledCell]) -> bool:
    """Whether fields hold several numbers set apart, or labels with their numbers: a row in a band of its own.

    Numbers may stand one below the other, or a band may hold what the heads' columns part: 净利润 | 万元 | 46.10.
    """
    numbers = [f for line in page_fragments(page) for f in line if f.kind == "number"]
    fields = [place for f in numbers if (place := grid.field((f.x0 + f.x1) / 2, f.middle)) is not None]
    if len(set(fields)) < len(fields):
        return True
    bands = [cell.cell.bbox for cell in filled if cell.value is None and cell.cell.right - cell.cell.left > 1]
    held = sum(any(x0 < f.x0 and f.x1 <= x1 and y0 < f.middle < y1 for x0, y0, x1, y1 in bands) for f in numbers)
    return held > _MOST_IN_BANDS * len(fields)


def _tables(page: Page, grid: DrawnGrid, fields: list[NumberedRow], captions: tuple[str, ...]) -> list[Table]:
    """The tables in a grid, of its rows of fields, below these captions: one for each row of headers."""
    found = []
    parts = [part for rows in rows_of_boxes(fields) for part in _segments(rows)]
    for head, body in parts:
        for rows in side_by_side(head, body):
            cells = {id(cell): cell for _, row in (*rows[0], *rows[1]) for cell in row}
            table = _table(page, grid, list(cells.values()), rows, captions)
            if table is not None:
                found.append(table)
    return found


def _segments(rows: Sequence[NumberedRow]) -> list[tuple[list[NumberedRow], list[NumberedRow]]]:
    """Rows of headers and the rows below them; a row of several texts below rows of values begins anew."""
    found: list[tuple[list[NumberedRow], list[NumberedRow]]] = [([], [])]
    for number, row in rows:
        head, body = found[-1]
        if any(holds_value(c) for c in row[1:]) and not are_ages(row):
            body.append((number, row))
        elif not body:
            head.append((number, row))
        elif len(row) >= _LEAST_HEADERS and all(len(c.text) <= _LONGEST_HEADER for c in row) and not _only_marks(row):
            titles = [body.pop()] if len(body[-1][1]) == 1 else []
            found.append(([*titles, (number, row)], []))
        else:
            body.append((number, row))
    return found


def _only_marks(row: Sequence[FilledCell]) -> bool:
    """Whether a row has marks for its values, which a note below the table explains: Waste generated | * | # | #."""
    marks = sum(not any(map(str.isalnum, cell.text)) for cell in row[1:])
    return 2 * marks > len(row) - 1


def _table(
    page: Page,
    grid: DrawnGrid,
    filled: Sequence[FilledCell],
    rows: tuple[Sequence[NumberedRow], Sequence[NumberedRow]],
    captions: tuple[str, ...],
) -> Table | None:
    columns = _value_columns([row for _, row in rows[1]])
    if not columns:
        return None
    opening = openings([row for _, row in rows[0]], [row for _, row in rows[1]], columns)
    head = [row for _, row in rows[0][: len(rows[0]) - opening]]
    body = [*rows[0][len(head) :], *rows[1]]
    label = label_column(head, [row for _, row in body], columns[0])
    found: list[tuple[Row, float]] = []
    shares: list[list[Fragment | None]] = []
    opened, groups, held = OpenGroups(inner_titles([row for _, row in body], columns, label)), GroupCells(), True
    for number, row in body:
        values = [_value_at(row, column, number) for column in columns]
        if any(v is not None for v in values):
            named = [c for c in row if c.cell.left == label]
            edge = min((p.x0 for c in named for p in c.parts[:1]), default=0.0)
            parents = opened.of(edge, total=any(is_total(c.text) for c in named))
            made = _row(filled, values, number, parents, (label, columns[0]))
            made = labelled_as_above(groups.of(made, parents, labelled=bool(named)), [one for one, _ in found[-1:]])
            found.append((made, edge_of(row, label, made.label)))
            shares.append([next((c.share for c in row if c.cell.left == column), None) for column in columns])
            held = True
        elif not any(_value_at(row, column, None) for column in columns):
            opened.open(row)
            groups.end()
            held = False
    if not found:
        return None
    of_grid = [number for number, _ in (*rows[0], *body)]
    headers = _undrawn_headers(page, grid, head, columns, body) or [headers_over(head, column) for column in columns]
    heads = [Column(grid.xs[c], grid.xs[c + 1], h) for c, h in zip(columns, headers, strict=True)]
    made_rows, made_columns = with_shares_beside(with_parents(found), heads, shares)
    return Table(
        page=page.number or 0,
        bbox=(grid.xs[0], grid.ys[min(of_grid)], grid.xs[-1], grid.ys[max(of_grid) + 1]),
        columns=made_columns,
        rows=made_rows,
        captions=captions,
        corner=tuple(c.text for row in head for c in row if c.cell.right <= columns[0]),
        headed=any(headers),
        next_group=() if held else tuple(opened.names),
    )


def rows_of_fields(grid: DrawnGrid, filled: Sequence[FilledCell]) -> list[NumberedRow]:
    """For each row of fields its number and the cells that reach into it, from left to right."""
    rows = [
        (number, sorted((c for c in filled if c.cell.top <= number < c.cell.bottom), key=lambda c: c.cell.left))
        for number in range(len(grid.ys) - 1)
    ]
    return [(number, row) for number, row in rows if row]


def _value_columns(body: Sequence[Sequence[FilledCell]]) -> list[int]:
    """Columns of fields that hold numbers; a first column of row numbers, of years or of ages is none.

    What parts only other rows of the grid, as another table directly below has its columns, parts no cell of these.
    """
    counts: Counter[int] = Counter()
    edges = sorted({edge for row in body for c in row for edge in (c.cell.left, c.cell.right)})
    for row in body:
        for cell in row:
            wide = bisect_left(edges, cell.cell.right) - bisect_left(edges, cell.cell.left)
            if cell.value is not None and cell.value.kind == "number" and wide <= _MOST_FIELDS:
                counts[cell.cell.left] += 1
    columns = sorted(counts)
    if len(columns) > 1 and _FEW * counts[columns[0]] < max(counts.values()):
        columns.pop(0)  # a number among codes and dashes
    while columns and (_is_serial(columns[0], body) or _holds_ages(columns[0], body) or names_rows(columns, body)):
        columns.pop(0)
    return columns


def _is_serial(column: int, body: Sequence[Sequence[FilledCell]]) -> bool:
    """Whether a column numbers the rows: whole numbers counting up, with text to the right of them."""
    values = [c.value for row in body for c in row if c.cell.left == column and c.value is not None]
    numbers = [v.folded.strip("().、") for v in values if v.kind == "number"]
    whole = [[int(part) for part in n.split(".")] for n in numbers if _SERIAL.fullmatch(n)]  # 8, 8.1
    followed = any(c.cell.left > column and c.value is None for row in body for c in row)
    return followed and column == 0 and len(whole) == len(values) > 0 and whole == sorted(whole)


def _holds_ages(column: int, body: Sequence[Sequence[FilledCell]]) -> bool:
    """Whether the values of a first column are ages, which name the rows: <30."""
    values = [c.value for row in body for c in row if c.cell.left == column and c.value is not None]
    return all(AGES.fullmatch(v.folded) for v in values)


def _value_at(row: Sequence[FilledCell], column: int, number: int | None) -> Fragment | None:
    """The value of a column in a row of fields; of a cell over several rows only in its first, if `number` is given."""
    return next(
        (c.value for c in row if c.cell.left == column and c.value is not None and number in {None, c.cell.top}),
        None,
    )


def _row(
    filled: Sequence[FilledCell],
    values: Sequence[Fragment | None],
    number: int,
    parents: Sequence[str],
    columns: tuple[int, int],
) -> Row:
    """A row of values with the text of its label column; text left of that are groups, right of it notes.

    Args:
        filled: the grid's cells.
        values: the row's values by column.
        number: the row of fields in which they begin.
        parents: the groups open above.
        columns: the columns of fields of the labels and of the first values.
    """
    own, first = columns
    own_values = {id(value) for value in values if value is not None}
    end = max(c.cell.bottom for c in filled if id(c.value) in own_values)
    reach = [c for c in filled if c.cell.top < end and c.cell.bottom > number]
    labels = sorted((c for c in reach if c.cell.right <= first), key=lambda c: (c.cell.left, c.cell.top))
    units = [c for c in labels if is_unit(c.text) and c.cell.left != own and not _names_group(c, own)]
    notes = [c.text for c in units]
    texts: dict[int, list[str]] = {}
    for cell in labels:
        if (
            cell not in units
            and not is_code(cell.text)
            and not (cell.value is not None and cell.value.kind == "number" and not names_row(cell, own))
        ):
            texts.setdefault(cell.cell.left, []).append(cell.text)
    parts = {column: join_lines(lines) for column, lines in texts.items()}
    label = own if own in parts else max((c for c, text in parts.items() if kind_of(text) != "year"), default=own)
    after = [c.text for c in reach if c.cell.left > first and c.value is None and c.cell.top <= number]
    boxes = [f.bbox for f in values if f is not None] + [p.bbox for c in labels for p in c.parts]
    return Row(
        label=parts.get(label, ""),
        parents=(*parents, *(text for column, text in parts.items() if column < label and not numbers_row(text))),
        notes=(
            *notes,
            *(t for t in after if is_unit(t) and t not in _MARKS),
            *(text for column, text in parts.items() if column > label),
        ),
        cells=tuple(values),
        bbox=around(boxes),
        line=next(f.line for f in values if f is not None),
    )


def _names_group(cell: FilledCell, label: int) -> bool:
    """Whether a cell left of the labels spans rows or says whose they are: People, Employees are no unit there."""
    spans = cell.cell.bottom - cell.cell.top > 1
    return cell.cell.right <= label and (spans or STAFF.fullmatch(fold(cell.text).strip()) is not None)


def _undrawn_headers(
    page: Page,
    grid: DrawnGrid,
    head: Sequence[Sequence[FilledCell]],
    columns: Sequence[int],
    body: Sequence[NumberedRow],
) -> list[tuple[str, ...]]:
    """The headers of a head whose columns are not drawn: one cell over several columns holds texts side by side."""
    wide = [c.cell.bbox for row in head for c in row if sum(c.cell.left <= at < c.cell.right for at in columns) > 1]
    if not wide:
        return []
    whole = around([c.cell.bbox for row in head for c in row])
    texts = [f for line in page.lines if line.words for f in line_fragments(line) if holds(whole, f)]
    rows = text_rows([f for f in texts if f.x1 > grid.xs[columns[0]]])[::-1]
    if not any(sum(holds(box, f) for f in row) > 1 for box in wide for row in rows):
        return []
    values = [[v for _, row in body if (v := _value_at(row, column, None)) is not None] for column in columns]
    return column_headers(rows, [Slot(v) for v in values]) if all(values) else []


def headers_over(rows: Sequence[list[FilledCell]], column: int) -> tuple[str, ...]:
    """The header cells over a column, outermost first; a cell that spans rows counts once."""
    found: list[FilledCell] = []
    for row in rows:
        for cell in row:
            if cell.cell.left <= column < cell.cell.right and all(cell is not other for other in found):
                found.append(cell)
    return tuple(cell.text for cell in found if not (len(cell.text) > _LONGEST_HEADER and _STOP.search(cell.text)))
