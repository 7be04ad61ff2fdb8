"""Rows called by a gas or a pollutant alone below what tells of emissions avoided: Emission reduction | Sulfur dioxide.

Without its title such a row is of what was emitted; what the title alone names is greenhouse gases.
"""

from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex
from cnesg.text import fold

_REDUCTION = regex(
    r"(?i)\b(?:emissions?|pollutants?|discharge) reductions?\b"
    r"|\breductions? (?:of|in) (?:emissions?|pollutants?|discharge)\b"
    r"|\b(?:emissions?|pollutants?) (?:avoided|reduced|cut)\b|\bavoided emissions\b"
    r"|(?<!节能)减排(?:量|效益|效果|成效|情况)|节能减排(?:量|效益)|减少排放量|削减量"
)
_POLLUTANT = regex(
    r"(?i)(?:(?:sul(?:f|ph)ur|nitrogen) (?:di)?oxides?|SO[2x]|NO[2x]|chemical oxygen demand|COD"
    r"|ammonia(?:[ -]nitrogen)?"
    r"|carbon dioxide(?: equivalent)?|CO2e?|greenhouse gas(?:es)?|GHG"
    r"|particulates?(?: matter)?|PM|VOCs?|soot|dust)(?:\s?\([^()]{2,12}\))?"
    r"|(?:二氧化碳(?:当量)?|温室气体|二氧化硫|氮氧化物|化学需氧量|氨氮|烟尘|粉尘|烟粉尘|颗粒物|挥发性有机物)"
    r"(?:\([^()]{2,12}\))?"
)
_EQUIVALENT = regex(r"(?i)\s?equivalents?\b|当量")
_CAPTIONS = 2


def with_reductions_named(table: Table) -> Table:
    """The table with such rows called by what was reduced.

    Args:
        table: a table as found.
    """
    headed = [any(map(_tells, column.headers)) for column in table.columns]
    titled = any(map(_tells, table.captions[:_CAPTIONS])) or (bool(headed) and all(headed))
    rows = tuple(_named(row, titled=titled) for row in table.rows)
    return replace(table, rows=rows) if rows != table.rows else table


def _tells(text: str) -> bool:
    return _REDUCTION.search(fold(text)) is not None


def _named(row: Row, *, titled: bool) -> Row:
    if not (titled or any(map(_tells, row.parents))) or not _POLLUTANT.fullmatch(fold(row.label).strip()):
        return row
    of, what = _EQUIVALENT.sub("", row.label).strip(), " emission reduction" if row.label.isascii() else "减排量"
    return replace(row, label=of + what, printed=row.printed or row.label)
