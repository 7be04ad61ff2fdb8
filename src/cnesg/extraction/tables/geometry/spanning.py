"""Which columns a header stands over: one, or a group of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, pairwise

from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_SQUARELY = 2.5
_OFF_HEADS = 6.0  # points: heads are narrower than their cells, by more or less
_CENTRED = 0.15  # of the columns' pitch: a year over the middle of a group is off it by no more
_OFF_PITCH = 0.3  # of it: a text over the middle of a group's heads, which may be set right in their cells
_OFF_EVEN = 0.15  # of it: by how much heads set left in their cells may stand apart otherwise than the figures below
_MOST_COLUMNS = 12
_LETTERS = regex(r"\s?\([A-Z](?:\s?[/+]\s?[A-Z])*\)")  # No. (B), % (B/A): which column is which, not what it holds
_HEIGHTS = 2  # at which years stand, where those of merged cells are set higher


def in_order(row: Sequence[Fragment], columns: Sequence[Slot]) -> list[Fragment]:
    """The fragments of a line that head the columns one by one, though set a little off them; none where too few."""
    dated = [f for f in row if f.kind == "year"]
    if len(dated) == len(columns):
        return dated
    if len(columns) < 2 or len(row) < len(columns):
        return []
    pitch = (columns[-1].x1 - columns[0].x1) / (len(columns) - 1)
    if len(row) > len(columns) and (over := _one_over_each(row, columns)):
        return over
    last = list(row[-len(columns) :])
    if all(distance(f, c) < 0.6 * pitch for f, c in zip(last, columns, strict=True)):
        return last
    set_left = _set_left(last, columns) and (len(row) > len(columns) or _evenly(last, columns, pitch))
    return last if set_left else []


def _one_over_each(row: Sequence[Fragment], columns: Sequence[Slot]) -> list[Fragment]:
    """The one fragment that stands over each column, where columns between them hold texts alone; else nothing."""
    over = [[f for f in row if overlap(f, c) > 0] for c in columns]
    alone = [found[0] for found in over if len(found) == 1]
    return alone if len({id(f) for f in alone}) == len(columns) else []


def _set_left(row: Sequence[Fragment], columns: Sequence[Slot]) -> bool:
    """Whether each head stands right of the column before its own and ends no further right than its own."""
    ends = all(f.x1 <= c.x1 for f, c in zip(row, columns, strict=True))
    return ends and all(f.x0 > c.x1 for f, c in zip(row[1:], columns, strict=False))


def _evenly(row: Sequence[Fragment], columns: Sequence[Slot], pitch: float) -> bool:
    """Whether heads stand as far apart as their columns, each within its own: the first of them heads no labels."""
    apart = [b.x0 - a.x0 for a, b in pairwise(row)]
    of_columns = [b.x1 - a.x1 for a, b in pairwise(columns)]
    even = all(abs(a - b) <= _OFF_EVEN * pitch for a, b in zip(apart, of_columns, strict=True))
    return even and columns[0].x1 - row[0].x0 <= (1 + _OFF_EVEN) * pitch


def heads_each(row: Sequence[Fragment], columns: Sequence[Slot]) -> bool:
    """Whether the fragments of a line stand over the columns one by one: a year over one, or any text over several.

    Such a line heads them however tall the first row is.
    """
    over = [f for f in row if any(overlap(f, c) > 0 for c in columns)]
    if len(over) != len(columns) or (len(columns) == 1 and over[0].kind != "year"):
        return False
    return all(overlap(f, c) > 0 for f, c in zip(over, columns, strict=True))


def at_two_heights(headers: Sequence[Sequence[Fragment]], columns: Sequence[Slot]) -> list[list[Fragment | None]]:
    """The heads of each line over each column, where two lines of years head all columns between them.

    Years of merged cells stand a little above years below a head of their own: FY2022 | FY2023, beside `Targets` over
    FY2025 | FY2030. What stands above both lines holds for the lower ones alone.

    Args:
        headers: header lines from top to bottom.
        columns: the columns.

    Returns:
        For each line its fragment over each column; nothing where years do not stand so.
    """
    left = columns[0].x0 - 2 * columns[0].cells[0].height if columns[0].cells else 0.0  # 2022 - 2023 over the labels
    dated = [(at, [f for f in row if f.kind == "year" and f.x1 > left]) for at, row in enumerate(headers)]
    dated = [(at, years) for at, years in dated if years]
    if len(dated) != _HEIGHTS or sum(len(years) for _, years in dated) != len(columns):
        return []
    (first, _), (second, lower) = dated
    order = sorted((f for _, years in dated for f in years), key=lambda f: f.x0)
    held = [n for n, f in enumerate(order) if any(f is one for one in lower)]
    if first == 0 or held != list(range(held[0], held[-1] + 1)):
        return []
    found: list[list[Fragment | None]] = [[None] * len(columns) for _ in headers]
    for n, fragment in enumerate(order):
        found[second if n in held else first][n] = fragment
    right = min(columns[held[0]].x0, order[held[0]].x0)
    for at, row in enumerate(headers[:first]):
        over = [f for f in row if f.x1 > right]
        for n, head in zip(held, spread(over, [columns[n] for n in held]) if over else (), strict=False):
            found[at][n] = head
    return found


def over_groups(
    row: Sequence[Fragment], columns: Sequence[Slot], below: Sequence[Sequence[Fragment]]
) -> list[Fragment | None]:
    """The fragment over each column, where a line below heads each group alike: 2023 | 2022 | 2023 | 2022.

    Args:
        row: the fragments from left to right.
        columns: the columns.
        below: the lines of headers below.

    Returns:
        Nothing where no line below does, or some group has no fragment of its own or several.
    """
    for line in below:
        start, each, count = _repeated(line, columns)
        groups = [columns[start + i * each : start + (i + 1) * each] for i in range(count)]
        own = [[f for f in row if _is_within(f, group)] for group in groups]
        if groups and all(len(found) == 1 for found in own):
            rest = [f for f in row if not any(f is found[0] for found in own)]
            if any(f.kind == "year" for f in rest) and _years_centred(row, columns):
                continue  # 2020 | 2021 | 2022 over Actual | Target, Actual | Target
            heads = [_over(c, rest, columns) if rest else None for c in columns]
            heads[start : start + each * count] = [found[0] for found in own for _ in range(each)]
            return heads
    return []


def years_over_groups(
    row: Sequence[Fragment], columns: Sequence[Slot], below: Sequence[Sequence[Fragment]]
) -> list[Fragment | None]:
    """The year over each column, where a line below heads the columns of each alike, though one stands left of them.

    The year in the middle of a wide group may end before the first of its figures, which are set right, begins.

    Args:
        row: the fragments of a line of heads, from left to right.
        columns: the columns.
        below: the lines of headers below.

    Returns:
        Nothing where the line has no year for each group.
    """
    years = [f for f in row if f.kind == "year"]
    if len(years) < 2 or len(columns) % len(years) or years[0].x1 > columns[0].x0:
        return []
    each = len(columns) // len(years)
    if each > 1 and any(_repeated(line, columns) == (0, each, len(years)) for line in below):
        return [year for year in years for _ in range(each)]
    return []


def parted_by_names(
    row: Sequence[Fragment], columns: Sequence[Slot], below: Sequence[Sequence[Fragment]]
) -> list[Fragment | None]:
    """The head over each column, where a name heads two columns in the line below: only one parting keeps them apart.

    2024 over Women | Men | Total and 2023 over Total: the second Total begins the columns of 2023.

    Args:
        row: the fragments of a line of heads, from left to right.
        columns: the columns.
        below: the lines of headers below.

    Returns:
        Nothing where the names can be parted in no way or in several, or a head does not stand over its columns.
    """
    if not 1 < len(row) < len(columns) <= _MOST_COLUMNS:
        return []
    for line in below:
        if len(line) != len(columns) or any(overlap(f, c) <= 0 for f, c in zip(line, columns, strict=True)):
            continue
        names = [f.folded.strip() for f in line]
        if len(set(names)) == len(names):
            continue  # of heads that all differ any parting would do
        fitting = [groups for groups in _partings(columns, len(row)) if _differ_within(names, groups)]
        if len(fitting) == 1 and all(_is_within(f, group) for f, group in zip(row, fitting[0], strict=True)):
            return _each_over(row, fitting[0])
    return []


def _differ_within(names: Sequence[str], groups: Iterable[Sequence[Slot]]) -> bool:
    """Whether the names of columns differ within each group of them."""
    rest = iter(names)
    return all(len(set(islice(rest, len(group)))) == len(group) for group in groups)


def _partings(columns: Sequence[Slot], count: int) -> Iterator[list[Sequence[Slot]]]:
    """All ways to part columns into so many groups of neighbours."""
    for cuts in combinations(range(1, len(columns)), count - 1):
        yield [columns[a:b] for a, b in pairwise((0, *cuts, len(columns)))]


def _each_over(row: Sequence[Fragment], groups: Iterable[Sequence[Slot]]) -> list[Fragment | None]:
    """For each column the fragment over its group."""
    return [f for f, group in zip(row, groups, strict=True) for _ in group]


def _repeated(line: Sequence[Fragment], columns: Sequence[Slot]) -> tuple[int, int, int]:
    """The first column of groups that a line heads alike, how many columns each has, and how many groups there are."""
    over = [max(line, key=lambda f: overlap(f, c)) for c in columns]
    texts = [_LETTERS.sub("", f.folded) if overlap(f, c) > 0 else "" for f, c in zip(over, columns, strict=True)]
    for each in range(len(texts) // 2, 1, -1):
        for start in range(len(texts) - 2 * each + 1):
            first = texts[start : start + each]
            count = 1
            while texts[start + count * each : start + (count + 1) * each] == first:
                count += 1
            if count > 1 and all(first) and len(set(first)) == each:
                return start, each, count
    return 0, 0, 0


def _is_within(fragment: Fragment, group: Sequence[Slot]) -> bool:
    """Whether a fragment's middle lies over a group of columns."""
    return group[0].x0 - fragment.height < (fragment.x0 + fragment.x1) / 2 < group[-1].x1 + fragment.height


def spread(row: Sequence[Fragment], columns: Sequence[Slot]) -> list[Fragment | None]:
    """The fragment over each column, where there are fewer fragments than columns.

    Even groups of columns if each fragment stands over its group, else by place.
    """
    each = len(columns) // len(row)
    if centred := _years_centred(row, columns):
        return centred
    if len(row) > 1 and each * len(row) == len(columns):
        groups = [columns[i * each : (i + 1) * each] for i in range(len(row))]
        pairs = list(zip(row, groups, strict=True))
        alone = all(_heads_one(f, g, columns) for f, g in pairs)  # the upper lines of wrapped headers
        if not alone and all(_is_within(f, g) for f, g in pairs):
            return _each_over(row, groups)
    return [_over(column, row, columns) for column in columns]


def _years_centred(row: Sequence[Fragment], columns: Sequence[Slot]) -> list[Fragment | None]:
    """The head over each column, years standing in the middle of groups of unlike size: 2023 over three, 2022 over one.

    Nothing where no such groups fit much better than even ones.
    """
    if not 1 < len(row) < len(columns) <= _MOST_COLUMNS or all(f.kind != "year" for f in row):
        return []
    pitch = (columns[-1].x1 - columns[0].x1) / (len(columns) - 1)
    best = min(_partings(columns, len(row)), key=lambda groups: _off_middle(row, groups))
    off = _off_middle(row, best)
    each = len(columns) // len(row)
    even = [columns[i : i + each] for i in range(0, len(columns), each)] if each * len(row) == len(columns) else []
    if off > _CENTRED * pitch or (even and _off_middle(row, even) < 2 * off + _SQUARELY):
        return []
    return _each_over(row, best)


def _off_middle(row: Sequence[Fragment], groups: Iterable[Sequence[Slot]]) -> float:
    """How far a fragment stands at most from the middle of its group of columns."""
    return max(abs(f.x0 + f.x1 - g[0].x0 - g[-1].x1) / 2 for f, g in zip(row, groups, strict=True))


def _heads_one(fragment: Fragment, group: Sequence[Slot], columns: Sequence[Slot]) -> bool:
    """Whether a fragment is set over one column of a group rather than over all: not from the group's left edge on."""
    if not _squarely_over_one(fragment, columns) or len(group) < 2:
        return False
    middle = group[len(group) // 2] if len(group) % 2 else None
    if fragment.kind == "year" and middle is not None and distance(fragment, middle) < _SQUARELY:
        return False  # a year over the middle of three is that of all three: Male | Female | Total
    ends = [c for c in group if abs(fragment.x1 - c.x1) < _SQUARELY or distance(fragment, c) < _SQUARELY]
    return bool(ends) and (fragment.x0 < group[0].x0 - _SQUARELY or ends[0] is not group[0])


def centred_over(row: Sequence[Fragment], below: Sequence[Fragment | None]) -> list[Fragment | None]:
    """The fragment over each column, where each stands in the middle of the heads of several, which are wider than it.

    Heads wider than their figures, which are set left, reach beyond the columns.

    Args:
        row: the fragments from left to right.
        below: what heads each column in the line below.

    Returns:
        Nothing where some fragment stands over no such group, or two over one column.
    """
    heads = [f for f in below if f is not None]
    if not 0 < len(row) < len(below) or len(heads) < len(below) or len({id(f) for f in heads}) < len(below):
        return []
    found: list[Fragment | None] = [None] * len(below)
    for fragment in row:
        middle = (fragment.x0 + fragment.x1) / 2
        off, first, last = min(
            (abs(middle - (heads[a].x0 + heads[b].x1) / 2), a, b) for a, b in combinations(range(len(heads)), 2)
        )
        over_one = any(abs(middle - (f.x0 + f.x1) / 2) < _SQUARELY for f in heads)
        if off >= _OFF_HEADS or over_one or fragment.kind == "year" or any(found[first : last + 1]):
            return []
        found[first : last + 1] = [fragment] * (last + 1 - first)
    return found


def over_unlike_groups(row: Sequence[Fragment], below: Sequence[Fragment | None]) -> list[Fragment | None]:
    """The fragment over each column, where they stand in the middles of groups of unlike size that make up all columns.

    Regions over five names and Group over 2023 | 2022: whatever stands over the middle of five is over one of them too.

    Args:
        row: the fragments from left to right.
        below: what heads each column in the line below.

    Returns:
        Nothing where no groups fit much better than others, or each fragment stands over one column alone: a first
        line of names in two.
    """
    heads = [f for f in below if f is not None]
    if not 1 < len(row) < len(heads) == len(below) <= _MOST_COLUMNS or len({id(f) for f in heads}) < len(heads):
        return []
    columns = [Slot([f]) for f in heads]
    if all(_squarely_over_one(f, columns) for f in row):
        return []
    pitch = min((b.x0 + b.x1 - a.x0 - a.x1) / 2 for a, b in pairwise(columns))
    best, second = sorted(_partings(columns, len(row)), key=lambda groups: _off_middle(row, groups))[:2]
    off = _off_middle(row, best)
    if off > _OFF_PITCH * pitch or _off_middle(row, second) < 2 * off + _SQUARELY:
        return []
    return _each_over(row, best)


def overlap(fragment: Fragment, column: Slot) -> float:
    """How much of its width a fragment shares with a column; below nothing where they stand apart."""
    return min(fragment.x1, column.x1) - max(fragment.x0, column.x0)


def distance(fragment: Fragment, column: Slot | Fragment) -> float:
    """How far the middles of a fragment and a column, or another, are apart."""
    return abs(fragment.x0 + fragment.x1 - column.x0 - column.x1) / 2


def _over(column: Slot, row: Sequence[Fragment], columns: Sequence[Slot]) -> Fragment | None:
    """The fragment that heads a column in a line with fewer fragments than columns.

    What stands squarely over one column heads that one alone; anything else spans, and a column that it does not reach
    takes the nearest.
    """
    overlapping = [f for f in row if overlap(f, column) > 0]
    if overlapping:
        return max(overlapping, key=lambda f: overlap(f, column))
    spanning = [f for f in row if not _squarely_over_one(f, columns)]
    if not spanning:
        return None
    if len(row) == 1:
        width = columns[-1].x1 - columns[0].x0
        off = abs(spanning[0].x0 + spanning[0].x1 - columns[0].x0 - columns[-1].x1) / 2
        return spanning[0] if off < 0.25 * width else None
    return nearest(column, spanning)


def _squarely_over_one(fragment: Fragment, columns: Sequence[Slot]) -> bool:
    over = [c for c in columns if overlap(fragment, c) > 0]
    if len(over) != 1:
        return False
    aligned = min(abs(fragment.x0 - over[0].x0), abs(fragment.x1 - over[0].x1), distance(fragment, over[0]))
    centres = sorted((c.x0 + c.x1) / 2 for c in columns)
    pitch = min((b - a for a, b in pairwise(centres)), default=fragment.height)
    return aligned < max(3.0, 0.12 * pitch)


def nearest(column: Slot, row: Sequence[Fragment]) -> Fragment:
    """The fragment that shares most with a column, else stands nearest to it."""
    return min(row, key=lambda f: (-max(0.0, overlap(f, column)), distance(f, column)))
