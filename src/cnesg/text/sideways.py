"""Pages whose text runs up or down: tables too wide for their page, set sideways without turning the page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.model.records import BoundingBox
from cnesg.text.document import Line, Page, Turn
from cnesg.text.pdf_words import PlacedWord

_LEAST_SHARE = 0.6
_LEAST_WORDS = 4


def turn_of(words: Sequence[PlacedWord]) -> Turn | None:
    """How the text of a page is turned, if most of it is: `up` where it reads from bottom to top, else `down`."""
    long = [w.bbox for w in words if len(w.text) > 2]
    sideways = [None for x0, y0, x1, y1 in long if y1 - y0 > 1.5 * (x1 - x0)]
    if len(sideways) < _LEAST_WORDS or len(sideways) < _LEAST_SHARE * len(long):
        return None
    steps = [b.bbox[1] - a.bbox[1] for a, b in pairwise(words) if abs(a.bbox[0] - b.bbox[0]) < 1]
    return "up" if sum(step < 0 for step in steps) > sum(step > 0 for step in steps) else "down"


def turned(box: BoundingBox, turn: Turn, width: float, height: float) -> BoundingBox:
    """A box of a page of that size as it stands once the page is turned so that its text is upright."""
    x0, y0, x1, y1 = box
    return (height - y1, x0, height - y0, x1) if turn == "up" else (y0, width - x1, y1, width - x0)


def turned_words(words: Iterable[PlacedWord], turn: Turn, width: float, height: float) -> list[PlacedWord]:
    """Words with the boxes and heights that they have once the page is turned."""
    return [replace(w, bbox=turned(w.bbox, turn, width, height), height=w.bbox[2] - w.bbox[0]) for w in words]


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
        areas=tuple(turned(box, turn, width, height) for box in page.areas),
        turn=None,
    )


def _with_boxes(line: Line, turn: Turn, width: float, height: float) -> Line:
    words = tuple(replace(w, bbox=turned(w.bbox, turn, width, height)) if w.bbox else w for w in line.words)
    return replace(line, words=words)
