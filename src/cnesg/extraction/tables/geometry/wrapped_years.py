"""Years that begin a later line of a label: `Change of intensity compared with | 2021 (%)   3   2`.

So do numbers that are part of a name: `Sites certified to ISO | 14001`. Such a number stands at the edge of the labels,
not among the values; taken for one, it would make the labels a column.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment

_OPEN = re.compile(
    r"(?i)(?:,|\b(?:to|with|from|than|against|in|of|for|by|the|year|since|level|until|till|versus|vs\.?|and|over|"
    r"december|june|march|september|fy|baseline))$"
)
_NAMED = re.compile(r"\b(?:ISO|OHSAS|IATF|SA|EN|IEC|[Ss]copes?|SCOPES?|[Cc]ategory|[Tt]ier|SDGs?|[Pp]hase)$")
_SAME_EDGE = 1.0
_FARTHEST = 0.9  # of the characters' height, between two lines of one label


def with_years_in_labels(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with a year as text where the line above, a label without values, goes on with it.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    found: list[Sequence[Fragment]] = []
    for line in lines:
        first = line[0]
        if (len(line) > 1 and first.kind == "year" and any(_goes_on(above, first, _OPEN) for above in found[-3:])) or (
            first.kind == "number" and any(_goes_on(above[:1], first, _NAMED) for above in found[-3:])
        ):
            found.append([replace(first, kind="text"), *line[1:]])
        else:
            found.append(line)
    return found


def _goes_on(above: Sequence[Fragment], year: Fragment, ends: re.Pattern[str]) -> bool:
    last = above[-1]
    gap = year.bbox[1] - last.bbox[3]
    return (
        len(above) == 1
        and last.kind == "text"
        and abs(last.x0 - year.x0) <= _SAME_EDGE
        and -0.5 * year.height < gap < _FARTHEST * year.height
        and ends.search(last.folded.strip()) is not None
    )
