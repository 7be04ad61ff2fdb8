"""Tables that say all in English and in Chinese, one line below the other: `By gender` over 按性別劃分.

Rows are twice as high as elsewhere, and headings between them push them further apart than rows of a table stand.
"""

from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.tables.geometry.regions import Region, lines_up
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_HAN = regex(r"[\u4e00-\u9fff]")
_LATIN = regex(r"[A-Za-z]{2}")
_FURTHEST = 10.0  # characters' heights between rows that a heading of four lines parts
_MOST_LINES = 7  # of the rest of a label, a heading, and the beginning of the next label
_LONGEST = 100
_CLOSE = 0.7  # of the characters' height: lines of one label stand no further apart
_LEAST_SHARE = 0.5
_NEARLY_ALL = 0.75
_FEWEST = 3
_FEW = 2


def script_of(text: str) -> str:
    """`han` or `latin` where a text has characters of one only, else nothing."""
    han, latin = _HAN.search(text) is not None, _LATIN.search(text) is not None
    return "han" if han and not latin else "latin" if latin and not han else ""


def leading_of_glosses(lines: Sequence[tuple[str, float, float]]) -> float | None:
    """How far the lines of one label stand apart, where most go in pairs that say the same in both languages.

    Args:
        lines: text, upper and lower edge of each line, from top to bottom.
    """
    if all(text.isascii() for text, _, _ in lines):
        return None
    gaps = sorted(
        below[1] - above[2]
        for above, below in pairwise(lines)
        if {script_of(above[0]), script_of(below[0])} == {"han", "latin"}
        and below[1] - above[2] < _CLOSE * (above[2] - above[1])
    )
    least = _LEAST_SHARE if len(gaps) >= _FEWEST else _NEARLY_ALL  # two rows, and a title above them
    enough = len(gaps) >= _FEW and 2 * len(gaps) >= least * len(lines)
    return gaps[len(gaps) // 2] if enough else None


def join_over_headings(regions: Sequence[Region], texts: Sequence[Fragment]) -> list[Region]:
    """Regions one above the other joined to one where nothing but a heading in both languages stands between them.

    Args:
        regions: groups of values, from top to bottom.
        texts: texts of the page.
    """
    joined: list[Region] = []
    if all(text.text.isascii() for text in texts):
        return [*regions]
    for region in regions:
        above = next((one for one in reversed(joined) if _go_on(one, region)), None)
        if above is not None and _only_headed(above, region, texts):
            joined.remove(above)
            joined.append(Region(sorted(above.values + region.values, key=lambda f: (f.middle, f.x0))))
        else:
            joined.append(region)
    return joined


def _go_on(above: Region, below: Region) -> bool:
    """Whether the last row of a region and the first of one a little below it have the same columns."""
    gap = below.bbox[1] - above.bbox[3]
    if not 0 < gap < _FURTHEST * above.height:
        return False
    last = [f for f in above.values if f.middle > above.bbox[3] - f.height]
    first = [f for f in below.values if f.middle < below.bbox[1] + f.height]
    last, first = sorted(last, key=lambda f: f.x0), sorted(first, key=lambda f: f.x0)
    return len(last) == len(first) and all(lines_up(a, b) for a, b in zip(last, first, strict=True))


def _only_headed(above: Region, below: Region, texts: Sequence[Fragment]) -> bool:
    """Whether all text between two regions begins left of their values, and is a few lines of both languages."""
    left = min(above.bbox[0], below.bbox[0])
    right = max(above.bbox[2], below.bbox[2])
    between = [t for t in texts if above.bbox[3] < t.middle < below.bbox[1] and t.x0 < right]
    heading = all(t.x0 < left and len(t.text) <= _LONGEST and t.folded[-1:] not in ".。:;" for t in between)
    return heading and len(between) <= _MOST_LINES and {"han", "latin"} <= {script_of(t.text) for t in between}
