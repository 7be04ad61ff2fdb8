"""Texts beside large figures that are told in sentences: notes and paragraphs, which name no figure and no group.

98.6% | Customer satisfaction | Sites report through one system, and an independent | party checks a sample of it.
"""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.titles import ends_sentence
from cnesg.extraction.tables.model import Fragment
from cnesg.text.paragraphs import is_inside_sentence

_SAME_EDGE = 3.0  # points
_INDENT = 2.6  # of the characters' height: how far the first line of a paragraph may be set in
_LEADING = 0.9
_SAME_HEIGHT = 0.12
_FEWEST = 12  # characters of a line that others go on
_FEWEST_LINES = 3
_MANY_WORDS = 9
_FULL = 0.7  # of the next line's width


def told_texts(texts: Sequence[Fragment]) -> set[int]:
    """The texts that are lines of sentences, by identity: those of blocks in which a line ends one.

    Args:
        texts: small texts of a page.
    """
    blocks: list[list[Fragment]] = []
    for text in sorted(texts, key=lambda t: t.middle):
        near = (block for block in reversed(blocks) if _leads_to(block[-1], text))
        block = next(near, None)
        if block is None:
            blocks.append([text])
        else:
            block.append(text)
    return {id(line) for block in blocks if _is_told(block) for line in block}


def _is_told(block: Sequence[Fragment]) -> bool:
    """Whether a block of lines is of sentences; a last line of few words ends one too.

    One line alone is a label with a full stop, unless it is long: Training hours per employee in 2023.
    """
    if len(block) == 1 and block[0].text.isascii():
        return ends_sentence(block[0]) and block[0].text.count(" ") >= _MANY_WORDS
    if any(map(ends_sentence, block)):
        return True
    ends = block[-1].folded.rstrip()[-1:] == "."
    return ends and len(block) >= _FEWEST_LINES


def _leads_to(above: Fragment, line: Fragment) -> bool:
    """Whether a line is the one before in a paragraph."""
    if abs(above.height - line.height) > _SAME_HEIGHT * line.height or above.x1 < line.x0:
        return False
    gap, indent = line.bbox[1] - above.bbox[3], above.x0 - line.x0
    edge = abs(indent) < _SAME_EDGE or 0 < indent < _INDENT * line.height
    if not edge or not -0.5 * line.height < gap < _LEADING * line.height or len(above.text) < _FEWEST:
        return False
    return is_inside_sentence(above.text) or above.x1 - line.x0 >= _FULL * (line.x1 - line.x0)
