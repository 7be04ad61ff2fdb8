"""Filled shapes of a PDF page that can be a chart's: slices, bars, and the little squares of a legend.

Only pages with something like a legend are looked at closely (two small squares at least, and larger shapes in their
colours), and those with bars of one width on one base.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_calls import fill_colour_of, places, point_of, segment_kind_of, segment_of
from cnesg.text.pdf_frame import Floats, Frame, Point

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_KEY = (2.5, 16.0)  # points: how wide and high a legend's square is
_THICK = (5.0, 80.0)  # points: of a bar
_LONG = 20.0  # points: the longest bar of a chart at least
_MOST_BARS = 24
_FILLS = 0.97
_MOST_SHAPES = 4_000
_MOST_KEYS = 200
_MOST_KEPT = 300
_MOST_SEGMENTS = 400


@dataclass(slots=True, unsafe_hash=True)
class Shape:
    """A filled shape on the visible page: its box, its colour, and its outline with curves as chords.

    Not frozen for speed alone; nothing changes one.
    """

    bbox: BoundingBox
    colour: Colour
    outline: tuple[Point, ...]

    @property
    def is_key(self) -> bool:
        """Whether it is as small and square as what stands beside a legend's words."""
        return _is_key(self.bbox)

    @property
    def area(self) -> float:
        """What it covers, in square points, curves taken as chords."""
        turned = zip(self.outline, [*self.outline[1:], self.outline[0]], strict=True)
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turned)) / 2

    @property
    def is_rectangle(self) -> bool:
        """Whether it fills its box, as bars do."""
        x0, y0, x1, y1 = self.bbox
        return self.area >= _FILLS * (x1 - x0) * (y1 - y0)


@dataclass(slots=True)
class Filled:
    """A filled path while its page is open: its handle, its box on the visible page, and the matrix of its form."""

    handle: int
    bbox: BoundingBox
    matrix: Matrix


def coloured_shapes(filled: Sequence[Filled], frame: Frame) -> tuple[Shape, ...]:
    """The shapes of a page that can be a chart's; none on most pages.

    Those in two or more colours that small squares share with larger shapes, as of a chart with its legend, and bars of
    one width on one base that differ in length.
    """
    if len(filled) > _MOST_SHAPES:
        return ()
    bars = _bars(filled)
    keys = sum(_is_key(one.bbox) for one in filled)
    explained = 2 <= keys <= _MOST_KEYS and keys < len(filled)
    wanted = filled if explained else bars
    coloured = [(one, colour) for one in wanted if (colour := _colour(one.handle)) is not None]
    shared = {c for one, c in coloured if _is_key(one.bbox)} & {c for one, c in coloured if not _is_key(one.bbox)}
    shared |= _of_small_slices(coloured) if shared else set()
    if len(shared) < 2:
        shared = set()
    plain = set(map(id, bars))
    kept = [(one, colour) for one, colour in coloured if colour in shared or id(one) in plain]
    if (
        not kept or len(kept) > _MOST_KEPT
    ):  # a map or an ornament; charts are looked at shape by shape against each other
        return ()
    outlines = _outlines([one for one, _ in kept], frame)
    return tuple(Shape(one.bbox, colour, outline) for (one, colour), outline in zip(kept, outlines, strict=True))


def _of_small_slices(coloured: Sequence[tuple[Filled, Colour]]) -> set[Colour]:
    """Colours of which there are two small shapes of different sizes: the square of a legend and a slice as small."""
    sizes: dict[Colour, set[tuple[int, int]]] = {}
    for one, colour in coloured:
        if _is_key(one.bbox):
            x0, y0, x1, y1 = one.bbox
            sizes.setdefault(colour, set()).add((round(x1 - x0), round(y1 - y0)))
    return {colour for colour, kinds in sizes.items() if len(kinds) > 1}


def _bars(filled: Sequence[Filled]) -> list[Filled]:
    """Boxes of one width on one base, or of one height from one left edge: two or more, of at least two lengths."""
    found: dict[int, Filled] = {}
    for side, start, end in ((3, 0, 2), (0, 1, 3)):  # standing on a line; lying from an edge
        rows: dict[tuple[float, float], list[Filled]] = {}
        for one in filled:
            thick = one.bbox[end] - one.bbox[start]
            if _THICK[0] <= thick <= _THICK[1]:
                rows.setdefault((round(one.bbox[side]), round(thick)), []).append(one)
        low, high = (1, 3) if side == 3 else (0, 2)
        for row in rows.values():
            if not 2 <= len(row) <= _MOST_BARS:
                continue
            lengths = {round(one.bbox[high] - one.bbox[low]) for one in row}
            if len(lengths) >= 2 and max(lengths) >= _LONG:
                found.update((id(one), one) for one in row)
    return list(found.values())


def _is_key(box: BoundingBox) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return _KEY[0] <= wide <= _KEY[1] and _KEY[0] <= high <= _KEY[1] and wide < 2 * high and high < 2 * wide


def _object(handle: int) -> Any:
    return ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)


def _colour(handle: int) -> Colour | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not fill_colour_of(handle, *map(ctypes.byref, parts)) or not parts[3].value:
        return None  # a pattern, or nothing that shows
    return parts[0].value, parts[1].value, parts[2].value


def _outlines(filled: Sequence[Filled], frame: Frame) -> list[tuple[Point, ...]]:
    """The paths' points on the visible page, a curve as its middle and its end; else the corners of the box.

    All paths are traced at once: a page may have hundreds, each of a few points or of a few hundred.
    """
    counts = [count if 2 < (count := _segments(one.handle)) <= _MOST_SEGMENTS else 0 for one in filled]
    traced = (map(segment_of, repeat(one.handle), range(count)) for one, count in zip(filled, counts, strict=True))
    segments = list(chain.from_iterable(traced))
    room = np.empty((len(segments), 2), np.float32)
    known = np.fromiter(map(point_of, segments, *places(room)), np.bool_, len(segments))
    kinds = np.fromiter(map(segment_kind_of, segments), np.int32, len(segments))
    points, owners = room.astype(np.float64), np.repeat(np.arange(len(filled)), counts)
    # A curve is three points behind the one it begins at: two that bend it, and its end. The second becomes its middle.
    curved = np.flatnonzero(kinds == pdfium.FPDF_SEGMENT_BEZIERTO)
    first, second, end = curved[0::3], curved[1::3], curved[2::3]
    points[second] = (points[first - 1] + 3 * points[first] + 3 * points[second] + points[end]) / 8
    kept = ~np.isin(owners, owners[~known])
    kept[first] = False
    points, owners = points[kept], owners[kept]
    own = np.array([matrix_of(_object(one.handle)) for one in filled])
    moved = _moved(_moved(points, own[owners]), np.array([one.matrix for one in filled])[owners])
    seen = list(map(tuple, frame.boxes(np.concatenate([moved, moved], axis=1))[:, :2].tolist()))
    bounds = np.searchsorted(owners, np.arange(len(filled) + 1)).tolist()
    return [
        tuple(seen[start:stop]) or _corners(one.bbox)
        for one, (start, stop) in zip(filled, pairwise(bounds), strict=True)
    ]


def _segments(handle: int) -> int:
    count: int = pdfium.FPDFPath_CountSegments(_object(handle))
    return count


def matrix_of(item: Any) -> Matrix:
    """The matrix of a page object, which moves its points to those of what holds it."""
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, raw):
        return IDENTITY
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _moved(points: Floats, matrices: Floats) -> Floats:
    """Points, one a row, each moved by its matrix."""
    x, y = points.T
    a, b, c, d, e, f = matrices.T
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def _corners(box: BoundingBox) -> tuple[Point, ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
