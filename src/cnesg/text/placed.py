"""Words of a page with their places, side by side in arrays: what is asked of neighbours is asked of all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_frame import Boxes, Floats

Flags = npt.NDArray[np.bool_]


@dataclass(slots=True, unsafe_hash=True)
class PlacedWord:
    """A word with its box on the visible page and whether a blank precedes it."""

    text: str
    bbox: BoundingBox
    height: float
    blank_before: bool


@dataclass(slots=True, eq=False)
class PlacedWords:
    """Words in the order in which they are drawn or read.

    Attributes:
        texts: the words.
        boxes: x0, y0, x1, y1 of each on the visible page, a row a word.
        heights: of the characters.
        blanks: whether a blank precedes each.
        lengths: how many characters each has.
        sideways: whether each runs up or down the page: of several characters, and much taller than wide.
    """

    texts: list[str]
    boxes: Boxes
    heights: Floats
    blanks: Flags
    lengths: npt.NDArray[np.intp] = field(init=False)
    sideways: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.lengths = np.fromiter(map(len, self.texts), np.intp, len(self.texts))
        x0, y0, x1, y1 = self.boxes.T
        self.sideways = (self.lengths > 2) & (y1 - y0 > 1.5 * (x1 - x0))

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def of(cls, words: Iterable[PlacedWord]) -> "PlacedWords":
        """Words that were placed one by one."""
        words = list(words)
        return cls(
            [word.text for word in words],
            np.array([word.bbox for word in words], np.float64).reshape(-1, 4),
            np.array([word.height for word in words], np.float64),
            np.array([word.blank_before for word in words], np.bool_),
        )

    def without(self, dropped: Flags) -> "PlacedWords":
        """The words but some."""
        kept = np.flatnonzero(~dropped)
        texts = list(map(self.texts.__getitem__, kept.tolist()))
        return PlacedWords(texts, self.boxes[kept], self.heights[kept], self.blanks[kept])
