"""Fields of drawn grids that tell several figures, each behind a label of its own: 总取水量:1,820, below it 耗水量:402.

Forms for industries ask for several things in one row, with their units in another field: 十亿焦耳(GJ)、百分比(%).
Years may stand for labels (2023年:12), and so may classes (男:20.1, 女:18.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.labels.told_figures import SHARE_OF, is_asked, tells_no_thing, told_spans
from cnesg.extraction.tables.drawn.filled import FilledCell, NumberedRow
from cnesg.extraction.tables.drawn.grid import DrawnGrid
from cnesg.extraction.tables.fragments import is_code, is_unit, kind_of
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.framework.regexes import regex
from cnesg.text import fold

_PARTS_UNITS = regex(r"[、;]\s?|,\s|(?<=\))\s")
_IN_BRACKETS = regex(r"\s?\(([^()]*)\)$")
_COUNTS = regex(r"数量|数目|人数|件数|次数|(?i:number)")
_YEAR = regex(r"(?:19|20)\d\d")
_FEWEST = 2  # figures told so in a table
_LONGEST_UNIT = 14


@dataclass(frozen=True)
class Told:
    """A figure with its label, as a field tells it."""

    label: str
    value: Fragment


def told_in(cell: FilledCell) -> list[Told]:
    """The figures that a field tells with their labels; none where anything else stands in it."""
    if cell.value is not None or not any(":" in part.folded for part in cell.parts):
        return []
    found: list[Told] = []
    begun = ""  # of a label that goes on in the next line
    for part in cell.parts:
        printed, before = begun + part.text, len(begun)
        spans, end = told_spans(fold(begun) + part.folded)
        for label, (start, stop) in spans:
            value = _cut(part, start - before, stop - before)
            if start < before or value.kind != "number":
                return []
            found.append(Told(printed[slice(*label)].strip(), value))
        begun = printed[end:]
    return found if not begun else []


def _cut(whole: Fragment, start: int, end: int) -> Fragment:
    """A part of a fragment, where it stands."""
    x0, top, x1, bottom = whole.bbox
    each = (x1 - x0) / max(len(whole.text), 1)
    return replace(
        whole,
        text=whole.text[start:end],
        folded=whole.folded[start:end],
        bbox=(x0 + each * start, top, x0 + each * end, bottom),
        start=whole.start + start,
        kind=kind_of(whole.folded[start:end]),
    )


def told_rows(
    grid: DrawnGrid, rows: Sequence[NumberedRow], captions: tuple[str, ...], page: int
) -> tuple[Table | None, set[int]]:
    """A table of the figures that fields tell with their labels, and the numbers of the rows of fields that hold them.

    Args:
        grid: the drawn grid.
        rows: its rows of fields.
        captions: the lines above it.
        page: the number of its page.
    """
    told = {number: held for number, row in rows if (held := _told_of(row)) and _names(row, held)}
    if sum(len(one) for held in told.values() for one in held.values()) < _FEWEST:
        return None, set()
    columns = sorted({left for held in told.values() for left in held})
    by_number = dict(rows)
    first = min(told)
    head = [row for number, row in rows if number < first and not any(c.value for c in row) and len(row) > 1][-1:]
    made = [one for number, held in told.items() for one in _rows(by_number[number], held, columns)]
    table = Table(
        page=page,
        bbox=(grid.xs[0], grid.ys[first], grid.xs[-1], grid.ys[max(told) + 1]),
        columns=tuple(Column(grid.xs[c], grid.xs[c + 1], _heads(head, c, len(columns))) for c in columns),
        rows=tuple(made),
        captions=captions,
        corner=tuple(c.text for row in head for c in row if c.cell.right <= columns[0]),
        headed=True,
    )
    return table, set(told)


def _told_of(row: Sequence[FilledCell]) -> dict[int, list[Told]]:
    """What the fields of a row tell, by their column."""
    return {c.cell.left: held for c in row if c.cell.bottom - c.cell.top == 1 and (held := told_in(c))}


def _names(row: Sequence[FilledCell], held: Mapping[int, object]) -> list[str]:
    """The texts of a row left of what it tells that are neither unit nor code, from left to right."""
    left = [c for c in row if c.cell.right <= min(held) and c.value is None]
    texts = [c.text for c in left if not is_unit(c.text) and not is_code(c.text) and not units_of(c.text)]
    return [text for text in texts if not tells_no_thing(text)]


def _heads(head: Sequence[Sequence[FilledCell]], column: int, many: int) -> tuple[str, ...]:
    """The heads over a column; over a single one they only say that something is told, unless they name a year."""
    heads = [c.text for row in head for c in row if c.cell.left <= column < c.cell.right]
    return tuple(text for text in heads if many > 1 or _YEAR.search(text))


def units_of(text: str) -> list[str]:
    """The units that a field lists, empty for a number of things; none where it holds anything else.

    Args:
        text: the text of a field.
    """
    parts = [part.strip() for part in _PARTS_UNITS.split(fold(text)) if part.strip()]
    units = ["" if _COUNTS.fullmatch(part) else _plain_unit(part) for part in parts]
    return [unit for unit in units if unit is not None] if all(unit is not None for unit in units) else []


def _plain_unit(part: str) -> str | None:
    """A unit without its abbreviation in brackets, 千立方米(1,000 m3); None where a text is none."""
    if len(part) <= _LONGEST_UNIT and is_unit(part):
        return part
    inside = _IN_BRACKETS.search(part)
    either = (part[: inside.start()], inside[1]) if inside is not None else ()
    return next((unit for unit in either if is_unit(unit)), None)


def _rows(row: Sequence[FilledCell], held: Mapping[int, Sequence[Told]], columns: Sequence[int]) -> list[Row]:
    """A row for each label that the fields of one tell figures with."""
    names = _names(row, held)
    units = next((u for c in row if c.cell.left not in held and (u := units_of(c.text))), [])
    labels = list(dict.fromkeys(one.label for told in held.values() for one in told))
    made = []
    for at, label in enumerate(labels):
        cells = [next((one.value for one in held.get(c, ()) if one.label == label), None) for c in columns]
        values = [cell for cell in cells if cell is not None]
        year = kind_of(label) == "year"
        notes = (label,) if year else ()
        unit = unit_for(label, at, units, len(labels)) if not any(map(_has_unit, values)) else ""
        over = names[:-1] if year or is_asked(fold(label), fold(names[-1])) else names
        made.append(
            Row(
                label=names[-1] if year else label,
                parents=tuple(over),
                notes=(*notes, *([unit] if unit else [])),
                cells=tuple(cells),
                bbox=around([value.bbox for value in values]),
                line=values[0].line,
                quoted=join_lines([label]),
            )
        )
    return made


def _has_unit(value: Fragment) -> bool:
    return not value.folded.strip()[-1:].isdigit()


def unit_for(label: str, at: int, units: Sequence[str], many: int) -> str:
    """The unit of a figure that prints none, of those that its row lists: the only one of its kind, or in turn.

    Args:
        label: the figure's label.
        at: its number among those that are told.
        units: the units that the row lists.
        many: how many figures are told.
    """
    share = SHARE_OF.search(fold(label)) is not None
    fitting = [unit for unit in units if ("%" in unit or "百分比" in unit) is share]
    if len(fitting) == 1 or (fitting and len(units) != many):
        return fitting[0]
    return units[at] if len(units) == many else ""
