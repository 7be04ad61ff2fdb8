"""Rows in Chinese with their English on a line below: 男 | 1,022 | 948, and `Male` under it.

The English has no values and looks like the title of the row below it, which it is not.
"""

from dataclasses import replace

from cnesg.extraction.tables.model import Table
from cnesg.framework.regexes import regex

_HAN = regex(r"[\u4e00-\u9fff]")
_WORD = regex(r"[A-Za-z]{3,}")
_LATIN_BEFORE = regex(r"[A-Za-z][^\u4e00-\u9fff]*\s(?=[\u4e00-\u9fff])")
_FEWEST = 2  # rows below such a line
_LEAST_SHARE = 0.4  # of the rows


def without_gloss_lines(table: Table) -> Table:
    """The table without the English of a row as a title of the next; the Chinese title before it holds on."""
    glossed = [any(map(_is_latin, row.parents)) and _HAN.search(row.label) is not None for row in table.rows]
    if sum(glossed) < _FEWEST or sum(glossed) < _LEAST_SHARE * len(table.rows):
        return table
    latin = [parent for row in table.rows for parent in row.parents if _is_latin(parent)]
    if len(set(latin)) < _FEWEST:
        return table  # one English title over rows in Chinese
    rows = []
    above: tuple[str, ...] = ()
    for row, follows in zip(table.rows, glossed, strict=True):
        own = tuple(parent for parent in row.parents if not _is_latin(parent))
        above = own or (above if follows else ())
        label = _LATIN_BEFORE.sub("", row.label) if _HAN.search(row.label) else row.label
        rows.append(replace(row, parents=above, label=label))
    return replace(table, rows=tuple(rows))


def _is_latin(text: str) -> bool:
    return _WORD.search(text) is not None and not _HAN.search(text)
