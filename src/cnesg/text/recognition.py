"""Pages without a usable text layer, and pictures on other pages: their text is recognised (the `ocr` extra).

The recogniser is RapidOCR with the models that its package ships, so nothing is fetched. It reads simplified and
traditional Chinese and English. Detection works on a reduced picture (a quarter of a second a page); only what is found
is recognised, and where a page has a text layer too, its words are painted over first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.document import Line
from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import TOKEN, PlacedWord
from cnesg.text.reading_order import in_reading_order
from cnesg.text.recognition_tiles import recognised_in_tiles

_POINTS_PER_INCH = 72
_DPI = 200
_LONGEST_SIDE = 3000  # pixels; posters and wide sheets are read coarser
_DETECTION_SIDE = 960
_LEAST_SCORE = 0.6
_INK = 60  # of 255 levels: how far a pixel differs from the ground it stands on
_FULL = 0.9  # of a row: no letters fill so much of it
_STROKES_APART = 0.12  # of a box's height: blank within a character, above a dot or between strokes
_LEAST_HEIGHT = 0.5  # an em, of the box that was found: a dash or a dot is no smaller
_ASCENT, _DESCENT = 0.9, 0.2  # of an em: what the boxes of a text layer hold above and below the base line
_WIDE = regex(r"[\u3400-\u9fff]")
_LOW = regex(r"[acegmnopqrsuvwxyz\s.,]+")
_HANGING = regex(r"[gjpqyQ()\[\]{}|/@$]")
_TAILED = regex(r"[,;]")


@cache
def available() -> bool:
    """Whether the `ocr` extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    # It tells of every empty picture otherwise.
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Det.limit_side_len": _DETECTION_SIDE,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # one process a file; the same sums everywhere
        }
    )


@dataclass(frozen=True)
class Recognised:
    """What a page shows as pictures.

    Attributes:
        lines: in reading order with boxes in PDF points, each marked as recognised.
        partly: parts of the page could not be recognised.
    """

    lines: tuple[Line, ...] = ()
    partly: bool = False


def recognised_lines(page: Any, number: int, covered: Iterable[BoundingBox] = (), first: int = 1) -> Recognised | None:
    """The lines that a page shows as pictures.

    Where the page as a whole takes more memory than there is, or the recogniser fails on it, it is recognised in tiles.

    Args:
        page: an open pdfium page.
        number: its number.
        covered: boxes on the visible page that are known already and left out.
        first: the number of the first line.

    Returns:
        The lines; None where nothing of the page could be recognised.
    """
    known = list(covered)
    longest = max(*page.get_size(), 1.0)
    scale = min(_DPI / _POINTS_PER_INCH, _LONGEST_SIDE / longest)
    try:
        coarse = _picture(page, known, _DETECTION_SIDE / longest)
        if coarse.min() == coarse.max() or not _shows_text(coarse):
            return Recognised()
        picture = _picture(page, known, scale)
    except Exception:  # noqa: BLE001 - native code, which fails in its own ways; whoever asked says so
        return None
    found = recognised_in_tiles(picture, lambda tile: _rows(tile, scale), scale)
    if not found.read:
        return None
    words = (word for row in in_reading_order(found.rows) for word in row)
    lines = tuple(
        Line(text=line.text, number=first + index, page=number, words=line.words, recognised=True)
        for index, line in enumerate(page_lines(words, number))
    )
    return Recognised(lines, partly=found.lost > 0)


def _picture(page: Any, covered: Iterable[BoundingBox], scale: float) -> Any:
    """The page as pixels, what is known painted over."""
    picture = page.render(scale=scale).to_numpy().copy()  # the buffer goes with the bitmap
    for x0, y0, x1, y1 in covered:
        picture[max(0, int(y0 * scale)) : int(y1 * scale) + 1, max(0, int(x0 * scale)) : int(x1 * scale) + 1] = 255
    return picture


def _shows_text(picture: Any) -> bool:
    found = _engine()(picture, use_cls=False, use_rec=False)
    return found.boxes is not None and len(found.boxes) > 0


def _rows(picture: Any, scale: float) -> list[list[PlacedWord]]:
    """The words of each run of text found on a picture."""
    found = _engine()(picture, use_cls=False, use_rec=True, return_word_box=True)
    if getattr(found, "txts", None) is None:
        return []
    rows = []
    for text, score, box, parts in zip(found.txts, found.scores, found.boxes, found.word_results, strict=True):
        if score >= _LEAST_SCORE:
            rows.append(list(_words(text, _close(picture, text, _upright(box, scale), scale), parts, scale)))
    return [row for row in rows if row]


def _upright(box: Any, scale: float) -> BoundingBox:
    xs, ys = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
    return min(xs), min(ys), max(xs), max(ys)


def _close(picture: Any, text: str, run: BoundingBox, scale: float) -> BoundingBox:
    """A run's box as a text layer would give it: as wide as its ink, as high as its font, whichever letters it has.

    Detection leaves so much around a run that boxes of neighbouring rows overlap, and most around a single digit.
    """
    x0, y0, x1, y1 = (max(0, round(edge * scale)) for edge in run)
    part = picture[y0:y1, x0:x1].astype("int16")
    if part.ndim > 2:
        part = part.mean(axis=2)
    if part.size == 0:
        return run
    inked = abs(part - np.median(part)) > _INK
    top, bottom = _middle_rows(inked.any(axis=1) & ~_beyond_ground(inked))
    inked = inked[top:bottom]
    columns = (inked.any(axis=0) & ~_beyond_ground(inked.T)).nonzero()[0]
    left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, x1 - x0)
    up, down = _reach(text)
    em = min(max((bottom - top) / (up + down), _LEAST_HEIGHT * (y1 - y0)), y1 - y0)
    base = y0 + bottom - down * em
    return (x0 + left) / scale, (base - _ASCENT * em) / scale, (x0 + right) / scale, (base + _DESCENT * em) / scale


def _middle_rows(inked: Any) -> tuple[int, int]:
    """The rows of a run's picture that its text fills, from the middle outwards; other rows reach into the picture."""
    middle, near = len(inked) / 2, max(1.0, _STROKES_APART * len(inked))
    top = bottom = round(middle)
    for row in sorted(inked.nonzero()[0].tolist(), key=lambda row: abs(row - middle)):
        if top == bottom or top - near <= row <= bottom + near:
            top, bottom = (row, row + 1) if top == bottom else (min(top, row), max(bottom, row + 1))
    return (top, bottom) if bottom > top else (0, len(inked))


def _beyond_ground(inked: Any) -> Any:
    """Which rows at the edges are no ink but the page around the coloured ground that the text stands on."""
    full = inked.mean(axis=1) > _FULL
    return np.logical_and.accumulate(full) | np.logical_and.accumulate(full[::-1])[::-1]


def _reach(text: str) -> tuple[float, float]:
    """How far a text's ink goes above and below its base line, in ems."""
    if _WIDE.search(text):
        return 0.84, 0.08
    down = 0.21 if _HANGING.search(text) else 0.14 if _TAILED.search(text) else 0.0
    return 0.52 if _LOW.fullmatch(text) else 0.72, down


def _words(text: str, run: BoundingBox, parts: Iterable[Any], scale: float) -> Iterator[PlacedWord]:
    """A run's words as the text layer would give them; a character stands where its part of the run stands."""
    spans = _spans(text, run, parts, scale)
    height = run[3] - run[1]
    end = 0
    for match in TOKEN.finditer(text):
        start, stop = match.span()
        box = round(spans[start][0], 2), round(run[1], 2), round(spans[stop - 1][1], 2), round(run[3], 2)
        yield PlacedWord(text=match.group(), bbox=box, height=height, blank_before=start > end)
        end = stop


def _spans(text: str, run: BoundingBox, parts: Iterable[Any], scale: float) -> list[tuple[float, float]]:
    """Left and right of each character: of the recognised part it is in, else its share of the run."""
    step = (run[2] - run[0]) / max(1, len(text))
    spans = [(run[0] + index * step, run[0] + (index + 1) * step) for index in range(len(text))]
    at = 0
    for part, _, corners in parts:
        start = text.find(part, at)
        if start < 0 or not part:
            continue
        left, _, right, _ = _upright(corners, scale)
        left, right = max(left, run[0]), min(right, run[2])
        for index in range(len(part)):
            share = (right - left) / len(part)
            spans[start + index] = (left + index * share, left + (index + 1) * share)
        at = start + len(part)
    if spans:  # parts are told to a few points, the ends of the run's ink exactly
        spans[0] = run[0], max(run[0], spans[0][1])
        spans[-1] = min(spans[-1][0], run[2]), run[2]
    return spans
