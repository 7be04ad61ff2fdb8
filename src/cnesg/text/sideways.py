"""Pages whose text runs up or down: tables too wide for their page, set sideways without turning the page."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from cnesg.model.records import BoundingBox
from cnesg.text.document import Line, Page, Turn
from cnesg.text.placed import PlacedWords

_LEAST_SHARE = 0.6
_LEAST_WORDS = 4


def turn_of(words: PlacedWords) -> Turn | None:
    """How the text of a page is turned, if most of it is: `up` where it reads from bottom to top, else `down`."""
    sideways = int(words.sideways.sum())
    if sideways < _LEAST_WORDS or sideways < _LEAST_SHARE * int((words.lengths > 2).sum()):
        return None
    right, down = np.diff(words.boxes[:, :2], axis=0).T
    steps = down[np.abs(right) < 1]
    return "up" if int((steps < 0).sum()) > int((steps > 0).sum()) else "down"


def turned(box: BoundingBox, turn: Turn, width: float, height: float) -> BoundingBox:
    """A box of a page of that size as it stands once the page is turned so that its text is upright."""
    x0, y0, x1, y1 = box
    return (height - y1, x0, height - y0, x1) if turn == "up" else (y0, width - x1, y1, width - x0)


def turned_words(words: PlacedWords, turn: Turn, width: float, height: float) -> PlacedWords:
    """Words with the boxes and heights that they have once the page is turned."""
    x0, y0, x1, y1 = words.boxes.T
    sides = (height - y1, x0, height - y0, x1) if turn == "up" else (y0, width - x1, y1, width - x0)
    return replace(words, boxes=np.stack(sides, axis=1), heights=x1 - x0)


def turned_back(lines: Iterable[Line], turn: Turn, width: float, height: float) -> tuple[Line, ...]:
    """Lines of a turned page with boxes on the page as it is, of that size."""
    back: Turn = "down" if turn == "up" else "up"
    return tuple(_with_boxes(line, back, height, width) for line in lines)


def upright(page: Page) -> Page:
    """The page turned so that its text is upright; itself where it is."""
    if page.turn is None:
        return page
    turn, width, height = page.turn, page.width, page.height
    return replace(
        page,
        width=height,
        height=width,
        lines=tuple(_with_boxes(line, turn, width, height) for line in page.lines),
        rulings=tuple(turned(box, turn, width, height) for box in page.rulings),
        shapes=(),
        turn=None,
    )


def _with_boxes(line: Line, turn: Turn, width: float, height: float) -> Line:
    words = tuple(replace(w, bbox=turned(w.bbox, turn, width, height)) if w.bbox else w for w in line.words)
    return replace(line, words=words)
