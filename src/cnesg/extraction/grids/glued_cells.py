"""Cells that hold what several columns have, heads and figures alike: 7,120 | 4 318 | 65 below 中国 | 亚洲欧洲 | 美洲.

Where the cells of a chart or a narrow table were written close together, a text file sets no tab between them. A row of
names above rows of figures tells how many there are.
"""

from collections.abc import Callable, Sequence

from cnesg.extraction.grids.grid import Cell, GridRow, texts
from cnesg.framework.regexes import regex

_FIGURE = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d+(?:\.\d+)?%?")
_PIECE = regex(r"\S+")
_NAME = regex(r"[\u4e00-\u9fff]{1,12}|[<>≤≥]?\d\d(?:周?岁)?(?:[-~–—至到]\d\d)?周?岁(?:\(含\))?(?:及?以[上下])?")
_MARK = regex(r"[\d^*\"'’”]{1,2}")  # of a footnote, behind the last name
_FEWEST, _FEWEST_LABELLED = 3, 2  # columns of bare figures, of figures behind a label
_SHORTEST = 2  # characters of a name


def with_cells_apart(rows: Sequence[GridRow], names_class: Callable[[str], bool]) -> list[GridRow]:
    """The rows of a table; heads and figures of which several share a cell have one each.

    Args:
        rows: cells by column.
        names_class: whether a text is nothing but a class: where names are written as one word, it tells them apart.
    """
    found = list(rows)
    for at, head in enumerate(rows[:-1]):
        if not _may_share(head, rows[at + 1]):
            continue
        for labels, fewest in ((0, _FEWEST), (1, _FEWEST_LABELLED)):
            below = _figures(rows[at + 1], labels)
            names = _names(head, labels) if len(below) >= fewest else []
            if not names or (_are_apart(names, head, labels) and _are_apart(below, rows[at + 1], labels)):
                continue
            names = _parted(names, len(below), names_class)
            if len(names) != len(below):
                continue
            found[at] = (*_first(head, labels), *names)
            for under, row in enumerate(rows[at + 1 :], start=at + 1):
                if len(figures := _figures(row, labels)) != len(names):
                    break
                found[under] = (*_first(row, labels), *figures)
    return found


def _may_share(head: GridRow, below: GridRow) -> bool:
    """Whether a cell of two rows holds a blank, or the second has more cells: most rows do neither."""
    over, under = [cell.text.strip() for cell in texts(head)], [cell.text.strip() for cell in texts(below)]
    return len(over) < len(under) or any(" " in text for text in (*over, *under))


def _first(row: GridRow, labels: int) -> list[Cell]:
    return list(texts(row))[:labels]


def _are_apart(pieces: list[Cell], row: GridRow, labels: int) -> bool:
    """Whether each has a cell of its own already."""
    return len(pieces) == sum(1 for _ in texts(row)) - labels


def _figures(row: GridRow, labels: int) -> list[Cell]:
    """The figures of a row that holds nothing else behind its label; none for any other row."""
    cells = list(texts(row))
    if any(_FIGURE.match(cell.text.strip()) for cell in cells[:labels]):
        return []
    pieces = [piece for cell in cells[labels:] for piece in _pieces(cell)]
    return pieces if all(_FIGURE.fullmatch(piece.text) for piece in pieces) else []


def _names(row: GridRow, labels: int) -> list[Cell]:
    """The names of a row that holds nothing else behind its corner but a footnote's mark; none for any other row."""
    pieces = [piece for cell in list(texts(row))[labels:] for piece in _pieces(cell)]
    if pieces and _MARK.fullmatch(pieces[-1].text):
        pieces = pieces[:-1]
    return pieces if all(_NAME.fullmatch(piece.text) for piece in pieces) else []


def _parted(names: list[Cell], wanted: int, names_class: Callable[[str], bool]) -> list[Cell]:
    """Names of which those written as one word are parted, from the left, until there are as many as wanted."""
    found: list[Cell] = []
    for name in names:
        lacking = wanted - len(names) - (len(found) - names.index(name))
        at = _where_parted(name.text, names_class) if lacking > 0 else 0
        found += [name.part(0, at), name.part(at, len(name.text))] if at else [name]
    return found


def _where_parted(text: str, names_class: Callable[[str], bool]) -> int:
    """Where the second of two classes begins that are written as one word; 0 where it is no two."""
    places = range(len(text) - _SHORTEST, _SHORTEST - 1, -1)
    return next((at for at in places if names_class(text[:at]) and names_class(text[at:])), 0)


def _pieces(cell: Cell) -> list[Cell]:
    return [cell.part(*found.span()) for found in _PIECE.finditer(cell.text)]
