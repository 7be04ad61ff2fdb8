"""A column of prose left of a table: its lines are no labels of the rows that they happen to stand beside."""

from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.label_lines import HAN
from cnesg.extraction.tables.geometry.layout import bands
from cnesg.extraction.tables.geometry.merged import on_line
from cnesg.extraction.tables.geometry.paragraph_lines import is_next_line
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment

_FEWEST_LINES = 5
_GOING_ON = 0.6  # of the lines: so many begin in the middle of a sentence
_LONG = 9  # characters of Chinese
_NEXT_WORD = 1.7  # of the characters' height: a sign that begins no line takes the one before it along
_LABELLED = 0.6  # of the rows: so many have a text between the prose and their values
_AROUND = 3.0  # of the characters' height


def prose_edge(region: Region, texts: Sequence[Fragment]) -> float:
    """Where a column of prose left of the labels ends; 0 where there is none.

    Prose is five lines or more, close below each other on one edge, most of which begin in lower case, or in Chinese go
    on from a line as wide as any. Right of it most rows have a text of their own.

    Args:
        region: the values of a table.
        texts: texts of the page.
    """
    x0, y0, _, y1 = region.bbox
    reach = _AROUND * region.height
    left = [t for t in texts if t.x1 <= x0 + 1 and y0 - reach < t.middle < y1 + reach]
    if len(left) < _FEWEST_LINES:
        return 0.0
    edges = sorted({max(t.x1 for t in run) for run in _runs(left) if _is_prose(run)}, reverse=True)
    if not edges:
        return 0.0
    rows = bands(region.values)
    labels = [t for t in left if not is_unit(t.text)]
    for edge in edges:
        right = [t for t in labels if t.x0 >= edge]
        beside = sum(any(on_line(t, row) or abs(t.middle - row.middle) < t.height for t in right) for row in rows)
        if beside >= _LABELLED * len(rows):
            return edge
    return 0.0


def _runs(texts: Sequence[Fragment]) -> list[list[Fragment]]:
    """Texts on one left edge, each close below the one before."""
    runs: list[list[Fragment]] = []
    for text in sorted(texts, key=lambda t: t.middle):
        run = next((r for r in runs if is_next_line(r[-1], text)), None)
        if run is None:
            runs.append([text])
        else:
            run.append(text)
    return runs


def _is_prose(run: Sequence[Fragment]) -> bool:
    right = max(t.x1 for t in run)
    going_on = sum(
        below.folded[:1].islower() or (_is_wide(above) and above.x1 > right - _NEXT_WORD * above.height)
        for above, below in pairwise(run)
    )
    return len(run) >= _FEWEST_LINES and going_on >= _GOING_ON * (len(run) - 1)


def _is_wide(line: Fragment) -> bool:
    """Whether a line of Chinese is too long to be a name and ends no sentence."""
    return len(line.text) >= _LONG and HAN.match(line.text[-2:-1]) is not None and line.text[-1] not in "。；"
