"""Parts around a total: large figures with names of classes that add up to one with a label of its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Table
from cnesg.text import fold

_FEWEST_PARTS = 2


def with_totals_around(tiles: Sequence[Table]) -> list[Table]:
    """Large figures, parts of another one with its label as that of the row above them.

    Args:
        tiles: figures with their labels, each a table of one row.
    """
    values = [_value(tile) for tile in tiles]
    alike: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for at, tile in enumerate(tiles):
        cell = tile.rows[0].cells[0]
        if values[at] is not None and cell is not None:
            alike[round(2 * cell.height), tile.rows[0].notes].append(at)
    wholes = {value: tile.rows[0].label for value, tile in zip(values, tiles, strict=True) if value}
    over: dict[int, str] = {}
    for group in alike.values():
        whole = sum(values[at] or 0.0 for at in group)
        if len(group) >= _FEWEST_PARTS and whole in wholes:
            over |= dict.fromkeys(group, wholes[whole])
        for at in group if len(group) > _FEWEST_PARTS else ():
            rest = [one for one in group if one != at]
            if sum(values[one] or 0.0 for one in rest) == values[at]:
                over |= dict.fromkeys(rest, tiles[at].rows[0].label)
    return [
        replace(tile, rows=(replace(tile.rows[0], parents=(over[at],)),)) if at in over else tile
        for at, tile in enumerate(tiles)
    ]


def _value(tile: Table) -> float | None:
    """The value of a count or an amount printed in digits; none of a share, whose sum is always a hundred."""
    cell = tile.rows[0].cells[0]
    digits = fold(cell.text).strip().replace(",", "") if cell is not None else ""
    try:
        return round(float(digits), 6)
    except ValueError:
        return None
