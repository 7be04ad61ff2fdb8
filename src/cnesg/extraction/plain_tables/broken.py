"""Rows of a text file whose English label, or whose unit, goes on in the next line, before the figures.

Raised and lowered characters break a line (`(tonnes CO2` over `e) 6,953`), and so do narrow columns (`Diesel for
standby` over `generators (L) 49,260`, 排放强度 吨二氧化碳当量/百万 over 元营收 22.15 23.64).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_LONGEST, _LONGEST_UNIT = 90, 28  # characters of a label's line, of what a bracket holds of it on each line
_LONGEST_BROKEN = 150  # characters of a label over several lines
_MOST_LINES = 4
_FIGURE = r"[-+–(]?\d[\d,.]*\s?%?\)?"
_FIGURES = regex(rf"(?:\s{_FIGURE})+\s*$")
_SEVERAL = regex(rf"(?:\s{_FIGURE}){{2,}}\s*$")
_CELL = rf"(?:{_FIGURE}|(?i:not available|not applicable|n/?a)|[-–—])"
_ALONE = regex(rf"{_CELL}(?:\s+{_CELL})+")
_LONG, _SHORT_REST, _FEW = 45, 30, 5  # characters of a line that is full, of its rest in capitals, words of such a rest
_CLOSES = regex(r"[^()]*\)")
_GOES_ON_CLOSE = regex(r"[)/]|e\b|2e\b|-e\b|eq?\b")
_UNIT_FIRST = regex(r"\([^()]{1,30}\)\s")
_UNIT_ALONE = regex(r"\([^()\d]{1,20}\)")  # below a label, and over its figures
_SMALL_FIRST = regex(r"[a-z]{2,}")
_CLASS_FIRST = regex(r"(?:under|over|above|below|up to|less than|more than) \d|(?:wo)?men\b|(?:fe)?males?\b")
_MUST_GO_ON = regex(r"(?i)\b(?:of|per|by|and|for|in|the|from|to|or|with)$|[&/–-]$")
_SENTENCE = regex(r"[.;:!?,]$|\.\s")
_NO_FIGURES = regex(r"\([^()]*\)|(?i:scopes?\s[\d,+& ]*\d+)|[A-Za-z]+\d+")
_DIGIT = regex(r"\d")
_BROKEN_GLOSS = regex(r"(?i)[a-z]\s(?:of|and|or|for|by|in|the|to|with|&)\s+[\u4e00-\u9fff]")
_REST_OF_GLOSS = regex(r"[A-Za-z][A-Za-z ,'’()/&-]{2,40}")
_UNIT_BEGUN = regex(r"(?P<label>.*\S)\s+(?P<unit>\S*[\u4e00-\u9fff/]\S*)")
_UNIT_ENDED = regex(rf"(?P<unit>[^\s\d]*[\u4e00-\u9fff][^\s\d]*)(?P<values>(?:\s+{_CELL})+)")
_REST_OF_UNIT = regex(r"(?i)[(（](?:percentage|%|百分比)[)）]")


def mended(lines: Sequence[Line], is_unit: Callable[[str], bool]) -> tuple[list[Line], dict[int, set[int]]]:
    """The lines, each broken row in one line with the number of its last; and the numbers of the lines before it.

    Args:
        lines: the printed lines of a page.
        is_unit: whether a text is a unit.
    """
    found: list[Line] = []
    parts: dict[int, set[int]] = {}
    for at, line in enumerate(lines):
        below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        found.append(line)
        while len(found) > 1:  # `per million` over `revenue (tonnes CO2` over `e) 5.02` is put together from below
            upper, lower = found[-2:]
            above, under = upper.text.strip(), lower.text.strip()
            joint = _joint(above, under, below) or _joint_unit(above, under, is_unit)
            before = {upper.number} | parts.get(upper.number, set()) | parts.get(lower.number, set())
            if not joint or len(before) >= _MOST_LINES:
                break
            found[-2:] = [replace(lower, text=joint)]
            parts.pop(upper.number, None)
            parts[lower.number] = before
    return found, parts


def _joint(upper: str, lower: str, below: str) -> str:
    """Two lines as one where the lower goes on with the label of the upper; else nothing."""
    longest = _LONGEST_BROKEN if _ALONE.fullmatch(lower) else _LONGEST
    if not upper or not lower or "\t" in upper + lower or not is_latin(upper + lower) or len(upper) > longest:
        return ""
    if _FIGURES.search(_NO_FIGURES.sub("", upper)):
        return ""
    opened = upper.rpartition("(")[2] if upper.count("(") > upper.count(")") else None
    if opened is not None:
        closed = _CLOSES.match(lower)
        if closed is None or len(closed[0]) > _LONGEST_UNIT or len(opened) > _LONGEST_UNIT:
            return ""
        return upper + ("" if _GOES_ON_CLOSE.match(lower) else " ") + lower
    unit = _UNIT_ALONE.fullmatch(lower) is not None and _ALONE.fullmatch(below) is not None
    rest = unit or (len(upper) >= _LONG and _is_rest(lower, below))
    if not _is_label(upper) or not (rest or _SEVERAL.search(lower)):
        return ""
    small = _SMALL_FIRST.match(lower) and not (_SMALL_FIRST.match(below) and _SEVERAL.search(below))
    small = small and not _CLASS_FIRST.match(lower)  # a row of its own: under 30 | 12 | 14, below Employees by age
    return f"{upper} {lower}" if rest or _UNIT_FIRST.match(lower) or small or _MUST_GO_ON.search(upper) else ""


def _joint_unit(upper: str, lower: str, is_unit: Callable[[str], bool]) -> str:
    """Two lines as one where the lower begins with the rest of a Chinese unit, before its figures; else nothing."""
    rest = _UNIT_ENDED.fullmatch(lower)
    begun = _UNIT_BEGUN.fullmatch(upper) if rest is not None else None
    if rest is None or begun is None or len(upper) > _LONGEST or "\t" in upper + lower:
        return ""
    unit = begun["unit"] + rest["unit"]
    return f"{begun['label']} {unit}{rest['values']}" if is_unit(unit) and not is_unit(rest["unit"]) else ""


def _is_rest(lower: str, below: str) -> bool:
    """Whether a line goes on with a full line of a label: figures alone, or a few words with such figures below."""
    if _ALONE.fullmatch(lower):
        return True
    few = len(lower) <= _SHORT_REST and len(lower.split()) < _FEW
    return (few or _SMALL_FIRST.match(lower) is not None) and _is_label(lower) and _ALONE.fullmatch(below) is not None


def _is_label(text: str) -> bool:
    """Whether a line may be the beginning of a label: words without figures that end no sentence."""
    return not _SENTENCE.search(text) and not _DIGIT.search(_NO_FIGURES.sub("", text)) and text[:1] not in "(*"


def breaks_gloss(text: str) -> bool:
    """Whether the English half of a line in two languages goes on in the next: Training Hours of 平均受訓時數."""
    return _BROKEN_GLOSS.search(text) is not None


def is_rest_of_gloss(text: str) -> bool:
    """Whether a line may be the rest of such an English half, which the Chinese half makes needless: Employees."""
    return _REST_OF_GLOSS.fullmatch(text.strip()) is not None


def is_rest_of_unit(text: str) -> bool:
    """Whether a line is the rest of the unit of counts with their shares: (Percentage), below Number."""
    return _REST_OF_UNIT.fullmatch(text.strip()) is not None
