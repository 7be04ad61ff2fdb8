"""Figures set large with their label beside them: a number alone on its line, and small text around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_unit, kind_of, page_fragments
from cnesg.extraction.tables.labels import join_lines
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.extraction.tables.titles import title_over
from cnesg.model.records import BoundingBox
from cnesg.text import Page

_LARGER = 1.15
_SET_LARGE = 1.6
_NEAR = 1.0
_LEADING = 0.7
_ALIGNED = 6.0
_MOST_LINES = 5
_LONGEST_LABEL = 160
_LONGEST_UNIT = 24
_EARLIER = re.compile(  # (2022: 6.3 million), （2022年：84.4%）
    r"^\s*[(（]\s?((?:FY)?\s?(?:19|20)\d\d(?:/\d\d)?\s?年?度?)\s?[:：]\s?([^()（）]+)[)）]\s*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"\d{1,2}[)）].*")  # (Scope 1 and | 2), over two lines
_ZERO = re.compile(r"(?i)zero|nil|no|none")
_EARLIER_INSIDE = re.compile(r"\s*[(（](?:FY)?\s?(?:19|20)\d\d(?:/\d\d)?年?\s?[:：][^()（）]*[)）]")


@dataclass(frozen=True)
class Tile:
    """A large figure with its label.

    Attributes:
        table: the two as a table of one value, or two where last year's stands in brackets beside it; None for a zero
            in words, which is no value of a table.
        words: figure, unit and label in the order of a sentence: "7,460 hours" "volunteered by our people".
    """

    table: Table | None
    words: tuple[Fragment, ...]


def find_tiles(page: Page, taken: Sequence[Table]) -> list[Tile]:
    """Large figures of a page.

    Args:
        page: the page.
        taken: its tables; what stands in them is no tile.
    """
    if page.number is None:
        return []
    boxes = [table.bbox for table in taken if len(table.rows) * len(table.columns) > 1]
    lines = [line for line in page_fragments(page) if not (boxes and any(_inside(line[0], box) for box in boxes))]
    texts = [f for line in lines for f in line if f.kind == "text" or _GOES_ON.fullmatch(f.folded)]
    earlier = [f for f in texts if _EARLIER.match(f.folded)]
    labels = [f for f in texts if not _EARLIER.match(f.folded)] if earlier else texts
    found: list[tuple[Fragment, str, list[Fragment]]] = []
    none: list[Tile] = []
    for line in lines:
        zeros = [f for f in line if _ZERO.fullmatch(f.folded.strip())]
        none += [Tile(None, (f, *label)) for f in zeros if (label := _label(f, [t for t in labels if t is not f]))]
        for figure, behind in _figures(line):
            unit, label = behind, _label(figure, [t for t in labels if t.text != behind or t.line != figure.line])
            if not label and behind and not is_unit(behind):  # what stands close behind is the label itself
                unit, label = "", _label(figure, labels)
            text = _EARLIER_INSIDE.sub("", join_lines([f.text for f in label])).strip()
            if text and len(text) <= _LONGEST_LABEL:
                found.append((figure, unit, label))
    used = {id(f) for _, _, label in found for f in label}
    titles = [t for t in labels if id(t) not in used]
    units = {(f.line, f.text): f for f in texts}
    return none + [
        Tile(
            _tile(page.number, (figure, unit, label), titles, earlier),
            (figure, *([units[figure.line, unit]] if (figure.line, unit) in units else []), *label),
        )
        for figure, unit, label in found
    ]


def without_tiles(lines: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The lines of a page without figures set much larger than the text right below them: no values of a table.

    Args:
        lines: the fragments of each line.
    """
    numbers = [f for line in lines for f in line if f.kind == "number"]
    usual = sorted(f.height for line in lines for f in line)
    if not usual or not any(f.height > _SET_LARGE * usual[len(usual) // 2] for f in numbers):
        return [list(line) for line in lines]
    texts = [f for line in lines for f in line if f.kind == "text"]
    large = {id(f) for f in numbers if f.height > _SET_LARGE * usual[len(usual) // 2] and _is_over_label(f, texts)}
    return [left for line in lines if (left := [f for f in line if id(f) not in large])]


def _is_over_label(figure: Fragment, texts: Sequence[Fragment]) -> bool:
    """Whether small text that begins or ends with a figure, or stands in its middle, is set right below it."""
    return any(
        0 <= t.middle - figure.middle < figure.height
        and t.bbox[1] > figure.middle
        and figure.height > _SET_LARGE * t.height
        and min(abs(t.x0 - figure.x0), abs(t.x1 - figure.x1), abs(t.x0 + t.x1 - figure.x0 - figure.x1) / 2) < _ALIGNED
        for t in texts
    )


def lines_of(page: Page, tiles: Sequence[Tile]) -> set[int]:
    """The numbers of the lines that hold nothing but tiles: as running text several would be mixed up.

    Args:
        page: the page.
        tiles: its tiles.
    """
    inside = {(f.line, f.start) for tile in tiles for f in tile.words}
    return {line[0].line for line in page_fragments(page) if all((f.line, f.start) in inside for f in line)}


def _figures(line: Sequence[Fragment]) -> Iterator[tuple[Fragment, str]]:
    """Numbers of a line that holds but small texts behind them, each with its unit if one of those is it."""
    if any(f.kind != "number" and not _is_small(before, f) for before, f in pairwise([line[0], *line])):
        return
    for number, follower in zip(line, [*line[1:], None], strict=True):
        if number.kind == "number":
            yield number, follower.text if follower is not None and _is_small_unit(number, follower) else ""


def _is_small(before: Fragment, text: Fragment) -> bool:
    """Whether a text right behind a number is set smaller: its unit, or the first line of its label."""
    return before.kind == "number" and before.height >= _LARGER * text.height and text.x0 - before.x1 < before.height


def _is_small_unit(before: Fragment, text: Fragment) -> bool:
    close = text.x0 - before.x1 < 0.5 * before.height and len(text.text) <= _LONGEST_UNIT
    return text.kind == "text" and (is_unit(text.text) or (close and text.height < before.height))


def _inside(fragment: Fragment, box: BoundingBox) -> bool:
    x0, y0, x1, y1 = box
    return x0 - 1 <= fragment.x0 <= x1 and y0 - 1 <= fragment.middle <= y1 + 1


def _label(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The small text that stands nearest: right below the figure, right above it, or beside it."""
    below, above = _below(figure, texts), _above(figure, texts)
    if below and above:
        down, up = below[0].bbox[1] - figure.bbox[3], figure.bbox[1] - above[-1].bbox[3]
        return above if up < down - 0.1 * figure.height else below
    return below or above or _beside(figure, texts)


def _below(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right below a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[3]
    for text in sorted(texts, key=lambda f: f.middle):
        if text.bbox[1] < figure.middle or not _belongs(figure, text):
            continue
        room = _NEAR * figure.height if not label else _LEADING * text.height
        if text.bbox[1] - edge > room or len(label) == _MOST_LINES:
            break
        if label and abs(text.height - label[0].height) > 0.15 * text.height:
            break
        label.append(text)
        edge = text.bbox[3]
    return label


def _above(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right above a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[1]
    for text in sorted(texts, key=lambda f: -f.middle):
        if text.bbox[3] > figure.middle or not _belongs(figure, text):
            continue
        room = 0.6 * figure.height if not label else _LEADING * text.height
        if edge - text.bbox[3] > room or len(label) == _MOST_LINES:
            break
        if label and abs(text.height - label[0].height) > 0.15 * text.height:
            break
        label.insert(0, text)
        edge = text.bbox[1]
    return label


def _beside(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right of a figure, about as high together as it is."""
    reach = figure.x1 + 1.5 * figure.height
    near = [
        t
        for t in texts
        if figure.height >= _LARGER * t.height
        and figure.x1 - 1 <= t.x0 < reach
        and abs(t.middle - figure.middle) < 1.5 * figure.height
    ]
    label: list[Fragment] = []
    for text in sorted(near, key=lambda f: f.middle):
        if label and (text.bbox[1] - label[-1].bbox[3] > _LEADING * text.height or abs(text.x0 - label[0].x0) > 2):
            break
        label.append(text)
    centre = sum(t.middle for t in label) / len(label) if label else 0.0
    return label if len(label) <= _MOST_LINES and abs(centre - figure.middle) < 0.6 * figure.height else []


def _belongs(figure: Fragment, text: Fragment) -> bool:
    """Whether text is smaller than a figure and shares its left edge or its axis."""
    if figure.height < _LARGER * text.height:
        return False
    axis = abs(figure.x0 + figure.x1 - text.x0 - text.x1) / 2
    return abs(figure.x0 - text.x0) <= _ALIGNED or axis <= _ALIGNED


def _tile(
    page: int, what: tuple[Fragment, str, list[Fragment]], titles: Sequence[Fragment], earlier: Sequence[Fragment]
) -> Table:
    figure, unit, label = what
    box = around([figure.bbox, *(f.bbox for f in label)])
    text = _EARLIER_INSIDE.sub("", join_lines([f.text for f in label])).strip()
    columns = [Column(figure.x0, figure.x1)]
    cells: list[Fragment | None] = [figure]
    before = _last_year(box, figure, earlier)
    if before is not None:
        year, cell = before
        columns.append(Column(cell.x0, cell.x1, (year,)))
        cells.append(cell)
    row = Row(label=text, parents=(), notes=(unit,) if unit else (), cells=tuple(cells), bbox=box, line=figure.line)
    title = title_over(box, titles)
    return Table(
        page=page,
        bbox=box,
        columns=tuple(columns),
        rows=(row,),
        captions=(title,) if title else (),
        headed=False,
    )


def _last_year(
    box: tuple[float, float, float, float], figure: Fragment, earlier: Sequence[Fragment]
) -> tuple[str, Fragment] | None:
    """The year and the number of a bracket right below a figure and its label, or right of it."""
    for text in earlier:
        gap = min(abs(text.bbox[1] - box[3]), abs(text.bbox[1] - figure.bbox[3]))
        close = gap < text.height and text.middle > figure.middle
        if close and _belongs(figure, text):
            return earlier_figure(text)
    return None


def earlier_figure(text: Fragment) -> tuple[str, Fragment] | None:
    """The year and the number of a bracket such as (2022: 6.3 million)."""
    found = _EARLIER.match(text.folded)
    if found is None:
        return None
    start, end = found.span(2)
    inside = text.text[start:end].rstrip()
    folded = text.folded[start : start + len(inside)]
    return found[1], replace(text, text=inside, folded=folded, start=text.start + start, kind=kind_of(folded.strip()))
