"""From PDF user space to the page as it is seen: origin top left, turned as the page says."""

from collections.abc import Callable
from typing import Any

from cnesg.model.records import BoundingBox

Frame = Callable[[float, float, float, float], BoundingBox]
Point = tuple[float, float]


def page_frame(page: Any) -> Frame:
    """A function from (left, bottom, right, top) in user space to a box in points from the visible top left corner.

    Takes the visible (crop) box and the page's rotation into account.
    """
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return lambda x0, y0, x1, y1: _rounded(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 180:
            return lambda x0, y0, x1, y1: _rounded(right - x1, y0 - bottom, right - x0, y1 - bottom)
        case 270:
            return lambda x0, y0, x1, y1: _rounded(top - y1, right - x1, top - y0, right - x0)
        case _:
            return _upright(left, top)


def upright_origin(page: Any) -> Point | None:
    """Left and top of the visible page in user space; None where the page is shown turned."""
    left, _, _, top = page.get_bbox()
    return None if page.get_rotation() else (left, top)


def _upright(left: float, top: float) -> Frame:
    """The frame of a page that is not turned. Neighbouring words share their line's height: it is rounded once."""
    last = (0.0, 0.0)
    upper = lower = round(top, 2)

    def frame(x0: float, y0: float, x1: float, y1: float) -> BoundingBox:
        nonlocal last, upper, lower
        if last != (y0, y1):
            last = (y0, y1)
            upper, lower = round(top - y1, 2), round(top - y0, 2)
        return round(x0 - left, 2), upper, round(x1 - left, 2), lower

    return frame


def _rounded(x0: float, y0: float, x1: float, y1: float) -> BoundingBox:
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
