"""From PDF user space to the page as it is seen: origin top left, turned as the page says."""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from cnesg.model.records import BoundingBox

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]
Boxes = Floats  # one a row: left, bottom, right, top in user space; x0, y0, x1, y1 on the visible page
_Side = TypeVar("_Side", float, Floats)
_HAIR = 1e-6


class Frame:
    """How a page is seen: through its visible (crop) box, turned by its rotation."""

    def __init__(self, visible: tuple[float, float, float, float], rotation: int) -> None:
        """Take the frame of a page.

        Args:
            visible: left, bottom, right and top of the visible box in user space.
            rotation: degrees by which the page is shown turned: 0, 90, 180 or 270.
        """
        self._visible = visible
        self._rotation = rotation

    def __call__(self, x0: float, y0: float, x1: float, y1: float) -> BoundingBox:
        """A box (left, bottom, right, top in user space) in points from the visible top left corner."""
        x0, y0, x1, y1 = self._turned(x0, y0, x1, y1)
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)

    def boxes(self, corners: Boxes) -> Boxes:
        """The same for many boxes at once."""
        x0, y0, x1, y1 = corners.T
        return hundredths(np.stack(self._turned(x0, y0, x1, y1), axis=1))

    def _turned(self, x0: _Side, y0: _Side, x1: _Side, y1: _Side) -> tuple[_Side, _Side, _Side, _Side]:
        left, bottom, right, top = self._visible
        match self._rotation:
            case 90:
                return y0 - bottom, x0 - left, y1 - bottom, x1 - left
            case 180:
                return right - x1, y0 - bottom, right - x0, y1 - bottom
            case 270:
                return top - y1, right - x1, top - y0, right - x0
            case _:
                return x0 - left, top - y1, x1 - left, top - y0


def page_frame(page: Any) -> Frame:
    """The frame of a page of pypdfium2."""
    return Frame(page.get_bbox(), page.get_rotation())


def upright_origin(page: Any) -> Point | None:
    """Left and top of the visible page in user space; None where the page is shown turned."""
    left, _, _, top = page.get_bbox()
    return None if page.get_rotation() else (left, top)


def hundredths(points: Floats) -> Floats:
    """Lengths rounded to hundredths, each as `round` does it."""
    counted = points * 100
    rounded = np.rint(counted) / 100
    # A product may be a hair off: what seems to lie halfway is rounded by its own digits.
    halfway = np.abs(counted - np.floor(counted) - 0.5) < _HAIR
    if halfway.any():
        rounded[halfway] = [round(length, 2) for length in points[halfway].tolist()]
    return rounded
