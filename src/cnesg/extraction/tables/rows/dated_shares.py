"""Columns of shares right of those of years: 2024 | Share % | 2023 | Share %. Each share is of the year left of it."""

from dataclasses import replace

from cnesg.extraction.labels.counted_heads import says_share_alone
from cnesg.extraction.tables.model import Table
from cnesg.framework.regexes import regex

_YEAR = regex(r"(?<!\d)(?:FY\s?)?20\d\d(?!\d)")
_FEWEST = 2


def with_shares_dated(table: Table) -> Table:
    """The table with the year of the column to the left over each column headed by nothing but a word for shares.

    Args:
        table: a table as found.
    """
    columns = list(table.columns)
    alone = [
        at
        for at in range(1, len(columns))
        if len(columns[at].headers) == 1
        and says_share_alone(columns[at].headers[0].strip())
        and columns[at - 1].headers
        and _YEAR.search(columns[at - 1].headers[-1])
    ]
    if len(alone) < _FEWEST:
        return table
    for at in alone:
        columns[at] = replace(columns[at], headers=(columns[at - 1].headers[-1], *columns[at].headers))
    return replace(table, columns=tuple(columns))
