"""Titles of chapters that run down the edge of a page, letter below letter: they name no row beside them."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.text import Line, Page

_EDGE = 0.08  # of the page's width
_FEWEST = 6  # lines
_LONGEST = 2  # characters
_ONE_AXIS = 4.0  # points


def without_side_text(page: Page) -> Page:
    """The page without lines of a letter or two that stand one below the other outside of what is set on it.

    Figures there are kept, they may be a column's; so is everything where the letters are few.

    Args:
        page: a page of a PDF.
    """
    short = [line for line in page.lines if line.bbox is not None and len(line.text.strip()) <= _LONGEST]
    if len(short) < _FEWEST:
        return page
    outer = [line for line in short if _is_outside(line, page) and not any(char.isdigit() for char in line.text)]
    side = {line.number for line in outer if _below_each_other(line, outer) >= _FEWEST}
    return replace(page, lines=tuple(line for line in page.lines if line.number not in side)) if side else page


def _is_outside(line: Line, page: Page) -> bool:
    assert line.bbox is not None, "lines of a page have boxes"
    return line.bbox[2] < _EDGE * page.width or line.bbox[0] > (1 - _EDGE) * page.width


def _below_each_other(line: Line, others: Sequence[Line]) -> int:
    """How many lines stand on the axis of one, itself among them."""
    return sum(abs(_axis(line) - _axis(other)) < _ONE_AXIS for other in others)


def _axis(line: Line) -> float:
    assert line.bbox is not None, "lines of a page have boxes"
    return (line.bbox[0] + line.bbox[2]) / 2
