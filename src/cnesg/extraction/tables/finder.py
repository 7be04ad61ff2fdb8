"""Tables of a page, by the geometry of its words and the lines drawn on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.tables.charts.coloured import find_coloured_charts
from cnesg.extraction.tables.charts.labelled_shares import find_labelled_shares
from cnesg.extraction.tables.charts.named_bars import find_named_bars
from cnesg.extraction.tables.charts.over_years import find_charts
from cnesg.extraction.tables.counts_like_years import lines_with_counts
from cnesg.extraction.tables.drawn.ruled import ruled_tables
from cnesg.extraction.tables.fragments import is_unit, page_fragments
from cnesg.extraction.tables.geometry.answered_rows import under_heads_above
from cnesg.extraction.tables.geometry.bracketed import row_of_shares, shares_apart
from cnesg.extraction.tables.geometry.bracketed_years import with_brackets_joined
from cnesg.extraction.tables.geometry.cards import cards
from cnesg.extraction.tables.geometry.close_values import with_values_apart
from cnesg.extraction.tables.geometry.code_columns import without_code_columns
from cnesg.extraction.tables.geometry.coverage_columns import coverage_heads, without_coverage
from cnesg.extraction.tables.geometry.earlier_beside import with_earlier_beside
from cnesg.extraction.tables.geometry.header_cells import edge_of_head, with_headers_apart
from cnesg.extraction.tables.geometry.headers import caption_texts, column_headers, split_above
from cnesg.extraction.tables.geometry.headings_over_prose import with_heading_over_prose
from cnesg.extraction.tables.geometry.label_edge import edge_with_titles, group_heads, label_edge, unit_heads
from cnesg.extraction.tables.geometry.label_lines import label_lines
from cnesg.extraction.tables.geometry.labels import (
    Label,
    is_part,
    labels,
    parents_of,
    rows_and_groups,
)
from cnesg.extraction.tables.geometry.layout import (
    Band,
    Slot,
    bands,
    cells_of,
    column_numbers,
    slots,
    units_aside,
    usual_height,
)
from cnesg.extraction.tables.geometry.left_limits import left_limit
from cnesg.extraction.tables.geometry.lists import find_lists
from cnesg.extraction.tables.geometry.merged import over_titles
from cnesg.extraction.tables.geometry.middle_titles import with_titles_at_edge
from cnesg.extraction.tables.geometry.note_numbers import with_notes_as_text
from cnesg.extraction.tables.geometry.panels import panels
from cnesg.extraction.tables.geometry.paragraph_lines import with_paragraphs_as_text
from cnesg.extraction.tables.geometry.regions import (
    Region,
    are_years,
    find_regions,
    join_columns,
    part_by_heads,
    part_by_labels,
    parts_of_lines,
    rows_taken,
    value_fragments,
)
from cnesg.extraction.tables.geometry.repeated_units import lines_with_units_once
from cnesg.extraction.tables.geometry.row_numbers import without_codes
from cnesg.extraction.tables.geometry.side_text import without_side_text
from cnesg.extraction.tables.geometry.spreads import gutter
from cnesg.extraction.tables.geometry.stacked_tables import part_by_columns
from cnesg.extraction.tables.geometry.stub import Stub, stub_of, texts_beside
from cnesg.extraction.tables.geometry.text_columns import text_columns
from cnesg.extraction.tables.geometry.text_rows import text_rows
from cnesg.extraction.tables.geometry.texts_above import Span, texts_above
from cnesg.extraction.tables.geometry.title_lines import is_corner, without_title_lines
from cnesg.extraction.tables.geometry.two_languages import join_over_headings
from cnesg.extraction.tables.geometry.unit_lines import is_unit_line
from cnesg.extraction.tables.geometry.wide_values import parted_by_width, slots_below, wide_pairs, wide_values
from cnesg.extraction.tables.geometry.wrapped_years import with_headed_years
from cnesg.extraction.tables.geometry.year_labels import with_years_as_labels
from cnesg.extraction.tables.geometry.years_in_cells import with_years_of_cells
from cnesg.extraction.tables.indexes.figure_answers import figure_answers
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around, holds, mostly_inside
from cnesg.extraction.tables.tiles.apart import Place, places_of_tiles, without
from cnesg.extraction.tables.tiles.dated_cards import dated_cards
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page
from cnesg.text.paragraphs import is_inside_sentence

_AGE = regex(r"^[<>≤≥]=?\s?\d\d$")
_FEWEST_ROWS = 2


def find_tables(page: Page) -> list[Table]:
    """The tables of a page, from top to bottom and from left to right, column by column where it has columns of prose.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.

    Returns:
        Tables with at least one row that has a label and a value.
    """
    if page.number is None:
        return []
    whole = without_side_text(page)
    parts = [part for card in cards(whole) for column in text_columns(card) for part in panels(column)]
    # tiles in a row over all columns show only together that they are some
    tiles = places_of_tiles(page_fragments(whole)) if len(parts) > 1 else set()
    return [with_heading_over_prose(table, page) for part in parts for table in _found_on(part, tiles)]


def _found_on(page: Page, tiles: Collection[Place]) -> list[Table]:
    assert page.number is not None, "a text file has no geometry"
    coloured, legends = find_coloured_charts(page, [f for line in page_fragments(page) for f in line])
    plotted = {id(c) for chart in coloured for row in chart.rows for c in row.cells}
    answers = figure_answers(page)
    ruled = [] if answers else ruled_tables(page)
    ruled = [one for one in ruled if not any(_inside_box(chart.bbox, one[1].bbox) for chart in coloured)]
    boxes = [*(grid.bbox for _, grid in ruled), *(table.bbox for table in answers)]
    numbered = {line.number: line for line in page.lines}
    lines = [line for line in lines_with_counts(page_fragments(page)) if not (boxes and mostly_inside(line, boxes))]
    lines, coded = without_code_columns(lines)
    lines, codes = without_codes(lines)
    lines = with_notes_as_text(with_values_apart(with_paragraphs_as_text(lines), numbered))
    lists = [table for table in find_lists(page) if not any(_inside_box(table.bbox, box) for box in boxes)]
    listed = {row.line for table in lists for row in table.rows}
    lines = [line for line in lines if line and line[0].line not in listed]
    lines = lines_with_units_once(with_brackets_joined(with_headed_years(with_years_of_cells(lines))))
    charts = [*find_charts(page.number, [f for line in lines for f in line]), *find_named_bars(page.number, lines)]
    cards, carded = dated_cards(page.number, [f for line in lines for f in line])
    charted = plotted | carded | {id(c) for chart in charts for row in chart.rows for c in row.cells}
    lines = [
        left
        for line in lines
        if (left := [f for f in line if id(f) not in charted and not any(holds(box, f) for box in legends)])
    ]
    set_small = with_years_as_labels(without(lines, places_of_tiles(lines).union(tiles)))
    values = [f for line in set_small if not are_years(of_line := value_fragments(line)) for f in of_line]
    taken = set(map(id, values))
    texts = [f for line in set_small for f in line if id(f) not in taken]
    regions = join_columns(
        part_by_labels(find_regions(values, parts_of_lines(set_small), wide_pairs(values)), texts), texts
    )
    regions = part_by_columns(part_by_heads(join_over_headings(regions, texts), texts), texts)
    horizontal = [r for r in page.rulings if r[2] - r[0] > 4 * (r[3] - r[1])]
    found = [*answers, *coloured, *charts, *cards, *lists, *(table for table, _ in ruled if table is not None)]
    several = rows_taken(regions, texts)
    fold = gutter(page, texts)
    for region in regions:
        limit = left_limit(region, regions, texts, fold)
        edge = edge_with_titles(label_edge(region, limit, texts), region, codes + coded, texts, limit)
        ceiling = max(_ceiling(region, regions, texts), _floor(region.bbox, edge, several))
        titled = with_titles_at_edge(texts, region, edge, horizontal)
        found += _tables_of(page.number, region, (edge, ceiling), titled, horizontal, numbered)
    found = [with_earlier_beside(one, lines) for one in _with_labelled_shares(page.number, found, lines)]
    return under_heads_above(sorted(found, key=_reading_order))


def _with_labelled_shares(page: int, found: list[Table], lines: Sequence[Sequence[Fragment]]) -> list[Table]:
    """The tables and what stands around pies besides; a table of one value gives way to the whole it is a part of."""
    if sum("%" in f.folded for line in lines for f in line) < _FEWEST_ROWS:
        return found
    larger = [table.bbox for table in found if len(table.rows) * len(table.columns) > 1]
    free = [left for line in lines if (left := [f for f in line if not any(holds(box, f) for box in larger)])]
    wholes = find_labelled_shares(page, free)
    shares = {(c.line, c.start) for whole in wholes for row in whole.rows for c in row.cells if c is not None}
    others = [
        table
        for table in found
        if table.bbox in larger or not any(c and (c.line, c.start) in shares for c in table.rows[0].cells)
    ]
    return others + wholes


def _inside_box(inner: BoundingBox, outer: BoundingBox) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _ceiling(region: Region, regions: Sequence[Region], texts: Sequence[Fragment]) -> float:
    """How far up a region's captions reach: to the table above it, where years of its own stand in between."""
    x0, top, x1, _ = region.bbox
    over = [r.bbox[3] for r in regions if r.bbox[3] < top and r.bbox[0] < x1 and x0 < r.bbox[2]]
    lowest = max(over, default=0.0)
    headed = any(t.kind == "year" and lowest < t.middle < top and x0 - t.height <= t.x1 and t.x0 <= x1 for t in texts)
    return lowest if headed else 0.0


def _floor(box: BoundingBox, edge: float | None, others: Sequence[BoundingBox]) -> float:
    """Where the rows of the tables end that stand above a region or its labels: they are no titles of it."""
    left = box[0] if edge is None else min(edge, box[0])
    return max((o[3] for o in others if o[3] <= box[1] and o[0] < box[2] and left < o[2]), default=0.0)


def _tables_of(
    page: int,
    region: Region,
    limits: tuple[float | None, float],
    texts: Sequence[Fragment],
    rulings: Sequence[BoundingBox],
    lines: Mapping[int, Line],
) -> list[Table]:
    """The tables of a region, one for each header of years in it; its labels and captions lie within the limits."""
    left, ceiling = limits
    if left is None and (named := _years_as_labels(region)):
        texts = [*texts, *named]
        left = min(f.x0 for f in named)
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
    for index, part in enumerate(parts):
        following = parts[index + 1][0].top if index + 1 < len(parts) else None
        heads = [y.bbox[1] for y in years if following is not None and part[-1].middle < y.middle < following]
        found += _table(page, part, left, (ceiling, min(heads, default=following)), texts, rulings, lines)
        ceiling = part[-1].bottom
    return found


def _years_as_labels(region: Region) -> list[Fragment]:
    """Years or ages (`<30`) down the first column of a region without labels: they name the rows, and are no values."""
    columns = slots(bands(region.values))
    if len(columns) < 2 or len(columns[0].cells) < 2:
        return []
    if any(f.kind != "year" and not _AGE.match(f.folded) for f in columns[0].cells):
        return []
    region.leave_out({id(f) for f in columns[0].cells})
    return [replace(f, kind="text") for f in columns[0].cells]


def _table(
    page: int,
    part: Sequence[Band],
    left: float,
    limits: tuple[float, float | None],
    texts: Sequence[Fragment],
    rulings: Sequence[BoundingBox],
    lines: Mapping[int, Line],
) -> list[Table]:
    part, shares = shares_apart(_without_units(part, texts))
    columns = slots_below(part, wide := wide_values(part, texts))
    first_x = columns[0].x0
    years = _row_years(columns)
    beside = texts_beside(texts, left, columns, part, limits)
    if (edge := edge_of_head(columns, beside, texts, part[0].top)) is not None:
        columns[0].x0 = first_x = edge
    over = (texts, first_x, part[0].top, limits[0])
    beside, covered = without_coverage(beside, part, lines, coverage_heads(*over))
    stub = stub_of(beside, part, lines, unit_heads(*over), group_heads(*over))
    stub.notes.update({n: [*stub.notes.get(n, []), text] for n, text in covered.items()})
    first = part[0].top
    heads = [t for t in texts if _heads(t, left, columns, first)]
    lines_of_labels = [line for line in label_lines(stub.labels, part) if not is_corner(line, heads)]
    found = labels(lines_of_labels, part, rulings)
    heads_end = max((t.bbox[3] for t in heads), default=0.0)
    found = rows_and_groups(found, heads_end, [t for t in texts if t.x0 >= first_x - t.height])
    found = without_title_lines(found, texts, columns[-1].x1)
    top = min([first, *(line.top for label in found for line in label.lines)])
    span = Span(left, first_x, top, first, part[-1].bottom, limits[0])
    above = texts_above(texts, {f.line for band in part for f in band.values}, columns, span, rulings, stub.centred)
    rows_over = (with_headers_apart(row, columns, lines) for row in text_rows(above))
    above_rows, captions = split_above(list(rows_over), top, (left, first_x), columns, usual_height(part))
    aside = [row for row in above_rows if len(row) == 1 and row[0].x0 > columns[-1].x1 and is_unit_line(row[0])]
    captions = [*aside, *captions]  # 单位:万元 right of the last column heads none
    headers = column_headers(above_rows, columns)
    rows, still_open = _rows(found, part, columns, stub, years, texts, shares)
    single = len(columns) == 1 and (len(rows) == 1 or not any(headers))
    if not rows or (single and (not _drawn_together(found, part) or any(is_inside_sentence(r.label) for r in rows))):
        return []
    boxes = [f.bbox for row in above_rows for f in row] + [row.bbox for row in rows]
    table = Table(
        page=page,
        bbox=around(boxes),
        columns=tuple(Column(c.x0, c.x1, h) for c, h in zip(columns, headers, strict=True)),
        rows=tuple(rows),
        captions=caption_texts(captions),
        corner=tuple(f.text for row in above_rows for f in row if f.x1 <= first_x and f.text not in headers[0]),
        headed=any(headers),
        still_open=still_open,
    )
    return parted_by_width(table, wide)


def _without_units(part: Sequence[Band], texts: Sequence[Fragment]) -> Sequence[Band]:
    """Rows without the dashes of a first column that holds units elsewhere: 万元, 个, —— of groups."""
    columns = slots(part)
    first = columns[0]
    if len(columns) < 2 or any(f.kind != "blank" for f in first.cells):
        return part
    lines = {f.line for band in part for f in band.values}
    units = [t for t in texts if t.line in lines and t.x0 < first.x1 and first.x0 < t.x1 and is_unit(t.text)]
    if not units:
        return part
    dashes = {id(f) for f in first.cells}
    return [band for one in part if (band := Band([f for f in one.values if id(f) not in dashes])).values]


def _heads(text: Fragment, left: float, columns: Sequence[Slot], top: float) -> bool:
    """Whether a text stands over the columns, a little above the first row: labels beside it are a title's lines."""
    if not 0 < top - text.bbox[1] < 4 * text.height or text.bbox[3] > top + 0.3 * text.height:
        return False
    over = text.x1 > columns[0].x0 - 0.5 * text.height and text.x0 < columns[-1].x1 + text.height
    return over and text.x0 > left + 2 * text.height


def _drawn_together(found: Sequence[Label], body: Sequence[Band]) -> bool:
    """Whether most values are drawn with their labels; a column of figures beside text is the axis of a chart."""
    labelled = [(label, body[number]) for label in found for number in label.bands]
    together = sum(
        band.values[0].line in {f.line for line in label.lines for f in line.fragments} for label, band in labelled
    )
    return 2 * together >= len(labelled)


def _row_years(columns: list[Slot]) -> dict[int, Fragment]:
    """Years in the first column, which name the rows, by the identity of their fragment; taken out of the columns."""
    first = columns[0]
    if len(columns) < 2 or len(first.cells) < 2 or any(f.kind != "year" for f in first.cells):
        return {}
    columns.pop(0)
    return {id(f): f for f in first.cells}


def _rows(
    found: Sequence[Label],
    body: Sequence[Band],
    columns: Sequence[Slot],
    stub: Stub,
    years: Mapping[int, Fragment],
    texts: Sequence[Fragment],
    shares: Mapping[int, Band],
) -> tuple[list[Row], tuple[tuple[float, str], ...]]:
    """Rows of values, and the groups open at the end; a row without a label has that of the row above it."""
    left = min((label.x0 for label in found), default=0.0)
    parents, still_open = parents_of(found, stub.centred)
    named = {number: (label, above) for label, above in zip(found, parents, strict=True) for number in label.bands}
    places, wider = column_numbers(columns), over_titles(stub.groups, found, parents)
    rows = []
    for number, band in enumerate(body):
        near = named.get(number) or (_spanning(number, named, found, parents, body) if years else None)
        if near is None and stub.notes.get(number):  # consolidated, below non-consolidated of the same label
            near = named.get(number - 1)
        if near is None:
            continue
        label, above = near
        own_years = [f.text for f in band.values if id(f) in years]
        cells = cells_of(band, places, len(columns))
        if not any(cells):
            continue
        notes = stub.notes.get(number, []) + units_aside(band, texts, label.x0)
        boxes = [f.bbox for f in band.values] + [f.bbox for line in label.lines for f in line.fragments]
        group = stub.groups.get(number, ())
        outer = tuple(text for text in above if text not in group)
        rows.append(
            Row(
                label=label.text,
                # of the row above, then of both; or of a topic, then of a title within it
                parents=(*group, *outer) if is_part(label.text) or number in wider else (*outer, *group),
                notes=(*own_years, *notes),
                cells=cells,
                bbox=around(boxes),
                line=band.values[0].line,
                indent=round(label.x0 - left, 1),
            )
        )
        if number in shares:
            rows.append(row_of_shares(rows[-1], shares[number], columns))
    return rows, tuple((x - left, text) for x, text in still_open)


def _spanning(
    number: int,
    named: Mapping[int, tuple[Label, tuple[str, ...]]],
    found: Sequence[Label],
    parents: Sequence[tuple[str, ...]],
    body: Sequence[Band],
) -> tuple[Label, tuple[str, ...]] | None:
    """The label that a row shares with its neighbours.

    It is that of the rows above where labels stand on the first row, else the nearest one.
    """
    if 0 in named:
        above = [n for n in named if n < number]
        return named[max(above)] if above else None
    pairs = list(zip(found, parents, strict=True))
    near = min(pairs, key=lambda p: abs(p[0].lines[0].middle - body[number].middle), default=None)
    if near is None or abs(near[0].lines[0].middle - body[number].middle) > 3 * body[number].values[0].height:
        return None
    return near


def _reading_order(table: Table) -> tuple[float, float]:
    """Top edges a little apart count as one: of two tables side by side the left one comes first."""
    return round(table.bbox[1] / 12), table.bbox[0]
