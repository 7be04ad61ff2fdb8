"""Labels that go on with a list of what the columns measure: 城北电厂 | 二氧化硫、氮氧化物, below heads that name each.

Tables of plants have such a column (主要污染物, `Pollutants monitored`). It says which of the columns hold something.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found, Hit

_MARKS = frozenset("、,，;；/")
_EDGES = " 、,，;；/:：|&()（）"


class HeadedMetrics:
    """The metrics that the heads of a table name, each its own; a list of them in a label names none for its row."""

    def __init__(self, heads: Iterable[str], know: Knowledge, find: Callable[[str], Found]) -> None:
        """Look up what heads name.

        Args:
            heads: the heads of the columns.
            know: what wording stands for which metric.
            find: what the lexicon finds in a text.
        """
        self._know, self._find = know, find
        named = [metrics for head in dict.fromkeys(heads) if (metrics := self._metrics(compact(head)[0]))]
        self._headed = frozenset().union(*named) if len(named) > 1 else frozenset[str]()

    def lists(self, text: str) -> bool:
        """Whether a text names several of the metrics, with the marks of a list between them."""
        if len(self._headed) < 2 or not may_list(text):
            return False
        hits = self.hits(text)
        return any(
            one.end <= other.start
            and self._metric(one) != self._metric(other)
            and not _MARKS.isdisjoint(text[one.end : other.start])
            for one, other in pairwise(hits)
        )

    def hits(self, text: str) -> list[Hit]:
        """The wording of the metrics in a text, in its order."""
        return sorted((h for h in self._find(text).hits if self._metric(h) in self._headed), key=lambda h: h.start)

    def _metrics(self, text: str) -> set[str]:
        return {self._metric(hit) for hit in self._find(text).hits}

    def _metric(self, hit: Hit) -> str:
        return self._know.lexicon.entries[hit.entry].metric


def may_list(text: str) -> bool:
    """Whether a text has a mark of lists and any word, as figures have none; most labels have no mark."""
    return not _MARKS.isdisjoint(text) and any(map(str.isalpha, text))


def without_listed(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table whose labels no longer hold what its columns name, where some label lists several of these.

    What stands before the list stays, as the name of the plant; else what stands behind it, or the group above.

    Args:
        table: a table as found.
        know: what wording stands for which metric.
        find: what the lexicon finds in a text.
    """
    if len(table.columns) < 2 or not any(may_list(text) for row in table.rows for text in (row.label, *row.notes)):
        return table
    headed = HeadedMetrics((head for column in table.columns for head in column.headers), know, find)
    if not any(headed.lists(compact(text)[0]) for row in table.rows for text in (row.label, *row.notes)):
        return table
    return replace(table, rows=tuple(_without(row, headed) for row in table.rows))


def _without(row: Row, headed: HeadedMetrics) -> Row:
    notes = tuple(note for note in row.notes if not headed.hits(compact(note)[0]))
    if len(notes) < len(row.notes):
        return replace(row, notes=notes)
    text = compact(row.label)[0]
    hits = headed.hits(text)
    if not hits:
        return row
    name = text[: hits[0].start].strip(_EDGES) or text[max(hit.end for hit in hits) :].strip(_EDGES)
    printed = row.printed or row.label
    if name:
        return replace(row, label=name, printed=printed)
    return replace(row, label=row.parents[-1], parents=row.parents[:-1], printed=printed) if row.parents else row
