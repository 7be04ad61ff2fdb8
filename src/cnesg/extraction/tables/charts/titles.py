"""Titles of charts: the line over a chart, that of several charts side by side, or the one right below."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.charts.over_years import is_note
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.geometry.titles import ends_sentence, title_over
from cnesg.extraction.tables.model import Fragment, Table, around
from cnesg.model.records import BoundingBox

_NEAR_TITLE = 5.0  # of its height, between a title and its chart, with a legend between them
_CAPTION_GAP, _LONGEST_CAPTION = 3.0, 90  # of its height, and characters
_LONGEST_TITLE = 40  # characters of what a parting title parts
_HEADING = 1.2  # times the height of a caption


def titled(
    table: Table,
    box: BoundingBox,
    charts: Sequence[tuple[BoundingBox, Table]],
    texts: Sequence[Fragment],
    page: int,
    keys: Sequence[BoundingBox] = (),
) -> Table:
    """The chart's table with its title; charts side by side may share the one over the first.

    Args:
        table: the chart's table.
        box: its drawing.
        charts: all charts of the page.
        texts: what may be a title.
        page: 1-based page.
        keys: the entries of legends, which may stand between a chart and the title below it.
    """
    row = [other for other, _ in charts if other[1] < box[3] and box[1] < other[3]]
    labels = {row.label for row in table.rows}
    texts = [t for t in texts if t.text not in labels]
    own, shared = title_over(box, texts), title_over(around(row), texts)
    left = max((other[2] for other in row if other[2] <= box[0]), default=0.0)
    if any(t.text == own and t.x0 > left and 0 <= box[1] + 1 - t.bbox[3] < _NEAR_TITLE * t.height for t in texts):
        shared = ""  # it is over another chart
    best = max(filter(None, (own, shared)), key=lambda text: _lowest(text, texts, box), default="")
    caption = _caption_below(_with_legend(box, keys), best, texts)
    whole = _over_parting(best, around(row), texts) if parts_a_whole(best) else ""
    return replace(table, page=page, captions=tuple(filter(None, (caption, whole, best))))


def _over_parting(title: str, box: BoundingBox, texts: Sequence[Fragment]) -> str:
    """The title above one that says but by what a whole is parted: 员工总数 over 按性别."""
    lines = [t for t in texts if t.text == title and t.bbox[3] <= box[1] + 1]
    if not lines:
        return ""
    over = title_over((box[0], lines[-1].bbox[1], box[2], box[1]), [t for t in texts if not ends_sentence(t)])
    return over if len(over) <= _LONGEST_TITLE else ""


def _with_legend(box: BoundingBox, keys: Sequence[BoundingBox]) -> BoundingBox:
    """A chart with the entries of a legend right below it."""
    x0, y0, x1, bottom = box
    below = [k for k in keys if k[0] < x1 and x0 < k[2] and 0 <= k[1] - bottom < _CAPTION_GAP * (k[3] - k[1])]
    return x0, y0, x1, max((bottom, *(key[3] for key in below)))


def _caption_below(box: BoundingBox, title: str, texts: Sequence[Fragment]) -> str:
    """The line right below a chart that says what it shows, where what stands above is no title of it.

    It is none where it is set as a heading, ends a paragraph, or stands beside the chart, as below the one next to it.
    """
    x0, _, x1, bottom = box
    below = [t for t in texts if 0 <= t.bbox[1] - bottom < _CAPTION_GAP * t.height and t.x0 < x1 and x0 < t.x1]
    first = min(below, key=lambda t: t.bbox[1], default=None)
    if first is None or len(first.text) > _LONGEST_CAPTION or first.folded.rstrip()[-1:] in ".。" or is_note(first):
        return ""
    above = [t for t in texts if t.text == title]
    goes_on = any(abs(t.x0 - first.x0) < 1 and 0 < t.middle - first.middle < 1.8 * first.height for t in texts)
    over = (t for t in above if not ends_sentence(t) and t.x0 < x1 and x0 < t.x1)
    return "" if goes_on or any(t.height <= _HEADING * first.height for t in over) else first.text


def _lowest(text: str, texts: Sequence[Fragment], box: BoundingBox) -> float:
    return max((t.bbox[3] for t in texts if t.text == text and t.bbox[3] <= box[1] + 1), default=0.0)
