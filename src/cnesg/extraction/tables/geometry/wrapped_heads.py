"""Lines of headers that go on, head by head, in the line below."""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.label_lines import OPEN_WORDS
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_TIGHT = 0.3  # of the characters' height: lines of one head stand no further apart
_ONE_SIZE = 0.1  # of the characters' height
_ON_EDGE = 1.5  # points
_OPEN_END = regex(rf"(?:[,/&、，和及与（(]|[-–]|{OPEN_WORDS})$")
_NO_YEAR_ALONE = regex(r"[(（]|(?:19|20)\d\d ?[/-]")  # Base year | (2019), Change | 2024/2023
_GOES_ON = regex(r"[a-z(（]")


def wrapped(row: Sequence[Fragment], below: Sequence[Fragment]) -> dict[int, Fragment]:
    """The fragments of a line by the identity of those that they go on in; empty where one of them does not go on.

    GHG emissions | (tCO2e): a bracket, a small letter or an open end says so, and lines that end or begin on one edge.

    Args:
        row: the line's fragments.
        below: those of the next line.
    """
    found: dict[int, Fragment] = {}
    for fragment in row:
        under = [other for other in below if other.x0 < fragment.x1 and fragment.x0 < other.x1]
        if len(under) != 1 or id(under[0]) in found or not _goes_on(fragment, under[0]):
            return {}
        found[id(under[0])] = fragment
    return found


def _goes_on(first: Fragment, second: Fragment) -> bool:
    close = second.bbox[1] - first.bbox[3] < _TIGHT * first.height
    worded = first.kind == "text" and (second.kind == "text" or _NO_YEAR_ALONE.match(second.folded) is not None)
    alike = worded and abs(first.height - second.height) < _ONE_SIZE * first.height
    on_edge = min(abs(first.x0 - second.x0), abs(first.x1 - second.x1)) < _ON_EDGE
    said = _GOES_ON.match(second.text) is not None or _OPEN_END.search(first.text) is not None
    return close and alike and (on_edge or said or first.text.count("(") > first.text.count(")"))
