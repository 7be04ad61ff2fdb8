"""Calls of pdfium that are made ten thousand times a page, and rooms that it writes their answers into."""

import ctypes
from typing import Any

import numpy.typing as npt
import pypdfium2.raw as pdfium

HANDLE = ctypes.c_void_p


def plain(function: Any, *taken: Any, gives: Any = ctypes.c_int) -> Any:
    """A call of pdfium without a look at each argument's type and without letting go of Python's lock.

    A page may draw ten thousand lines, and each is asked four questions: this takes a third of the time.
    """
    return ctypes.PYFUNCTYPE(gives, *taken)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


def places(room: npt.NDArray[Any]) -> list[range]:
    """Where the answers of call after call go: the addresses of a room's rows, a range for each of its columns."""
    cell, row = room.itemsize, room.itemsize * room.shape[1]
    start = room.ctypes.data
    return [range(at, start + room.nbytes, row) for at in range(start, start + row, cell)]


object_of_page = plain(pdfium.FPDFPage_GetObject, HANDLE, ctypes.c_int, gives=HANDLE)
object_of_form = plain(pdfium.FPDFFormObj_GetObject, HANDLE, ctypes.c_ulong, gives=HANDLE)
kind_of = plain(pdfium.FPDFPageObj_GetType, HANDLE)
bounds_of = plain(pdfium.FPDFPageObj_GetBounds, HANDLE, *[HANDLE] * 4)
draw_mode_of = plain(pdfium.FPDFPath_GetDrawMode, HANDLE, HANDLE, HANDLE)
fill_colour_of = plain(pdfium.FPDFPageObj_GetFillColor, HANDLE, *[HANDLE] * 4)
segment_of = plain(pdfium.FPDFPath_GetPathSegment, HANDLE, ctypes.c_int, gives=HANDLE)
point_of = plain(pdfium.FPDFPathSegment_GetPoint, HANDLE, HANDLE, HANDLE)
segment_kind_of = plain(pdfium.FPDFPathSegment_GetType, HANDLE)
