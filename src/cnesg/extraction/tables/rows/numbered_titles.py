"""Rows of a page's table that are numbered under a title: 9.其他项目, and below it, maybe overleaf, 9.2投入金额."""

from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.labels.numbered import take_numbered, title_of
from cnesg.extraction.tables.model import Row, Table


class NumberedTitles:
    """The numbered titles of the table that is being read, kept for its part on the next page."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}

    def under_titles(self, table: Table, *, anew: bool) -> Table:
        """The table with the title that a row's number names as the nearest of its groups.

        Args:
            table: a table of a page.
            anew: whether it goes on from none.
        """
        if anew:
            self._titles = {}
        rows = tuple(self._under(row) for row in table.rows)
        return replace(table, rows=rows) if self._titles else table

    def _under(self, row: Row) -> Row:
        if not any(map(str.isdigit, row.label[:6])) and not row.parents:
            return row
        for text in (*row.parents, row.label) if row.is_blank else row.parents:
            take_numbered(compact(text)[0], self._titles)
        title = title_of(compact(row.label)[0], self._titles)
        return replace(row, parents=(*row.parents, title)) if title and title not in row.parents else row
