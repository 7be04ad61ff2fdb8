"""Tables of a form that counts men and women under letters, in lines whose cells only blanks set apart.

`Particulars Total (A)`, `Male Female`, `No. (B) % (B / A) No. (C) % (C / A)`, and below them `1. Permanent (D) 2,140
1,926 90.0% 214 10.0%`; and rates of several years: `FY 2022-23`, `FY 2021-22`, `Male Female Total Male Female Total`.
"""

import re
from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.tokens import Token, Tokens, apart, is_sentence
from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_LETTERED = regex(r"(?i:nos?\.?|number|%(?: ?age)?|total)\s?\([A-Z](?:\s?/\s?[A-Z])?\)")
_GENDERS = regex(r"(?i)(?:men|male)s? (?:women|female)s?(?: others?)?(?: total)?")
_WOMEN = regex(r"(?i)(?:no\.?|number) and (?:percentage|%) of (?:females?|women)")
_WHOLE = regex(r"(?i)\btotal\s*(?:\(A\))?$")
_YEAR = regex(r"\bFY\s?(?:20)?\d\d\s?[-–/]\s?(?:20)?\d\d\b|\bFY\s?(?:20)?\d\d\b")
_SERIAL = regex(r"\d{1,2}\.?\s+(?=[A-Z])|\(?[a-z]\)\s+")
_LONGEST, _HEAD_LINES, _MOST_ROWS, _QUESTION_LINES = 90, 5, 24, 8
_FEWEST, _MOST_SHARED = 2, 4


def lettered_forms(lines: Sequence[Line], tokens: Tokens) -> Iterator[Found]:
    """A table for each head of such a form.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
    """
    for at, line in enumerate(lines):
        text = line.text.strip()
        if "(B" in text and at:
            heads = _counted(lines, at)
        elif text[:1] in "MWmw" and " " in text:
            heads = _rated(lines, at)
        else:
            continue
        if not heads:
            continue
        rows, end = _rows(lines, at + 1, len(heads[-1]) - 1, tokens)
        if rows:
            asked = tuple(one.text.strip() for one in lines[max(0, at - _QUESTION_LINES) : at])
            above = filter(_is_head, lines[max(0, at - _HEAD_LINES) : at])
            taken = frozenset(one.number for one in (*above, *lines[at:end]))
            yield Found(Grid((*heads, *rows), _question(asked)), taken)


def _counted(lines: Sequence[Line], at: int) -> list[GridRow]:
    """The heads over counts and shares: all of them, then a number and a share for each gender, or for women."""
    line = lines[at]
    found = [*_LETTERED.finditer(line.text)]
    if len(found) < _FEWEST or "".join(one[0] for one in found).replace(" ", "") != line.text.replace(" ", ""):
        return []
    above = lines[max(0, at - _HEAD_LINES) : at]
    whole = next((one for one in above if re.search(r"\(A\)\s*$", one.text)), None)
    over = next(
        (one for one in reversed(above) if _GENDERS.fullmatch(one.text.strip()) or _WOMEN.search(one.text)), None
    )
    if whole is None or over is None:
        return []
    total = Cell("Total (A)", whole, 0, len(whole.text))
    parts = tuple(Cell(one[0], line, *one.span()) for one in found)
    if _WOMEN.search(over.text):
        named = (Cell(over.text.strip(), over, 0, len(over.text)),) * len(parts) if len(parts) == _FEWEST else ()
    else:
        words = over.text.split()
        each = len(parts) // len(words) if len(parts) % len(words) == 0 else 0
        named = tuple(Cell(word, over, 0, len(over.text)) for word in words for _ in range(each))
    return [(None, total, *named), (None, None, *parts)] if named else []


def _rated(lines: Sequence[Line], at: int) -> list[GridRow]:
    """The heads over rates of genders and all, once for each year named above; none where they are anything else."""
    line = lines[at]
    words = line.text.split()
    if len(words) > 2 * _MOST_SHARED or not _GENDERS.match(line.text.strip()):
        return []
    years: dict[str, Cell] = {}
    for one in lines[max(0, at - _HEAD_LINES) : at]:
        for found in _YEAR.finditer(one.text):
            years.setdefault(found[0], Cell(found[0], one, *found.span()))
    if len(years) < _FEWEST or len(words) % len(years):
        return []
    each = len(words) // len(years)
    if words != words[:each] * len(years) or not _GENDERS.fullmatch(" ".join(words[:each])):
        return []
    heads = tuple(Cell(word, line, 0, len(line.text)) for word in words)
    return [(None, *(year for year in years.values() for _ in range(each))), (None, *heads)]


def _rows(lines: Sequence[Line], at: int, wide: int, tokens: Tokens) -> tuple[list[GridRow], int]:
    """The rows below the heads, names of groups among them, and the line behind the last with figures."""
    rows: list[GridRow] = []
    told, end = 0, at
    for number in range(at, min(len(lines), at + _MOST_ROWS)):
        row = _row(lines[number], wide, tokens)
        if row is None:
            break
        rows.append(row)
        if len(row) > 1:
            told, end = len(rows), number + 1
    return rows[:told], end


def _row(line: Line, wide: int, tokens: Tokens) -> GridRow | None:
    found = list(tokens.of(line))
    if sum(one.kind == "value" for one in found) < wide:
        found = apart(found)
    serial = _SERIAL.match(line.text)
    start = serial.end() if serial else 0
    values: list[Token] = []
    while found and found[-1].kind == "value" and len(values) < wide:
        values.insert(0, found.pop())
    label = line.text[start : found[-1].end].strip() if found else ""
    if not label or len(label) > _LONGEST or is_sentence(label):
        return None
    if not values and (serial is None or label.isupper()):
        return (Cell(label, line, start, start + len(label)),)
    if len(values) != wide:
        return None
    return (Cell(label, line, start, start + len(label)), *(one.cell for one in values))


def _question(above: Sequence[str]) -> tuple[str, ...]:
    """What the form asks, nearest last: its numbered question, and the heads that name whom it asks about."""
    asked = [one for one in above if re.match(r"\d{1,2}\.\s|[a-z]\.\s", one) or _WOMEN.search(one)]
    return tuple(asked[-2:])


def _is_head(line: Line) -> bool:
    text = line.text.strip()
    return bool(_WHOLE.search(text) or _GENDERS.fullmatch(text) or _WOMEN.search(text) or _YEAR.search(text))
