"""English tables of which each row is a year, in lines whose cells only blanks set apart.

`Year Work-related fatalities No. of lost days`, and below it `2022 0 1,210`: the words of the head are parted so that
each part names a metric. The last columns may stand below the rows, a figure a line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text import Line

_HEAD = regex(r"(?i)(?:(?:fiscal|financial|reporting) )?year\b(?P<heads>(?: [A-Za-z][\w()/&%.-]*){2,14})\s*$")
_ROW = regex(
    r"(?:FY ?)?(?P<year>(?:19|20)\d\d)(?P<figures>(?:\s+(?:\d[\d,]*(?:\.\d+)?%?|nil|zero|n/a|-))+)\s*$", re.IGNORECASE
)
_ALONE = regex(r"\d[\d,]*(?:\.\d+)?(?:\s?%|\s[a-z]{3,12})?")
_FEWEST, _MOST_COLUMNS = 2, 4


def rows_of_years(lines: Sequence[Line], know: Knowledge) -> dict[int, GridRow]:
    """Heads and rows by the number of their line.

    Args:
        lines: the lines of a page.
        know: the vocabulary.
    """
    rows: dict[int, GridRow] = {}
    printed = [line for line in lines if line.text.strip()]
    for at, line in enumerate(printed):
        head = _HEAD.match(line.text.strip()) if "\t" not in line.text else None
        if head is None:
            continue
        below = _with_columns_behind(list(_below(printed[at + 1 :])), printed[at + 1 :])
        widths = {len(row) for row in below}
        columns = (
            _parted(line, head["heads"], widths.pop() - 1, know) if len(below) >= _FEWEST and len(widths) == 1 else None
        )
        if columns:
            rows[line.number] = (None, *columns)
            rows |= {row[0].line.number: row for row in below if row[0] is not None}
    return rows


def _below(lines: Sequence[Line]) -> Iterator[GridRow]:
    """The rows right below a head."""
    for line in lines:
        if "\t" in line.text or _ROW.match(line.text.strip()) is None:
            return
        yield tuple(Cell(found[0], line, *found.span()) for found in re.finditer(r"\S+", line.text))


def _with_columns_behind(rows: list[GridRow], lines: Sequence[Line]) -> list[GridRow]:
    """The rows with the columns whose figures stand below them a line each, as many as there are rows."""
    alone: list[Cell] = []
    for line in lines[len(rows) :]:
        if _ALONE.fullmatch(line.text.strip()) is None:
            break
        alone.append(Cell(line.text, line, 0, len(line.text)))
    if not rows or len(alone) < len(rows) or len(alone) % len(rows):
        return rows
    return [(*row, *alone[place :: len(rows)]) for place, row in enumerate(rows)]


def _parted(line: Line, heads: str, columns: int, know: Knowledge) -> list[Cell] | None:
    """The head's words in as many parts as there are columns, each of which names a metric; None where none fits."""
    begin = line.text.find(heads)
    words = [(begin + found.start(), begin + found.end()) for found in re.finditer(r"\S+", heads)]
    if not 1 < columns <= min(_MOST_COLUMNS, len(words)):
        return None
    for cuts in combinations(range(1, len(words)), columns - 1):
        spans = [(words[a][0], words[b - 1][1]) for a, b in pairwise((0, *cuts, len(words)))]
        if all(_names(line.text[start:end], know) for start, end in spans):
            return [Cell(line.text[start:end], line, start, end) for start, end in spans]
    return None


def _names(text: str, know: Knowledge) -> bool:
    """Whether a head names a metric from its first word to its last."""
    form = printed_form(text)
    return any(hit.start == 0 and hit.end == len(form) for hit in know.lexicon.find(form).hits)
