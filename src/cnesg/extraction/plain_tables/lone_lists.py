"""Lists of parts below a title, in Chinese: a line for each part's name, and below it one for its figure.

学历构成 / 研究生及以上 / 16.4% / 本科 / 68.9%: no name says what is counted, and so none is a statement by itself. A
share may stand on a line of its own below the count.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Grid, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.listed_parts import PartsListed, names_own_metric, title_of_list
from cnesg.extraction.plain_tables.lone_lines import Lone, is_class, lone_lines, run_of
from cnesg.extraction.plain_tables.lone_tables import lone_tables
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.text import Line

_FEWEST, _TITLES, _MOST = 2, 3, 2
Item = list[Lone]  # a name and the figures below it


def lone_lists(lines: Sequence[Line], know: Knowledge) -> list[PartsListed]:
    """The lists of a page whose names and figures stand on lines of their own.

    Args:
        lines: the lines of the page.
        know: vocabulary and wording.
    """
    told = lone_lines(lines, LineReader(know.units))
    heads, below = lone_tables(told, know)
    of_tables = heads.keys() | below
    told = [replace(one, kind="other") if one.line.number in of_tables else one for one in told]
    found: list[PartsListed] = []
    at = 0
    while at < len(told):
        items, end = _items(told, at, know)
        if len(items) < _FEWEST or _names_behind(told, at, end, know):
            items, end = _turned(told, at, know)
        title: tuple[str, ...] = ()
        if len(items) >= _FEWEST:
            title = title_of_list([one.line for one in told[max(0, at - _TITLES) : at]])
        if title:
            rows: list[GridRow] = [(name.cell, one.cell) for name, *figures in items for one in figures]
            numbers = frozenset(one.line.number for _, *figures in items for one in figures)
            found.append(PartsListed(Grid(tuple(rows), title), numbers))
        at = end if title else at + 1
    return found


def _items(told: Sequence[Lone], at: int, know: Knowledge) -> tuple[list[Item], int]:
    """Names each with as many figures below it, all in the same units, and where they end."""
    items: list[Item] = []
    units: list[str] = []
    while at < len(told) and told[at].kind == "label":
        end = run_of("value", told, at + 1)
        if items and end - at > len(items[0]):
            end = at + len(items[0])  # a page's number below the last
        numbers = [read_cell(compact(one.text)[0], know.units) for one in told[at + 1 : end]]
        read = [one for one in numbers if one is not None]
        own = [one.unit for one in read]
        if not 0 < len(read) == len(numbers) <= _MOST or (items and own != units) or (own[1:] and own[1] != "%"):
            break
        if _names_own(told[at].text, read[0], know):
            break
        items.append(list(told[at:end]))
        units, at = own, end
        if at < len(told) and told[at].kind == "value":
            break
    return items, at


def _turned(told: Sequence[Lone], at: int, know: Knowledge) -> tuple[list[Item], int]:
    """Figures each with its name below it, all names known classes, below a title that is none; where they end."""
    if not at or told[at - 1].kind != "label" or is_class(told[at - 1].text, know):
        return [], at
    items: list[Item] = []
    units: set[str] = set()
    while [one.kind for one in told[at : at + 2]] == ["value", "label"] and is_class(told[at + 1].text, know):
        number = read_cell(compact(told[at].text)[0], know.units)
        if number is None or not number.unit:
            break
        units.add(number.unit)
        items.append([told[at + 1], told[at]])
        at += 2
    goes_on = at < len(told) and told[at].kind == "value"
    return ([], at) if len(units) > 1 or goes_on else (items, at)


def _names_own(label: str, number: Number, know: Knowledge) -> bool:
    return not is_class(label, know) and names_own_metric(label, number, know)


def _names_behind(told: Sequence[Lone], at: int, end: int, know: Knowledge) -> bool:
    """Whether names stand below their figures: the last of the run is a part's, and the first is not."""
    if at and told[at - 1].kind == "value":
        return True  # the name is that of the figure above it
    last = end < len(told) and told[end].kind == "label" and is_class(told[end].text, know)
    return last and not is_class(told[at].text, know)
