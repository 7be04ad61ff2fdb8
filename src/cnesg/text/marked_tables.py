"""Tables that a text file holds marked up, as recognition and converters write them, turned into rows with tabs.

HTML tables (`<table><tr><td>`) may stand in one line or over many; a program's list of a row's cells
(`['Employees', '4,210']`) stands in a line of its own. Other tags are taken out of the text around.
"""

import ast
import re
from collections.abc import Iterator
from html import unescape

from cnesg.framework.regexes import regex

_TABLE = regex(r"(?i)<table\b[^<>]*>"), regex(r"(?i)</table\s*>")
_ROW = regex(r"(?is)<tr\b[^<>]*>(.*?)(?=</tr\s*>|<tr\b|\Z)")
_CELL = regex(r"(?is)<t[dh]\b([^<>]*)>(.*?)(?=</t[dh]\s*>|<t[dh]\b|\Z)")
_CAPTION = regex(r"(?i)<caption\b[^<>]*>"), regex(r"(?i)</caption\s*>")
_SPAN = regex(r"(?i)\b(row|col)span\s*=\s*[\"']?\s*(\d{1,3})")
_BREAK = regex(r"(?i)<br\s*/?>|</?p\b[^<>]*>")
_TAG = regex(  # of these names alone: a figure may stand behind a sign as well, <30岁
    r"(?i)</?(?:html|body|div|span|p|br|img|b|i|u|em|strong|font|center|sup|sub|h[1-6]|a|ul|ol|li|figure|figcaption"
    r"|table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)(?:\s[^<>]*)?/?>"
)
_LISTED = regex(r"""\[(?:'[^'\n]*'|"[^"\n]*")(?:, ?(?:'[^'\n]*'|"[^"\n]*"))+\]""")
_MOST_COLUMNS = 60

Numbered = tuple[int, str]
"""A line of the file, counted from 1, and the text to be read there."""


def without_marks(text: str) -> list[Numbered]:
    """The lines of a text: rows of marked-up tables with tabs between their cells, and all others without tags.

    Args:
        text: the text, with line ends that are nothing but line feeds.

    Returns:
        Each line with the number of the line of the text in which it begins; several may begin in one.
    """
    lines: list[Numbered] = []
    at, number = 0, 1
    for table in _elements(text, _TABLE) if "<" in text else ():
        lines += _plain(text[at : table.start], number)
        number += text.count("\n", at, table.start)
        lines += [(number + text.count("\n", table.start, start), row) for start, row in _rows(text, table)]
        number += text.count("\n", table.start, table.stop)
        lines.append((number, ""))
        at = table.stop
    return lines + _plain(text[at:], number)


def _plain(text: str, number: int) -> list[Numbered]:
    """The lines of text outside tables; one that held nothing but tags is left out."""
    lines = []
    for at, line in enumerate(text.split("\n"), start=number):
        kept = _TAG.sub("", line) if "<" in line else line
        if kept.strip() or not line.strip():
            lines.append((at, _listed(kept) if kept.lstrip().startswith("[") else kept))
    return lines


def _listed(line: str) -> str:
    """A row that a program printed as a list of its cells, with tabs between them."""
    if not _LISTED.fullmatch(line.strip()):
        return line
    try:
        cells = ast.literal_eval(line.strip())
    except (SyntaxError, ValueError):
        return line
    return "\t".join(str(cell).replace("\t", " ") for cell in cells)


def _elements(text: str, marks: tuple[re.Pattern[str], re.Pattern[str]]) -> Iterator[slice]:
    """Where elements stand, from their opening to the next closing; time grows with the text, however many open."""
    opens, closes = marks
    at = 0
    while (begun := opens.search(text, at)) and (ended := closes.search(text, begun.end())):
        yield slice(begun.start(), ended.end())
        at = ended.end()


def _rows(text: str, table: slice) -> Iterator[tuple[int, str]]:
    """The caption and the rows of a table that hold anything, and where in the text each begins."""
    inner = text[table]
    for caption in _elements(inner, _CAPTION):
        yield table.start + caption.start, _words(inner[caption])
    taken: dict[int, int] = {}  # columns that a cell of a row above goes on in, and for how many rows
    for row in _ROW.finditer(inner):
        cells: list[str] = []
        for cell in _CELL.finditer(row[1]):
            _pass_taken(cells, taken)
            span = {kind.lower(): int(count) for kind, count in _SPAN.findall(cell[1])}
            wide = max(1, min(span.get("col", 1), _MOST_COLUMNS))
            if span.get("row", 1) > 1:
                taken |= dict.fromkeys(range(len(cells), len(cells) + wide), span["row"])
            cells += [_words(cell[2]), *[""] * (wide - 1)]
        _pass_taken(cells, taken)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        if any(cells):
            yield table.start + row.start(), "\t".join(cells)


def _pass_taken(cells: list[str], taken: dict[int, int]) -> None:
    """Leave the columns empty that a cell of a row above stands in."""
    while len(cells) in taken:
        cells.append("")


def _words(cell: str) -> str:
    """What is printed in a cell, on one line."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", cell))).split())
