"""Rows of a Chinese label and one figure, which nothing but a blank sets apart, below each other and without a head.

Annual reports tell their staff, dividends and auditors so once a converter has lost the tables' lines: 生产人员 4,001,
and below it 销售人员 8,953. Heads between the rows are of as many words (专业构成类别 专业构成人数).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold

_ROW = regex(r"(?P<label>\S.*?)\s+(?P<value>\(?[-+]?\d[\d,]*(?:\.\d+)?\)?%?(?:\s?[百千万亿]*元)?)\s*")
_LABEL = regex(r"(?:其中:)?(?:[^\d。;;!!??,\s:]|\([^()]*\)|(?<=[^\d\s])[,、](?=[^\d\s]))+(?:\(\d\)(?:=[()\d+/*-]+)?)?")
_HAN = regex(r"[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]\W*$")
_SAYS_UNIT = regex(r"\([^()\d]{1,6}\)(?:\([^()]{1,6}\))?$")
_HEAD = regex(r"[\u4e00-\u9fff]{2,8}(?:类别|类型|程度|构成)\s+[\u4e00-\u9fff]{0,6}(?:人数|数量)(?:\([^()]{1,4}\))?")
_WORDS = regex(
    r"[\u4e00-\u9fff][^\s\d。;!?]+\s+(?:[\u4e00-\u9fff][^\s\d。;!?]+|[/—–-]{1,2}|不适用)"
)  # 会计师事务所名称 天瑞
_GROUP = regex(r"[\u4e00-\u9fff]{2,10}(?:构成|结构|程度)")  # 研发人员年龄结构, among the rows
_YEAR = regex(r"(?:19|20)\d\d")
_UPPER = regex(r"[^\d\s。;;:!?√□]{14,}")  # the upper part of a label, as wide as its column
_TITLE = regex(
    r"(?:情况|说明|构成|明细|如下|适用|政策|概况|情形|事项|分析|报告|方案|预案|表)$|^[(第][一二三四五六七八九十]"
)
_MOST_PAGE = 400
_FEWEST = 3


@dataclass(frozen=True)
class _Row:
    """A row: its cells, the lines that its label takes up, its label in one line, and its figure."""

    cells: GridRow
    lines: tuple[Line, ...]
    label: str
    figure: str


def spaced_rows(lines: Sequence[Line], know: Knowledge, reader: LineReader) -> tuple[dict[int, GridRow], set[int]]:
    """Rows by the number of their line, and the numbers of the lines that their labels begin in.

    Args:
        lines: the lines of a page that no other table holds.
        know: the vocabulary.
        reader: what takes lines apart.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    for run in _runs([line for line in lines if line.text.strip()], reader):
        told = [one for one in run if one.figure]
        sure = all(_SAYS_UNIT.search(one.label) for one in told)
        if not told or (len(told) < _FEWEST and not sure) or _are_pages(told):
            continue
        if any(know.lexicon.find(printed_form(one.label)).hits for one in run):
            rows |= {one.lines[-1].number: one.cells for one in run}
            taken |= {line.number for one in run for line in one.lines[:-1]}
    return rows, taken


def _runs(lines: Sequence[Line], reader: LineReader) -> Iterator[list[_Row]]:
    """Rows and heads right below each other; the upper part of a label and a row of words end no run."""
    run: list[_Row] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        row = _head(line) or _row(line, above, reader)
        if row is not None:
            run.append(row)
        elif not _is_upper(line) and not any(one.fullmatch(fold(line.text).strip()) for one in (_WORDS, _GROUP)):
            yield run
            run = []
    yield run


def _head(line: Line) -> _Row | None:
    if _HEAD.fullmatch(fold(line.text).strip()) is None:
        return None
    cells = tuple(Cell(one[0], line, *one.span()) for one in re.finditer(r"\S+", line.text))
    return _Row(cells, (line,), line.text.strip(), "")


def _row(line: Line, above: Line | None, reader: LineReader) -> _Row | None:
    """The row that a line is, its label with the line above where it goes on from there."""
    found = _ROW.fullmatch(fold(line.text).rstrip()) if "\t" not in line.text else None
    if found is None or len(found[0]) > len(line.text):
        return None
    label, value = found["label"].strip(), found["value"]
    counted = value[-1] != "%" and age_of_cell(label)  # what shares of ages are of stands above them
    worded = (_LABEL.fullmatch(label) or counted) and _HAN.search(label)
    if not worded or _YEAR.fullmatch(value) or not reader.is_value(value):
        return None
    before = above if above is not None and _is_upper(above) and len(above.text.strip()) > len(label) else None
    text = (before.text.strip() if before is not None else "") + line.text[: found.end("label")].strip()
    cells = (
        Cell(text, line, *found.span("label")),
        Cell(line.text[slice(*found.span("value"))], line, *found.span("value")),
    )
    return _Row(cells, (before, line) if before is not None else (line,), fold(text), value)


def _is_upper(line: Line) -> bool:
    """Whether a line may be the upper part of a label."""
    text = fold(line.text).strip()
    return _UPPER.fullmatch(text) is not None and not _TITLE.search(text)


def _are_pages(rows: Sequence[_Row]) -> bool:
    """Whether the figures are small whole numbers that rise from row to row, as pages do."""
    figures = [int(one.figure) for one in rows if one.figure.isdecimal()]
    return len(figures) == len(rows) > 1 and figures == sorted(set(figures)) and figures[-1] <= _MOST_PAGE
