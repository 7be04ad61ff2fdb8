"""What a PDF page draws besides text: ruling lines and box edges, pictures, and the coloured shapes of charts.

A page may draw ten thousand lines: pdfium writes what they are and where side by side, and they are told apart at once.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_calls import (
    HANDLE,
    bounds_of,
    draw_mode_of,
    kind_of,
    object_of_form,
    object_of_page,
    places,
)
from cnesg.text.pdf_frame import Boxes, Frame
from cnesg.text.pdf_shapes import IDENTITY, Filled, Matrix, Shape, coloured_shapes, matrix_of

_THIN = 2.5
_MOST_OBJECTS = 20_000
_MOST_RULINGS = 4_000
_DEEPEST_FORM = 3
_LEAST_AREA = (70.0, 30.0)  # points: as wide and high as one is that holds lines of text
_MOST_OF_PAGE, _MOST_AREAS = 0.7, 200
_EDGES = np.array([(0, 1, 2, 1), (0, 3, 2, 3), (0, 1, 0, 3), (2, 1, 2, 3)])  # upper, lower, left, right; sides of a box

_Flags = npt.NDArray[np.bool_]


class _Run(NamedTuple):
    """What is drawn one after the other: handles of paths and of images, and the matrix of the form that holds them."""

    paths: Sequence[int]
    images: Sequence[int]
    matrix: Matrix


class Drawings(NamedTuple):
    """What a page draws besides text: lines, pictures, shapes that a legend may explain, areas that hold text."""

    rulings: tuple[BoundingBox, ...] = ()
    pictures: tuple[BoundingBox, ...] = ()
    shapes: tuple[Shape, ...] = ()
    areas: tuple[BoundingBox, ...] = ()


def drawings(page: Any, frame: Frame, width: float, height: float) -> Drawings:
    """Ruling lines (and the edges of boxes) of a page, its pictures, its shapes, and areas filled or bordered.

    A path shows as an area, as lines, or both; a thin one is a line however it is painted.
    """
    runs = list(_runs(page.raw, IDENTITY, 0))
    paths = [(handle, run.matrix) for run in runs for handle in run.paths]
    both = paths + [(handle, run.matrix) for run in runs for handle in run.images]
    if not both:
        return Drawings()
    corners, known = _corners(both)
    boxes = frame.boxes(_moved(corners, [matrix for _, matrix in both]))
    boxes = np.concatenate([np.maximum(boxes[:, :2], 0.0), np.minimum(boxes[:, 2:], (width, height))], axis=1)
    seen = known & (boxes[:, :2] <= boxes[:, 2:]).all(axis=1)
    pictures = _tuples(boxes[len(paths) :][seen[len(paths) :]])
    drawn = seen[: len(paths)]
    lines = drawn & (corners[: len(paths), 2:] - corners[: len(paths), :2] <= _THIN).any(axis=1)
    thick = np.flatnonzero(drawn & ~lines)
    filled, stroked = _painted([paths[at][0] for at in thick.tolist()])
    lines[thick[stroked]] = True
    areas = thick[filled].tolist()
    shapes = [Filled(paths[at][0], box, paths[at][1]) for at, box in zip(areas, _tuples(boxes[areas]), strict=True)]
    return Drawings(
        tuple(_tuples(_edges(boxes[: len(paths)][lines]))),
        tuple(pictures),
        coloured_shapes(shapes, frame),
        _areas(boxes[thick], width, height),
    )


def area(boxes: Iterable[BoundingBox]) -> float:
    """What boxes cover together, overlaps counted twice."""
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes)


def _areas(boxes: Boxes, width: float, height: float) -> tuple[BoundingBox, ...]:
    """The boxes that may hold text and are no page's ground, each once; none where there are very many, as on a map."""
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    room = (wide >= _LEAST_AREA[0]) & (high >= _LEAST_AREA[1]) & (wide * high < _MOST_OF_PAGE * width * height)
    found = tuple(dict.fromkeys(_tuples(boxes[room].round(1))))
    return found if len(found) <= _MOST_AREAS else ()


def _tuples(boxes: Boxes) -> Iterable[BoundingBox]:
    return map(tuple, boxes.tolist())


def _edges(boxes: Boxes) -> Boxes:
    """A thin box is a line, unless it is a dot; of a thick one, its four edges."""
    sides = boxes[:, 2:] - boxes[:, :2]
    thin: _Flags = np.any(sides <= _THIN, axis=1)
    edges: Boxes = boxes[:, _EDGES]
    edges[thin, 0] = boxes[thin]
    kept = np.repeat(~thin[:, None], len(_EDGES), axis=1)
    kept[:, 0] |= np.any(sides > _THIN, axis=1)
    counted = kept.sum(axis=1)
    kept[np.cumsum(counted) - counted >= _MOST_RULINGS] = False
    return edges[kept]


def _runs(holder: Any, matrix: Matrix, depth: int) -> Iterator[_Run]:
    """Paths and images of a page or a form, and of the forms in it, in the order in which they are drawn."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, object_of_form) if depth else (pdfium.FPDFPage_CountObjects, object_of_page)
    )
    numbers = range(min(count(holder), _MOST_OBJECTS))
    items = list(map(get, repeat(ctypes.cast(holder, HANDLE)), numbers))
    kinds = list(map(kind_of, items))
    start = 0
    for at in _of_kind(pdfium.FPDF_PAGEOBJ_FORM, numbers, kinds) if depth < _DEEPEST_FORM else ():
        yield _run(items[start:at], kinds[start:at], matrix)
        form = ctypes.cast(items[at], pdfium.FPDF_PAGEOBJECT)
        yield from _runs(form, _product(matrix_of(form), matrix), depth + 1)
        start = at + 1
    yield _run(items[start:], kinds[start:], matrix)


def _run(items: Sequence[int], kinds: Sequence[int], matrix: Matrix) -> _Run:
    paths, images = (_of_kind(kind, items, kinds) for kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE))
    return _Run(paths, images, matrix)


def _of_kind(wanted: int, items: Sequence[int], kinds: Sequence[int]) -> list[int]:
    """The items of a kind; most pages have no images and no forms."""
    return [item for item, kind in zip(items, kinds, strict=True) if kind == wanted] if wanted in kinds else []


def _corners(items: Sequence[tuple[int, Matrix]]) -> tuple[Boxes, _Flags]:
    """Left, bottom, right and top of paths and images in the space of what holds them, and whether they are known."""
    room = np.zeros((len(items), 4), np.float32)
    known = list(map(bounds_of, [handle for handle, _ in items], *places(room)))
    return room.astype(np.float64), np.array(known, np.bool_)


def _painted(paths: Sequence[int]) -> tuple[_Flags, _Flags]:
    """Which paths are filled, and which are stroked."""
    room = np.zeros((len(paths), 2), np.int32)
    known = np.array(list(map(draw_mode_of, paths, *places(room))), np.bool_)
    filled, stroked = room.astype(np.bool_).T & known
    return filled, stroked


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(corners: Boxes, matrices: Sequence[Matrix]) -> Boxes:
    """The boxes around boxes, each moved and turned by its matrix."""
    if all(matrix is IDENTITY for matrix in matrices):
        return corners
    a, b, c, d, e, f = np.array(matrices).T
    left, bottom, right, top = corners.T
    xs = np.stack([a * x + c * y + e for x in (left, right) for y in (bottom, top)])
    ys = np.stack([b * x + d * y + f for x in (left, right) for y in (bottom, top)])
    return np.stack([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)], axis=1)
