"""Cells that hold figures of several things: 57.1 : 42.9 of men and women, 2,140 / 980."""

from cnesg.extraction.figures.cell_marks import GROUPED, LAKHS
from cnesg.framework.regexes import regex

_DIGITS = rf"(?:{GROUPED}|{LAKHS}|\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?%?"
_SEVERAL = regex(rf"(?!(?:19|20)\d\d\s?:)(?:{_DIGITS}\s?[:/]\s?)+{_DIGITS}")


def several_figures(folded: str) -> bool:
    """Whether a cell holds such figures, and no date, meetings attended or figure of a year: 31/12, 4/4, 2022: 298.

    >>> several_figures("57.1 : 42.9"), several_figures("4/4"), several_figures("2022: 298")
    (True, False, False)
    """
    if "/" not in folded and ":" not in folded:
        return False
    return any(sign in folded for sign in " .,") and _SEVERAL.fullmatch(folded) is not None
