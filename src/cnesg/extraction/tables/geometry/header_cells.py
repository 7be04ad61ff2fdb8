"""Headers set so close that they read as one: `Kalwa North Ridge San Telmo` over three columns of figures."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_justified
from cnesg.extraction.tables.geometry.cuts import split_at
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line

_WIDE = 0.36  # of the character height: wider than a blank, narrower than what sets cells apart everywhere
_ON_EDGE = 3.0  # points that a header may stand off its column's edge or middle
_OF_PITCH = 0.12
_GOES_ON = regex(r"\((?:%|[^()]{2,12}\))")  # Turnover| (%) over two columns: no head begins with its unit
_SAME_EDGE = 0.6  # points
_NEAR_HEAD = 4.0  # of the characters' height
_FEWEST = 2  # cells of a column whose edge tells anything
_REMARKS = regex(r"(?i)(?<=\S)\s(?P<head>(?:notes?|remarks?|comments?|descriptions?|explanations?)|备注|说明)$")


def with_headers_apart(row: Sequence[Fragment], columns: Sequence[Slot], lines: Mapping[int, Line]) -> list[Fragment]:
    """A line of headers, each over a column of its own where the columns below tell several apart."""
    return [part for fragment in row for part in _parts(_without_remarks(fragment, columns, lines), columns, lines)]


def _without_remarks(fragment: Fragment, columns: Sequence[Slot], lines: Mapping[int, Line]) -> Fragment:
    """A head over the last column without the word that heads the remarks right of it: Emissions| Notes."""
    found, line = _REMARKS.search(fragment.folded), lines.get(fragment.line)
    if found is None or line is None or fragment.x0 > columns[-1].x1:
        return fragment
    word = next((w for w in line.words if w.start == fragment.start + found.start("head") and w.bbox), None)
    if word is None or word.bbox is None or word.bbox[0] < columns[-1].x1:
        return fragment
    cut = split_at(fragment, word.bbox[0], line)
    return cut[0] if cut else fragment


def edge_of_head(
    columns: Sequence[Slot], beside: Sequence[Fragment], texts: Sequence[Fragment], top: float
) -> float | None:
    """Where the head of an only column begins that is set left over figures set right: Indicator | Data.

    Args:
        columns: the columns of values.
        beside: texts left of the values.
        texts: texts of the page.
        top: upper edge of the first row.
    """
    if len(columns) != 1 or not beside:
        return None
    end = max(t.x1 for t in beside)
    over = [t for t in texts if 0 < top - t.middle < _NEAR_HEAD * t.height]
    heads = [t for t in over if end < t.x0 and t.x1 <= columns[0].x0 and t.kind == "text"]
    if len(heads) != 1:
        return None
    edge, middle = heads[0].x0, heads[0].middle
    has_stub = any(o.x1 < edge and abs(o.middle - middle) < 0.5 * o.height for o in over)
    return edge if has_stub else None


def _parts(fragment: Fragment, columns: Sequence[Slot], lines: Mapping[int, Line]) -> Sequence[Fragment]:
    """A fragment in parts, cut at its wider blanks, if each part stands squarely over a column of its own.

    What stands left of all columns heads the labels or their units.
    """
    over = [c for c in columns if min(fragment.x1, c.x1) > max(fragment.x0, c.x0)]
    line = lines.get(fragment.line)
    alone = len(columns) < 2 or (len(over) < 2 and fragment.x0 > columns[0].x0)
    if not over or alone or fragment.kind == "number" or line is None or _is_of_prose(line):
        return [fragment]
    if len(over) == 2 and (two := _two_on_edges(fragment, over, line)):
        return two
    parts = [fragment]
    for x in _wide_gaps(fragment, line):
        parts[-1:] = split_at(parts[-1], x, line) or parts[-1:]
    if any(_GOES_ON.match(part.folded.lstrip()) for part in parts[1:]):
        return [fragment]
    aside = sum(part.x1 < columns[0].x0 for part in parts)
    whole, parts = parts, parts[aside:]
    if len(whole) < 2 or not parts:
        return [fragment]
    centres = sorted((c.x0 + c.x1) / 2 for c in columns)
    near = max(_ON_EDGE, _OF_PITCH * min(b - a for a, b in pairwise(centres)))
    headed = [min(range(len(columns)), key=lambda n: _off(part, columns[n])) for part in parts]
    apart = all(a < b for a, b in pairwise(headed))
    squarely = all(_off(part, columns[n]) < near for part, n in zip(parts, headed, strict=True))
    alike = len({part.folded.strip() for part in parts}) == 1 < len(parts) == len(over)  # % change | % change
    return whole if apart and (squarely or alike) else [fragment]


def _is_of_prose(line: Line) -> bool:
    """Whether a line is prose set to both edges, whose blanks part no heads: most of its words have no capital."""
    small = sum(not word.text[:1].isupper() for word in line.words)
    return 2 * small >= len(line.words) and is_justified(line)


def _two_on_edges(fragment: Fragment, over: Sequence[Slot], line: Line) -> Sequence[Fragment]:
    """A fragment over two columns in two, where words of it end on the edges of both: lawsuits|Number of volunteers."""
    if min(len(column.cells) for column in over) < _FEWEST or abs(fragment.x1 - over[1].x1) > _SAME_EDGE:
        return []
    end = fragment.start + len(fragment.text)
    words = [word for word in line.words if fragment.start <= word.start < end and word.bbox]
    for before, word in pairwise(words):
        if before.bbox and word.bbox and abs(before.bbox[2] - over[0].x1) <= _SAME_EDGE:
            two = split_at(fragment, word.bbox[0], line) or []
            return [] if two and _GOES_ON.match(two[1].folded.lstrip()) else two
    return []


def _wide_gaps(fragment: Fragment, line: Line) -> list[float]:
    """Where words of a fragment begin behind a wide blank, from left to right."""
    end = fragment.start + len(fragment.text)
    behind = zip(line.words[1:], line.gaps, strict=True)
    return [w.bbox[0] for w, gap in behind if fragment.start < w.start < end and w.bbox and gap > _WIDE]


def _off(part: Fragment, column: Slot) -> float:
    """How far a text stands off a column: of its edges and its middle the nearest counts."""
    middle = abs(part.x0 + part.x1 - column.x0 - column.x1) / 2
    return min(abs(part.x0 - column.x0), abs(part.x1 - column.x1), middle)
