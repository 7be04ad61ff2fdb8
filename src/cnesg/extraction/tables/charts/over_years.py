"""Charts whose numbers are in the text layer: a row of years, a number over each, and a title above or below.

So are years one below the other with a lying bar and its number right of each, and years right over their numbers.
"""

from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.geometry.titles import ends_sentence
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.framework.regexes import regex

_TALLEST = 30.0  # of the characters' height: how far numbers may stand over the axis
_OFF_AXIS = 0.3  # of the pitch
_TITLE_GAP = 14.0  # of the characters' height, from the highest number to the title
_LEADING = 0.8
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 70
_LARGE = 1.6  # times the height of the years: figures of tiles
_LEAST_SHARE = 0.6
_LYING = 5.0  # of the characters' height, between lying bars
_LABEL_NEAR = 120.0
_SHORT_LABEL = 35  # characters of what may head a row of the values' line from afar, as no line of a column of prose
_FAR_TITLE, _LARGER = 3.0, 1.2  # of the characters' height, and times: how the heading of a page stands over a chart
_NO_DIGITS = regex(r"\D+")
_NOTE = regex(r"(?i)\W*(?:notes?|source|sources|注|数据来源|来源|单位|unit)\b|\W*(?:注|数据来源|资料来源|单位)")


def find_charts(page: int, fragments: Sequence[Fragment]) -> list[Table]:
    """Bar and line charts by years as tables of one row.

    A row of years is an axis where numbers stand over its years, one over each, and none below: those over a header
    belong to the table above it, and have numbers of the header's own table below.

    Args:
        page: 1-based page.
        fragments: all fragments of the page.
    """
    years = sorted((f for f in fragments if f.kind == "year"), key=lambda f: (round(f.middle / 4), f.x0))
    if len(years) < 2:
        return []
    numbers = [f for f in fragments if f.kind == "number"]
    texts = [f for f in fragments if f.kind == "text"]
    found = []
    for axis in _axes(years):
        cells = _over_each(axis, numbers, years)
        if cells is not None and _holds_prose(axis, cells, texts):
            continue  # years of a timeline, far below large figures
        if cells is None:
            cells = _under_each(axis, numbers, texts)
        elif cells is not None and (caption := _caption(axis, cells, texts)):
            found.append(_table(page, axis, cells, caption))
            continue
        if cells is not None and (title := _title(axis, [f for f in cells if f is not None], texts)):
            found.append(_table(page, axis, cells, title))
    for axis in _columns(years):
        lying = _beside_each(axis, fragments)
        if lying and (title := _over(axis, texts)):
            found.append(_table(page, axis, lying, title))
    return found


def _columns(years: Sequence[Fragment]) -> list[list[Fragment]]:
    """Years one below the other, on one edge, that go on in one direction."""
    runs: list[list[Fragment]] = []
    for year in sorted(years, key=lambda f: (round(f.x1 / 4), f.middle)):
        run = runs[-1] if runs else []
        near = run and abs(run[-1].x1 - year.x1) < 2 and year.middle - run[-1].middle < _LYING * year.height
        if near and run[-1].folded != year.folded and (len(run) < 2 or _is_between(run, year)):
            run.append(year)
        else:
            runs.append([year])
    return [run for run in runs if len(run) >= 2]


def _is_between(run: Sequence[Fragment], year: Fragment) -> bool:
    return (year.folded > run[-1].folded) == (run[1].folded > run[0].folded)


def _beside_each(axis: Sequence[Fragment], fragments: Sequence[Fragment]) -> list[Fragment]:
    """The number that ends each lying bar right of its year; none where numbers stand in a column, as in a table."""
    found = []
    for year in axis:
        row = [f for f in fragments if f.x0 >= year.x1 and abs(f.middle - year.middle) < 0.5 * year.height]
        nearest = min(row, key=lambda f: f.x0, default=None)
        if nearest is None or nearest.kind != "number":
            return []
        found.append(nearest)
    lefts, rights = {round(f.x0 / 2) for f in found}, {round(f.x1 / 2) for f in found}
    return found if len(lefts) == len(found) == len(rights) else []


def _over(axis: Sequence[Fragment], texts: Sequence[Fragment]) -> list[Fragment]:
    """The title over years that stand one below the other."""
    first, height = axis[0], axis[0].height
    above = [t for t in texts if t.bbox[3] <= first.bbox[1] + 1 and t.x0 <= first.x1 + 2 * height]
    lines = _together(sorted(above, key=lambda t: -t.bbox[3]), upwards=True)
    return lines if lines and first.bbox[1] - lines[-1].bbox[3] <= 4 * height else []


def _under_each(
    axis: Sequence[Fragment], numbers: Sequence[Fragment], texts: Sequence[Fragment]
) -> list[Fragment | None] | None:
    """The number right below each year where there is no label: a little table with nothing but a title."""
    pitch, height = min(b.x0 - a.x0 for a, b in pairwise(axis)), axis[0].height
    found: list[Fragment | None] = []
    for year in axis:
        near = [
            f
            for f in numbers
            if abs(f.x0 + f.x1 - year.x0 - year.x1) / 2 < _OFF_AXIS * pitch and 0 < f.middle - year.middle < 6 * height
        ]
        if len(near) != 1 or near[0].bbox[1] - year.bbox[3] > 1.6 * height:
            return None
        found.append(near[0])
    low, high = min(f.middle for f in found if f), max(f.middle for f in found if f)
    lines = {f.line for f in found if f}
    labels = (t for t in texts if low - height < t.middle < high + height and t.x1 <= axis[0].x0 + 1)
    is_row = any(axis[0].x0 - t.x1 < _LABEL_NEAR or (t.line in lines and len(t.text) <= _SHORT_LABEL) for t in labels)
    return None if is_row else found


def _caption(axis: Sequence[Fragment], over: Sequence[Fragment | None], texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of a title right below the axis, where what stands above is the heading of the page or a paragraph."""
    height, bottom = axis[0].height, axis[0].bbox[3]
    left, right = axis[0].x0 - (pitch := axis[1].x0 - axis[0].x0), axis[-1].x1 + pitch
    below = [t for t in texts if t.bbox[1] >= bottom - 1 and left < t.x0 and t.x1 < right]
    lines = _together(sorted(below, key=lambda t: t.bbox[1]), upwards=False)
    if not lines or lines[0].bbox[1] - bottom > 1.8 * height or is_note(lines[0]):
        return []
    top = min(f.bbox[1] for f in over if f is not None)
    above = [t for t in texts if t.bbox[3] <= top + 1 and t.x1 > left and t.x0 < right]
    nearest = max(above, key=lambda t: t.bbox[3], default=None)
    if nearest is None:
        return lines
    heading = nearest.height > _LARGER * lines[0].height and top - nearest.bbox[3] > _FAR_TITLE * height
    return lines if heading or ends_sentence(nearest) else []


def is_note(text: Fragment) -> bool:
    """Whether a line below a chart is a note or names its source: no title."""
    return _NOTE.match(text.folded) is not None


def _axes(years: Sequence[Fragment]) -> list[list[Fragment]]:
    """Rows of years that go on in one direction at about one pitch."""
    runs: list[list[Fragment]] = []
    for year in years:
        run = runs[-1] if runs else []
        if run and abs(year.middle - run[-1].middle) < 0.5 * year.height and _goes_on(run, year):
            run.append(year)
        else:
            runs.append([year])
    return [run for run in runs if len(run) >= 2]


def _goes_on(run: Sequence[Fragment], year: Fragment) -> bool:
    if len(run) < 2:  # FY2023 | (2023) below two tiles is one year
        return _NO_DIGITS.sub("", run[-1].folded) != _NO_DIGITS.sub("", year.folded)
    pitch = run[1].x0 - run[0].x0
    rising = run[1].folded > run[0].folded
    return (year.folded > run[-1].folded) == rising and 0.6 * pitch < year.x0 - run[-1].x0 < 1.5 * pitch


def _over_each(
    axis: Sequence[Fragment], numbers: Sequence[Fragment], years: Sequence[Fragment]
) -> list[Fragment | None] | None:
    """The number over each year; None where this is no axis."""
    pitch = min(b.x0 - a.x0 for a, b in pairwise(axis))
    height = axis[0].height
    base = axis[0].middle
    ceiling = max(
        (y.middle for y in years if y.middle < base - height and y.x1 > axis[0].x0 and y.x0 < axis[-1].x1), default=0.0
    )
    ceiling = max(ceiling, base - _TALLEST * height)
    found: list[Fragment | None] = []
    for year in axis:
        near = [f for f in numbers if abs(f.x0 + f.x1 - year.x0 - year.x1) / 2 < _OFF_AXIS * pitch]
        if any(0 < f.middle - base < 3.5 * height for f in near):
            return None
        above = [f for f in near if ceiling < f.middle < base - 0.5 * height]
        if len(above) > 1:  # large figures of tiles may stand over the chart
            above = [f for f in above if f.height < _LARGE * height]
        if len(above) > 1:
            return None
        found.append(above[0] if above else None)
    given = [f for f in found if f is not None]
    if len(given) < max(2, _LEAST_SHARE * len(axis)):
        return None
    left, right = axis[0].x0 - _OFF_AXIS * pitch, axis[-1].x1 + pitch  # further left stands the scale
    taken = set(map(id, given))
    rest = [f for f in numbers if id(f) not in taken and left < f.x0 and f.x1 < right]
    in_rows = all(any(abs(f.middle - one.middle) < 0.3 * height for one in rest) for f in given)
    return None if in_rows else found  # numbers set right, some of them in the middle over the heads of the next table


def _holds_prose(axis: Sequence[Fragment], over: Sequence[Fragment | None], texts: Sequence[Fragment]) -> bool:
    """Whether lines of running text stand between an axis and the numbers over it."""
    top, bottom = max(f.bbox[3] for f in over if f is not None), axis[0].bbox[1]
    left, right = axis[0].x0, axis[-1].x1
    long = (t for t in texts if len(t.text) > _LONGEST_TITLE // 2 and top < t.middle < bottom)
    return sum(t.x0 < right and left < t.x1 for t in long) > _MOST_TITLE_LINES


def _title(axis: Sequence[Fragment], over: Sequence[Fragment], texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of the title: those nearest above the highest number, else those right below the axis."""
    pitch = axis[1].x0 - axis[0].x0
    left, right = axis[0].x0 - pitch, axis[-1].x1 + pitch
    near = [t for t in texts if t.x1 > axis[0].x0 - pitch and t.x0 < right - 0.5 * pitch and t.x0 > left - 2 * pitch]
    height = axis[0].height
    top = min(f.bbox[1] for f in (*over, *axis))
    above = sorted((t for t in near if t.bbox[3] <= top + 1), key=lambda t: -t.bbox[3])
    lines = _together(above, upwards=True)
    if lines and top - lines[-1].bbox[3] <= _TITLE_GAP * height:
        return lines
    bottom = axis[0].bbox[3]
    below = sorted((t for t in near if t.bbox[1] >= bottom - 1), key=lambda t: t.bbox[1])
    lines = _together(below, upwards=False)
    return lines if lines and lines[0].bbox[1] - bottom <= 2.5 * height else []


def _together(texts: Sequence[Fragment], *, upwards: bool) -> list[Fragment]:
    """The first lines of some that stand close together, from top to bottom; below a unit alone more room is left."""
    lines: list[Fragment] = []
    for text in texts:
        if len(text.text) > _LONGEST_TITLE or len(lines) == _MOST_TITLE_LINES:
            break
        if lines:
            gap = lines[-1].bbox[1] - text.bbox[3] if upwards else text.bbox[1] - lines[-1].bbox[3]
            near = _LEADING * text.height if not is_unit(lines[-1].text) else 2.5 * text.height
            if gap > near or abs(text.height - lines[-1].height) > 0.3 * text.height:
                break
        lines.append(text)
    return lines[::-1] if upwards else lines


def _table(page: int, axis: Sequence[Fragment], over: Sequence[Fragment | None], title: Sequence[Fragment]) -> Table:
    given = [f for f in over if f is not None]
    box = around([f.bbox for f in (*axis, *given, *title)])
    whole = [
        f for f in title if f.folded.count("(") == f.folded.count(")")
    ]  # (thousand | tCO2e) is told with its title
    units = [f.text for f in whole if is_unit(f.text)] if len(title) > 1 else []
    row = Row(
        label=join_lines([f.text for f in title if f.text not in units]),
        parents=(),
        notes=tuple(units),
        cells=tuple(over),
        bbox=box,
        line=given[0].line,
    )
    columns = tuple(Column(year.x0, year.x1, (year.text,)) for year in axis)
    return Table(page=page, bbox=box, columns=columns, rows=(row,))
