"""Rows of a page that no wording names and that add up to the row above them: 供应商数量, then 省内 and 省外.

Below an amount that was cut a row such as 其中:范围一 is of what was cut, though its own words name what was emitted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.labels.parts import FEWEST, MOST, has_room, is_sum, may_name_a_part
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_FEWEST_COLUMNS = 2  # one sum of two rows may be an accident
_FIGURE = regex(r"\d[\d,]*(?:\.\d+)?")
_A_SUM = regex(r"(?i)[合总小共]计|total")
_CUT = regex(r"减排(?:总)?量|减碳(?:总)?量|减少的?(?:温室气体|二氧化碳|碳)?排放量")
_DASH = regex(r"[-–—]\s?(?=[^\W\d])")
_SCOPE_ALONE = regex(r"范围[一二三123]")
_OF_WHICH = regex(r"^其中\s?[:：]?\s?")


def with_parts_below(
    table: Table, names: Callable[[str], bool], labels: Callable[[str], bool] = lambda _: False
) -> Table:
    """The table with such rows under the row that they add up to in every column.

    Args:
        table: a table as found.
        names: whether a text holds the wording of a metric.
        labels: whether it does as a label may: Electricity, total.
    """
    rows = _of_what_was_cut(list(table.rows))
    values = [_values(row) for row in rows]
    for at, total in enumerate(rows[:-FEWEST]):
        if not total.label or rows[at + 1].parents != total.parents or rows[at + 1].notes != total.notes:
            continue
        parts = _parts(rows, values, at)
        below = rows[at + 1 : at + 1 + parts]
        set_in = not _DASH.match(total.label) and all(_DASH.match(row.label) for row in below)  # - 环境监管
        named = names(total.label) and (set_in or not any(names(row.label) for row in below))
        if parts and (named or (labels(total.label) and not any(labels(row.label) for row in below))):
            for part in range(at + 1, at + 1 + parts):
                rows[part] = replace(rows[part], parents=(*rows[part].parents, total.label))
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def _of_what_was_cut(rows: list[Row]) -> list[Row]:
    cut, begun = "", False
    for at, row in enumerate(rows):
        begun = row.label.startswith("其中") or (begun and _SCOPE_ALONE.fullmatch(row.label) is not None)
        if not begun:
            cut = row.label if "减" in row.label and _CUT.search(row.label) else ""
        elif cut:
            rows[at] = replace(row, label=_OF_WHICH.sub("", row.label) + cut)
    return rows


def _parts(rows: list[Row], figures: Sequence[Mapping[int, float]], at: int) -> int:
    """How many rows right below one add up to it; none where they don't."""
    total, wanted = rows[at], figures[at]
    if not wanted or not any(wanted.values()):
        return 0
    sums = dict.fromkeys(wanted, 0.0)
    for count, row in enumerate(rows[at + 1 : at + 1 + MOST], start=1):
        values = figures[at + count]
        alike = (row.parents, row.notes) == (total.parents, total.notes) and values.keys() == wanted.keys()
        if not alike or not may_name_a_part(row.label) or _A_SUM.search(row.label):
            return 0
        sums = {column: sums[column] + value for column, value in values.items()}
        if not all(has_room(sums[column], value) for column, value in wanted.items()):
            return 0
        whole = all(is_sum(sums[column], value) for column, value in wanted.items())
        if count >= FEWEST and whole:
            return count if len(wanted) >= _FEWEST_COLUMNS or count > FEWEST else 0
    return 0


def _values(row: Row) -> dict[int, float]:
    found = {}
    for column, cell in enumerate(row.cells):
        if cell is not None and (figure := _FIGURE.match(cell.folded)):
            found[column] = float(figure[0].replace(",", ""))
    return found
