"""What a PDF page draws besides text: ruling lines and box edges, pictures, and the coloured shapes of charts."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_calls import HANDLE, bounds_of, draw_mode_of, kind_of, object_of_form, object_of_page
from cnesg.text.pdf_frame import Frame
from cnesg.text.pdf_shapes import IDENTITY, Filled, Matrix, Shape, coloured_shapes, matrix_of

_THIN = 2.5
_MOST_OBJECTS = 20_000
_MOST_RULINGS = 4_000
_DEEPEST_FORM = 3
_FILL = -1  # in place of pdfium's kind, for the inside of a path


def drawings(
    page: Any, frame: Frame, width: float, height: float
) -> tuple[tuple[BoundingBox, ...], tuple[BoundingBox, ...], tuple[Shape, ...]]:
    """Ruling lines (and the edges of boxes) of a page, its pictures, and the shapes that a legend may explain."""
    rulings: list[BoundingBox] = []
    pictures: list[BoundingBox] = []
    filled: list[Filled] = []
    for kind, corners, item, matrix in _objects(page.raw, IDENTITY, 0):
        x0, y0, x1, y1 = frame(*corners)
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)
        if x0 > x1 or y0 > y1:
            continue
        if kind == _FILL:
            filled.append(Filled(item, (x0, y0, x1, y1), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append((x0, y0, x1, y1))
        elif len(rulings) < _MOST_RULINGS:
            rulings += _edges((x0, y0, x1, y1))
    return tuple(rulings), tuple(pictures), coloured_shapes(filled, frame)


def area(boxes: Iterable[BoundingBox]) -> float:
    """What boxes cover together, overlaps counted twice."""
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes)


def _edges(box: BoundingBox) -> list[BoundingBox]:
    """A thin box is a line; of a thick one, its four edges."""
    x0, y0, x1, y1 = box
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        return [box] if max(x1 - x0, y1 - y0) > _THIN else []
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _objects(
    holder: Any, matrix: Matrix, depth: int
) -> Iterator[tuple[int, tuple[float, float, float, float], int, Matrix]]:
    """Kind, corners (left, bottom, right, top in user space), handle and matrix of paths and images, of forms too."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, object_of_form) if depth else (pdfium.FPDFPage_CountObjects, object_of_page)
    )
    address = ctypes.cast(holder, HANDLE)
    left, bottom, right, top = sides = tuple(ctypes.c_float() for _ in range(4))
    bounds = [ctypes.byref(side) for side in sides]
    for index in range(min(count(holder), _MOST_OBJECTS)):
        item = get(address, index)
        kind = kind_of(item)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            if bounds_of(item, *bounds):
                corners = (left.value, bottom.value, right.value, top.value)
                if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    yield kind, _moved(corners, matrix), item, matrix
                    continue
                filled, drawn = _painted(item, corners)
                if filled:
                    yield _FILL, _moved(corners, matrix), item, matrix
                if drawn:
                    yield kind, _moved(corners, matrix), item, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
            yield from _objects(form, _product(matrix_of(form), matrix), depth + 1)


def _painted(path: int, corners: tuple[float, float, float, float]) -> tuple[bool, bool]:
    """Whether a path shows an area, and whether it shows as lines: a thin one does, or one that is stroked."""
    left, bottom, right, top = corners
    if right - left <= _THIN or top - bottom <= _THIN:
        return False, True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not draw_mode_of(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return False, False
    return bool(fill.value), bool(stroke.value)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(corners: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    if matrix == IDENTITY:
        return corners
    a, b, c, d, e, f = matrix
    left, bottom, right, top = corners
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
