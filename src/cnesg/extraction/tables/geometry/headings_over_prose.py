"""The heading of a section whose table stands below prose: Energy consumption | The figures cover … | the table.

A table that says `(in MWh) | 2024 | 2023` over its columns and names in its rows whose figures these are tells what
they measure nowhere else.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Table
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page
from cnesg.text.headings import could_be_heading

_FEWEST = 2  # rows
_MOST_LINES = 14  # of prose
_LARGER = 1.08  # times the height of the prose: a heading of the same size stands off
_OFF = 0.75  # of its height: room above a heading of the same size
_WIDEST = 0.8  # of the prose: a heading is no full line
_SAME_EDGE = 3.0  # points
_SET_IN = 2.5  # of the heading's height: the first line of a paragraph, if it is the only one
_ENDS = (".", "。", ":", "：", ";", "；")


def with_heading_over_prose(table: Table, page: Page) -> Table:
    """A table without a title of its own, with the heading right above the prose that leads to it as its title.

    Args:
        table: a table of the page.
        page: its page.
    """
    if table.captions or len(table.rows) < _FEWEST:
        return table
    heading = heading_over_prose(table, page)
    return replace(table, captions=(heading,)) if heading else table


def heading_over_prose(table: Table, page: Page) -> str:
    """The heading right above the prose that leads to a table; empty where there is none."""
    lines = [(line, line.bbox) for line in page.lines if line.bbox is not None]
    first = next((at for at, (_, box) in enumerate(lines) if _is_within(box, table.bbox)), 0)
    over = lines[:first][::-1]
    prose: list[tuple[Line, BoundingBox]] = []
    for at, (line, box) in enumerate(over[: _MOST_LINES + 1]):
        if prose and _is_heading(line.text, box, prose, over[at + 1 :]):
            return line.text.strip()
        if not prose and not line.text.rstrip().endswith(_ENDS):
            return ""  # what stands before the table is no sentence's end
        prose.append((line, box))
    return ""


def _is_within(box: BoundingBox, outer: BoundingBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] - 1 <= y <= outer[3] + 1


def _is_heading(
    text: str,
    box: BoundingBox,
    prose: Sequence[tuple[Line, BoundingBox]],
    above: Sequence[tuple[Line, BoundingBox]],
) -> bool:
    """Whether a line is set as the heading of the prose below it."""
    height = box[3] - box[1]
    wide = max(b[2] - b[0] for _, b in prose)
    left = min(b[0] for _, b in prose)
    if not -_SAME_EDGE <= left - box[0] <= _SET_IN * height or not could_be_heading(text):
        return False
    if box[2] - box[0] > _WIDEST * wide:
        return False
    usual = sorted(b[3] - b[1] for _, b in prose)[len(prose) // 2]
    room = box[1] - above[0][1][3] if above else height
    return height >= _LARGER * usual or not 0 <= room < _OFF * height
