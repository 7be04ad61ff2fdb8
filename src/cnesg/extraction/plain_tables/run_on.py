"""Tables of years whose head and rows run on within a line: 指标单位2015年2016年 用水量万吨5.2 4.8 用电量万千瓦时5 4.

A head of k years is followed by labels, each with its unit and k values; a row ends with its last value.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.plain_tables.line_cells import Span
from cnesg.extraction.plain_tables.outlined import Outlined
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold

_YEAR = r"(?:19|20)\d\d\s?年(?:度|末|底)?"
_HEAD = regex(
    r"(?:(?P<name>指标(?:名称)?|项目(?:名称)?|类别|名称|内容)\s*)?(?:(?:计量)?单位\s*)?"
    rf"(?P<years>{_YEAR}(?:[\s/、]*{_YEAR}){{1,5}})"
)
_ONE_YEAR = regex(_YEAR)
_VALUE = r"[-−]?\d[\d,]*(?:\.\d+)?%?"
_NO_LABEL = regex(r"[。；;，,：:、！？!?]|(?:19|20)\d\d\s?年")
_LONGEST_LABEL = 36
_LETTERS = regex(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_REACH = 120  # characters up to the end of a row's values
_MOST_HEADS = 8  # of a line


def run_on(line: Line, reader: LineReader) -> Outlined | None:
    """The table of years that runs on within a line, None where there is none.

    Args:
        line: the line.
        reader: what knows units and labels.
    """
    if "\t" in line.text.strip() or "年" not in line.text:
        return None
    text = fold(line.text)
    for count, head in enumerate(_HEAD.finditer(text)):
        if count == _MOST_HEADS:
            break
        rows = list(_rows(text, head, reader))
        if len(rows) > 1 or (rows and rows[0][1] is not None):
            end = rows[-1][2][-1][1]
            return Outlined(
                replace(line, text=line.text[: head.start()]),
                tuple(_as_grid(line, head, rows)),
                replace(line, text=line.text[end:]),
            )
    return None


_Row = tuple[Span, Span | None, list[Span]]


def _rows(text: str, head: re.Match[str], reader: LineReader) -> Iterator[_Row]:
    """Label, unit and values of each row behind a head, as spans into the text."""
    more = len(_ONE_YEAR.findall(head["years"])) - 1
    values = re.compile(rf"(?<![\d.,]){_VALUE}(?:\s+{_VALUE}){{{more}}}(?=\s|$)(?!\s+[-−]?\d)")
    at = head.end()
    while found := values.search(text, at, at + _REACH):
        row = _row(text, at, found, reader)
        if row is None:
            return
        yield row
        at = found.end()


def _row(text: str, at: int, found: re.Match[str], reader: LineReader) -> _Row | None:
    """The row whose values were found, with what stands before them from an offset on; None where that is no label."""
    printed = text[at : found.start()]
    begin, end = found.start() - len(printed.lstrip()), at + len(printed.rstrip())
    if not 1 < end - begin <= _LONGEST_LABEL or _NO_LABEL.search(printed) or not _LETTERS.search(printed):
        return None
    unit = next((i for i in range(begin + 2, end) if text[i] != " " and reader.unit(text[i:end]) is not None), end)
    label = begin, begin + len(text[begin:unit].rstrip())
    values = [m.span() for m in re.compile(_VALUE).finditer(text, *found.span())]
    return label, (unit, end) if unit < end else None, values


def _as_grid(line: Line, head: re.Match[str], rows: list[_Row]) -> Iterator[GridRow]:
    """The head and the rows as cells; each cell's line is the row as printed."""
    whole = (head.start(), head.end())
    name = _cell(line, head.span("name"), whole) if head["name"] else None
    years = [m.span() for m in _ONE_YEAR.finditer(head.string, *head.span("years"))]
    yield (name, None, *(_cell(line, one, whole) for one in years))
    for label, unit, values in rows:
        whole = (label[0], values[-1][1])
        yield (
            _cell(line, label, whole),
            _cell(line, unit, whole) if unit else None,
            *(_cell(line, one, whole) for one in values),
        )


def _cell(line: Line, span: Span, whole: Span) -> Cell:
    return Cell(line.text[slice(*span)], replace(line, text=line.text[slice(*whole)]), *span)
