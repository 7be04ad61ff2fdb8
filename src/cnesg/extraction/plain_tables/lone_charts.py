"""The figures of a chart on lines of their own below its title, and below them or above as many lines of years.

绿色信贷余额 / （单位：亿元） / 348.60 / 412.75 / 506.38, and below them 2014年末 / 2015年末 / 2016年末.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import UNIT_LINE, Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.plain_tables.lone_lines import Lone, run_of
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.framework.regexes import regex

_FEWEST = 2
_BRACKETS = regex(r"^[(（](.*)[)）]$")


def lone_charts(told: Sequence[Lone], know: Knowledge, year: int) -> tuple[dict[int, GridRow], set[int]]:
    """A row of years and a row of figures for each such chart, and the numbers of their other lines.

    Args:
        told: the lines of a page, each with its kind.
        know: the vocabulary.
        year: the document's fiscal year.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    at = 0
    while at < len(told):
        first, second = ("value", "year") if told[at].kind == "value" else ("year", "value")
        middle = run_of(first, told, at)
        end = run_of(second, told, middle)
        label = _label(told, at, know)
        if label is None or not _FEWEST <= middle - at == end - middle or _goes_on(told, at, end):
            at = max(at + 1, middle)
            continue
        years, values = told[at:middle], told[middle:end]
        if first == "value":
            years, values = values, years
        if _in_order(years, year):
            number = label.line.number
            rows[number] = (None, *(one.cell for one in years))
            rows[told[end - 1].line.number] = (label, *(one.cell for one in values))
            between = range(number + 1, told[end - 1].line.number)
            taken |= {one.line.number for one in told if one.line.number in between}
        at = end
    return rows, taken


def _goes_on(told: Sequence[Lone], at: int, end: int) -> bool:
    """Whether a table's rows go on behind a head of years, or stand before one: Layout reads those."""
    count = (end - at) // 2
    if told[at].kind == "year":
        return end + 1 < len(told) and told[end].kind == "label" and run_of("value", told, end + 1) - end - 1 == count
    return at > count and all(one.kind == "value" for one in told[at - 1 - count : at - 1])


def _label(told: Sequence[Lone], at: int, know: Knowledge) -> Cell | None:
    """The title above a chart with the unit that a line of its own may give; None where it names no metric."""
    unit = ""
    if at and (told[at - 1].kind == "unit" or _BRACKETS.match(told[at - 1].text)):
        printed = _BRACKETS.sub(r"\1", compact(told[at - 1].text)[0].strip())
        unit, at = f"({UNIT_LINE.sub('', printed).strip()})", at - 1
    if not at or told[at - 1].kind != "label" or not names_metric(told[at - 1].text, know):
        return None
    return replace(told[at - 1].cell, text=told[at - 1].text + unit)


def _in_order(years: Sequence[Lone], year: int) -> bool:
    """Whether years follow each other up to the fiscal year, or down from it."""
    read = [header_year(compact(one.text)[0], year) for one in years]
    found = [one for one in read if one is not None]
    ordered = found in (sorted(set(found)), sorted(set(found), reverse=True))
    return len(found) == len(years) and ordered and max(found) == year
