"""Genders by their letters: M | F over columns, or as rows. Alone neither letter says anything."""

from dataclasses import replace

from cnesg.extraction.tables.model import Table

_LETTERS = ({"M": "Men", "F": "Women"}, {"M": "Men", "W": "Women"})


def with_genders_spelled(table: Table) -> Table:
    """The table with the letters of both genders as words, where each heads as many columns as the other, or rows."""
    heads = [column.headers[-1].strip() if column.headers else "" for column in table.columns]
    labels = [row.label.strip() for row in table.rows]
    for words in _LETTERS:
        if _are_pairs(heads, words):
            columns = tuple(
                replace(column, headers=(*column.headers[:-1], words.get(head, column.headers[-1]))) if head else column
                for column, head in zip(table.columns, heads, strict=True)
            )
            table = replace(table, columns=columns)
        if _are_pairs(labels, words):
            rows = tuple(
                replace(row, label=words.get(label, row.label), printed=row.printed or row.label)
                if label in words
                else row
                for row, label in zip(table.rows, labels, strict=True)
            )
            table = replace(table, rows=rows)
    return table


def _are_pairs(texts: list[str], words: dict[str, str]) -> bool:
    """Whether each letter stands among the texts as often as the other."""
    counts = {texts.count(letter) for letter in words}
    return len(counts) == 1 and counts != {0}
