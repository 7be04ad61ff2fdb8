"""How far down the label of a last row reaches, which may stand around the row's values in many lines."""

from collections.abc import Iterable, Sequence

from cnesg.extraction.tables.model import Fragment

_AROUND = 0.75  # of its height, from the values' middle to that of one of the two lines around it
_MOST_AROUND = 6.0  # of the characters' height, up and down from a row to the lines of its label
_STACKED = 0.3  # of the characters' height: lines of one label stand closer
_CENTRED = 0.5  # of it: how far off the middle of its label a row's values may stand
_ONE_EDGE = 1.5  # points


def middle_lines(texts: Iterable[Fragment], left: float, middle: float) -> list[Fragment]:
    """Texts left of an edge beside the middle of a row: its label's line, or the two of its lines around that.

    Args:
        texts: texts of the page.
        left: where the row's values begin.
        middle: their vertical middle.
    """
    return [t for t in texts if t.x1 <= left and abs(t.middle - middle) < _AROUND * t.height]


def end_of_label(row: Sequence[Fragment], texts: Sequence[Fragment]) -> float:
    """Where the label of a row ends, if it has as many lines right above the row's values as right below them.

    Args:
        row: the values of the row, from left to right.
        texts: texts of the page.

    Returns:
        The lower edge of the label's last line; that of the row where its label does not stand around it so.
    """
    end, middle, height = max(f.bbox[3] for f in row), row[0].middle, row[0].height
    first = min(middle_lines(texts, row[0].x0, middle), key=lambda t: t.x0, default=None)
    if first is None:
        return end
    column = [t for t in texts if abs(t.x0 - first.x0) < _ONE_EDGE and abs(t.middle - middle) < _MOST_AROUND * height]
    column.sort(key=lambda t: t.middle)
    over, under = [t for t in column if t.middle < middle], [t for t in column if t.middle > middle]
    lines = [*_stacked(over[::-1])[::-1], *_stacked(under)]
    centred = bool(over and under) and abs(lines[0].middle + lines[-1].middle - 2 * middle) < _CENTRED * height
    return max(end, lines[-1].bbox[3]) if centred else end


def _stacked(lines: Sequence[Fragment]) -> list[Fragment]:
    """The first lines of a column that stand close to each other."""
    found = list(lines[:1])
    for line in lines[1:]:
        gap = max(line.bbox[1] - found[-1].bbox[3], found[-1].bbox[1] - line.bbox[3])
        if gap > _STACKED * line.height:
            break
        found.append(line)
    return found
