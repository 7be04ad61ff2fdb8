"""Where the values of a table stand: numbers that line up with numbers above or below them.

A number inside running text is never a fragment of its own, so what lines up here is set in columns.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.label_ends import end_of_label, middle_lines
from cnesg.extraction.tables.model import Fragment, around
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox

_NEAR_ROWS = 5.5  # rows of a table are at most this many character heights apart, group headings between them
_ALIGNED = 3.0
_AGE_LABEL = regex(r"(?i)\d\d?\s?(?:[-–—~至到]|to)?\s?(?:\d\d)?\s?(?:周?岁|years?\b|and\b|or\b)")  # 30-50岁(人)
_FEWEST_ROWS = 2  # of a table
_BESIDE = 0.5  # of its height, by which a label may stand higher or lower than its values
_SHORT, _LAST_LATIN = 3, "\u2e7f"
AGES = regex(r"(?:[<>≤≥]=?\s?[2-7][0-9]|[1-7]\d\s?(?:[-–]\s?[2-7]\d|\+))")
_AGED = regex(  # Up to 30 years | 1,012: an age that looks like a length of time
    r"(?i)(?:(?:up to|under|below|over|above|from|aged?)\s)?[1-7]\d\s?(?:(?:to|and|[-–])\s?[2-7]\d\s?)?years?"
    r"(?:\s(?:old|of age|and (?:over|above|older|under|below|younger)))*"
)
VALUE_KINDS = frozenset({"number", "blank", "year"})


@dataclass
class Region:
    """The values of one table, and the box around them."""

    values: list[Fragment]
    bbox: BoundingBox = field(init=False)

    def __post_init__(self) -> None:
        self.bbox = around([f.bbox for f in self.values])

    def leave_out(self, taken: Container[int]) -> None:
        """Take away the values of these identities; some must be left."""
        self.values = [f for f in self.values if id(f) not in taken]
        self.bbox = around([f.bbox for f in self.values])

    @property
    def height(self) -> float:
        """The median height of the values' characters."""
        heights = sorted(f.height for f in self.values)
        return heights[len(heights) // 2]


def value_fragments(line: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of a line that may be table values; a row number or list mark in front of text is none."""
    values = [f for f in line if f.kind in VALUE_KINDS]
    if len(values) > 1 and values[0] is line[0] and AGES.fullmatch(values[0].folded.strip()):
        return values[1:]  # < 30 | 41 | 42: the ages of those counted
    if len(values) > 1 and values[0] is line[0] and _AGED.fullmatch(values[0].folded.strip()):
        return values if any("year" in one.folded.lower() for one in values[1:]) else values[1:]
    if values and values[0] is line[0] and _closes_label(values[0].folded, alone=len(line) == 1):
        return values[1:]
    if len(values) > 0 and values[0] is line[0] and len(line) > 1 and line[1].kind == "text":
        mark = values[0].folded.strip("().")
        if values[0].kind == "blank" or (mark.isdigit() and len(mark) <= 2):
            return values[1:]
    return values


def _closes_label(folded: str, *, alone: bool) -> bool:
    """Whether a number is the end of a label of several lines: `Investment (RMB | 10,000)`, `(Scope | 1)`."""
    if not folded.endswith(")") or "(" in folded:
        return False
    return "," in folded or (alone and folded[:-1].isdigit())


def are_years(values: Sequence[Fragment]) -> bool:
    """Whether a line's values are years and nothing else: a header."""
    return bool(values) and all(f.kind == "year" for f in values)


def parts_of_lines(lines: Sequence[Sequence[Fragment]]) -> dict[int, int]:
    """In which part of its line each value stands, by identity, below a header that says the same twice or more.

    指标 | 2022 | 2023 | 指标 | 2022 | 2023: of each line what begins with a label is a row of its own.
    """
    found: dict[int, int] = {}
    parts = 1
    for line in lines:
        parts = max(parts, repeats([f.folded.strip() for f in line]))
        part = 0
        for before, fragment in pairwise(line) if parts > 1 else ():
            begins = fragment.kind == "text" and before.kind in VALUE_KINDS and part + 1 < parts
            part += begins and not is_unit(fragment.text)
            found[id(fragment)] = part
    return found


def repeats(texts: Sequence[str]) -> int:
    """How many times a header says the same texts, at least two of them; 1 where it does not."""
    for parts in (2, 3):
        size = len(texts) // parts
        if size < 2 or len(texts) != size * parts or len(set(texts[:size])) < size:
            continue
        if all(text == texts[at % size] for at, text in enumerate(texts)):
            return parts
    return 1


def find_regions(
    values: Sequence[Fragment], parts: Mapping[int, int], joined: Iterable[tuple[int, int]] = ()
) -> list[Region]:
    """Groups of values that form a table each, from top to bottom.

    Args:
        values: values of a page.
        parts: in which part of its line each stands, as `parts_of_lines` gives them.
        joined: pairs of places in `values` that are of one table though they don't line up.
    """
    parent = list(range(len(values)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in chain(_aligned_pairs(values), joined):
        parent[root(i)] = root(j)
    by_line: dict[tuple[int, int], int] = {}
    for i, value in enumerate(values):  # what a line draws together belongs together
        drawn = value.line, parts.get(id(value), 0)
        if drawn in by_line:
            parent[root(i)] = root(by_line[drawn])
        by_line[drawn] = i
    groups: dict[int, list[Fragment]] = defaultdict(list)
    for i, value in enumerate(values):
        groups[root(i)].append(value)
    regions = [Region(sorted(g, key=lambda f: (f.middle, f.x0))) for g in groups.values()]
    return sorted(regions, key=lambda r: (r.bbox[1], r.bbox[0]))


def _aligned_pairs(values: Sequence[Fragment]) -> Iterable[tuple[int, int]]:
    """Pairs of values one above the other, near enough and on one edge or axis."""
    order = sorted(range(len(values)), key=lambda i: values[i].middle)
    for at, i in enumerate(order):
        above = values[i]
        for j in order[at + 1 :]:
            below = values[j]
            down = below.middle - above.middle
            if down > _NEAR_ROWS * above.height:
                break
            if down > 0.5 * above.height and lines_up(above, below):
                yield i, j


def lines_up(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments share their right edge, their left edge or their axis."""
    left, right, other_left, other_right = one.x0, one.x1, other.x0, other.x1
    if other_right <= left or right <= other_left or right <= left or other_right <= other_left:
        return False
    return (
        abs(right - other_right) <= _ALIGNED
        or abs(left - other_left) <= _ALIGNED
        or abs(left + right - other_left - other_right) <= 2 * _ALIGNED
    )


def part_by_labels(regions: Iterable[Region], texts: Sequence[Fragment]) -> list[Region]:
    """The regions, those with labels between their columns parted there: `Employees 1,234 | Training hours 5,678`.

    A text between two numbers of a row is a label where most rows have one of their own there; units and words such as
    `achieved` repeat themselves.

    Args:
        regions: groups of values.
        texts: texts of the page.
    """
    parted: list[Region] = []
    for region in regions:
        lines = {f.line for f in region.values}
        inside = [t for t in texts if t.line in lines and t.x0 > region.bbox[0] and _is_label(t)]
        cuts = _cuts(region, inside) if inside else []
        if not cuts:
            parted.append(region)
            continue
        for low, high in pairwise([-math.inf, *cuts, math.inf]):
            parted.append(Region([f for f in region.values if low < f.x1 <= high]))
    return parted


def part_by_heads(regions: Iterable[Region], texts: Sequence[Fragment]) -> list[Region]:
    """The regions, parted at lines of years below which the labels begin right of the first column above.

    The figures of a table may line up with those of one above it, half of which stands over another table.

    Args:
        regions: groups of values.
        texts: texts of the page, among them the years that head columns.
    """
    parted: list[Region] = []
    for region in regions:
        rest = region
        while (cut := _head_between(rest, texts)) is not None:
            parted.append(Region([f for f in rest.values if f.middle < cut]))
            rest = Region([f for f in rest.values if f.middle > cut])
        parted.append(rest)
    return parted


def _head_between(region: Region, texts: Sequence[Fragment]) -> float | None:
    """The middle of the first line of years in a region that begins a table further right; None where none does."""
    x0, y0, x1, y1 = region.bbox
    for year in sorted((t for t in texts if t.kind == "year" and y0 < t.middle < y1), key=lambda t: t.middle):
        below = [f for f in region.values if f.middle > year.middle]
        above = [f for f in region.values if f.middle < year.middle]
        if not below or not above or not x0 <= year.x0 <= x1:
            continue
        lines, left = {f.line for f in below}, min(f.x0 for f in below)
        labels = [t for t in texts if t.line in lines and t.x1 <= left + 1 and _is_label(t)]
        first = min(f.x1 for f in above)
        if first < left and labels and min(t.x0 for t in labels) > first:
            return year.middle
    return None


def rows_taken(regions: Iterable[Region], texts: Sequence[Fragment]) -> list[BoundingBox]:
    """Where rows of tables stand, so that they are no titles of what stands below them.

    Rows reach from their labels to their last value. Of a single row the upper half is taken: the first line of the
    next label may reach into it; without a label it is none.

    Args:
        regions: groups of values.
        texts: texts of the page.
    """
    taken = []
    for region in regions:
        x0, y0, x1, y1 = region.bbox
        lines = {f.line: f.middle for f in region.values}
        labels = [t for t in texts if t.line in lines and t.x1 <= x0 + 1 and _is_label(t)]
        if len(lines) == 1 and not labels and len(region.values) > 1:
            labels = [t for t in middle_lines(texts, x0 + 1, region.values[0].middle) if _is_label(t)]
        left = min((t.x0 for t in labels), default=x0)
        if len(lines) >= _FEWEST_ROWS:
            taken.append((_left_of_rows(region, lines, labels, texts), y0, x1, y1))
        elif labels:
            end = end_of_label(sorted(region.values, key=lambda f: f.x0), texts)
            taken.append((left, y0, x1, end if end > y1 else (y0 + y1) / 2))
    return taken


def _left_of_rows(
    region: Region, lines: dict[int, float], labels: Sequence[Fragment], texts: Sequence[Fragment]
) -> float:
    """Where the rows of a region begin: at their labels, if each has one, maybe of two lines beside its values."""
    x0, y0, _, y1 = region.bbox
    if {t.line for t in labels} == lines.keys():
        return min(t.x0 for t in labels)
    near = [t for t in texts if t.x1 <= x0 + 1 and y0 - t.height < t.middle < y1 + t.height and _is_label(t)]
    beside = [
        max((t for t in near if abs(t.middle - middle) < _BESIDE * t.height), key=lambda t: t.x1, default=None)
        for middle in lines.values()
    ]
    found = [t.x0 for t in beside if t is not None]
    return min(found) if len(found) == len(beside) else x0


def _is_label(text: Fragment) -> bool:
    if text.kind != "text" or len(text.text) <= 1 or is_unit(text.text):
        return False
    return text.text[:1].isalpha() or (text.text[:1].isdigit() and _AGE_LABEL.match(text.folded) is not None)


def _cuts(region: Region, labels: Sequence[Fragment]) -> list[float]:
    """The left edges of the columns of labels between columns of values."""
    columns: list[list[Fragment]] = []
    for label in sorted(labels, key=lambda t: t.x0):
        if columns and abs(columns[-1][0].x0 - label.x0) <= _ALIGNED:
            columns[-1].append(label)
        else:
            columns.append([label])
    cuts: list[float] = []
    for column in columns:
        edge = min(label.x0 for label in column)
        before = {f.line for f in region.values if f.x1 <= edge and f.x1 > (cuts[-1] if cuts else -math.inf)}
        behind = {f.line for f in region.values if f.x0 > edge}
        beside = {label.line for label in column} & before & behind
        crossed = any(f.x0 < edge < f.x1 for f in region.values)
        if not crossed and beside and len({t.folded for t in column}) == len(column) > 0.7 * len(before & behind):
            cuts.append(edge)
    return cuts


def join_columns(regions: Sequence[Region], texts: Sequence[Fragment]) -> list[Region]:
    """Join regions that are columns of one table: side by side on the same rows, with no labels between them.

    Neighbours are joined first: of three columns that are drawn one by one the middle one would not go between two.
    """
    joined = list(regions)
    changed = True
    while changed:
        changed = False
        for a, b in sorted(combinations(joined, 2), key=_between):
            if _one_table(a, b, texts):
                joined = [r for r in joined if r is not a and r is not b]
                joined.append(Region(sorted(a.values + b.values, key=lambda f: (f.middle, f.x0))))
                changed = True
                break
    return sorted(joined, key=lambda r: (r.bbox[1], r.bbox[0]))


def _between(pair: tuple[Region, Region]) -> float:
    """The room between two regions; negative where one stands over the other."""
    (left, _, right, _), (other_left, _, other_right, _) = pair[0].bbox, pair[1].bbox
    return max(left, other_left) - min(right, other_right)


def _one_table(a: Region, b: Region, texts: Sequence[Fragment]) -> bool:
    left, right = (a, b) if a.bbox[0] <= b.bbox[0] else (b, a)
    if right.bbox[0] < left.bbox[2]:
        return False
    rows = _shared_rows(left, right)
    if len(rows) < 0.6 * min(len(_rows(left)), len(_rows(right))):
        return False
    low, high, height = left.bbox[2] - 1, right.bbox[0] + 1, left.height
    labels = [t.middle for t in texts if low <= t.x0 and t.x1 <= high and _names_row(t)]
    between = sum(any(abs(middle - row) < height for middle in labels) for row in rows)
    return between < 0.4 * len(rows)


def _names_row(text: Fragment) -> bool:
    """Whether a text between two columns may be a label: long enough, or a Chinese word that is no unit."""
    return len(text.text) > _SHORT or (text.kind == "text" and text.text > _LAST_LATIN and not is_unit(text.text))


def _rows(region: Region) -> list[float]:
    rows: list[float] = []
    for value in region.values:
        if not rows or value.middle - rows[-1] > 0.5 * value.height:
            rows.append(value.middle)
    return rows


def _shared_rows(left: Region, right: Region) -> list[float]:
    others, near = _rows(right), 0.5 * left.height
    return [row for row in _rows(left) if any(abs(row - other) < near for other in others)]
