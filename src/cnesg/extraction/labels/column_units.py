"""Columns in a unit of their own beside rows in theirs: 电力 | 万千瓦时 | 消耗量 | 折标准煤(吨) | 排放量(吨CO2e)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_MEASURES = frozenset({"energy", "mass", "volume", "co2"})
_COAL = regex(r"(?i)标\s?准?\s?煤|coal equivalent|standard coal|\btce\b")
_STANDARD_COAL = UnitReading(1.0, "tce", frozenset({"energy"}), None, 0, 0)
_ABOUT = regex(r"(?i),?\s\(?(?:approx(?:\.|imate(?:ly)?)?|about|est(?:\.|imated)?|rounded)\)?$")

ENERGY_CONTENT = {"type": "energy content"}
"""The class of a figure that is given once more as the energy in it (the labelling guide's word)."""


def without_about(label: str) -> str:
    """A label without a last word that says its figures are rounded: Water withdrawal, million m3|, approx."""
    return _ABOUT.sub("", label)


def of_column(
    heads: Sequence[str], others: Iterable[Sequence[str]], inside: Callable[[str], UnitReading | None]
) -> UnitReading | None:
    """The unit of an amount that a column's head gives to that column and not to all of them.

    Args:
        heads: the texts over the column.
        others: the texts over each of the other columns of values.
        inside: reads the unit in a text's brackets, or that a text consists of.

    Returns:
        The unit, of tonnes of standard coal where the head names it; None where the head gives none or all give it.
    """
    own = _told(heads, inside)
    if own is None or own.kinds.isdisjoint(_MEASURES):
        return None
    apart = [_told(one, inside) for one in others]
    return own if any(one is None or one.unit != own.unit for one in apart) else None


def is_given_anew(row: UnitReading | None, column: UnitReading | None) -> bool:
    """Whether a column's unit holds although the row has one: both measure amounts, and they differ.

    Args:
        row: the unit that the row gives its figures.
        column: the unit that `of_column` found.
    """
    if row is None or column is None or row.kinds.isdisjoint(_MEASURES) or "/" in row.unit:
        return False
    return row.unit != column.unit


def _told(heads: Sequence[str], inside: Callable[[str], UnitReading | None]) -> UnitReading | None:
    for text in reversed(heads):
        if (reading := inside(text)) is not None and reading.unit:
            coal = reading.unit == "t" and _COAL.search(" ".join(heads))
            return replace(_STANDARD_COAL, scale=reading.scale) if coal else reading
    return None
