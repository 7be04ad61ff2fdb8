"""The order in which runs of text are read when only their places on the page are known (recognised pictures).

The page is cut into bands where nothing stands, and a band into columns where a gutter runs through all of it and prose
stands on both sides; in everything else, tables above all, runs are read row by row.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_words import PlacedWord

Run = list[PlacedWord]

_BAND = 1.2  # line heights of empty space between bands
_STEP = 2.0  # points between the places where a gutter is looked for
_MOST_ACROSS = 0.05  # of a band's runs may lie across its gutter: titles
_LEAST_LINES = 4  # a column of prose
_FULL = 0.6  # how much of the column's width the lines of prose take


def in_reading_order(runs: Sequence[Run]) -> list[Run]:
    """Runs of text in reading order."""
    return [run for block in _blocks(list(runs)) for run in _rows(block)]


def _box(run: Run) -> BoundingBox:
    return run[0].bbox[0], min(w.bbox[1] for w in run), run[-1].bbox[2], max(w.bbox[3] for w in run)


def _blocks(runs: list[Run]) -> Iterator[list[Run]]:
    """Parts of a page that are read row by row, in the order in which they are read."""
    if len(runs) < 2 * _LEAST_LINES:
        yield runs
        return
    height = median(run[0].height for run in runs)
    bands = _bands(runs, _BAND * height)
    if len(bands) > 1:
        for band in bands:
            yield from _blocks(band)
    elif columns := _columns(runs):
        for column in columns:
            yield from _blocks(column)
    else:
        yield runs


def _bands(runs: list[Run], least: float) -> list[list[Run]]:
    """Runs parted where nothing stands over the whole width."""
    bands: list[list[Run]] = []
    reach = float("-inf")
    for run in sorted(runs, key=lambda one: _box(one)[1]):
        box = _box(run)
        if not bands or box[1] - reach > least:
            bands.append([])
        bands[-1].append(run)
        reach = max(reach, box[3])
    return bands


def _columns(runs: list[Run]) -> list[list[Run]]:
    """What lies across the best gutter (titles), left and right of it; empty where there are no columns of prose."""
    boxes = [_box(run) for run in runs]
    low, high = min(box[0] for box in boxes), max(box[2] for box in boxes)
    best: tuple[int, float] | None = None
    at = low + 0.2 * (high - low)
    while at < high - 0.2 * (high - low):
        across = sum(box[0] < at < box[2] for box in boxes)
        if across <= _MOST_ACROSS * len(runs) and (best is None or across < best[0]):
            best = across, at
        at += _STEP
    if best is None:
        return []
    gutter = best[1]
    left = [run for run, box in zip(runs, boxes, strict=True) if box[2] <= gutter]
    right = [run for run, box in zip(runs, boxes, strict=True) if box[0] >= gutter]
    titles = [run for run, box in zip(runs, boxes, strict=True) if box[0] < gutter < box[2]]
    if not (_is_prose(left) and _is_prose(right)):
        return []
    return [part for part in (titles, left, right) if part]


def _is_prose(column: list[Run]) -> bool:
    if len(column) < _LEAST_LINES:
        return False
    boxes = [_box(run) for run in column]
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return median(box[2] - box[0] for box in boxes) >= _FULL * width


def _rows(runs: list[Run]) -> Iterator[Run]:
    """Runs from top to bottom, those of one row from left to right."""
    waiting = sorted(runs, key=lambda run: _box(run)[1])
    while waiting:
        top = _box(waiting[0])
        row = [
            run for run in waiting if min(_box(run)[3], top[3]) - max(_box(run)[1], top[1]) > 0.5 * (top[3] - top[1])
        ]
        row = row or waiting[:1]
        yield from sorted(row, key=lambda run: _box(run)[0])
        waiting = [run for run in waiting if all(run is not other for other in row)]
