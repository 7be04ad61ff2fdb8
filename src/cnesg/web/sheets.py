"""A page of a report as the browser draws it: the picture, the boxes on it, and the part to look at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import Language, UnreadableDocumentError
from cnesg.extraction.tracing import Trace
from cnesg.model.records import BoundingBox
from cnesg.pipeline.reports.page_pictures import PagePictures

_MARGIN = 28.0
_LEAST_WIDTH, _LEAST_HEIGHT = 260.0, 150.0
_WIDE = 0.55  # of the page: then lines are shown whole


@dataclass(frozen=True)
class Sheet:
    """What is drawn.

    Attributes:
        picture: address of the page's picture.
        width: of the page in points; `height` likewise.
        boxes: kind (near, label, unit, year, number) and box, the number last so that it lies on top.
        near: the part of the page with all boxes: x, y, width, height.
        complete: whether the boxes around the number were looked for yet.
    """

    picture: str
    width: float
    height: float
    boxes: Sequence[tuple[str, BoundingBox]]
    near: tuple[float, float, float, float]
    complete: bool


def sheet_of(
    pictures: PagePictures,
    snapshot: Path,
    row: Mapping[str, Any],
    neighbours: Sequence[Sequence[float]] = (),
    *,
    wait: bool = True,
) -> Sheet | None:
    """The sheet of a number; None where its page has no picture.

    Args:
        pictures: of pages.
        snapshot: the report.
        row: of OBSERVATIONS.
        neighbours: boxes of other numbers on the page that are shown too.
        wait: look for the boxes around the number if nobody has yet; else they come later.
    """
    if row["page"] is None or row["bbox"] is None or not snapshot.is_file():
        return None
    try:
        size = pictures.size(snapshot, row["page"])
    except UnreadableDocumentError:
        return None
    found = pictures.around(snapshot, row, wait=wait)
    boxes = [(kind, box) for kind in ("label", "unit", "year") for box in getattr(found or Trace(), kind)]
    boxes.append(("number", tuple(row["bbox"])))
    address = f"/picture/{row['document']}/{row['page']}"
    near = _near([box for _, box in boxes], size.width, size.height)
    others: list[tuple[str, Any]] = [("near", tuple(box)) for box in neighbours]
    return Sheet(address, size.width, size.height, [*others, *boxes], near, found is not None)


def lines_around(pictures: PagePictures, snapshot: Path, line: int | None) -> list[tuple[int, str]]:
    """Lines of a text report around the one with the number, each with its own number; none where it can't be read."""
    if line is None or not snapshot.is_file():
        return []
    try:
        return pictures.lines(snapshot, line)
    except UnreadableDocumentError:
        return []


def undrawn(pictures: PagePictures, snapshot: Path, page: int | None, language: Language) -> str:
    """Why a page has no picture, in the reader's language; empty where it has one or was not tried."""
    problem = None if page is None else pictures.refused(snapshot, page)
    return "" if problem is None else problem.text(language)


def _near(boxes: Sequence[BoundingBox], width: float, height: float) -> tuple[float, float, float, float]:
    x0, y0 = min(box[0] for box in boxes) - _MARGIN, min(box[1] for box in boxes) - _MARGIN
    x1, y1 = max(box[2] for box in boxes) + _MARGIN, max(box[3] for box in boxes) + _MARGIN
    least = max(_LEAST_WIDTH, 1.2 * (y1 - y0))
    x0, x1 = _widened(x0, x1, width if max(least, x1 - x0) > _WIDE * width else least, width)
    y0, y1 = _widened(y0, y1, max(_LEAST_HEIGHT, 0.45 * (x1 - x0)), height)
    return round(x0, 1), round(y0, 1), round(x1 - x0, 1), round(y1 - y0, 1)


def _widened(low: float, high: float, least: float, whole: float) -> tuple[float, float]:
    """A span of at least some length around the same middle, within the page."""
    more = max(0.0, min(least, whole) - (high - low)) / 2
    low, high = low - more, high + more
    shift = max(0.0, -low) - max(0.0, high - whole)
    return max(0.0, low + shift), min(whole, high + shift)
