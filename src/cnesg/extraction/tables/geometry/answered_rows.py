"""Rows answered in words between rows of figures: what stands below them is under the heads above.

Processes free of PFAS | Launched a test line | Tests in all plants | Substitutes in use: the words over the next rows'
values are no heads of theirs, where the rows above have years as heads over the same columns.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import years_among
from cnesg.extraction.tables.model import Table

_FEWEST_WORDS = 5  # of a sentence in a cell
_ALIGNED = 0.5  # of a column's width
_FARTHEST = 120.0  # points between the rows above and those below


def under_heads_above(tables: Sequence[Table]) -> list[Table]:
    """The tables of a page, each whose heads are but a row's answers with the heads of the table above it.

    Args:
        tables: tables from top to bottom.
    """
    found: list[Table] = []
    for table in tables:
        above = next((one for one in reversed(found) if _continues(table, one)), None)
        found.append(table if above is None else _below(table, above))
    return found


def _below(table: Table, above: Table) -> Table:
    columns = zip(table.columns, above.columns, strict=True)
    heads = tuple(replace(own, headers=over.headers) for own, over in columns)
    return replace(table, columns=heads, captions=above.captions, corner=above.corner)


def _continues(table: Table, above: Table) -> bool:
    """Whether a table goes on from another above it, and its heads are sentences of a row between them."""
    if len(table.columns) != len(above.columns) or not 0 <= table.bbox[1] - above.bbox[3] < _FARTHEST:
        return False
    columns = list(zip(table.columns, above.columns, strict=True))
    aligned = all(abs(a.x0 + a.x1 - b.x0 - b.x1) / 2 < _ALIGNED * max(a.x1 - a.x0, b.x1 - b.x0) for a, b in columns)
    heads = [b.headers[-1] for _, b in columns if b.headers]
    dated = len(years_among(heads)) == len(columns)
    return aligned and dated and all(a.headers and _answers(a.headers[-1]) for a, _ in columns)


def _answers(head: str) -> bool:
    """Whether a head is a sentence, or the end of one."""
    return head[:1].islower() or len(head.split()) >= _FEWEST_WORDS
