"""Tables that a web page lost the first gap of: `Key figures2023 2024`, and below it `Number of employees410 432`.

Only below a head whose first year is glued to a word, and only where a line ends with as many figures as years.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.text import Line

_YEAR = r"(?:FY\s?)?(?:19|20)\d\d"
_HEAD = regex(rf"(?P<label>[^\t|\d]*[A-Za-z)](?<!\bFY))(?P<rest>(?P<years>{_YEAR}(?:\s{_YEAR}){{1,9}}))\s*")
_FIGURE = r"[-–(]?[$€£]?\d[\d,]*(?:\.\d+)?\s?%?\)?"
_ROW = regex(rf"(?P<label>[^\t|]*(?:[a-z%]\)?))(?:\d(?=[$€£]))?(?P<rest>{_FIGURE}(?:\s{_FIGURE}){{1,9}})\s*")
_GAP = "  "
_FURTHEST = 60


def with_labels_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, labels and figures that were glued together apart.

    Args:
        lines: the lines of a page.
    """
    found: list[Line] = []
    count, left = 0, 0
    for line in lines:
        text = line.text
        if text[-2:].strip().isdecimal() and (head := _HEAD.fullmatch(text)) is not None:
            count, left = len(re.findall(_YEAR, head["years"])), _FURTHEST
            found.append(_apart(line, head))
            continue
        left -= 1
        row = _ROW.fullmatch(text) if left > 0 else None
        one = row is not None and len(re.findall(_FIGURE, row["rest"])) == count
        found.append(_apart(line, row) if one and row is not None else line)
    return found


def _apart(line: Line, found: re.Match[str]) -> Line:
    return replace(line, text=found["label"] + _GAP + found["rest"])
