"""Pages set in columns of prose: each column has its own tables, and none reaches over the gutter.

What is set across the gutter (titles, wide tables) parts the page into sections; a section with prose on both sides of
the gutter is two pages side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cnesg.extraction.tables.geometry.unit_lines import names_unit
from cnesg.extraction.tables.model import around
from cnesg.extraction.tables.page_paragraphs import Boxed, paragraphs
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page, fold

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?:[/–-]\d{2,4})?(?!\d|[.,]\d)")
_LEAST_GUTTER = 6.0  # points
_ONE_GUTTER = 2.0  # points
_DEEPEST = 3  # times that a page is parted
_FEWEST_TOLD, _MOST_TOLD = 5, 0.6  # lines of sentences, and their share, where a side holds nothing else
_FEWEST_NAMED = 3  # lines
_NAMED = regex(r"\s*(?:[^\W\d_]{2,}[^\d]*\s[^\W\d_]{2,}|[\u4e00-\u9fff]{3}).*\d")
_FEWEST_TILES, _SMALLER = 2, 0.9
_FIGURE = regex(r"\s*[~≈<>$€£¥₹]?\s?\d")
_LONGEST_FIGURE = 24  # characters, with its unit
_MOST_TITLES, _LONGEST_TITLE = 3, 60  # lines, characters
_CLOSE = 1.6  # of a line's height: rows stand no further apart
_AROUND = 12.0  # points that rulings reach beyond the text of a column


def text_columns(page: Page) -> list[Page]:
    """The page parted into its columns of prose and what is set across them.

    Args:
        page: a page whose text is upright.

    Returns:
        Pages of the same size with a part of its lines and rulings each, in reading order; the page itself where it
        has no such columns.
    """
    lines = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    told = [_Told(around([box for box, _ in run]), [line.number for _, line in run]) for run in paragraphs(lines)]
    parts = _Parting(told).parts(lines, _DEEPEST) if told else [lines]
    if len(parts) == 1:
        return [page]
    boxes = [around([box for box, _ in part]) for part in parts]
    owners = [_owner(ruling, boxes) for ruling in page.rulings]
    return [
        replace(
            page,
            lines=tuple(line for _, line in part),
            rulings=tuple(ruling for ruling, owner in zip(page.rulings, owners, strict=True) if owner == number),
        )
        for number, part in enumerate(parts)
    ]


def _owner(ruling: BoundingBox, boxes: Sequence[BoundingBox]) -> int:
    """The smallest part of a page around a ruling; the first, which is what is set across, where none is."""
    around_it = [number for number, box in enumerate(boxes) if _holds(box, ruling)]
    return min(around_it, key=lambda n: (boxes[n][2] - boxes[n][0]) * (boxes[n][3] - boxes[n][1]), default=0)


def _holds(box: BoundingBox, ruling: BoundingBox) -> bool:
    x, y = (ruling[0] + ruling[2]) / 2, (ruling[1] + ruling[3]) / 2
    wide = ruling[2] - ruling[0] > box[2] - box[0] + 2 * _AROUND
    return not wide and box[0] - _AROUND <= x <= box[2] + _AROUND and box[1] - _AROUND <= y <= box[3] + _AROUND


@dataclass(frozen=True)
class _Told:
    """A paragraph: its box, and the numbers of its lines."""

    box: BoundingBox
    numbers: Sequence[int]


@dataclass
class _Parting:
    """Parts lines by the paragraphs of their page, which are looked for once."""

    told: Sequence[_Told]
    figures: dict[int, bool] = field(default_factory=dict)

    def parts(self, lines: list[Boxed], depth: int) -> list[list[Boxed]]:
        """The lines in columns and what is set across them; all together where they are in none."""
        for at in self._gutters(lines) if depth else ():
            columns = [pair for pair in self._sections(lines, at) if self._are_columns(*pair, at)]
            if columns:
                held = {line.number for pair in columns for side in pair for _, line in side}
                rest = self.parts([one for one in lines if one[1].number not in held], depth - 1)
                return [*rest, *(part for pair in columns for side in pair for part in self.parts(side, depth - 1))]
        return [lines] if lines else []

    def _of(self, lines: Sequence[Boxed]) -> list[_Told]:
        numbers = {line.number for _, line in lines}
        return [one for one in self.told if one.numbers[0] in numbers and one.numbers[-1] in numbers]

    def _gutters(self, lines: Sequence[Boxed]) -> Sequence[float]:
        """Where gutters may be, between paragraphs and beside long ones, those that the fewest lines cross first."""
        told = self._of(lines)
        boxes = [one.box for one in told]
        found = {(one[2] + other[0]) / 2 for one in boxes for other in boxes if other[0] - one[2] >= _LEAST_GUTTER}
        long = [one.box for one in told if len(one.numbers) >= _FEWEST_TOLD]
        found |= {x for box in long for x in (box[0] - _LEAST_GUTTER / 2, box[2] + _LEAST_GUTTER / 2)}
        apart: list[float] = []
        for x in sorted(found):
            if not apart or x - apart[-1] > _ONE_GUTTER:
                apart.append(x)
        return sorted(apart, key=lambda x: (sum(box[0] < x < box[2] for box, _ in lines), x))

    def _sections(self, lines: Sequence[Boxed], at: float) -> Iterator[tuple[list[Boxed], list[Boxed]]]:
        """What stands left and right of a gutter between what stands across it.

        Lines that follow close on what stands across are of the same rows; titles right above belong to what they head.
        """
        across = sorted((box for box, _ in lines if box[0] < at < box[2]), key=lambda box: box[1])
        told = {number for one in self.told for number in one.numbers}
        short = [box for box, line in lines if line.number not in told]
        down, up = sorted(short, key=lambda box: box[1]), sorted(short, key=lambda box: -box[3])
        begins = [float("-inf"), *(_end_of_rows(box, down) for box in across)]
        ends = [*(_begin_of_rows(box, up) for box in across), float("inf")]
        for top, bottom in zip(begins, ends, strict=True):
            if not any(top < one.box[1] < bottom for one in self.told):
                continue
            inside = [one for one in lines if top < one[0][1] < bottom]
            left = [one for one in inside if one[0][2] <= at]
            right = [one for one in inside if one[0][0] >= at]
            if bottom < float("inf"):
                left, right = self._without_titles(left), self._without_titles(right)
            yield left, right

    def _without_titles(self, side: list[Boxed]) -> list[Boxed]:
        """A side without short lines at its end: titles of what stands across the gutter below it."""
        told = max((one.box[3] for one in self._of(side)), default=float("-inf"))
        low = sorted(side, key=lambda one: one[0][1])[-_MOST_TITLES:]
        ends = [
            box[1] for box, line in low if box[1] <= told or self._has_figures(line) or len(line.text) > _LONGEST_TITLE
        ]
        cut = max(ends, default=low[0][0][1] - 1 if low else 0.0)
        return [one for one in side if one[0][1] <= cut]

    def _are_columns(self, left: Sequence[Boxed], right: Sequence[Boxed], at: float) -> bool:
        """Whether prose stands on both sides of a gutter, or nothing else on one, and labelled figures on the other."""
        told = self._of(left), self._of(right)
        if all(told) and all(self._is_column(side, of, at) for side, of in zip((left, right), told, strict=True)):
            return True
        sides = ((left, told[0], right), (right, told[1], left))
        return any(_is_all_prose(one, of) and (_has_labels(other) or _has_tiles(other)) for one, of, other in sides)

    def _is_column(self, side: Sequence[Boxed], told: Sequence[_Told], at: float) -> bool:
        """Whether a paragraph stands next to the gutter: between labels or remarks of rows and it there are figures."""
        figures = [box for box, line in side if self._has_figures(line)]
        return any(not any(_stands_between(figure, one.box, at) for figure in figures) for one in told)

    def _has_figures(self, line: Line) -> bool:
        """Whether a line has figures other than years and those of units, which head what stands below them."""
        if line.number not in self.figures:
            figures = any(char.isdigit() for char in _YEAR.sub("", line.text))
            self.figures[line.number] = figures and not names_unit(fold(line.text).strip())
        return self.figures[line.number]


def _end_of_rows(across: BoundingBox, down: Sequence[BoundingBox]) -> float:
    """Where the rows end that a line across a gutter begins: below them is a gap over the whole width."""
    reach = across[3]
    for box in down:
        if box[1] > reach + _CLOSE * (box[3] - box[1]):
            break
        if box[1] > across[1]:
            reach = max(reach, box[3])
    return reach - 1


def _begin_of_rows(across: BoundingBox, up: Sequence[BoundingBox]) -> float:
    """Where the heads begin of the rows that a line across a gutter is of."""
    reach = across[1]
    for box in up:
        if box[3] < reach - _CLOSE * (box[3] - box[1]):
            break
        if box[3] < across[3]:
            reach = min(reach, box[1])
    return reach


def _is_all_prose(side: Sequence[Boxed], told: Sequence[_Told]) -> bool:
    return sum(len(one.numbers) for one in told) >= max(_FEWEST_TOLD, _MOST_TOLD * len(side))


def _has_labels(side: Sequence[Boxed]) -> bool:
    """Whether lines with figures begin with names of their own: what stands beside them is not what they are of."""
    return sum(_NAMED.match(line.text) is not None for _, line in side) >= _FEWEST_NAMED


def _has_tiles(side: Sequence[Boxed]) -> bool:
    """Whether figures stand alone with text right above or below them, set smaller: what is beside names none."""
    alone = [box for box, line in side if len(line.text) <= _LONGEST_FIGURE and _FIGURE.match(line.text)]
    named = [box for box, line in side if not any(char.isdigit() for char in line.text)]
    return sum(any(_is_label(one, box) for one in named) for box in alone) >= _FEWEST_TILES


def _is_label(text: BoundingBox, figure: BoundingBox) -> bool:
    high = figure[3] - figure[1]
    gap = max(text[1] - figure[3], figure[1] - text[3])
    return text[3] - text[1] < _SMALLER * high and gap < high and text[0] < figure[2] and figure[0] < text[2]


def _stands_between(figure: BoundingBox, paragraph: BoundingBox, at: float) -> bool:
    beside = paragraph[1] < (figure[1] + figure[3]) / 2 < paragraph[3]
    return beside and (figure[2] <= paragraph[0] if at < paragraph[0] else figure[0] >= paragraph[2])
