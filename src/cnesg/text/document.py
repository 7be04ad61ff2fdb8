"""The form in which every later stage sees a document, whatever file it came from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import sub
from typing import Literal

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.pdf_shapes import Shape
from cnesg.text.unread import Reason

# Chinese characters and the punctuation that is set as wide as they are
_AS_WIDE = regex("[\u2e80-\u9fff\uff00-\uff60\u2018-\u201d\u2014\u2026\u00b7]+")
LanguageCode = Literal["en", "zh"]
Stage = Literal["page", "pictures", "facts"]
"""What is being done with a page: it is read, its pictures are recognised, facts are found on it."""
OnStage = Callable[[int, Stage], None]
Turn = Literal["up", "down"]


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """A run of characters without blanks. `bbox` in PDF points, origin top left; None in text files.

    `start` is the offset of the word's first character in its line's text. `height` is the height of its characters,
    so that raised footnote marks can be told apart. Not frozen for speed alone, a page has thousands; nothing changes
    one.
    """

    text: str
    start: int
    bbox: BoundingBox | None = None
    height: float = 0.0


@dataclass(unsafe_hash=True)
class Line:
    """A line as printed. `number` is 1-based: in the file for text files, on its page for PDFs.

    Where lines of a text file are not read as they stand, `in_file` is the number there: rows of marked-up tables.
    `recognised` lines were read from a picture. `bbox` is the box around all words, None in text files, whose words
    have none. `uniform_height` is the height of the characters where all have the same font, else 0; fonts differ a
    little in height. `goes_on` marks a line of a text file that goes on with the sentence of the line before, though a
    page ends between them (`broken_sentences`). `gaps` tell how far each word but the first stands from the one before,
    in heights of the smaller one's characters; nothing in text files. All three are asked of nearly every line of a
    page. Not frozen for speed alone, as `Word`; nothing changes one.
    """

    text: str
    number: int
    page: int | None
    words: tuple[Word, ...] = ()
    recognised: bool = False
    in_file: int | None = None
    goes_on: bool = field(default=False, compare=False)
    bbox: BoundingBox | None = field(init=False, repr=False, compare=False)
    uniform_height: float = field(init=False, repr=False, compare=False)
    gaps: Sequence[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.words) == 1:  # as in many cells
            word = self.words[0]
            self.uniform_height, self.gaps, self.bbox = round(word.height, 1), (), word.bbox
            return
        boxes = [box for word in self.words if (box := word.bbox)]
        heights = [word.height for word in self.words]
        of_words = set(heights)
        of_fonts = {round(height, 1) for height in of_words} if len(of_words) > 1 else of_words
        self.uniform_height = round(next(iter(of_fonts)), 1) if len(of_fonts) == 1 else 0.0
        self.gaps = ()
        if len(boxes) < 2:
            self.bbox = boxes[0] if boxes else None
            return
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        self.bbox = min(lefts), min(tops), max(rights), max(bottoms)
        apart = map(sub, islice(lefts, 1, None), rights)
        if len(of_words) == 1:  # as on most lines
            height = heights[0] or 1.0
            self.gaps = [gap / height for gap in apart]
        else:
            self.gaps = [gap / (min(pair) or 1.0) for gap, pair in zip(apart, pairwise(heights), strict=True)]

    @property
    def cited(self) -> int:
        """The number by which a reader finds the line: in the file, or on its page."""
        return self.number if self.in_file is None else self.in_file

    def box_of(self, start: int, end: int) -> BoundingBox | None:
        """The box around the words that touch the characters `start` to `end` (exclusive) of the line's text.

        Of a run of Chinese characters, which has no blanks and may be as long as the line, the characters alone.
        """
        boxes = [
            box
            if start <= w.start and w.start + len(w.text) <= end
            else _box_within(w.text, box, start - w.start, end - w.start)
            for w in self.words
            if (box := w.bbox) and w.start < end and start < w.start + len(w.text)
        ]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)


def _box_within(text: str, box: BoundingBox, start: int, end: int) -> BoundingBox:
    """The box of some characters of a word, if all are as wide as each other; else the word's."""
    x0, y0, x1, y1 = box
    if x1 - x0 < y1 - y0 or not _AS_WIDE.fullmatch(text):
        return box
    step = (x1 - x0) / len(text)
    return x0 + max(start, 0) * step, y0, x0 + min(end, len(text)) * step, y1


@dataclass(frozen=True)
class Page:
    """A page with its lines in reading order. `number` is 1-based; None for a text file, which is one page.

    `rulings` are the thin lines and box edges drawn on the page, as boxes; `image_share` is the share of the page
    that pictures cover, 0 to 1; `turn` says which way the text runs if most of it stands sideways; `shapes` are slices,
    bars and legend squares of charts, none on most pages; `areas` are boxes filled or bordered that may hold text.
    """

    number: int | None
    width: float
    height: float
    lines: tuple[Line, ...]
    rulings: tuple[BoundingBox, ...] = ()
    image_share: float = 0.0
    turn: Turn | None = None
    shapes: tuple[Shape, ...] = ()
    areas: tuple[BoundingBox, ...] = ()


def no_stage(number: int, stage: Stage) -> None:
    """Nobody wants to know which page is at work."""


@dataclass(frozen=True)
class Document:
    """A document whose pages are read when they are asked for, so that memory is bounded by a page.

    Iterating over `pages()` twice reads the file twice; what was recognised from pictures is kept. `unread` holds the
    pages that were not read, or not wholly, with the reason; it fills as pages are read. `on_stage` is called before
    each piece of work on a page with its number (0 for none), so that it is known at which page a process ended.
    `third_language` is set where it is in neither Chinese nor English, so that nothing can be read off it.
    """

    sha256: str
    name: str
    media_type: Literal["application/pdf", "text/plain"]
    language: LanguageCode
    page_count: int
    pages: Callable[[], Iterator[Page]]
    unread: dict[int, Reason] = field(default_factory=dict, compare=False)
    third_language: bool = False
    on_stage: OnStage = field(default=no_stage, compare=False)
