"""Where a table's header is, and which column each of its cells means."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from cnesg.errors import InputError, Problem

Rows = list[list[str | None]]
Columns = dict[str, list[str | None]]
"""The cells of each column, by its name."""

_DEEPEST = 10  # a header that starts below this row is none: what stands there is data


def with_header(rows: Rows, names: Mapping[str, str], path: Path) -> Columns:
    """The rows below the header as columns.

    The header is the first of the top ten rows with a known name, and the rows directly below it that hold nothing but
    known names or parts of them; titles above it are dropped. Without any known name the first row is the header. A
    column's name is the known one among its header cells joined by `_`, the lowest and the ones above it. Columns
    without any text are dropped, and so are empty rows at the end.

    Args:
        rows: cells from the top of the table; rows may differ in length.
        names: how headers may be written (lower case), and the column each means.
        path: the file, for messages.

    Raises:
        InputError: two columns of one name, or rows with more cells than the header.
    """
    rows = [*rows]
    while rows and not any(rows[-1]):
        rows.pop()
    first, last = _header(rows, names)
    width = max((len(row) for row in rows[first:last]), default=0)
    header = [_name([_at(row, place) for row in rows[first:last]], names) for place in range(width)]
    body = rows[last:]
    _check(header, body, path)
    kept = [place for place, name in enumerate(header) if name is not None]
    return {str(header[place]): [_at(row, place) for row in body] for place in kept}


def _at(row: list[str | None], place: int) -> str | None:
    return row[place] if place < len(row) else None


def _header(rows: Rows, names: Mapping[str, str]) -> tuple[int, int]:
    """The first row of the header and the one after its last."""
    known = [number for number, row in enumerate(rows[:_DEEPEST]) if any(_known(cell, names) for cell in row)]
    if not known:
        start = next((number for number, row in enumerate(rows) if any(row)), 0)
        return start, min(start + 1, len(rows))
    first = last = max(known[:1], default=0)
    # A group's name may stand in a row of its own above the first name that is known.
    if first and _continues(rows[first - 1], rows[first], names):
        first -= 1
    last += 1
    while last < len(rows) and last < _DEEPEST and _is_header(rows[first:last], rows[last], names):
        last += 1
    return first, last


def _known(cell: str | None, names: Mapping[str, str]) -> bool:
    return cell is not None and cell.lower() in names


def _continues(above: list[str | None], row: list[str | None], names: Mapping[str, str]) -> bool:
    joined = (f"{_at(above, place)}_{cell}" for place, cell in enumerate(row) if cell and _at(above, place))
    return any(name.lower() in names for name in joined)


def _is_header(above: Rows, row: list[str | None], names: Mapping[str, str]) -> bool:
    filled = [(place, cell) for place, cell in enumerate(row) if cell]
    return bool(filled) and all(
        _known(cell, names) or _known(f"{_lowest(above, place)}_{cell}", names) or cell == _lowest(above, place)
        for place, cell in filled
    )


def _lowest(rows: Rows, place: int) -> str | None:
    return next((cell for row in reversed(rows) if (cell := _at(row, place))), None)


def _name(cells: list[str | None], names: Mapping[str, str]) -> str | None:
    parts = [part for part in dict.fromkeys(cells) if part]
    if not parts:
        return None
    for candidate in ("_".join(parts), *reversed(parts)):
        if candidate.lower() in names:
            return names[candidate.lower()]
    return "_".join(parts)


def _check(header: list[str | None], body: Rows, path: Path) -> None:
    named = [name for name in header if name is not None]
    twice = [name for name, times in Counter(named).items() if times > 1]
    problems = [Problem.of("sources.repeated_column", path=path, column=name) for name in twice]
    for number, row in enumerate(body, start=1):
        beyond = [cell for place, cell in enumerate(row) if cell and (place >= len(header) or header[place] is None)]
        if beyond:
            problems.append(Problem.of("sources.no_header", path=path, row=number, text=beyond[0]))
    if problems:
        raise InputError(*problems)
