"""Powers of ten in front of a unit, 10⁶ m³: a scale and no value."""

from collections.abc import Sequence

from cnesg.text import Line, Word
from cnesg.text.pdf_words import RAISED_HEIGHT


def is_power(words: Sequence[Word]) -> bool:
    """Whether words begin with a power of ten, its figure set small."""
    return len(words) > 2 and words[0].text == "10" and words[1].height < RAISED_HEIGHT * words[0].height


def goes_on_from_power(line: Line, at: int, widest: float) -> bool:
    """Whether a word stands a blank behind a power of ten: its small exponent makes the blank look wide.

    Args:
        line: the line.
        at: which of its words is asked about.
        widest: gap within a cell, of the characters' height.
    """
    if at < 2 or not is_power(line.words[at - 2 : at + 1]):
        return False
    ten, exponent = line.words[at - 2 : at]
    return line.gaps[at - 1] * exponent.height <= widest * ten.height
