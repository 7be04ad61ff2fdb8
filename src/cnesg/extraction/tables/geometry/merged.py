"""Merged cells left of the labels: a column of group names, each set in the middle of the rows it holds for."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.labels import Label, join_lines
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.model import Fragment

_WRAPPED = 0.6  # of the characters' height: lines of one name stand closer than rows do
_MOST_COLUMNS = 2
_LEAST_LABELLED = 0.5
_WIDER = 1.25  # gaps between rows that a name of its own line would need are wider than this
_FEWEST_ORPHANS = 2  # rows without a name on their line
_LEAST_ORPHANS = 0.3
_BESIDE_ROW = 1.2  # of the characters' height: how far a line of two may stand off the middle of its row
_OFF_LINE = 0.25  # of the characters' height
_OFF_MIDDLE = 0.25  # of the characters' height: units stand squarely in the middle of their rows
_REACH = 0.6  # of the distance of rows: how far off its outermost row the line of a name may stand
_OFF = 0.4  # of the distance of rows that a name may stand off their middle


def on_line(text: Fragment, band: Band) -> bool:
    """Whether a text stands on the line of a row's values."""
    return abs(text.middle - band.middle) < 0.5 * text.height


def merged_edges(beside: Sequence[Fragment], body: Sequence[Band]) -> list[float]:
    """Where the columns right of each column of merged cells begin, from left to right."""
    edges: list[float] = []
    while len(edges) < _MOST_COLUMNS:
        edge = edge_of_merged([t for t in beside if not edges or t.x0 >= edges[-1] - 1], body)
        if edge is None:
            break
        edges.append(edge)
    return edges


def beside_rows(labels: Sequence[Fragment], body: Sequence[Band]) -> list[int]:
    """The rows that have a label, on their line or in lines above and below it."""
    return [
        n
        for n, band in enumerate(body)
        if any(on_line(t, band) for t in labels)
        or any(abs(t.middle - band.middle) < t.height and not any(on_line(t, b) for b in body) for t in labels)
    ]


def names_of_rows(names: Sequence[Fragment], body: Sequence[Band], labelled: Sequence[int]) -> dict[int, str]:
    """For each labelled row the name in the merged cell beside it; rows without a label part the cells.

    A name stands on the first of its rows, or in their middle; on the first where all names stand so.

    Args:
        names: the texts of one column of merged cells.
        body: the rows' values.
        labelled: numbers of the rows that have a label of their own.
    """
    found: dict[int, str] = {}
    runs = [(run, _names_in(run, names, body)) for run in _runs(labelled)]
    on_first = all(_on_first(cells, [body[n] for n in run]) for run, cells in runs if cells)
    for run, cells in runs:
        middles = [body[n].middle for n in run]
        options = [cells, [[line] for cell in cells for line in cell]]
        for option in options:
            shared = _from_first(option, middles) if on_first else shares([_middle(c) for c in option], middles)
            if shared is not None:
                texts = [join_lines([line.text for line in cell]) for cell in option]
                found |= {n: texts[share] for n, share in zip(run, shared, strict=True)}
                break
        else:
            found |= _from_their_rows([line for cell in cells for line in cell], run, body)
    return found


def _from_their_rows(lines: Sequence[Fragment], run: Sequence[int], body: Sequence[Band]) -> dict[int, str]:
    """For each row of a run the last name that begins beside it or above, one of two lines with its row between them.

    Nothing where a line stands beside no row, or none beside the first.
    """
    cells: dict[int, list[Fragment]] = {}
    for line in lines:
        nearest = min(run, key=lambda n: abs(body[n].middle - line.middle))
        if abs(body[nearest].middle - line.middle) > _BESIDE_ROW * line.height:
            return {}
        cells.setdefault(nearest, []).append(line)
    if not run or run[0] not in cells:
        return {}
    names = {number: join_lines([line.text for line in cell]) for number, cell in cells.items()}
    return {number: names[max(first for first in names if first <= number)] for number in run}


def _names_in(run: Sequence[int], names: Sequence[Fragment], body: Sequence[Band]) -> list[list[Fragment]]:
    """The names beside a run of rows, each with the lines it wraps to."""
    first, last = body[run[0]].middle, body[run[-1]].middle
    pitch = (last - first) / max(1, len(run) - 1) or 2 * body[run[0]].values[0].height
    inside = [t for t in names if first - _REACH * pitch < t.middle < last + _REACH * pitch]
    cells: list[list[Fragment]] = []
    for line in sorted(inside, key=lambda t: t.middle):
        if cells and line.bbox[1] - cells[-1][-1].bbox[3] < _WRAPPED * line.height:
            cells[-1].append(line)
        else:
            cells.append([line])
    return cells


def _middle(cell: Sequence[Fragment]) -> float:
    return (cell[0].middle + cell[-1].middle) / 2


def _on_first(cells: Sequence[Sequence[Fragment]], rows: Sequence[Band]) -> bool:
    """Whether names begin squarely on the line of a row each, the first of them on the first row."""
    return _squarely(cells[0][0], rows[0]) and all(any(_squarely(cell[0], row) for row in rows) for cell in cells)


def _squarely(text: Fragment, band: Band) -> bool:
    return abs(text.middle - band.middle) < _OFF_LINE * text.height


def _from_first(cells: Sequence[Sequence[Fragment]], rows: Sequence[float]) -> list[int] | None:
    """For each row the last name that begins on its line or above."""
    if not cells:
        return None
    firsts = [cell[0].middle - 0.5 * cell[0].height for cell in cells]
    return [max(0, sum(first <= row for first in firsts) - 1) for row in rows]


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def edge_of_merged(beside: Sequence[Fragment], body: Sequence[Band]) -> float | None:
    """Where the labels begin right of a column of merged cells; None where there is no such column.

    A name in a merged cell stands beside a label, or between two rows that are no further apart than others: a heading
    with a line of its own parts them.

    Args:
        beside: the texts left of the values.
        body: the rows' values.
    """
    texts = [t for t in beside if not is_unit(t.text) and t.middle > body[0].top - t.height]
    rows = [[t for t in texts if on_line(t, band)] for band in body]
    rowed = {id(t) for row in rows for t in row}
    starts = sorted({round(t.x0, 1) for row in rows for t in row})
    off_rows = bool(starts) and any(t.x1 <= starts[0] + 1 for t in texts)  # names that all stand between two rows
    for start in starts if off_rows else starts[1:]:
        left = [t for t in texts if t.x1 <= start + 1]
        right = [[t for t in row if t.x0 >= start - 1] for row in rows]
        alone = {id(t) for row, others in zip(rows, right, strict=True) if not others for t in row}
        names = [t for t in left if id(t) not in alone]
        crossing = [t for t in texts if t.x0 < start - 1 and t.x1 > start + 1 and id(t) not in alone]
        labelled = [n for n, others in enumerate(right) if others]
        if not names or crossing or len(labelled) < max(2, _LEAST_LABELLED * len(body)):
            continue
        orphans = sum(not any(t in left for t in rows[n]) for n in labelled)
        if orphans < max(_FEWEST_ORPHANS, _LEAST_ORPHANS * len(labelled)):
            continue
        labels = [t for t in texts if t.x0 >= start - 1]
        if all(id(t) in rowed or _between(t, labels, body) for t in names):
            return start
    return None


def _between(name: Fragment, labels: Sequence[Fragment], body: Sequence[Band]) -> bool:
    """Whether a text off the rows' lines stands between two rows as close as others, or beside a label's lines."""
    if not body[0].top - name.height < name.middle < body[-1].bottom + name.height:
        return False
    order = sorted(labels, key=lambda t: t.middle)
    usual = max(
        _median(b.bbox[1] - a.bbox[3] for a, b in pairwise(order)), _median(b.top - a.bottom for a, b in pairwise(body))
    )
    above = max((t.bbox[3] for t in labels if t.middle <= name.middle), default=body[0].top)
    below = min((t.bbox[1] for t in labels if t.middle > name.middle), default=body[-1].bottom)
    return below - above <= max(usual, 0.0) * _WIDER + 1


def _median(gaps: Iterable[float]) -> float:
    order = sorted(gaps)
    return order[len(order) // 2] if order else 0.0


def merged_units(beside: Sequence[Fragment], body: Sequence[Band]) -> list[str]:
    """For each row the unit beside it, where units right of the labels stand in the middle of several rows each."""
    units = sorted((t for t in beside if is_unit(t.text)), key=lambda t: t.middle)
    if not 0 < len(units) < len(body):
        return []
    if 2 * len(units) >= len(body) and all(any(_squarely(unit, band) for band in body) for unit in units):
        return []  # each on the line of a row: the others have none
    others = [t for t in beside if not is_unit(t.text) and t.middle > body[0].top]
    left = min(t.x0 for t in units)
    one_column = all(t.x0 < units[0].x1 and units[0].x0 < t.x1 for t in units)
    if not others or not one_column or any(t.x1 > left for t in others):
        return []
    shared = shares([t.middle for t in units], [band.middle for band in body])
    if shared is None:
        return []
    held = [[band.middle for band, share in zip(body, shared, strict=True) if share == n] for n in range(len(units))]
    off = (abs((rows[0] + rows[-1]) / 2 - unit.middle) / unit.height for rows, unit in zip(held, units, strict=True))
    return [units[share].text for share in shared] if max(off) < _OFF_MIDDLE else []  # else one row has none


def shares(names: Sequence[float], rows: Sequence[float]) -> list[int] | None:
    """For each row the number of the merged cell it belongs to, where each name stands in the middle of its rows.

    Args:
        names: middles of the names, from top to bottom.
        rows: middles of the rows, from top to bottom.

    Returns:
        None where the names don't stand in the middle of any parting of the rows.
    """
    if not names or len(names) > len(rows):
        return None
    pitch = (rows[-1] - rows[0]) / max(1, len(rows) - 1)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for number, name in enumerate(names):
        for end in range(number + 1, len(rows) - (len(names) - number - 1) + 1):
            options = [
                (best[number, start][0] + abs((rows[start] + rows[end - 1]) / 2 - name), start)
                for start in range(number, end)
                if (number, start) in best and abs((rows[start] + rows[end - 1]) / 2 - name) < _OFF * pitch + 1
            ]
            if options:
                cost, start = min(options)
                best[number + 1, end] = cost, best[number, start][1] + [number] * (end - start)
    found = best.get((len(names), len(rows)))
    return found[1] if found is not None else None


def over_titles(
    groups: Mapping[int, tuple[str, ...]], labels: Sequence[Label], parents: Sequence[tuple[str, ...]]
) -> frozenset[int]:
    """The rows whose merged cell spans rows under several titles, or set in below others: a topic over `New hires`.

    Args:
        groups: the names in merged cells, by the number of the row.
        labels: the labels of rows and of titles, which have none.
        parents: what each stands under.
    """
    rows_of = {label.text: label.bands for label in labels}
    told: dict[int, tuple[str, ...]] = {}
    for label, above in zip(labels, parents, strict=True):
        for number in label.bands:
            own = groups.get(number)
            within = (text for text in above if all(groups.get(row) == own for row in rows_of.get(text, ())))
            told[number] = tuple(within)
    found: set[int] = set()
    for _, run in groupby(sorted(groups.keys() & told.keys()), key=lambda number: groups[number]):
        rows = list(run)
        if len({told[number] for number in rows}) > 1:
            found.update(number for number in rows if told[number])
    return frozenset(found)
