"""Cells of figures that head no column, though they are no plain values: 1:4, 60%(2422), boxes to tick."""

from cnesg.extraction.figures.year_names import short_year
from cnesg.extraction.tables.rows.skipped import names_change
from cnesg.framework.regexes import regex

# 1:4 of women to men, 20:15:7, 279/61, 60%(2422), 10派2元: numbers in a cell head no column; boxes to tick neither
_NO_HEADER = regex(
    r"[□☑√]|^[<>≥≤约近]?(?!(?:19|20)\d\d(?!\d)|\d\d?/(?:\d\d?/)?(?:19|20)\d\d$)\d[\d,.]*%?(?:\s?[:：/]\s?\d[\d,.]*%?)+(?:人|%)?$|^\d[\d,.]*%\s?\(\d[\d,]*人?\)$|10(?:\D{1,3}\d{1,3})*\D{0,3}派\D{0,6}\d"
)


def heads_no_column(text: str) -> bool:
    """Whether a cell holds figures that head no column: a ratio, a count with its share, a box to tick.

    Args:
        text: the text of a cell.
    """
    return _NO_HEADER.search(text) is not None and not names_change(text) and not short_year(text)
