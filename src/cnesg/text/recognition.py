"""Pages without a usable text layer, and pictures on other pages: their text is recognised (the `ocr` extra).

The recogniser is RapidOCR with the models that its package ships, so nothing is fetched. It reads simplified and
traditional Chinese and English. Detection works on a reduced picture (a quarter of a second a page); only what is found
is recognised, and where a page has a text layer too, its words are painted over first.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from cnesg.model.records import BoundingBox
from cnesg.text.document import Line
from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import TOKEN, PlacedWord
from cnesg.text.reading_order import in_reading_order

_POINTS_PER_INCH = 72
_DPI = 200
_LONGEST_SIDE = 3000  # pixels; posters and wide sheets are read coarser
_DETECTION_SIDE = 960
_LEAST_SCORE = 0.6


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


def recognised_lines(page: Any, number: int, covered: Iterable[BoundingBox] = (), first: int = 1) -> tuple[Line, ...]:
    """The lines that a page shows as pictures.

    Args:
        page: an open pdfium page.
        number: its number.
        covered: boxes on the visible page that are known already and left out.
        first: the number of the first line.

    Returns:
        Lines in reading order with boxes in PDF points, each marked as recognised.
    """
    known = list(covered)
    longest = max(*page.get_size(), 1.0)
    coarse = _picture(page, known, _DETECTION_SIDE / longest)
    if coarse.min() == coarse.max() or not _shows_text(coarse):
        return ()
    scale = min(_DPI / _POINTS_PER_INCH, _LONGEST_SIDE / longest)
    picture = _picture(page, known, scale)
    words = (word for row in in_reading_order(_rows(picture, scale)) for word in row)
    return tuple(
        Line(text=line.text, number=first + index, page=number, words=line.words, recognised=True)
        for index, line in enumerate(page_lines(words, number))
    )


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
            rows.append(list(_words(text, _upright(box, scale), parts, scale)))
    return [row for row in rows if row]


def _upright(box: Any, scale: float) -> BoundingBox:
    xs, ys = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
    return min(xs), min(ys), max(xs), max(ys)


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
        for index in range(len(part)):
            share = (right - left) / len(part)
            spans[start + index] = (left + index * share, left + (index + 1) * share)
        at = start + len(part)
    return spans
