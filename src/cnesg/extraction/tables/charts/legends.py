"""Legends of charts: small coloured squares with a text each, and the slices and bars in their colours."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.model import around, clusters
from cnesg.model.records import BoundingBox
from cnesg.text import Colour, Line, Page, Shape, fold

_BESIDE = 12.0  # points between a square and its text
_SAME_LINE = 0.6  # of the square's or the text's height
_WORD_GAP = 1.3  # of the characters' height: a wider one ends the text
_ACROSS, _DOWN = (120.0, 60.0, 30.0), 1.6  # between the entries of one legend: points, and heights of characters
_LONGEST = 60
_FAR = 300.0  # points between a legend and what it explains
_TOUCH = 4.0  # points between shapes of one drawing
_BARS_APART = 2.5  # times their thickness


@dataclass(frozen=True)
class Key:
    """One entry of a legend: its square, its text, the box around both, the height of the text, and its line."""

    square: Shape
    text: str
    bbox: BoundingBox
    height: float
    line: int | None = None  # that holds nothing else


@dataclass(frozen=True)
class Legend:
    """Entries that stand together, and the drawings nearest to them in their colours: slices of a pie, or bars."""

    keys: tuple[Key, ...]
    drawings: tuple[tuple[Shape, ...], ...] = ()

    @property
    def labels(self) -> dict[Colour, str]:
        """The text of each colour."""
        return {key.square.colour: key.text for key in self.keys}

    @property
    def bbox(self) -> BoundingBox:
        """The box around all entries."""
        return around([key.bbox for key in self.keys])


def find_legends(page: Page) -> list[Legend]:
    """The legends of a page, each with the drawings that it explains; without any it is none."""
    squares = [shape for shape in page.shapes if shape.is_key]
    keys = list(_keys(squares, page.lines))
    taken = {id(key.square) for key in keys}
    groups = sorted((sorted(group, key=_reading) for group in _groups(keys)), key=lambda group: _reading(group[0]))
    legends = [Legend(tuple(group)) for group in groups if _is_legend(group)]
    told = {colour for one in legends for colour in one.labels}  # what is in no legend may lie below several drawings
    shapes = [shape for shape in page.shapes if id(shape) not in taken and shape.colour in told]
    explained: list[list[tuple[Shape, ...]]] = [[] for _ in legends]
    for drawing in drawings(shapes):
        colours, box = {shape.colour for shape in drawing}, around([shape.bbox for shape in drawing])
        near = [(_distance(box, one.bbox), at) for at, one in enumerate(legends) if colours <= one.labels.keys()]
        if near and min(near)[0] <= _FAR:
            explained[min(near)[1]].append(tuple(drawing))
    return [Legend(one.keys, _with_its_classes(own)) for one, own in zip(legends, explained, strict=True) if own]


def _with_its_classes(drawn: Sequence[tuple[Shape, ...]]) -> tuple[tuple[Shape, ...], ...]:
    """The drawings of a legend; beside one in several colours one in a single colour is another chart."""
    colours = [len({shape.colour for shape in drawing}) for drawing in drawn]
    return tuple(one for one, many in zip(drawn, colours, strict=True) if many > 1 or max(colours) == 1)


def _reading(key: Key) -> tuple[float, float]:
    return round(key.bbox[1] / 4), key.bbox[0]


def drawings(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Shapes that belong to one drawing: those that touch, and bars that begin on one line.

    Args:
        shapes: shapes of one page.
    """
    straight = {id(shape) for shape in shapes if shape.is_rectangle}
    # what is drawn last lies on top and comes first
    return [group[::-1] for group in clusters(shapes, lambda one, other: _belong(one, other, straight))]


def _belong(first: Shape, second: Shape, straight: Container[int]) -> bool:
    one, other = first.bbox, second.bbox
    across = max(one[0] - other[2], other[0] - one[2])
    down = max(one[1] - other[3], other[1] - one[3])
    if across <= _TOUCH and down <= _TOUCH:
        return True
    if id(first) not in straight or id(second) not in straight:
        return False
    thick = _BARS_APART * min(one[3] - one[1], other[3] - other[1])
    wide = _BARS_APART * min(one[2] - one[0], other[2] - other[0])
    return (abs(one[0] - other[0]) < 1 and down <= thick) or (abs(one[3] - other[3]) < 1 and across <= wide)


def _keys(squares: Sequence[Shape], lines: Sequence[Line]) -> Iterator[Key]:
    """Squares with the words that follow them up to a gap or the next square."""
    placed = [(line, _middle(box), box[3] - box[1]) for line in lines if (box := line.bbox)]
    for square in squares:
        level = _middle(square.bbox)
        for line, middle, high in placed:
            if abs(middle - level) > high:
                continue
            key = _key(square, line, [s for s in squares if s.bbox[0] > square.bbox[2] + 1])
            if key is not None:
                yield _with_second_line(key, squares, lines)
                break


def _with_second_line(key: Key, squares: Sequence[Shape], lines: Sequence[Line]) -> Key:
    """An entry with the line that closes the bracket its text opens: 30至50岁(不含30岁、 | 含50岁)."""
    if key.line is None or (folded := fold(key.text)).count("(") <= folded.count(")"):
        return key
    bottom = key.bbox[3]
    left = key.square.bbox[0] - 1
    for line in lines:
        box = line.bbox
        if box is None or not -1 <= box[1] - bottom < key.height or not left <= box[0] <= key.square.bbox[2] + _BESIDE:
            continue
        beside = any(0 <= box[0] - s.bbox[2] < _BESIDE and box[1] <= _middle(s.bbox) <= box[3] for s in squares)
        if len(line.text) <= _LONGEST and not beside:
            return replace(key, text=join_lines([key.text, line.text.strip()]), bbox=around([key.bbox, box]))
    return key


def _key(square: Shape, line: Line, later: Sequence[Shape]) -> Key | None:
    x1, middle = square.bbox[2], _middle(square.bbox)
    words = [
        w
        for w in line.words
        if w.bbox and w.bbox[0] >= x1 - 1 and abs(_middle(w.bbox) - middle) <= _SAME_LINE * max(w.height, 1.0)
    ]
    words.sort(key=lambda w: w.start)
    if not words or not words[0].bbox or words[0].bbox[0] - x1 > _BESIDE:
        return None
    limit = min((s.bbox[0] for s in later if abs(_middle(s.bbox) - middle) < words[0].height), default=float("inf"))
    kept = [words[0]]
    for before, word in pairwise(words):
        assert before.bbox is not None, "only words with boxes were taken"
        assert word.bbox is not None, "likewise"
        if word.bbox[0] - before.bbox[2] > _WORD_GAP * word.height or word.bbox[0] >= limit:
            break
        kept.append(word)
    text = line.text[kept[0].start : kept[-1].start + len(kept[-1].text)].strip()
    if not text or len(text) > _LONGEST:
        return None
    box = around([square.bbox, *(w.bbox for w in kept if w.bbox)])
    return Key(square, text, box, words[0].height, line.number if text == line.text.strip() else None)


def _groups(keys: Sequence[Key], reach: int = 0) -> list[list[Key]]:
    """Entries that stand side by side or one below the other; as near as it takes for each colour to have one text."""
    groups = clusters(keys, lambda one, other: _together(one, other, _ACROSS[reach]))
    if reach + 1 == len(_ACROSS):
        return groups
    whole = [group for group in groups if _is_legend(group)]
    return whole + [part for group in groups if group not in whole for part in _groups(group, reach + 1)]


def _together(one: Key, other: Key, reach: float) -> bool:
    across = max(one.bbox[0] - other.bbox[2], other.bbox[0] - one.bbox[2])
    down = max(one.bbox[1] - other.bbox[3], other.bbox[1] - one.bbox[3])
    return across <= reach and down <= _DOWN * max(one.height, other.height)


def _is_legend(keys: Sequence[Key]) -> bool:
    """Whether each colour has one text, and there are two at least."""
    pairs = {(key.square.colour, key.text) for key in keys}
    return len(pairs) >= 2 and len({c for c, _ in pairs}) == len(pairs) == len({t for _, t in pairs})


def _middle(box: BoundingBox) -> float:
    return (box[1] + box[3]) / 2


def _distance(one: BoundingBox, other: BoundingBox) -> float:
    """How far apart two boxes stand; sideways counts double, as legends stand above or below."""
    across = max(0.0, one[0] - other[2], other[0] - one[2])
    down = max(0.0, one[1] - other[3], other[1] - one[3])
    return 2 * across + down
