"""Years that are the label of a table's last rows: FY2023 below All colleagues, the year before for comparison."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.geometry.regions import VALUE_KINDS
from cnesg.extraction.tables.model import Fragment

_SAME_EDGE = 0.5  # of the characters' height
_FEWEST_LABELLED = 2  # rows above, whose labels are words, for each row that a year labels
_FEWEST_VALUES = 2


def with_years_as_labels(lines: Sequence[Sequence[Fragment]]) -> Sequence[Sequence[Fragment]]:
    """The lines of a page, each year that labels a row below rows labelled with words made a text.

    Rows that years label throughout, or below a title each, are told apart elsewhere: here the year stands among
    labels of words, at their left edge, and before as many figures as theirs.

    Args:
        lines: the fragments of each line, from top to bottom.
    """
    rows = [at for at, line in enumerate(lines) if _has_values(line)]
    dated = [at for at in rows if lines[at][0].kind == "year"]
    if not dated:
        return lines
    found = list(lines)
    for at in dated:
        year = lines[at][0]
        above = [lines[n] for n in rows if n < at and lines[n][0].kind == "text" and _labels_alike(lines[n], lines[at])]
        alike = [n for n in dated if abs(lines[n][0].x0 - year.x0) < _SAME_EDGE * year.height]
        if len(above) >= _FEWEST_LABELLED * len(alike):
            found[at] = [replace(year, kind="text"), *lines[at][1:]]
    return found


def _has_values(line: Sequence[Fragment]) -> bool:
    values = [f for f in line[1:] if f.kind in VALUE_KINDS]
    return len(values) >= _FEWEST_VALUES and any(f.kind != "year" for f in values)


def _labels_alike(labelled: Sequence[Fragment], dated: Sequence[Fragment]) -> bool:
    """Whether two rows begin at one edge and have as many figures."""
    return abs(labelled[0].x0 - dated[0].x0) < _SAME_EDGE * dated[0].height and len(labelled) == len(dated)
