"""Where the words stand that say what a number is: its label, its unit and its year on the page.

The readers carry on what a label says and how it stands to the number, not where: here the nearest place in that
direction is looked for again. It is for people who look at pictures of pages; no result rests on it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cnesg.extraction.candidates import Candidate, Role
from cnesg.extraction.tables.fragments import line_fragments
from cnesg.extraction.tables.model import Fragment, around
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable
from cnesg.model import Quantity
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page, fold

_BRACKETED = regex(r"[(\[]([^()\[\]]*)[)\]]")
_FAR = 1e6
_SAME_ROW = 0.6  # of a height
_NEAR_LINES = 4.0  # heights between a number and a year or unit in prose
_CAPTION = 260.0  # points above a number in which a caption may give year or unit


@dataclass(frozen=True)
class Trace:
    """Boxes on the number's page, in PDF points, origin top left; empty where nothing was found."""

    label: tuple[BoundingBox, ...] = ()
    unit: tuple[BoundingBox, ...] = ()
    year: tuple[BoundingBox, ...] = ()


@dataclass(frozen=True)
class Sought:
    """A number on a page and what is looked for around it.

    Attributes:
        number: its box.
        role: where its label stands.
        named: what the label may say, the likeliest first.
        raw_unit: the unit as printed, with its scale word.
        unit: the plain unit.
        year: of the number.
    """

    number: BoundingBox
    role: Role
    named: tuple[str, ...]
    raw_unit: str
    unit: str
    year: int


class PageTracer:
    """Finds the words around numbers of one page."""

    def __init__(self, page: Page, units: UnitTable) -> None:
        self._lines = [_Squeezed.of(line) for line in page.lines if line.words]
        self._cells = [cell for line in page.lines if line.words for cell in line_fragments(line)]
        self._units: list[tuple[str, BoundingBox]] = []
        for cell in self._cells:
            self._units += ((unit, cell.bbox) for unit in _units_in(cell, units))

    def trace(self, quantity: Quantity, candidate: Candidate) -> Trace:
        """The boxes of a number's label, unit and year; it must stand on this page."""
        if quantity.bbox is None:
            return Trace()
        return self.find(
            Sought(quantity.bbox, candidate.role, (candidate.named,), quantity.raw_unit, quantity.unit, quantity.year)
        )

    def find(self, sought: "Sought") -> Trace:
        """The boxes of what is said of a number on this page."""
        number = sought.number
        direction = _DIRECTIONS[sought.role]
        in_table = sought.role in {"row", "header", "parent", "caption"}
        around_it = _around_value if in_table else _in_prose
        labels = (self._label(named, number, direction) for named in sought.named)
        return Trace(
            label=next((found for found in labels if found), ()),
            unit=self._unit(sought.raw_unit, sought.unit, number, around_it),
            year=_nearest(self._years(sought.year), number, around_it),
        )

    def _label(self, named: str, number: BoundingBox, direction: "Direction") -> tuple[BoundingBox, ...]:
        wanted = _squeeze(named)
        if not wanted:
            return ()
        return _nearest(self._find(wanted), number, direction) or self._over_lines(wanted, number, direction)

    def _over_lines(self, wanted: str, number: BoundingBox, direction: "Direction") -> tuple[BoundingBox, ...]:
        """A label of several lines: the nearest cell that is a part of it, and the parts above and below that one."""
        parts = [c for c in self._cells if len(text := _squeeze(c.folded)) > 1 and text in wanted]
        parts = [c for c in parts if direction(c.bbox, number) < _FAR]
        if not parts:
            return ()
        group = [min(parts, key=lambda c: direction(c.bbox, number))]
        rest = [c for c in parts if c is not group[0]]
        while joined := [c for c in rest if any(_stacked(c, member) for member in group)]:
            group += joined
            rest = [c for c in rest if c not in joined]
        return (around([c.bbox for c in group]),)

    def _unit(self, raw_unit: str, plain: str, number: BoundingBox, direction: "Direction") -> tuple[BoundingBox, ...]:
        printed = [p for p in map(_squeeze, raw_unit.split(" ")) if p]
        beside = [box for p in printed for box in _nearest(self._find(p), number, _beside, inside=True)]
        if beside:
            return tuple(dict.fromkeys(beside))
        return _nearest((box for unit, box in self._units if unit == plain), number, direction)

    def _years(self, year: int) -> Iterator[BoundingBox]:
        for printed in (str(year), f"fy{year % 100:02}"):
            yield from self._find(printed, whole_number=True)

    def _find(self, wanted: str, *, whole_number: bool = False) -> Iterator[BoundingBox]:
        for line in self._lines:
            yield from line.find(wanted, whole_number=whole_number)


@dataclass(frozen=True)
class _Squeezed:
    """A line without blanks: its text, and for each character its box (its share of its word's) and its word."""

    text: str
    boxes: tuple[BoundingBox, ...]
    words: tuple[int, ...]

    @classmethod
    def of(cls, line: Line) -> "_Squeezed":
        """The line without blanks."""
        text: list[str] = []
        boxes: list[BoundingBox] = []
        words: list[int] = []
        for number, word in enumerate(line.words):
            if word.bbox is None:
                continue
            x0, y0, x1, y1 = word.bbox
            step = (x1 - x0) / max(len(word.text), 1)
            for index, char in enumerate(_lower(word.text)):
                if not char.isspace():
                    text.append(char)
                    boxes.append((x0 + index * step, y0, x0 + (index + 1) * step, y1))
                    words.append(number)
        return cls("".join(text), tuple(boxes), tuple(words))

    def find(self, wanted: str, *, whole_number: bool) -> Iterator[BoundingBox]:
        """The boxes of all places of a text; a whole number is no part of a longer one."""
        at = self.text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not whole_number or not (self._goes_on(at, at - 1) or self._goes_on(end - 1, end)):
                yield around(list(self.boxes[at:end]))
            at = self.text.find(wanted, at + 1)

    def _goes_on(self, inside: int, outside: int) -> bool:
        """Whether the character outside is a digit of the same word."""
        if not 0 <= outside < len(self.text):
            return False
        return self.text[outside].isdigit() and self.words[outside] == self.words[inside]


def _lower(text: str) -> str:
    """Folded, in lower case where that keeps the length."""
    folded = fold(text)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


def _squeeze(text: str) -> str:
    return "".join(_lower(text).split())


def _units_in(cell: Fragment, units: UnitTable) -> Iterator[str]:
    """The units that a cell consists of or gives in brackets."""
    for text in (cell.folded, *_BRACKETED.findall(cell.folded)):
        reading = units.whole(text)
        if reading is not None and reading.unit:
            yield reading.unit


Direction = Callable[[BoundingBox, BoundingBox], float]


def _nearest(
    boxes: Iterable[BoundingBox], number: BoundingBox, direction: Direction, *, inside: bool = False
) -> tuple[BoundingBox, ...]:
    """The box at the least distance, none where all stand in the wrong direction.

    Inside the number's own box only a unit is looked for, which may be one word with it: 45%.
    """
    found = [(direction(box, number), box) for box in boxes if inside or not _covers(number, box)]
    best = min(found, default=None)
    return (best[1],) if best is not None and best[0] < _FAR else ()


def _covers(outer: BoundingBox, inner: BoundingBox) -> bool:
    middle = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= middle[0] <= outer[2] and outer[1] <= middle[1] <= outer[3]


def _stacked(one: Fragment, other: Fragment) -> bool:
    """Whether two cells stand one right above the other."""
    gap = max(one.bbox[1] - other.bbox[3], other.bbox[1] - one.bbox[3])
    return gap < 0.8 * min(one.height, other.height) and min(one.x1, other.x1) > max(one.x0, other.x0)


def _gap_x(box: BoundingBox, number: BoundingBox) -> float:
    return max(0.0, box[0] - number[2], number[0] - box[2])


def _below(box: BoundingBox, number: BoundingBox) -> float:
    """How far the middle of a number is below that of a box; negative above."""
    return (number[1] + number[3] - box[1] - box[3]) / 2


def _left(box: BoundingBox, number: BoundingBox) -> float:
    """In the number's row, left of it; lines of a label may reach above and below."""
    height = number[3] - number[1]
    if box[0] >= number[0]:
        return _FAR
    return 8 * max(0.0, abs(_below(box, number)) - _SAME_ROW * height) + 0.2 * _gap_x(box, number)


def _above(box: BoundingBox, number: BoundingBox) -> float:
    """Over the number in its column."""
    below = _below(box, number)
    return _FAR if below <= 0 else below + 6 * _gap_x(box, number)


def _over(box: BoundingBox, number: BoundingBox) -> float:
    """Anywhere above."""
    below = _below(box, number)
    return _FAR if below <= 0 else below + 0.3 * _gap_x(box, number)


def _before(box: BoundingBox, number: BoundingBox) -> float:
    """Before the number in running text; behind it where nothing stands before."""
    height = number[3] - number[1]
    rows = _below(box, number) / max(height, 1.0)
    if abs(rows) < _SAME_ROW:
        return _gap_x(box, number) if box[0] < number[0] else 400 + _gap_x(box, number)
    return 100 * rows if rows > 0 else 600 - 100 * rows


def _beside(box: BoundingBox, number: BoundingBox) -> float:
    """Right next to the number, behind it rather than before."""
    height = number[3] - number[1]
    off = abs(_below(box, number))
    if off > _NEAR_LINES * height or (off <= _SAME_ROW * height and _gap_x(box, number) > 6 * height):
        return _FAR
    behind = 0.0 if box[0] >= number[0] else 0.5 * height
    return behind + _gap_x(box, number) + 60 * max(0.0, off / max(height, 1.0) - _SAME_ROW)


def _around_value(box: BoundingBox, number: BoundingBox) -> float:
    """In the row, in the header of the column, or in a caption: where a table gives unit and year."""
    height = number[3] - number[1]
    if abs(_below(box, number)) <= _SAME_ROW * height:
        return 0.05 * _gap_x(box, number)
    below = _below(box, number)
    if below <= 0:
        return _FAR
    if _gap_x(box, number) < height:
        return 0.02 * below
    return 100 + below + 0.1 * _gap_x(box, number) if below < _CAPTION else _FAR


def _in_prose(box: BoundingBox, number: BoundingBox) -> float:
    """A few lines before the number at most."""
    height = number[3] - number[1]
    return _before(box, number) if abs(_below(box, number)) <= _NEAR_LINES * height else _FAR


_DIRECTIONS: dict[Role, Direction] = {
    "row": _left,
    "header": _above,
    "parent": _over,
    "caption": _over,
    "heading": _over,
    "beside": _beside,
    "clause": _before,
    "sentence": _before,
    "passage": _before,
    "zero": _before,
}
