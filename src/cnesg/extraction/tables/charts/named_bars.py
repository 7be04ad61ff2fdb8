"""Bars with a name each: lying ones with the name left and the figure at the end, standing ones with it on top.

What draws the bars is not looked at. That they are bars is proved by where the figures stand: as far out as they are
large, all on one scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.titles import ends_sentence
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox

_AMOUNT = regex(r"\d[\d,]*(?:\.\d+)?")
_FEWEST, _MOST = 3, 25
_LONGEST_NAME = 60
_ON_EDGE = 2.0  # points
_OFF_SCALE = 3.0  # points that a figure may stand off where the scale has it
_SHORTEST = 20.0  # points between the end of the shortest bar and that of the longest
_PITCH = 6.0  # of the characters' height, between bars
_UNEVEN = 0.25  # of the pitch
_TITLE_NEAR, _LINES_NEAR = 6.0, 2.0  # of the characters' height: above the chart, and between lines of its titles
_MOST_TITLES = 3
_SMALLER = 0.85  # of the height of the line below: what stands above a title and is smaller is text
_LONGEST_TITLE = 90


@dataclass(frozen=True)
class _Bar:
    name: Fragment
    figure: Fragment
    value: float


def find_named_bars(page: int, lines: Sequence[Sequence[Fragment]]) -> list[Table]:
    """Charts of bars with names, as tables of one column; without a title above it is none.

    Args:
        page: 1-based page.
        lines: its fragments by line.
    """
    fragments = [f for line in lines for f in line]
    texts = [f for f in fragments if f.kind in ("text", "year")]
    found = []
    for bars in (*_lying(lines), *_standing(fragments)):
        box = around([f.bbox for bar in bars for f in (bar.name, bar.figure)])
        names = {id(bar.name) for bar in bars}
        titles = _titles(box, [t for t in texts if id(t) not in names])
        if titles:
            rows = tuple(
                Row(bar.name.text, (), (), (bar.figure,), around([bar.name.bbox, bar.figure.bbox]), bar.figure.line)
                for bar in bars
            )
            found.append(Table(page, box, (Column(box[0], box[2]),), rows, tuple(titles)))
    return found


def _lying(lines: Sequence[Sequence[Fragment]]) -> list[list[_Bar]]:
    """Names on one edge below each other, each with one figure behind it on its line; charts may stand side by side."""
    bars = [bar for line in lines for bar in _named(line)]
    runs: list[list[_Bar]] = []
    for bar in sorted(bars, key=lambda b: b.name.middle):
        run = next((r for r in runs if _below(r, bar)), None)
        if run is None:
            runs.append([bar])
        else:
            run.append(bar)
    return [r for r in runs if _FEWEST <= len(r) <= _MOST and _are_apart(r) and _on_scale(r, [b.figure.x0 for b in r])]


def _are_apart(bars: Sequence[_Bar]) -> bool:
    """Whether figures share neither their right edge nor their axis, as those of a column do."""
    return all(
        max(at) - min(at) >= _SHORTEST
        for at in zip(*((b.figure.x1, b.figure.x0 + b.figure.x1) for b in bars), strict=True)
    )


def _named(line: Sequence[Fragment]) -> Iterator[_Bar]:
    for name, figure, behind in zip(line, line[1:], [*line[2:], None], strict=False):
        if name.kind != "text" or figure.kind != "number" or (behind is not None and behind.kind != "text"):
            continue
        value = _amount(figure.folded)
        if value is not None and len(name.text) <= _LONGEST_NAME and not is_unit(name.text) and figure.x0 > name.x1:
            yield _Bar(name, figure, value)


def _amount(folded: str) -> float | None:
    amount = _AMOUNT.search(folded)
    return float(amount[0].replace(",", "")) if amount else None


def _below(run: Sequence[_Bar], bar: _Bar) -> bool:
    last = run[-1].name
    if min(abs(last.x1 - bar.name.x1), abs(last.x0 - bar.name.x0)) > _ON_EDGE:
        return False
    pitch = bar.name.middle - last.middle
    if not 0 < pitch <= _PITCH * last.height:
        return False
    return len(run) < 2 or abs(pitch - (last.middle - run[-2].name.middle)) <= _UNEVEN * pitch


def _standing(fragments: Sequence[Fragment]) -> list[list[_Bar]]:
    """Names beside each other on one base line, each with one figure over its middle, higher the larger it is."""
    numbers = [f for f in fragments if f.kind == "number"]
    if len(numbers) < _FEWEST:
        return []
    names = sorted((f for f in fragments if f.kind == "text"), key=lambda f: (round(f.middle / 2), f.x0))
    rows: list[list[Fragment]] = []
    for name in names:
        if rows and abs(rows[-1][-1].middle - name.middle) <= 1 and name.x0 > rows[-1][-1].x1:
            rows[-1].append(name)
        else:
            rows.append([name])
    found = []
    for row in rows:
        if not _FEWEST <= len(row) <= _MOST or not _is_even([(f.x0 + f.x1) / 2 for f in row]):
            continue
        bars = [
            _Bar(name, over[0], value)
            for name in row
            if (over := _over(name, numbers)) and len(over) == 1 and (value := _amount(over[0].folded)) is not None
        ]
        if len(bars) == len(row) and _on_scale(bars, [-b.figure.middle for b in bars]):
            found.append(bars)
    return found


def _over(name: Fragment, numbers: Sequence[Fragment]) -> list[Fragment]:
    middle = name.x0 + name.x1
    return [
        f
        for f in numbers
        if abs(f.x0 + f.x1 - middle) <= 2 * _ON_EDGE and 0 < name.middle - f.middle < 30 * name.height
    ]


def _is_even(middles: Sequence[float]) -> bool:
    steps = [b - a for a, b in pairwise(middles)]
    return max(steps) - min(steps) <= _UNEVEN * max(steps)


def _on_scale(bars: Sequence[_Bar], ends: Sequence[float]) -> bool:
    """Whether figures stand the further out the larger they are, all on one scale."""
    values = [bar.value for bar in bars]
    mean, middle = fmean(values), fmean(ends)
    spread = sum((v - mean) ** 2 for v in values)
    if not spread or max(ends) - min(ends) < _SHORTEST:
        return False
    slope = sum((v - mean) * (e - middle) for v, e in zip(values, ends, strict=True)) / spread
    off = max(abs(middle + slope * (v - mean) - e) for v, e in zip(values, ends, strict=True))
    return slope > 0 and off <= _OFF_SCALE


def _titles(box: BoundingBox, texts: Sequence[Fragment]) -> list[str]:
    """The lines right above a chart, the nearest first: a unit, a title."""
    found: list[str] = []
    top, near, smaller = box[1], _TITLE_NEAR, 0.0
    for text in sorted(
        (t for t in texts if t.bbox[3] <= box[1] + 1 and t.x0 < box[2] and box[0] - 40 < t.x1), key=lambda t: -t.bbox[3]
    ):
        if top - text.bbox[3] > near * text.height or len(text.text) > _LONGEST_TITLE or len(found) == _MOST_TITLES:
            break
        if ends_sentence(text) or text.height < smaller:
            break
        found.append(text.text)
        top, near, smaller = text.bbox[1], _LINES_NEAR, _SMALLER * text.height
    return found
