"""Tables in simplified characters, whatever script they are printed in: what is looked for in them is written so."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.tables.model import Row, Table
from cnesg.text import fold

_FIRST_HAN = "\u3400"


def in_simplified(table: Table) -> Table:
    """The table with its labels, heads, groups, notes and titles in simplified characters; its values as they are.

    Rows keep what is printed for their quotes.

    Args:
        table: a table as found.
    """
    texts = (*table.corner, *table.captions, *(head for column in table.columns for head in column.headers))
    labels = (text for row in table.rows for text in (row.label, *row.parents, *row.notes))
    if all(_simplified(text) is text for text in (*texts, *labels)):
        return table
    return replace(
        table,
        columns=tuple(replace(column, headers=_all(column.headers)) for column in table.columns),
        rows=tuple(map(_row, table.rows)),
        captions=_all(table.captions),
        corner=_all(table.corner),
        still_open=tuple((indent, _simplified(text)) for indent, text in table.still_open),
        next_group=_all(table.next_group),
    )


def as_printed(row: Row) -> str:
    """A row's label and notes as its page has them."""
    return row.quoted or " ".join([row.printed or row.label, *row.notes])


def _row(row: Row) -> Row:
    notes = _all(row.notes)
    return replace(
        row,
        label=_simplified(row.label),
        parents=_all(row.parents),
        notes=notes,
        quoted=as_printed(row) if (row.label, row.notes) != (_simplified(row.label), notes) else row.quoted,
    )


def _all(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_simplified, texts))


@lru_cache(maxsize=8192)
def _simplified(text: str) -> str:
    """A text in simplified characters and nothing else changed; itself where it is in such."""
    if text.isascii():
        return text
    plain = "".join(new if new >= _FIRST_HAN else own for own, new in zip(text, fold(text), strict=True))
    return text if plain == text else plain
