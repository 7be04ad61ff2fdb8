"""Years that end a cell begun on the line above: 100% by | 2030. They head no columns."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import fold

_OPEN = regex(r"(?i)\d\s?%?(?:\s[a-z ]{1,20})?\s(?:by|before|until|in)$")  # -56% by
_SAME_EDGE = 2.0  # points
_LEADING = 1.0  # of the characters' height: room between the lines of a cell
_LINES_ABOVE = 4  # a label of several lines has lines of its own between those of a cell


def with_years_of_cells(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, each year that ends a cell with the words that it ends.

    Args:
        lines: the fragments of each line, from top to bottom.
    """
    joined: dict[int, Fragment | None] = {}
    for at, line in enumerate(lines):
        for year in line:
            if year.kind != "year":
                continue
            above = [f for one in lines[max(0, at - _LINES_ABOVE) : at] for f in one if _goes_on(f, year)]
            if above:
                text = f"{above[-1].text} {year.text}"
                box = (*above[-1].bbox[:2], max(above[-1].x1, year.x1), above[-1].bbox[3])
                joined[id(above[-1])] = replace(above[-1], text=text, folded=fold(text), kind="text", bbox=box)
                joined[id(year)] = None
    if not joined:
        return list(lines)
    told = ([one for f in line if (one := joined.get(id(f), f)) is not None] for line in lines)
    return [line for line in told if line]


def _goes_on(words: Fragment, year: Fragment) -> bool:
    """Whether a year stands right below words that it ends."""
    gap = year.bbox[1] - words.bbox[3]
    near = -0.5 * year.height < gap < _LEADING * year.height and abs(words.x0 - year.x0) < _SAME_EDGE
    return near and words.kind != "year" and _OPEN.search(words.folded.strip()) is not None
