"""A picture is recognised in tiles where it is too much as a whole.

A recogniser takes memory by the longest run of text that it finds: a rule or a row of dots across a wide page can take
gigabytes. What fails is cut in two where the least ink stands, and each half is tried; what fails in the smallest tiles
is lost, and the rest of the page is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from cnesg.text.pdf_words import PlacedWord

Rows = list[list[PlacedWord]]
_MOST_CUTS = 4  # sixteen tiles of a page, each at most a hand wide
_LEAST_SIDE = 64  # pixels; smaller tiles hold no more than a word
_MIDDLE = (0.35, 0.65)  # of a side: where it may be cut


@dataclass
class InTiles:
    """What came of a picture.

    Attributes:
        rows: the words of each run of text, with boxes on the whole picture.
        read: tiles that were recognised.
        lost: tiles on which the recogniser failed.
    """

    rows: Rows = field(default_factory=list)
    read: int = 0
    lost: int = 0


def recognised_in_tiles(picture: Any, read: Callable[[Any], Rows], scale: float) -> InTiles:
    """The runs of text on a picture.

    Args:
        picture: rows of pixels.
        read: gives the runs of a picture, in points; may fail in any way.
        scale: pixels a point.
    """
    found = InTiles()
    waiting = [(0, 0, picture.shape[1], picture.shape[0], 0)]
    while waiting:
        x0, y0, x1, y1, cuts = waiting.pop()
        tile = picture[y0:y1, x0:x1]
        try:
            rows = read(tile)
        except Exception:  # noqa: BLE001 - native code, which fails in its own ways; what is lost is counted
            if cuts == _MOST_CUTS or max(tile.shape[:2]) < 2 * _LEAST_SIDE:
                found.lost += 1
            elif x1 - x0 > y1 - y0:
                middle = x0 + _cut(tile.swapaxes(0, 1))
                waiting += [(middle, y0, x1, y1, cuts + 1), (x0, y0, middle, y1, cuts + 1)]
            else:
                middle = y0 + _cut(tile)
                waiting += [(x0, middle, x1, y1, cuts + 1), (x0, y0, x1, middle, cuts + 1)]
            continue
        found.read += 1
        found.rows += [[_moved(word, x0 / scale, y0 / scale) for word in row] for row in rows]
    return found


def _cut(tile: Any) -> int:
    """The row of pixels at which to cut: of the middle ones the one with the least ink, nearest to the middle."""
    first, last = (int(share * len(tile)) for share in _MIDDLE)
    part = tile[first : last + 1].astype("int16")
    ink = np.abs(np.diff(part, axis=1)).sum(axis=tuple(range(1, part.ndim)))
    best = np.flatnonzero(ink == ink.min())
    return first + int(best[np.abs(best - len(ink) / 2).argmin()])


def _moved(word: PlacedWord, right: float, down: float) -> PlacedWord:
    if not (right or down):
        return word
    x0, y0, x1, y1 = word.bbox
    return replace(word, bbox=(round(x0 + right, 2), round(y0 + down, 2), round(x1 + right, 2), round(y1 + down, 2)))
