"""Lines of paragraphs beside values that look like a figure: of `sites with | more than 50 employees` the second."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_WORDS = regex(r"[A-Za-z]{3,}.*\s|\s.*[A-Za-z]{3,}")
_LONG = 20  # characters: lines of cells are shorter, or are none of a figure
_ONE_EDGE = 1.0  # points
_LEADING = 0.6  # of the characters' height: lines of a paragraph stand no further apart


def with_paragraphs_as_text(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with such fragments as text: a long line of text stands right above or below them, on their edge.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    asked = [f for line in lines for f in line if f.kind == "number" and _WORDS.search(f.folded)]
    if not asked:
        return list(lines)
    long = [f for line in lines for f in line if f.kind == "text" and len(f.text) >= _LONG]
    inside = {id(f) for f in asked if any(is_next_line(*sorted((f, other), key=lambda t: t.middle)) for other in long)}
    return [[replace(f, kind="text") if id(f) in inside else f for f in line] for line in lines] if inside else [*lines]


def is_next_line(above: Fragment, below: Fragment) -> bool:
    """Whether a text stands right below another on one edge, as high: the next line of a paragraph."""
    close = -1 <= below.bbox[1] - above.bbox[3] < _LEADING * above.height
    return close and abs(above.x0 - below.x0) < _ONE_EDGE and abs(above.height - below.height) < 0.1 * above.height
