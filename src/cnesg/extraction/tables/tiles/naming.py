"""What names a large figure: its label and its unit, by the side on which figures like it have theirs."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit, kind_of
from cnesg.extraction.tables.model import Fragment, around
from cnesg.extraction.tables.tiles.labels import at_side, beside, label_of, set_beside
from cnesg.framework.regexes import regex
from cnesg.text import fold

_CURRENCY = regex(r"^(?:[A-Z]{0,3}[$¥€£]|RMB|CNY|HKD|USD|EUR)")


def named(
    number: Fragment, behind: Fragment | None, texts: Sequence[Fragment], side: str | None
) -> tuple[Fragment, str, list[Fragment]]:
    """A figure with its unit and its label; what stands close behind it may be either."""
    if side is not None and (told := at_side(number, behind, texts, side)) is not None:
        label, unit = told
    else:
        label, unit = _nearest(number, behind, texts)
    figure, unit = _with_scale(number, unit) if unit else (number, "")
    return figure, unit, label


def _nearest(number: Fragment, behind: Fragment | None, texts: Sequence[Fragment]) -> tuple[list[Fragment], str]:
    """The label of a figure and its unit, by what stands nearest to it alone."""
    if behind is not None and behind.middle - number.middle > 0.5 * number.height:
        number = replace(number, bbox=around([number.bbox, behind.bbox]))
    rest = [t for t in texts if t is not behind]
    label, unit = label_of(number, rest)
    if behind is not None:
        if not is_unit(behind.text) and (not label or set_beside(number, behind, texts)):
            label, unit = label_of(number, texts) if not label else (beside(number, texts), "")
        else:
            unit = behind.text
            x0, y0, _, y1 = number.bbox
            label = label or label_of(replace(number, bbox=(x0, y0, behind.x1, y1)), rest)[0]  # on the axis of both
    return label, unit


def _with_scale(figure: Fragment, unit: str) -> tuple[Fragment, str]:
    """A figure and its unit; a sum of money with what scales it as one: $12.7 | million."""
    text = f"{figure.text} {unit}"
    folded = fold(text)
    if figure.folded[-1:].isdigit() and _CURRENCY.search(figure.folded) and kind_of(folded) == "number":
        return replace(figure, text=text, folded=folded), ""
    return figure, unit
