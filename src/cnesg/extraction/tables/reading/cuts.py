"""By how much emissions were cut, where a row prints it as their change: Change vs. 2018 baseline | -67%."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.framework.regexes import regex

_CHANGE = regex(r"(?i)\bchanges?\b|变动|变化")


def as_cut(number: Number, label: str) -> Number:
    """A per cent as that by which emissions were cut: what a change is less is cut, what it is more was added.

    Args:
        number: the number as printed.
        label: the label of its row.
    """
    if number.value > 0 and not _CHANGE.search(label):
        return number
    return replace(number, value=-number.value, printed=-number.printed)
