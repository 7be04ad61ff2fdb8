"""Heads in a line above the lines of their figures, which nothing but blanks set apart, in Chinese.

职称比例 / 高级 中级 / 17.5% 36.0%: the heads are parts of what the title counts. 会议 股东大会 董事会 / 2016年 2 9:
they are what is counted. 平均受训时数 / 男 女 / 管理人员 24.5 22.0: they divide once more what the rows divide. Such
tables may follow each other, each below its own title; so one is read by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.word_cells import WordCell, joined_cell, word_cells
from cnesg.framework.regexes import regex
from cnesg.text import Line

_HEAD = regex(r"[\u4e00-\u9fff\"“”「」《》（）()/、％%A-Za-z]{1,16}|(?:SO2|CO2|PM10|PM2\.5)")
_TITLE_UNIT = regex(r"[（(][^（）()]{1,16}[）)]$")
_NO_TITLE = regex(r"[。；;，,：:\t]")
_BODY, _GENERAL_MEETING = regex(r"[会會]$"), regex(r"股[东東]")
_TIMES = "次"
_QUOTED = regex(r"[“《「].+[”》」]")
_FEWEST, _LONGEST_TITLE, _TITLES = 2, 40, 3
_MOSTLY = 2 / 3
_ALL, _ROUNDED = 100, 0.3  # per cent


@dataclass(frozen=True)
class HeadedFigures:
    """A table, the numbers of its lines, how many figures it has by line, and the row of their sum above them."""

    grid: Grid
    lines: set[int]
    figures: dict[int, int]
    whole: GridRow = ()


def headed_figures(lines: Sequence[Line], grids: GridReader) -> Iterator[HeadedFigures]:
    """The tables of a page, each with the title above it.

    Args:
        lines: the lines of a page.
        grids: the reader of tables, for its vocabulary.
    """
    printed = [line for line in lines if line.text.strip()]
    cells = [word_cells(line, grids.know.units) for line in printed]
    at = 1
    while at < len(printed) - 1:
        head = cells[at]
        rows = _rows(head, cells[at + 1 :]) if _is_head(head) else []
        parts = cells[at + 1] if rows else []
        title = _title(printed[max(0, at - _TITLES) : at], cells[max(0, at - _TITLES) : at]) if rows else ()
        whole = _whole(cells[at - 1], parts) if rows and not title else ()
        title = title or tuple(cell.text for cell in whole[:1] if cell is not None)
        own_units = all(one.number.unit for one in parts if one.number is not None)
        if title and (not head[0].is_year or own_units or _TITLE_UNIT.search(title[-1])):
            figures = {
                line.number: sum(one.number is not None for one in row)
                for line, row in zip(printed[at + 1 :], cells[at + 1 : at + 1 + len(rows)], strict=False)
            }
            yield HeadedFigures(Grid(_table(head, rows), title), {printed[at].number, *figures}, figures, whole)
        at += 1 + len(rows)


def _table(head: Sequence[WordCell], rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Head and rows; names over their only figures as rows of their own: “春蕾计划” “暖冬行动”, each over a sum."""
    top: GridRow = tuple(one.cell for one in head)
    if len(rows) == 1 and len(rows[0]) == len(head) and all(_QUOTED.fullmatch(one.text) for one in head):
        return tuple(zip(top, rows[0], strict=True))
    if _are_meetings(head):
        rows = [tuple(map(_of_meetings, row)) for row in rows]
    return ((None, *top) if len(rows[0]) > len(head) else top, *rows)


def _is_head(cells: Sequence[WordCell]) -> bool:
    """Whether a line is of short words or years alone."""
    if len(cells) < _FEWEST or any(one.number is not None for one in cells):
        return False
    if any(one.is_year for one in cells):
        return all(one.is_year for one in cells)
    return all(_HEAD.fullmatch(compact(one.text)[0]) or age_of_cell(one.text) is not None for one in cells)


def _are_meetings(head: Sequence[WordCell]) -> bool:
    """Whether the figures below heads are of meetings: all heads are bodies, and a general meeting has no members."""
    bodies = [one.text for one in head if _BODY.search(one.text)]
    return len(bodies) >= len(head) - 1 and any(map(_GENERAL_MEETING.search, bodies))


def _of_meetings(cell: Cell | None) -> Cell | None:
    """The cell of a bare figure with the unit that meetings are counted in."""
    return replace(cell, unit_below=_TIMES) if cell is not None and cell.text.isdecimal() else cell


def _rows(head: Sequence[WordCell], below: Sequence[Sequence[WordCell]]) -> list[GridRow]:
    """The rows right below a head that have a figure below each of its words, or each but that over their labels."""
    rows: list[GridRow] = []
    wanted = 0
    for cells in below:
        figures = [one for one in cells if one.number is not None]
        label = cells[: len(cells) - len(figures)]
        if not figures or any(one.number is not None for one in label):
            break
        if not rows:
            wanted = len(figures)
            if wanted not in ({len(head), len(head) - 1} if label else {len(head)}) or wanted < _FEWEST:
                break
        if len(figures) != wanted or bool(label) != (len(rows[0]) > wanted if rows else bool(label)):
            break
        rows.append((*((joined_cell(label),) if label else ()), *(one.cell for one in figures)))
    of_year = bool(below) and bool(below[0]) and below[0][0].is_year
    fewest = _FEWEST if rows and len(rows[0]) > len(head) and not of_year else 1
    return rows if len(rows) >= fewest else []


def _title(above: Sequence[Line], cells: Sequence[Sequence[WordCell]]) -> tuple[str, ...]:
    """The short ones of the lines right above a head, which hold no figure."""
    titles: list[str] = []
    for line, parts in zip(reversed(above), reversed(cells), strict=True):
        text = line.text.strip()
        if len(text) > _LONGEST_TITLE or _NO_TITLE.search(text) or any(one.number is not None for one in parts):
            break
        if not titles and _is_head(parts):
            break  # the head of a column whose figures are lost
        titles.append(text)
    return tuple(reversed(titles))


def _whole(above: Sequence[WordCell], parts: Sequence[WordCell]) -> GridRow:
    """The row above heads whose figure those below them add up to or share out: 员工 200人, 男 女, 60% 40%."""
    label, total = above[:-1], above[-1].number if above else None
    numbers = [one.number for one in parts if one.number is not None]
    if not label or total is None or len(numbers) < len(parts) or any(one.number is not None for one in label):
        return ()
    shares = all(one.unit == "%" for one in numbers)
    missing = sum(one.value for one in numbers) - (_ALL if shares else total.value)
    return (joined_cell(label), above[-1].cell) if abs(missing) <= (_ROUNDED if shares else 0) else ()


def facts_below_heads(lines: Sequence[Line], grids: GridReader) -> tuple[list[Candidate], set[int]]:
    """The facts of tables most of whose figures say what they are, in every row, and the numbers of their lines.

    Args:
        lines: the lines of a page.
        grids: the reader of tables.
    """
    found: list[Candidate] = []
    held: set[int] = set()
    for one in headed_figures(lines, grids):
        facts = list(grids.read(one.grid))
        told = {line: sum(fact.place.line == line for fact in facts) for line in one.figures}
        if all(told.values()) and sum(told.values()) >= _MOSTLY * sum(one.figures.values()):
            total = [fact for fact in grids.read(Grid((one.whole,))) if not fact.breakdown] if one.whole else []
            found += [*total, *facts]
            held |= one.lines | {fact.place.line for fact in total}
    return found, held
