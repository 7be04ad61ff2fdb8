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


def told_texts(texts: Sequence[Fragment]) -> set[int]:
    """The texts that are lines of sentences, by identity: those that end one, and the lines that lead there.

    Args:
        texts: small texts of a page.
    """
    found: set[int] = set()
    order = sorted(texts, key=lambda t: t.middle)
    for at, last in enumerate(order):
        if not ends_sentence(last):
            continue
        found.add(id(last))
        line = last
        for above in reversed(order[:at]):
            if line.bbox[1] - above.bbox[3] > _LEADING * line.height:
                break
            if _leads_to(above, line) and len(above.text) >= _FEWEST:
                found.add(id(above))
                line = above
    return found


def _leads_to(above: Fragment, line: Fragment) -> bool:
    """Whether a line is the one before in a paragraph."""
    if abs(above.height - line.height) > _SAME_HEIGHT * line.height or above.x1 < line.x0:
        return False
    indent = above.x0 - line.x0
    edge = abs(indent) < _SAME_EDGE or 0 < indent < _INDENT * line.height
    return (
        edge and above.bbox[3] <= line.middle and (is_inside_sentence(above.text) or above.x1 >= line.x1 - line.height)
    )
