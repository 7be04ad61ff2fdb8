"""Forms among the tables of text files: heads that say what each column counts, rows that say of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, Grid, GridRow, texts
from cnesg.extraction.grids.values import SERIAL
from cnesg.extraction.labels.asked_columns import LEFT_OUT, group_asked, heads_asked, label_asked
from cnesg.extraction.labels.references import title_alone
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FIGURE = regex(r"(?!(?:19|20)\d\d(?:\D|$))\d[\d,.]*\s?%?|(?i:nil|n\.?a\.?|not applicable)|[-–—]{1,2}")
_YEAR = regex(r"(?i)(?:19|20)\d\d|\bFY\b")
_ALL = "Total"  # the title above a row that sums rows of several groups
_LETTERED = regex(r"\(([A-Z])\)\W*$")
_SUMMED = regex(r"\(((?:[A-Z]\s?\+\s?)+[A-Z])\)\W*$")
_YEAR_BEFORE = "Previous year"
_LETTER = regex(r"[\s.]*\([^()]*\)|[\s.]+")  # No. (B), No.( C )
_WORKERS = regex(r"(?i)employees|workers")
_YES = regex(r"(?i)(?:yes|no|y|n)\b(?!\.)|https?:|www\.")
_MOST_HEADS = 5  # rows
_LEAST = 2  # cells of a row that is no title
_GOES_ON = regex(r"[(]|(?:or|and|of|in|for|per)\b")  # High consequence injury | or ill-health
_LINES = 3  # above the table that may hold the question


def _title(line: str) -> str:
    """A line above a table without what a form's title asks for besides: A1.3 所产生有害废弃物总量及密度."""
    text = compact(line)[0]
    return line if (alone := title_alone(text)) == text else alone


def as_asked(grid: Grid) -> Grid:
    """A form with heads and labels that say what is counted; any other table as it is.

    Args:
        grid: the table.
    """
    grid = replace(grid, rows=tuple(_named_whole(grid.rows)), above=tuple(map(_title, grid.above)))
    first = next((at for at, row in enumerate(grid.rows) if _has_figures(row)), 0)
    if not 0 < first <= _MOST_HEADS:
        return grid
    captions = list(reversed(grid.above[-_LINES:]))
    width = max(map(len, grid.rows))
    columns = [_stack([row for row in grid.rows[:first] if _heads_columns(row)], column) for column in range(width)]
    columns[0] = []
    heads = heads_asked(captions, columns)
    if heads is None:
        return grid
    halves = _halves(columns)
    last = max(at for at, row in enumerate(grid.rows[:first]) if _heads_columns(row))  # below it names of groups
    rows = [_headed(row, heads, last=at == last) if at <= last else row for at, row in enumerate(grid.rows[:first])]
    if halves and last:
        rows[0] = _of_year_before(rows[0], halves, next(texts(grid.rows[last])).line)
    left_out = {column for column, head in enumerate(heads) if head == LEFT_OUT}
    rows += [_told(row, left_out, captions) for row in grid.rows[first:]]
    return replace(grid, rows=tuple(rows))


def _named_whole(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows, each under the label that it shares: of the group (Workers) and of the row that it goes on from."""
    group, above, letters, earlier = "", "", set[str](), set[str]()
    for row in rows:
        filled = list(texts(row))
        if len(filled) == 1 and filled[0] is row[0]:
            group = group_asked(filled[0].text)
            letters, earlier = set(), earlier | letters
        elif filled and filled[0] is row[0]:
            if (summed := _SUMMED.search(filled[0].text)) and earlier & set(summed[1]):
                yield (replace(filled[0], text=_ALL), *[None] * (len(row) - 1))
            letters |= set(_LETTERED.findall(filled[0].text))
        label = row[0]
        if len(filled) < _LEAST or label is None or not _has_figures(row):
            above = ""
            yield row
            continue
        name = f"{above} {label.text.strip()}" if above and _GOES_ON.match(label.text.strip()) else label.text
        above = name.strip() if _is_of_workers(row) else ""
        at = 1 if SERIAL.match(label.clean) and row[1] is not None else 0
        cells = list(row)
        cells[0] = replace(label, text=name) if name != label.text else label
        if group and (cell := cells[at]) is not None:
            cells[at] = replace(cell, text=f"{cell.clean} {group}")
        yield tuple(cells)


def _is_of_workers(row: GridRow) -> bool:
    cell = row[1] if len(row) > 1 else None
    return cell is not None and _WORKERS.fullmatch(cell.text.strip()) is not None


def _has_figures(row: GridRow) -> bool:
    return sum(cell is not None and _FIGURE.fullmatch(cell.text.strip()) is not None for cell in row[1:]) > 0


def _heads_columns(row: GridRow) -> bool:
    return sum(1 for _ in texts(row)) > 1


def _stack(rows: list[GridRow], column: int) -> list[str]:
    """The heads over a column, outermost first, each once."""
    told: list[str] = []
    for row in rows:
        cell = row[column] if column < len(row) else None
        if cell is not None and cell.text.strip() and cell.text.strip() not in told[-1:]:
            told.append(cell.text.strip())
    return told


def _halves(columns: list[list[str]]) -> range:
    """The columns of the year before, where no head names a year and the same heads stand twice."""
    told = [(at, _LETTER.sub("", heads[-1])) for at, heads in enumerate(columns) if heads]
    half = len(told) // 2
    dated = any(_YEAR.search(text) for heads in columns for text in heads)
    if dated or len(told) < 2 * _LEAST or [text for _, text in told[:half]] != [text for _, text in told[half:]]:
        return range(0)
    return range(told[half][0], len(columns))


def _of_year_before(row: GridRow, columns: range, line: Line) -> GridRow:
    """The first row of heads with the year before over its columns."""
    told = (Cell(_YEAR_BEFORE, line, 0, 0) if at in columns else cell for at, cell in enumerate(row))
    return tuple(told)


def _headed(row: GridRow, heads: list[str], *, last: bool) -> GridRow:
    """A row of heads, those of years left: the others say no more than the last row does now."""
    cells = list(row)
    line = next((cell.line for cell in row if cell is not None), None)
    if line is None:
        return row
    for column, head in enumerate(heads):
        if not head or column >= len(cells):
            continue
        cell = cells[column]
        year = cell is not None and _YEAR.search(cell.text) is not None
        if last:
            kept = f"{cell.text} " if cell is not None and year else ""
            cells[column] = Cell(kept + head.strip(LEFT_OUT), line, 0, 0)
        elif not year:
            cells[column] = None
    return tuple(cells)


def _told(row: GridRow, left_out: set[int], captions: list[str]) -> GridRow:
    """A row without the figures that no metric is about, under a label that says what is counted."""
    cells = [None if at in left_out or (at and _answers(cell)) else cell for at, cell in enumerate(row)]
    label = cells[0]
    if label is not None and (told := label_asked(captions, label.text)) != label.text:
        cells[0] = replace(label, text=told)
    return tuple(cells)


def _answers(cell: Cell | None) -> bool:
    """Whether a cell only says that there is something: Yes, https://www..."""
    return cell is not None and _YES.match(cell.text.strip()) is not None
