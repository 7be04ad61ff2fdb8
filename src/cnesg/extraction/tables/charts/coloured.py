"""Pie and bar charts as tables: those whose classes a legend tells by colour, and bars that stand for categories.

What a number belongs to is told by geometry: the slice in whose direction from the middle it stands, the bar in which
or at whose end it stands. The drawing then proves it: slices are as large and bars as long as their numbers say. A
chart that does not agree with its numbers is left out.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.tables.charts.legends import Legend, drawings, find_legends
from cnesg.extraction.tables.charts.titles import titled
from cnesg.extraction.tables.charts.valued_legends import values_of
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around, holds
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Colour, Page, Shape

_SMALLEST, _ROUND = 25.0, 1.18  # of a pie: points, and width by height, as slices may be pulled out
_OUTSIDE = 1.7  # radii from the middle: how far out a number may stand
_RAYS = (0.95, 0.85, 0.7, 0.5, 0.3)
_SHARE_OFF = 0.035  # by which a slice's share of the drawing and of the numbers may differ
_LENGTH_OFF, _ALIKE = 0.12, 0.02  # of the length that a bar's number lets expect; that bars about as long may be off
_YEAR_NEAR = 45.0
_LABEL_NEAR = 170.0
_SAME_BAND = 3.0
_INTO = 3.0  # points by which a number's box may reach into the bar below it
_FEWEST_BARS = 2
_MIDDLE, _SUM_OFF = 0.3, 0.002  # of the radius, of the sum
_TOTAL = "Total"
_YEAR = regex(r"(?i)(?:FY)?\s?(?:19|20)\d\d年?")
_FIGURE = regex(r"(-?\d[\d,]*(?:\.\d+)?)\s?(?:%|[\u4e00-\u9fff]{1,4})?")  # 620人: with its unit
_FOOTNOTE = regex(r"(?<=[a-z]{4})\d{1,2}$")


Labels = Mapping[Colour, str]  # what each colour stands for; nothing where there is no legend


@dataclass(frozen=True)
class _Mark:
    """A slice or bar with its number."""

    shape: Shape
    label: str
    number: Fragment


def find_coloured_charts(page: Page, fragments: Sequence[Fragment]) -> tuple[list[Table], list[BoundingBox]]:
    """The pies, rings and bars of a page, from top to bottom.

    Args:
        page: a page of a PDF.
        fragments: all fragments of the page.

    Returns:
        Tables: of a pie the classes down and one column, headed by its year where one stands by it; of bars the classes
        across and what the bars stand at (categories or years) down. And the boxes of the entries of their legends.
    """
    if not page.shapes or page.number is None:
        return [], []
    legends = find_legends(page)
    keys = [key.bbox for legend in legends for key in legend.keys]
    free = [f for f in fragments if not any(holds(box, f) for box in keys)]
    tables: list[tuple[BoundingBox, Table]] = []
    told: list[BoundingBox] = []
    for legend in legends:
        for drawing in legend.drawings:
            box = around([shape.bbox for shape in drawing])
            table = None
            if _is_round(box, drawing):
                table = _pie(legend.labels, drawing, free) or _told_by_legend(legend, drawing, fragments)
            elif len(drawing) >= 2 and all(shape.is_rectangle for shape in drawing):
                table = _bars(legend.labels, drawing, free)
            if table is not None:
                lines = tuple(key.line for key in legend.keys if key.line is not None)
                tables.append((box, replace(table, legend=lines)))
                told += [key.bbox for key in legend.keys]
    known = {id(shape) for legend in legends for drawing in legend.drawings for shape in drawing}
    for bars in drawings(_bars_of([s for s in page.shapes if id(s) not in known and s.is_rectangle], keys)):
        table = _plain_bars(bars, free)
        if table is not None:
            tables.append((around([bar.bbox for bar in bars]), table))
    used = {id(c) for _, table in tables for row in table.rows for c in row.cells}
    texts = [f for f in free if id(f) not in used and f.kind == "text"]
    ordered = sorted(tables, key=lambda t: t[0][1])
    found = [titled(table, box, tables, texts, page.number, keys) for box, table in ordered]
    return [table for table in found if table.captions or any(column.headers for column in table.columns)], told


def _bars_of(shapes: Sequence[Shape], keys: Sequence[BoundingBox]) -> list[Shape]:
    """Bars, short ones among them, which look like the squares of a legend: as thick as a longer one on its base."""
    long = [one for one in shapes if not one.is_key]
    return [
        one
        for one in shapes
        if not one.is_key
        or (
            any(_on_one_base(one.bbox, other.bbox) for other in long)
            and not any(box[0] - 1 <= one.bbox[0] <= box[2] and box[1] - 1 <= one.bbox[1] <= box[3] for box in keys)
        )
    ]


def _on_one_base(one: BoundingBox, other: BoundingBox) -> bool:
    lying = abs(one[0] - other[0]) < 1 and abs((one[3] - one[1]) - (other[3] - other[1])) < 1
    return lying or (abs(one[3] - other[3]) < 1 and abs((one[2] - one[0]) - (other[2] - other[0])) < 1)


def _is_round(box: BoundingBox, shapes: Sequence[Shape]) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return (
        len(shapes) >= 2 and 0.85 < wide / high < 1.18 and wide > 25 and not all(shape.is_rectangle for shape in shapes)
    )


def _contains(outline: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies in a polygon."""
    inside = False
    for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _pie(labels: Labels, slices: Sequence[Shape], fragments: Sequence[Fragment]) -> Table | None:
    """The table of a pie or ring; None where its numbers don't agree with its drawing."""
    box = around([one.bbox for one in slices])
    x, y, radius = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, (box[2] - box[0]) / 2
    marks: dict[int, _Mark] = {}
    near = [f for f in fragments if f.kind == "number" and _reach(f, x, y) <= _OUTSIDE * radius]
    whole = _in_the_middle(box, near, ())[1] if len(near) > 1 else None
    for number in sorted((f for f in near if f is not whole), key=lambda f: _reach(f, x, y)):
        index = _slice_at(slices, number, (x, y, radius))
        if index is not None and index not in marks:
            marks[index] = _Mark(slices[index], labels[slices[index].colour], number)
    if len(marks) < 2 or not _as_large(list(marks.values()), slices):
        return None
    ordered = [marks[i] for i in sorted(marks, key=lambda i: list(labels.values()).index(marks[i].label))]
    return _of_slices(ordered, box, fragments)


def _told_by_legend(legend: Legend, slices: Sequence[Shape], fragments: Sequence[Fragment]) -> Table | None:
    """The table of a pie whose numbers stand in its legend; None where they don't agree with the drawing."""
    valued = values_of(legend, fragments)
    marks = [_Mark(one, *valued[one.colour]) for one in slices] if valued else []
    if len(marks) < 2 or len({mark.label for mark in marks}) < len(marks) or not _as_large(marks, slices):
        return None
    return _of_slices(marks, around([one.bbox for one in slices]), fragments)


def _of_slices(marks: Sequence[_Mark], box: BoundingBox, fragments: Sequence[Fragment]) -> Table:
    year = _year_by(box, fragments)
    unit, whole = _in_the_middle(box, fragments, marks)
    rows = [Row(one.label, (), unit, (one.number,), around([one.number.bbox]), one.number.line) for one in marks]
    if whole is not None:
        rows.append(Row(_TOTAL, (), unit, (whole,), around([whole.bbox]), whole.line))
    return Table(0, box, (Column(box[0], box[2], (year,) if year else ()),), tuple(rows))


def _in_the_middle(
    box: BoundingBox, fragments: Sequence[Fragment], marks: Sequence[_Mark]
) -> tuple[tuple[str, ...], Fragment | None]:
    """What stands in the middle of a ring: the unit of its slices, and their sum."""
    x, radius = (box[0] + box[2]) / 2, (box[2] - box[0]) / 2
    middle = [
        f
        for f in fragments
        if abs((f.x0 + f.x1) / 2 - x) < _MIDDLE * radius and abs(f.middle - (box[1] + box[3]) / 2) < 2 * f.height
    ]
    unit = tuple(f.text for f in middle if f.kind == "text" and is_unit(f.text))
    numbers = [mark.number for mark in marks] or [f for f in fragments if f.kind == "number"]
    for one in middle:
        value = _value(one) if one.kind == "number" and "%" not in one.folded else None
        others = sum(other for f in numbers if f is not one and (other := _value(f)) is not None)
        if value and abs(value - others) <= _SUM_OFF * others:
            return unit[:1], one
    return unit[:1], None


def _reach(fragment: Fragment, x: float, y: float) -> float:
    return math.hypot((fragment.x0 + fragment.x1) / 2 - x, fragment.middle - y)


def _slice_at(slices: Sequence[Shape], number: Fragment, circle: tuple[float, float, float]) -> int | None:
    """The slice in which a number stands, else the one that lies in its direction from the middle."""
    x, y, radius = circle
    at_x, at_y = (number.x0 + number.x1) / 2, number.middle
    far = math.hypot(at_x - x, at_y - y)
    points = [(at_x, at_y)]
    if far > 0.2 * radius:  # a number in the middle of a ring is its total
        points += [(x + (at_x - x) / far * r * radius, y + (at_y - y) / far * r * radius) for r in _RAYS]
    for point in points:
        for index, one in enumerate(slices):
            if _contains(one.outline, *point):
                return index
    return None


def _as_large(marks: Sequence[_Mark], slices: Sequence[Shape]) -> bool:
    """Whether the slices are as large as their numbers say; those without a number count as what is missing."""
    values = [value for mark in marks if (value := _value(mark.number)) is not None]
    if len(values) < len(marks) or sum(values) <= 0:
        return False
    drawn = [mark.shape.area for mark in marks]
    share = sum(drawn) / sum(one.area for one in slices)
    return all(
        abs(area / sum(drawn) - value / sum(values)) * share <= _SHARE_OFF
        for area, value in zip(drawn, values, strict=True)
    )


def _value(number: Fragment) -> float | None:
    figure = _FIGURE.fullmatch(number.folded.strip())
    return float(figure[1].replace(",", "")) if figure is not None else None


def _year_by(box: BoundingBox, fragments: Sequence[Fragment]) -> str:
    """The year that stands right over a chart, in its middle or right below it."""
    x0, y0, x1, y1 = box
    years = [
        (max(y0 - f.middle, f.middle - y1, 0.0), f.text)
        for f in fragments
        if f.kind == "year"
        and x0 <= (f.x0 + f.x1) / 2 <= x1
        and y0 - _YEAR_NEAR <= f.middle <= y1 + _YEAR_NEAR
        and not any(t.kind == "text" and f.bbox[3] <= t.middle <= y0 and t.x0 < x1 and x0 < t.x1 for t in fragments)
    ]
    return min(years)[1] if years else ""


def _bars(labels: Labels, bars: Sequence[Shape], fragments: Sequence[Fragment]) -> Table | None:
    """The table of bars that lie or stand; None where their numbers don't agree with their lengths."""
    for lying in (True, False):
        marks = [mark for bar in bars if (mark := _mark(labels, bar, bars, fragments, lying=lying)) is not None]
        if len(marks) < 2 or len(marks) < 0.7 * len(bars) or not _as_long(marks, lying=lying):
            continue
        if len({id(mark.number) for mark in marks}) < len(marks):
            continue
        return _bar_table(labels, marks, fragments, lying=lying)
    return None


def _plain_bars(bars: Sequence[Shape], fragments: Sequence[Fragment]) -> Table | None:
    """The table of bars without a legend, one for each category; those over years are found without their drawing."""
    if len(bars) < _FEWEST_BARS:
        return None
    table = _bars({bar.colour: "" for bar in bars}, bars, fragments)
    if table is None or all(_YEAR.fullmatch(row.label) for row in table.rows):
        return None
    return replace(table, columns=(Column(table.bbox[0], table.bbox[2]),))


def _mark(
    labels: Labels, bar: Shape, bars: Sequence[Shape], fragments: Sequence[Fragment], *, lying: bool
) -> _Mark | None:
    """A bar with the number that stands in it or, before any other bar, past its end."""
    x0, y0, x1, y1 = bar.bbox
    numbers = [f for f in fragments if f.kind == "number"]
    inside = [f for f in numbers if x0 <= (f.x0 + f.x1) / 2 <= x1 and y0 <= f.middle <= y1]
    others = [other.bbox for other in bars if other is not bar]
    past = inside or (_right_of(bar.bbox, others, numbers) if lying else _above(bar.bbox, others, numbers))
    return _Mark(bar, labels[bar.colour], past[0]) if len(past) == 1 else None


def _right_of(bar: BoundingBox, others: Sequence[BoundingBox], numbers: Sequence[Fragment]) -> list[Fragment]:
    """The first number right of a lying bar, unless another bar comes before it; some set them all at the right."""
    _, y0, x1, y1 = bar
    past = [f for f in numbers if y0 - 1 <= f.middle <= y1 + 1 and x1 - 1 <= f.x0 <= x1 + _LABEL_NEAR]
    nearest = min(past, key=lambda f: f.x0, default=None)
    if nearest is None or any(_over(o[1::2], (y0, y1)) and x1 - 1 <= o[0] < nearest.x0 for o in others):
        return []
    return [nearest]


def _above(bar: BoundingBox, others: Sequence[BoundingBox], numbers: Sequence[Fragment]) -> list[Fragment]:
    """The number right over a standing bar, unless another bar comes before it."""
    x0, y0, x1, _ = bar
    past = [
        f for f in numbers if x0 - 2 <= (f.x0 + f.x1) / 2 <= x1 + 2 and y0 - 3 * f.height <= f.bbox[3] <= y0 + _INTO
    ]
    nearest = max(past, key=lambda f: f.bbox[3], default=None)
    if nearest is None or any(_over(o[0::2], (x0, x1)) and nearest.middle < o[3] <= y0 + 1 for o in others):
        return []
    return [nearest]


def _over(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two spans share more than a little."""
    return min(one[1], other[1]) - max(one[0], other[0]) > 1.0


def _as_long(marks: Sequence[_Mark], *, lying: bool) -> bool:
    """Whether the bars are as long as their numbers say: all drawn to one scale, very short ones left aside."""
    pairs = []
    for mark in marks:
        x0, y0, x1, y1 = mark.shape.bbox
        value = _value(mark.number)
        if value is None or value <= 0:
            return False
        pairs.append((x1 - x0 if lying else y1 - y0, value))
    longest, largest = max(pairs)
    scale = longest / largest
    off = [abs(length - scale * value) / (scale * value) for length, value in pairs]
    if longest <= 1.15 * min(pairs)[0]:
        return all(one <= _ALIKE for one in off)
    return all(one <= max(2.0 / (scale * value), _LENGTH_OFF) for one, (_, value) in zip(off, pairs, strict=True))


def _bar_table(labels: Labels, marks: Sequence[_Mark], fragments: Sequence[Fragment], *, lying: bool) -> Table | None:
    """Categories or years down, classes across."""
    across = list(dict.fromkeys(label for label in labels.values() if any(m.label == label for m in marks)))
    box = around([mark.shape.bbox for mark in marks])
    used = {id(mark.number) for mark in marks}
    groups = _grouped(marks, lying=lying)
    boxes = [around([mark.shape.bbox for mark in group]) for group in groups]
    texts = [f for f in fragments if f.kind in {"text", "year"} and id(f) not in used]
    names = _names(boxes, texts, box, lying=lying)
    if len(groups) > 1 and not all(names):
        return None
    rows = []
    for group, name in zip(groups, names, strict=True):
        cells = {mark.label: mark.number for mark in group}
        if len(cells) < len(group):
            return None
        numbers = around([mark.number.bbox for mark in group])
        rows.append(Row(name, (), (), tuple(map(cells.get, across)), numbers, group[0].number.line))
    columns = tuple(Column(box[0], box[2], (label,)) for label in across)
    sums = [_sum_over(group, fragments) for group in groups] if not lying and len(across) > 1 else []
    if any(sums):
        columns = (*columns, Column(box[0], box[2], (_TOTAL,)))
        rows = [replace(row, cells=(*row.cells, total)) for row, total in zip(rows, sums, strict=True)]
    return Table(0, box, columns, tuple(rows))


def _sum_over(stack: Sequence[_Mark], fragments: Sequence[Fragment]) -> Fragment | None:
    """The number right over a column of bars that is the sum of those in it."""
    x0, y0, x1, _ = around([mark.shape.bbox for mark in stack])
    if any(abs(mark.shape.bbox[0] - x0) > 1 or abs(mark.shape.bbox[2] - x1) > 1 for mark in stack):
        return None  # side by side
    given = sum(value for mark in stack if (value := _value(mark.number)) is not None)
    over = [f for f in fragments if f.kind == "number" and x0 - 2 <= (f.x0 + f.x1) / 2 <= x1 + 2]
    near = [f for f in over if y0 - 3 * f.height <= f.bbox[3] <= y0 + _INTO]
    return next((f for f in near if (value := _value(f)) and abs(value - given) <= _SUM_OFF * given), None)


def _grouped(marks: Sequence[_Mark], *, lying: bool) -> list[list[_Mark]]:
    """Bars of one category: those one after the other, until a class comes again."""
    start, end = (1, 3) if lying else (0, 2)
    groups: list[list[_Mark]] = []
    for mark in sorted(marks, key=lambda m: (m.shape.bbox[start], m.shape.bbox[0], m.shape.bbox[1])):
        last = groups[-1] if groups else []
        again = any(mark.label == other.label for other in last)
        gap = mark.shape.bbox[start] - max((other.shape.bbox[end] for other in last), default=0.0)
        if last and not again and gap <= mark.shape.bbox[end] - mark.shape.bbox[start]:
            last.append(mark)
        else:
            groups.append([mark])
    return groups


def _names(groups: Sequence[BoundingBox], texts: Sequence[Fragment], chart: BoundingBox, *, lying: bool) -> list[str]:
    """What stands beside each group of lying bars on the left, or below each of standing ones."""
    found: list[list[Fragment]] = [[] for _ in groups]
    start, end = (1, 3) if lying else (0, 2)
    for text in texts:
        if lying and not (chart[0] - _LABEL_NEAR < text.x0 and text.x1 <= chart[0] + 2):
            continue
        if not lying and not chart[3] - 1 <= text.middle <= chart[3] + 3 * text.height:
            continue
        at = text.middle if lying else (text.x0 + text.x1) / 2
        far, index = min((max(box[start] - at, at - box[end], 0.0), index) for index, box in enumerate(groups))
        if far <= text.height:
            found[index].append(text)
    for at, names in enumerate(found):
        names.sort(key=lambda f: (round(f.middle / _SAME_BAND), f.x0))
        year = next((f for f in names if f.kind == "year"), None)
        if year is not None and not lying:  # what stands below it is the title of the next chart
            found[at] = [f for f in names if f.middle < year.bbox[3]]
    return [_FOOTNOTE.sub("", " ".join(f.text for f in names)) for names in found]
