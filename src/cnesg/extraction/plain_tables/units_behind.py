"""Rows whose unit stands behind their figures, below heads the last of which is that of units.

用电量 412 398 千瓦时, below 指标 2023年 2022年 单位. As many figures as there are years stand before the unit,
whatever it is; a figure before these belongs to the label: Employees aged over 50 | 41 | 38 | persons.
"""

from dataclasses import replace

from cnesg.extraction.plain_tables.heads import UNIT_HEAD, Head
from cnesg.extraction.plain_tables.line_cells import Span
from cnesg.extraction.plain_tables.parts import LineReader, Parts
from cnesg.framework.regexes import regex

_TOKEN = regex(r"\S+")
_LETTER = regex(r"[^\W\d_]|%")
_FEWEST_YEARS = 2


def parts_below(head: Head | None, text: str, reader: LineReader) -> Parts | None:
    """What a line holds of a table below its heads, None for a sentence or anything else that is no part of one.

    Args:
        head: the heads of the table's columns, if it has any.
        text: the line.
        reader: what takes lines apart.
    """
    parts = reader.parts(text)
    if head is None or len(head.years) < _FEWEST_YEARS or not _has_units_last(head):
        return parts
    wanted = len(head.years)
    if parts is not None and len(parts.values) == wanted and parts.label:
        return parts
    unit = _unit_behind(text, wanted, reader)
    row = reader.parts(text[: unit[0]].rstrip()) if unit is not None else None
    if row is None or not row.label or len(row.values) < wanted:
        return parts
    own = [*([row.unit] if row.unit else []), *row.values[: len(row.values) - wanted]]  # number of employees | 41 | 38
    label = (*row.label[:-1], (row.label[-1][0], own[-1][1])) if own else row.label
    return replace(row, label=label, unit=unit, values=row.values[-wanted:])


def _has_units_last(head: Head) -> bool:
    if len(head.behind) != 1:
        return False
    line, start, end = head.behind[0]
    return UNIT_HEAD.search(line.text[start:end]) is not None


def _unit_behind(text: str, wanted: int, reader: LineReader) -> Span | None:
    """What stands behind the last figures of a line that are at least as many as its table has years."""
    tokens = list(_TOKEN.finditer(text))
    figures = [reader.is_value(token.group()) for token in tokens]
    for at in range(len(tokens) - 1, wanted, -1):
        if not figures[at] and all(figures[at - wanted : at]):
            span = (tokens[at].start(), tokens[-1].end())
            return span if _LETTER.search(text, *span) else None
    return None
